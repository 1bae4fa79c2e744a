// A nudge through a chain of links: four rulers joined by levers that multiply the
// nudge by their slope. Folded away is the curve of the whole chain, whose slope is the
// product.

import { fixed, sample, sigmoid, sigmoidSlope } from "../lib/numbers.js";
import { lineKey, move, Plot, shape } from "../lib/draw.js";
import {
  control,
  follow,
  formula,
  handle,
  html,
  numberTable,
  readout,
  slider,
} from "../lib/controls.js";
import { frame, resetButton } from "../lib/frame.js";
import { option, picker } from "../lib/pickers.js";

const NUDGE = control("dx", "change", "dx", [-0.8, 0.8], 0.05);
const INPUT = control("x", "input", "x", [-2, 2], 0.1);
const CHAIN = option("chain", "Chain", ["lines", "sigmoid", "bell"]);
const SETTINGS = [NUDGE, INPUT, CHAIN];
const LINKS = ["u", "v", "y"];
const OUTPUTS = { lines: [-4, 6], sigmoid: [-0.3, 1.3], bell: [-0.3, 1.3] };
const height = () => 240;

const QUESTION =
  "How does a change at one end arrive at the other? Drag dx, then x.";

// The chain, in numbers ---------------------------------------------------------------

/** Each chain: what a link is called, its function and the slope of that. */
export const CHAINS = {
  lines: [
    { words: "u = 3x", f: (x) => 3 * x, slope: () => 3 },
    { words: "v = u + 3", f: (u) => u + 3, slope: () => 1 },
    { words: "y = v / 2", f: (v) => v / 2, slope: () => 0.5 },
  ],
  sigmoid: [
    { words: "u = 3x", f: (x) => 3 * x, slope: () => 3 },
    { words: "v = u − 1", f: (u) => u - 1, slope: () => 1 },
    { words: "y = σ(v)", f: sigmoid, slope: sigmoidSlope },
  ],
  bell: [
    { words: "u = x² / 2", f: (x) => (x * x) / 2, slope: (x) => x },
    { words: "v = −u", f: (u) => -u, slope: () => -1 },
    { words: "y = exp(v)", f: Math.exp, slope: Math.exp },
  ],
};

/** After each link: value, slope, the nudge by the slopes and the true change. */
export function passOn(chain, x, dx) {
  let now = { value: x, moved: x + dx, nudge: dx };
  return CHAINS[chain].map(({ f, slope }) => {
    const steep = slope(now.value);
    const [value, moved] = [f(now.value), f(now.moved)];
    now = { value, moved, slope: steep, nudge: now.nudge * steep };
    return { ...now, change: moved - value };
  });
}

/**
 * Where the pivot of a lever stands that multiplies by `slope`: 0 at its upper end, 1
 * at its lower end, above or below them, and Infinity where it turns about none.
 */
export function pivotOf(slope) {
  return slope === 1 ? Infinity : 1 / (1 - slope);
}

// The rulers, of one scale: each value stands in the middle ---------------------------

// How far a ruler reaches to both sides of its value.
const RULER = 2.7;

/** A ruler for each name, the nudge and the true change on it, and a lever between. */
export class Rulers extends Plot {
  constructor(parent, { label, names, height }) {
    const x = { from: -RULER, to: RULER, shared: true };
    const y = { from: names.length - 0.6, to: -0.62, names };
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
    const { left, right } = this.box;
    this.rulers = this.y.names.map((name, row) => {
      const y = this.toY(row);
      this.line(this.axes, "lessons-axis", [[left, y], [right, y]]);
      this.text(this.axes, { x: left - 24, y: y + 5 }, name);
      return { y, ticks: shape(this.axes, "path", { class: "lessons-tick" }) };
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
  push({ y, ticks }, value) {
    const [first, last] = [value - RULER, value + RULER];
    const marks = [];
    for (let n = Math.ceil(first * 5); n <= last * 5; n++) {
      const x = this.toX(n / 5 - value).toFixed(2);
      const long = n % 5 === 0 ? 6 : 3;
      marks.push(`M${x} ${y - long}V${y + long}`);
    }
    ticks.setAttribute("d", marks.join(""));
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

// The explorable ----------------------------------------------------------------------

/** A readout for each number, by the names of the package. */
const allReadouts = () => ({
  u: readout("u", 4),
  v: readout("v", 4),
  y: readout("y", 4),
  slope_u: readout("slope_u", 4),
  slope_v: readout("slope_v", 4),
  slope_y: readout("slope_y", 4),
  du: readout("du", 4),
  dv: readout("dv", 4),
  dy: readout("dy", 4),
  true_u: readout("true_u", 4),
  true_v: readout("true_v", 4),
  true_y: readout("true_y", 4),
  product: readout("product", 4),
  miss: readout("miss", 4),
});

/** One product, and what it promises of y. */
function promise(parent, numbers) {
  const { slope_u, slope_v, slope_y, product, dy, true_y } = numbers;
  const [u, v, y] = [slope_u, slope_v, slope_y].map((slope) => slope.node);
  const row = html("span", { class: "lessons-row" });
  row.append("derivatives ", u, " × ", v, " × ", y, " = ", product.node);
  parent.append(
    row,
    formula(lineKey("lessons-bar"), "by the derivatives: dy = ", dy.node),
    formula(lineKey("lessons-bar lessons-true"), "in fact: ", true_y.node),
  );
}

/** The other numbers as a table, a row for each ruler. Returns how to fill it in. */
function linkTable(parent, numbers) {
  const [input, nudge] = [html("span"), html("span")];
  const head = ["", "value", "by the derivatives", "in fact"];
  const own = { dy: html("span"), true_y: html("span") };
  const cell = (name) => own[name] ?? numbers[name].node;
  const rows = LINKS.map((name) =>
    [name, name, `d${name}`, `true_${name}`].map((each, i) =>
      i === 0 ? each : cell(each)
    )
  );
  parent.append(
    numberTable(head, [["x", input, nudge, ""], ...rows]),
    formula("in fact − dy = ", numbers.miss.node),
  );
  return ({ x, dx }, links) => {
    input.textContent = fixed(x, 4);
    nudge.textContent = fixed(dx, 4);
    own.dy.textContent = fixed(links[2].nudge, 4);
    own.true_y.textContent = fixed(links[2].change, 4);
    LINKS.forEach((name, i) => {
      numbers[name].write(links[i].value);
      numbers[`slope_${name}`].write(links[i].slope);
      numbers[`d${name}`].write(links[i].nudge);
      numbers[`true_${name}`].write(links[i].change);
    });
    numbers.product.write(links[0].slope * links[1].slope * links[2].slope);
    numbers.miss.write(links[2].change - links[2].nudge);
  };
}

/** What a chain makes of x. */
const outputOf = (chain, x) => passOn(chain, x, 0)[2].value;

/** The whole chain as a curve. Returns its plot and how to draw it. */
function wholeChain(parent) {
  const plot = new Plot(parent, {
    label: "The whole chain as a curve, with its tangent at x",
    x: { from: -3, to: 3, name: "input x" },
    y: { from: 0, to: 1, name: "output y" },
    height,
  });
  const curve = plot.path("lessons-curve lessons-first");
  const tangent = plot.path("lessons-thin lessons-second");
  const drop = plot.path("lessons-guide");
  const nudge = plot.path("lessons-bar");
  const change = plot.path("lessons-bar lessons-true");
  return [plot, ({ x, dx, chain }, links) => {
    const [from, to] = OUTPUTS[chain];
    if (plot.y.from !== from || plot.y.to !== to) {
      Object.assign(plot.y, { from, to });
      plot.width = 0; // new axes
      plot.fit();
    }
    const { value, change: truly } = links[2];
    const product = links[0].slope * links[1].slope * links[2].slope;
    const along = (t) => [x + t, value + t * product];
    // Two bars side by side, so that neither hides the other.
    const bar = (path, shift, height) => {
      const [px, foot] = plot.pixel([x + dx, value]);
      const tip = plot.toY(value + height);
      plot.join(path, [[px + shift, foot], [px + shift, tip]]);
    };
    plot.trace(curve, sample((s) => outputOf(chain, s), [-3, 3], 180));
    plot.trace(tangent, [along(-1.4), along(1.4)]);
    plot.trace(drop, [[x, from], [x, value], [x + dx, value]]);
    bar(nudge, -2.5, dx * product);
    bar(change, 2.5, truly);
  }];
}

function render({ model, el }) {
  const parts = frame(el, "A nudge through a chain of links", QUESTION);
  const inside = new Rulers(parts.figure, {
    label: "Four rulers joined by levers, with the nudge on each",
    names: ["x", ...LINKS],
    height,
  });
  const numbers = allReadouts();
  promise(parts.readouts, numbers);
  parts.figure.before(parts.note);
  parts.note.append(
    "All rulers have one scale. A lever turns about its dot and makes the nudge " +
      "longer or shorter by its slope.",
  );
  const more = parts.fold("The whole chain as one curve");
  const [outside, drawWhole] = wholeChain(more);
  const fillIn = linkTable(more, numbers);

  const movers = [
    handle(inside, model, NUDGE, {
      kind: "lessons-horizontal lessons-second",
      place: () => inside.pixel([model.get("dx"), 0]),
      read: ([x]) => inside.fromX(x),
    }),
    handle(outside, model, INPUT, {
      kind: "lessons-horizontal",
      place: () => {
        const x = model.get("x");
        return outside.pixel([x, outputOf(model.get("chain"), x)]);
      },
      read: ([x]) => outside.fromX(x),
    }),
  ];
  const sliders = [NUDGE, INPUT].map((s) => slider(parts.main, model, s));
  resetButton(parts.buttons, model, SETTINGS);
  const chosen = picker(parts.controls, model, CHAIN);

  return follow(model, SETTINGS, [inside, outside], (state) => {
    const { x, dx, chain } = state;
    const links = passOn(chain, x, dx);
    const start = { value: x, nudge: dx, change: dx };
    inside.show([start, ...links], CHAINS[chain]);
    drawWhole(state, links);
    fillIn(state, links);
    chosen();
    const { dy, true_y } = numbers;
    const outcome = `nudge of y ${dy.text()}, truly ${true_y.text()}`;
    for (const keepUp of [...movers, ...sliders]) keepUp(outcome);
  });
}

export default { render };
