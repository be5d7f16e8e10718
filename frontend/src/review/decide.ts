// Accepting, changing, dismissing and undoing without leaving the page. The forms are the page's own: each is sent as it stands,
// and from the answer (a whole page, or only parts of one) every item and every `[data-piece]` takes the place of the one with
// its id. Whatever goes wrong on the way, the form can still be sent the plain way.
import { choose, chosen } from "./choose";
import { isNarrow, isWaiting, itemAround, itemNamed, itemsOf, say, type Review } from "./page";

let decided: string | null = null; // the last item decided here: what `z` takes back

export function lastDecided(): string | null {
  return decided;
}

export function decideInPlace(review: Review): void {
  const pressed = new WeakMap<HTMLFormElement, HTMLButtonElement>();
  review.root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button") : null;
    if (button?.form) pressed.set(button.form, button);
  });
  // Before the guard against a second tap (app.ts listens on the document): an answer that has come frees the form at once.
  document.body.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || !("inPlace" in form.dataset)) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    const button = (event.submitter as HTMLButtonElement | null) ?? pressed.get(form) ?? null;
    void send(review, form, button);
  });
  // "Sửa" opens the form of its own page inside the item; "Thôi" closes it.
  review.list.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const open = event.target.closest<HTMLAnchorElement>("a[data-opens]");
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
  form.setAttribute("aria-busy", "true");
  button?.setAttribute("aria-disabled", "true");
  const answer = await ask(address, { method: "POST", body: new URLSearchParams(fields as never) });
  form.removeAttribute("aria-busy");
  button?.removeAttribute("aria-disabled");
  if (!answer) {
    complain(item, "Chưa gửi được: máy chủ không trả lời. Mục này vẫn như cũ; xin thử lại sau ít phút.");
    return;
  }
  const swapped = take(review, answer.page);
  if (!swapped) {
    location.assign(answer.url); // signed out, or no longer a draft: the page itself says so
    return;
  }
  goOn(review, item, swapped);
}

type Answer = { page: Document; url: string };

async function ask(address: string, init: RequestInit): Promise<Answer | null> {
  try {
    const response = await fetch(address, { ...init, credentials: "same-origin", headers: { "HX-Request": "true", Accept: "text/html" } });
    if (response.status >= 500) return null;
    return { page: new DOMParser().parseFromString(await response.text(), "text/html"), url: response.url };
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
    if (here.dataset["state"] === coming.dataset["state"] && here.dataset["version"] === coming.dataset["version"] && !coming.querySelector("[aria-invalid='true'], .err, [role='alert']")) continue;
    const fresh = document.adoptNode(coming);
    const isChosen = here.classList.contains("sel");
    fresh.classList.toggle("sel", isChosen);
    fresh.classList.toggle("changing", fresh.querySelector("[data-form]") !== null);
    here.replaceWith(fresh);
    document.body.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: fresh } })); // steppers, folds, photos (app.ts)
    swapped.push(fresh);
  }
  return pieces ? swapped : null;
}

function goOn(review: Review, from: HTMLElement | null, swapped: HTMLElement[]): void {
  const now = from ? itemNamed(review, from.dataset["item"] ?? "") : (swapped[0] ?? null);
  const wrong = now?.querySelector<HTMLElement>("[aria-invalid='true'], .err, [role='alert']");
  if (now && wrong) {
    choose(review, now);
    (wrong.matches("input, select, textarea") ? wrong : now.querySelector<HTMLElement>("[aria-invalid='true']") ?? now).focus();
    say(wrong.textContent ?? "");
    return;
  }
  const words = document.getElementById("reading-last")?.textContent?.replace(/\s+/g, " ").trim();
  if (now && isWaiting(now)) {
    decided = null; // taken back
    choose(review, now, { focus: true });
  } else {
    decided = now?.dataset["item"] ?? null;
    const next = nextWaiting(review, now);
    if (next) choose(review, next, { focus: true });
    else finish(review, now);
  }
  if (words) say(words);
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

async function openForm(item: HTMLElement, link: HTMLAnchorElement): Promise<void> {
  if (item.querySelector("[data-form]")) {
    item.querySelector<HTMLElement>("[data-form] :is(input, select, textarea):not([type='hidden'])")?.focus();
    return;
  }
  link.setAttribute("aria-busy", "true");
  const answer = await ask(link.href, {});
  link.removeAttribute("aria-busy");
  const form = answer?.page.querySelector<HTMLElement>("[data-form]");
  if (!form) {
    location.assign(link.href);
    return;
  }
  item.append(document.adoptNode(form));
  item.classList.add("changing");
  document.body.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: form } }));
  form.querySelector<HTMLElement>("input:not([type='hidden']), select, textarea")?.focus();
}

export function closeForm(item: HTMLElement): void {
  item.querySelector("[data-form]")?.remove();
  item.classList.remove("changing");
  item.querySelector<HTMLElement>("a[data-opens]")?.focus();
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
  const button = item?.querySelector<HTMLButtonElement>("button[data-act='undo']") ?? document.querySelector<HTMLButtonElement>("#reading-last button[data-act='undo']");
  button?.click();
}
