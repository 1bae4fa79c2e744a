import assert from "node:assert/strict";
import {
  listOf,
  mistakesByEpoch,
  mistakeTheorem,
  rosenblattRun,
  signedPoints,
  standing,
  verdictOf,
  wordsOf,
} from "../../../lessons_pkg/interactive/static/figures/playground.js";

const AND = [[0, 0, -1], [0, 1, -1], [1, 0, -1], [1, 1, 1]];
const XOR = [[0, 0, -1], [0, 1, 1], [1, 0, 1], [1, 1, -1]];

/** All mistakes of a run, epoch by epoch. */
function counts(points, most) {
  const run = rosenblattRun(points, most);
  return mistakesByEpoch(run, standing(run, most));
}

Deno.test("the rule makes the mistakes that it makes with pencil and paper", () => {
  assert.deepEqual(counts(AND, 60), [2, 3, 3, 2, 2, 3, 2, 1, 0]);
  assert.deepEqual(counts(XOR, 12), [4, 4, 4]);
  const { updates, rests } = rosenblattRun(AND, 60);
  assert.deepEqual([updates.length, rests], [18, true]);
  assert.deepEqual(updates[0], { epoch: 1, point: 0, weights: [0, 0, -100] });
  assert.deepEqual(updates.at(-1).weights, [300, 200, -400]);
});

Deno.test("a tie is one to the last digit", () => {
  assert.deepEqual(signedPoints([[0.29, -0.57, -1]]), [[-29, 57, -100]]);
  // After two updates w = (0.5, 0.5) and b = 0, so that point 2 lies on the line; in
  // floats 0.7 - 0.2 is a little less than 0.5, and the point would pass for right.
  const points = [[-0.2, 0.5, 1], [-0.7, 0, -1], [-0.5, 0.5, 1]];
  const { updates } = rosenblattRun(points, 60);
  assert.deepEqual(updates.map(({ point }) => point), [0, 1, 2, 1]);
  assert.deepEqual(updates[1].weights, [50, 50, 0]);
});

Deno.test("a step beyond the last mistake is the epoch without one", () => {
  const run = rosenblattRun(AND, 60);
  const [last, rest] = [standing(run, 18), standing(run, 19)];
  assert.deepEqual([last.epoch, last.resting, last.mistakes], [8, false, 18]);
  assert.deepEqual([rest.epoch, rest.resting, rest.mistakes], [9, true, 18]);
  assert.deepEqual(rest.weights, [3, 2, -4]);
  const start = standing(run, 0);
  assert.deepEqual([start.epoch, start.point, start.mistakes], [1, -1, 0]);
});

Deno.test("the bound is that of the best line, or infinite", () => {
  assert.deepEqual(mistakeTheorem(XOR), {
    radius_squared: 3,
    margin: 0,
    bound: Infinity,
  });
  const { bound, margin } = mistakeTheorem(AND);
  assert.equal(bound, 51);
  assert.ok(Math.abs(margin - 1 / Math.sqrt(17)) < 1e-12);
  // One point, and two that face each other: γ is their distance from the origin.
  assert.equal(mistakeTheorem([[0, 0, 1]]).bound, 1);
  assert.equal(mistakeTheorem([[1, 0, 1], [-1, 0, -1]]).bound, 2);
});

Deno.test("a point that is there twice changes nothing, one of both classes all", () => {
  assert.equal(mistakeTheorem([...AND, AND[2]]).bound, 51);
  assert.equal(mistakeTheorem([...AND, [1, 0, 1]]).bound, Infinity);
});

Deno.test("an update is told with its numbers", () => {
  const run = rosenblattRun(AND, 60);
  const told = wordsOf(standing(run, 3), AND);
  assert.deepEqual(told.why, [
    "Mistake 3: point 1",
    "has t = −1, but",
    "z = w·x + b = 0.00.",
  ]);
  assert.deepEqual(told.w, ["w ← w + ηtx", "= (1.00, 1.00) − (0.00, 0.00)"]);
  assert.deepEqual(told.b, ["b ← b + ηt", "= 0.00 − 1"]);
  assert.match(wordsOf(standing(run, 19), AND).why.join(" "), /the rule rests/);
  assert.match(wordsOf(standing(run, 0), AND).why.join(" "), /no line yet/);
});

Deno.test("the verdict knows what the theorem promises", () => {
  const said = (mistakes, resting, bound) =>
    verdictOf({ mistakes, resting }, { bound }, 60);
  assert.match(said(3, false, Infinity), /No line divides .* never rests/);
  assert.match(said(18, true, 51), /has found one/);
  assert.match(said(3, false, 51), /come to an end\.$/);
  assert.match(said(60, false, 900), /not within 60/);
});

Deno.test("of many epochs the last are listed", () => {
  assert.equal(listOf([2, 1, 0]), "2, 1, 0");
  assert.equal(listOf(Array(20).fill(1)), "… 1, 1, 1, 1, 1, 1, 1, 1");
});
