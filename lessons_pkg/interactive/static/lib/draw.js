// Drawing in SVG: a plot with its axes, and the shapes in it. A plot has the width of
// the page around it, in true pixels, so that its text stays readable on a phone. To
// follow a slider, a shape gets new attributes; it is never made anew.

import { fixed, scale, ticks } from "./numbers.js";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = { top: 26, right: 16, bottom: 44, left: 44 };
// Below a plot that shares the axis of the one under it.
const SHARED = 8;
// Room around the axes, so that a line that lies on one is not cut in half.
const BLEED = 4;

/** An SVG element inside `parent`. */
export function shape(parent, tag, attributes = {}, text = "") {
  const node = document.createElementNS(SVG, tag);
  move(node, attributes);
  node.textContent = text;
  parent.append(node);
  return node;
}

/** Give a shape new attributes. */
export function move(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
}

/** A piece of a line as it is drawn in a plot, for a legend. */
export function lineKey(kind) {
  const svg = document.createElementNS(SVG, "svg");
  move(svg, { class: "lessons-plot lessons-key", width: 28, height: 10 });
  move(svg, { viewBox: "0 0 28 10", "aria-hidden": "true" });
  shape(svg, "path", { class: kind, d: "M2 5H26" });
  return svg;
}

/** The path through points given in pixels. */
export function pathThrough(points) {
  return "M" +
    points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L");
}

/** The usual height of a plot that has some width. */
export const plotHeight = (width) => Math.min(290, Math.max(230, width * 0.44));

/** Axes, with curves in them and handles above. */
export class Plot {
  /**
   * `x` and `y` are { from, to, name }; `height` turns a width into a height. An x
   * that is `shared` is written under the next plot only.
   */
  constructor(parent, { label, x, y, height, margin = MARGIN }) {
    Object.assign(this, { parent, x, y, height, margin, width: 0 });
    this.svg = shape(parent, "svg", { class: "lessons-plot", role: "group" });
    this.svg.setAttribute("aria-label", label);
    this.axes = shape(this.svg, "g", { "aria-hidden": "true" });
    // An inner svg clips what leaves the axes, and needs no id for it.
    this.inside = shape(this.svg, "svg", { "aria-hidden": "true" });
    this.labels = shape(this.svg, "g", { "aria-hidden": "true" });
    this.handles = shape(this.svg, "g");
    this.fit();
  }

  /** Take the width of the page; say whether it is a new one. */
  fit() {
    const width = Math.round(this.parent.clientWidth) || 640;
    if (width === this.width) return false;
    this.width = width;
    // How far a tangent reaches, in pixels.
    this.reach = Math.min(95, width / 6);
    const { left, top, ...margin } = this.margin;
    const right = width - margin.right;
    const bottom = top + this.height(width);
    this.box = { left, right, top, bottom };
    this.toX = scale([this.x.from, this.x.to], [left, right]);
    this.toY = scale([this.y.from, this.y.to], [bottom, top]);
    this.fromX = scale([left, right], [this.x.from, this.x.to]);
    this.fromY = scale([bottom, top], [this.y.from, this.y.to]);
    const height = bottom + (this.x.shared ? SHARED : margin.bottom);
    move(this.svg, { viewBox: `0 0 ${width} ${height}`, width, height });
    this.clip();
    this.drawAxes();
    return true;
  }

  /** Show other ranges of x and y. */
  zoom(across, up) {
    [this.x.from, this.x.to] = across;
    [this.y.from, this.y.to] = up;
    this.width = 0;
    this.fit();
  }

  clip() {
    const { left, right, top, bottom } = this.box;
    const x = left - BLEED;
    const y = top - BLEED;
    const width = right - left + 2 * BLEED;
    const height = bottom - top + 2 * BLEED;
    const viewBox = `${x} ${y} ${width} ${height}`;
    move(this.inside, { x, y, width, height, viewBox });
  }

  drawAxes() {
    this.axes.replaceChildren();
    const { left, right, bottom } = this.box;
    const across = this.x.ticks ??
      ticks(this.x.from, this.x.to, right - left < 400 ? 6 : 12);
    for (const value of across.values) {
      const x = this.toX(value);
      this.line(this.axes, "lessons-tick", [[x, bottom], [x, bottom + 4]]);
      if (this.x.shared) continue;
      const place = { x, y: bottom + 18, "text-anchor": "middle" };
      this.text(
        this.axes,
        place,
        across.words?.(value) ?? fixed(value, across.decimals),
      );
    }
    const up = this.y.ticks ?? ticks(this.y.from, this.y.to, 5);
    for (const value of up.values) {
      const y = this.toY(value);
      this.line(this.axes, "lessons-grid", [[left, y], [right, y]]);
      const place = { x: left - 8, y: y + 4, "text-anchor": "end" };
      this.text(
        this.axes,
        place,
        up.words?.(value) ?? fixed(value, up.decimals),
      );
    }
    this.line(this.axes, "lessons-axis", [[left, bottom], [right, bottom]]);
    const under = { x: right, y: bottom + 36, "text-anchor": "end" };
    if (!this.x.shared) this.text(this.axes, under, this.x.name);
    this.text(this.axes, { x: 4, y: 14 }, this.y.name);
  }

  line(parent, kind, points) {
    return shape(parent, "path", { class: kind, d: pathThrough(points) });
  }

  text(parent, place, words) {
    return shape(parent, "text", { class: "lessons-text", ...place }, words);
  }

  /** A shape inside the axes, drawn later by `trace`. */
  path(kind) {
    return shape(this.inside, "path", { class: kind });
  }

  /** Words that may stand anywhere; `write` puts them there. */
  label(words, kind = "") {
    const attributes = { class: `lessons-text lessons-label ${kind}` };
    return shape(this.labels, "text", attributes, words);
  }

  /** The pixel that stands for a point of the plot. */
  pixel([x, y]) {
    return [this.toX(x), this.toY(y)];
  }

  /** Lead a path through points of the plot. */
  trace(path, points) {
    this.join(path, points.map((point) => this.pixel(point)));
  }

  /** Lead a path along several strokes, each a row of points of the plot. */
  strokes(path, rows) {
    const pixels = rows.map((row) => row.map((point) => this.pixel(point)));
    path.setAttribute("d", pixels.map(pathThrough).join(""));
  }

  /** Lead a path through pixels. */
  join(path, pixels) {
    path.setAttribute("d", pathThrough(pixels));
  }

  /** Put a dot on each of some points, all in one path. */
  spots(path, points) {
    const dots = points.map((point) => pathThrough([this.pixel(point)]) + "h0");
    path.setAttribute("d", dots.join(""));
  }

  /** Put a label beside a pixel, yet within the picture. */
  write(label, [x, y], anchor = "start") {
    // About 7 pixels a letter: measuring the text would cost a layout.
    const length = 7 * label.textContent.length;
    const furthest = this.width - 8 - length;
    const place = anchor === "end"
      ? Math.max(x, this.box.left + length)
      : Math.min(x, furthest);
    move(label, { x: place, y: Math.max(12, y), "text-anchor": anchor });
  }
}
