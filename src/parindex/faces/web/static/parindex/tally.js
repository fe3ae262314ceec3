// Points of the sheet added up on the page: whole micro-points, so that every sum is exact.
const MICRO = 6, BAR = 150;
const comma = document.documentElement.lang.startsWith("en") ? "." : ",";

export function figure(micro, places) {
  const step = 10 ** (MICRO - places);
  const steps = Math.floor((2 * micro + step) / (2 * step));
  const digits = String(Math.abs(steps)).padStart(places + 1, "0");
  const whole = places ? digits.slice(0, -places) + comma + digits.slice(-places) : digits;
  return steps < 0 ? "−" + whole : whole;
}

export class Tally {
  constructor(table) {
    this.places = Number(table.dataset.places);
    this.rows = [...table.tBodies[0].rows];
    this.byPath = new Map(this.rows.map((row) => [row.dataset.path, row]));
    this.byLeaf = new Map(this.rows.filter((row) => row.dataset.leaf).map((row) => [row.dataset.leaf, row]));
  }

  // A leaf stands anew: its row, all above it, and the sums at the head.
  set(leaf, { micro, out, row: shown, chip, open, state }) {
    const row = this.byLeaf.get(leaf);
    if (!row) return;
    row.dataset.own = micro ?? "";
    row.dataset.out = out;
    row.toggleAttribute("data-open", open);
    row.toggleAttribute("data-answered", state !== "unanswered");
    row.querySelector(".own").textContent = shown;
    const place = row.querySelector(".state"), mark = document.createElement("span");
    mark.className = `chip ${chip.tone}`;
    mark.textContent = chip.text;
    place.replaceChildren(mark);
    bar(row);
    for (let path = row.dataset.path; path.includes("/");) { path = path.slice(0, path.lastIndexOf("/")); this.sum(path); }
    this.head();
  }

  sum(path) {
    const row = this.byPath.get(path);
    const below = this.rows.filter((each) => each.dataset.leaf && each.dataset.path.startsWith(path + "/"));
    const known = below.filter((each) => each.dataset.own !== "");
    row.dataset.own = known.length ? known.reduce((sum, each) => sum + Number(each.dataset.own), 0) : "";
    row.dataset.out = below.reduce((sum, each) => sum + Number(each.dataset.out), 0);
    row.querySelector(".own").textContent = known.length ? figure(Number(row.dataset.own), this.places) : "–";
    bar(row);
  }

  head() {
    const own = this.rows.filter((row) => row.hasAttribute("data-mine-to-score"));
    const sum = (name) => own.reduce((total, row) => total + Number(row.dataset[name] || 0), 0);
    const most = sum("max") - sum("out");
    document.getElementById("own").textContent = figure(sum("own"), this.places);
    document.getElementById("own-max").textContent = most % 10 ** MICRO ? figure(most, this.places) : figure(most, 0);
    const answered = document.getElementById("answered");
    answered.textContent = answered.dataset.text.replace("{n}", own.filter((row) => row.hasAttribute("data-answered")).length);
    const todo = document.querySelector('[data-show="todo"]');
    todo.textContent = todo.textContent.replace(/\(\d+\)/, `(${own.filter((row) => row.hasAttribute("data-open")).length})`);
  }
}

function bar(row) {
  const most = Number(row.dataset.max) - Number(row.dataset.out), own = row.dataset.own;
  const picture = row.querySelector(".bar"), made = (name, width) => {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [key, value] of Object.entries({ class: name, y: 2, width, height: 10, rx: 3 })) rect.setAttribute(key, value);
    return rect;
  };
  if (own === "" || most <= 0) return;
  const share = Math.min(Math.max(Number(own) / most, 0), 1);
  picture.replaceChildren(made("lost", BAR), made("gain", (share * BAR).toFixed(1)));
}
