// Screenshots are pasted, dropped or chosen, and sent at once with their progress; then the server's list is shown.
// As long as this page is open each can be edited from what was chosen here, however often; later from the server's copy.
import { sendPicture } from "./picture-upload.js";
import { mayEdit, renew, takeTheName } from "./screenshot-list.js";

const AGAIN = 1500; // ms between looks at pictures that are being checked
const TYPES = /^image\/(png|jpeg|webp|gif)$/;

export function takeScreenshots(zone) {
  const words = JSON.parse(zone.dataset.lrWords);
  const form = zone.closest("form");
  const dialog = document.getElementById("lr-editor");
  const uploads = zone.querySelector("[data-lr-uploads]");
  const kept = new Map(); // id of a picture -> { source, history }
  let sending = 0;
  let looks = 0;
  let timer = 0;

  const token = () => form.querySelector("[name=csrf_token]").value;
  const list = () => document.querySelector("[data-lr-files]");

  async function send(file) {
    const name = file.name || "screenshot.png";
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    line.append(`${name} `, bar);
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    uploads.append(line);
    sending += 1;
    try {
      const onProgress = (share) => (bar.value = share);
      const stored = await sendPicture({ to: zone.dataset.lrDrop, token: token(), file, name, onProgress });
      kept.set(stored.id, { source: file });
      line.remove();
    } catch (error) {
      line.replaceChildren(error.message || words.failed);
      line.className = "lr-mistake";
      if (!error.message) line.append(" ", againWith(file, line));
    }
    sending -= 1;
    if (sending === 0) refresh();
  }

  function againWith(file, line) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lr-link";
    button.textContent = words.again;
    button.addEventListener("click", () => {
      line.remove();
      send(file);
    });
    return button;
  }

  // The list comes from the server as it would without JavaScript. A look that began before another knows less.
  async function refresh() {
    const look = ++looks;
    clearTimeout(timer);
    const answer = await fetch(location.href).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    if (look !== looks) return;
    if (!page) return void (timer = setTimeout(refresh, AGAIN)); // away: the next look finds it
    form.dispatchEvent(new CustomEvent("lr-kept")); // what is still needed may be another list now
    const fresh = page.querySelector("[data-lr-files]");
    if (!fresh) return;
    if (list()) renew(list(), fresh);
    else zone.before(fresh);
    mayEdit(list(), kept);
    if (document.querySelector("[data-lr-waiting]")) timer = setTimeout(refresh, AGAIN);
  }

  async function edit(item) {
    const id = item.dataset.lrFile;
    const name = item.dataset.lrName;
    item.querySelector("[data-lr-wrong]").textContent = "";
    try {
      const known = kept.get(id) ?? { source: await fetched(item.querySelector("[data-lr-clean]").dataset.lrClean) };
      const { editPicture } = await import(dialog.dataset.lrEditor);
      const about = { to: zone.dataset.lrDrop, token: token(), insteadOf: id };
      const save = (file, options) => sendPicture({ ...about, ...options, file, name: nameOf(name, file.type) });
      const done = await editPicture(dialog, { ...known, save });
      if (!done) return;
      kept.delete(id);
      kept.set(done.file.id, { source: known.source, history: done.history });
      takeTheName(item, done.file.id);
      refresh();
    } catch {
      item.querySelector("[data-lr-wrong]").textContent = words.gone;
    }
  }

  async function pasted() {
    try {
      const found = [];
      for (const item of await navigator.clipboard.read()) {
        const type = item.types.find((one) => TYPES.test(one));
        if (type) found.push(new File([await item.getType(type)], `screenshot.${type.slice(6)}`, { type }));
      }
      if (found.length > 0) found.forEach(send);
      else uploads.replaceChildren(said(words.none));
    } catch {
      uploads.replaceChildren(said(words.denied));
    }
  }

  function said(text) {
    const line = document.createElement("li");
    line.textContent = text;
    return line;
  }

  function sendChosen({ files }) {
    [...files].forEach(send);
  }

  zone.querySelectorAll("input[type=file]").forEach((input) => {
    const chosen = () => {
      sendChosen(input);
      input.value = "";
    };
    input.addEventListener("change", chosen);
    if (input.files.length > 0) chosen(); // chosen before this was loaded
  });
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("lr-drop--over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("lr-drop--over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("lr-drop--over");
    sendChosen(event.dataTransfer);
  });
  document.addEventListener("lr-pictures", refresh); // one was dropped among the logs
  document.addEventListener("paste", (event) => {
    const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (!document.contains(zone) || dialog.open || pictures.length === 0) return;
    // A spreadsheet puts its cells there as text and as a picture: into a field goes the text.
    if (event.target.closest("input, textarea") && event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    pictures.forEach(send);
  });
  zone.parentElement.addEventListener("click", (event) => {
    const button = event.target.closest("[data-lr-edit]");
    if (button) edit(button.closest("[data-lr-file]"));
  });
  const paste = zone.querySelector("[data-lr-paste]");
  paste.hidden = !navigator.clipboard?.read;
  paste.addEventListener("click", pasted);
  if (list()) mayEdit(list(), kept);
  if (document.querySelector("[data-lr-waiting]")) timer = setTimeout(refresh, AGAIN);
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error();
  return answer.blob();
}

// What an edited picture is called: as before, with the ending of what it is now.
function nameOf(name, type) {
  const ending = type === "image/jpeg" ? /\.jpe?g$/i : /\.png$/i;
  return ending.test(name) ? name : `${name.replace(/\.\w{1,5}$/, "")}.${type === "image/jpeg" ? "jpg" : "png"}`;
}
