// A function of two numbers as a field of cells: blue where it is negative, vermillion
// where it is positive, and the paler the nearer to 0. Lines that must not speak by
// colour alone are drawn above it.

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
