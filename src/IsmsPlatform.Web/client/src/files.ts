/** The file field is a real input; this adds dropping, and says what was chosen. */
import { all, one } from "./dom";

const units = ["B", "kB", "MB", "GB"];

function size(bytes: number): string {
  let power = 0;
  while (bytes >= 1000 && power < units.length - 1) {
    bytes /= 1000;
    power++;
  }
  return `${bytes.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${units[power]}`;
}

function say(input: HTMLInputElement): void {
  const label = one("[data-file-name]", input.closest(".dropzone") ?? document);
  if (!label) return;
  label.dataset.empty ??= label.textContent ?? "";
  const files = [...(input.files ?? [])];
  label.textContent = files.length ? files.map((f) => `${f.name} (${size(f.size)})`).join(", ") : label.dataset.empty;
  input.closest(".dropzone")?.classList.toggle("chosen", files.length > 0);
}

document.addEventListener("change", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.matches(".dropzone input[type=file]")) say(event.target);
});

const zoneOf = (event: Event) => (event.target as Element).closest?.<HTMLElement>(".dropzone");

for (const type of ["dragenter", "dragover"])
  document.addEventListener(type, (event) => {
    const zone = zoneOf(event);
    all(".dropzone.over").forEach((z) => z.classList.toggle("over", z === zone));
    if (!zone) return;
    event.preventDefault();
    zone.classList.add("over");
  });

document.addEventListener("dragleave", (event) => {
  const zone = zoneOf(event);
  if (zone && !zone.contains((event as DragEvent).relatedTarget as Node | null)) zone.classList.remove("over");
});

document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  const input = zone && one<HTMLInputElement>("input[type=file]", zone);
  const files = event.dataTransfer?.files;
  if (!input || !files?.length) return;
  event.preventDefault();
  zone.classList.remove("over");
  const kept = new DataTransfer();
  [...files].slice(0, input.multiple ? files.length : 1).forEach((f) => kept.items.add(f));
  input.files = kept.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});
