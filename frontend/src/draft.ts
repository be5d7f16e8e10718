// Nothing typed is lost when the session ends or the phone dies: `form[data-draft="key"]` keeps its fields on this device,
// gives them back with a notice, and forgets them when the server says it has saved them
// (`<meta name="draft-saved" content="key">`).
//
// The key names the account ("hoat-dong-moi:17"), or one officer would be offered another's words on a shared machine.
// Never kept: files, passwords, hidden fields (tokens), and whatever carries `data-draft-skip`. Never used for tips.
// `form[data-draft-forget]` (logging out) forgets every draft of this device.
import { element } from "./element";
import { recall, remember, rememberedKeys } from "./memory";

const PREFIX = "vandong:draft:";
const KEPT_FOR_DAYS = 14;
let leaving = false;

type Draft = { savedAt: number; values: [name: string, values: string[]][] };
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function forgetSavedDrafts(): void {
  forgetDraftsSaidSaved(document);
  const oldest = Date.now() - KEPT_FOR_DAYS * 24 * 3600 * 1000;
  for (const key of rememberedKeys(PREFIX)) {
    if ((readDraft(key)?.savedAt ?? 0) < oldest) remember(key, null);
  }
}

/** Also for an answer that never becomes a page of its own (review/decide.ts). */
export function forgetDraftsSaidSaved(page: ParentNode): void {
  for (const meta of page.querySelectorAll<HTMLMetaElement>('meta[name="draft-saved"]')) remember(PREFIX + meta.content, null);
}

export function hasDraft(key: string | undefined): boolean {
  return key !== undefined && readDraft(PREFIX + key) !== null;
}

export function keepDrafts(root: ParentNode): void {
  // The root itself may be the form, where one is opened inside a page.
  const own = root instanceof HTMLFormElement && "draft" in root.dataset ? [root] : [];
  for (const form of [...own, ...root.querySelectorAll<HTMLFormElement>("form[data-draft]")]) keepDraft(form);
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-draft-forget]")) {
    form.addEventListener("submit", () => {
      leaving = true; // or the page's last moment would write the draft anew
      for (const key of rememberedKeys(PREFIX)) remember(key, null);
    });
  }
}

function keepDraft(form: HTMLFormElement): void {
  const key = PREFIX + form.dataset["draft"];
  const offered = JSON.stringify(valuesOf(form));
  const draft = readDraft(key);
  if (draft && JSON.stringify(draft.values) !== offered) {
    fill(form, draft);
    form.prepend(noticeOf(form, key, draft));
    // What came back must be in sight, folded away or not.
    openAround(form);
  }

  let waiting: number | undefined;
  const keep = (): void => {
    window.clearTimeout(waiting);
    waiting = undefined;
    if (leaving) return;
    const values = valuesOf(form);
    if (JSON.stringify(values) === offered) remember(key, null);
    else remember(key, JSON.stringify({ savedAt: Date.now(), values } satisfies Draft));
  };
  const keepSoon = (): void => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(keep, 400);
  };
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", keepSoon);
  form.addEventListener("submit", keep);
  // A phone may never wake this page again: write before it sleeps.
  window.addEventListener("pagehide", () => {
    if (waiting !== undefined) keep();
  });
}

function readDraft(key: string): Draft | null {
  try {
    const draft = JSON.parse(recall(key) ?? "null") as Draft | null;
    return draft && Array.isArray(draft.values) ? draft : null;
  } catch {
    return null; // written by an older version of this page
  }
}

function keptFields(form: HTMLFormElement): Field[] {
  return [...form.elements].filter((one): one is Field => {
    if (!(one instanceof HTMLInputElement || one instanceof HTMLSelectElement || one instanceof HTMLTextAreaElement)) return false;
    if (!one.name || one.closest("[data-draft-skip]")) return false;
    return !["file", "password", "hidden", "submit", "button", "image", "reset"].includes(one.type);
  });
}

function valuesOf(form: HTMLFormElement): Draft["values"] {
  const values = new Map<string, string[]>();
  for (const field of keptFields(form)) {
    const list = values.get(field.name) ?? [];
    if (isChoice(field)) {
      if (field.checked) list.push(field.value);
    } else if (field instanceof HTMLSelectElement) {
      list.push(...[...field.selectedOptions].map((option) => option.value));
    } else {
      list.push(field.value);
    }
    values.set(field.name, list);
  }
  return [...values];
}

function fill(form: HTMLFormElement, draft: Draft): void {
  const values = new Map(draft.values.map(([name, list]) => [name, [...list]]));
  for (const field of keptFields(form)) {
    const list = values.get(field.name);
    if (!list) continue;
    const before = isChoice(field) ? field.checked : field.value;
    if (isChoice(field)) {
      field.checked = list.includes(field.value);
    } else if (field instanceof HTMLSelectElement) {
      for (const option of field.options) option.selected = list.includes(option.value);
    } else {
      field.value = list.shift() ?? field.value;
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
    if (before !== (isChoice(field) ? field.checked : field.value)) openAround(field);
  }
}

function openAround(part: Element): void {
  for (let fold = part.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
}

function isChoice(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

function noticeOf(form: HTMLFormElement, key: string, draft: Draft): HTMLElement {
  const drop = element("button", { type: "button", class: "btn btn-s" }, "Bỏ bản nháp");
  const notice = element(
    "div",
    { class: "notice", role: "status", "data-draft-notice": "" },
    element("p", {}, `Đã lấy lại những gì viết dở lúc ${spoken(draft.savedAt)}. Bản này chưa được lưu.`),
    element("p", {}, drop),
  );
  drop.addEventListener("click", () => {
    form.reset();
    for (const field of keptFields(form)) field.dispatchEvent(new Event("change", { bubbles: true }));
    remember(key, null);
    notice.remove();
    keptFields(form)[0]?.focus();
  });
  return notice;
}

/** "14:32", of an earlier day "14:32 ngày 05/11/2020" */
function spoken(instant: number): string {
  const at = new Date(instant);
  const two = (part: number): string => String(part).padStart(2, "0");
  if (at.toDateString() === new Date().toDateString()) return `${two(at.getHours())}:${two(at.getMinutes())}`;
  return `${two(at.getHours())}:${two(at.getMinutes())} ngày ${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
}
