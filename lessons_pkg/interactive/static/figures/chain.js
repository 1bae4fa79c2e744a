// Chains of links and the graph of one neuron's loss: their numbers, the words that go
// with each step of the walk, and a table to show numbers in.

import { fixed, sigmoid, sigmoidSlope } from "../lib/numbers.js";
import { html } from "../lib/controls.js";

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

/** The values in the graph of L = ½(σ(wx + b) − y)², and the slope of L by each. */
export function graphNumbers({ w, x, b, y }) {
  const u = w * x;
  const z = u + b;
  const a = sigmoid(z);
  const error = a - y;
  const slope = sigmoidSlope(z);
  const grad = error * slope;
  const values = { u, z, a, L: (error * error) / 2, error, slope };
  const ends = { grad_L: 1, grad_a: error, grad_y: -error, grad_z: grad };
  const starts = { grad_w: grad * x, grad_x: grad * w };
  return { ...values, ...ends, grad_u: grad, grad_b: grad, ...starts };
}

/** The step at which a box's value is known, and the one for the slope of L by it. */
export const WALK = {
  w: [0, 9],
  x: [0, 9],
  u: [1, 8],
  b: [0, 8],
  z: [2, 7],
  a: [3, 6],
  y: [0, 6],
  L: [4, 5],
};

/** What happens at each step, in a few lines: first the rule, then the numbers. */
export function tellStep(step, state) {
  const known = graphNumbers(state);
  const write = (value) => fixed(value, 4);
  const [w, x, b] = [state.w, state.x, state.b].map((value) => fixed(value, 2));
  const [u, z, a, L] = [known.u, known.z, known.a, known.L].map(write);
  const [error, slope, grad] = [known.error, known.slope, known.grad_z].map(
    write,
  );
  const sides = (left, right) => `${left} · ${right}`;
  return [
    ["Start: four numbers are given.", "Press Play, or pull the step."],
    ["Forward: u = wx", `= ${sides(w, x)} = ${u}`],
    ["Forward: z = u + b", `= ${u} + ${b} = ${z}`],
    ["Forward: a = σ(z)", `= σ(${z}) = ${a}`],
    ["Forward: L = ½(a − y)²", `= ½ · (${error})² = ${L}`],
    ["Backward: ∂L/∂L = 1", "A nudge of L changes L by as much."],
    [
      "Backward: ∂L/∂a = ∂L/∂L · (a − y), and ∂L/∂y its opposite",
      `= 1 · ${error} = ${error}`,
    ],
    [
      "Backward: ∂L/∂z = ∂L/∂a · σ′(z)",
      `= ${sides(error, slope)} = ${grad}`,
    ],
    [
      "Backward: ∂L/∂u = ∂L/∂z · 1, and ∂L/∂b the same",
      `= ${sides(grad, 1)} = ${grad}`,
    ],
    [
      "Backward: ∂L/∂w = ∂L/∂u · x, and ∂L/∂x = ∂L/∂u · w",
      `= ${sides(grad, x)} = ${write(known.grad_w)}, and ${sides(grad, w)} = ` +
      write(known.grad_x),
    ],
  ][step];
}

/** A power of ten with its exponent raised: −5 becomes "10⁻⁵". */
export function powerOfTen(exponent) {
  const raised = { "−": "⁻", "-": "⁻", ".": "·" };
  const digits = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];
  const letters = [...`${exponent}`].map((c) => raised[c] ?? digits[c]);
  return `10${letters.join("")}`;
}

/** A table of numbers: headings, and rows that begin with a name. */
export function numberTable(headings, rows) {
  const head = headings.map((words) =>
    words ? html("th", { scope: "col" }, words) : html("td")
  );
  const body = rows.map(([name, ...cells]) =>
    html(
      "tr",
      {},
      html("th", { scope: "row" }, name),
      ...cells.map((cell) => html("td", {}, cell)),
    )
  );
  return html(
    "table",
    { class: "lessons-numbers" },
    html("thead", {}, html("tr", {}, ...head)),
    html("tbody", {}, ...body),
  );
}
