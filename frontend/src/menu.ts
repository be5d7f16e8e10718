// `details[data-menu]` lies over the page: Esc closes it and gives the focus back, a click or a focus elsewhere closes it.

export function closeMenus(): void {
  const openMenus = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  for (const happening of ["click", "focusin"]) {
    document.addEventListener(happening, (event) => {
      for (const menu of openMenus()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    });
  }
}

/** The summary of a form's errors (`[data-focus]`) takes the focus, so that it is the first thing heard and seen. */
export function focusWhereAsked(): void {
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
}
