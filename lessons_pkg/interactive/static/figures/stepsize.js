// The error of a numerical slope against its step h, both as powers of ten. The errors
// were recorded in Python: a browser's exp may round its last digit another way, and
// here it is that digit that one looks at.

import { Plot, plotHeight } from "../lib/draw.js";
import {
  control,
  follow,
  handle,
  html,
  numberTable,
  readout,
  slider,
} from "../lib/controls.js";
import { frame, resetButton } from "../lib/frame.js";
import { option, picker } from "../lib/pickers.js";

const STEP = control("exponent", "step", "log₁₀ h", [-16, 0], 0.5, 1);
const FUNCTION = option("function", "f(x) =", ["sigmoid", "exp", "square"]);
const SETTINGS = [STEP, FUNCTION];
const QUESTION = "Is a smaller step always better? Make h smaller and smaller.";

/** A power of ten with its exponent raised: −5 becomes "10⁻⁵". */
export function powerOfTen(exponent) {
  const raised = { "−": "⁻", "-": "⁻", ".": "·" };
  const digits = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];
  const letters = [...`${exponent}`].map((c) => raised[c] ?? digits[c]);
  return `10${letters.join("")}`;
}

/** A plot whose axes count powers of ten. */
class PowerPlot extends Plot {
  text(parent, place, words) {
    const tick = /^−?\d+$/.test(words);
    return super.text(parent, place, tick ? powerOfTen(words) : words);
  }
}

/** Where the record holds the tenth that is nearest to an exponent. */
const tenth = (exponent) => Math.floor(10 * (exponent + 16) + 0.5);

/** The straight lines that theory expects: truncation of both kinds, rounding. */
function expected({ bends: [first, second], rounding }) {
  return {
    one_sided: (k) => first + k,
    central: (k) => (second === null ? -Infinity : second + 2 * k),
    rounding: (k) => rounding - k,
  };
}

/** An error as a power of ten. */
const power = (error) => html("span", {}, "10", html("sup", {}, error.node));

/** The curves and their names. Returns how to draw them. */
function errorCurves(plot) {
  const lines = Array.from({ length: 3 }, () => plot.path("lessons-guide"));
  const drop = plot.path("lessons-dotted");
  const parts = ["one_sided", "central"].map((name, i) => {
    const kind = ["lessons-first", "lessons-second"][i];
    return {
      name,
      curve: plot.path(`lessons-thin ${kind}`),
      spot: plot.path(`lessons-spot ${kind}`),
      label: plot.label("", kind),
    };
  });
  const rounding = plot.label("");
  // Only what lies to the right of `low`, the smallest step so far, is drawn.
  return (now, k, low) => {
    const line = expected(now);
    Object.entries(line).forEach(([name, f], i) => {
      const turned = name !== "rounding" || low <= -12;
      if (turned && Number.isFinite(f(0))) {
        plot.trace(lines[i], [[low, f(low)], [0, f(0)]]);
      } else lines[i].setAttribute("d", "");
    });
    const place = (label, [x, f], [right, down], anchor, words) => {
      const [px, py] = plot.pixel([x, f(x)]);
      label.textContent = plot.width < 450 ? words.split(" ∝")[0] : words;
      plot.write(label, [px + right, py + down], anchor);
    };
    const [one, two] = parts.map(({ label }) => label);
    place(rounding, [-12, line.rounding], [8, -10], "start", "rounding ∝ 1/h");
    if (low > -12) rounding.textContent = "";
    place(one, [-1.5, line.one_sided], [-6, -10], "end", "one-sided ∝ h");
    if (Number.isFinite(line.central(0))) {
      place(two, [-3.8, line.central], [-8, 4], "end", "central ∝ h²");
    } else {
      place(two, [-1.6, line.rounding], [0, -14], "start", "central");
    }
    for (const { name, curve, spot } of parts) {
      const errors = now[`${name}_error`];
      const points = errors.map((error, i) => [i / 10 - 16, error]);
      plot.trace(curve, points.slice(tenth(low)));
      plot.spots(spot, [[k, errors[tenth(k)]]]);
    }
    const top = Math.max(
      ...parts.map(({ name }) => now[`${name}_error`][tenth(k)]),
    );
    plot.trace(drop, [[k, -16], [k, top]]);
  };
}

function render({ model, el }) {
  const parts = frame(el, "The step of a numerical slope", QUESTION);
  const plot = new PowerPlot(parts.figure, {
    label: "Relative error of two numerical slopes against the step h",
    x: { from: -16, to: 0, name: "step h" },
    y: {
      from: -16,
      to: 1,
      name: "relative error of the slope",
      ticks: { values: [-16, -12, -8, -4, 0], decimals: 0 },
    },
    height: plotHeight,
  });
  const drawCurves = errorCurves(plot);
  const lowest = {}; // for each function, the smallest step that was seen
  const numbers = {
    slope: readout("slope", 8),
    one_sided: readout("one_sided", 8),
    central: readout("central", 8),
    one_sided_error: readout("one_sided_error", 2),
    central_error: readout("central_error", 2),
  };
  const { slope, one_sided, central, one_sided_error, central_error } = numbers;
  const faults = { one_sided: html("span"), central: html("span") };
  parts.readouts.append(numberTable(["at x = 1", "slope", "error", "mostly"], [
    ["true", slope.node, "", ""],
    ["one-sided", one_sided.node, power(one_sided_error), faults.one_sided],
    ["central", central.node, power(central_error), faults.central],
  ]));
  parts.fold("Why the error turns").append(
    "Coming from the right, h shrinks and f bends less and less within it: the " +
      "truncation error falls. Further left the values of f differ in their last " +
      "digits only, and their difference keeps little else than rounding.",
  );
  const nearest = () => tenth(model.get("exponent")) / 10 - 16;
  const mover = handle(plot, model, STEP, {
    kind: "lessons-horizontal",
    place: () => plot.pixel([nearest(), -16]),
    read: ([x]) => plot.fromX(x),
  });
  const pull = slider(parts.main, model, STEP);
  resetButton(parts.buttons, model, SETTINGS);
  const chosen = picker(parts.controls, model, FUNCTION);

  return follow(model, SETTINGS, [plot], (state) => {
    const now = model.get("measured")[state.function];
    const k = nearest();
    const line = expected(now);
    lowest[state.function] = Math.min(lowest[state.function] ?? 0, k);
    drawCurves(now, k, lowest[state.function]);
    numbers.slope.write(now.slope);
    for (const name of ["one_sided", "central"]) {
      numbers[name].write(now[name][tenth(k)]);
      numbers[`${name}_error`].write(now[`${name}_error`][tenth(k)]);
      const bent = line[name](k) > line.rounding(k);
      faults[name].textContent = bent ? "truncation" : "rounding";
    }
    chosen();
    const outcome = `errors 10 to the ${one_sided_error.text()} one-sided, ` +
      `${central_error.text()} central`;
    for (const keepUp of [mover, pull]) keepUp(outcome);
  });
}

export default { render };
