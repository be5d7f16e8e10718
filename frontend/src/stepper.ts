// `<input class="input" inputmode="numeric" data-stepper="người dự" [data-step="5"] [min="0"] [max="500"]>` gains a − and a +
// for the thumb. The attribute's value is what one step counts; it names the buttons for those who listen to the page.
// `data-last="46"` offers what it was the last time: one tap writes it, nothing is written without one.
import { element } from "./element";

export function addSteppers(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("input[data-stepper]")) {
    if (input.closest(".stepper")) continue;
    const step = Number(input.dataset["step"] ?? 1);
    const counted = input.dataset["stepper"] || "đơn vị";
    // Out of the tab order: from the keyboard the arrows in the field itself do the same.
    const less = element("button", { type: "button", tabindex: "-1", "aria-label": `Bớt ${step} ${counted}` }, "−");
    const more = element("button", { type: "button", tabindex: "-1", "aria-label": `Thêm ${step} ${counted}` }, "+");
    less.addEventListener("click", () => move(input, -step));
    more.addEventListener("click", () => move(input, step));
    if (input.type !== "number") {
      input.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        move(input, event.key === "ArrowUp" ? step : -step);
      });
    }
    const frame = element("div", { class: "stepper" });
    input.replaceWith(frame);
    input.classList.remove("input");
    frame.append(less, input, more);
    const last = input.dataset["last"];
    if (last) frame.parentElement?.querySelector(".field")?.append(offerOf(input, last, counted));
  }
}

function offerOf(input: HTMLInputElement, last: string, counted: string): HTMLElement {
  const offer = element("button", { type: "button", class: "btn btn-s last", "aria-label": `Lần trước ${last} ${counted}` }, `Lần trước ${last}`);
  offer.addEventListener("click", () => {
    input.value = last;
    tell(input);
  });
  return offer;
}

function move(input: HTMLInputElement, by: number): void {
  const typed = input.value.trim();
  const now = readCount(typed);
  if (now === null) return; // what was typed is not a number: leave it for the person to see, never overwrite it
  const least = Number(input.min || 0);
  const most = input.max ? Number(input.max) : Number.MAX_SAFE_INTEGER;
  input.value = writeCount(Math.min(most, Math.max(least, now + by)), input.type === "number");
  tell(input);
}

function tell(input: HTMLInputElement): void {
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** "1.234" and "1 234" are one thousand two hundred and thirty-four; an empty field counts as 0; other text is null. */
export function readCount(typed: string): number | null {
  if (typed === "") return 0;
  const plain = typed.replace(/[.\s\u00a0]/g, "");
  return /^\d+$/.test(plain) ? Number(plain) : null;
}

export function writeCount(count: number, plain: boolean): string {
  return plain ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, ".");
}
