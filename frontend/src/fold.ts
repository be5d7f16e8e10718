// Folds (`details.fold`) open by themselves where something inside must be seen: an error, the part an address points to, paper.
// `data-fold="key"` remembers on this device whether the reader had it open. `data-fold-wide` stands open on a desk, where
// there is room; until this has run, the style sheet shows its content there. `data-fold-for="channel" data-fold-value="leaflet
// banner"` opens when that field of the form takes one of these values. A summary's `[data-says="field"]` tells what is chosen in
// the field folded away, `data-says-none` what to tell when nothing is.
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
    if (fold.dataset["foldFor"]) openFor(fold);
    const says = fold.querySelector<HTMLElement>(":scope > summary [data-says]");
    if (says) fold.addEventListener("change", () => (says.textContent = chosenIn(fold, says.dataset["says"] ?? "") || says.dataset["saysNone"] || ""));
    if ("foldWide" in fold.dataset && window.matchMedia("(min-width: 60rem)").matches) fold.open = true;
    if (fold.querySelector('[aria-invalid="true"], .err')) fold.open = true;
  }
  document.documentElement.classList.add("folds-ready");
  openTarget();
}

let printing = false;

export function openFoldsWhereNeeded(): void {
  window.addEventListener("hashchange", openTarget);
  // A link to where the address already points changes nothing in it: open what was folded since.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (link && link.hash === location.hash) openTarget();
  });
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

function openFor(fold: HTMLDetailsElement): void {
  const wanted = (fold.dataset["foldValue"] ?? "").split(/\s+/);
  fold.closest("form")?.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.name !== fold.dataset["foldFor"]) return;
    if (field.checked && wanted.includes(field.value)) fold.open = true;
  });
}

function chosenIn(fold: HTMLElement, name: string): string {
  const boxes = [...fold.querySelectorAll<HTMLInputElement>(`input[name="${name}"]:checked`)].map((box) => box.labels?.[0]?.textContent);
  const options = [...fold.querySelectorAll<HTMLOptionElement>(`select[name="${name}"] option:checked`)].map((option) => option.textContent);
  return [...boxes, ...options].map((text) => text?.trim()).join(", ");
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
