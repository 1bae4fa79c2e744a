// What the reader of the book has tried and solved, and what was practised when, kept
// in this browser only: the same text as exercise/store.py's file. What a browser does
// not take (a private window, a full disk) lasts as long as the page, and the page says
// so. A damaged text is set aside; a newer version's is left alone.

const FORMAT = "from-sigmoid-to-backprop progress";
const VERSION = 1;
const LIMIT = 100_000; // bytes; the whole book needs a tenth of it
const STATES = ["tried", "solved"];
// When it was asked, in minutes since 1970, and how well it went, from 1 to 4.
const REVIEWS = /^\d{1,10}:[1-4]( \d{1,10}:[1-4])*$/;
const LATEST = 30; // reviews of one exercise that are kept
const EXERCISE_ID = /^[a-z_]+\.[a-z0-9-]+$/;
const PLACE = "from-sigmoid-to-backprop/progress";

// One for all copies of this file on a page, of which each script brings its own.
const page = globalThis[Symbol.for(PLACE)] ??= {
  unsaved: {}, // states that the browser did not take
  unsavedReviews: {},
  watchers: new Set(),
};

/** { exercise's id: "tried" or "solved" }. */
export function readKept() {
  return mergedStates(stored().states, page.unsaved);
}

/** { exercise's id: "minute:grade …" }, when it was practised and how it went. */
export function readReviews() {
  return mergedReviews(stored().reviews, page.unsavedReviews);
}

/** Add states and reviews to those that are kept; another tab's are kept too. */
export function addKept(states, reviews = {}) {
  const found = stored();
  const unsaved = mergedStates(page.unsaved, states);
  const unsavedReviews = mergedReviews(page.unsavedReviews, reviews);
  const text = textOf(
    mergedStates(found.states, unsaved),
    mergedReviews(found.reviews, unsavedReviews),
  );
  const saved = setAside(found) && store(PLACE, text);
  page.unsaved = saved ? {} : unsaved;
  page.unsavedReviews = saved ? {} : unsavedReviews;
  page.watchers.forEach((watcher) => watcher());
}

/** Forget everything; say whether that worked. */
export function resetKept() {
  const found = stored();
  if (found.trouble !== "newer") {
    setAside(found);
    store(PLACE, null);
    page.unsaved = {};
    page.unsavedReviews = {};
    page.watchers.forEach((watcher) => watcher());
  }
  return Object.keys(readKept()).length === 0 && found.trouble !== "newer";
}

/** An exercise's state, or "unsaved" where what was solved lasts only for now. */
export function keptOf(id) {
  const unsaved = page.unsaved[id] === "solved";
  return unsaved ? "unsaved" : stored().states[id];
}

/** What an exercise says of its state. */
export function markOf(state) {
  return { solved: "✓ solved", unsaved: "✓ solved, not saved" }[state] ?? "";
}

/** What hinders keeping: "nothing kept", "damaged" or "newer"; null if all is well. */
export function keepingTrouble() {
  const { trouble } = stored();
  if (trouble) return trouble;
  const room = "room for a page of exercises ".repeat(50);
  const works = store(`${PLACE}/probe`, room) && store(`${PLACE}/probe`, null);
  const unsaved = { ...page.unsaved, ...page.unsavedReviews };
  const all = Object.keys(unsaved).length === 0;
  return works && all ? null : "nothing kept";
}

/** Call `watcher` after every change, in this tab or another; returns how to stop. */
export function watchKept(watcher) {
  const heard = ({ key, newValue }) => {
    if (key !== PLACE && key !== null) return;
    if (newValue === null) { // forgotten, in another tab
      page.unsaved = {};
      page.unsavedReviews = {};
    }
    watcher();
  };
  // Back on a page that the browser had put to sleep.
  const woken = ({ persisted }) => persisted && watcher();
  page.watchers.add(watcher);
  globalThis.addEventListener("storage", heard);
  globalThis.addEventListener("pageshow", woken);
  return () => {
    page.watchers.delete(watcher);
    globalThis.removeEventListener("storage", heard);
    globalThis.removeEventListener("pageshow", woken);
  };
}

/** Let the reader save a text as a file, at first the progress. */
export function saveAsFile(text, name = "progress.json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Read a file of progress; one that is too large is not even opened. */
export async function progressInFile(file) {
  if (file.size > LIMIT) refuse("This is too large to be a progress file.");
  return progressFrom(await file.text());
}

/** For each exercise the better of two states. */
export function mergedStates(some, others) {
  const merged = { ...some };
  for (const [id, state] of Object.entries(others)) {
    const better = STATES.indexOf(state) > STATES.indexOf(merged[id]);
    if (better) merged[id] = state;
  }
  return merged;
}

/** For each exercise the reviews of both, the latest at the end. */
export function mergedReviews(some, others) {
  const merged = { ...some };
  for (const [id, reviews] of Object.entries(others)) {
    const all = new Set(`${merged[id] ?? ""} ${reviews}`.trim().split(" "));
    const sorted = [...all].sort((a, b) => placeOf(a) - placeOf(b));
    merged[id] = sorted.slice(-LATEST).join(" ");
  }
  return merged;
}

function placeOf(review) {
  const [minute, grade] = review.split(":").map(Number);
  return 10 * minute + grade;
}

function sorted(parts) {
  return Object.fromEntries(
    Object.keys(parts).sort().map((id) => [id, parts[id]]),
  );
}

/** The text of a progress file, without practice where there was none. */
export function textOf(states, reviews = {}) {
  const exercises = sorted(states);
  const content = { format: FORMAT, version: VERSION, exercises };
  if (Object.keys(reviews).length > 0) content.practice = sorted(reviews);
  return JSON.stringify(content, null, 1) + "\n";
}

/** Read the states in the text of a progress file. */
export function statesFrom(text) {
  return progressFrom(text).states;
}

/** Read the text of a progress file, of which every part is checked. */
export function progressFrom(text) {
  if (new TextEncoder().encode(text).length > LIMIT) {
    refuse("This is too large to be a progress file.");
  }
  const content = parsed(text);
  if (!isObject(content) || content.format !== FORMAT) {
    refuse("This is not a progress file of this book.");
  }
  if (isNewer(content)) {
    refuse("This progress file is of a newer version of this book.");
  }
  if (content.version !== VERSION) {
    refuse("This progress file is of a version unknown here.");
  }
  if (!isObject(content.exercises)) {
    refuse("This progress file lists no exercises.");
  }
  for (const [id, state] of Object.entries(content.exercises)) {
    if (!isId(id) || !STATES.includes(state)) {
      refuse("This progress file holds something that is no exercise.");
    }
  }
  const { exercises: states, practice = {} } = content;
  if (!isObject(practice)) refuse("This progress file lists no practice.");
  for (const [id, reviews] of Object.entries(practice)) {
    if (!isId(id) || typeof reviews !== "string" || !REVIEWS.test(reviews)) {
      refuse("This progress file holds something that is no practice.");
    }
  }
  return { states, reviews: practice };
}

function isId(id) {
  return EXERCISE_ID.test(id) && id.length <= 80;
}

function refuse(words) {
  throw new Error(words);
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNewer(content) {
  return isObject(content) && content.format === FORMAT &&
    typeof content.version === "number" && content.version > VERSION;
}

function parsed(text) {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return null;
  }
}

/** What the browser keeps: the states, and if it cannot be used the text and why. */
function stored() {
  let text;
  try {
    text = globalThis.localStorage.getItem(PLACE);
  } catch {
    return { states: {}, reviews: {}, trouble: "nothing kept" };
  }
  if (text === null) return { states: {}, reviews: {} };
  try {
    return progressFrom(text);
  } catch {
    const trouble = isNewer(parsed(text)) ? "newer" : "damaged";
    return { states: {}, reviews: {}, text, trouble };
  }
}

/** Put a damaged text where none is yet; say whether its place may be written. */
function setAside({ text, trouble }) {
  if (trouble !== "damaged") return trouble === undefined;
  let place = `${PLACE}/damaged`;
  for (let i = 2; ![null, text].includes(localStorage.getItem(place)); i++) {
    place = `${PLACE}/damaged-${i}`;
  }
  return store(place, text);
}

/** Keep a text, or nothing; say whether that worked. */
function store(place, text) {
  try {
    if (text === null) globalThis.localStorage.removeItem(place);
    else globalThis.localStorage.setItem(place, text);
    return globalThis.localStorage.getItem(place) === text;
  } catch {
    return false;
  }
}
