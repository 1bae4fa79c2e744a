// A function of two numbers, drawn: as a field of cells, blue where it is negative and
// vermillion where it is positive, and as lines of equal height, found by walking over
// a grid of squares. What must not speak by colour alone is a line above the field.

import { move, shape } from "./draw.js";

/**
 * Cells that fill a plot, behind its paths. Returns the function that paints
 * f(x, y), with values from -1 to 1, at the middle of each cell.
 */
export function field(plot, columns, rows) {
  const group = shape(plot.inside, "g", { class: "lessons-field" });
  plot.inside.prepend(group);
  const cells = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      cells.push({ row, column, node: shape(group, "rect") });
    }
  }
  let fitted = 0;
  const fit = () => {
    const { left, right, top, bottom } = plot.box;
    const width = (right - left) / columns;
    const height = (bottom - top) / rows;
    for (const { row, column, node } of cells) {
      const place = { x: left + column * width, y: top + row * height };
      move(node, { ...place, width, height });
    }
    fitted = plot.width;
  };
  return (f) => {
    if (fitted !== plot.width) fit();
    const { x, y } = plot;
    for (const { row, column, node } of cells) {
      const across = x.from + ((column + 0.5) / columns) * (x.to - x.from);
      const up = y.to - ((row + 0.5) / rows) * (y.to - y.from);
      const value = f(across, up);
      node.setAttribute("class", value < 0 ? "lessons-below" : "lessons-above");
      node.setAttribute("fill-opacity", (0.5 * Math.abs(value)).toFixed(2));
    }
  };
}

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
