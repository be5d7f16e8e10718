// A second tap on "Lưu" within a few seconds is the same tap: it is swallowed. Buttons are not `disabled`, since a disabled
// button's own name and value would be missing from what is sent; the server's client token guards the rest.
// `form[data-repeatable]` opts out (a form that answers with a file, for one).

const SECONDS = 5;
const sentAt = new WeakMap<HTMLFormElement, number>();

export function sendOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (form.method !== "post" || "repeatable" in form.dataset) return;
    if (Date.now() - (sentAt.get(form) ?? 0) < SECONDS * 1000) {
      event.preventDefault();
      return;
    }
    sentAt.set(form, Date.now());
    show(form, true);
    window.setTimeout(() => show(form, false), SECONDS * 1000);
  });
  // Back to a page kept in memory: its forms may be sent again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) {
      sentAt.delete(form);
      show(form, false);
    }
  });
}

function show(form: HTMLFormElement, onItsWay: boolean): void {
  for (const field of form.elements) {
    if (!(field instanceof HTMLButtonElement) || field.type !== "submit") continue;
    if (onItsWay) field.setAttribute("aria-disabled", "true");
    else field.removeAttribute("aria-disabled");
  }
}
