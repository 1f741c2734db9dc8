/** Browsers without anchor positioning: the menu is put below its button by hand. */
import { one } from "./dom";

const gap = 6;
const edge = 8;

function place(menu: HTMLElement): void {
  const button = one(`[popovertarget="${menu.id}"]`);
  if (!button) return;
  const at = button.getBoundingClientRect();
  const own = menu.getBoundingClientRect();
  const fitsBelow = at.bottom + gap + own.height < innerHeight;
  menu.style.position = "fixed";
  menu.style.margin = "0";
  menu.style.left = `${Math.max(edge, Math.min(at.left, innerWidth - own.width - edge))}px`;
  menu.style.top = `${fitsBelow ? at.bottom + gap : Math.max(edge, at.top - gap - own.height)}px`;
}

if (!CSS.supports("position-area", "bottom"))
  document.addEventListener(
    "toggle",
    (event) => {
      const menu = event.target as HTMLElement;
      if (menu.matches(".menu[popover]") && (event as ToggleEvent).newState === "open") place(menu);
    },
    true,
  );
