import { all, onAct, one } from "./dom";

const typingPause = 90;
const dialog = one<HTMLDialogElement>("#palette");
const input = one<HTMLInputElement>("#palette-input");
const list = one("#palette-list");

if (dialog && input && list) wire(dialog, input, list);

function wire(dialog: HTMLDialogElement, input: HTMLInputElement, list: HTMLElement): void {
  const answers = new Map<string, string>();
  let current = -1;
  let pending: AbortController | null = null;
  let timer = 0;

  const options = () => all<HTMLAnchorElement>("[role=option]", list);

  function select(index: number): void {
    const found = options();
    if (!found.length) {
      current = -1;
      input.removeAttribute("aria-activedescendant");
      return;
    }
    current = (index + found.length) % found.length;
    found.forEach((option, i) => option.setAttribute("aria-selected", String(i === current)));
    input.setAttribute("aria-activedescendant", found[current]!.id);
    found[current]!.scrollIntoView({ block: "nearest" });
  }

  async function load(): Promise<void> {
    const query = input.value.trim();
    if (!answers.has(query)) {
      pending?.abort();
      pending = new AbortController();
      try {
        const address = new URL(dialog.dataset.search!, location.href);
        address.searchParams.set("q", query);
        const response = await fetch(address, {
          signal: pending.signal,
          headers: { "HX-Request": "true", "HX-Request-Type": "partial" },
        });
        if (!response.ok) return;
        answers.set(query, await response.text());
      } catch {
        return;
      }
    }
    if (query === input.value.trim()) {
      list.innerHTML = answers.get(query)!;
      select(0);
    }
  }

  function toggle(): void {
    if (dialog.open) {
      dialog.close();
      return;
    }
    answers.clear();
    input.value = "";
    dialog.showModal();
    input.focus();
    void load();
  }

  onAct("palette", toggle);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    toggle();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(load, typingPause);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") select(current + 1);
    else if (event.key === "ArrowUp") select(current - 1);
    else if (event.key === "Enter") open(event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  });
  function open(inNewTab: boolean): void {
    const link = options()[current];
    if (!link) return;
    if (inNewTab) window.open(link.href, "_blank", "noopener");
    else location.href = link.href;
  }
  list.addEventListener("pointermove", (event) => {
    const index = options().indexOf((event.target as Element).closest("[role=option]") as HTMLAnchorElement);
    if (index >= 0 && index !== current) select(index);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
