// Dropping a file: checked before it is sent; the button and the file field do the same without this.
for (const form of document.querySelectorAll("form[data-upload]")) {
  const area = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const large = form.querySelector("[data-too-large]");
  const wrong = form.querySelector("[data-wrong-kind]");
  const sending = form.querySelector("[data-sending]");
  const kinds = form.dataset.kinds.split(",");

  const fits = () => {
    const file = input.files[0];
    large.hidden = !file || file.size <= Number(form.dataset.limit);
    wrong.hidden = !file || kinds.some((kind) => file.name.toLowerCase().endsWith(kind));
    return large.hidden && wrong.hidden;
  };
  input.addEventListener("change", fits);
  form.addEventListener("submit", (event) => {
    if (!fits()) event.preventDefault();
    else { sending.hidden = false; form.querySelector("button.main").setAttribute("aria-disabled", "true"); }
  });
  for (const kind of ["dragenter", "dragover"]) area.addEventListener(kind, (event) => { event.preventDefault(); area.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) area.addEventListener(kind, () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; input.dispatchEvent(new Event("change")); }
  });
}
