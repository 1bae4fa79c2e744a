// A network drawn as what its neurons have learned: each one a small picture of its
// activation over the inputs, with the weights between them.

import { html } from "./controls.js";
import { Picture, zeroLine } from "./picture.js";

// In pixels. One height for all networks, so that nothing below them jumps.
const HEIGHT = 262;
const HEAD = 22; // above the columns, for their names
const LAYER_COLOURS = ["green", "purple", "orange"];

/** How each activation fills the range from -1 to 1; `largest` is the largest here. */
const SHADES = {
  sigmoid: (a) => 2 * a - 1,
  tanh: (a) => a,
  relu: (a, largest) => a / (largest || 1),
};

/** The network on one canvas, as wide as the page. */
export class NetworkPicture {
  constructor(parent, columns, rows) {
    this.parent = parent;
    this.width = 0;
    this.canvas = html("canvas", { role: "img" });
    this.context = this.canvas.getContext("2d");
    this.picture = new Picture(columns, rows);
    parent.append(this.canvas);
    this.fit();
  }

  /** Take the width of the page; say whether it is a new one. */
  fit() {
    const width = Math.round(this.parent.clientWidth) || 640;
    if (width === this.width) return false;
    this.width = width;
    return true;
  }

  /** Where everything stands, for layers of these sizes. */
  layout(sizes) {
    const across = this.width / sizes.length;
    const down = Math.min(58, (HEIGHT - HEAD) / Math.max(...sizes));
    const wide = Math.min(1.25 * (down - 6), 0.66 * across);
    const high = Math.min(down - 6, 0.8 * wide);
    const middle = HEAD + (HEIGHT - HEAD) / 2;
    const column = (layer) => across * (layer + 0.5);
    const row = (layer, i) => middle + down * (i - (sizes[layer] - 1) / 2);
    return { wide, high, column, row };
  }

  /** Draw the network with what its forward pass gave over a grid. */
  show(network, grid, { Z, A }, colours) {
    const { sizes } = network;
    const layout = this.layout(sizes);
    this.clear();
    this.describe(sizes);
    this.weights(network, layout, colours);
    this.names(sizes, layout, colours);
    const last = sizes.length - 1;
    for (let layer = 1; layer <= last; layer++) {
      const width = sizes[layer];
      const kind = layer === last ? "sigmoid" : network.activation;
      const sigma = (z) => 1 / (1 + Math.exp(-z));
      const z = Z[layer - 1];
      const a = layer === last ? z.map(sigma) : A[layer];
      for (let j = 0; j < width; j++) {
        const of = (values) => (i) => values[i * width + j];
        const [x, y] = [layout.column(layer), layout.row(layer, j)];
        const box = [x - layout.wide / 2, y - layout.high / 2];
        const neuron = { activation: of(a), preActivation: of(z), kind };
        if (grid.columns) this.map(neuron, grid, box, layout, colours);
        else this.curve(neuron, a.length / width, box, layout, colours);
      }
    }
  }

  clear() {
    const { canvas, context, width } = this;
    const dots = globalThis.devicePixelRatio || 1;
    const [across, down] = [width * dots, HEIGHT * dots].map(Math.round);
    if (canvas.width !== across || canvas.height !== down) {
      Object.assign(canvas, { width: across, height: down });
      Object.assign(canvas.style, {
        width: `${width}px`,
        height: `${HEIGHT}px`,
      });
    }
    context.setTransform(dots, 0, 0, dots, 0, 0);
    context.clearRect(0, 0, width, HEIGHT);
  }

  describe(sizes) {
    const hidden = sizes.slice(1, -1).map((n, i) => `${n} in layer ${i + 1}`);
    const words = `The network: ${sizes[0]} inputs, neurons ` +
      `${hidden.join(", ")}, and one output, each drawn as its activation ` +
      "over the inputs, joined by their weights";
    if (this.canvas.getAttribute("aria-label") !== words) {
      this.canvas.setAttribute("aria-label", words);
    }
  }

  weights({ sizes, coefs }, { wide, column, row }, colours) {
    const { context } = this;
    for (const [layer, W] of coefs.entries()) {
      const outputs = sizes[layer + 1];
      for (let i = 0; i < sizes[layer]; i++) {
        for (let j = 0; j < outputs; j++) {
          const w = W[i * outputs + j];
          const size = Math.tanh(Math.abs(w) / 6);
          context.beginPath();
          const from = [column(layer) + (layer ? wide / 2 : 14), row(layer, i)];
          const to = [column(layer + 1) - wide / 2, row(layer + 1, j)];
          const middle = (from[0] + to[0]) / 2;
          context.moveTo(...from);
          context.bezierCurveTo(middle, from[1], middle, to[1], ...to);
          context.strokeStyle = w < 0 ? colours.blue : colours.vermillion;
          context.lineWidth = 0.5 + 4.5 * size;
          context.globalAlpha = 0.3 + 0.6 * size;
          context.setLineDash(w < 0 ? [5, 4] : []);
          context.stroke();
        }
      }
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  names(sizes, { column, row }, colours) {
    const { context, parent } = this;
    const family = getComputedStyle(parent).fontFamily;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (let layer = 0; layer < sizes.length; layer++) {
      const output = layer === sizes.length - 1;
      const own = output || layer === 0 ? "ink" : LAYER_COLOURS[layer - 1];
      const words = layer === 0
        ? "input"
        : output
        ? "output"
        : `layer ${layer}`;
      context.font = `13px ${family}`;
      context.fillStyle = colours[own];
      context.fillText(words, column(layer), 9);
    }
    context.font = `italic 16px ${family}`;
    context.fillStyle = colours.ink;
    for (let i = 0; i < sizes[0]; i++) {
      const name = sizes[0] === 1 ? "x" : `x${"₁₂"[i]}`;
      context.fillText(name, column(0), row(0, i));
    }
  }

  rim([x, y], { wide, high }, colours) {
    this.context.strokeStyle = colours.muted;
    this.context.lineWidth = 1;
    this.context.strokeRect(x, y, wide, high);
  }

  /** A neuron over the plane, with the line on which its pre-activation is 0. */
  map({ activation, preActivation, kind }, grid, box, layout, colours) {
    const { context, picture } = this;
    const { columns, rows } = grid;
    const [x, y] = box;
    const { wide, high } = layout;
    context.fillStyle = colours.paper;
    context.fillRect(x, y, wide, high);
    let largest = 0;
    for (let i = 0; i < columns * rows; i++) {
      largest = Math.max(largest, activation(i));
    }
    const shade = SHADES[kind];
    const strength = { below: 0.55, above: 0.9 };
    picture.paint((i) => shade(activation(i), largest), colours, strength);
    context.drawImage(picture.node, x, y, wide, high);
    context.beginPath();
    const [w, h] = [wide / (columns - 1), high / (rows - 1)];
    zeroLine(preActivation, columns, rows, (x0, y0, x1, y1) => {
      context.moveTo(x + w * x0, y + h * y0);
      context.lineTo(x + w * x1, y + h * y1);
    });
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.2;
    context.stroke();
    this.rim(box, layout, colours);
  }

  /** A neuron over one input, as a curve. */
  curve({ activation, kind }, n, box, layout, colours) {
    const { context } = this;
    const [x, y] = box;
    const { wide, high } = layout;
    context.fillStyle = colours.paper;
    context.fillRect(x, y, wide, high);
    let largest = 0;
    for (let i = 0; i < n; i++) largest = Math.max(largest, activation(i));
    const shade = SHADES[kind];
    const at = (v) => y + high / 2 - v * (high / 2 - 3);
    context.beginPath();
    for (let i = 0; i < n; i++) {
      const across = x + wide * i / (n - 1);
      context.lineTo(across, at(shade(activation(i), largest)));
    }
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.6;
    context.stroke();
    this.rim(box, layout, colours);
  }
}
