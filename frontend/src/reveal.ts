// `<div data-reveal="channel" data-reveal-value="other another">` is shown while the field named "channel" in the same form has one
// of these values. Without script it is always shown. What is hidden is still sent: the server reads it only where it counts.

export function revealFields(root: ParentNode): void {
  for (const part of root.querySelectorAll<HTMLElement>("[data-reveal]")) {
    const form = part.closest("form");
    const name = part.dataset["reveal"];
    if (!form || !name) continue;
    const wanted = (part.dataset["revealValue"] ?? "").split(/\s+/);
    const decide = (): void => {
      // An error inside must be seen, whatever the choice above it says.
      part.hidden = !part.querySelector("[aria-invalid='true']") && !new FormData(form).getAll(name).some((value) => wanted.includes(String(value)));
    };
    form.addEventListener("change", decide);
    decide();
  }
}
