// What is set or typed in an exercise, kept in this tab until it is closed, so that a
// reload or Back loses nothing. Where a browser keeps nothing, nothing is said.

const PLACE = "from-sigmoid-to-backprop/drafts";
const LIMIT = 2000; // characters of one answer; no right one needs a tenth of it
const NONE = { turn: 0, answer: null, checked: false };

/** The { turn, answer, checked } of an exercise, if it is still the same exercise. */
export function readDraft(spec) {
  try {
    const kept = globalThis.sessionStorage.getItem(`${PLACE}/${spec.id}`);
    const { of, turn, answer, checked } = JSON.parse(kept) ?? {};
    if (of !== sizeOf(spec)) return NONE;
    const place = Number.isInteger(turn) ? turn : 0;
    return { turn: place, answer, checked: checked === true };
  } catch {
    return NONE;
  }
}

/**
 * Keep an answer to the member of this turn, and whether it was checked; one that is
 * too long is not kept.
 */
export function keepDraft(spec, turn, answer, checked) {
  const text = JSON.stringify({ of: sizeOf(spec), turn, answer, checked });
  const place = `${PLACE}/${spec.id}`;
  try {
    if (text.length > LIMIT) globalThis.sessionStorage.removeItem(place);
    else globalThis.sessionStorage.setItem(place, text);
  } catch {
    // A full or forbidden storage: the draft lasts as long as the page.
  }
}

/** Tells one edition of an exercise from the next, in which options may have moved. */
function sizeOf(spec) {
  return JSON.stringify(spec).length;
}
