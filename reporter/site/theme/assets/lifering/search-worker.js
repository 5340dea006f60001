/*
 * Answers the search box of Material for MkDocs from the search API, and from Material's own worker when the API is away.
 *
 * Messages, as Material sends and expects them: 0 setup {config, docs, options}, 1 ready, 2 query (a string),
 * 3 result {items}: one list for each page, its sections with location, title, text (both HTML), score and terms.
 * For search-box.js a result also has query, meant (the query without its typing errors; of a long one only the words
 * that were mended) and, at a rest, fits.
 */
"use strict"

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
const PAUSE = 100        // ms between questions
const SOON = 3           // letters that are asked for at once; fewer fit everything, and wait for a pause
const STILL = 300        // ms after an answer until all that was typed is taken for a question
const WHOLE = 4          // words that are a question, whether or not the last is finished
const PATIENCE = 4000    // ms for the API's answer
const REST = 30000       // ms to leave an API alone that was away
const LIMIT = 15         // hits: some nine pages
const PROGRAM = /\b\d\d:\d\d:\d\d\b|\bSIP\/2\.0\b/  // what a program wrote: a line of a log, a trace
const READABLE = 80      // characters of what was meant that are said as a whole
const MOST = 1000        // characters that are asked for: of a pasted log all would be more than a proxy takes

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
  if (query === "") reply({ items: [], query }, number)
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

function reply(data, number) {
  if (number < shown) return
  shown = number
  postMessage({ type: RESULT, data })
}

async function answer(query, number) {
  if (Date.now() >= awayUntil) {
    const pasted = PROGRAM.test(query)
    const found = await fromApi(query, pasted ? "evidence" : "typing")
    if (found) {
      reply({ ...result(found, query), fits: pasted ? found.fits : undefined }, number)
      if (!pasted && number === latest) timer = setTimeout(settle, STILL, found, query, number)
      return
    }
    awayUntil = Date.now() + REST
  }
  try {
    const items = await fromBuiltIn(query)
    reply({ items, query, fits: items.length > 0 }, number)
  } catch {
    builtIn = undefined  // the next question tries again
    reply({ items: unreachable(), query }, number)
  }
}

/* What was typed has come to a rest: as a question it is mended, and known by what it means. The end of a short one may
   still be the beginning of a word, then the answer to that stays. */
async function settle(typed, query, number) {
  const asked = await fromApi(query, "question")
  if (!asked || number !== latest) return
  const better = asked.meant || query.split(/\s+/).length >= WHOLE || (asked.fits && !typed.fits)
  const found = better ? asked : typed
  const places = ({ hits }) => hits.map(hit => hit.location).join()
  if (found.fits && found.meant === typed.meant && places(found) === places(typed)) return
  reply({ ...result(found, query), fits: found.fits }, number)
}

/* What was meant instead of what was typed is marked in the article too. Of a long text only that is said. */
function result({ hits, meant, mended }, query) {
  const read = Object.values(mended)
  return { items: grouped(hits, read), query, meant: meant?.length > READABLE ? read.join(", ") : meant }
}

/* {hits, meant, mended, fits}, or undefined when the API is away: no network, too slow, plain static hosting, or no index. */
async function fromApi(query, way) {
  const controller = new AbortController()
  const patience = setTimeout(() => controller.abort(), PATIENCE)
  const url = new URL("api/search", site)
  url.search = new URLSearchParams({ q: query.slice(0, MOST), limit: LIMIT, way })
  try {
    const response = await fetch(url, { signal: controller.signal, headers: { Accept: "application/json" } })
    const answer = response.ok ? await response.json() : undefined
    return answer?.hits && answer.mended ? answer : undefined  // others too answer with JSON
  } catch {
    return undefined
  } finally {
    clearTimeout(patience)
  }
}

/* Hits by page, best page first. Material needs the page itself in its group: where it is no hit, it comes last. */
function grouped(hits, mended) {
  const pages = new Map()
  for (const hit of hits) {
    if (!pages.has(hit.page_location)) pages.set(hit.page_location, [])
    pages.get(hit.page_location).push(hit)
  }
  return [...pages].map(([location, found]) => {
    const items = found.map(hit => item(hit, mended))
    if (!items.some(one => one.location === location))
      items.push({ location, title: escaped(found[0].page_title), text: "", score: 0, terms: items[0].terms })
    return items
  })
}

function item(hit, mended) {
  const why = hit.by === "meaning" ? `<p class="lifering-why">${escaped(hit.why)}</p>` : ""
  return {
    location: hit.location,
    title: escaped(hit.title),
    // the API's HTML: escaped, with <mark data-md-highlight> only
    text: `${why}<p class="lifering-passage">${hit.passage}</p>`,
    score: hit.score,
    terms: Object.fromEntries([...hit.terms, ...mended].map(term => [term, true])),
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
