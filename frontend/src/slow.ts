// form[data-slow="Đang đọc văn bản, xin chờ một chút."]: when the answer takes more than two seconds, these words appear
// below the button and are read out.

const PATIENCE = 2000;

export function sayWhenSlow(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || !form.dataset.slow) return;
    const words = form.dataset.slow;
    const status = place(form);
    window.setTimeout(() => {
      status.textContent = words;
    }, PATIENCE);
  });
  // Back to a page kept in memory: nothing is under way any more.
  window.addEventListener("pageshow", () => {
    for (const status of document.querySelectorAll("form[data-slow] [data-slow-words]")) status.textContent = "";
  });
}

/** The line the words appear in: there before they come, so that they are announced. */
function place(form: HTMLFormElement): HTMLElement {
  const found = form.querySelector<HTMLElement>("[data-slow-words]");
  if (found) return found;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "cap";
  status.dataset.slowWords = "";
  form.append(status);
  return status;
}
