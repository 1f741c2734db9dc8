/** Forms: no loss by leaving, no second submit, and the way to what is wrong. */
import { all, one, onAct, text } from "./dom";
import { toast } from "./toast";

const resubmitAfter = 8000;
const dirty = new Set<HTMLFormElement>();

document.addEventListener("input", (event) => {
  const form = (event.target as HTMLInputElement).form;
  if (form?.matches("[data-guard]")) dirty.add(form);
});

addEventListener("beforeunload", (event) => {
  for (const form of dirty) if (!form.isConnected) dirty.delete(form);
  if (dirty.size) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  dirty.delete(form);
  // htmx queues its own requests; only a real submit leaves the page.
  if (form.matches("[hx-post]")) return;
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  // A download or a slow answer must not lock the form for good.
  setTimeout(() => release(form), resubmitAfter);
});

function release(form: HTMLFormElement): void {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

// Back from the page cache: what was sent may be sent again, the server knows the id.
addEventListener("pageshow", () => all<HTMLFormElement>("form[data-sent]").forEach(release));

function showErrors(root: ParentNode): void {
  const summary = one("[data-error-summary]", root);
  if (!summary) return;
  const form = summary.closest("form") ?? one<HTMLFormElement>("form[data-guard]");
  // What was entered came back unsaved.
  if (form?.matches("[data-guard]")) dirty.add(form);
  summary.focus();
}

document.addEventListener("htmx:after:swap", () => showErrors(document));
showErrors(document);

onAct("copy", async (button) => {
  const source = one(`#${button.dataset.copy}`);
  const value = source instanceof HTMLInputElement ? source.value : (source?.textContent ?? "");
  try {
    await navigator.clipboard.writeText(value.trim());
    toast(text("copied"));
  } catch {
    // No permission: select it, so that the keyboard can copy.
    if (source) getSelection()?.selectAllChildren(source);
    if (source instanceof HTMLInputElement) source.select();
  }
});

// A choice that acts at once says so with data-autosubmit; without JavaScript its form has a button.
document.addEventListener("change", (event) => {
  const control = event.target as HTMLInputElement;
  if (control.matches("[data-autosubmit]")) control.form?.requestSubmit();
});

// How much of what fits is used up.
function count(area: HTMLTextAreaElement): void {
  const next = area.nextElementSibling;
  const figure = next instanceof HTMLOutputElement ? next : document.createElement("output");
  if (figure !== next) {
    figure.className = "hint num";
    area.after(figure);
  }
  figure.textContent = `${area.value.length} / ${area.maxLength}`;
}

all<HTMLTextAreaElement>("textarea[data-counter]").forEach((area) => {
  count(area);
  area.addEventListener("input", () => count(area));
});

// Where a judgement stands on the matrix, before it is saved.
function mark(judgement: HTMLElement): void {
  const likelihood = one<HTMLInputElement>("[data-likelihood]:checked", judgement)?.value ?? "";
  const impact = Math.max(0, ...all<HTMLSelectElement>("[data-impact]", judgement).map((select) => Number(select.value)));
  const matrix = one(`[data-matrix="${judgement.dataset.judgement}"]`);
  if (!matrix) return;
  for (const cell of all("td[data-l]", matrix)) cell.classList.toggle("here", cell.dataset.l === likelihood && cell.dataset.i === `${impact}`);
  const now = one("[data-level-now]", matrix);
  const here = one("td.here", matrix);
  if (now && here?.dataset.level) now.textContent = here.dataset.level;
}

document.addEventListener("change", (event) => {
  const judgement = (event.target as HTMLElement).closest<HTMLElement>("[data-judgement]");
  if (judgement) mark(judgement);
});
