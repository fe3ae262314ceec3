// The appraisal desk: walking down the list, choosing many, keyboard; every form works without this.
import { fold } from "./fold.js";

const all = (selector) => [...document.querySelectorAll(selector)];
const list = () => document.querySelector("[data-list]");
const rows = () => all("#rows tr:not([hidden])").filter((row) => row.querySelector("a[data-row]"));
let place = 0;

function dress() {
  for (const part of all("[data-enhanced]")) part.hidden = false;
  for (const part of all("[data-plain-preview], form[data-at-once] [data-plain]")) part.hidden = true;
  for (const button of all("[data-print]")) button.hidden = false;
  stay();
  count();
}

// The list stays where it was scrolled to, with the selected row in sight.
function stay() {
  const box = list();
  if (box && place) box.scrollTop = place;
  const here = document.querySelector("#rows tr[aria-selected=true]");
  if (here && box) reveal(here, box);
}

function reveal(row, box) {
  const own = row.getBoundingClientRect(), frame = box.getBoundingClientRect();
  if (own.top < frame.top + 40 || own.bottom > frame.bottom) box.scrollTop += own.top - frame.top - frame.height / 3;
}

function boxes() { return all("#rows tr:not([hidden]) input[name=row]"); }

function count() {
  const button = document.getElementById("accept-button");
  if (!button) return;
  const chosen = all("#rows input[name=row]:checked").length;
  button.textContent = chosen ? button.dataset.some.replace("{n}", String(chosen)) : button.dataset.none;
  button.classList.toggle("main", chosen > 0);
  button.setAttribute("aria-disabled", String(chosen === 0));
  const every = document.getElementById("pick-all"), open = boxes();
  if (every) { every.hidden = open.length === 0; every.checked = open.length > 0 && open.every((box) => box.checked); every.indeterminate = chosen > 0 && !every.checked; }
}

function choose(row) {
  for (const other of all("#rows tr[aria-selected]")) { other.removeAttribute("aria-selected"); other.querySelector("a[data-row]")?.removeAttribute("aria-current"); }
  row.setAttribute("aria-selected", "true");
  const link = row.querySelector("a[data-row]");
  link.setAttribute("aria-current", "true");
  history.replaceState(history.state, "", link.href);
  if (list()) reveal(row, list());
}

document.addEventListener("click", (event) => {
  const row = event.target.closest("#rows tr");
  if (!row || event.target.closest("input, button, label")) return;
  const link = row.querySelector("a[data-row]");
  if (!link) return;
  if (!event.target.closest("a[data-row]")) { link.click(); return; }
  choose(row);
});

document.addEventListener("change", (event) => {
  if (event.target.id === "pick-all") for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.matches("#pick-all, #rows input[name=row]")) count();
});

document.addEventListener("submit", (event) => {
  if (event.target.id === "accept-form" && !all("#rows input[name=row]:checked").length) event.preventDefault();
});

// Up and down walk through the list, Enter goes to the decision, Escape back; Ctrl Enter saves and goes on.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form.decision") || document.getElementById("decision");
    const button = form?.querySelector("button.main");
    if (button) { event.preventDefault(); button.click(); }
    return;
  }
  if (event.key === "Escape" && event.target.closest("#inspector")) { document.querySelector("#rows tr[aria-selected=true] a[data-row]")?.focus(); return; }
  const row = event.target.closest?.("#rows tr");
  if (!row || event.ctrlKey || event.metaKey || event.altKey || !["ArrowDown", "ArrowUp", " "].includes(event.key)) return;
  if (event.key === " ") {
    const box = row.querySelector("input[name=row]");
    if (box && event.target !== box) { event.preventDefault(); box.checked = !box.checked; count(); }
    return;
  }
  const shown = rows();
  const next = shown[shown.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) { event.preventDefault(); const link = next.querySelector("a[data-row]"); link.focus(); link.click(); }
});

// The frame's script serves the forms it found at first; those that came with a new page are served here.
const first = new Set(all("form[data-at-once]"));
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form && !first.has(form) && event.target.matches("select")) form.requestSubmit();
});
document.addEventListener("input", (event) => {
  if (!event.target.matches("input[data-narrows=rows]")) return;
  const wanted = fold(event.target.value).split(" ").filter(Boolean);
  let shown = 0;
  for (const row of all("#rows tr")) { const words = fold(row.dataset.words || row.textContent); row.hidden = !wanted.every((word) => words.includes(word)); if (!row.hidden) shown += 1; }
  const none = document.getElementById("rows-none");
  if (none) none.hidden = shown > 0;
  count();
});

// What a refused form answers (422) is the page again, with the reason beside the form.
document.addEventListener("htmx:beforeSwap", (event) => {
  place = list()?.scrollTop || 0;
  if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
});
document.addEventListener("htmx:afterSettle", (event) => {
  const part = document.getElementById("inspector");
  if (part && event.detail.elt?.id === "inspector" && matchMedia("(max-width: 1180px)").matches) part.scrollIntoView({ block: "start" });
  if (event.detail.target?.id !== "main" && event.detail.elt?.id !== "main") return;
  dress();
  const link = document.querySelector("#rows tr[aria-selected=true] a[data-row]");
  if (link) history.replaceState(history.state, "", link.href);
  const told = document.querySelector("#inspector [role=alert]");
  (told ? document.getElementById("word") : document.getElementById("cell-title"))?.focus({ preventScroll: false });
});
dress();
