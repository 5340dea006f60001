/*
 * Tells the server how a search in the header ended: a result was opened, results were shown and none was opened
 * ("found"), or there were none. One message for each search, without anything about the reader.
 */
"use strict"

{
  const site = new URL("../../", document.currentScript.src)
  const SHORTEST = 3      // characters of a question worth keeping
  let settled             // the last question that got its results: { q, hits }

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

  const box = document.querySelector("[data-md-component=search]")
  const input = box?.querySelector("[data-md-component=search-query]")
  const result = box?.querySelector("[data-md-component=search-result]")
  if (input && result) {
    new MutationObserver(() => {
      const q = input.value.trim()
      if (q === "") leave()  // emptied by hand: the search before it is over
      else if (q.length >= SHORTEST) settled = { q, hits: result.querySelectorAll("a").length }
    }).observe(result, { childList: true, subtree: true })

    box.addEventListener("click", event => {
      const link = event.target.closest("a.md-search-result__link")
      if (link && settled) post("opened", locationOf(link))
    }, { capture: true })  // before Material closes the box
    document.getElementById("__search").addEventListener("change", event => event.target.checked || leave())
    addEventListener("pagehide", leave)
  }
}
