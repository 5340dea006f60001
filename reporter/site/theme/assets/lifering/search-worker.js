/*
 * Answers the search box of Material for MkDocs from the search API, and from Material's own worker when the API is away.
 *
 * Messages, as Material sends and expects them: 0 setup {config, docs, options}, 1 ready, 2 query (a string),
 * 3 result {items}: one list for each page, its sections with location, title, text (both HTML), score and terms.
 */
"use strict"

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
const PAUSE = 100        // ms between questions
const SOON = 3           // letters that are asked for at once; fewer fit everything, and wait for a pause
const PATIENCE = 4000    // ms for the API's answer
const REST = 30000       // ms to leave an API alone that was away
const LIMIT = 30         // hits

const here = new URL(self.location.href)
const site = new URL("../../", here)
const builtInWorker = new URL(`../javascripts/workers/${here.searchParams.get("built-in")}`, here)

let setup                // Material's setup message, for the built-in worker
let latest = 0           // number of the newest question
let shown = 0            // number of the question whose answer is shown: older answers are dropped
let wanted               // the newest question, while the one before it is under way
let timer
let busy = false
let askedAt = -PAUSE
let awayUntil = 0
let builtIn              // promise of the built-in worker, once it is needed

addEventListener("message", ({ data: message }) => {
  if (message.type === SETUP) {
    setup = message
    postMessage({ type: READY })
  } else if (message.type === QUERY) {
    ask(message.data.trim(), ++latest)
  }
})

/* One question at a time, and after it the newest: what is typed is answered while it is being typed. */
function ask(query, number) {
  clearTimeout(timer)
  wanted = query === "" ? undefined : { query, number }
  if (query === "") reply([], number)
  else if (!busy) timer = setTimeout(next, rest(query))
}

function rest(query) {
  return query.length < SOON ? PAUSE : askedAt + PAUSE - performance.now()
}

async function next() {
  const { query, number } = wanted
  wanted = undefined
  busy = true
  askedAt = performance.now()
  try {
    await answer(query, number)
  } finally {
    busy = false
    if (wanted) timer = setTimeout(next, rest(wanted.query))
  }
}

function reply(items, number) {
  if (number < shown) return
  shown = number
  postMessage({ type: RESULT, data: { items } })
}

async function answer(query, number) {
  if (Date.now() >= awayUntil) {
    const hits = await fromApi(query)
    if (hits) return reply(grouped(hits), number)
    awayUntil = Date.now() + REST
  }
  try {
    reply(await fromBuiltIn(query), number)
  } catch {
    builtIn = undefined  // the next question tries again
    reply(unreachable(), number)
  }
}

/* Hits, or undefined when the API is away: no network, too slow, plain static hosting, or no index. */
async function fromApi(query) {
  const controller = new AbortController()
  const patience = setTimeout(() => controller.abort(), PATIENCE)
  const url = new URL("api/search", site)
  url.search = new URLSearchParams({ q: query, limit: LIMIT, way: "typing" })
  try {
    const response = await fetch(url, { signal: controller.signal, headers: { Accept: "application/json" } })
    if (response.status === 400) return []  // a question the API will not take: too long, or nothing in it
    return response.ok ? (await response.json()).hits : undefined
  } catch {
    return undefined
  } finally {
    clearTimeout(patience)
  }
}

/* Hits by page, best page first. Material needs the page itself in its group: where it is no hit, it comes last. */
function grouped(hits) {
  const pages = new Map()
  for (const hit of hits) {
    if (!pages.has(hit.page_location)) pages.set(hit.page_location, [])
    pages.get(hit.page_location).push(hit)
  }
  return [...pages].map(([location, found]) => {
    const items = found.map(item)
    if (!items.some(one => one.location === location))
      items.push({ location, title: escaped(found[0].page_title), text: "", score: 0, terms: items[0].terms })
    return items
  })
}

function item(hit) {
  return {
    location: hit.location,
    title: escaped(hit.title),
    text: hit.passage,  // the API's HTML: escaped, with <mark data-md-highlight> only
    score: hit.score,
    terms: Object.fromEntries(hit.terms.map(term => [term, true])),
  }
}

function escaped(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }
  return text.replace(/[&<>"']/g, character => entities[character])
}

async function fromBuiltIn(query) {
  builtIn ??= startBuiltIn()
  return (await builtIn)(query)
}

/* Starts Material's own worker with the whole index; resolves to a function from a query to a promise of items. */
async function startBuiltIn() {
  const response = await fetch(new URL("search/lifering-index.json", site))
  if (!response.ok) throw new Error(`the index answered ${response.status}`)
  const { config, docs } = await response.json()
  const worker = new Worker(builtInWorker)
  const waiting = []  // its answers come in the order of the questions
  const next = message => new Promise((resolve, reject) => {
    waiting.push({ resolve, reject })
    worker.postMessage(message)
  })
  worker.onmessage = ({ data }) => waiting.shift().resolve(data)
  worker.onerror = event => waiting.splice(0).forEach(one => one.reject(new Error(event.message)))
  await next({ type: SETUP, data: { config, docs, options: setup.data.options } })
  return async query => (await next({ type: QUERY, data: query })).data.items
}

/* Neither the API nor the index can be reached: said as the only result, because Material has no place for an error. */
function unreachable() {
  return [[{
    location: "",
    title: "The search cannot be reached",
    text: "There seems to be no connection. Try again in a moment; pages you opened before may still be readable.",
    score: 1,
    terms: {},
  }]]
}
