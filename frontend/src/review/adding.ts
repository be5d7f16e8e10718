// Words selected in the plan can be made an item: a bar at the foot of the document offers the kinds. Only where the selection
// lies is sent; the server quotes from its own text. The bar stands in the page, as `[data-add-bar] a[data-kind]`, hidden.
import { spanOf, wordsOf } from "./offsets";
import { say, type Review } from "./page";

export function addFromSelection(review: Review): void {
  const bar = document.querySelector<HTMLElement>("[data-add-bar]");
  if (!bar) return;
  const shown = bar.querySelector<HTMLElement>("[data-words]");
  let pause: number | undefined;
  let told = false;

  const look = (): void => {
    const selection = document.getSelection();
    const range = selection && selection.rangeCount ? selection.getRangeAt(0) : null;
    const span = range ? spanOf(range, review.plan) : null;
    if (!range || !span) {
      // A click in the bar may collapse the selection before it is heard: the bar stays under the pointer.
      if (!bar.matches(":hover, :focus-within")) bar.hidden = true;
      return;
    }
    for (const link of bar.querySelectorAll<HTMLAnchorElement>("a[data-kind]")) {
      const address = new URL(link.href);
      address.searchParams.set("start", String(span[0]));
      address.searchParams.set("end", String(span[1]));
      link.href = address.href;
    }
    if (shown) shown.textContent = `“${short(wordsOf(range).replace(/\s+/g, " ").trim())}”`;
    if (bar.hidden && !told) {
      told = true;
      say("Đã chọn một đoạn. Thanh “Thêm thành” ở cuối văn bản cho biến đoạn này thành một mục.");
    }
    bar.hidden = false;
  };

  document.addEventListener("selectionchange", () => {
    window.clearTimeout(pause);
    pause = window.setTimeout(look, 150);
  });
  bar.querySelector("[data-drop]")?.addEventListener("click", () => {
    document.getSelection()?.removeAllRanges();
    bar.hidden = true;
  });
}

function short(words: string): string {
  return words.length <= 90 ? words : `${words.slice(0, 50).trimEnd()} … ${words.slice(-30).trimStart()}`;
}
