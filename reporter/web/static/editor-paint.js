// The picture of a state, at its real size, and as a file.
import { coarsen } from "./editor-blocks.js";
import { arrowPath, covered, thickness } from "./editor-marks.js";

const PLAIN = { alpha: false, willReadFrequently: true };
const LEAST_BLOCK = 12; // px
const BLOCKS = 40; // at most, along the picture's longer side
const RED = "#d4251c"; // with a white edge it is seen on anything
const MOST_BYTES = 10e6; // above it a PNG becomes a JPEG
const QUALITY = 0.92;

// Some devices leave a canvas empty that is too large for them, and say nothing.
export function fits(canvas, size) {
  [canvas.width, canvas.height] = [size.width, size.height];
  const context = canvas.getContext("2d", PLAIN);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, size.width, size.height);
  return context.getImageData(size.width - 1, size.height - 1, 1, 1).data[0] === 255;
}

export async function encoded(canvas, type) {
  const as = (kind) => new Promise((resolve) => canvas.toBlob(resolve, kind, QUALITY));
  const exact = type === "image/jpeg" ? null : await as("image/png");
  return exact && exact.size <= MOST_BYTES ? exact : as("image/jpeg");
}

// The canvas becomes the picture of this state, at its real size.
export function paint(canvas, bitmap, { crop, marks }) {
  const cut = crop.width < bitmap.width || crop.height < bitmap.height;
  const full = cut ? document.createElement("canvas") : canvas;
  full.width = bitmap.width;
  full.height = bitmap.height;
  const context = full.getContext("2d", PLAIN);
  context.fillStyle = "#fff"; // nothing stays hidden under what is transparent
  context.fillRect(0, 0, bitmap.width, bitmap.height);
  context.drawImage(bitmap, 0, 0);
  marks.forEach((mark) => PAINTED[mark.tool](context, mark, bitmap));
  if (!cut) return;
  canvas.width = crop.width;
  canvas.height = crop.height;
  canvas.getContext("2d", PLAIN).drawImage(full, -crop.x, -crop.y);
  full.width = full.height = 0; // gives the memory back at once
}

const PAINTED = {
  black(context, mark, size) {
    const { x, y, width, height } = covered(mark, size);
    context.fillStyle = "#000";
    context.fillRect(x, y, width, height);
  },
  blur(context, mark, size) {
    const at = covered(mark, size);
    if (!at.width || !at.height) return;
    const pixels = context.getImageData(at.x, at.y, at.width, at.height);
    coarsen(pixels, Math.max(LEAST_BLOCK, Math.ceil(Math.max(size.width, size.height) / BLOCKS)));
    context.putImageData(pixels, at.x, at.y);
  },
  box(context, mark, size) {
    const thick = thickness(size);
    for (const [colour, width] of [["#fff", thick * 1.8], [RED, thick]]) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.strokeRect(mark.x, mark.y, mark.width, mark.height);
    }
  },
  arrow(context, mark, size) {
    const path = new Path2D(arrowPath(mark, thickness(size)));
    context.lineJoin = "round";
    context.lineWidth = thickness(size) * 0.8;
    context.strokeStyle = "#fff";
    context.stroke(path);
    context.fillStyle = RED;
    context.fill(path);
  },
};
