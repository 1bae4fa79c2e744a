// The drawing of a graph that is walked: forward each box gets its value, backward the
// slope of L by it. A box is HTML, so that its numbers are read like any others; the
// arrows lie behind.

import { fixed } from "../lib/numbers.js";
import { move, pathThrough, shape } from "../lib/draw.js";
import { html } from "../lib/controls.js";
import { graphNumbers, WALK } from "./chain.js";

const BOX = [88, 74];

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
    const pitch = this.wide ? [room / 4, down + 58] : [room, down + 36];
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
