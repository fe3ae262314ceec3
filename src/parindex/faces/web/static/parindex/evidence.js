// The panel of evidence: files dropped anywhere on the box are sent one after the other; forms work without this.
// Everything listens on the document: the panel is replaced after every deed.
const box = () => document.querySelector("#evidence [data-evidence-file]");
let queue = [];

function tidy() {
  const form = box();
  if (form) form.querySelector("[data-plain]").hidden = true;
}

function next() {
  const form = box();
  if (!form || !queue.length) return;
  const file = queue.shift();
  const large = form.querySelector("[data-too-large]");
  const wrong = form.querySelector("[data-wrong-kind]");
  large.hidden = file.size <= Number(form.dataset.limit);
  wrong.hidden = form.dataset.kinds.split(",").some((kind) => file.name.toLowerCase().endsWith(kind));
  if (!large.hidden || !wrong.hidden) { form.reset(); queue = []; return; }
  const input = form.querySelector("input[type=file]");
  if (input.files[0] !== file) {
    const one = new DataTransfer();
    one.items.add(file);
    input.files = one.files;
  }
  form.querySelector("[data-sending]").hidden = false;
  form.requestSubmit();
}

function send(files) { queue = [...files]; next(); }

document.addEventListener("change", (event) => {
  if (event.target.matches("#evidence-file") && event.target.files.length) send(event.target.files);
});
for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => {
  const area = event.target.closest?.("[data-evidence-drop]");
  if (area) { event.preventDefault(); area.classList.add("over"); }
});
for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, (event) => {
  event.target.closest?.("[data-evidence-drop]")?.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  if (!event.target.closest?.("[data-evidence-drop]")) return;
  event.preventDefault();
  if (event.dataTransfer.files.length) send(event.dataTransfer.files);
});

// What was refused comes back as a panel, too; the next file of a drop follows once the panel stands.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422 && event.detail.target?.id === "evidence") {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  tidy();
  if (event.detail.target?.id === "evidence" || event.target?.id === "evidence") next();
});
tidy();
