// Folds (`details.fold`) open by themselves where something inside must be seen: an error, the part an address points to, paper.
// `data-fold="key"` remembers on this device whether the reader had it open.
import { recall, remember } from "./memory";

export function prepareFolds(root: ParentNode): void {
  for (const fold of root.querySelectorAll<HTMLDetailsElement>("details")) {
    const key = fold.dataset["fold"];
    if (key) {
      const kept = recall(`vandong:fold:${key}`);
      if (kept) fold.open = kept === "open";
      fold.addEventListener("toggle", () => {
        if (!printing) remember(`vandong:fold:${key}`, fold.open ? "open" : "closed");
      });
    }
    if (fold.querySelector('[aria-invalid="true"], .err')) fold.open = true;
  }
  openTarget();
}

let printing = false;

export function openFoldsWhereNeeded(): void {
  window.addEventListener("hashchange", openTarget);
  let opened: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    printing = true;
    opened = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
    window.setTimeout(() => (printing = false)); // "toggle" arrives a moment later
  });
}

function openTarget(): void {
  const name = decodeURIComponent(location.hash.slice(1));
  const target = name ? document.getElementById(name) : null;
  let fold = target?.closest("details");
  while (fold) {
    fold.open = true;
    fold = fold.parentElement?.closest("details");
  }
}
