// The derivative beside the curve: the sigmoid above, its slope below, both on one
// scale, so that the tangent's rise over a run of 1 is the height of the curve below.

import { sample, sigmoid, sigmoidSlope } from "../lib/numbers.js";
import { Plot } from "../lib/draw.js";
import {
  control,
  follow,
  formula,
  handle,
  readout,
  slider,
} from "../lib/controls.js";
import { frame, resetButton } from "../lib/frame.js";

const LOGIT = control("z", "logit", "z", [-6, 6], 0.1);
const SETTINGS = [LOGIT];
const ACROSS = { from: -6.6, to: 6.6, name: "logit z" };

const QUESTION =
  "Which factor takes the slope to 0 on the right, a or 1 − a? And on the left?";

/** One unit of height in pixels, the same in both plots. */
const unit = (width) => Math.min(240, Math.max(170, width * 0.36));

/** The numbers below the picture. */
function numbersOf({ z }) {
  return { value: sigmoid(z), rest: sigmoid(-z), slope: sigmoidSlope(z) };
}

/** The point on one of the curves, to drag. */
function point(plot, model, heightOf) {
  return handle(plot, model, LOGIT, {
    kind: "lessons-horizontal lessons-second",
    place: () => plot.pixel([model.get("z"), heightOf(model.get("z"))]),
    read: ([x]) => plot.fromX(x),
  });
}

function render({ model, el }) {
  const parts = frame(el, "The sigmoid and its derivative", QUESTION);
  const above = new Plot(parts.figure, {
    label: "The sigmoid with its tangent at z",
    x: { ...ACROSS, shared: true },
    y: { from: 0, to: 1.1, name: "the sigmoid σ(z)" },
    height: (width) => 1.1 * unit(width),
  });
  const below = new Plot(parts.figure, {
    label: "The derivative of the sigmoid",
    x: ACROSS,
    y: {
      from: 0,
      to: 0.3,
      name: "its slope σ′(z)",
      ticks: { values: [0, 0.25], decimals: 2 },
    },
    height: (width) => 0.3 * unit(width),
  });
  const curve = above.path("lessons-curve lessons-first");
  const tangent = above.path("lessons-thin lessons-second");
  const run = above.path("lessons-guide");
  const rise = above.path("lessons-bar");
  const lower = below.path("lessons-curve lessons-third");
  const bar = below.path("lessons-bar");
  const riseName = above.label("");
  const barName = below.label("");

  const numbers = {
    value: readout("value", 4),
    rest: readout("rest", 4),
    slope: readout("slope", 4),
  };
  const { value, rest, slope } = numbers;
  parts.readouts.append(
    formula("a = σ(z) = ", value.node),
    formula("1 − a = ", rest.node),
    formula("slope σ′(z) = a(1 − a) = ", slope.node),
  );
  parts.note.append(
    "Both pictures have one scale: the bar above, which is the tangent’s rise " +
      "over a run of 1, is as long as the bar below.",
  );

  const movers = [
    point(above, model, sigmoid),
    point(below, model, sigmoidSlope),
  ];
  const sliders = [slider(parts.main, model, LOGIT)];
  resetButton(parts.buttons, model, SETTINGS);

  return follow(model, SETTINGS, [above, below], (state) => {
    const { z } = state;
    const now = numbersOf(state);
    for (const name in numbers) numbers[name].write(now[name]);
    const along = (t) => [z + t, now.value + t * now.slope];
    const [, foot] = along(-0.5);
    const [, top] = along(0.5);
    above.trace(curve, sample(sigmoid, [ACROSS.from, ACROSS.to], 200));
    below.trace(lower, sample(sigmoidSlope, [ACROSS.from, ACROSS.to], 200));
    above.trace(tangent, [along(-2), along(2)]);
    above.trace(run, [[z - 0.5, foot], [z + 0.5, foot]]);
    above.trace(rise, [[z + 0.5, foot], [z + 0.5, top]]);
    below.trace(bar, [[z, 0], [z, now.slope]]);
    riseName.textContent = `rise ${slope.text()}`;
    barName.textContent = slope.text();
    const [px, py] = below.pixel([z, now.slope]);
    // The words stand where the curve is not: below it on the right of 0, else above.
    const [side, anchor] = z < 0 ? [-1, "end"] : [1, "start"];
    const level = z < 0
      ? Math.min(above.toY(top) - 14, above.toY(0.2))
      : Math.max(above.toY(foot) + 18, above.toY(0.8));
    above.write(
      riseName,
      [above.toX(z + side * 0.6) + side * 6, level],
      anchor,
    );
    below.write(barName, [px + side * 10, py - 14], anchor);
    const outcome = `value ${value.text()}, slope ${slope.text()}`;
    for (const keepUp of [...movers, ...sliders]) keepUp(outcome);
  });
}

export default { render };
