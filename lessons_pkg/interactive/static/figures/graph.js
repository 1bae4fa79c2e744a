// The graph of L = ½(σ(wx + b) − y)², walked step by step: forward to the loss, and
// back to the slope of the loss by each number.

import { fixed, scale, sigmoid, sigmoidSlope } from "../lib/numbers.js";
import { move, pathThrough, shape } from "../lib/draw.js";
import {
  control,
  follow,
  formula,
  handle,
  html,
  readout,
  slider,
} from "../lib/controls.js";
import { frame, player, resetButton } from "../lib/frame.js";

const STEP = control("step", "step", "", [0, 9], 1, 0);
const WEIGHT = control("w", "weight", "w", [-3, 3], 0.1);
const INPUT = control("x", "input", "x", [-3, 3], 0.1);
const BIAS = control("b", "bias", "b", [-3, 3], 0.1);
const TARGET = control("y", "target", "y", [0, 1], 0.05);
const NUMBERS = [WEIGHT, INPUT, BIAS, TARGET];
const SETTINGS = [STEP, ...NUMBERS];
const QUESTION =
  "What does each number do to the loss? Walk there, → its value, and back, ← the " +
  "derivative of L with respect to it.";

// The graph, in numbers and in words --------------------------------------------------

/** The values in the graph of L = ½(σ(wx + b) − y)², and the slope of L by each. */
export function graphNumbers({ w, x, b, y }) {
  const u = w * x;
  const z = u + b;
  const a = sigmoid(z);
  const error = a - y;
  const slope = sigmoidSlope(z);
  const grad = error * slope;
  const values = { u, z, a, L: (error * error) / 2, error, slope };
  const ends = { grad_L: 1, grad_a: error, grad_y: -error, grad_z: grad };
  const starts = { grad_w: grad * x, grad_x: grad * w };
  return { ...values, ...ends, grad_u: grad, grad_b: grad, ...starts };
}

/** The step at which a box's value is known, and the one for the slope of L by it. */
export const WALK = {
  w: [0, 9],
  x: [0, 9],
  u: [1, 8],
  b: [0, 8],
  z: [2, 7],
  a: [3, 6],
  y: [0, 6],
  L: [4, 5],
};

/** What happens at each step, in a few lines: first the rule, then the numbers. */
export function tellStep(step, state) {
  const known = graphNumbers(state);
  const write = (value) => fixed(value, 4);
  const [w, x, b] = [state.w, state.x, state.b].map((value) => fixed(value, 2));
  const [u, z, a, L] = [known.u, known.z, known.a, known.L].map(write);
  const [error, slope, grad] = [known.error, known.slope, known.grad_z].map(
    write,
  );
  const sides = (left, right) => `${left} · ${right}`;
  return [
    ["Start: four numbers are given.", "Press Play or Step."],
    ["Forward: u = wx", `= ${sides(w, x)} = ${u}`],
    ["Forward: z = u + b", `= ${u} + ${b} = ${z}`],
    ["Forward: a = σ(z)", `= σ(${z}) = ${a}`],
    ["Forward: L = ½(a − y)²", `= ½ · (${error})² = ${L}`],
    ["Backward: ∂L/∂L = 1", "A change in L changes L by as much."],
    [
      "Backward: ∂L/∂a = ∂L/∂L · (a − y), and ∂L/∂y its opposite",
      `= 1 · ${error} = ${error}`,
    ],
    [
      "Backward: ∂L/∂z = ∂L/∂a · σ′(z)",
      `= ${sides(error, slope)} = ${grad}`,
    ],
    [
      "Backward: ∂L/∂u = ∂L/∂z · 1, and ∂L/∂b the same",
      `= ${sides(grad, 1)} = ${grad}`,
    ],
    [
      "Backward: ∂L/∂w = ∂L/∂u · x, and ∂L/∂x = ∂L/∂u · w",
      `= ${sides(grad, x)} = ${write(known.grad_w)}, and ${sides(grad, w)} = ` +
      write(known.grad_x),
    ],
  ][step];
}

// The drawing -------------------------------------------------------------------------

// A box is HTML, so that its numbers are read like any others; the arrows lie behind.

const BOX = [88, 72];

// Each box's place along the walk and beside it, and its title.
const BOXES = {
  w: [0, 0, "w"],
  x: [0, 1, "x"],
  u: [1, 0, "u = wx"],
  b: [1, 1, "b"],
  z: [2, 0, "z = u + b"],
  a: [3, 0, "a = σ(z)"],
  y: [3, 1, "y"],
  L: [4, 0, "L = ½(a−y)²"],
};
// Each arrow with the slope of its end by its start.
const ARROWS = [
  ["w", "u", ({ x }) => fixed(x, 2)],
  ["x", "u", ({ w }) => fixed(w, 2)],
  ["u", "z", () => "1"],
  ["b", "z", () => "1"],
  ["z", "a", (_, { slope }) => fixed(slope, 3)],
  ["a", "L", (_, { error }) => fixed(error, 3)],
  ["y", "L", (_, { error }) => fixed(-error, 3)],
];

/** Tell the style sheet whether a step has made something known, and whether now. */
export function markStep(node, step, since) {
  node.dataset.known = step >= since;
  node.dataset.now = step === since;
}

/** The boxes and arrows, in a row where there is room and else in a column. */
export class WalkDiagram {
  constructor(parent, numbers) {
    this.parent = parent;
    this.width = 0;
    this.root = html("div", { class: "lessons-graph" });
    parent.append(this.root);
    this.svg = shape(this.root, "svg", { "aria-hidden": "true" });
    this.boxes = Object.entries(BOXES).map(([name, [along, beside, title]]) => {
      const value = html("span", { class: "lessons-value" });
      const grad = html("span", { class: "lessons-grad" });
      value.append("→ ", numbers[name]?.node ?? html("span"));
      grad.append("← ", numbers[`grad_${name}`].node);
      const node = html("div", { class: "lessons-box" }, title, value, grad);
      this.root.append(node);
      return { name, along, beside, node, value, grad };
    });
    this.arrows = ARROWS.map(([from, to, slope]) => {
      const there = shape(this.svg, "path", { class: "lessons-there" });
      const back = shape(this.svg, "path", { class: "lessons-back" });
      const label = shape(this.svg, "text", { class: "lessons-label" });
      return { from, to, slope, there, back, label };
    });
    // Above the boxes: the handles, each on the upper edge of its box.
    this.handles = shape(this.root, "svg", { class: "lessons-over" });
    this.fit();
  }

  /** Take the width of the page; say whether it is a new one. */
  fit() {
    const width = Math.round(this.parent.clientWidth) || 640;
    if (width === this.width) return false;
    this.width = width;
    this.wide = width >= 580;
    const [across, down] = BOX;
    const room = width - across;
    const pitch = this.wide ? [room / 4, down + 58] : [room, down + 20];
    const height = down + pitch[1] * (this.wide ? 1 : 4) + 15;
    this.root.style.height = `${height}px`;
    for (const svg of [this.svg, this.handles]) {
      move(svg, { viewBox: `0 0 ${width} ${height}`, width, height });
    }
    for (const box of this.boxes) {
      const { along, beside, node } = box;
      const [column, row] = this.wide ? [along, beside] : [beside, along];
      const [left, top] = [column * pitch[0], row * pitch[1] + 13];
      box.middle = [left + across / 2, top + down / 2];
      Object.assign(node.style, { left: `${left}px`, top: `${top}px` });
    }
    for (const each of this.arrows) this.join(each);
    return true;
  }

  /** The line on the upper edge of a box along which its handle runs. */
  track(name) {
    const [x, y] = this.boxes.find((box) => box.name === name).middle;
    return { from: x - 30, to: x + 30, y: y - BOX[1] / 2 };
  }

  /** Lead an arrow and its way back from edge to edge of two boxes. */
  join({ from, to, there, back, label }) {
    const [start, end] = [from, to].map((name) =>
      this.boxes.find((box) => box.name === name).middle
    );
    const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
    const length = Math.hypot(dx, dy);
    const ahead = [dx / length, dy / length];
    // The way back runs on the right of the way there, or on its left in a column.
    const turn = this.wide ? 1 : -1;
    const aside = [-ahead[1] * turn, ahead[0] * turn];
    const [across, down] = BOX.map((side) => side / 2 + 4);
    const rim = Math.min(
      across / Math.abs(ahead[0]),
      down / Math.abs(ahead[1]),
    );
    const at = (far, off) =>
      [0, 1].map((i) => start[i] + far * ahead[i] + off * aside[i]);
    const far = length - rim;
    const draw = (path, tail, tip, off) => {
      const barb = tip > tail ? -7 : 7;
      const head = [
        at(tip + barb, off - 4),
        at(tip, off),
        at(tip + barb, off + 4),
      ];
      const line = pathThrough([at(tail, off), at(tip, off)]);
      path.setAttribute("d", line + pathThrough(head));
    };
    draw(there, rim, far, -4);
    draw(back, far, rim, 4);
    const level = Math.abs(ahead[1]) < 0.1;
    const [x, y] = at(length / 2, level ? 20 : 12);
    const anchor = level ? "middle" : aside[0] > 0 ? "start" : "end";
    move(label, { x, y: y + 4, "text-anchor": anchor });
  }

  /** Show how far the walk has come. */
  show(state) {
    const { step } = state;
    const known = graphNumbers(state);
    const mark = (node, since) => markStep(node, step, since);
    for (const { name, node, value, grad } of this.boxes) {
      const [forward, backward] = WALK[name];
      mark(value, forward);
      mark(grad, backward);
      node.dataset.now = step > 0 && WALK[name].includes(step);
      if (!(name in state)) continue;
      value.lastChild.textContent = fixed(state[name], 2);
    }
    for (const { from, to, slope, there, back, label } of this.arrows) {
      mark(there, WALK[to][0]);
      mark(back, WALK[from][1]);
      mark(label, WALK[from][1]);
      label.textContent = slope(state, known);
    }
  }
}

// The explorable ----------------------------------------------------------------------

/** A readout for each number, by the names of the package. */
const allReadouts = () => ({
  u: readout("u", 4),
  z: readout("z", 4),
  a: readout("a", 4),
  L: readout("L", 4),
  grad_L: readout("grad_L", 4),
  grad_a: readout("grad_a", 4),
  grad_y: readout("grad_y", 4),
  grad_z: readout("grad_z", 4),
  grad_u: readout("grad_u", 4),
  grad_b: readout("grad_b", 4),
  grad_w: readout("grad_w", 4),
  grad_x: readout("grad_x", 4),
  error: readout("error", 4),
  slope: readout("slope", 4),
});

function render({ model, el }) {
  const parts = frame(el, "The graph of a loss, walked both ways", QUESTION);
  const numbers = allReadouts();
  const diagram = new WalkDiagram(parts.figure, numbers);
  const rule = html("strong");
  const worked = html("span");
  const telling = html("p", { class: "lessons-step-words" }, rule, worked);
  parts.figure.before(telling);
  const error = html("span", {}, numbers.error.node);
  const slope = html("span", {}, numbers.slope.node);
  parts.readouts.append(
    formula("a − y = ", error),
    formula("σ′(z) = a(1 − a) = ", slope),
  );
  parts.note.append(
    "On the way back each arrow multiplies by its own derivative, the number beside " +
      "it, and by nothing else.",
  );
  const movers = NUMBERS.map((each) => {
    const { name, min, max } = each;
    return handle(diagram, model, each, {
      kind: "lessons-horizontal",
      place: () => {
        const { from, to, y } = diagram.track(name);
        return [scale([min, max], [from, to])(model.get(name)), y];
      },
      read: ([x]) => {
        const { from, to } = diagram.track(name);
        return scale([from, to], [min, max])(x);
      },
    });
  });
  const walker = slider(parts.main, model, STEP);
  player(parts.buttons, model, STEP, {
    pause: 1500,
    last: () => STEP.max,
    words: () => `${rule.textContent} ${worked.textContent}`,
  });
  resetButton(parts.buttons, model, SETTINGS);
  const sliders = NUMBERS.map((each) => slider(parts.controls, model, each));

  return follow(model, SETTINGS, [diagram], (state) => {
    const known = graphNumbers(state);
    for (const name in numbers) numbers[name].write(known[name]);
    diagram.show(state);
    markStep(error, state.step, WALK.a[1]);
    markStep(slope, state.step, WALK.z[1]);
    [rule.textContent, worked.textContent] = tellStep(state.step, state);
    walker(`${rule.textContent} ${worked.textContent}`);
    for (const keepUp of [...movers, ...sliders]) {
      keepUp(`loss ${numbers.L.text()}`);
    }
  });
}

export default { render };
