// The page on which a plan is confirmed, as its parts find one another:
//
//   <div data-review>
//     <section data-pane><article class="plan" data-reading="7">
//       <p data-start="1568">… <mark data-item="4 9" data-start data-end>…</mark> <a class="ref" href="…#m4">4</a></p>
//     <section data-pane><ol data-items><li class="item" id="m4" data-item="4" data-state="waiting">…
//
// A mark names every item its words belong to, and an item may lie in several marks, since spans overlap.

export type Review = { root: HTMLElement; plan: HTMLElement; list: HTMLElement };

export function findReview(): Review | null {
  const root = document.querySelector<HTMLElement>("[data-review]");
  const plan = root?.querySelector<HTMLElement>("article.plan");
  const list = root?.querySelector<HTMLElement>("[data-items]");
  if (!root || !plan || !list) return null;
  // A plan of 200 pages: what is out of sight is laid out only when it comes near (plan-review.css).
  if (plan.childElementCount + list.childElementCount > MANY) root.classList.add("large");
  return { root, plan, list };
}

const MANY = 400;

/** One item at a time: below the width at which document and items stand side by side. */
export function isNarrow(): boolean {
  return window.matchMedia("(max-width: 59.99rem)").matches;
}

export function itemsOf(review: Review): HTMLElement[] {
  return [...review.list.children].filter((one): one is HTMLElement => one instanceof HTMLElement && "item" in one.dataset);
}

export function itemNamed(review: Review, id: string): HTMLElement | null {
  const found = document.getElementById(`m${id}`);
  return found && found.parentElement === review.list ? found : null;
}

export function itemAround(review: Review, target: EventTarget | null): HTMLElement | null {
  const found = target instanceof Element ? target.closest<HTMLElement>(".item") : null;
  return found && found.parentElement === review.list ? found : null;
}

export function isWaiting(item: HTMLElement): boolean {
  return item.dataset["state"] === "waiting";
}

/** The items whose words a point of the text is, the shortest sentence first. */
export function idsAround(review: Review, target: EventTarget | null): string[] {
  const mark = target instanceof Element ? target.closest<HTMLElement>("mark[data-item]") : null;
  const length = (id: string): number => marksOf(review, id).reduce((sum, one) => sum + (one.textContent?.length ?? 0), 0);
  return namesOn(mark).sort((one, other) => length(one) - length(other));
}

function namesOn(mark: HTMLElement | null): string[] {
  return (mark?.dataset["item"] ?? "").split(" ").filter(Boolean);
}

const places = new WeakMap<HTMLElement, Map<string, HTMLElement[]>>();

/** The marks of an item, in the order of the text. A plan of 200 pages has thousands: they are looked up once. */
export function marksOf(review: Review, id: string): HTMLElement[] {
  let map = places.get(review.plan);
  if (!map) {
    map = new Map();
    for (const mark of review.plan.querySelectorAll<HTMLElement>("mark[data-item]")) {
      for (const one of namesOn(mark)) map.set(one, [...(map.get(one) ?? []), mark]);
    }
    places.set(review.plan, map);
  }
  return map.get(id) ?? [];
}

/** Sets off in the text what this tab asks about, and what of it is settled. */
export function paint(review: Review, items = itemsOf(review)): void {
  for (const item of items) {
    const id = item.dataset["item"] ?? "";
    for (const one of [...marksOf(review, id), ...review.plan.querySelectorAll<HTMLElement>(`.ref[data-goes="${CSS.escape(id)}"]`)]) {
      one.classList.add("mine");
      one.classList.toggle("settled", !isWaiting(item));
    }
  }
}

/** Scrolls the pane around an element, never the page, and only as far as it must. A pane that does not scroll stays. */
export function bringIntoView(element: HTMLElement): void {
  const isLarge = element.closest(".review.large") !== null;
  scrollPane(element, isLarge || window.matchMedia("(prefers-reduced-motion: reduce)").matches);
  // What was out of sight had only a guessed height: look again once it is laid out.
  if (isLarge) window.requestAnimationFrame(() => scrollPane(element, true));
}

function scrollPane(element: HTMLElement, atOnce: boolean): void {
  const pane = element.closest<HTMLElement>("[data-pane]");
  if (!pane || pane.scrollHeight <= pane.clientHeight + 1 || getComputedStyle(pane).overflowY === "visible") return;
  const frame = pane.getBoundingClientRect();
  const stuck = pane.querySelector<HTMLElement>("[data-stuck]")?.offsetHeight ?? 0;
  const top = frame.top + stuck + 12;
  const bottom = frame.bottom - 12;
  const box = element.getBoundingClientRect();
  if (box.top >= top && box.bottom <= bottom) return;
  // A sentence longer than the pane begins at its top; a short one comes to where the eye is.
  const by = box.height > bottom - top ? box.top - top : box.top < top ? box.top - top - 24 : Math.min(box.bottom - bottom + 48, box.top - top);
  pane.scrollBy({ top: by, behavior: atOnce ? "auto" : "smooth" });
}

/** A sentence for those who listen to the page. */
export function say(words: string): void {
  const voice = document.getElementById("reading-said");
  if (!voice) return;
  voice.textContent = "";
  window.setTimeout(() => (voice.textContent = words), 50); // the same words twice are to be heard twice
}
