import assert from "node:assert/strict";
import { Run } from "../../../lessons_pkg/interactive/static/lib/run.js";

const XOR = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]];
const STATE = {
  hidden: [4],
  activation: "sigmoid",
  learning_rate: 5,
  batch: "all",
  seed: 0,
};

Deno.test("a run learns XOR, and the same state is the same run", () => {
  const [one, other] = [new Run(STATE, XOR), new Run(STATE, XOR)];
  const start = one.moment();
  assert.deepEqual(start, other.moment());
  one.until(600, Infinity);
  assert.equal(one.epoch, 600);
  assert.equal(one.moment().right, 4);
  assert.ok(one.moment().loss < 0.05 && start.loss > 0.6);
  for (let epoch = 1; epoch <= 600; epoch++) other.step();
  assert.deepEqual([...one.network.parameters], [...other.network.parameters]);
  const another = new Run({ ...STATE, seed: 1 }, XOR);
  assert.notDeepEqual(another.moment(), start);
});

Deno.test("a trace has the start, is thinned evenly and stays short", () => {
  const run = new Run({ ...STATE, batch: "1", learning_rate: 0.1 }, XOR);
  run.until(2000, Infinity);
  const epochs = run.trace.map(({ epoch }) => epoch);
  assert.ok(epochs.length <= 240);
  assert.deepEqual(epochs, epochs.map((_, i) => i * run.stride));
  assert.ok(epochs.at(-1) > 2000 - run.stride);
});

Deno.test("when the time is over a run stops, after an epoch at least", () => {
  const run = new Run(STATE, XOR);
  run.until(1e9, 3);
  assert.ok(run.epoch >= 1 && run.epoch < 1e9);
});

Deno.test("weights that overflow stay where they were", () => {
  const far = [-1e308, 1e308].flatMap((x) => [[x, 1, 0], [x, 1, 1]]);
  const run = new Run({ ...STATE, activation: "relu" }, far);
  run.until(50, Infinity);
  assert.ok(run.overflow && run.epoch < 50);
  assert.ok(run.network.parameters.every(Number.isFinite));
});
