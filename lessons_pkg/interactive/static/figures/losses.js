// Two losses of one neuron over its logit: cross-entropy and squared error, and below
// them their derivatives. Where it is wrong and sure, only one of them still pulls.

import { entropyOf, sample, sigmoid, sigmoidSlope } from "../lib/numbers.js";
import { Plot } from "../lib/draw.js";
import {
  control,
  follow,
  formula,
  handle,
  html,
  readout,
  slider,
} from "../lib/controls.js";
import { frame, resetButton } from "../lib/frame.js";
import { option, picker } from "../lib/pickers.js";

const LOGIT = control("z", "logit", "z", [-8, 8], 0.1, 1);
const LABEL = option("label", "The label is", ["y = 1", "y = 0"]);
const SETTINGS = [LOGIT, LABEL];
const ACROSS = { from: -8.4, to: 8.4, name: "logit z" };

const QUESTION =
  "A neuron is wrong and sure of it. Which loss still tells it to change?";

/** Both losses and their derivatives at z. */
function lossesAt(z, y) {
  const error = y === 0 ? sigmoid(z) : -sigmoid(-z);
  const slope = sigmoidSlope(z);
  return {
    p: sigmoid(z),
    entropy: entropyOf(z, y),
    entropy_slope: error,
    squared: (error * error) / 2,
    squared_slope: error * slope,
    ratio: 1 / slope,
  };
}

const labelOf = ({ label }) => (label === "y = 1" ? 1 : 0);

function render({ model, el }) {
  const parts = frame(el, "Two losses and their derivatives", QUESTION);
  const above = new Plot(parts.figure, {
    label: "Cross-entropy and squared error over the logit",
    x: { ...ACROSS, shared: true },
    y: { from: 0, to: 8.4, name: "loss L" },
    height: (width) => Math.min(210, Math.max(150, width * 0.32)),
  });
  const below = new Plot(parts.figure, {
    label: "The derivatives of both losses over the logit",
    x: ACROSS,
    y: { from: -1.1, to: 1.1, name: "derivative dL/dz" },
    height: (width) => Math.min(210, Math.max(150, width * 0.32)),
  });
  const lines = [above, below].map((plot) => ({
    zero: plot.path("lessons-axis"),
    entropy: plot.path("lessons-curve lessons-first"),
    squared: plot.path("lessons-curve lessons-second lessons-dashed"),
    here: plot.path("lessons-guide"),
    entropyDot: plot.path("lessons-dots lessons-first"),
  }));
  const entropyName = above.label("cross-entropy", "lessons-first");
  const squaredName = above.label("squared error", "lessons-second");

  const numbers = {
    p: readout("p", 4),
    entropy: readout("entropy", 4),
    entropy_slope: readout("entropy_slope", 4),
    squared: readout("squared", 4),
    squared_slope: readout("squared_slope", 4),
    ratio: readout("ratio", 1),
  };
  const n = numbers;
  parts.readouts.append(
    formula("p = σ(z) = ", n.p.node),
    formula(
      "cross-entropy ",
      n.entropy.node,
      ", derivative ",
      n.entropy_slope.node,
    ),
    formula(
      "squared error ",
      n.squared.node,
      ", derivative ",
      n.squared_slope.node,
    ),
  );
  const verdict = html("span");
  parts.note.append(
    "The derivatives differ by the factor 1/σ′(z) = ",
    n.ratio.node,
    ". ",
    verdict,
  );

  const mover = handle(below, model, LOGIT, {
    kind: "lessons-horizontal lessons-second",
    place: () => {
      const z = model.get("z");
      const y = labelOf({ label: model.get("label") });
      return below.pixel([z, lossesAt(z, y).squared_slope]);
    },
    read: ([x]) => below.fromX(x),
  });
  const slide = slider(parts.main, model, LOGIT);
  resetButton(parts.buttons, model, SETTINGS);
  const choose = picker(parts.controls, model, LABEL);

  return follow(model, SETTINGS, [above, below], (state) => {
    const y = labelOf(state);
    const { z } = state;
    const now = lossesAt(z, y);
    const ends = [ACROSS.from, ACROSS.to];
    const draw = (plot, line, entropy, squared) => {
      plot.trace(
        line.entropy,
        sample((t) => lossesAt(t, y)[entropy], ends, 160),
      );
      plot.trace(
        line.squared,
        sample((t) => lossesAt(t, y)[squared], ends, 160),
      );
      plot.trace(line.zero, [[ends[0], 0], [ends[1], 0]]);
      plot.trace(line.here, [[z, plot.y.from], [z, plot.y.to]]);
      plot.spots(line.entropyDot, [[z, now[entropy]]]);
    };
    draw(above, lines[0], "entropy", "squared");
    draw(below, lines[1], "entropy_slope", "squared_slope");
    const side = y === 1 ? -1 : 1;
    const anchor = y === 1 ? "start" : "end";
    above.write(entropyName, above.pixel([side * 5.2, 5.9]), anchor);
    above.write(squaredName, above.pixel([side * 8, 1]), anchor);
    const wrong = y === 1 ? z < 0 : z > 0;
    verdict.textContent = !wrong
      ? "On its right side both losses leave the neuron in peace."
      : now.ratio > 20
      ? "Wrong and sure: squared error hardly pulls at all."
      : "Wrong but unsure: both losses pull.";
    for (const name in numbers) numbers[name].write(now[name]);
    const said =
      `derivatives ${n.entropy_slope.text()} and ${n.squared_slope.text()}`;
    for (const keepUp of [mover, slide]) keepUp(said);
    choose();
  });
}

export default { render };
