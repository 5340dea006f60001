// A log or trace is read as soon as it is pasted or dropped; what was found in it comes from the server's own page.
const OF_CARDS = /^(csrf_token|(shown|call|taken|hide|original)-.+)$/;
let looks = 0;

export function takeTraces(zone) {
  const form = zone.closest("form");
  const box = zone.querySelector("textarea");
  const input = zone.querySelector("input[type=file]");
  const uploads = zone.querySelector("[data-lr-uploads]");
  const button = zone.querySelector("[data-lr-read-it]");

  function send(file, name, whenKept) {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    line.append(`${name} `, bar);
    uploads.append(line);
    const body = new FormData();
    body.append("csrf_token", form.querySelector("[name=csrf_token]").value);
    body.append("traces", file, name);
    const request = new XMLHttpRequest();
    request.open("POST", zone.dataset.lrTraces);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => event.lengthComputable && (bar.value = event.loaded / event.total);
    request.upload.onload = () => {
      bar.removeAttribute("value"); // all is there: how long the reading takes nobody knows
      line.firstChild.textContent = `${name} ${zone.dataset.lrReading} `;
    };
    request.onloadend = () => done(line, request, whenKept);
    request.send(body);
  }

  function done(line, request, whenKept) {
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      answer = { error: zone.dataset.lrFailed };
    }
    if (!answer.file) {
      line.textContent = answer.error;
      line.className = "lr-mistake";
      return;
    }
    whenKept();
    if (answer.file.kind === "trace") {
      line.remove();
      refresh();
    } else {
      line.textContent = zone.dataset.lrPicture.replace("{name}", () => answer.file.name);
      document.dispatchEvent(new CustomEvent("lr-pictures"));
    }
  }

  function readBox() {
    const text = box.value;
    if (!text.trim()) return;
    send(new File([text], box.dataset.lrName, { type: "text/plain" }), box.dataset.lrName, () => {
      if (box.value === text) box.value = "";
    });
  }

  input.addEventListener("change", () => {
    [...input.files].forEach((file) => send(file, file.name, () => {}));
    input.value = "";
  });
  box.addEventListener("paste", () => setTimeout(readBox));
  button.addEventListener("click", (event) => {
    event.preventDefault();
    readBox();
  });
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("lr-drop--over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("lr-drop--over"));
  zone.addEventListener("drop", (event) => {
    zone.classList.remove("lr-drop--over");
    if (event.dataTransfer.files.length === 0) return; // text goes into the box
    event.preventDefault();
    [...event.dataTransfer.files].forEach((file) => send(file, file.name, () => {}));
  });
}

// Ticks on a card are sent at once, so that the card and the list of what is needed say what holds now.
export function settleTraces(cards) {
  const form = cards.closest("form");
  let turn = Promise.resolve(); // one after the other: the last tick is the last that is told

  async function tell(body, focused) {
    const answer = await fetch(cards.dataset.lrCards, { method: "POST", body }).catch(() => null);
    if (answer?.ok) await refresh(focused);
  }

  cards.addEventListener("change", (event) => {
    if (event.target.type !== "checkbox") return;
    looks += 1; // what is under way does not know of this tick
    const body = new FormData();
    for (const [name, value] of new FormData(form)) if (OF_CARDS.test(name)) body.append(name, value);
    turn = turn.then(() => tell(body, event.target.id));
  });
}

// The list comes from the server as it would without JavaScript. A look that began before another knows less.
async function refresh(focused) {
  const look = ++looks;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || look !== looks) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const old = document.querySelector("[data-lr-cards]");
  const fresh = page.querySelector("[data-lr-cards]");
  if (!old || !fresh) return;
  const open = new Set([...old.querySelectorAll("details[open]")].map((one) => one.dataset.lrOpen));
  fresh.querySelectorAll("details").forEach((one) => (one.open ||= open.has(one.dataset.lrOpen)));
  old.replaceChildren(...fresh.childNodes);
  old.closest("form")?.dispatchEvent(new CustomEvent("lr-kept")); // what is still needed is another list now
  if (focused) document.getElementById(focused)?.focus();
}
