import { all, csrf } from "./dom";

/** The form posts anyway; here the page changes at once and the cookie follows. */
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const button = event.submitter as HTMLButtonElement | null;
  if (!form.matches("[data-theme-form]") || !button?.value) return;
  event.preventDefault();
  document.documentElement.dataset.theme = button.value;
  all<HTMLButtonElement>("[data-theme-form] button[aria-pressed]").forEach((b) =>
    b.setAttribute("aria-pressed", String(b.value === button.value)),
  );
  void fetch(form.action, {
    method: "POST",
    headers: { "X-CSRF": csrf() },
    body: new URLSearchParams({ theme: button.value }),
    redirect: "manual",
  });
});
