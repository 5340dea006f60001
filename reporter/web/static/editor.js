// The dialog in which a screenshot is cut, marked and made unreadable in places. Loaded when it is first asked for.
import { added, begin, mayRedo, mayUndo, redone, shown, undone } from "./editor-history.js";
import { takeInput } from "./editor-input.js";
import { covered } from "./editor-marks.js";
import { encoded, fits, paint } from "./editor-paint.js";
import { rove } from "./editor-tools.js";
import { makeView } from "./editor-view.js";

const MOST_PIXELS = 40e6; // as the server takes
const SMALLEST = 8; // px of a side that is left by cutting

const aria = (element, name, value) => element.setAttribute(`aria-${name}`, String(value));

// `source` is a Blob, `history` what was done to it before (or undefined), `save(blob, { onProgress, signal })` hands the
// edited picture over. Resolves to { history, file } once it is saved, to null when nothing changed.
export function editPicture(dialog, job) {
  return new Promise((resolve) => new Editor(dialog, job, resolve).start());
}

class Editor {
  constructor(dialog, { source, history, save }, resolve) {
    Object.assign(this, { dialog, source, history, save, resolve });
    this.words = JSON.parse(dialog.dataset.lrWords);
    this.ended = new AbortController();
    const { signal } = this.ended;
    this.view = makeView(dialog, signal);
    const told = { place: (mark) => this.place(mark), say: (kind, mark) => this.tell(kind, mark) };
    this.input = takeInput(this.view, { ...told, changed: (sketch) => this.offerPlacing(sketch) }, signal);
    rove(dialog.querySelector("[role=toolbar]"), signal);
    dialog.addEventListener("click", (event) => this.pressed(event), { signal });
    dialog.addEventListener("keydown", (event) => this.key(event), { signal });
    dialog.addEventListener("cancel", (event) => this.escape(event), { signal });
    dialog.addEventListener("close", () => this.end(), { signal });
  }

  async start() {
    this.clear();
    this.dialog.showModal();
    try {
      this.bitmap = await createImageBitmap(this.source);
    } catch {
      return this.wrong(this.words.unreadable);
    }
    const { bitmap, view } = this;
    if (this.ended.signal.aborted) return bitmap.close();
    if (bitmap.width * bitmap.height > MOST_PIXELS) return this.wrong(this.words.large);
    if (!fits(view.canvas, bitmap)) return this.wrong(this.words.device);
    this.history ??= begin(bitmap);
    this.first = this.history;
    this.render();
    this.ready(true);
    this.said("");
    this.find("tool=black").focus();
  }

  clear() {
    this.wrong("");
    this.said(this.words.loading);
    this.ask(false);
    this.ready(false);
    this.view.canvas.width = this.view.canvas.height = 1;
    this.zoom(false);
    this.choose("black");
  }

  end() {
    this.saving?.abort();
    this.ended.abort();
    this.bitmap?.close();
    this.view.draw(null);
    this.view.canvas.width = this.view.canvas.height = 1; // gives the memory back
    this.resolve(this.answer ?? null);
  }

  find(name) {
    return this.dialog.querySelector(`[data-lr-${name}]`);
  }

  said(text) {
    this.find("said").textContent = text;
  }

  wrong(text) {
    this.find("wrong").textContent = text;
    if (text) this.said("");
  }

  ready(whether) {
    this.isReady = whether;
    this.dialog.classList.toggle("lr-editor--ready", whether);
  }

  get dirty() {
    return this.isReady && (Boolean(this.input.sketch()) || shown(this.history) !== shown(this.first));
  }

  render() {
    const state = shown(this.history);
    paint(this.view.canvas, this.bitmap, state);
    this.view.show(state, this.bitmap);
    this.view.canvas.setAttribute("aria-label", this.sentence("picture", state.crop));
    aria(this.find("do=undo"), "disabled", !mayUndo(this.history));
    aria(this.find("do=redo"), "disabled", !mayRedo(this.history));
    this.offerHand();
  }

  zoom(full) {
    aria(this.find("do=fit"), "pressed", !full);
    aria(this.find("do=full"), "pressed", full);
    this.view.zoom(full);
    this.offerHand();
  }

  offerHand() {
    const hand = this.find("tool=hand");
    hand.hidden = !this.view.overflows();
    if (hand.hidden && hand.getAttribute("aria-pressed") === "true") this.choose("black");
  }

  offerPlacing(sketch) {
    const button = this.find("do=place");
    button.hidden = !sketch || Boolean(sketch.open);
    button.textContent = this.words[sketch?.tool === "crop" ? "keep" : "put"];
  }

  sentence(kind, values) {
    return this.words[kind].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  tell(kind, mark) {
    const { crop } = shown(this.history);
    const share = (from, low, length) => Math.round((100 * (from - low)) / length);
    const rest = this.sentence("rest", {
      tool: this.words[mark.tool],
      left: share(mark.x, crop.x, crop.width),
      top: share(mark.y, crop.y, crop.height),
      width: Math.round(Math.abs(mark.width)),
      height: Math.round(Math.abs(mark.height)),
    });
    this.said({ rest, how: `${rest} ${this.words.how}` }[kind] ?? this.words[kind]);
  }

  choose(tool) {
    const tools = this.dialog.querySelectorAll("[data-lr-tool]");
    tools.forEach((one) => aria(one, "pressed", one.dataset.lrTool === tool));
    this.input.choose(tool);
  }

  place(mark) {
    const cut = mark.tool === "crop" && covered(mark, this.bitmap);
    if (cut && Math.min(cut.width, cut.height) < SMALLEST) return;
    this.history = added(this.history, cut ? { tool: "crop", ...cut } : mark);
    this.said(cut ? this.sentence("cut", cut) : this.sentence("placed", { tool: this.words[mark.tool] }));
    this.render();
  }

  step(history, kind) {
    this.input.drop();
    if (history.at === this.history.at) return;
    this.history = history;
    this.render();
    this.said(this.words[kind]);
  }

  async done() {
    this.input.placeIt(); // whoever drew it means it
    if (!this.dirty) return this.dialog.close();
    this.wrong("");
    this.saving = new AbortController();
    aria(this.find("do=done"), "disabled", true);
    try {
      this.answer = { history: this.history, file: await this.handOver(this.saving.signal) };
      this.dialog.close();
    } catch (error) {
      this.wrong(error.message || this.words.failed);
    }
    this.saving = null;
    aria(this.find("do=done"), "disabled", false);
  }

  async handOver(signal) {
    const onProgress = (share) => this.said(this.sentence("saving", { percent: Math.round(100 * share) }));
    onProgress(0);
    const blob = await encoded(this.view.canvas, this.source.type);
    if (!blob) throw new Error(this.words.device);
    return this.save(blob, { onProgress, signal });
  }

  ask(whether) {
    this.find("ask").hidden = !whether;
    this.find("finish").hidden = whether;
    if (whether) this.find("do=stay").focus();
    else if (this.dialog.open) this.view.canvas.focus();
  }

  cancel() {
    if (this.dirty || this.saving) this.ask(true);
    else this.dialog.close();
  }

  undo() {
    this.step(undone(this.history), "undone");
  }

  redo() {
    this.step(redone(this.history), "redone");
  }

  pressed(event) {
    const { lrTool: tool, lrDo: name } = event.target.closest("button")?.dataset ?? {};
    if (name === "cancel" || name === "leave" || name === "stay") return this.button(name);
    if (!this.isReady || this.saving) return undefined;
    if (!tool) return this.button(name);
    this.choose(tool);
    if (event.detail !== 0 || tool === "hand") return undefined; // a pointer draws by itself
    this.view.canvas.focus();
    return this.input.propose();
  }

  button(name) {
    return {
      cancel: () => this.cancel(),
      leave: () => this.dialog.close(),
      stay: () => this.ask(false),
      undo: () => this.undo(),
      redo: () => this.redo(),
      fit: () => this.zoom(false),
      full: () => this.zoom(true),
      place: () => this.input.placeIt(),
      done: () => this.done(),
    }[name]?.();
  }

  key(event) {
    const letter = (event.ctrlKey || event.metaKey) && event.key.toLowerCase();
    if (event.key === "Escape") this.escape(event);
    if (!this.isReady || this.saving || (letter !== "z" && letter !== "y")) return;
    event.preventDefault();
    if (letter === "y" || event.shiftKey) this.redo();
    else this.undo();
  }

  // First what is being drawn, then the question, if there is something to lose.
  escape(event) {
    event.preventDefault();
    if (this.input.sketch()) this.input.drop();
    else if (!this.find("ask").hidden) this.ask(false);
    else this.cancel();
  }
}
