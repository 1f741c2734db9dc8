import "htmx.org/dist/htmx.esm.js";
import { csrf, text } from "./dom";
import { toast } from "./toast";

interface Exchange {
  ctx: {
    request: { method: string; headers: Record<string, string> };
    response?: { status: number };
  };
}

const exchange = (event: Event): Exchange["ctx"] => (event as CustomEvent<Exchange>).detail.ctx;

document.addEventListener("htmx:config:request", (event) => {
  const { request } = exchange(event);
  if (request.method.toUpperCase() !== "GET") request.headers["X-CSRF"] = csrf();
});

document.addEventListener("htmx:error", () => toast(text("offline")));

// 409, 412 and 422 bring a form with its sentences; other refusals are not swapped (htmx-config noSwap) and are said here.
const swapped = [409, 412, 422];

document.addEventListener("htmx:response:error", (event) => {
  const status = exchange(event).response?.status ?? 0;
  if (swapped.includes(status)) return;
  // Signed out meanwhile: the page itself leads to the sign-in and back.
  if (status === 401) location.reload();
  else toast(text(status === 403 || status === 404 ? "forbidden" : status === 429 ? "slow" : "failed"));
});

// HX-Trigger: {"toast":{"message":…,"undo":url}}
document.addEventListener("toast", (event) => {
  const { detail } = event as CustomEvent;
  const { message, undo } = detail.value ?? detail;
  toast(message, undo);
});
