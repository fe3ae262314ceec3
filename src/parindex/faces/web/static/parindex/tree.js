// The tree of criteria: folding, keyboard, and a filter that keeps the way to each hit visible.
import { fold } from "./fold.js";

for (const table of document.querySelectorAll("table[data-tree]")) grow(table);
for (const button of document.querySelectorAll("[data-print]")) { button.hidden = false; button.addEventListener("click", () => window.print()); }

function grow(table) {
  let rows, byPath;
  const read = () => {
    rows = [...table.tBodies[0].rows].map((row) => ({
      row, path: row.dataset.path, button: row.querySelector(".fold"), words: fold(row.cells[0].textContent + " " + row.cells[1].textContent),
    }));
    byPath = new Map(rows.map((item) => [item.path, item]));
  };
  read();
  document.addEventListener("htmx:afterSettle", read); // rows may have come back changed
  const above = (path) => { const found = []; for (let i = path.lastIndexOf("/"); i > 0; i = path.lastIndexOf("/", i - 1)) found.push(path.slice(0, i)); return found; };
  const filter = document.querySelector("input[data-tree-filter]");
  const none = document.querySelector("[data-tree-none]");
  let wanted = [];

  function show() {
    const kept = new Set();
    if (wanted.length) for (const item of rows) if (wanted.every((word) => item.words.includes(word))) { kept.add(item.path); above(item.path).forEach((path) => kept.add(path)); }
    let count = 0;
    for (const item of rows) {
      const folded = !wanted.length && above(item.path).some((path) => byPath.get(path)?.button?.getAttribute("aria-expanded") === "false");
      item.row.hidden = folded || (wanted.length > 0 && !kept.has(item.path));
      if (!item.row.hidden) count += 1;
    }
    if (none) none.hidden = count > 0;
  }

  const set = (button, open) => button.setAttribute("aria-expanded", String(open));
  table.addEventListener("click", (event) => {
    const button = event.target.closest(".fold");
    if (button) { set(button, button.getAttribute("aria-expanded") === "false"); show(); }
  });
  table.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr[data-path]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = row.querySelector(".fold");
    if (event.key === "ArrowRight" && button) { set(button, true); show(); }
    else if (event.key === "ArrowLeft" && button) { set(button, false); show(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const seen = rows.filter((item) => !item.row.hidden).map((item) => item.row);
      const next = seen[seen.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
      const target = next && (next.querySelector("a") || next.querySelector("button"));
      if (target) { event.preventDefault(); target.focus(); }
    }
  });

  const all = document.querySelector("[data-fold-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      const open = all.textContent.trim() === all.dataset.open;
      for (const item of rows) if (item.button) set(item.button, open);
      all.textContent = open ? all.dataset.close : all.dataset.open;
      show();
    });
  }
  if (filter) {
    filter.addEventListener("input", () => { wanted = fold(filter.value).split(" ").filter(Boolean); show(); });
    if (filter.value) filter.dispatchEvent(new Event("input"));
  }
}
