// Runs Material's own search worker, unchanged, as a browser would run it: `node lunr_host.js WORKER`.
// A line of JSON in, a line of JSON out. {"file": path of a search index} makes the index; {"ask": text} gives
// {"milliseconds", "found": [[page, title, passage], ...]}, timed around the worker's own answer alone.
"use strict"
const { readFileSync } = require("node:fs")
const { runInThisContext } = require("node:vm")
const { createInterface } = require("node:readline")

let handler
let answered
globalThis.self = globalThis
globalThis.addEventListener = (kind, listener) => { if (kind === "message") handler = listener }
globalThis.postMessage = message => answered(message)
globalThis.importScripts = () => { throw new Error("English alone needs no other script") }
console.warn = () => {}

const send = message => new Promise(resolve => { answered = resolve; handler({ data: message }) })
const plain = markup => markup.replace(/<[^>]*>/g, "")

async function main() {
  runInThisContext(readFileSync(process.argv[2], "utf8"), { filename: process.argv[2] })
  for await (const line of createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line)
    if (asked.file) {
      await send({ type: 0, data: JSON.parse(readFileSync(asked.file, "utf8")) })
      console.log("{}")
      continue
    }
    const began = performance.now()
    const { data } = await send({ type: 2, data: asked.ask })
    const milliseconds = performance.now() - began
    const found = data.items.slice(0, asked.most).map(([best]) =>
      [best.location.split("#")[0], plain(best.title), plain(best.text).slice(0, 240)])
    console.log(JSON.stringify({ milliseconds, found }))
  }
}
main()
