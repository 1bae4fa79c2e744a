// Softmax: lessons_pkg/softmax.py in the page. A test holds the two together.

/** eᶻ / Σ eᶻ for a row of logits z; the largest is subtracted first. */
export function softmax(z) {
  const top = Math.max(...z);
  const e = z.map((each) => Math.exp(each - top));
  const sum = e.reduce((total, each) => total + each, 0);
  return e.map((each) => each / sum);
}
