/** Tips of charts: the text stands in data-tip, on hover and on focus; the place is set by CSSOM, which the policy allows. */
const gap = 6;
const edge = 8;
let tip: HTMLElement | null = null;

function hide(): void {
  tip?.remove();
  tip = null;
}

function show(event: Event): void {
  const target = (event.target as Element).closest?.("[data-tip]");
  hide();
  if (!target) return;
  tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "presentation");
  tip.textContent = target.getAttribute("data-tip");
  document.body.append(tip);
  const at = target.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const left = at.left + at.width / 2 - own.width / 2;
  tip.style.left = `${Math.max(edge, Math.min(innerWidth - own.width - edge, left))}px`;
  tip.style.top = `${at.top > own.height + gap ? at.top - own.height - gap : at.bottom + gap}px`;
}

document.addEventListener("pointerover", show);
document.addEventListener("focusin", show);
document.addEventListener("scroll", hide, { passive: true, capture: true });
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
