// `<button data-confirm="Sẽ gửi báo cáo lên cấp trên và khóa số liệu." [data-confirm-title="Gửi báo cáo?"] [data-confirm-yes="Gửi"]
// [data-confirm-no="Quay lại"] [data-confirm-red]>` asks once before it acts. Without script the button simply acts, and the
// server's own page asks where the matter is grave.
import { element } from "./element";

const agreed = new WeakSet<Element>();

export function askBeforeActing(): void {
  // In the capture phase: ahead of htmx and of every other listener.
  document.addEventListener(
    "click",
    (event) => {
      const asked = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-confirm]") : null;
      if (!asked) return;
      if (agreed.delete(asked)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const goOn = (): void => {
        agreed.add(asked);
        asked.click();
      };
      // A form with an empty field says so first; nobody is asked to agree to what cannot be sent.
      if (asked instanceof HTMLButtonElement && asked.form && !asked.formNoValidate && !asked.form.reportValidity()) return;
      if (typeof HTMLDialogElement === "function") ask(asked, goOn);
      else if (window.confirm(asked.dataset["confirm"])) goOn();
    },
    true,
  );
}

function ask(asked: HTMLElement, goOn: () => void): void {
  const words = asked.dataset;
  const yes = element(
    "button",
    { type: "button", class: "confirmRed" in words ? "btn btn-red" : "btn btn-ink" },
    words["confirmYes"] ?? asked.textContent?.trim() ?? "Đồng ý",
  );
  const no = element("button", { type: "button", class: "btn" }, words["confirmNo"] ?? "Quay lại");
  const dialog = element(
    "dialog",
    { class: "dialog stack", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
    element("h2", { id: "confirm-title" }, words["confirmTitle"] ?? "Xin xác nhận"),
    element("p", { id: "confirm-text" }, words["confirm"] ?? ""),
    element("div", { class: "acts" }, no, yes),
  );
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    dialog.close();
    goOn();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    asked.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  no.focus(); // the safe answer is the one under the Enter key
}
