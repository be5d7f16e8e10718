// `<button data-passwords>` shows what is typed into the password fields of its form, and hides it again: a slip's
// password is long, and typed with a thumb. When the form is sent they are passwords again, so that no browser keeps them
// among the words it offers.

export function showPasswords(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-passwords]") : null;
    const form = button?.closest("form");
    if (button && form) set(form, button, button.getAttribute("aria-pressed") !== "true");
  });
  document.addEventListener("submit", (event) => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    const button = form?.querySelector<HTMLElement>("[data-passwords]");
    if (form && button) set(form, button, false);
  });
}

function set(form: HTMLFormElement, button: HTMLElement, shown: boolean): void {
  for (const field of form.querySelectorAll<HTMLInputElement>("input[type=password], input[data-shown]")) {
    field.type = shown ? "text" : "password";
    field.spellcheck = false; // shown or not, no keyboard corrects it and no service reads it
    field.autocapitalize = "none";
    field.toggleAttribute("data-shown", shown);
  }
  button.setAttribute("aria-pressed", String(shown));
}
