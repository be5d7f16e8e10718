// Where a point of the page lies in the plan's own text, counted as the server counts: in code points. A letter outside the
// basic plane is two units to the browser and one code point; a mark set over a letter is a code point of its own in both.
// Numbers set beside a sentence (`.ref`) are no part of the text.

/** The code points before a point in a paragraph `<p data-start>`; null outside one. */
export function offsetAt(node: Node, offset: number): number | null {
  const paragraph = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]:not(mark)");
  if (!paragraph) return null;
  const start = Number(paragraph.dataset["start"]);
  if (!Number.isInteger(start)) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  let count = 0;
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (isBeside(text)) continue;
    if (text === before.endContainer) return start + count + codePoints(text.nodeValue ?? "", before.endOffset);
    if (before.comparePoint(text, 0) > 0) break;
    count += codePoints(text.nodeValue ?? "");
  }
  return start + count;
}

/** The code points of a text, or of its first `units` UTF-16 units. */
export function codePoints(text: string, units = text.length): number {
  let count = 0;
  for (const _ of text.slice(0, units)) count += 1;
  return count;
}

/** The span `[start, end)` of a selection inside the plan, without the blanks at its ends; null when it holds no words. */
export function spanOf(range: Range, plan: HTMLElement): [start: number, end: number] | null {
  if (range.collapsed || !plan.contains(range.commonAncestorContainer)) return null;
  const words = wordsOf(range);
  if (!words.trim()) return null;
  const [first, last] = [pointIn(range.startContainer, range.startOffset, plan, true), pointIn(range.endContainer, range.endOffset, plan, false)];
  if (first === null || last === null) return null;
  const start = first + codePoints(words) - codePoints(words.trimStart());
  const end = last - (codePoints(words) - codePoints(words.trimEnd()));
  return end > start ? [start, end] : null;
}

/** The selected words themselves, numbers beside them left out: shown back to the person, never sent. */
export function wordsOf(range: Range): string {
  const copy = range.cloneContents();
  for (const beside of copy.querySelectorAll(".ref, [data-beside]")) beside.remove();
  return copy.textContent ?? "";
}

// A selection by three clicks ends at the head of the next paragraph, or between two: then the nearest paragraph counts.
function pointIn(node: Node, offset: number, plan: HTMLElement, first: boolean): number | null {
  const inside = offsetAt(node, offset);
  const head = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]:not(mark)");
  if (inside !== null && (first || !head || inside > Number(head.dataset["start"]))) return inside;
  const here = head ?? node.childNodes[offset] ?? node;
  const paragraphs = [...plan.querySelectorAll<HTMLElement>("[data-start]:not(mark)")];
  const place = paragraphs.findIndex((one) => here.contains(one) || Boolean(here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING));
  if (first) return place >= 0 ? offsetAt(paragraphs[place] as HTMLElement, 0) : null;
  const before = paragraphs[(place >= 0 ? place : paragraphs.length) - 1];
  return before ? offsetAt(before, before.childNodes.length) : null;
}

function isBeside(text: Node): boolean {
  return Boolean(text.parentElement?.closest(".ref, [data-beside]"));
}
