// The book keeps progress in the browser, and puts up with every way that this can fail.

import {
  addKept,
  canKeep,
  mergedStates,
  readKept,
  resetKept,
  statesFrom,
  textOf,
  watchKept,
} from "../../../lessons_pkg/interactive/static/exercises/store.js";
import { same } from "../agree.js";

const PLACE = "from-sigmoid-to-backprop/progress";

/** A stand-in for the browser's storage, which may refuse to work. */
function storageOf(entries, { full = false, forbidden = false } = {}) {
  const kept = new Map(Object.entries(entries));
  const storage = {
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => {
      if (full) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, value);
    },
  };
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      if (forbidden) throw new DOMException("no", "SecurityError");
      return storage;
    },
  });
  return kept;
}

Deno.test("what is added is kept, and the better state wins", () => {
  storageOf({});
  addKept({ "a.one": "solved" });
  addKept({ "a.one": "tried", "a.two": "tried" });
  same(readKept(), { "a.one": "solved", "a.two": "tried" }, "kept");
  same(canKeep(), true, "can keep");
});

Deno.test("another tab's states are kept too", () => {
  const kept = storageOf({});
  addKept({ "a.one": "tried" });
  kept.set(PLACE, textOf({ "b.two": "solved" })); // the other tab
  addKept({ "a.three": "tried" });
  same(readKept(), { "a.three": "tried", "b.two": "solved" }, "kept");
});

Deno.test("another tab's reset stays a reset", () => {
  const kept = storageOf({});
  addKept({ "a.one": "solved" });
  kept.delete(PLACE);
  addKept({ "a.two": "tried" });
  same(readKept(), { "a.two": "tried" }, "kept");
});

Deno.test("a damaged text is set aside, and a new one begins", () => {
  const kept = storageOf({ [PLACE]: "{oops" });
  same(readKept(), {}, "kept");
  same(kept.get(`${PLACE}/damaged`), "{oops", "set aside");
  addKept({ "a.one": "tried" });
  same(readKept(), { "a.one": "tried" }, "kept");
});

for (const trouble of ["full", "forbidden"]) {
  Deno.test(`where storage is ${trouble}, the page remembers by itself`, () => {
    storageOf({}, { [trouble]: true });
    addKept({ "a.one": "tried" });
    addKept({ "a.one": "solved" });
    same(readKept(), { "a.one": "solved" }, "kept");
    same(canKeep(), false, "can keep");
    resetKept();
    same(readKept(), {}, "kept after reset");
    same(canKeep(), true, "nothing is at stake");
  });
}

Deno.test("watchers hear of this tab and of others, until they stop", () => {
  storageOf({});
  let heard = 0;
  const stop = watchKept(() => heard++);
  addKept({ "a.one": "tried" });
  resetKept();
  const event = (key) => Object.assign(new Event("storage"), { key });
  globalThis.dispatchEvent(event(PLACE));
  globalThis.dispatchEvent(event(null));
  globalThis.dispatchEvent(event("somebody else's"));
  same(heard, 4, "heard");
  stop();
  addKept({ "a.one": "solved" });
  globalThis.dispatchEvent(event(PLACE));
  same(heard, 4, "heard after stopping");
});

Deno.test("merging does not depend on the order", () => {
  const a = { "a.one": "tried", "a.two": "solved" };
  const b = { "a.two": "tried", "a.three": "solved" };
  const [ab, ba] = [mergedStates(a, b), mergedStates(b, a)].map(textOf);
  same(ab, ba, "merged");
  same(mergedStates(a, a), a, "merged with itself");
  same(statesFrom(ab)["a.two"], "solved", "the better one");
});
