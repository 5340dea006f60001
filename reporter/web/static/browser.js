// What the browser says of itself, only when asked to look, and shown before it is kept.
const PATIENCE = 5000; // ms that a host has to answer

export function lookAtBrowser(section) {
  const words = JSON.parse(section.dataset.lrBrowser);
  const probes = JSON.parse(section.dataset.lrProbes);
  const field = section.querySelector("textarea[name=browser]");
  const typed = section.querySelector("[data-lr-typed]");
  const list = section.querySelector("[data-lr-facts]");
  const button = section.querySelector("[data-lr-look-now]");
  const forget = section.querySelector("[data-lr-forget]");

  async function look() {
    button.disabled = true;
    list.textContent = words.looking;
    const reached = Object.fromEntries(await Promise.all(probes.map(async ([name, origin]) => [name, await probe(origin)])));
    show({ ...facts(), ...(probes.length > 0 && { reached }) });
    keep(JSON.stringify({ ...facts(), reached }));
    button.disabled = false;
  }

  function keep(text) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true })); // so that it is kept like a typed word
  }

  function show({ reached = {}, ...single }) {
    const said = (value) => (value === true ? words.yes : value === false ? words.no : value);
    const hosts = Object.entries(reached).map(([name, ms]) => [
      name,
      ms === null ? words.failed : words.reached.replace("{ms}", ms),
    ]);
    const rows = [...Object.entries(single).map(([name, value]) => [words[name], said(value)]), ...hosts];
    list.replaceChildren(...rows.map(row));
    typed.hidden = true;
    forget.hidden = false;
  }

  button.addEventListener("click", look);
  forget.addEventListener("click", () => {
    keep("");
    list.replaceChildren();
    typed.hidden = false;
    forget.hidden = true;
    button.focus();
  });
  const known = kept(field.value);
  if (known) show(known);
}

function row([name, value]) {
  const part = document.createElement("div");
  part.className = "lr-answer";
  for (const [tag, text] of [["dt", name], ["dd", value]]) {
    const cell = document.createElement(tag);
    cell.textContent = text;
    part.append(cell);
  }
  return part;
}

function kept(text) {
  try {
    const found = JSON.parse(text);
    return found && typeof found === "object" ? found : null;
  } catch {
    return null; // typed by hand
  }
}

function facts() {
  const brands = navigator.userAgentData?.brands?.map(({ brand, version }) => `${brand} ${version}`).join(", ");
  return {
    browser: brands || navigator.userAgent,
    system: navigator.userAgentData?.platform || navigator.platform,
    screen: `${innerWidth} × ${innerHeight} (${screen.width} × ${screen.height}, ×${devicePixelRatio})`,
    language: navigator.languages.join(", "),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    online: navigator.onLine,
    cookies: navigator.cookieEnabled,
  };
}

// Whether the host answers at all: what it says cannot be read from here, and need not be.
async function probe(origin) {
  const begun = performance.now();
  try {
    await fetch(origin, { mode: "no-cors", cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
    return Math.round(performance.now() - begun);
  } catch {
    return null;
  }
}
