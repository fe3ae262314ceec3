// The editor of frameworks: the chosen criterion is marked, moved by keys, and refused posts are shown.
function mark(id) {
  for (const row of document.querySelectorAll("tr.here")) { row.classList.remove("here"); row.querySelector("[aria-current]")?.removeAttribute("aria-current"); }
  const row = document.getElementById(id);
  row?.classList.add("here");
  row?.querySelector("a")?.setAttribute("aria-current", "true");
}

function reveal(row) {
  const box = row?.closest(".scroll");
  if (!box) return;
  const place = row.getBoundingClientRect(), frame = box.getBoundingClientRect();
  if (place.top < frame.top + 30 || place.bottom > frame.bottom) box.scrollTo({ top: box.scrollTop + place.top - frame.top - frame.height / 3 });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-line]");
  if (link) mark(link.dataset.line);
});

// On a phone the desk lies below the tree: it comes into view when another criterion is chosen.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "desk" && window.matchMedia("(max-width: 900px)").matches) event.detail.target.scrollIntoView();
  const form = event.detail.target?.id === "rule" && document.querySelector("#rule-form");
  if (form && form.dataset.fresh) document.getElementById(form.dataset.fresh)?.focus();
});

// What a refused post answers (422) says why.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
});

// Rows come back changed: what was folded stays folded.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const old = event.detail.target?.querySelector?.(".fold"), fresh = event.detail.fragment?.querySelector?.(".fold");
  if (old && fresh) fresh.setAttribute("aria-expanded", old.getAttribute("aria-expanded"));
});

// Alt and an arrow move the criterion on the desk.
const WAYS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
document.addEventListener("keydown", (event) => {
  const way = event.altKey && !event.ctrlKey && !event.metaKey && WAYS[event.key];
  const button = way && document.querySelector(`.moves button[value=${way}]`);
  if (!button) return;
  event.preventDefault();
  if (!button.disabled) button.click();
});

reveal(document.querySelector("tr.here"));
