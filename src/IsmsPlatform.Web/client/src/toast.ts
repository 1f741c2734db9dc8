import { all, csrf, one, text } from "./dom";

const shortStay = 6000;
const undoStay = 10000;

/** Says what was done; with an address it can be undone. Nothing that needs action is said only here. */
export function toast(message: string, undo?: string | null): void {
  if (!message) return;
  const box = document.createElement("div");
  box.className = "toast";
  const sentence = document.createElement("span");
  sentence.className = "grow";
  sentence.textContent = message;
  box.append(sentence);
  if (undo) box.append(undoForm(undo));
  show(box, undo ? undoStay : shortStay);
}

function undoForm(address: string): HTMLFormElement {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "__RequestVerificationToken";
  token.value = csrf();
  const button = document.createElement("button");
  button.textContent = text("undo");
  form.append(token, button);
  return form;
}

function show(box: HTMLElement, stay: number): void {
  one("#toasts")?.append(box);
  let timer = setTimeout(() => box.remove(), stay);
  const hold = () => clearTimeout(timer);
  const release = () => (timer = setTimeout(() => box.remove(), shortStay));
  box.addEventListener("pointerenter", hold);
  box.addEventListener("focusin", hold);
  box.addEventListener("pointerleave", release);
  box.addEventListener("focusout", release);
}

// A toast that came with the page: put in again, so that it is also announced.
for (const box of all("#toasts .toast")) {
  box.remove();
  setTimeout(() => show(box, box.querySelector("form") ? undoStay : shortStay), 100);
}
