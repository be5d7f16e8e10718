// What the pages do beyond HTML. Every page works without this file; each part below adds one comfort and says at its top
// which attribute asks for it.
import { askAgain } from "./again";
import { offerAppearance } from "./appearance";
import { askBeforeActing } from "./confirm";
import { forgetSavedDrafts, keepDrafts } from "./draft";
import { openFoldsWhereNeeded, prepareFolds } from "./fold";
import { closeMenus, focusWhereAsked } from "./menu";
import { sendOnce } from "./once";
import { showPasswords } from "./passwords";
import { preparePhotos } from "./photo";
import { revealFields } from "./reveal";
import { sayWhenSlow } from "./slow";
import { addSteppers } from "./stepper";

function prepare(root: ParentNode): void {
  addSteppers(root);
  revealFields(root);
  prepareFolds(root);
  preparePhotos(root);
  offerAppearance(root);
  keepDrafts(root); // last: a draft given back moves the fields prepared above
}

function start(): void {
  askBeforeActing();
  sendOnce();
  sayWhenSlow();
  openFoldsWhereNeeded();
  forgetSavedDrafts();
  closeMenus();
  showPasswords();
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
  });
  prepare(document);
  focusWhereAsked();
  askAgain();
  // A part that htmx brings is prepared like the page it came into. htmx also announces the page itself: once is enough.
  document.body.addEventListener("htmx:load", (event) => {
    const part = (event as CustomEvent<{ elt: Element }>).detail.elt;
    if (part !== document.body && part.parentElement) prepare(part);
  });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
