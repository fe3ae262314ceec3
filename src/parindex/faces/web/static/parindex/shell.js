// The frame: Ctrl K, one open sheet at a time, confirmations, tables that filter as one types.
import { fold } from "./fold.js";

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const seek = document.getElementById("seek");
    if (seek) { event.preventDefault(); seek.focus(); seek.select(); }
  }
  if (event.key === "Escape") for (const sheet of document.querySelectorAll("details.me[open]")) sheet.open = false;
});

document.addEventListener("click", (event) => {
  for (const sheet of document.querySelectorAll("details.me[open]")) if (!sheet.contains(event.target)) sheet.open = false;
});

// <dialog class="ask" id="x"> opens from data-ask="x"; without scripts the link leads to a page that asks.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-ask]");
  const dialog = opener && document.getElementById(opener.dataset.ask);
  if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
  if (event.target.closest("[data-shut]")) event.target.closest("dialog")?.close();
});

// A selection that applies at once; the button beside it serves where scripts do not run.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("change", (event) => { if (event.target.matches("select, input[type=date], input[type=checkbox], input[type=radio]")) form.requestSubmit(); });
  for (const button of form.querySelectorAll("[data-plain]")) button.hidden = true;
}

// Rows of a short list that hide as one types, without diacritics.
for (const input of document.querySelectorAll("input[data-narrows]")) {
  const body = document.getElementById(input.dataset.narrows);
  if (!body) continue;
  const rows = [...body.querySelectorAll("[data-words]")].map((row) => [row, fold(row.dataset.words || row.textContent)]);
  const left = document.getElementById(`${input.dataset.narrows}-left`);
  const none = document.getElementById(`${input.dataset.narrows}-none`);
  input.addEventListener("input", () => {
    const wanted = fold(input.value).split(" ").filter(Boolean);
    let count = 0;
    for (const [row, words] of rows) { const shown = wanted.every((word) => words.includes(word)); row.hidden = !shown; if (shown) count += 1; }
    if (left) left.textContent = String(count);
    if (none) none.hidden = count > 0;
  });
}
