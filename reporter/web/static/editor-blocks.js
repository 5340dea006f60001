// Each block becomes the average of its pixels, which nothing can undo. Blocks are never smaller than `least`: what does
// not divide evenly makes them larger, and a narrower picture is one block wide.
export function coarsen({ data, width, height }, least) {
  const columns = cuts(width, least);
  const rows = cuts(height, least);
  for (let row = 0; row + 1 < rows.length; row++) {
    for (let column = 0; column + 1 < columns.length; column++) {
      average(data, width, columns[column], columns[column + 1], rows[row], rows[row + 1]);
    }
  }
}

function cuts(length, least) {
  const count = Math.max(1, Math.floor(length / least));
  return Array.from({ length: count + 1 }, (_, number) => Math.round((number * length) / count));
}

function average(data, width, left, right, top, bottom) {
  let [red, green, blue] = [0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let at = (y * width + left) * 4, end = at + (right - left) * 4; at < end; at += 4) {
      red += data[at];
      green += data[at + 1];
      blue += data[at + 2];
    }
  }
  const count = (right - left) * (bottom - top);
  [red, green, blue] = [red / count, green / count, blue / count];
  for (let y = top; y < bottom; y++) {
    for (let at = (y * width + left) * 4, end = at + (right - left) * 4; at < end; at += 4) {
      data[at] = red;
      data[at + 1] = green;
      data[at + 2] = blue;
    }
  }
}
