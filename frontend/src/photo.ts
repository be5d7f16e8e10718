// `<input type="file" accept="image/*" data-photo>`: shows what was chosen and shrinks it on the phone, so that a photo of 6 MB
// leaves a village as 200 kB. Redrawing also drops the place and time written in the file; the server does both again for
// photos that come another way. Where a browser cannot, the original is sent.
// `[data-photo-send]` in the same form (the button that sends) waits until something is chosen.
import { element } from "./element";

const LONGEST_SIDE = 1600;
const QUALITY = 0.82;

export function preparePhotos(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>('input[type="file"][data-photo]')) {
    const send = input.form?.querySelector<HTMLElement>("[data-photo-send]");
    if (send) {
      send.hidden = true;
      input.addEventListener("change", () => (send.hidden = ![...(send.closest("form")?.querySelectorAll<HTMLInputElement>("[data-photo]") ?? [])].some((one) => one.files?.length)));
    }
    const row = element("div", { class: "photo-row" });
    const said = element("p", { class: "cap", role: "status" });
    // The field's label is drawn as a button beside a hidden input: what was chosen goes below the whole of it.
    (input.closest(".photo") ?? input).after(row, said);
    input.addEventListener("change", () => void shrink(input, row, said));
  }
}

async function shrink(input: HTMLInputElement, row: HTMLElement, said: HTMLElement): Promise<void> {
  const chosen = [...(input.files ?? [])];
  row.textContent = "";
  said.textContent = chosen.length ? "Đang thu nhỏ ảnh…" : "";
  if (!chosen.length) return;
  const results = await Promise.all(chosen.map((file) => smaller(file)));
  const current = [...(input.files ?? [])];
  if (current.length !== chosen.length || current.some((file, place) => file !== chosen[place])) return; // chosen again meanwhile
  for (const file of results) {
    const address = URL.createObjectURL(file);
    const picture = element("img", { alt: `Ảnh đã chọn: ${file.name}`, src: address });
    picture.addEventListener("load", () => URL.revokeObjectURL(address));
    picture.addEventListener("error", () => picture.remove());
    row.append(picture);
  }
  const shrunk = results.every((file, place) => file !== chosen[place]);
  if (shrunk && putBack(input, results)) {
    const size = Math.max(1, Math.round(results.reduce((sum, file) => sum + file.size, 0) / 1000));
    said.textContent = `Đã xóa vị trí và giờ chụp, thu còn ${size} kB.`;
  } else {
    said.textContent = "Ảnh sẽ được thu nhỏ và xóa vị trí chụp khi lưu.";
  }
}

async function smaller(file: File): Promise<File> {
  const address = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.naturalWidth, picture.naturalHeight));
    const canvas = element("canvas");
    canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
    const brush = canvas.getContext("2d");
    if (!brush) return file;
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return drawn ? new File([drawn], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file; // not a picture this browser can read (HEIC, for one): the server decides
  } finally {
    URL.revokeObjectURL(address);
  }
}

function putBack(input: HTMLInputElement, files: File[]): boolean {
  try {
    const bag = new DataTransfer();
    for (const file of files) bag.items.add(file);
    input.files = bag.files; // does not fire "change"
    return true;
  } catch {
    return false;
  }
}
