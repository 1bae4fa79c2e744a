import assert from "node:assert/strict";
import {
  readFragment,
  readSettings,
  writeFragment,
  writeSettings,
} from "../../../lessons_pkg/interactive/static/lib/link.js";

const SETTINGS = [
  { name: "z", min: -6, max: 6, decimals: 2 },
  { name: "step", min: 0, max: 9, decimals: 0 },
  { name: "epoch", last: 5000 },
  { name: "data", choices: ["two groups", "XOR"] },
  { name: "hidden", read: (sizes) => sizes.length < 4 ? sizes : undefined },
];
const read = (text) => Object.fromEntries(readSettings(SETTINGS, text));

Deno.test("what is written is read again", () => {
  const state = {
    z: -0.1,
    step: 3,
    epoch: 300,
    data: "two groups",
    hidden: [4, 2],
  };
  const text = writeSettings(SETTINGS, (name) => state[name]);
  assert.equal(text, "z=-0.1&step=3&epoch=300&data=two%20groups&hidden=4,2");
  assert.deepEqual(read(text), state);
});

Deno.test("rows of numbers are written one after the other", () => {
  const points = [[0, 0.5, -1], [1, 1, 1]];
  assert.equal(
    writeSettings([{ name: "points" }], () => points),
    "points=0,0.5,-1,1,1,1",
  );
});

Deno.test("a fragment has the figure that was moved last in front", () => {
  const parts = readFragment("#explore-slope?z=1;explore-graph-2?step=3");
  assert.deepEqual([...parts], [
    ["explore-graph-2", "step=3"],
    ["explore-slope", "z=1"],
  ]);
  assert.equal(
    writeFragment(parts),
    "explore-slope?z=1;explore-graph-2?step=3",
  );
  assert.equal(writeFragment(new Map()), "");
});

Deno.test("the name of a section is no figure", () => {
  for (const fragment of ["", "#", "#overflow", "#a;b", "#?z=1", "#é?z=1"]) {
    assert.equal(readFragment(fragment).size, 0, fragment);
  }
});

Deno.test("what is unknown or out of range is left out, and the rest is read", () => {
  assert.deepEqual(read("w=1&z=2&step=3.5&data=XOR"), { z: 2, data: "XOR" });
  assert.deepEqual(read("z=6&step=9&epoch=5000"), {
    z: 6,
    step: 9,
    epoch: 5000,
  });
  const wrong = [
    ...["z=6.01", "z=-6.01", "z=1e999", "z=NaN", "z=Infinity", "z=", "z"],
    ...["z=0x1", "z=1,2", "z= 1", "step=0.5", "epoch=-1", "epoch=5001"],
    ...["data=xor", "data=", "hidden=4,", "hidden=1,2,3,4", "hidden=a"],
  ];
  for (const text of wrong) assert.deepEqual(read(text), {}, text);
});

Deno.test("a hostile fragment does nothing", () => {
  const hostile = [
    ...["__proto__=1", "constructor=1", "toString=1", "z=%E0%A4%A", "z=%"],
    ...["=&=&==", "&".repeat(1000), "z=__proto__", "data=__proto__"],
  ];
  for (const text of hostile) assert.deepEqual(read(text), {}, text);
  const parts = readFragment("#__proto__?z=1;constructor?z=1");
  assert.equal(parts.get("explore-slope"), undefined);
  assert.equal({}.z, undefined);
  assert.equal(readFragment(`#explore-slope?z=${"1".repeat(5000)}`).size, 0);
});

Deno.test("a negative zero is zero", () => {
  assert.ok(Object.is(read("z=-0").z, 0));
});
