// The review desk: the row and its place in the source are marked together; rows filter as one types.
for (const input of document.querySelectorAll("[data-enhanced]")) input.hidden = false;

function mark(id) {
  for (const row of document.querySelectorAll("tr.here:not(.editing)")) row.classList.remove("here");
  const row = document.getElementById(id);
  if (!row) return;
  row.hidden = false;
  row.classList.add("here");
  reveal(row, row.closest(".scroll"));
}

function reveal(item, box) {
  if (!item || !box) return;
  const place = item.getBoundingClientRect(), frame = box.getBoundingClientRect();
  box.scrollTo({ top: box.scrollTop + place.top - frame.top - frame.height / 3 });
}

function spot() { reveal(document.querySelector("#source [data-here]"), document.querySelector("#source .paper")); }

let column = "";
document.addEventListener("click", (event) => {
  column = event.target.closest("[data-column]")?.dataset.column || "";
  const link = event.target.closest("[data-row]");
  if (link) mark(link.dataset.row);
  const finding = event.target.closest(".find");
  if (finding && link) {
    for (const other of document.querySelectorAll(".find[aria-current]")) other.removeAttribute("aria-current");
    finding.setAttribute("aria-current", "true");
  }
});

// Down and up walk through the findings; Enter shows the place.
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const list = event.target.closest("[data-finds]");
  if (!list) return;
  const links = [...list.querySelectorAll("a[data-place]")];
  const here = links.findIndex((link) => link.closest(".find").contains(event.target));
  const next = links[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) { event.preventDefault(); next.focus(); }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "source" || event.detail.elt?.id === "source") spot();
  const form = event.detail.elt?.querySelector?.(".row-form");
  if (form) { reveal(event.detail.elt, event.detail.elt.closest(".scroll")); (form.querySelector("[aria-invalid=true]") || (column && form.elements[column]) || form.querySelector("input:not([type=hidden]), textarea"))?.focus(); }
});
// What a refused form answers (422) is the form again, with the reason beside the field.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
});
const first = document.querySelector("tr.here");
if (first) { reveal(first, first.closest(".scroll")); }
spot();
