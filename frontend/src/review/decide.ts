// Accepting, changing, dismissing and undoing without leaving the page. The forms are the page's own: each is sent as it stands,
// and from the answer (a whole page, or only parts of one) every item and every `[data-piece]` takes the place of the one with
// its id. Whatever goes wrong on the way, the form can still be sent the plain way.
import { forgetDraftsSaidSaved, hasDraft } from "../draft";
import { showTab } from "./bench";
import { choose, chosen } from "./choose";
import { bringIntoView, isNarrow, isWaiting, itemAround, itemNamed, itemsOf, paint, say, type Review } from "./page";

let decided: string | null = null; // the last item decided here: what `z` takes back

export function lastDecided(): string | null {
  return decided;
}

export function decideInPlace(review: Review): void {
  let pressed: HTMLButtonElement | null = null; // for browsers whose events do not name the button
  document.body.addEventListener("click", (event) => {
    pressed = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button") : null;
  });
  let line = Promise.resolve(); // one after the other: each answer tells how far the whole has come
  // Ahead of the guard against a second tap (app.ts listens on the document): one form serves every item of the page.
  document.body.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || !("inPlace" in form.dataset)) return;
    event.preventDefault();
    const button = (event.submitter as HTMLButtonElement | null) ?? pressed;
    if (button?.getAttribute("aria-disabled") === "true") return;
    button?.setAttribute("aria-disabled", "true");
    line = line.then(() => send(review, form, button)).finally(() => button?.removeAttribute("aria-disabled"));
  });
  // "Sửa" opens the form of its own page inside the item; "Thôi" closes it.
  review.list.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const open = event.target.closest<HTMLAnchorElement>("a[data-verb='change']");
    const close = event.target.closest<HTMLAnchorElement>("a[data-closes]");
    const item = itemAround(review, event.target);
    if (!item || (!open && !close)) return;
    event.preventDefault();
    if (open) void openForm(item, open);
    else closeForm(item);
  });
}

async function send(review: Review, form: HTMLFormElement, button: HTMLButtonElement | null): Promise<void> {
  const fields = new FormData(form);
  if (button?.name) fields.append(button.name, button.value);
  const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
  const item = itemAround(review, button) ?? itemAround(review, form);
  const answer = await ask(address, { method: "POST", body: new URLSearchParams(fields as never) });
  if (!answer) {
    const kept = "draft" in form.dataset ? " Những gì vừa ghi còn giữ trên máy này." : "";
    complain(item, `Chưa gửi được: máy chủ không trả lời. Mục này vẫn như cũ; xin thử lại sau ít phút.${kept}`);
    return;
  }
  const refused = item ? answer.page.querySelector<HTMLElement>("[data-form]") : null;
  if (item && refused && answer.isRefusal) {
    showForm(item, refused);
    const wrong = item.querySelector<HTMLElement>("[aria-invalid='true']");
    say(item.querySelector(".err, [role='alert']")?.textContent?.trim() ?? "Có ô chưa đúng.");
    (wrong ?? item).focus();
    return;
  }
  forgetDraftsSaidSaved(answer.page);
  const swapped = take(review, answer.page);
  if (!swapped) {
    location.assign(answer.url); // signed out, or no longer a draft: the page itself says so
    return;
  }
  goOn(review, item, swapped);
}

type Answer = { page: Document; url: string; isRefusal: boolean };

async function ask(address: string, init: RequestInit): Promise<Answer | null> {
  try {
    const response = await fetch(address, { ...init, credentials: "same-origin", headers: { "HX-Request": "true", Accept: "text/html" } });
    if (response.status >= 500) return null;
    return { page: new DOMParser().parseFromString(await response.text(), "text/html"), url: response.url, isRefusal: !response.ok };
  } catch {
    return null;
  }
}

/** Puts what came into the page. Returns the items that changed; null when the answer holds no part of this page. */
function take(review: Review, page: Document): HTMLElement[] | null {
  const swapped: HTMLElement[] = [];
  let pieces = 0;
  for (const coming of page.querySelectorAll<HTMLElement>("[data-piece][id]")) {
    const here = document.getElementById(coming.id);
    if (!here) continue;
    pieces += 1;
    if (here.innerHTML !== coming.innerHTML || here.hidden !== coming.hidden) here.replaceWith(document.adoptNode(coming));
  }
  for (const coming of page.querySelectorAll<HTMLElement>("li.item[data-item]")) {
    const here = itemNamed(review, coming.dataset["item"] ?? "");
    if (!here) continue;
    pieces += 1;
    const isSame = here.dataset["state"] === coming.dataset["state"] && here.dataset["version"] === coming.dataset["version"];
    if (isSame && !coming.querySelector("[role='alert']")) continue;
    const fresh = document.adoptNode(coming);
    const isChosen = here.classList.contains("sel");
    fresh.classList.toggle("sel", isChosen);
    here.replaceWith(fresh);
    document.body.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: fresh } })); // steppers, folds, photos (app.ts)
    swapped.push(fresh);
  }
  paint(review, swapped);
  showTab();
  return pieces ? swapped : null;
}

function goOn(review: Review, from: HTMLElement | null, swapped: HTMLElement[]): void {
  const now = from ? itemNamed(review, from.dataset["item"] ?? "") : (swapped[0] ?? null);
  const refusal = now?.querySelector<HTMLElement>("[role='alert']");
  const last = document.getElementById("reading-last")?.textContent?.replace(/\s+/g, " ").trim();
  const far = document.querySelector("#reading-progress p")?.textContent?.replace(/\s+/g, " ").trim();
  if (now && (refusal || isWaiting(now))) {
    decided = null; // refused, or taken back
    choose(review, now, { focus: true });
    say(refusal?.textContent?.trim() ?? `Đã đổi ý. ${far ?? ""}`);
    return;
  }
  decided = now?.dataset["item"] ?? null;
  const next = nextWaiting(review, now);
  if (next) choose(review, next, { focus: true });
  else finish(review, now);
  say([last, far].filter(Boolean).join(" "));
}

/** The next item of this page that waits: after the one just decided, else from the top. */
export function nextWaiting(review: Review, from: HTMLElement | null): HTMLElement | null {
  const items = itemsOf(review);
  const place = from ? items.indexOf(from) : -1;
  return items.slice(place + 1).find(isWaiting) ?? items.slice(0, Math.max(place, 0)).find(isWaiting) ?? null;
}

// All of this tab is done: the way on takes the focus.
function finish(review: Review, last: HTMLElement | null): void {
  const on = document.querySelector<HTMLElement>("#reading-next a, #reading-next button");
  if (last) choose(review, last);
  if (!on) return;
  on.focus({ preventScroll: isNarrow() });
  if (isNarrow()) on.scrollIntoView({ block: "center" });
}

/** Whoever comes back to this page finds open what they were writing when they left it: of the item the address named, else of
 *  the first that has something. */
export function openWhatWasBegun(review: Review, isNamed: boolean): void {
  const asked = isNamed ? [chosen(review)] : itemsOf(review);
  const begun = asked.find((item) => item && hasDraft(item.dataset["draftOf"]));
  const link = begun?.querySelector<HTMLAnchorElement>("a[data-verb='change']");
  if (!begun || !link) return;
  choose(review, begun);
  void openForm(begun, link);
}

async function openForm(item: HTMLElement, link: HTMLAnchorElement): Promise<void> {
  if (!item.querySelector("[data-form]")) {
    link.setAttribute("aria-busy", "true");
    const answer = await ask(link.href, {});
    link.removeAttribute("aria-busy");
    const form = answer?.page.querySelector<HTMLElement>("[data-form]");
    if (!form) {
      location.assign(link.href);
      return;
    }
    showForm(item, form);
  }
  const fields = [...item.querySelectorAll<HTMLInputElement>("[data-form] :is(input:not([type='hidden']), select, textarea)")];
  // Where something is lacking one begins at the first empty field.
  const lacking = item.querySelector(".notice-need") ? fields.find((field) => field.value === "") : undefined;
  const first = lacking ?? fields[0];
  first?.focus({ preventScroll: true });
  if (isNarrow()) item.querySelector("[data-form]")?.scrollIntoView({ block: "start" });
  if (first) bringIntoView(first.closest<HTMLElement>(".field") ?? first);
}

function showForm(item: HTMLElement, form: HTMLElement): void {
  for (const elsewhere of form.querySelectorAll("[data-own-page]")) elsewhere.remove();
  item.querySelector("[data-form]")?.remove();
  item.append(document.adoptNode(form));
  item.classList.add("changing");
  document.body.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: form } }));
}

export function closeForm(item: HTMLElement): void {
  item.querySelector("[data-form]")?.remove();
  item.classList.remove("changing");
  item.querySelector<HTMLElement>("a[data-verb='change']")?.focus();
}

function complain(item: HTMLElement | null, words: string): void {
  const place = item ?? document.querySelector<HTMLElement>("[data-review]");
  place?.querySelector(":scope > [data-complaint]")?.remove();
  const notice = document.createElement("p");
  notice.className = "notice notice-need notice-line";
  notice.setAttribute("role", "alert");
  notice.dataset["complaint"] = "";
  notice.textContent = words;
  if (item) item.append(notice);
  else place?.prepend(notice);
}

/** Takes back the last decision made on this page, else that of the chosen item. */
export function undoLast(review: Review): void {
  const item = (decided ? itemNamed(review, decided) : null) ?? chosen(review);
  const button = item?.querySelector<HTMLButtonElement>("button[data-verb='undo']") ?? document.querySelector<HTMLButtonElement>("#reading-last button[data-verb='undo']");
  button?.click();
}
