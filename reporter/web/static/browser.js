// What the browser says of itself, only when asked to look, in lines that the requester sees, changes or takes out.
const PATIENCE = 5000; // ms that a host has to answer
const MOST_ROWS = 20;

export function lookAtBrowser(section) {
  const words = JSON.parse(section.dataset.lrBrowser);
  const probes = JSON.parse(section.dataset.lrProbes);
  const field = section.querySelector("textarea[name=browser]");
  const button = section.querySelector("[data-lr-look-now]");
  const forget = section.querySelector("[data-lr-forget]");
  const said = section.querySelector("[data-lr-looked]");
  let before = field.value;

  async function look() {
    button.disabled = true;
    said.textContent = words.looking;
    const reached = await Promise.all(probes.map(async ([name, origin]) => reachedLine(name, await probe(origin))));
    if (forget.hidden) before = field.value; // typed by hand: it comes back when this is taken out
    keep([...facts(), ...reached].join("\n"));
    said.textContent = words.found;
    button.disabled = false;
    forget.hidden = false;
  }

  function keep(text) {
    field.value = text;
    for (field.rows = 3; field.rows < MOST_ROWS && field.scrollHeight > field.clientHeight; ) field.rows += 1;
    field.dispatchEvent(new Event("input", { bubbles: true })); // so that it is kept like a typed word
  }

  button.addEventListener("click", look);
  forget.addEventListener("click", () => {
    keep(before);
    said.textContent = words.gone;
    forget.hidden = true;
    button.focus();
  });
}

// The names are those that the server knows, see browser_facts.py.
function facts() {
  const found = {
    browser: brands() || navigator.userAgent,
    system: navigator.userAgentData?.platform || navigator.platform,
    screen: `${innerWidth} × ${innerHeight} (${screen.width} × ${screen.height}, ×${devicePixelRatio})`,
    language: navigator.languages.join(", "),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    online: navigator.onLine ? "yes" : "no",
    cookies: navigator.cookieEnabled ? "yes" : "no",
  };
  return Object.entries(found).map(([name, value]) => `${name}: ${value}`);
}

// Without the brand that browsers make up so that nobody relies on the list.
function brands() {
  const real = navigator.userAgentData?.brands?.filter(({ brand }) => !/not.?a.?brand/i.test(brand));
  return real?.map(({ brand, version }) => `${brand} ${version}`).join(", ");
}

function reachedLine(name, took) {
  return took === null ? `not reached: ${name}` : `reached: ${name}: ${took} ms`;
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
