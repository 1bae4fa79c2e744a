// The marks of two classes, the same as in the book's figures: a ring or a disc, and a
// triangle.

/** A circle around a pixel. */
const circle = ([x, y], r) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

/** A triangle around a pixel. */
const triangle = ([x, y], r) =>
  `M${x} ${y - 1.15 * r}L${x + 1.05 * r} ${y + 0.8 * r}H${x - 1.05 * r}Z`;

/** The outline of class 0, and the one of class 1, around a pixel. */
export const MARKS = [circle, triangle];
