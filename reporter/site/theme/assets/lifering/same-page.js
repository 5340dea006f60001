/*
 * A link to a place on its own page (the skip link, a mistake's link) leads to that place and does nothing else. Material
 * takes the step in the browser's history for a way to another page, fetches this one anew, and puts it in the place of
 * all that was typed. Links that Material follows by itself, those of articles, are left to it.
 */
"use strict"

{
  const withoutPlace = url => url.split("#", 1)[0]

  function lead(event) {
    const link = event.target.closest("a[href]")
    const elsewhere = !link?.hash || link.target || withoutPlace(link.href) !== withoutPlace(location.href)
    if (elsewhere || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!place) return
    event.preventDefault()
    place.scrollIntoView()
    if (place.tabIndex < 0) place.tabIndex = -1  // a heading too takes the focus then: the next Tab goes on from there
    place.focus({ preventScroll: true })
  }

  document.addEventListener("click", lead)  // after Material, which listens on the body
}
