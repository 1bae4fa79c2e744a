// What a network answers: its output over the plane as colours, with the samples on it.

import { sigmoid } from "./numbers.js";
import { Plot } from "./draw.js";
import { gridOf, Picture, zeroLine } from "./picture.js";
import { html } from "./controls.js";
import { MARKS } from "./marks.js";

const RANGES = {
  moons: { x: [-1.7, 2.7], y: [-1.3, 1.8] },
  XOR: { x: [-0.5, 1.5], y: [-0.5, 1.5] },
  circles: { x: [-1.5, 1.5], y: [-1.5, 1.5] },
  beans: { x: [-0.05, 1.05], y: [-0.1, 1.1] },
};
const [COLUMNS, ROWS] = [41, 33];
const POINTS = 121; // of a line, where there is one input

/** Columns and rows of the grid of points over the plane. */
export const GRID = [COLUMNS, ROWS];

const HEIGHT = (width) => Math.min(230, Math.max(180, width * 0.74));

/** A plot of nothing but what is in it. */
class BarePlot extends Plot {
  constructor(parent, settings) {
    const margin = { top: 0, right: 0, bottom: 0, left: 0 };
    super(parent, { ...settings, margin });
  }
  drawAxes() {}
}

/** The range of x in which a unit is as long as one of y. */
function wide({ x: [left, right], y: [low, high] }, { box }) {
  const unit = (box.bottom - box.top) / (high - low);
  const half = (box.right - box.left) / unit / 2;
  return [(left + right) / 2 - half, (left + right) / 2 + half];
}

/** The samples with the network's output: over the plane, or for the beans the line. */
export class Decision {
  /** `bare` leaves out the axes and keeps the plane's proportions. */
  constructor(parent, { bare = false, height = HEIGHT } = {}) {
    this.bare = bare;
    this.picture = new Picture(COLUMNS, ROWS);
    this.clip = html("div", { class: "lessons-clip" }, this.picture.node);
    this.plot = new (bare ? BarePlot : Plot)(parent, {
      label: "The samples and the network’s output",
      x: { from: 0, to: 1, name: "x₁" },
      y: { from: 0, to: 1, name: "x₂" },
      height,
    });
    parent.classList.add("lessons-pane");
    parent.prepend(this.clip);
    this.border = this.plot.path("lessons-border");
    this.zeros = this.plot.path("lessons-first lessons-class");
    this.ones = this.plot.path("lessons-second lessons-class");
    this.drawn = "";
  }

  /** Draw the samples of a data set, once; the plane's grid of points is for `show`. */
  take(name, samples) {
    const { plot } = this;
    const now = `${name} ${plot.width}`;
    if (now === this.drawn) return;
    const { y } = RANGES[name];
    const x = this.bare ? wide(RANGES[name], plot) : RANGES[name].x;
    const line = name === "beans";
    plot.x.name = line ? "size x" : "x₁";
    plot.y.name = line ? "toxic, and its probability p" : "x₂";
    plot.y.ticks = line ? { values: [0, 0.5, 1], decimals: 1 } : undefined;
    plot.zoom(x, y);
    this.drawn = `${name} ${plot.width}`;
    this.grid = line
      ? {
        points: gridOf(x, [0, 0], POINTS, 1).points.filter((_, i) => !(i % 2)),
      }
      : gridOf(x, y, COLUMNS, ROWS);
    this.clip.hidden = line;
    this.fitPicture();
    const r = samples.length < 10 ? 6 : 3.6;
    const marks = (label) =>
      samples.filter((each) => each.at(-1) === label)
        .map((each) => MARKS[label](plot.pixel(each), r)).join("");
    this.zeros.setAttribute("d", marks(0));
    this.ones.setAttribute("d", marks(1));
  }

  /** The points of the grid are the middles of the picture's pixels. */
  fitPicture() {
    const { left, right, top, bottom } = this.plot.box;
    const place = (node, x, y, width, height) =>
      Object.assign(node.style, {
        left: `${x}px`,
        top: `${y}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
    const [width, height] = [right - left, bottom - top];
    const [w, h] = [width / (COLUMNS - 1), height / (ROWS - 1)];
    place(this.clip, left, top, width, height);
    place(this.picture.node, -w / 2, -h / 2, width + w, height + h);
  }

  /** Show the output's pre-activations over the grid. */
  show(z, colours) {
    const { plot, grid } = this;
    if (!grid.columns) {
      const point = (_, i) => [grid.points[i], sigmoid(z[i])];
      plot.trace(this.border, Array.from(z, point));
      return;
    }
    this.picture.paint((i) => 2 * sigmoid(z[i]) - 1, colours);
    const { left, right, top, bottom } = plot.box;
    const [w, h] = [
      (right - left) / (COLUMNS - 1),
      (bottom - top) / (ROWS - 1),
    ];
    const place = (x, y) =>
      `${(left + x * w).toFixed(1)} ${(top + y * h).toFixed(1)}`;
    const pieces = [];
    zeroLine((i) => z[i], COLUMNS, ROWS, (x0, y0, x1, y1) => {
      pieces.push(`M${place(x0, y0)}L${place(x1, y1)}`);
    });
    this.border.setAttribute("d", pieces.join(""));
  }
}
