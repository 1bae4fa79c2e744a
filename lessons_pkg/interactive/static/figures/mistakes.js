// The perceptron's playground in words: why an update was made and what it did, what
// the theorem promises, and the mistakes of each epoch.

import { fixed } from "../lib/numbers.js";
import { placeOf, signOf } from "../lib/points.js";

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
      "every score is 0.",
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
