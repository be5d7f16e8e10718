// Pointing at an item lights its sentence, pointing at a sentence lights its items, and each comes into view in its own pane.
import { choose, light } from "./choose";
import { bringIntoView, idsAround, isNarrow, itemAround, itemNamed, marksOf, type Review } from "./page";

const PAUSE_MS = 160; // a pointer passing over must not set both panes running

export function lightBothWays(review: Review): void {
  let pause: number | undefined;
  let shown = "";
  let place = "";
  review.root.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || isNarrow()) return;
    // A list that scrolls under a resting pointer (letters move through it) points at nothing.
    const now = `${event.clientX} ${event.clientY}`;
    if (now === place) return;
    place = now;
    const item = itemAround(review, event.target);
    const ids = item ? [item.dataset["item"] ?? ""] : idsAround(review, event.target);
    const key = (item ? "m" : "c") + ids.join(" ");
    if (key === shown) return;
    shown = key;
    window.clearTimeout(pause);
    show(review, item, ids);
    if (ids.length) pause = window.setTimeout(() => reveal(review, item, ids), PAUSE_MS);
  });
  review.root.addEventListener("pointermove", (event) => (place = `${event.clientX} ${event.clientY}`), { passive: true });
  // A letter moves on: what the pointer had meant to show would scroll the sentence away again.
  document.addEventListener("keydown", () => window.clearTimeout(pause));
  review.root.addEventListener("pointerleave", () => {
    window.clearTimeout(pause);
    shown = "";
    show(review, null, []);
  });
  // From the keyboard: the number beside a sentence is a link.
  review.plan.addEventListener("focusin", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("a[data-goes]") : null;
    const id = link?.dataset["goes"];
    if (!id) return;
    show(review, null, [id]);
    reveal(review, null, [id]);
  });
  review.plan.addEventListener("focusout", () => show(review, null, []));
  // A click on a sentence chooses its item, unless words are being selected or a link is meant.
  review.plan.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a, button")) return;
    if (!document.getSelection()?.isCollapsed) return;
    const ids = idsAround(review, event.target);
    const item = ids.map((id) => itemNamed(review, id)).find(Boolean);
    if (item) choose(review, item);
    // Another tab holds the item: the number beside the sentence leads there.
    else if (ids[0]) review.plan.querySelector<HTMLAnchorElement>(`a[data-goes="${CSS.escape(ids[0])}"]`)?.click();
  });
}

let lit: HTMLElement[] = [];

function show(review: Review, item: HTMLElement | null, ids: string[]): void {
  light(review, "on", ...ids);
  for (const one of lit) one.classList.remove("on");
  lit = item ? [] : ids.map((id) => itemNamed(review, id)).filter((one): one is HTMLElement => one !== null);
  for (const one of lit) one.classList.add("on");
}

function reveal(review: Review, item: HTMLElement | null, ids: string[]): void {
  const other = item ? marksOf(review, ids[0] ?? "")[0] : lit[0];
  if (other) bringIntoView(other);
}
