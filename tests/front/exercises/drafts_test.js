import assert from "node:assert/strict";
import {
  keepDraft,
  readDraft,
} from "../../../lessons_pkg/interactive/static/exercises/drafts.js";

const spec = { id: "test.draft", prompt: "?" };
const NONE = { turn: 0, answer: null, checked: false };

Deno.test("a draft is kept, and whether it was checked", () => {
  sessionStorage.clear();
  assert.deepEqual(readDraft(spec), NONE);
  keepDraft(spec, 0, [1, 2], true);
  assert.deepEqual(readDraft(spec), { turn: 0, answer: [1, 2], checked: true });
  keepDraft(spec, 3, "1/3", false);
  assert.deepEqual(readDraft(spec), { turn: 3, answer: "1/3", checked: false });
  assert.deepEqual(readDraft({ ...spec, id: "test.other" }), NONE);
});

Deno.test("a draft for another edition of the exercise is overlooked", () => {
  sessionStorage.clear();
  keepDraft(spec, 0, [1], true);
  assert.deepEqual(readDraft({ ...spec, prompt: "Longer?" }), NONE);
});

Deno.test("a draft that is too long is not kept, nor the one before it", () => {
  sessionStorage.clear();
  keepDraft(spec, 0, "1", false);
  keepDraft(spec, 0, "1".repeat(3000), false);
  assert.equal(sessionStorage.length, 0);
});

Deno.test("what is damaged is overlooked", () => {
  for (const text of ["{", "null", "7", '"x"', "[]", '{"of": null}']) {
    sessionStorage.setItem("from-sigmoid-to-backprop/drafts/test.draft", text);
    assert.deepEqual(readDraft(spec), NONE);
  }
});
