// Points [x1, x2, t] of two classes on a plot, held in one trait: a mouse or a finger
// drags them, the arrow keys move them, a click or Enter gives them the other class.

import { fixed, snap } from "./numbers.js";
import { move, shape } from "./draw.js";
import { MARKS } from "./marks.js";

const KEYS = {
  ArrowRight: [0.1, 0],
  ArrowLeft: [-0.1, 0],
  ArrowUp: [0, 0.1],
  ArrowDown: [0, -0.1],
};
// How far a hand may tremble, in pixels, before a click becomes a drag.
const TREMBLE = 4;
const SHAPES = {
  "1": { outline: MARKS[1]([0, 0], 11), sign: "M-4 3H4M0 -1V7" },
  "-1": { outline: MARKS[0]([0, 0], 9), sign: "M-4 0H4" },
};

/** Write a class as +1 or −1. */
export const signOf = (t) => (t > 0 ? "+1" : "−1");

/** Write a place with two decimals. */
export const placeOf = ([x1, x2]) => `(${fixed(x1, 2)}, ${fixed(x2, 2)})`;

/** One point on a plot. `get` and `set` reach its [x1, x2, t] in the model. */
function draggablePoint(plot, index, get, set) {
  const group = shape(plot.handles, "g", { role: "button", tabindex: 0 });
  shape(group, "circle", { class: "lessons-hit", r: 15 });
  shape(group, "circle", { class: "lessons-ring", r: 14 });
  const outline = shape(group, "path", { class: "lessons-token" });
  const sign = shape(group, "path", { class: "lessons-sign" });
  const order = shape(group, "text", { "aria-hidden": "true" }, index + 1);
  let grip = null;

  const pixelOf = (event) => {
    const box = plot.svg.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const put = ([x1, x2]) => {
    const across = { min: plot.x.from, max: plot.x.to };
    const up = { min: plot.y.from, max: plot.y.to };
    set([snap(x1, across, 0.01), snap(x2, up, 0.01), get()[2]]);
  };
  const flip = () => {
    const [x1, x2, t] = get();
    set([x1, x2, -t]);
  };
  group.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    group.setPointerCapture(event.pointerId);
    // Where the point was taken, so that it does not jump.
    const [x, y] = pixelOf(event);
    const [atX, atY] = plot.pixel(get());
    grip = { start: [x, y], off: [x - atX, y - atY], moved: false };
  });
  group.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const [x, y] = pixelOf(event);
    const way = Math.hypot(x - grip.start[0], y - grip.start[1]);
    grip.moved ||= way > TREMBLE;
    if (!grip.moved) return;
    put([plot.fromX(x - grip.off[0]), plot.fromY(y - grip.off[1])]);
  });
  group.addEventListener("pointerup", () => {
    if (grip && !grip.moved) flip();
    grip = null;
  });
  group.addEventListener("lostpointercapture", () => (grip = null));
  // A click without a pointer is one by a screen reader; the others are seen above.
  group.addEventListener("click", (event) => {
    if (event.detail === 0) flip();
  });
  // A finger on the point drags it and does not scroll the page.
  group.addEventListener("touchstart", (event) => event.preventDefault(), {
    passive: false,
  });
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const way = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    const pressed = event.key === "Enter" || event.key === " ";
    if (!way && !pressed) return;
    event.preventDefault(); // the page would scroll
    if (pressed) return flip();
    const [x1, x2] = get();
    put([x1 + way[0], x2 + way[1]]);
  });

  const keepUp = (ringed) => {
    const [x1, x2, t] = get();
    const [x, y] = plot.pixel([x1, x2]);
    const place = `at ${placeOf([x1, x2])}, class ${signOf(t)}`;
    const mistake = ringed ? ", the last mistake" : "";
    move(group, {
      class: `lessons-point ${t > 0 ? "lessons-plus" : "lessons-minus"}`,
      transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`,
      "aria-label": `point ${index + 1} ${place}${mistake}`,
    });
    // The number stands outside the ring and inside the picture.
    const below = y < plot.box.bottom - 32 ? 30 : -21;
    move(order, { class: "lessons-order", y: below, "text-anchor": "middle" });
    outline.setAttribute("d", SHAPES[t].outline);
    sign.setAttribute("d", SHAPES[t].sign);
  };
  return { group, keepUp };
}

/** All points of a trait. Returns what follows the model; it rings one of them. */
export function draggablePoints(plot, model, trait) {
  const ring = shape(plot.inside, "circle", {
    class: "lessons-mistake",
    r: 17,
  });
  const nodes = [];
  const get = (index) => model.get(trait)[index];
  const set = (index, point) => {
    const points = model.get(trait);
    model.set(trait, points.map((each, i) => (i === index ? point : each)));
    model.save_changes();
  };
  return (mistake) => {
    const points = model.get(trait);
    while (nodes.length > points.length) nodes.pop().group.remove();
    while (nodes.length < points.length) {
      const i = nodes.length;
      nodes.push(draggablePoint(plot, i, () => get(i), (p) => set(i, p)));
    }
    for (const [i, node] of nodes.entries()) node.keepUp(i === mistake);
    const [cx, cy] = plot.pixel(points[mistake] ?? [0, 0]);
    const visibility = mistake in points ? "visible" : "hidden";
    move(ring, { cx: cx.toFixed(2), cy: cy.toFixed(2), visibility });
  };
}
