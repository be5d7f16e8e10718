// "Chấp nhận cả …" stands below its items, and acts once each of them has been on the screen: what nobody has looked at is not
// confirmed by one tap. `button[data-after-seen="12 15 18"]` names them.
import { choose } from "./choose";
import { itemNamed, itemsOf, say, type Review } from "./page";

const seen = new Set<string>();

export function acceptOnlyWhatWasSeen(review: Review): void {
  if (typeof IntersectionObserver !== "function") return;
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        // Half of it, or as much as fills half a screen.
        if (!(entry.target instanceof HTMLElement) || !entry.isIntersecting) continue;
        if (entry.intersectionRatio < 0.5 && entry.intersectionRect.height < window.innerHeight / 2) continue;
        seen.add(entry.target.dataset["item"] ?? "");
        watch.unobserve(entry.target);
      }
    },
    { threshold: [0, 0.25, 0.5, 1] },
  );
  for (const item of itemsOf(review)) watch.observe(item);
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button[data-after-seen]") : null;
      if (!button) return;
      const unseen = (button.dataset["afterSeen"] ?? "").split(" ").filter((id) => id && !seen.has(id) && itemNamed(review, id));
      const first = unseen[0] ? itemNamed(review, unseen[0]) : null;
      if (!first) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const words = `Còn ${unseen.length} mục chưa được xem tới. Xin xem hết rồi bấm lại.`;
      say(words);
      const note = button.parentElement?.querySelector<HTMLElement>("[data-unseen]");
      if (note) {
        note.textContent = words;
        note.hidden = false;
      }
      choose(review, first, { focus: true });
    },
    true,
  );
}
