// Pictures of a function over the plane, on canvases with a pixel for each point of a
// grid: blue where it is negative and vermillion where it is positive. They are painted
// sixty times a second while a network learns, which is too often for elements.

import { html } from "./controls.js";

/** A grid over the plane: its points, row by row from the top, as one long array. */
export function gridOf([left, right], [low, high], columns, rows) {
  const points = new Float64Array(2 * columns * rows);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      points[at++] = left + (right - left) * column / (columns - 1);
      points[at++] = high + (low - high) * row / (rows - 1);
    }
  }
  return { points, columns, rows };
}

/** Colours of the theme in force, as the browser has resolved them. */
export function themeColours(parent, names) {
  const probes = names.map((name) => {
    const probe = html("span", { hidden: "" });
    probe.style.color = `var(--lessons-${name})`;
    parent.append(probe);
    return [name, probe];
  });
  return () =>
    Object.fromEntries(
      probes.map(([name, probe]) => [name, getComputedStyle(probe).color]),
    );
}

/** Call when the reader turns the page dark or light; returns how to stop. */
export function onTheme(change) {
  const observer = new MutationObserver(change);
  const attributeFilter = ["data-theme", "data-jp-theme-light"];
  for (const node of [document.documentElement, document.body]) {
    observer.observe(node, { attributeFilter });
  }
  return () => observer.disconnect();
}

/** Red, green and blue of a colour as browsers write it; off the page it is "". */
const partsOf = (colour) => (colour.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);

/** A canvas with a pixel for each point of a grid. */
export class Picture {
  constructor(columns, rows, node = html("canvas")) {
    Object.assign(node, { width: columns, height: rows });
    this.node = node;
    this.context = node.getContext("2d");
    this.image = this.context.createImageData(columns, rows);
  }

  /** `value(i)` in [-1, 1] at each point, with the strength of either colour. */
  paint(value, { blue, vermillion }, { below = 0.5, above = 0.5 } = {}) {
    const { data } = this.image;
    const [low, high] = [partsOf(blue), partsOf(vermillion)];
    for (let i = 0, at = 0; at < data.length; i++, at += 4) {
      const v = value(i);
      const [r, g, b] = v < 0 ? low : high;
      data[at] = r;
      data[at + 1] = g;
      data[at + 2] = b;
      data[at + 3] = 255 * (v < 0 ? -v * below : v * above);
    }
    this.context.putImageData(this.image, 0, 0);
  }
}

/**
 * The line on which values on a grid are 0, piece by piece: `piece(x0, y0, x1, y1)`, in
 * steps of the grid from its top left corner.
 */
export function zeroLine(value, columns, rows, piece) {
  const ends = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      const [a, b] = [value(at), value(at + 1)];
      const [d, c] = [value(at + columns), value(at + columns + 1)];
      const up = a > 0;
      if (up === b > 0 && up === c > 0 && up === d > 0) continue;
      let n = 0;
      const cross = (p, q, x, y, dx, dy) => {
        if (p > 0 === q > 0) return;
        const part = p / (p - q);
        ends[n++] = x + part * dx;
        ends[n++] = y + part * dy;
      };
      cross(a, b, column, row, 1, 0);
      cross(b, c, column + 1, row, 0, 1);
      cross(c, d, column + 1, row + 1, -1, 0);
      cross(d, a, column, row + 1, 0, -1);
      // Two edges are crossed, or all four at a saddle.
      for (let i = 0; i < n; i += 4) {
        piece(ends[i], ends[i + 1], ends[i + 2], ends[i + 3]);
      }
    }
  }
}
