// The page on which a plan is confirmed, sentence by sentence. Loaded there alone, after app.js; the page works without it.
import { addFromSelection } from "./review/adding";
import { fitWindow, showTab } from "./review/bench";
import { keepChosen } from "./review/choose";
import { decideInPlace, openWhatWasBegun } from "./review/decide";
import { lightBothWays } from "./review/hover";
import { hearKeys } from "./review/keys";
import { findReview, paint } from "./review/page";
import { acceptOnlyWhatWasSeen } from "./review/seen";

const review = findReview();
if (review) {
  fitWindow(review);
  showTab();
  paint(review);
  lightBothWays(review);
  const isNamed = new URL(location.href).searchParams.has("item"); // before choosing writes it there
  keepChosen(review);
  decideInPlace(review);
  addFromSelection(review);
  acceptOnlyWhatWasSeen(review);
  hearKeys(review);
  openWhatWasBegun(review, isNamed);
}
