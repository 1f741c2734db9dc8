import { isTyping, onAct, one } from "./dom";

const chordPause = 900;
let chordStarted = -Infinity;

onAct("help", () => one<HTMLDialogElement>("#help")?.showModal());

// Single keys can be switched off in the profile (WCAG 2.1.4).
export const singleKeys = (): boolean => document.body.dataset.shortcuts !== "off";

document.addEventListener("keydown", (event) => {
  if (!singleKeys() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (performance.now() - chordStarted < chordPause) {
    chordStarted = -Infinity;
    const link = one<HTMLAnchorElement>(`a[data-go="${CSS.escape(event.key)}"]`);
    if (link) location.href = link.href;
    if (link) return;
  }
  if (event.key === "g") chordStarted = performance.now();
  else if (event.key === "?") one<HTMLDialogElement>("#help")?.showModal();
  else if (event.key === "/") focusFilter(event);
});

function focusFilter(event: KeyboardEvent): void {
  const filter = one<HTMLInputElement>("[data-filter-text]");
  if (!filter) return;
  event.preventDefault();
  filter.focus();
  filter.select();
}
