/*
 * Around the results in the header's search box: says what a misspelt question was taken for, and where nothing seems
 * to fit shows the way to the reporter. Results are replaced while somebody types; what is pressed or entered then is
 * still what gets opened. data-query on the results says which question they answer.
 * Tells the server how a search ended: a result was opened, results were shown and none was opened ("found"), or none
 * fitted. One message for each search, without anything about the reader.
 */
"use strict"

{
  const site = new URL("../../", document.currentScript.src)
  const SHORTEST = 3      // characters of a question worth keeping
  const LONGEST = 150     // characters that the reporter takes over
  const TOLD = 300        // characters of a question whose end is told
  const PAUSE = 800       // ms without new results
  const box = document.querySelector("[data-md-component=search]")
  const field = box?.querySelector("[data-md-component=search-query]")
  const result = box?.querySelector("[data-md-component=search-result]")
  const opener = document.getElementById("__search")
  const said = box?.querySelector(".lifering-said")
  const link = said?.querySelector("a")
  const report = link?.href   // as it stands here: the page may change under a relative one
  let settled                 // the last question that got its results: { q, hits }
  let over                    // a question whose end was told: results that come again for it begin no other search
  let inside                  // address of the result that has the focus
  let early = false           // Enter came before the results of what was typed
  let pressed                 // the result under the pointer that went down: { link, place }
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

  /* Material closes the box a moment after a page was changed, also over somebody who is already in it. */
  function reopen() {
    if (!opener.checked) opener.click()
  }

  /* Material closes the box at Tab, and what stands in it is then out of sight: the way to the reporter comes before. */
  function tabToReporter(event) {
    if (event.key !== "Tab" || event.shiftKey || !link?.checkVisibility()) return
    event.preventDefault()
    event.stopPropagation()
    link.focus()
  }

  /* Enter opens the best result: not before the results are those of all that was typed. */
  function holdEnter(event) {
    early = event.key === "Enter" && !event.isComposing && field.value.trim() !== (result.dataset.query ?? "")
    if (!early) return
    event.preventDefault()
    event.stopPropagation()
  }

  function enter() {
    early = false
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))
  }

  function press({ target, button }) {
    const link = button === 0 && result.contains(target) ? target.closest("a") : null
    pressed = link ? { link, place: link.getBoundingClientRect() } : undefined
  }

  /* A result that was replaced under the pointer gets no click; under a finger another one would get it. */
  function release(event) {
    if (!event.isTrusted || !pressed || pressed.link.isConnected) return
    if (event.type === "pointerup" && event.pointerType === "touch") return  // its click comes, and elsewhere
    const { link, place } = pressed
    pressed = undefined
    event.preventDefault()
    event.stopPropagation()
    if (event.clientX < place.left || event.clientX > place.right) return
    if (event.clientY < place.top || event.clientY > place.bottom) return
    result.append(link)  // the browser and Material see clicks only inside the page
    link.dispatchEvent(new MouseEvent("click", event))
    link.remove()
  }

  function post(outcome, location) {
    const body = JSON.stringify({ q: settled.q.slice(0, TOLD), location, outcome })
    navigator.sendBeacon(new URL("api/search/outcome", site), body)
    over = settled.q
    settled = undefined
  }

  function leave() {
    if (settled) post(settled.hits ? "found" : "none", "")
  }

  /* As the search names it: a page as in its address, a section as in the text. */
  function locationOf(link) {
    const url = new URL(link.href)
    return url.pathname.slice(site.pathname.length) + decodeURI(url.hash)
  }

  if (result && window.component$) {
    component$.subscribe(state => {
      if (state.ref !== result) return
      const { items, query, fits } = state
      if (said) say(state)
      result.dataset.query = query
      keepFocus()
      if (query === "") leave()  // emptied by hand: the search before it is over
      if (query !== over) over = undefined
      if (query.length >= SHORTEST && !over) settled = { q: query, hits: fits === false ? 0 : items.length }
      if (early && query === field.value.trim()) enter()
    })
    field.addEventListener("keydown", holdEnter)
    field.addEventListener("keydown", tabToReporter)
    for (const type of ["click", "input"]) field.addEventListener(type, reopen)
    // Material looks at the field when a key comes up; what is dictated or pasted by the mouse comes without one.
    field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")))
    addEventListener("pointerdown", press, { capture: true })
    for (const type of ["pointerup", "click"]) addEventListener(type, release, { capture: true })
    box.addEventListener("focusin", ({ target }) => (inside = result.contains(target) ? target.href : undefined))
    box.addEventListener("click", event => {
      const opened = event.target.closest("a.md-search-result__link")
      if (opened && settled) post("opened", locationOf(opened))
    }, { capture: true })  // before Material closes the box
    opener.addEventListener("change", () => opener.checked || leave())
    addEventListener("pagehide", leave)
  }
}
