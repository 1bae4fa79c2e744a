// The book keeps progress in the browser, and puts up with every way that this can fail.

import {
  addKept,
  keepingTrouble,
  keptOf,
  mergedReviews,
  mergedStates,
  progressFrom,
  progressInFile,
  readKept,
  readReviews,
  resetKept,
  statesFrom,
  textOf,
  watchKept,
} from "../../../lessons_pkg/interactive/static/exercises/store.js";
import { same, whole } from "../agree.js";

const PLACE = "from-sigmoid-to-backprop/progress";

const page = globalThis[Symbol.for(PLACE)];
const NEWER = textOf({}).replace('"version": 1', '"version": 2');

/** A fresh page, with a stand-in for the browser's storage, which may refuse to work. */
function storageOf(entries, trouble = {}) {
  page.unsaved = {};
  page.unsavedReviews = {};
  const kept = new Map(Object.entries(entries));
  const storage = {
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => {
      if (trouble.full) throw new DOMException("full", "QuotaExceededError");
      if (!trouble.silent) kept.set(key, value);
    },
  };
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      if (trouble.forbidden) throw new DOMException("no", "SecurityError");
      return trouble.missing ? null : storage;
    },
  });
  return kept;
}

const stored = (kept) => statesFrom(kept.get(PLACE));

const EXAMPLES = JSON.parse(
  Deno.readTextFileSync(new URL("../progress.json", import.meta.url)),
);
for (const { about, text, states, error } of EXAMPLES) {
  Deno.test(`what a progress file may hold: ${about}`, async () => {
    const file = new Blob([whole(text)]);
    let [found, inFile] = [];
    try {
      found = statesFrom(whole(text));
    } catch (problem) {
      found = problem.message;
    }
    try {
      inFile = (await progressInFile(file)).states;
    } catch (problem) {
      inFile = problem.message;
    }
    same(found, error ?? states, about);
    same(inFile, error ?? states, `${about}, in a file`);
    if (error) return;
    same(statesFrom(textOf(found)), states, `${about}, written again`);
  });
}

Deno.test("a file that is too large is not read", async () => {
  const file = { size: 100_001, text: () => Promise.reject(Error("read")) };
  const told = await progressInFile(file).catch((problem) => problem.message);
  same(told, "This is too large to be a progress file.", "told");
});

Deno.test("what is added is kept, and the better state wins", () => {
  storageOf({});
  addKept({ "a.one": "solved" });
  addKept({ "a.one": "tried", "a.two": "tried" });
  same(readKept(), { "a.one": "solved", "a.two": "tried" }, "kept");
  same(keepingTrouble(), null, "trouble");
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

Deno.test("damaged texts are set aside before the first writing", () => {
  const kept = storageOf({ [PLACE]: "{oops" });
  same(readKept(), {}, "kept");
  same(keepingTrouble(), "damaged", "trouble");
  same(kept.get(PLACE), "{oops", "reading changes nothing");
  addKept({ "a.one": "tried" });
  same(readKept(), { "a.one": "tried" }, "kept");
  same(keepingTrouble(), null, "trouble");
  kept.set(PLACE, "[]");
  addKept({ "a.two": "tried" });
  kept.set(PLACE, "{oops");
  addKept({ "a.three": "tried" });
  same(stored(kept), { "a.three": "tried" }, "kept");
  const aside = ["", "-2", "-3"].map((n) => kept.get(`${PLACE}/damaged${n}`));
  same(aside, ["{oops", "[]", undefined], "set aside, and the same once only");
});

Deno.test("where a damaged text cannot be set aside it is not written over", () => {
  const kept = storageOf({ [PLACE]: "{oops" }, { full: true });
  addKept({ "a.one": "solved" });
  same(kept.get(PLACE), "{oops", "as it was");
  same(readKept(), { "a.one": "solved" }, "the page remembers");
  same(keptOf("a.one"), "unsaved", "and says that it is not saved");
});

Deno.test("a newer version's text is left alone", () => {
  const kept = storageOf({ [PLACE]: NEWER });
  addKept({ "a.one": "solved" });
  same(resetKept(), false, "forgotten");
  same(kept.get(PLACE), NEWER, "as it was");
  same(keepingTrouble(), "newer", "trouble");
  same(readKept(), { "a.one": "solved" }, "the page remembers");
});

for (const trouble of ["full", "forbidden", "missing", "silent"]) {
  Deno.test(`where storage is ${trouble}, the page remembers by itself`, () => {
    storageOf({}, { [trouble]: true });
    same(
      keepingTrouble(),
      "nothing kept",
      "trouble, before anything is solved",
    );
    addKept({ "a.one": "tried" });
    addKept({ "a.one": "solved" });
    same(readKept(), { "a.one": "solved" }, "kept");
    same(keptOf("a.one"), "unsaved", "its state");
    same(resetKept(), true, "forgotten");
    same(readKept(), {}, "kept after reset");
  });
}

Deno.test("a tab that could not store does not erase another tab's work", () => {
  const trouble = { full: true };
  const kept = storageOf({ [PLACE]: textOf({ "a.one": "tried" }) }, trouble);
  addKept({ "a.two": "solved" });
  same(
    readKept(),
    { "a.one": "tried", "a.two": "solved" },
    "what it remembers",
  );
  const other = { "a.one": "solved", "b.one": "solved" };
  kept.set(PLACE, textOf(other)); // the other tab
  trouble.full = false;
  same(readKept(), { ...other, "a.two": "solved" }, "what it sees");
  same(keepingTrouble(), "nothing kept", "something is not saved yet");
  addKept({ "a.three": "tried" });
  const all = { ...other, "a.two": "solved", "a.three": "tried" };
  same(mergedStates(all, stored(kept)), all, "stored");
  same(keptOf("a.two"), "solved", "its state");
  same(keepingTrouble(), null, "trouble");
});

Deno.test("what another tab forgets is forgotten, also where it was not saved", () => {
  storageOf({}, { full: true });
  const stop = watchKept(() => {});
  addKept({ "a.one": "solved" });
  const event = Object.assign(new Event("storage"), { key: PLACE });
  globalThis.dispatchEvent(Object.assign(event, { newValue: null }));
  same(readKept(), {}, "kept");
  stop();
});

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

Deno.test("what was asked again is kept beside what is solved", () => {
  const kept = storageOf({});
  addKept({ "a.one": "solved" }, { "a.one": "100:3" });
  addKept({}, { "a.one": "90:1", "a.two": "7:2" });
  same(readReviews(), { "a.one": "90:1 100:3", "a.two": "7:2" }, "reviews");
  same(readKept(), { "a.one": "solved" }, "states");
  // Another tab's are kept, too, and a full disk takes nothing away.
  const other = mergedReviews(readReviews(), { "a.three": "8:4" });
  kept.set(PLACE, textOf(readKept(), other));
  addKept({}, { "a.two": "9:3" });
  const all = { "a.one": "90:1 100:3", "a.three": "8:4", "a.two": "7:2 9:3" };
  same(mergedReviews({}, readReviews()), all, "of both tabs");
  same(progressFrom(kept.get(PLACE)).states, { "a.one": "solved" }, "states");
  resetKept();
  same(readReviews(), {}, "after reset");
});

Deno.test("reviews are merged in any order, and the latest are kept", () => {
  const some = { "a.one": "10:3 2:1", "a.two": "5:3" };
  const others = { "a.one": "2:1 30:2", "b.one": "1:4" };
  const merged = { "a.one": "2:1 10:3 30:2", "a.two": "5:3", "b.one": "1:4" };
  same(mergedReviews(some, others), merged, "one way");
  same(
    mergedReviews(others, merged)["a.one"],
    "2:1 10:3 30:2",
    "the other way",
  );
  const many = Array.from({ length: 50 }, (_, i) => `${i + 1}:3`).join(" ");
  const latest = mergedReviews({}, { "a.one": many })["a.one"].split(" ");
  same(
    [latest.length, latest[0], latest.at(-1)],
    [30, "21:3", "50:3"],
    "latest",
  );
});

Deno.test("what is no practice is refused", () => {
  const whole = textOf({ "a.one": "solved" }, { "a.one": "9:3" });
  same(progressFrom(whole).reviews, { "a.one": "9:3" }, "read");
  for (const bad of ['"9:5"', '"9"', '""', '"9:3 "', "9", "null", '"-9:3"']) {
    const text = whole.replace('"9:3"', bad);
    let told = "";
    try {
      progressFrom(text);
    } catch (error) {
      told = error.message;
    }
    const words = "This progress file holds something that is no practice.";
    same(told, words, bad);
  }
});
