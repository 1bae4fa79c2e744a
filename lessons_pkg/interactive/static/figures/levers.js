// Rulers of one scale, one below the other and each pushed along so that its value
// stands in the middle, and between them the levers that hand on a nudge.

import { fixed } from "../lib/numbers.js";
import { move, Plot, shape } from "../lib/draw.js";
import { pivotOf } from "./chain.js";

// How far a ruler shows the numbers to both sides of its value.
const RULER = 2.7;

/** A ruler for each name, the nudge and the true change on it, and a lever between. */
export class Rulers extends Plot {
  constructor(parent, { label, names, height }) {
    const x = { from: -RULER, to: RULER };
    const y = { from: names.length - 0.4, to: -0.75, names };
    super(parent, { label, x, y, height });
    this.spine = this.path("lessons-guide");
    this.levers = names.slice(1).map(() => ({
      wedge: this.path("lessons-wedge"),
      arm: this.path("lessons-arm"),
      pivot: this.path("lessons-pivot"),
      rule: this.label(""),
      slope: this.label("", "lessons-second"),
    }));
    this.nudges = this.path("lessons-bar");
    this.changes = this.path("lessons-bar lessons-true");
  }

  drawAxes() {
    this.axes.replaceChildren();
    const { left, right, bottom } = this.box;
    const end = { x: right, "text-anchor": "end" };
    this.text(this.axes, { ...end, y: bottom + 20 }, "all in one scale");
    this.rulers = this.y.names.map((name, row) => {
      const y = this.toY(row);
      this.line(this.axes, "lessons-axis", [[left, y], [right, y]]);
      this.text(this.axes, { x: left - 28, y: y + 5 }, name);
      const ticks = shape(this.axes, "path", { class: "lessons-tick" });
      const labels = Array.from(
        { length: 6 },
        () => this.text(this.axes, { "text-anchor": "middle" }, ""),
      );
      return { y, ticks, labels };
    });
  }

  /** Show the value, nudge and change of each ruler, and the links between them. */
  show(ends, links) {
    const [top, bottom] = [this.y.to, this.y.from];
    this.trace(this.spine, [[0, top], [0, bottom]]);
    this.rulers.forEach((ruler, row) => this.push(ruler, ends[row].value));
    this.levers.forEach((lever, i) => {
      const { words } = links[i];
      const [{ nudge: from }, { nudge: to, slope }] = ends.slice(i);
      this.turn(lever, i, [from, to], slope);
      this.name(lever, i, from + to < 0 ? 1 : -1, { words, slope });
    });
    this.nudges.setAttribute("d", this.bars(ends.map((end) => end.nudge), -4));
    this.changes.setAttribute("d", this.bars(ends.map((end) => end.change), 4));
  }

  /** Push a ruler along until `value` stands in the middle. */
  push({ y, ticks, labels }, value) {
    const [first, last] = [value - RULER, value + RULER];
    const marks = [];
    for (let n = Math.ceil(first * 5); n <= last * 5; n++) {
      const x = this.toX(n / 5 - value).toFixed(2);
      const long = n % 5 === 0 ? 6 : 3;
      marks.push(`M${x} ${y - long}V${y + long}`);
    }
    ticks.setAttribute("d", marks.join(""));
    labels.forEach((label, i) => {
      const n = Math.ceil(first) + i;
      label.textContent = n <= last ? fixed(n, 0) : "";
      move(label, { x: this.toX(n - value), y: y + 20 });
    });
  }

  /** Turn the lever below a row from the nudge above to the nudge below. */
  turn({ wedge, arm, pivot }, row, [from, to], slope) {
    const about = pivotOf(slope);
    // A pivot far away would leave the picture.
    const near = about >= -0.55 && about <= 1.55;
    const tips = near ? [Math.min(0, about), Math.max(1, about)] : [0, 1];
    const along = (part) => [from + part * (to - from), row + part];
    this.trace(wedge, [[0, row], along(0), along(1), [0, row + 1]]);
    this.trace(arm, tips.map(along));
    this.spots(pivot, near ? [[0, row + about]] : []);
  }

  /** Write a link's rule and slope on the side to which its lever does not swing. */
  name({ rule, slope: factor }, row, side, { words, slope }) {
    const [x, y] = this.pixel([0, row + 0.57]);
    const { left, right } = this.box;
    rule.textContent = words;
    factor.textContent = `× ${fixed(slope, 2)}`;
    const [inner, outer] = side < 0 ? ["end", "start"] : ["start", "end"];
    const edge = side < 0 ? left - 28 : right + 12;
    move(factor, { x: x + 7 * side, y: y + 5, "text-anchor": inner });
    move(rule, { x: edge, y: y + 5, "text-anchor": outer });
  }

  /** A bar on each ruler from its middle, a few pixels above or below it. */
  bars(lengths, below) {
    const parts = lengths.map((length, row) => {
      const y = (this.toY(row) + below).toFixed(2);
      return `M${this.toX(0)} ${y}H${this.toX(length).toFixed(2)}`;
    });
    return parts.join("");
  }
}
