// Rosenblatt's rule on points [x1, x2, t] of the plane, update by update, and its
// theorem: the same lines as lessons_pkg/explore/rosenblatt.py. Places are counted in
// hundredths, so that a score of 0 is one to the last digit.

const HUNDREDTHS = 100;

/** t(x1, x2, 1) for each point, in hundredths. */
export function signedPoints(points) {
  return points.map(([x1, x2, t]) =>
    [t * x1, t * x2, t].map((each) => Math.round(HUNDREDTHS * each))
  );
}

/** The product of two vectors of three numbers. */
export function dot3(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** The updates of the rule, and whether it rests after at most so many. */
export function rosenblattRun(points, most) {
  const vectors = signedPoints(points);
  const updates = [];
  let [weights, epoch] = [[0, 0, 0], 0];
  while (updates.length === 0 || updates.at(-1).epoch === epoch) {
    epoch += 1;
    for (const [point, v] of vectors.entries()) {
      if (dot3(weights, v) > 0) continue;
      if (updates.length === most) return { updates, rests: false };
      weights = weights.map((each, i) => each + v[i]);
      updates.push({ epoch, point, weights });
    }
  }
  return { updates, rests: true };
}

/** Where a run stands after a step: the weights, as numbers, and what led there. */
export function standing({ updates }, step) {
  const made = updates.slice(0, step);
  const last = made.at(-1);
  const weightsOf = (update) =>
    (update?.weights ?? [0, 0, 0]).map((each) => each / HUNDREDTHS);
  return {
    mistakes: made.length,
    // One step more than there are updates is the epoch without a mistake.
    resting: step > updates.length,
    epoch: (last?.epoch ?? 1) + (step > updates.length ? 1 : 0),
    point: last?.point ?? -1,
    weights: weightsOf(last),
    before: weightsOf(made.at(-2)),
  };
}

/** How many mistakes each epoch has had so far. */
export function mistakesByEpoch({ updates }, { mistakes, epoch }) {
  const counts = Array(epoch).fill(0);
  for (const update of updates.slice(0, mistakes)) {
    counts[update.epoch - 1] += 1;
  }
  return counts;
}

const apart = (a, b) => b.map((each, i) => each - a[i]);

/** The directions that are at one distance from one, two or three vectors. */
export function touchingDirections(vectors) {
  const found = [...vectors];
  for (const [i, a] of vectors.entries()) {
    for (const b of vectors.slice(i + 1)) {
      const d = apart(a, b);
      found.push(a.map((each, k) => each * dot3(d, d) - d[k] * dot3(a, d)));
    }
  }
  for (const [i, a] of vectors.entries()) {
    for (const [j, b] of vectors.entries()) {
      for (const c of i < j ? vectors.slice(j + 1) : []) {
        const [d, e] = [apart(a, b), apart(a, c)];
        const n = [
          d[1] * e[2] - d[2] * e[1],
          d[2] * e[0] - d[0] * e[2],
          d[0] * e[1] - d[1] * e[0],
        ];
        found.push(dot3(n, a) > 0 ? n : n.map((each) => -each));
      }
    }
  }
  return found;
}

/** R², the largest margin γ that a line has, and the bound R²/γ². */
export function mistakeTheorem(points) {
  const vectors = signedPoints(points);
  const radiusSquared = Math.max(...vectors.map((v) => dot3(v, v)));
  let [gap, bound] = [0, Infinity];
  for (const direction of touchingDirections(vectors)) {
    const least = Math.min(...vectors.map((v) => dot3(direction, v)));
    const square = dot3(direction, direction);
    if (least > 0 && least / Math.sqrt(square) > gap) {
      gap = least / Math.sqrt(square);
      bound = (radiusSquared * square) / (least * least);
    }
  }
  return {
    radius_squared: radiusSquared / HUNDREDTHS ** 2,
    margin: gap / HUNDREDTHS,
    bound,
  };
}
