// Screenshots are pasted, dropped or chosen, and sent at once with their progress; the page is then shown anew by the server's list.
const AGAIN = 1500; // ms between looks at pictures that are being checked

export function takeScreenshots(zone) {
  const form = zone.closest("form");
  const input = zone.querySelector("input[type=file]");
  const uploads = zone.querySelector("[data-lr-uploads]");
  let sending = 0;

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

  // The list comes from the server as it would without JavaScript; what is typed in the form stays in place.
  async function refresh() {
    const page = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-lr-files]");
    const old = document.querySelector("[data-lr-files]");
    if (!fresh) return;
    fresh.querySelectorAll("input").forEach((field) => {
      const typed = document.getElementById(field.id);
      if (typed) field.value = typed.value;
    });
    if (old) old.replaceWith(fresh);
    else zone.before(fresh);
    if (fresh.querySelector("[data-lr-waiting]")) setTimeout(refresh, AGAIN);
  }

  input.addEventListener("change", () => {
    [...input.files].forEach(send);
    input.value = "";
  });
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
  if (document.querySelector("[data-lr-waiting]")) setTimeout(refresh, AGAIN);
}
