// Theme and contrast: what the reader chose on this device, else what the system asks for.
import { recall, remember } from "./memory";

const THEME = "vandong:theme";
const CONTRAST = "vandong:contrast";

export function applyAppearance(): void {
  const page = document.documentElement;
  const theme = recall(THEME);
  if (theme === "dark" || theme === "light") page.dataset["theme"] = theme;
  else delete page.dataset["theme"];
  if (recall(CONTRAST) === "more") page.dataset["contrast"] = "more";
  else delete page.dataset["contrast"];
}

/** `<button data-theme-choice="dark|light|system">` and `<button data-contrast-toggle>`; give them class "js-only". */
export function offerAppearance(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-theme-choice]")) {
    button.addEventListener("click", () => {
      const choice = button.dataset["themeChoice"];
      remember(THEME, choice === "dark" || choice === "light" ? choice : null);
      applyAppearance();
      sayWhichIsOn();
    });
  }
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-contrast-toggle]")) {
    button.addEventListener("click", () => {
      remember(CONTRAST, recall(CONTRAST) === "more" ? null : "more");
      applyAppearance();
      sayWhichIsOn();
    });
  }
  sayWhichIsOn();
}

function sayWhichIsOn(): void {
  const theme = document.documentElement.dataset["theme"] ?? "system";
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset["themeChoice"] === theme));
  }
  const more = document.documentElement.dataset["contrast"] === "more";
  for (const button of document.querySelectorAll("[data-contrast-toggle]")) {
    button.setAttribute("aria-pressed", String(more));
  }
}
