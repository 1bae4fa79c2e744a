// A line that divides a plane: w·x + b = 0 with its two sides, the arrow of w, and
// the line that was there before.

import { pathThrough } from "./draw.js";

const ARROW = 42; // pixels

/** The part of a polygon where w·x + b ≥ 0, and the points of its rim at 0. */
export function halfPlane(corners, [w1, w2, b]) {
  const score = ([x1, x2]) => w1 * x1 + w2 * x2 + b;
  const [part, rim] = [[], []];
  for (const [i, p] of corners.entries()) {
    const q = corners[(i + 1) % corners.length];
    const [zp, zq] = [score(p), score(q)];
    if (zp >= 0) part.push(p);
    if (zp >= 0 === zq >= 0) continue;
    const share = zp / (zp - zq);
    const cut = [p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])];
    part.push(cut);
    rim.push(cut);
  }
  return { part, rim };
}

/** The arrow of w, from the middle of the line to the side of the plus class. */
function arrowOf(plot, rim, [w1, w2]) {
  const [[x0, y0], [x1, y1]] = rim.map((end) => plot.pixel(end));
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const length = Math.hypot(w1, w2);
  const [dx, dy] = [w1 / length, -w2 / length];
  const tip = [x + ARROW * dx, y + ARROW * dy];
  const barb = (side) => [
    tip[0] - 8 * dx - 5 * side * dy,
    tip[1] - 8 * dy + 5 * side * dx,
  ];
  const d = pathThrough([[x, y], tip]) + pathThrough([barb(1), tip, barb(-1)]);
  // The letter stands beyond the tip.
  return { d, letter: [tip[0] + 12 * dx - 5, tip[1] + 12 * dy + 5] };
}

/** A line on a plot. Returns what draws (w1, w2, b) and the line before it. */
export function dividingLine(plot) {
  const { x, y } = plot;
  const [low, high] = [[x.from, y.from], [x.to, y.to]];
  const corners = [low, [x.to, y.from], high, [x.from, y.to]];
  const grid = plot.path("lessons-grid");
  const sides = ["lessons-side lessons-above", "lessons-side lessons-below"]
    .map((kind) => plot.path(kind));
  const old = plot.path("lessons-guide");
  const arrow = plot.path("lessons-normal");
  const line = plot.path("lessons-divide");
  const name = plot.label("w");
  const remark = plot.label("");
  const lead = (path, points) => {
    if (points.length > 0) return plot.trace(path, points);
    path.setAttribute("d", "");
  };
  return (weights, before) => {
    const upright = (at) => [plot.pixel([at, y.from]), plot.pixel([at, y.to])];
    const uprights = y.ticks.values.map((at) => pathThrough(upright(at)));
    grid.setAttribute("d", uprights.join(""));
    const { part, rim } = halfPlane(corners, weights);
    const opposite = weights.map((each) => -each);
    const some = weights.some((each) => each !== 0);
    lead(sides[0], some ? part : []);
    lead(sides[1], some ? halfPlane(corners, opposite).part : []);
    lead(old, halfPlane(corners, before).rim);
    lead(line, rim);
    const { d, letter } = rim.length > 0
      ? arrowOf(plot, rim, weights)
      : { d: "", letter: [0, 0] };
    arrow.setAttribute("d", d);
    name.textContent = d && "w";
    plot.write(name, letter);
    const flat = weights[0] === 0 && weights[1] === 0;
    const hidden = flat
      ? "no line, for w = (0, 0)"
      : "the line is out of sight";
    remark.textContent = rim.length > 0 ? "" : hidden;
    plot.write(remark, [plot.box.left + 8, plot.box.bottom - 10]);
  };
}
