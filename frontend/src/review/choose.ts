// One item is chosen: its sentence is lit, the address remembers it, and on a phone it is the one that is seen.
import { element } from "../element";
import { bringIntoView, isNarrow, itemAround, itemNamed, itemsOf, marksOf, type Review } from "./page";

export function chosen(review: Review): HTMLElement | null {
  return review.list.querySelector<HTMLElement>(":scope > .item.sel");
}

export type Manner = { focus?: boolean; reveal?: boolean };

export function choose(review: Review, item: HTMLElement, manner: Manner = {}): void {
  for (const other of review.list.querySelectorAll(":scope > .item.sel")) {
    if (other !== item) {
      other.classList.remove("sel");
      other.removeAttribute("aria-current");
    }
  }
  item.classList.add("sel");
  item.setAttribute("aria-current", "true");
  light(review, "sel", item.dataset["item"]);
  showContext(review, item);
  showPlace(review, item);
  if ("version" in item.dataset) remember(item);
  const narrow = isNarrow();
  if (manner.reveal !== false && !narrow) {
    bringIntoView(item);
    const mark = marksOf(review, item.dataset["item"] ?? "")[0];
    if (mark) bringIntoView(mark);
  }
  if (manner.focus) {
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
    if (narrow) toTop(review, item);
  }
}

// On a phone the new item begins at the top of the window, below the lines that say what was decided and how far one is; of
// names, which stand together, below the one decided last.
function toTop(review: Review, item: HTMLElement): void {
  const first = [...review.root.querySelectorAll<HTMLElement>("#reading-last, [data-place]")].find((one) => one.offsetHeight > 0) ?? review.list;
  const head = document.querySelector(".topbar")?.getBoundingClientRect().bottom ?? 0;
  if (review.list.classList.contains("names")) {
    const before = item.previousElementSibling?.getBoundingClientRect().height ?? 0;
    window.scrollBy({ top: item.getBoundingClientRect().top - head - Math.min(before, LINE) });
    return;
  }
  window.scrollBy({ top: first.getBoundingClientRect().top - head - 12 });
}

const LINE = 88; // a decided name folded away

const lit: Record<"on" | "sel", HTMLElement[]> = { on: [], sel: [] };

/** Lights the marks of an item and puts out those lit for the same reason before. "sel" stays, "on" passes with the pointer. */
export function light(review: Review, reason: "on" | "sel", ...ids: (string | undefined)[]): void {
  for (const mark of lit[reason]) mark.classList.remove(reason);
  lit[reason] = ids.flatMap((id) => (id ? marksOf(review, id) : []));
  for (const mark of lit[reason]) mark.classList.add(reason);
}

/** The place before or after, among the items of this page. */
export function neighbour(review: Review, step: 1 | -1): HTMLElement | null {
  const items = itemsOf(review);
  const now = chosen(review);
  return (now ? items[items.indexOf(now) + step] : items[0]) ?? null;
}

export function keepChosen(review: Review): void {
  // A click anywhere on an item chooses it, and the click still does what it does. Focus too: the Tab key lights what it reaches.
  // But not the focus a pressed button brings: a chosen item unfolds and is scrolled into view, so its button would have
  // slipped from under the pointer before it is let go, and nothing would be decided.
  let isPressing = false;
  review.list.addEventListener("mousedown", () => {
    isPressing = true;
    setTimeout(() => (isPressing = false));
  });
  review.list.addEventListener("click", (event) => {
    const item = itemAround(review, event.target);
    if (item && item !== chosen(review)) choose(review, item);
  });
  review.list.addEventListener("focusin", (event) => {
    const item = itemAround(review, event.target);
    if (!isPressing && item && item !== chosen(review)) choose(review, item);
  });
  // "‹ trước" and "sau ›", and a number beside a sentence: here if the item is here, else the link leads where it is.
  review.root.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-goes]") : null;
    const item = link ? itemNamed(review, link.dataset["goes"] ?? "") : null;
    if (!link || !item) return;
    event.preventDefault();
    if (location.hash === "#van-ban" || location.hash.startsWith("#c")) location.hash = `#${item.id}`; // closes the sheet of a phone
    choose(review, item, { focus: true });
  });
  const first = itemNamed(review, location.hash.slice(2)) ?? chosen(review);
  if (first) choose(review, first);
}

// "‹ trước · 4/17 · sau ›" below one item of many.
function showPlace(review: Review, item: HTMLElement): void {
  const line = review.root.querySelector<HTMLElement>("[data-place]");
  if (!line) return;
  const items = itemsOf(review);
  const place = items.indexOf(item);
  const beside = { prev: items[place - 1]?.dataset["item"] ?? line.dataset["earlier"], next: items[place + 1]?.dataset["item"] ?? line.dataset["later"] };
  for (const rel of ["prev", "next"] as const) {
    const link = line.querySelector<HTMLAnchorElement>(`a[rel="${rel}"]`);
    const id = beside[rel];
    if (!link) continue;
    link.classList.toggle("gone", !id);
    if (!id) continue;
    const address = new URL(link.href);
    address.searchParams.set("item", id);
    address.hash = `m${id}`;
    link.href = address.href;
    link.dataset["goes"] = id;
  }
  const count = line.querySelector("[data-count]");
  if (count) count.textContent = `${Number(line.dataset["first"] ?? 0) + place + 1}/${line.dataset["total"] ?? items.length}`;
}

function remember(item: HTMLElement): void {
  const address = new URL(location.href);
  address.searchParams.set("item", item.dataset["item"] ?? "");
  address.searchParams.delete("vua");
  history.replaceState(history.state, "", address);
}

// On a phone the sentence is read in its own paragraph. The server writes it for the item it chose; here it is copied.
function showContext(review: Review, item: HTMLElement): void {
  if (item.querySelector("[data-context]")) return;
  const id = item.dataset["item"] ?? "";
  const mark = marksOf(review, id)[0];
  const paragraph = mark?.closest<HTMLElement>("[data-start]:not(mark)");
  if (!paragraph) return;
  const copy = paragraph.cloneNode(true) as HTMLElement;
  for (const beside of copy.querySelectorAll(".ref, [data-beside]")) beside.remove();
  for (const other of copy.querySelectorAll<HTMLElement>("mark")) {
    const own = (other.dataset["item"] ?? "").split(" ").includes(id);
    if (own) other.replaceWith(element("mark", {}, ...other.childNodes));
    else other.replaceWith(...other.childNodes);
  }
  const context = element("blockquote", { class: "plan context", "data-context": "" }, ...copy.childNodes);
  const above = item.querySelector(":scope > h3");
  if (above) above.after(context);
  else item.prepend(context);
}
