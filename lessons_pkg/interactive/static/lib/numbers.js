// The numbers behind the drawings: the sigmoid and its relatives in the same stable
// forms as lessons_pkg, and how a number is rounded, stepped and written.
// Nothing here touches the page.

/** The sigmoid 1 / (1 + e^-z), without overflow. */
export function sigmoid(z) {
  const e = Math.exp(Math.min(z, 40));
  return e / (1 + e);
}

/** The slope of the sigmoid at z, exact in the tails too. */
export function sigmoidSlope(z) {
  const e = Math.exp(-Math.abs(z));
  return e / (1 + e) ** 2;
}

/** Cross-entropy of a score z with the label y, without overflow. */
export function entropyOf(z, y) {
  return Math.max(z, 0) - y * z + Math.log1p(Math.exp(-Math.abs(z)));
}

const HUGE = 1e15; // from here on a float has hardly a decimal left

/**
 * The number as text: a true minus sign, fixed decimals, never "−0"; a huge one with
 * four digits, and "–" for nan, where nothing is known. The same as
 * interactive/numbers.py, and so is `fourDigits`.
 */
export function fixed(value, decimals) {
  if (Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  const written = size < HUGE ? size.toFixed(decimals) : fourDigits(size);
  const digits = size === Infinity ? "∞" : written;
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}

/** A finite number with four significant digits. */
export const fourDigits = (number) => significant(number, 4);

/** A finite number with two significant digits. */
export const twoDigits = (number) => significant(number, 2);

function significant(number, count) {
  if (number === 0) return "0";
  const [digits, exponent] = number.toExponential(count - 1).split("e");
  const power = Number(exponent);
  const isPlain = -4 <= power && power < 6;
  const text = isPlain ? Number(`${digits}e${power}`).toFixed(10) : digits;
  const short = text.replace(/\.?0+$/, "");
  return isPlain ? short : `${short}e${power}`;
}

/** The nearest multiple of `step` that lies between min and max. */
export function snap(value, { min, max }, step) {
  const near = Math.round(value / step) * step;
  // Ten decimals: 3 * 0.1 shall be 0.3. Adding 0 turns -0 into 0.
  return Number(Math.min(max, Math.max(min, near)).toFixed(10)) + 0;
}

/** Where a key moves a slider that stands at `value`, or null for other keys. */
export function keyMove(key, value, control) {
  const { min, max, step } = control;
  const moves = {
    ArrowRight: value + step,
    ArrowUp: value + step,
    ArrowLeft: value - step,
    ArrowDown: value - step,
    PageUp: value + 10 * step,
    PageDown: value - 10 * step,
    Home: min,
    End: max,
  };
  return Object.hasOwn(moves, key) ? snap(moves[key], control, step) : null;
}

/** The straight line that carries [a, b] onto [c, d]. */
export function scale([a, b], [c, d]) {
  return (value) => c + ((value - a) / (b - a)) * (d - c);
}

/** Round numbers that cut [low, high] into `count` parts or fewer. */
export function ticks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough * (1 - 1e-9));
  const step = factor * power;
  const values = [];
  for (
    let n = Math.ceil(low / step - 1e-9);
    n * step <= high + 1e-9 * step;
    n++
  ) {
    values.push(Number((n * step).toFixed(10)) + 0);
  }
  return {
    values,
    decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
  };
}

/** Points [x, f(x)] at n + 1 equal distances from low to high. */
export function sample(f, [low, high], n) {
  return Array.from({ length: n + 1 }, (_, i) => {
    const x = low + ((high - low) * i) / n;
    return [x, f(x)];
  });
}
