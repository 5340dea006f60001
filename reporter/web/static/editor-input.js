// From a finger, a pen, a mouse or the keyboard to a mark. While it is not placed it is a sketch.
import { handles } from "./editor-view.js";

const REACH = 22; // px on the screen around a handle: a thumb's
const CLICK = 4; // px that a hand may shake
const STEPS = 40; // of the keyboard along the picture's longer side
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// `place(mark)` takes a mark, `say(kind, mark)` tells what happened, `changed(sketch)` that there is one or none.
export function takeInput(view, { place, say, changed }, signal) {
  const { canvas, stage } = view;
  const fingers = new Map();
  let tool = "black";
  let sketch = null;
  let hold = null; // what a pointer does: { edges } of the sketch, or the view

  function set(mark) {
    sketch = mark;
    view.draw(mark);
    changed(mark);
  }

  function choose(name) {
    tool = name;
    canvas.classList.toggle("lr-stage__hand", name === "hand");
    set(null);
  }

  // Something to begin with for those who do not drag.
  function propose() {
    const { x, y, width, height } = view.sight();
    const share = tool === "crop" ? 0.8 : 0.25;
    const made = { tool, width: Math.round(width * share), height: Math.round(height * (tool === "crop" ? 0.8 : 0.12)) };
    set({ ...made, x: Math.round(x + (width - made.width) / 2), y: Math.round(y + (height - made.height) / 2) });
    say("how", sketch);
  }

  function placeIt() {
    const mark = sketch && upright(sketch);
    set(null);
    if (mark && (mark.tool === "arrow" ? mark.width || mark.height : mark.width && mark.height)) place(mark);
  }

  function drop() {
    if (sketch) say("dropped", sketch);
    set(null);
  }

  function down(event) {
    if (event.button || !canvas.closest(".lr-editor--ready")) return;
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event);
    if (fingers.size > 1 || tool === "hand") {
      if (hold && !hold.view) set(hold.before);
      hold = { view: true };
      return;
    }
    const at = view.point(event);
    const grip = sketch && handles(sketch).find((one) => Math.hypot(one.x - at.x, one.y - at.y) * view.scale() < REACH);
    const inside = sketch && !grip && tool === "crop" && within(sketch, at);
    const second = Boolean(sketch?.open); // the corner opposite the one that was clicked
    const adjusts = !second && Boolean(grip || inside);
    hold = { before: sketch, edges: grip && adjusts ? grip.edges : "right bottom", inside, at, adjusts, second };
    if (second) set(stretched(sketch, hold.edges, at));
    else if (!adjusts) set({ tool, ...at, width: 0, height: 0 });
  }

  function move(event) {
    const before = fingers.get(event.pointerId);
    if (!before || !hold) return;
    fingers.set(event.pointerId, event);
    if (hold.view) {
      const share = fingers.size;
      stage.scrollBy((before.clientX - event.clientX) / share, (before.clientY - event.clientY) / share);
      return;
    }
    const at = view.point(event);
    if (!hold.inside) return set(stretched(sketch, hold.edges, at));
    set(held({ ...sketch, x: sketch.x + at.x - hold.at.x, y: sketch.y + at.y - hold.at.y }));
    hold.at = at;
  }

  function up(event) {
    fingers.delete(event.pointerId);
    const was = hold;
    if (fingers.size) return;
    hold = null;
    if (!was || was.view || !sketch) return;
    if (event.type === "pointercancel") return set(was.before);
    if (was.adjusts) return set(upright(sketch));
    if (!was.second && Math.hypot(sketch.width, sketch.height) * view.scale() < CLICK) {
      set({ ...sketch, width: 0, height: 0, open: true });
      return say("corner", sketch);
    }
    if (sketch.tool !== "crop") return placeIt();
    set(upright(sketch));
    say("sure", sketch);
  }

  // The sketch stays inside the picture.
  function held(mark) {
    const crop = view.crop();
    const keep = (from, length, low, room) => {
      const [least, most] = [Math.min(0, length), Math.max(0, length)];
      return Math.min(Math.max(from, low - least), low + room - most);
    };
    return {
      ...mark,
      x: keep(mark.x, mark.width, crop.x, crop.width),
      y: keep(mark.y, mark.height, crop.y, crop.height),
    };
  }

  function key(event) {
    const arrow = ARROWS[event.key];
    if (!canvas.closest(".lr-editor--ready")) return;
    if (tool === "hand" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrow) {
      event.preventDefault();
      if (!sketch || sketch.open) return propose();
      const { width, height } = view.sight();
      const step = Math.max(1, Math.round(Math.max(width, height) / STEPS));
      set(event.shiftKey ? resized(sketch, arrow, step) : held(moved(sketch, arrow, step)));
      view.follow(sketch);
      say("rest", sketch);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (sketch && !sketch.open) placeIt();
      else propose();
    }
  }

  const moved = (mark, [x, y], step) => ({ ...mark, x: mark.x + x * step, y: mark.y + y * step });

  function resized(mark, [x, y], step) {
    const crop = view.crop();
    const least = mark.tool === "arrow" ? -Infinity : 1;
    const limit = (value, from, low, room) => Math.min(Math.max(value, low - from, least), low + room - from);
    return {
      ...mark,
      width: limit(mark.width + x * step, mark.x, crop.x, crop.width),
      height: limit(mark.height + y * step, mark.y, crop.y, crop.height),
    };
  }

  canvas.addEventListener("pointerdown", down, { signal });
  canvas.addEventListener("pointermove", move, { signal });
  canvas.addEventListener("pointerup", up, { signal });
  canvas.addEventListener("pointercancel", up, { signal });
  canvas.addEventListener("keydown", key, { signal });
  return { choose, propose, placeIt, drop, sketch: () => sketch };
}

function stretched(mark, edges, at) {
  const made = { ...mark };
  if (edges.includes("left")) [made.x, made.width] = [at.x, mark.x + mark.width - at.x];
  else made.width = at.x - mark.x;
  if (edges.includes("top")) [made.y, made.height] = [at.y, mark.y + mark.height - at.y];
  else made.height = at.y - mark.y;
  return made;
}

// With sizes that are not negative; an arrow keeps its direction.
function upright({ tool, ...mark }) {
  delete mark.open;
  if (tool === "arrow") return { tool, ...mark };
  const [x, y] = [Math.min(mark.x, mark.x + mark.width), Math.min(mark.y, mark.y + mark.height)];
  return { tool, x, y, width: Math.abs(mark.width), height: Math.abs(mark.height) };
}

const within = (mark, at) =>
  at.x > mark.x && at.x < mark.x + mark.width && at.y > mark.y && at.y < mark.y + mark.height;
