// What was done to a picture. A state is { crop, marks }, a mark { tool, x, y, width, height }, all in
// pixels of the whole picture. An arrow points from (x, y) to (x + width, y + height), so its sizes may be negative.

export const whole = (size) => ({ crop: { x: 0, y: 0, width: size.width, height: size.height }, marks: [] });

// Whole pixels: whatever the mark touches belongs to it.
export function covered(mark, size) {
  const edge = (from, length, end) => {
    const [low, high] = [Math.min(from, from + length), Math.max(from, from + length)];
    return [Math.max(0, Math.floor(low)), Math.min(end, Math.ceil(high))];
  };
  const [left, right] = edge(mark.x, mark.width, size.width);
  const [top, bottom] = edge(mark.y, mark.height, size.height);
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

export const thickness = (size) => Math.max(3, Math.max(size.width, size.height) / 240);

// The whole arrow as the path of an SVG, which a canvas understands too.
export function arrowPath({ x, y, width, height }, thick) {
  const length = Math.hypot(width, height);
  if (!length) return "";
  const [along, across] = [width / length, height / length];
  const head = Math.min(5 * thick, length);
  const at = (far, side) => `${x + along * far - across * side} ${y + across * far + along * side}`;
  const neck = length - head;
  const half = thick / 2;
  const corners = [at(0, half), at(neck, half), at(neck, head * 0.5), at(length, 0)];
  return `M${[...corners, at(neck, -head * 0.5), at(neck, -half), at(0, -half)].join("L")}Z`;
}
