// Everything typed is sent to the draft a moment after the last key, so that no word is lost.
const PAUSE = 800; // ms after the last key

export function keepWhatIsTyped(form) {
  const revision = form.querySelector("[name=revision]");
  const said = document.querySelector("[data-lr-kept]");
  let timer = 0;
  let running = null;
  let dirty = false;
  let leaving = false;

  async function keep() {
    dirty = false;
    const body = new FormData(form);
    body.delete("screenshots"); // pictures go their own way
    try {
      const answer = await fetch(form.dataset.lrKeep, { method: "POST", body, headers: { Accept: "application/json" } });
      const found = await answer.json();
      if (answer.ok) revision.value = found.revision;
      if (said) said.textContent = answer.ok ? found.said : found.error;
    } catch {
      dirty = true; // away for a moment: the next key, or sending, tries again
    }
  }

  function soon() {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const turn = (running ?? Promise.resolve()).then(keep).finally(() => {
        if (running === turn) running = null;
      });
      running = turn;
    }, PAUSE);
  }

  form.addEventListener("input", (event) => event.target.type !== "file" && soon());
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (leaving || !running) return;
    // A keep under way would change the revision: wait for it, then send with the new one.
    event.preventDefault();
    leaving = true;
    await running;
    setTimeout(() => form.requestSubmit(event.submitter)); // not inside the submit event: the browser would ignore it
  });
  addEventListener("pagehide", () => {
    if (!dirty || leaving) return;
    const body = new FormData(form);
    body.delete("screenshots");
    navigator.sendBeacon(form.dataset.lrKeep, body);
  });
}
