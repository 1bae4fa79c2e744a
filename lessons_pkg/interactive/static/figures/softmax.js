// What softmax makes of three logits, and beside it what sigmoids make of them: two
// bars for each of three digits.

import { fixed, sigmoid } from "../lib/numbers.js";
import { Plot } from "../lib/draw.js";
import {
  control,
  follow,
  formula,
  html,
  readout,
  slider,
} from "../lib/controls.js";
import { frame, resetButton } from "../lib/frame.js";
import { softmax } from "../lib/softmax.js";

const DIGITS = [3, 5, 8];
const LOGITS = [
  control("z3", "logit", "z₃", [-6, 6], 0.1, 2),
  control("z5", "logit", "z₅", [-6, 6], 0.1, 2),
  control("z8", "logit", "z₈", [-6, 6], 0.1, 2),
];
const SHIFT = control("shift", "shift of all three", "c", [-5, 5], 0.1, 2);
const HEAT = control("temperature", "temperature", "T", [0.2, 5], 0.1, 2);
const SETTINGS = [...LOGITS, SHIFT, HEAT];
const QUESTION =
  "Is it a 3, a 5 or an 8? Move one slider at a time: which bars does it change?";
const HEIGHT = (width) => Math.min(220, Math.max(170, width * 0.4));
// Of a bar, in units of the axis; a group takes up one unit.
const [WIDE, GAP] = [0.32, 0.04];

/** What both make of the logits, by the names of their numbers. */
export function sharesOf(state) {
  const u = LOGITS.map(({ name }) =>
    (state[name] + state.shift) / state.temperature
  );
  const [shares, apart] = [softmax(u), u.map(sigmoid)];
  const total = apart.reduce((sum, each) => sum + each, 0);
  return { shares, apart, total };
}

/** A bar from 0 up, at some place. */
const bar = (
  at,
  size,
) => [[at, 0], [at, size], [at + WIDE, size], [at + WIDE, 0], [at, 0]];

/** The words for those digits whose sigmoid is above ½. */
function verdictOn({ shares, apart }) {
  const best = DIGITS[shares.indexOf(Math.max(...shares))];
  const yes = DIGITS.filter((_, i) => apart[i] > 0.5);
  const said = yes.length ? `say yes to ${yes.join(" and ")}` : "say no to all";
  return `Softmax gives most to ${best}. The sigmoids ${said}.`;
}

function render({ model, el }) {
  const parts = frame(el, "Softmax beside sigmoids", QUESTION);
  const plot = new Plot(parts.figure, {
    label: "The probability of each digit, by softmax and by a sigmoid",
    x: {
      from: 0,
      to: 3,
      name: "digit",
      ticks: { values: [0.5, 1.5, 2.5], words: (at) => `${DIGITS[at - 0.5]}` },
    },
    y: {
      from: 0,
      to: 1,
      name: "probability",
      ticks: { values: [0, 0.5, 1], decimals: 1 },
    },
    height: HEIGHT,
  });
  const [filled, outlined] = ["lessons-share", "lessons-apart"].map((kind) =>
    plot.path(kind)
  );
  const label = (kind) => DIGITS.map(() => plot.label("", kind));
  const names = [label("lessons-first"), label("lessons-second")];
  const numbers = [
    DIGITS.map((digit) => readout(`p${digit}`, 3)),
    DIGITS.map((digit) => readout(`s${digit}`, 3)),
  ];
  const total = readout("total", 3);
  const added = (row) => row.flatMap(({ node }, i) => i ? [" + ", node] : node);
  const row = (words, ...nodes) => {
    const node = html("div", { class: "lessons-row" });
    node.append(words, formula(...nodes));
    parts.readouts.append(node);
  };
  row("softmax, filled: ", ...added(numbers[0]), " = 1");
  row("sigmoids, outlined: ", ...added(numbers[1]), " = ", total.node);
  parts.fold("What is computed").append(
    "The shift is added to each logit, and the temperature divides the result: " +
      "(z + c)/T. Softmax divides the exponential of each by the sum of all three. " +
      "A sigmoid sees one of them alone.",
  );
  const sliders = [slider(parts.main, model, LOGITS[0])];
  resetButton(parts.buttons, model, SETTINGS);
  for (const setting of SETTINGS.slice(1)) {
    sliders.push(slider(parts.controls, model, setting));
  }

  return follow(model, SETTINGS, [plot], (state) => {
    const now = sharesOf(state);
    const { shares, apart } = now;
    const left = (i) => i + 0.5 - WIDE - GAP / 2;
    const right = (i) => i + 0.5 + GAP / 2;
    plot.strokes(filled, shares.map((p, i) => bar(left(i), p)));
    plot.strokes(outlined, apart.map((p, i) => bar(right(i), p)));
    for (const [k, row] of [shares, apart].entries()) {
      row.forEach((p, i) => {
        const at = (k ? right : left)(i) + WIDE / 2;
        const [x, y] = plot.pixel([at, p]);
        names[k][i].textContent = fixed(p, 2);
        plot.write(names[k][i], [x - 14, y - 5]);
        numbers[k][i].write(p);
      });
    }
    total.write(now.total);
    parts.note.textContent = verdictOn(now);
    const [ours, theirs] = numbers.map((row) =>
      row.map((each) => each.text()).join(", ")
    );
    for (const say of sliders) say(`softmax ${ours}; sigmoids ${theirs}`);
  });
}

export default { render };
