// How the picture is seen: fitted or at 100 %, and over it what is being drawn, with handles.
import { arrowPath, thickness } from "./editor-marks.js";

const SVG = "http://www.w3.org/2000/svg";
const HANDLE = 14; // px on the screen
const LARGEST = 3; // a small picture is shown enlarged, up to this
const MARGIN = 24; // px kept in sight around what is being drawn

export function makeView(dialog, signal) {
  const stage = dialog.querySelector("[data-lr-stage]");
  const canvas = stage.querySelector("canvas");
  const over = stage.querySelector("svg");
  let crop = { x: 0, y: 0, width: 1, height: 1 };
  let size = crop;
  let full = false;
  let sketch = null;

  const scale = () => canvas.getBoundingClientRect().width / crop.width || 1;

  function fit() {
    const room = Math.min(stage.clientWidth / crop.width, stage.clientHeight / crop.height);
    const width = Math.max(1, Math.floor(crop.width * (full ? 1 : Math.min(room, LARGEST))));
    canvas.style.width = `${width}px`;
    canvas.style.height = `${Math.max(1, Math.round((width * crop.height) / crop.width))}px`;
    draw(sketch);
  }

  // A mark that is not placed yet; null takes it away.
  function draw(mark) {
    sketch = mark;
    over.replaceChildren(...(mark ? [...shapes(mark), ...handles(mark).map(knob)] : []));
  }

  function shapes(mark) {
    if (mark.tool === "arrow") return [shape("path", { d: arrowPath(mark, thickness(size)), class: "lr-sketch__arrow" })];
    const frame = {
      x: Math.min(mark.x, mark.x + mark.width),
      y: Math.min(mark.y, mark.y + mark.height),
      width: Math.abs(mark.width),
      height: Math.abs(mark.height),
    };
    const kinds = ["", "lr-sketch__light", "lr-sketch__dark"].map((kind) => kind || `lr-sketch__${mark.tool}`);
    const drawn = kinds.map((kind) => shape("rect", { ...frame, class: kind }));
    if (mark.tool !== "crop") return drawn;
    const round = (r) => `M${r.x} ${r.y}h${r.width}v${r.height}h${-r.width}z`;
    return [shape("path", { d: round(crop) + round(frame), class: "lr-sketch__shade" }), ...drawn];
  }

  function knob(at) {
    const side = HANDLE / scale();
    return shape("rect", { x: at.x - side / 2, y: at.y - side / 2, width: side, height: side, class: "lr-sketch__handle" });
  }

  function show(state, picture) {
    size = picture;
    crop = state.crop;
    over.setAttribute("viewBox", `${crop.x} ${crop.y} ${crop.width} ${crop.height}`);
    fit();
  }

  function zoom(whether) {
    full = whether;
    fit();
  }

  function point(event) {
    const box = canvas.getBoundingClientRect();
    const within = (value, from, length) => Math.min(Math.max(value, from), from + length);
    return {
      x: within(crop.x + (event.clientX - box.left) / scale(), crop.x, crop.width),
      y: within(crop.y + (event.clientY - box.top) / scale(), crop.y, crop.height),
    };
  }

  // At 100 % what the keyboard moves stays in sight.
  function follow(mark) {
    const at = (value, from) => (value - from) * scale();
    const [x, y] = [at(mark.x + mark.width, crop.x), at(mark.y + mark.height, crop.y)];
    const near = (value, low, room) => Math.min(Math.max(low, value + MARGIN - room), Math.max(0, value - MARGIN));
    stage.scrollTo(near(x, stage.scrollLeft, stage.clientWidth), near(y, stage.scrollTop, stage.clientHeight));
  }

  // The part of the picture that is in sight, in its own pixels.
  function sight() {
    const [left, top] = [stage.scrollLeft / scale(), stage.scrollTop / scale()];
    const width = Math.min(crop.width, stage.clientWidth / scale());
    const height = Math.min(crop.height, stage.clientHeight / scale());
    return { x: crop.x + left, y: crop.y + top, width, height };
  }

  const watch = new ResizeObserver(fit);
  watch.observe(stage);
  signal.addEventListener("abort", () => watch.disconnect());
  const overflows = () => stage.scrollWidth > stage.clientWidth + 1 || stage.scrollHeight > stage.clientHeight + 1;
  return { canvas, stage, show, zoom, draw, point, follow, sight, scale, overflows, crop: () => crop };
}

// Where a sketch may be taken hold of: `edges` says which of its sides follow.
export function handles(mark) {
  const [right, bottom] = [mark.x + mark.width, mark.y + mark.height];
  const ends = [
    { x: mark.x, y: mark.y, edges: "left top" },
    { x: right, y: bottom, edges: "right bottom" },
  ];
  if (mark.tool === "arrow") return ends;
  return [...ends, { x: right, y: mark.y, edges: "right top" }, { x: mark.x, y: bottom, edges: "left bottom" }];
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}
