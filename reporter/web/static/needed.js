// What the server says of all that is given so far (what is still needed, the clocks, warnings) is fetched anew as soon
// as something was kept. Each such part is marked data-lr-live; nothing that somebody types in is touched.
const PAUSE = 300; // ms, for several changes at once

export function keepNeededLive(form) {
  if (!form.querySelector("[data-lr-live]")) return;
  let timer = 0;
  let looks = 0;

  async function look() {
    const turn = ++looks;
    const answer = await fetch(location.href).catch(() => null);
    const text = answer?.ok ? await answer.text() : "";
    if (text && turn === looks) show(form, new DOMParser().parseFromString(text, "text/html"));
  }

  form.addEventListener("lr-kept", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}

function show(form, page) {
  for (const old of form.querySelectorAll("[data-lr-live]")) {
    const fresh = page.querySelector(`[data-lr-live="${CSS.escape(old.dataset.lrLive)}"]`);
    if (!fresh || old.innerHTML === fresh.innerHTML || old.contains(document.activeElement)) continue;
    const asks = [old, fresh].every((part) => part.querySelector("select"));
    if (asks) continue; // what is chosen there stays
    old.replaceChildren(...fresh.childNodes);
    say(form, old, fresh);
  }
}

// The list is long to listen to: of it only the sentence is said, and only when it is another one.
function say(form, old, fresh) {
  if (old.dataset.lrSays === fresh.dataset.lrSays) return;
  old.dataset.lrSays = fresh.dataset.lrSays;
  form.querySelector("[data-lr-needed-said]").textContent = fresh.dataset.lrSays;
}
