// Draw a digit, and a network reads it while you draw: the picture that it gets, the
// activations of two hidden layers and ten probabilities. What becomes of the strokes
// is, name by name, that of lessons_pkg/explore/digits.py.

import { move, shape } from "../lib/draw.js";
import { Network } from "../lib/mlp.js";
import { softmax } from "../lib/softmax.js";
import { follow, formula, html, readout } from "../lib/controls.js";
import { button, frame, resetButton } from "../lib/frame.js";
import { option, picker } from "../lib/pickers.js";

const YOURS = "yours";
const DIGIT = option(
  "digit",
  "Test digits",
  ["1", "2", "3", "4", "5", "6", "7", "8", "yours"],
);
const STROKES = { name: "strokes", read: strokesFrom };
const STATE = [DIGIT, STROKES];
const SIZES = [64, 32, 16, 10];
const [FIELD, MOST] = [100, 200];
const NEAR = 3; // a point that is not farther from the last one is left out
const QUESTION =
  "Draw a digit. Which one does the network read, and what makes it unsure?";

// From strokes to a picture -----------------------------------------------------------

const [SIDE, WIDE] = [32, 20];
const [PEN, THICKER] = [4.8, 2];
const INK = [256, 412];
const STRETCH = 3;

/** The ends [x, y, x, y] of all line segments, in the frame that their ink fills. */
function framed(strokes, pen) {
  const place = (k, side) => {
    const all = strokes.map((row) => row[k]);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const scale = (side - pen) / Math.max(high - low, 1e-9);
    return { middle: (low + high) / 2, scale };
  };
  const [x, y] = [place(0, WIDE), place(1, SIDE)];
  const across = Math.min(x.scale, STRETCH * y.scale);
  const down = Math.min(y.scale, STRETCH * x.scale);
  const points = strokes.map((row) => [
    (row[0] - x.middle) * across + SIDE / 2,
    (row[1] - y.middle) * down + SIDE / 2,
  ]);
  const begins = (k) => k === 0 || strokes[k]?.[2] !== 1;
  return points.flatMap((end, k) => {
    if (!begins(k)) return [[...points[k - 1], ...end]];
    return begins(k + 1) ? [[...end, ...end]] : [];
  });
}

/** The whole numbers from one number to another that lie in the bitmap. */
const between = (low, high) => [
  Math.max(0, Math.floor(low)),
  Math.min(SIDE - 1, Math.ceil(high)),
];

/** The bitmap, as 32 rows of 0 and 1: what lies within half a pen of a segment. */
function inked(strokes, pen) {
  const bitmap = Array.from({ length: SIDE }, () => new Uint8Array(SIDE));
  for (const [x, y, toX, toY] of framed(strokes, pen)) {
    const [across, down] = [toX - x, toY - y];
    const square = across * across + down * down || 1;
    // Points farther away need no look.
    const [top, bottom] = between(
      Math.min(y, toY) - pen,
      Math.max(y, toY) + pen,
    );
    const [left, right] = between(
      Math.min(x, toX) - pen,
      Math.max(x, toX) + pen,
    );
    for (let row = top; row <= bottom; row++) {
      const dy = row + 0.5 - y;
      for (let column = left; column <= right; column++) {
        const dx = column + 0.5 - x;
        const along = (dx * across + dy * down) / square;
        const near = Math.min(Math.max(along, 0), 1);
        const [a, b] = [dx - near * across, dy - near * down];
        if (a * a + b * b <= pen * pen / 4) bitmap[row][column] = 1;
      }
    }
  }
  return bitmap;
}

/** Shift the rows so that the left ends of the top and of the bottom align. */
function upright(bitmap) {
  const full = bitmap.map((row) => row.includes(1));
  const [top, bottom] = [full.indexOf(true) + 2, full.lastIndexOf(true) - 2];
  if (top >= bottom || !full[top] || !full[bottom]) return bitmap;
  const [above, below] = [top, bottom].map((row) => bitmap[row].indexOf(1));
  const lean = (above - below) / (bottom - top);
  return bitmap.map((row, k) => {
    const shift = Math.floor((k - SIDE / 2) * lean + 0.5);
    return row.map((_, column) => row[column - shift] ?? 0);
  });
}

const inkOf = (bitmap) =>
  bitmap.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0);

/** The 64 counts, 0 to 16, of strokes as the data set would have them. */
export function picture(strokes) {
  let bitmap = inked(strokes, PEN);
  const ink = inkOf(bitmap);
  if (ink < INK[0]) bitmap = inked(strokes, PEN + THICKER);
  else if (ink > INK[1]) bitmap = inked(strokes, PEN - THICKER);
  const counts = Array(64).fill(0);
  for (const [row, points] of upright(bitmap).entries()) {
    for (const [column, point] of points.entries()) {
      counts[8 * (row >> 2) + (column >> 2)] += point;
    }
  }
  return counts;
}

// The network -------------------------------------------------------------------------

/** Both hidden layers and the probabilities, from 64 counts. */
export function reader({ coefs, intercepts }) {
  const network = new Network(SIZES, { coefs, intercepts }, "relu");
  return (pixels) => {
    const X = Float64Array.from(pixels, (count) => count / 16);
    const { Z, A } = network.forward(X);
    return [[...A[1]], [...A[2]], softmax([...Z.at(-1)])];
  };
}

/** The two digits of which it is surest, with their probabilities. */
export function guesses(shares) {
  const order = shares.map((_, digit) => digit)
    .sort((a, b) => shares[b] - shares[a] || a - b);
  const [guess, second] = order;
  return { guess, sure: shares[guess], second, next: shares[second] };
}

// What the reader draws ---------------------------------------------------------------

/** The strokes that a link names, if there can be such. */
function strokesFrom(numbers) {
  const rows = [];
  for (let i = 0; i < numbers.length; i += 3) {
    rows.push(numbers.slice(i, i + 3));
  }
  const inside = (at) => Number.isInteger(at) && at >= 0 && at < FIELD;
  const fit = ([x, y, down]) =>
    inside(x) && inside(y) && (down === 0 || down === 1);
  return rows.length <= MOST && rows.every(fit) ? rows : undefined;
}

/** Strokes with one more point, unless it is near the last or there is no room. */
export function drawnTo(strokes, [x, y], down, near = NEAR) {
  const place = [x, y].map((at) =>
    Math.min(FIELD - 1, Math.max(0, Math.round(at)))
  );
  const last = strokes.at(-1);
  const close = down && last &&
    Math.hypot(place[0] - last[0], place[1] - last[1]) < near;
  if (close || strokes.length >= MOST) return strokes;
  return [...strokes, [...place, down]];
}

/** The path of strokes; a stroke of one point is a dot. */
export const pathOf = (strokes) =>
  strokes.map(([x, y, down], k) => k && down ? `L${x} ${y}` : `M${x} ${y}h0`)
    .join("");

/** The drawing as the reader changes it: a pen goes on, or begins upon a test digit. */
class Drawing {
  constructor(model) {
    this.model = model;
  }

  /** Draw to some places; `down` is 0 where a stroke begins. */
  draw(places, down, near) {
    const { model } = this;
    const own = model.get("digit") === YOURS;
    let strokes = own ? model.get("strokes") : [];
    for (const place of places) strokes = drawnTo(strokes, place, down, near);
    this.put(strokes);
  }

  put(strokes) {
    this.model.set("strokes", strokes);
    this.model.set("digit", YOURS);
  }

  /** Tell Python, once for a stroke. */
  save() {
    this.model.save_changes();
  }
}

const KEYS = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const KEY_STEP = 10;

/** Draw by mouse, finger or stylus on an SVG of FIELD units. */
function pointerPen(svg, drawing, tell) {
  let drawn = null; // the pointer that draws
  const placeOf = (event) => {
    const { left, top, width } = svg.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top].map((at) =>
      at * FIELD / width
    );
  };
  const finish = (event) => {
    if (event.pointerId !== drawn) return;
    drawn = null;
    drawing.save();
    tell();
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || drawn !== null) return;
    drawn = event.pointerId;
    svg.setPointerCapture(drawn);
    drawing.draw([placeOf(event)], 0);
  });
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawn) return;
    // Where the pointer was between two frames, too.
    const passed = event.getCoalescedEvents?.() ?? [];
    drawing.draw([...passed, event].map(placeOf), 1);
  });
  svg.addEventListener("pointerup", (event) => {
    if (event.pointerId === drawn) drawing.draw([placeOf(event)], 1, 1);
    finish(event);
  });
  svg.addEventListener("lostpointercapture", finish);
  // A finger draws here and does not scroll the page; in a drawing, CSS's touch-action
  // is not heeded everywhere.
  svg.addEventListener("touchstart", (event) => event.preventDefault(), {
    passive: false,
  });
}

/** Draw by keyboard: arrows move a pen, Space or Enter puts it down and lifts it. */
function keyboardPen(svg, drawing, tell) {
  const pen = shape(svg, "g", {
    class: "lessons-point lessons-pen",
    role: "button",
    tabindex: 0,
  });
  shape(pen, "circle", { class: "lessons-hit", r: 9 });
  shape(pen, "circle", { class: "lessons-ring", r: 7 });
  shape(pen, "circle", { class: "lessons-nib", r: 3 });
  let [place, down] = [[FIELD / 2, FIELD / 2], false];
  const show = () => {
    const [x, y] = place;
    move(pen, {
      transform: `translate(${x} ${y})`,
      "aria-pressed": down,
      "aria-label": `pen ${x} from the left, ${y} from the top`,
    });
  };
  const press = () => {
    down = !down;
    if (down) drawing.draw([place], 0);
    drawing.save();
    show();
    tell();
  };
  const inside = (at) => Math.min(FIELD - KEY_STEP, Math.max(KEY_STEP, at));
  pen.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const way = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    const pressed = event.key === "Enter" || event.key === " ";
    if (!way && !pressed) return;
    event.preventDefault(); // the page would scroll
    if (pressed) return press();
    place = place.map((at, i) => inside(at + KEY_STEP * way[i]));
    if (down) drawing.draw([place], 1);
    drawing.save();
    show();
    tell();
  });
  // A click without a pointer is one by a screen reader.
  pen.addEventListener("click", (event) => {
    if (event.detail === 0) press();
  });
  // Whoever leaves lifts the pen.
  pen.addEventListener("blur", () => {
    down = false;
    show();
  });
  show();
  return () => {
    down = false;
    show();
  };
}

// What the reader sees ----------------------------------------------------------------

/** Squares in columns, darker where a value is higher; returns how to show values. */
function squares(parent, columns, count, kind = "") {
  const rows = count / columns;
  const svg = shape(parent, "svg", {
    class: `lessons-squares ${kind}`,
    viewBox: `0 0 ${columns} ${rows}`,
    "aria-hidden": "true",
  });
  const cells = Array.from({ length: count }, (_, i) =>
    shape(svg, "rect", {
      x: i % columns + 0.04,
      y: Math.floor(i / columns) + 0.04,
      width: 0.92,
      height: 0.92,
    }));
  return (values, most) => {
    for (const [i, cell] of cells.entries()) {
      const part = most > 0 ? values[i] / most : 0;
      cell.style.fillOpacity = part.toFixed(3);
    }
  };
}

/** A part of the figure with its name above it. */
function named(parent, kind, words) {
  const room = html("div", { class: `lessons-part lessons-${kind}` });
  room.append(html("span", { class: "lessons-named" }, words));
  parent.append(room);
  return room;
}

/** The probabilities as ten bars with their numbers. */
function bars(parent) {
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const number = readout(`p${digit}`, 3);
    const fill = html("span");
    const bar = html("span", { class: "lessons-share", "aria-hidden": "true" });
    bar.append(fill);
    const row = html("div", { class: "lessons-chance" });
    row.append(html("span", {}, String(digit)), bar, number.node);
    parent.append(row);
    return { row, fill, number };
  });
  return (shares, guess) => {
    for (const [digit, { row, fill, number }] of rows.entries()) {
      number.write(shares[digit]);
      fill.style.width = `${100 * (shares[digit] || 0)}%`;
      row.classList.toggle("lessons-first", digit === guess);
    }
  };
}

/** A picker of test digits that shows them, small. */
function samplePicker(parent, model, samples) {
  const thumbs = samples.map(({ pixels }, i) => {
    const face = html("span", { class: "lessons-thumb" });
    squares(face, 8, 64)(pixels, 16);
    face.append(html("span", { class: "lessons-unseen" }, String(i + 1)));
    return [String(i + 1), face];
  });
  const names = { ...Object.fromEntries(thumbs), [YOURS]: "yours" };
  return picker(parent, model, { ...DIGIT, names });
}

const EMPTY = "The field is empty: draw a digit.";
const FULL = "A link holds no more ink than this: press Clear, and draw anew.";

/** What is to be said of a reading. */
export function verdictOn({ guess, sure }, label, points) {
  if (guess === undefined) return EMPTY;
  if (label !== undefined) {
    const right = label === guess ? "reads it right" : "is wrong";
    return `It was written as a digit ${label}: the network ${right}.`;
  }
  if (points >= MOST) return FULL;
  if (sure < 0.5) {
    return "Unsure: even the first guess has less than half of the probability.";
  }
  return sure < 0.9
    ? "Not quite sure: the other digits share more than a tenth of the probability."
    : "Sure, but it has only ten answers: a letter would get one of them, too.";
}

const HOW =
  "What you draw is brought to the form of the data set, by what its makers did. " +
  "The drawing is stretched to a frame of 20 by 32 points in a bitmap of 32 by 32, " +
  "made thicker or thinner if it has too little or too much ink, and set upright. " +
  "The ink in each block of 4 by 4 is counted, 0 to 16, and divided by 16. " +
  "A square of the pictures is the stronger the more ink it has; in a hidden layer " +
  "the strongest square is the unit with the largest activation.";
const TRAINED =
  "The network has learned from 1078 of the 1797 digits, each moved and bent a " +
  "little anew in every epoch. The test digits are new to it.";
const KEYBOARD =
  "By keyboard: Tab leads to a pen in the middle of the field, arrows move it, and " +
  "Space puts it down and lifts it.";

function render({ model, el }) {
  const parts = frame(el, "Draw a digit", QUESTION);
  parts.figure.classList.add("lessons-pair");
  const [before, behind] = [0, 1].map(() => {
    const room = html("div", { class: "lessons-layers" });
    parts.figure.append(room);
    return room;
  });
  const yours = named(before, "field", "draw here");
  const svg = shape(yours, "svg", {
    class: "lessons-paper",
    viewBox: `0 0 ${FIELD} ${FIELD}`,
    role: "group",
    "aria-label":
      "A field to draw in. On its pen, the arrow keys move it, and " +
      "Space puts it down or lifts it",
  });
  const shown = shape(svg, "g", { "aria-hidden": "true" });
  const sample = squares(shown, 8, 64, "lessons-faint");
  const prompt = { class: "lessons-invitation", x: FIELD / 2, y: FIELD / 2 + 3 };
  shape(svg, "text", { ...prompt, "aria-hidden": "true" }, "draw a digit");
  const ink = shape(svg, "path", {
    class: "lessons-ink",
    "aria-hidden": "true",
  });
  move(ink, { "stroke-width": 10 });
  const layer = (parent, kind, words, columns, count) =>
    squares(named(parent, kind, words), columns, count);
  const input = layer(before, "input", "8 × 8", 8, 64);
  const hidden = [
    layer(behind, "units32", "layer 1", 4, 32),
    layer(behind, "units16", "layer 2", 2, 16),
  ];
  const chances = bars(named(behind, "output", "probability"));

  const numbers = {
    guess: readout("guess", 0),
    sure: readout("sure", 2),
    second: readout("second", 0),
    next: readout("next", 2),
  };
  const { guess, sure, second, next } = numbers;
  parts.readouts.append(
    formula("first guess ", guess.node, ", probability ", sure.node),
    " ",
    formula("second guess ", second.node, ", probability ", next.node),
  );
  const said = html("span", { class: "lessons-unseen", role: "status" });
  const tell = () => {
    const first = `first guess ${guess.text()}, probability ${sure.text()}, `;
    const then = `second guess ${second.text()}`;
    said.textContent = model.get("digit") === YOURS ? first + then : "";
  };
  const drawing = new Drawing(model);
  pointerPen(svg, drawing, tell);
  const lift = keyboardPen(svg, drawing, tell);

  const read = reader(model.get("network"));
  const samples = model.get("samples");
  const pick = samplePicker(parts.main, model, samples);
  button(parts.buttons, "Clear", () => {
    lift();
    drawing.put([]);
    drawing.save();
    said.textContent = EMPTY;
  });
  resetButton(parts.buttons, model, STATE);
  parts.buttons.append(said);
  parts.fold("How it gets to the network").append(
    html("p", {}, HOW),
    html("p", {}, TRAINED),
    html("p", {}, KEYBOARD),
  );

  return follow(model, STATE, [], ({ digit, strokes }) => {
    const { label, pixels } = samples[DIGIT.choices.indexOf(digit)] ?? {};
    const counts = pixels ?? (strokes.length ? picture(strokes) : null);
    const [first, then, shares] = counts ? read(counts) : [[], [], []];
    const best = counts ? guesses(shares) : {};
    shown.style.display = pixels ? "" : "none";
    if (pixels) sample(pixels, 16);
    ink.setAttribute("d", pixels ? "" : pathOf(strokes));
    input(counts ?? [], counts ? 16 : 0);
    hidden[0](first, Math.max(...first, 0));
    hidden[1](then, Math.max(...then, 0));
    chances(Array.from({ length: 10 }, (_, k) => shares[k] ?? NaN), best.guess);
    for (const name in numbers) numbers[name].write(best[name] ?? NaN);
    svg.classList.toggle("lessons-blank", !counts);
    parts.readouts.classList.toggle("lessons-unknown", !counts);
    parts.note.textContent = verdictOn(best, label, strokes.length);
    pick();
  });
}

export default { render };
