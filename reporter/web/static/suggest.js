// Articles while typing the problem: the same search as in the header.
const PAUSE = 300; // ms after the last key
const SHOWN = 4;
const SHORTEST = 8; // characters: fewer are not a problem yet
const PRESS = 500; // ms after which a finger's press has surely become a click

export function suggestArticles(box) {
  const root = box.dataset.lrSuggest;
  const list = box.querySelector("ul");
  const read = box.querySelector("[data-lr-read]");
  const nothing = { hits: [], mended: {} };
  const fields = ["title", "seen"].map((name) => document.getElementById(name));
  let timer = 0;
  let asked = 0;
  let pressed = false;
  let release = 0; // timer
  let next; // what was found while a suggestion was pressed

  async function ask() {
    const words = fields.map((field) => field.value).join("\n").trim().slice(0, 1000);
    const turn = ++asked;
    if (words.length < SHORTEST) return show(nothing);
    try {
      const answer = await fetch(`${root}api/search?${new URLSearchParams({ limit: 10, q: words })}`);
      const found = answer.ok ? await answer.json() : nothing;
      if (turn === asked) show(found.fits ? found : nothing); // what does not fit would only disturb
    } catch {
      show(nothing); // away: the articles step searches again
    }
  }

  function show(found) {
    if (pressed) next = found;
    else fill(found);
  }

  function fill({ hits, mended }) {
    const best = (hit, place) => hits.findIndex((other) => other.page_location === hit.page_location) === place;
    const pages = hits.filter(best).slice(0, SHOWN); // the best section of each page
    list.replaceChildren(...pages.map(item));
    const said = ([typed, meant]) => read.dataset.lrRead.replace("{typed}", () => typed).replace("{meant}", () => meant);
    read.textContent = Object.entries(mended).map(said).join(" ");
    box.hidden = pages.length === 0;
  }

  function item(hit) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + hit.location;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = hit.page_title;
    line.append(link);
    if (hit.by === "meaning") line.append(explained(hit.why));
    return line;
  }

  function explained(why) {
    const words = document.createElement("p");
    words.className = "lr-help";
    words.textContent = why;
    return words;
  }

  // What is pressed is what opens: the list stays as it is until the press has become a click.
  function press() {
    clearTimeout(release);
    pressed = true;
  }

  function letGo() {
    if (pressed) release = setTimeout(showNext, PRESS);
  }

  function showNext() {
    pressed = false;
    if (next) fill(next);
    next = undefined;
  }

  list.addEventListener("pointerdown", press);
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, letGo);
  fields.forEach((field) =>
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    }),
  );
  if (fields[0].value) ask();
}
