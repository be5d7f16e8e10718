// At a desk the two panes end where the window ends, whatever stands above them; on a phone the strip of tabs shows where one is.
import { type Review } from "./page";

export function fitWindow(review: Review): void {
  let asked = 0;
  const fit = (): void => {
    asked = 0;
    const top = review.root.getBoundingClientRect().top + window.scrollY;
    review.root.style.setProperty("--bench-top", `${Math.round(top)}px`);
  };
  const soon = (): void => {
    if (!asked) asked = window.requestAnimationFrame(fit);
  };
  fit();
  window.addEventListener("resize", soon);
  void document.fonts?.ready.then(soon);
}

export function showTab(): void {
  const tab = document.querySelector<HTMLElement>("#reading-tabs [aria-current]");
  const strip = tab?.parentElement;
  if (tab && strip) strip.scrollLeft += tab.getBoundingClientRect().left - strip.getBoundingClientRect().left - 16;
}
