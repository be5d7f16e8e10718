// Runs in <head> before the page is painted, so that a dark or high-contrast page does not flash white first.
// Kept out of app.ts because that one is deferred.
import { applyAppearance } from "./appearance";

document.documentElement.classList.add("js");
applyAppearance();
