// Letters that decide, for whoever confirms dozens of items from a keyboard: j k Enter s b z. Told of in the fold "Phím tắt",
// which switches them off for good on this device (WCAG 2.1.4); never heard while something is typed or chosen in a field.
import { recall, remember } from "../memory";
import { choose, chosen, neighbour } from "./choose";
import { closeForm, nextWaiting, undoLast } from "./decide";
import { isNarrow, itemAround, type Review } from "./page";

const KEPT = "vandong:review-keys";

export function hearKeys(review: Review): void {
  const off = document.querySelector<HTMLInputElement>("input[data-review-keys]");
  let heard = recall(KEPT) !== "off";
  if (off) {
    off.checked = heard;
    off.addEventListener("change", () => {
      heard = off.checked;
      remember(KEPT, heard ? null : "off");
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (event.key === "Escape") {
      const item = itemAround(review, target);
      if (item?.querySelector("[data-form]")) closeForm(item);
      return;
    }
    if (!heard || isNarrow() || isTyping(target) || document.querySelector("dialog[open], details[data-menu][open]")) return;
    if (target !== document.body && !review.root.contains(target) && target.id !== "noi-dung") return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      const item = neighbour(review, key === "j" ? 1 : -1);
      if (item) choose(review, item, { focus: true });
    } else if (key === "z") {
      undoLast(review);
    } else {
      // Enter on a button or a link is that button's or that link's own.
      if (key === "enter" && target.closest("a, button, summary")) return;
      const acts: Record<string, string> = { enter: "accept", s: "change", b: "dismiss" };
      const act = acts[key];
      if (!act) return;
      const item = chosen(review) ?? nextWaiting(review, null);
      const button = item?.querySelector<HTMLElement>(`[data-verb="${act}"]`);
      if (!item || !button) return;
      choose(review, item);
      button.click();
    }
    event.preventDefault();
  });
}

function isTyping(target: HTMLElement): boolean {
  return target.isContentEditable || Boolean(target.closest("input:not([type='checkbox']):not([type='radio']), select, textarea"));
}
