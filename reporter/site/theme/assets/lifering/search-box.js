/*
 * Around the results in the header's search box: says what a misspelt question was taken for, and where nothing seems
 * to fit shows the way to the reporter. Tells the server how a search ended: a result was opened, results were shown
 * and none was opened ("found"), or none fitted. One message for each search, without anything about the reader.
 */
"use strict"

{
  const site = new URL("../../", document.currentScript.src)
  const SHORTEST = 3      // characters of a question worth keeping
  const LONGEST = 150     // characters that the reporter takes over
  const PAUSE = 800       // ms without new results
  const box = document.querySelector("[data-md-component=search]")
  const result = box?.querySelector("[data-md-component=search-result]")
  const said = box?.querySelector(".lifering-said")
  const link = said?.querySelector("a")
  const report = link?.href   // as it stands here: the page may change under a relative one
  let settled                 // the last question that got its results: { q, hits }
  let inside                  // address of the result that has the focus
  let soon                    // timer

  /* What our worker says with the results (search-worker.js). */
  function say({ query, meant, fits }) {
    const [what, nothing] = said.querySelectorAll("p")
    what.hidden = !meant
    nothing.hidden = fits !== false
    said.querySelector("strong").textContent = meant ?? ""
    link.href = `${report}?${new URLSearchParams({ title: query.slice(0, LONGEST) })}`
    clearTimeout(soon)
    soon = setTimeout(aloud, PAUSE, [what, nothing, result.firstElementChild])
  }

  /* For screen readers, once somebody has stopped typing. */
  function aloud(parts) {
    const words = parts.filter(one => !one.hidden).map(one => one.textContent.trim())
    box.querySelector(".lifering-aloud").textContent = words.join(". ")
  }

  /* Results that came again at the rest must not throw somebody out who was already among them. */
  function keepFocus() {
    if (inside === undefined || box.contains(document.activeElement)) return
    const links = [...result.querySelectorAll("a")]
    const there = links.find(one => one.href === inside) ?? links[0]
    there?.focus()
  }

  function post(outcome, location) {
    const body = JSON.stringify({ q: settled.q, location, outcome })
    navigator.sendBeacon(new URL("api/search/outcome", site), body)
    settled = undefined
  }

  function leave() {
    if (settled) post(settled.hits ? "found" : "none", "")
  }

  function locationOf(link) {
    const url = new URL(link.href)
    return decodeURI(url.pathname.slice(site.pathname.length) + url.hash)
  }

  if (result && window.component$) {
    component$.subscribe(state => {
      if (state.ref !== result) return
      const { items, query, fits } = state
      if (said) say(state)
      keepFocus()
      if (query === "") leave()  // emptied by hand: the search before it is over
      else if (query.length >= SHORTEST) settled = { q: query, hits: fits === false ? 0 : items.length }
    })
    box.addEventListener("focusin", ({ target }) => (inside = result.contains(target) ? target.href : undefined))
    box.addEventListener("click", event => {
      const opened = event.target.closest("a.md-search-result__link")
      if (opened && settled) post("opened", locationOf(opened))
    }, { capture: true })  // before Material closes the box
    document.getElementById("__search").addEventListener("change", event => event.target.checked || leave())
    addEventListener("pagehide", leave)
  }
}
