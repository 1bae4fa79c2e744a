// The perceptron's playground: points of two classes to drag and to flip, and the
// line that Rosenblatt's rule has after some updates. The run is computed anew at each
// change.

import { fixed, snap, ticks } from "../lib/numbers.js";
import { Plot } from "../lib/draw.js";
import { dividingLine } from "../lib/plane.js";
import { draggablePoints, placeOf, signOf } from "../lib/points.js";
import {
  control,
  follow,
  formula,
  html,
  readout,
  slider,
} from "../lib/controls.js";
import { frame, player, resetButton } from "../lib/frame.js";
import { option, picker } from "../lib/pickers.js";

const STEP = control("step", "step", "", [0, 60], 1, 0);
const DATA = option("data", "Points", [
  "AND",
  "two groups",
  "a thin gap",
  "XOR",
]);
// A link that names a set brings its points.
const NAMED = {
  ...DATA,
  take: (model, name) => setsOf(model).set("data", name),
};
const STATE = [NAMED, { name: "points", read: pointsFrom }, STEP];
const [LOW, HIGH, MOST] = [-1, 2, 12];
const PLANE = { min: LOW, max: HIGH };
const FIRST = 2; // the step at which each set has a line, which is wrong yet

const QUESTION =
  "How many mistakes does the rule make before it rests? Step, then drag a point.";

// Rosenblatt's rule and its theorem, as in lessons_pkg/explore ------------------------

// Places are counted in hundredths, so that a sum of 0 is one to the last digit.
const HUNDREDTHS = 100;

/** t(x1, x2, 1) for each point, in hundredths. */
export function signedPoints(points) {
  return points.map(([x1, x2, t]) =>
    [t * x1, t * x2, t].map((each) => Math.round(HUNDREDTHS * each))
  );
}

/** The product of two vectors of three numbers. */
function dot3(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** The updates of the rule, and whether it rests after at most so many. */
export function rosenblattRun(points, most) {
  const vectors = signedPoints(points);
  const updates = [];
  let [weights, epoch] = [[0, 0, 0], 0];
  while (updates.length === 0 || updates.at(-1).epoch === epoch) {
    epoch += 1;
    for (const [point, v] of vectors.entries()) {
      if (dot3(weights, v) > 0) continue;
      if (updates.length === most) return { updates, rests: false };
      weights = weights.map((each, i) => each + v[i]);
      updates.push({ epoch, point, weights });
    }
  }
  return { updates, rests: true };
}

/** Where a run stands after a step: the weights, as numbers, and what led there. */
export function standing({ updates }, step) {
  const made = updates.slice(0, step);
  const last = made.at(-1);
  const weightsOf = (update) =>
    (update?.weights ?? [0, 0, 0]).map((each) => each / HUNDREDTHS);
  return {
    mistakes: made.length,
    // One step more than there are updates is the epoch without a mistake.
    resting: step > updates.length,
    epoch: (last?.epoch ?? 1) + (step > updates.length ? 1 : 0),
    point: last?.point ?? -1,
    weights: weightsOf(last),
    before: weightsOf(made.at(-2)),
  };
}

/** How many mistakes each epoch has had so far. */
export function mistakesByEpoch({ updates }, { mistakes, epoch }) {
  const counts = Array(epoch).fill(0);
  for (const update of updates.slice(0, mistakes)) {
    counts[update.epoch - 1] += 1;
  }
  return counts;
}

const apart = (a, b) => b.map((each, i) => each - a[i]);

/** The directions that are at one distance from one, two or three vectors. */
export function touchingDirections(vectors) {
  const found = [...vectors];
  for (const [i, a] of vectors.entries()) {
    for (const b of vectors.slice(i + 1)) {
      const d = apart(a, b);
      found.push(a.map((each, k) => each * dot3(d, d) - d[k] * dot3(a, d)));
    }
  }
  for (const [i, a] of vectors.entries()) {
    for (const [j, b] of vectors.entries()) {
      for (const c of i < j ? vectors.slice(j + 1) : []) {
        const [d, e] = [apart(a, b), apart(a, c)];
        const n = [
          d[1] * e[2] - d[2] * e[1],
          d[2] * e[0] - d[0] * e[2],
          d[0] * e[1] - d[1] * e[0],
        ];
        found.push(dot3(n, a) > 0 ? n : n.map((each) => -each));
      }
    }
  }
  return found;
}

/** R², the largest margin γ that a line has, and the bound R²/γ². */
export function mistakeTheorem(points) {
  const vectors = signedPoints(points);
  const radiusSquared = Math.max(...vectors.map((v) => dot3(v, v)));
  let [gap, bound] = [0, Infinity];
  for (const direction of touchingDirections(vectors)) {
    const least = Math.min(...vectors.map((v) => dot3(direction, v)));
    const square = dot3(direction, direction);
    if (least > 0 && least / Math.sqrt(square) > gap) {
      gap = least / Math.sqrt(square);
      bound = (radiusSquared * square) / (least * least);
    }
  }
  return {
    radius_squared: radiusSquared / HUNDREDTHS ** 2,
    margin: gap / HUNDREDTHS,
    bound,
  };
}

// The run in words --------------------------------------------------------------------

const LISTED = 8; // epochs in the list of mistakes

/**
 * Why the last update was made and how w and b came to what they are. Each part
 * stays unbroken.
 */
export function wordsOf({ resting, mistakes, point, before }, points) {
  if (resting) {
    const why = ["A whole epoch without a mistake:", "the rule rests."];
    return { why, w: ["w"], b: ["b"] };
  }
  if (mistakes === 0) {
    const why = [
      "At the start w and b are 0:",
      "no line yet, and",
      "every weighted sum is 0.",
    ];
    return { why, w: ["w"], b: ["b"] };
  }
  const [x1, x2, t] = points[point];
  const [w1, w2, b] = before;
  const sign = t > 0 ? "+" : "−";
  const z = fixed(w1 * x1 + w2 * x2 + b, 2);
  return {
    why: [
      `Mistake ${mistakes}: point ${point + 1}`,
      `has t = ${signOf(t)}, but`,
      `z = w·x + b = ${z}.`,
    ],
    w: [
      "w ← w + ηtx",
      `= ${placeOf(before)} ${sign} ${placeOf([x1, x2])}`,
    ],
    b: ["b ← b + ηt", `= ${fixed(b, 2)} ${sign} 1`],
  };
}

/** What the theorem says of these points. */
export function verdictOf({ resting, mistakes }, { bound }, most) {
  if (bound === Infinity) {
    return "No line divides these points: the bound is infinite, " +
      "and the rule never rests.";
  }
  if (resting) {
    return "A line divides these points, and the rule has found one.";
  }
  const end = "A line divides these points, so the mistakes come to an end";
  return mistakes < most ? `${end}.` : `${end}, though not within ${most}.`;
}

/** The counts, of a long run the last ones. */
export function listOf(counts) {
  const dots = counts.length > LISTED ? "… " : "";
  return dots + counts.slice(-LISTED).join(", ");
}

/** The points that a link names, if there can be such. */
function pointsFrom(numbers) {
  const points = [];
  for (let i = 0; i < numbers.length; i += 3) {
    const [x1, x2, t] = numbers.slice(i, i + 3);
    points.push([snap(x1, PLANE, 0.01), snap(x2, PLANE, 0.01), t]);
  }
  const fit = (row) => row.every(Number.isFinite) && Math.abs(row[2]) === 1;
  return points.length <= MOST && points.every(fit) ? points : undefined;
}

// The explorable ----------------------------------------------------------------------

/** The model as the picker sees it: a set is the one only while nobody moved it. */
function setsOf(model) {
  const sets = model.get("sets");
  const text = (points) => JSON.stringify(points);
  return {
    get: (name) => {
      const chosen = model.get(name);
      const untouched = text(model.get("points")) === text(sets[chosen]);
      return untouched ? chosen : "";
    },
    set: (name, value) => {
      model.set(name, value);
      model.set("points", sets[value]);
      model.set("step", FIRST);
    },
    save_changes: () => model.save_changes(),
  };
}

/** The run at the model's points, as far as a reader can walk. */
const runOf = (model) => rosenblattRun(model.get("points"), STEP.max);

/** The last step of a run: the epoch without a mistake, or the end of the slider. */
function lastStep({ updates, rests }) {
  return Math.min(STEP.max, updates.length + (rests ? 1 : 0));
}

/** Parts of a sentence, each unbroken, with spaces after them. */
const apieces = (parts) => parts.flatMap((part) => [formula(part), " "]);

function render({ model, el }) {
  const parts = frame(el, "The perceptron’s playground", QUESTION);
  const plot = new Plot(parts.figure, {
    label:
      "The plane of the points, with the perceptron’s line. On a point, the " +
      "arrow keys move it and Enter changes its class",
    x: { from: LOW, to: HIGH, name: "x₁" },
    y: { from: LOW, to: HIGH, name: "x₂", ticks: ticks(LOW, HIGH, 6) },
    // As wide as it is high, without the room beside the axes.
    height: (width) => width - 60,
  });
  const line = dividingLine(plot);
  const points = draggablePoints(plot, model, "points");

  const numbers = {
    mistakes: readout("mistakes", 0),
    epoch: readout("epoch", 0),
    w1: readout("w1", 2),
    w2: readout("w2", 2),
    b: readout("b", 2),
    radius_squared: readout("radius_squared", 2),
    margin: readout("margin", 4),
    bound: readout("bound", 1),
  };
  const { mistakes, epoch, w1, w2, b, radius_squared, margin, bound } = numbers;
  const [why, weights, bias] = [html("p"), html("span"), html("span")];
  const [counts, fill] = [html("span"), html("span")];
  const words = html("div", { class: "lessons-telling" }, why);
  words.append(
    html("p", {}, weights, formula("= (", w1.node, ", ", w2.node, ")")),
    html("p", {}, bias, formula("= ", b.node)),
  );
  parts.readouts.append(
    formula("epoch: ", epoch.node),
    formula("mistakes so far: ", mistakes.node),
    formula("at most R²/γ² = ", bound.node),
    html("span", { class: "lessons-gauge", "aria-hidden": "true" }, fill),
  );
  const log = html("div", { class: "lessons-beside" });
  log.append(words, parts.readouts);
  parts.stage.append(log);
  parts.fold("Where the bound comes from").append(
    html("p", {}, "Mistakes by epoch: ", counts),
    formula("of (x, 1): R² = ", radius_squared.node),
    ", ",
    formula("largest margin γ = ", margin.node),
  );

  const walk = slider(parts.main, model, STEP);
  player(parts.buttons, model, STEP, {
    pause: 700,
    last: () => lastStep(runOf(model)),
    words: () => [...words.children].map((each) => each.textContent).join(", "),
  });
  resetButton(parts.buttons, model, STATE);
  const sets = picker(parts.controls, setsOf(model), DATA);

  return follow(model, STATE, [plot], (state) => {
    const run = runOf(model);
    const now = standing(run, state.step);
    const limits = mistakeTheorem(state.points);
    const [first, second, last] = now.weights;
    const shown = { ...now, ...limits, w1: first, w2: second, b: last };
    for (const name in numbers) numbers[name].write(shown[name]);
    const said = wordsOf(now, state.points);
    why.replaceChildren(...apieces(said.why));
    weights.replaceChildren(...apieces(said.w));
    bias.replaceChildren(...apieces(said.b));
    counts.textContent = listOf(mistakesByEpoch(run, now));
    parts.note.textContent = verdictOf(now, limits, STEP.max);
    fill.style.width = `${100 * now.mistakes / limits.bound}%`;
    fill.parentNode.classList.toggle("lessons-endless", !limits.margin);
    line(now.weights, now.resting ? [0, 0, 0] : now.before);
    points(now.resting ? -1 : now.point);
    sets();
    walk(`${said.why.join(" ")} w = ${placeOf(now.weights)}`);
  });
}

export default { render };
