// The self-scoring desk: the list and the inspector, points as one types, saving by itself, the keyboard.
import { fold } from "./fold.js";
import { Saver, forget, remembered } from "./saving.js";
import { Tally } from "./tally.js";

const TRY = 250;
const table = document.getElementById("sheet-rows");
const place = document.getElementById("inspector-place");
const chip = document.getElementById("save-state");
const tally = new Tally(table);
const saver = new Saver(told);
for (const each of document.querySelectorAll("[data-enhanced]")) each.hidden = false;

// the state of saving, always in sight
function told(event, leaf, data) {
  if (event === "stands") return stands(leaf, data);
  const tones = { typing: "", saving: "info", saved: "ok", lost: "bad", refused: "warn", overtaken: "warn", locked: "bad", expired: "bad" };
  chip.hidden = false;
  chip.className = `chip ${tones[event]}`;
  chip.textContent = event === "saved" ? `${chip.dataset.saved} ${data.at}` : chip.dataset[event];
  chip.dataset.state = event;
  tally.byLeaf.get(leaf)?.classList.toggle("unsaved", event !== "saved");
  if (event === "overtaken" && leaf === here()) overtaken(data);
  if (["refused", "locked"].includes(event) && leaf === here()) faults(data?.faults || []);
}

function stands(leaf, data) {
  tally.set(leaf, data);
  tally.byLeaf.get(leaf)?.classList.remove("unsaved");
  show();
  if (leaf !== here()) return;
  form().elements.seen.value = data.number;
  document.getElementById("points").textContent = data.points;
  const last = document.getElementById("last-line");
  last.hidden = false;
  last.querySelector("span").textContent = data.last;
  document.getElementById("leaf-findings").replaceChildren(...data.findings.map(finding));
  faults([]);
}

function finding({ tone, message, remedy }) {
  const item = document.createElement("li"), dot = document.createElement("span"), text = document.createElement("div");
  item.className = "find";
  dot.className = `dot ${tone}`;
  dot.textContent = "!";
  dot.setAttribute("aria-hidden", "true");
  const what = document.createElement("span"), next = document.createElement("p");
  what.className = "what"; what.textContent = message;
  next.className = "remedy"; next.textContent = remedy;
  text.append(what, next);
  item.append(dot, text);
  return item;
}

// the leaf in the inspector
const form = () => document.getElementById("leaf-form");
const here = () => document.getElementById("inspector")?.dataset.leaf;
const isEditable = () => form()?.hasAttribute("data-editable");

function typed() {
  const fields = new URLSearchParams(new FormData(form()));
  fields.delete("seen");
  return fields.toString();
}

function begin() {
  if (!form()) return;
  for (const each of place.querySelectorAll("[data-plain-save]")) each.hidden = true;
  if (!isEditable()) return;
  const leaf = here();
  if (!saver.waiting.has(leaf)) saver.saw(leaf, form().elements.seen.value);
  const waiting = saver.waiting.get(leaf), draft = remembered(form().dataset.draft);
  if (waiting) { fill(new URLSearchParams(waiting.body)); attempt(); }
  else if (draft && same(draft.body, typed())) forget(form().dataset.draft);
  else if (draft) offer(draft);
}

function same(one, other) {
  const plain = (text) => { const fields = new URLSearchParams(text); fields.delete("csrfmiddlewaretoken"); return [...fields].filter(([, value]) => value).sort().toString(); };
  return plain(one) === plain(other);
}

function offer(draft) {
  const notice = document.getElementById("draft");
  const at = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  notice.querySelector("[data-said]").textContent = notice.dataset.text.replace("{at}", at);
  notice.hidden = false;
}

function fill(fields) {
  for (const control of form().elements) {
    if (!control.name || ["csrfmiddlewaretoken", "seen", "go"].includes(control.name)) continue;
    const value = fields.get(control.name);
    if (control.type === "radio" || control.type === "checkbox") control.checked = control.value === value;
    else control.value = value ?? "";
  }
  for (const details of form().querySelectorAll("details.out")) if (details.querySelector(":checked")) details.open = true;
}

function changed() {
  if (!isEditable()) return;
  saver.keep(here(), { url: form().dataset.save, body: typed(), seen: form().elements.seen.value, draft: form().dataset.draft });
  attempt();
}

// points as one types: asked of the server, which alone knows the rules; nothing is saved by asking
let asking, timer;
function attempt() { clearTimeout(timer); document.getElementById("why").classList.add("stale"); timer = setTimeout(ask, TRY); }

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const leaf = here();
  try {
    const answer = await fetch(form().dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form())), signal: asking.signal });
    const data = answer.redirected ? null : await answer.json();
    if (data && leaf === here()) worth(answer.ok, data);
  } catch { /* typed on, or no network: saving tells of that */ }
}

function worth(isOk, data) {
  const why = document.getElementById("why");
  why.classList.toggle("stale", !isOk);
  faults(isOk ? [] : data.faults);
  for (const each of form().querySelectorAll("[data-doubt]")) each.hidden = true;
  for (const { key, message } of data.doubts || []) {
    const spot = form().querySelector(`[data-doubt="${CSS.escape(key)}"]`);
    if (spot) { spot.textContent = message; spot.hidden = false; }
  }
  if (!isOk) return;
  document.getElementById("points").textContent = data.points;
  why.querySelector("b").textContent = data.why;
  why.querySelector("ol").replaceChildren(...data.trace.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}

function faults(found) {
  for (const each of place.querySelectorAll("[data-fault]")) { each.hidden = true; each.textContent = ""; }
  for (const each of form().querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  const rest = [];
  for (const { key, message, remedy } of found) {
    const spot = key && place.querySelector(`[data-fault="${CSS.escape(key)}"]`);
    if (!spot) { rest.push(Object.assign(document.createElement("p"), { className: "wrong", textContent: `${message}. ${remedy}`.replace(/([.:!?])\./, "$1") })); continue; }
    spot.textContent = `${message}. ${remedy}`;
    spot.hidden = false;
    form().querySelector(`[data-key="${CSS.escape(key)}"]`)?.setAttribute("aria-invalid", "true");
  }
  const box = document.getElementById("faults");
  if (box.querySelector(".overtaken") && !rest.length && !found.length) return;
  box.replaceChildren(...rest);
  box.hidden = !rest.length;
}

// somebody else wrote the leaf: both versions side by side, the person chooses
function overtaken({ other }) {
  const box = document.getElementById("faults"), shown = document.getElementById("overtaken-template").content.cloneNode(true);
  const head = shown.querySelector("[data-by]");
  head.textContent = head.dataset.by.replace("{by}", other.by).replace("{at}", other.at);
  shown.querySelector("[data-theirs]").textContent = [other.answer, other.note].filter(Boolean).join("\n");
  shown.querySelector("[data-mine]").textContent = mine();
  shown.querySelector("[data-keep=theirs]").addEventListener("click", () => theirs(other));
  shown.querySelector("[data-keep=mine]").addEventListener("click", () => ours(other));
  box.replaceChildren(shown);
  box.hidden = false;
}

function mine() {
  const said = [];
  for (const control of form().elements) {
    if (!control.dataset?.key && control.name !== "note") continue;
    const isBox = control.type === "radio" || control.type === "checkbox";
    if (isBox ? !control.checked : !control.value) continue;
    const label = (control.closest("fieldset")?.querySelector("legend") || control.labels?.[0])?.textContent.trim();
    said.push(isBox ? control.closest("label").querySelector("span").textContent : `${label}: ${control.value}`);
  }
  return said.join("\n");
}

function settle(other) {
  saver.saw(here(), String(other.number));
  form().elements.seen.value = other.number;
  const box = document.getElementById("faults");
  box.replaceChildren();
  box.hidden = true;
}

function theirs(other) {
  settle(other);
  saver.drop(here());
  const fields = new URLSearchParams({ note: other.note });
  for (const [key, value] of Object.entries(other.fields)) fields.set(`a.${key}`, value);
  fill(fields);
  changed();
  saver.now();
}

function ours(other) { settle(other); changed(); saver.now(); }

// choosing a leaf: the inspector alone is fetched, what is unsaved goes on being saved
let fetching;
async function choose(row, { focus = "", push = true } = {}) {
  const link = row?.querySelector("a[data-row]");
  if (!link) return;
  mark(row);
  saver.now();
  fetching?.abort();
  fetching = new AbortController();
  let answer;
  try { answer = await fetch(link.href, { headers: { "HX-Request": "true" }, signal: fetching.signal }); } catch { return; }
  if (answer.redirected || !answer.ok) { location.assign(link.href); return; }
  place.innerHTML = await answer.text();
  window.htmx?.process(place);
  if (push) history.pushState(null, "", link.href);
  begin();
  if (focus === "field") place.querySelector("#leaf-form input:not([type=hidden], [readonly]), #leaf-form textarea")?.focus();
  if (focus === "field" && matchMedia("(max-width: 1180px)").matches) place.scrollIntoView();
}

function mark(row) {
  for (const other of table.querySelectorAll('tr[aria-selected="true"]')) other.removeAttribute("aria-selected");
  row.setAttribute("aria-selected", "true");
  const box = row.closest(".scroll"), spot = row.getBoundingClientRect(), frame = box.getBoundingClientRect();
  if (spot.top < frame.top + 40 || spot.bottom > frame.bottom) box.scrollTo({ top: box.scrollTop + spot.top - frame.top - frame.height / 3 });
}

const seen = () => tally.rows.filter((row) => !row.hidden && row.dataset.leaf);
function beside(row, step) { const rows = seen(); return rows[rows.indexOf(row) + step]; }
const current = () => tally.byLeaf.get(here());

table.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = event.target.closest("tr[data-leaf]");
  if (row) { event.preventDefault(); choose(row, { focus: matchMedia("(max-width: 1180px)").matches ? "field" : "" }); row.querySelector("a").focus({ preventScroll: true }); }
});
let moving;
table.addEventListener("keydown", (event) => {
  const row = event.target.closest("tr[data-leaf]");
  if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = beside(row, event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    if (!next) return;
    next.querySelector("a").focus();
    mark(next);
    clearTimeout(moving);
    moving = setTimeout(() => choose(next), 120);
  } else if (event.key === "Enter") {
    event.preventDefault();
    clearTimeout(moving);
    choose(row, { focus: "field" });
  }
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); saver.now(); }
  if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const next = current() && beside(current(), event.key === "ArrowDown" ? 1 : -1);
    if (next) { event.preventDefault(); choose(next, { focus: "field" }); }
  }
});

place.addEventListener("input", (event) => { if (event.target.form === form()) changed(); });
place.addEventListener("change", (event) => { if (event.target.form === form()) saver.soon(0); });
place.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  saver.now();
  choose(beside(current(), 1), { focus: "field" });
});
place.addEventListener("click", (event) => {
  const go = event.target.closest("[data-go]");
  if (go && !event.ctrlKey && !event.metaKey) {
    const row = [...tally.byLeaf.values()].find((each) => each.querySelector("a").href === go.href);
    if (row) { event.preventDefault(); choose(row, { focus: "field" }); }
  }
  const offer = event.target.closest("[data-offer]");
  if (offer) { event.preventDefault(); take(JSON.parse(offer.dataset.offer)); offer.remove(); }
  if (event.target.closest("[data-draft-drop]")) { forget(form().dataset.draft); document.getElementById("draft").hidden = true; }
  if (event.target.closest("[data-draft-use]")) {
    fill(new URLSearchParams(remembered(form().dataset.draft).body));
    document.getElementById("draft").hidden = true;
    changed();
  }
});
function take(names) {
  const fields = new URLSearchParams(names);
  fields.set("note", form().elements.note?.value ?? "");
  fill(fields);
  changed();
  saver.now();
}
// evidence came or went: what the leaf lacks is another now; the same answer sent again writes no line
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id === "evidence" && isEditable() && current()?.hasAttribute("data-answered") && !saver.waiting.has(here())) { changed(); saver.now(); }
});
addEventListener("popstate", () => {
  const row = [...tally.byLeaf.values()].find((each) => each.querySelector("a").href === location.href);
  if (row) choose(row, { push: false });
});

// the filter keeps the way to each hit visible
const input = document.getElementById("sheet-filter");
let wanted = document.querySelector('[data-show][aria-current="true"]')?.dataset.show || "";
const words = new Map(tally.rows.map((row) => [row, fold(`${row.dataset.path} ${row.cells[1].textContent}`)]));
function show() {
  const sought = fold(input.value).split(" ").filter(Boolean), kept = new Set();
  for (const row of tally.rows) {
    const fits = row.dataset.leaf && (wanted === "todo" ? row.hasAttribute("data-open") || row.dataset.leaf === here() : wanted === "mine" ? row.hasAttribute("data-mine") : true);
    if (!fits || !sought.every((word) => words.get(row).includes(word))) continue;
    for (let path = row.dataset.path; ; path = path.slice(0, path.lastIndexOf("/"))) { kept.add(path); if (!path.includes("/")) break; }
  }
  for (const row of tally.rows) row.hidden = !kept.has(row.dataset.path);
  document.getElementById("sheet-none").hidden = kept.size > 0;
}
input.addEventListener("input", show);
input.form.addEventListener("submit", (event) => event.preventDefault());
for (const link of document.querySelectorAll("[data-show]")) link.addEventListener("click", (event) => {
  event.preventDefault();
  wanted = link.dataset.show;
  for (const other of document.querySelectorAll("[data-show]")) other.toggleAttribute("aria-current", other === link), other === link && other.setAttribute("aria-current", "true");
  show();
});

show();
begin();
if (current()) mark(current());
// a reload comes back to this leaf, also once nothing is left to be done on it
if (current() && !location.search) history.replaceState(null, "", current().querySelector("a").href);
