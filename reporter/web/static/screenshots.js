// Screenshots are pasted, dropped or chosen, and sent at once with their progress; then the server's list is shown.
const AGAIN = 1500; // ms between looks at pictures that are being checked

export function takeScreenshots(zone) {
  const form = zone.closest("form");
  const input = zone.querySelector("input[type=file]");
  const uploads = zone.querySelector("[data-lr-uploads]");
  let sending = 0;
  let looks = 0;
  let timer = 0;

  function send(file) {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    line.append(`${file.name || "screenshot.png"} `, bar);
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name || "screenshot.png");
    uploads.append(line);
    sending += 1;
    const body = new FormData();
    body.append("csrf_token", form.querySelector("[name=csrf_token]").value);
    body.append("screenshots", file, file.name || "screenshot.png");
    const request = new XMLHttpRequest();
    request.open("POST", zone.dataset.lrDrop);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => event.lengthComputable && (bar.value = event.loaded / event.total);
    request.onloadend = () => done(line, request);
    request.send(body);
  }

  function done(line, request) {
    sending -= 1;
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      answer = { error: zone.dataset.lrFailed || "The picture did not arrive. Check the connection and add it again." };
    }
    if (answer.file) line.remove();
    else {
      line.textContent = answer.error;
      line.className = "lr-mistake";
    }
    if (sending === 0 && answer.file) refresh();
  }

  // The list comes from the server as it would without JavaScript. A look that began before another knows less.
  async function refresh() {
    const look = ++looks;
    clearTimeout(timer);
    const page = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-lr-files]");
    if (!fresh || look !== looks) return;
    const old = document.querySelector("[data-lr-files]");
    if (old) renew(old, fresh);
    else zone.before(fresh);
    if (document.querySelector("[data-lr-waiting]")) timer = setTimeout(refresh, AGAIN);
  }

  // Nothing is replaced that somebody may be typing in or pressing: of a picture that is there already only its look.
  function renew(old, fresh) {
    const look = (item) => item.querySelector(".lr-file__picture");
    const there = new Map([...old.children].map((item) => [item.dataset.lrFile, item]));
    for (const item of [...fresh.children]) {
      const known = there.get(item.dataset.lrFile);
      there.delete(item.dataset.lrFile);
      if (!known) old.append(item);
      else if (look(known).innerHTML !== look(item).innerHTML) look(known).replaceWith(look(item));
    }
    there.forEach((item) => item.remove());
  }

  function sendChosen() {
    [...input.files].forEach(send);
    input.value = "";
  }

  input.addEventListener("change", sendChosen);
  if (input.files.length > 0) sendChosen(); // chosen before this was loaded
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("lr-drop--over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("lr-drop--over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("lr-drop--over");
    [...event.dataTransfer.files].forEach(send);
  });
  document.addEventListener("paste", (event) => {
    const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (!document.contains(zone) || pictures.length === 0) return;
    event.preventDefault();
    pictures.forEach(send);
  });
  if (document.querySelector("[data-lr-waiting]")) timer = setTimeout(refresh, AGAIN);
}
