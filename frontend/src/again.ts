// `<section data-again>` stands for work that goes on: every two seconds its page is asked for again, and what is inside takes the
// place of what was; once the page has no such section the work is done, and the page is opened. Nothing moves under who reads or
// types. (`<meta http-equiv="refresh">` would throw them back to the top: it stays for pages without script.)
const SECONDS = 2;

export function askAgain(): void {
  if (document.querySelector("[data-again]")) window.setTimeout(() => void look(), SECONDS * 1000);
}

async function look(): Promise<void> {
  const here = document.querySelector("[data-again]");
  if (!here) return;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const there = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-again]");
    if (!there) return location.reload();
    here.replaceChildren(...there.childNodes);
  } catch {
    // The line is down for a moment: ask again.
  }
  askAgain();
}
