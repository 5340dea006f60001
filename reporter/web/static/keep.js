// Everything typed is sent to the draft a moment after the last key, so that no word is lost.
const PAUSE = 800; // ms after the last key
const AGAIN = 5000; // ms until the next try without a connection
const APART = ["screenshots", "traces", "trace_text"]; // they go their own way

export function keepWhatIsTyped(form) {
  const revision = form.querySelector("[name=revision]");
  const said = document.querySelector("[data-lr-kept]");
  let timer = 0;
  let running = null;
  let dirty = false;
  let leaving = false;
  let away = false;

  function typed() {
    const body = new FormData(form);
    APART.forEach((name) => body.delete(name));
    return body;
  }

  async function keep() {
    dirty = false;
    const body = typed();
    try {
      const answer = await fetch(form.dataset.lrKeep, { method: "POST", body, headers: { Accept: "application/json" } });
      const found = await answer.json();
      if (answer.ok) revision.value = found.revision;
      if (answer.ok) form.dispatchEvent(new CustomEvent("lr-kept"));
      away = false;
      if (said) said.textContent = answer.ok ? found.said : found.error;
    } catch {
      away = true;
      if (said) said.textContent = said.dataset.lrAway;
      if (!dirty) timer = setTimeout(soon, AGAIN);
      dirty = true;
    }
  }

  function soon() {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE);
  }

  function now() {
    const turn = (running ?? Promise.resolve()).then(keep).finally(() => {
      if (running === turn) running = null;
    });
    return (running = turn);
  }

  form.addEventListener("input", (event) => event.target.type !== "file" && !APART.includes(event.target.name) && soon());
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    away ||= !navigator.onLine;
    if (leaving || !(running || away)) {
      leaving = true;
      return;
    }
    // A keep under way would change the revision: wait for it, then send with the new one. Without a connection the
    // browser would put its own page in the place of all that was typed: stay here instead.
    event.preventDefault();
    await (away ? now() : running);
    if (away) return;
    leaving = true;
    setTimeout(() => form.requestSubmit(event.submitter)); // not inside the submit event: the browser would ignore it
  });
  addEventListener("online", () => dirty && soon());
  addEventListener("pageshow", (event) => event.persisted && (leaving = false));
  addEventListener("pagehide", () => {
    if (!dirty || leaving) return;
    const body = typed();
    navigator.sendBeacon(form.dataset.lrKeep, body);
  });
}
