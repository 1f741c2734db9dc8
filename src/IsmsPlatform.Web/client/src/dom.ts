/** The few DOM shorthands and the sentences that the server put on <body> (data-text-*), so that no module carries a catalogue. */

export const one = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T | null =>
  root.querySelector<T>(selector);

export const all = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T[] => [
  ...root.querySelectorAll<T>(selector),
];

/** `text("offline")` reads `data-text-offline`; {0} becomes the argument. */
export function text(key: string, argument: string | number = ""): string {
  const sentence = document.body.getAttribute(`data-text-${key}`) ?? "";
  return sentence.replace("{0}", String(argument));
}

export const csrf = (): string => one<HTMLMetaElement>("meta[name=csrf]")?.content ?? "";

/** True where a single key means text, not a shortcut. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input:not([type=checkbox]):not([type=radio]),textarea,select,dialog,[contenteditable]") !== null;

/** Things to do when a button with data-act is pressed; links keep their address for those without JavaScript. */
const acts = new Map<string, (button: HTMLElement, event: MouseEvent) => void>();

export const onAct = (name: string, act: (button: HTMLElement, event: MouseEvent) => void): void => void acts.set(name, act);

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-act]");
  const act = button && acts.get(button.dataset.act!);
  if (!act) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) {
    if (button instanceof HTMLAnchorElement) return;
  }
  if (!(button instanceof HTMLInputElement)) event.preventDefault();
  act(button, event);
});
