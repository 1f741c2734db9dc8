/** Registers: rows by j, k and x; choosing many, also a range by Shift; the counts on filter buttons. */
import { all, isTyping, onAct, one } from "./dom";
import { singleKeys } from "./shortcuts";

const boxes = () => all<HTMLInputElement>("[data-rows] tbody input[name=ids]");
let lastBox = -1;
let row = -1;

function showChosen(): void {
  const every = boxes();
  const chosen = every.filter((box) => box.checked).length;
  const label = one("[data-chosen]");
  if (label) label.textContent = (label.dataset.chosen ?? "{0}").replace("{0}", String(chosen));
  const whole = one<HTMLInputElement>("[data-act=all-rows]");
  if (whole) {
    whole.checked = chosen > 0 && chosen === every.length;
    whole.indeterminate = chosen > 0 && chosen < every.length;
  }
  const matching = one("[data-matching]");
  if (matching) matching.hidden = chosen < every.length;
}

onAct("all-rows", (box) => {
  boxes().forEach((b) => (b.checked = (box as HTMLInputElement).checked));
  showChosen();
});

onAct("no-rows", () => {
  boxes().forEach((b) => (b.checked = false));
  showChosen();
});

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.matches("[data-rows] tbody input[name=ids]")) return;
  const every = boxes();
  const index = every.indexOf(box);
  if (event.shiftKey && lastBox >= 0)
    every.slice(Math.min(index, lastBox), Math.max(index, lastBox) + 1).forEach((b) => (b.checked = box.checked));
  lastBox = index;
  showChosen();
});

document.addEventListener("keydown", (event) => {
  if (!singleKeys() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const rows = all<HTMLTableRowElement>("[data-rows] tbody tr");
  if (!rows.length) return;
  if (event.key === "j" || event.key === "k") {
    rows[row]?.classList.remove("current");
    row = Math.max(0, Math.min(rows.length - 1, row + (event.key === "j" ? 1 : -1)));
    rows[row]!.classList.add("current");
    rows[row]!.scrollIntoView({ block: "nearest" });
    one(".ct a", rows[row])?.focus({ preventScroll: true });
  } else if (event.key === "x") one<HTMLInputElement>("input[name=ids]", rows[row] ?? document.createElement("tr"))?.click();
});

// Empty parameters say nothing, nor do the usual columns: the address of a filter form stays short.
document.addEventListener("formdata", (event) => {
  const form = event.target as HTMLFormElement;
  if (!form.matches("[data-filters]")) return;
  const usual = one("[data-columns]", form)?.dataset.columns;
  if (event.formData.getAll("columns").join() === usual) event.formData.delete("columns");
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

// Filter menus stand outside the swapped region, so that choosing does not close them; their counts follow here.
function showFilterCounts(): void {
  for (const button of all("[data-filters] [popovertarget]")) {
    const chosen = all(`#${button.getAttribute("popovertarget")} input:checked`).length;
    const count = one("[data-filter-count]", button);
    if (!count) continue;
    button.classList.toggle("on", chosen > 0);
    count.hidden = chosen === 0;
    count.textContent = String(chosen);
  }
}

document.addEventListener("change", (event) => {
  if ((event.target as Element).closest("[data-filters]")) showFilterCounts();
});

document.addEventListener("htmx:after:swap", () => {
  lastBox = row = -1;
  showChosen();
});

showChosen();
showFilterCounts();
