// A function of two numbers as lines of equal height, found by walking over a grid of
// squares.

/** Heights of f over a grid: `columns` + 1 by `rows` + 1 points [x, y, height]. */
export function heights(f, [left, right], [low, high], columns, rows) {
  return Array.from({ length: rows + 1 }, (_, row) => {
    const y = low + ((high - low) * row) / rows;
    return Array.from({ length: columns + 1 }, (_, column) => {
      const x = left + ((right - left) * column) / columns;
      return [x, y, f(x, y)];
    });
  });
}

/** Where an edge from one grid point to another crosses a level, if it does. */
function crossing([x0, y0, h0], [x1, y1, h1], level) {
  if (h0 < level === h1 < level) return null;
  const part = (level - h0) / (h1 - h0);
  return [x0 + part * (x1 - x0), y0 + part * (y1 - y0)];
}

/** The pieces [[x, y], [x, y]] of the line on which the height is `level`. */
export function contour(grid, level) {
  const pieces = [];
  for (let row = 0; row + 1 < grid.length; row++) {
    for (let column = 0; column + 1 < grid[row].length; column++) {
      const a = grid[row][column];
      const b = grid[row][column + 1];
      const c = grid[row + 1][column + 1];
      const d = grid[row + 1][column];
      const under = (a[2] < level) + (b[2] < level) + (c[2] < level) +
        (d[2] < level);
      if (under % 4 === 0) continue;
      const edges = [[a, b], [b, c], [c, d], [d, a]];
      const ends = edges.map(([from, to]) => crossing(from, to, level))
        .filter((point) => point);
      // Two edges are crossed, or all four at a saddle.
      for (let i = 0; i + 1 < ends.length; i += 2) {
        pieces.push([ends[i], ends[i + 1]]);
      }
    }
  }
  return pieces;
}
