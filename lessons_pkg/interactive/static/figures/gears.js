// A nudge through a chain of links. One picture is its inside: four rulers joined by
// levers that multiply the nudge by their slope. The other is its outside: the curve of
// the whole chain, whose slope is the product.

import { fixed, sample } from "../lib/numbers.js";
import { Plot } from "../lib/draw.js";
import {
  control,
  follow,
  formula,
  frame,
  handle,
  html,
  readout,
  resetButton,
  slider,
} from "../lib/controls.js";
import { option, picker } from "../lib/pickers.js";
import { CHAINS, numberTable, passOn } from "./chain.js";
import { Rulers } from "./levers.js";

const NUDGE = control("dx", "nudge", "dx", [-0.8, 0.8], 0.05);
const INPUT = control("x", "input", "x", [-2, 2], 0.1);
const CHAIN = option("chain", "chain", ["lines", "sigmoid", "bell"]);
const SETTINGS = [NUDGE, INPUT, CHAIN];
const LINKS = ["u", "v", "y"];
const OUTPUTS = { lines: [-4, 6], sigmoid: [-0.3, 1.3], bell: [-0.3, 1.3] };
const height = () => 250;

const QUESTION =
  "How does a nudge at one end arrive at the other? Drag dx, then x.";

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

/** The numbers as a table, a row for each ruler. Returns how to fill it in. */
function linkTable(parent, numbers) {
  const [input, nudge] = [html("span"), html("span")];
  // On a phone the rules stand in the picture only.
  const wide = (words) => html("span", { class: "lessons-wide" }, words);
  const rules = LINKS.map(() => wide(""));
  const head = ["", "value", "slope", "nudge", "truly"];
  const rows = LINKS.map((name, i) => [
    html("span", {}, name, rules[i]),
    numbers[name].node,
    html("span", {}, wide("× "), numbers[`slope_${name}`].node),
    numbers[`d${name}`].node,
    numbers[`true_${name}`].node,
  ]);
  parent.append(
    numberTable(head, [["x", input, "", nudge, ""], ...rows]),
    formula("product of the slopes = ", numbers.product.node),
    formula("true change − nudge = ", numbers.miss.node),
  );
  return ({ x, dx, chain }, links) => {
    input.textContent = fixed(x, 4);
    nudge.textContent = fixed(dx, 4);
    LINKS.forEach((name, i) => {
      rules[i].textContent = CHAINS[chain][i].words.slice(1);
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
  const pair = html("div", { class: "lessons-pair" }, html("div"), html("div"));
  parts.figure.append(pair);
  const label = "Four rulers joined by levers, with the nudge on each";
  const inside = new Rulers(pair.firstChild, {
    label,
    names: ["x", ...LINKS],
    height,
  });
  const [outside, drawWhole] = wholeChain(pair.lastChild);
  const numbers = allReadouts();
  const fillIn = linkTable(parts.readouts, numbers);
  parts.note.append(
    "A lever turns about its dot and makes the nudge longer or shorter by its " +
      "slope. Orange, above a ruler, is the nudge by the slopes; blue, below it, the " +
      "true change. Where a link bends, they agree the better the smaller dx is.",
  );

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
  const chosen = picker(parts.controls, model, CHAIN);
  const sliders = [NUDGE, INPUT].map((s) => slider(parts.controls, model, s));
  resetButton(parts.controls, model, SETTINGS);

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
