// Formulas that a reader types, read without ever being run as code: a second
// exercise/formula.py, with the same grammar, caps and words. tests/front/vectors.json
// holds the two together.

import { sigmoid } from "../lib/numbers.js";

const LENGTH = 200; // characters
const DEPTH = 40; // nested parentheses, signs and powers
const SIGN = 3; // a sign binds more tightly than *, less than ^: -z^2 is -(z^2)

const FUNCTIONS = {
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  sigmoid,
  tanh: Math.tanh,
  abs: Math.abs,
};
export const FORMULA_FUNCTIONS = Object.keys(FUNCTIONS);
const CONSTANTS = { e: Math.E, pi: Math.PI };
const OPERATIONS = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  negative: (a) => -a,
  ...FUNCTIONS,
};
const BINDING = { "+": 1, "-": 1, "*": 2, "/": 2, "^": 4 };
const SPELLINGS = {
  "**": "^",
  "−": "-",
  "·": "*",
  "×": "*",
  "σ": "sigmoid",
};
const TOKEN = new RegExp(
  "[ \\t\\r\\n\\u00a0]*(?:" +
    "(?<number>(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+\\-]?[0-9]+)?)" +
    "|(?<name>[A-Za-zα-ω_][A-Za-z0-9_]*)" +
    "|(?<sign>\\*\\*|[\\-+*\\/\\^\\(\\)−·×])" +
    "|(?<end>$)" +
    "|(?<other>.))",
  "gsu",
);

/** A formula cannot be read or has no value; the message is for its author. */
export class FormulaError extends Error {}

/** Read a formula into a tree of nested arrays. */
export function parseFormula(text, variables, functions) {
  // The first test spares the second one the work on a huge text.
  if (text.length > 2 * LENGTH || [...text].length > LENGTH) {
    throw new FormulaError(`A formula has at most ${LENGTH} characters.`);
  }
  return new FormulaParser(text, variables, functions).formula();
}

/** The value of a parsed formula. */
export function evaluateFormula(tree, values) {
  if (typeof tree === "number") return tree;
  const [head, ...parts] = tree;
  if (head === "variable") return values[parts[0]];
  const operands = parts.map((part) => evaluateFormula(part, values));
  const result = OPERATIONS[head](...operands);
  if (!Number.isFinite(result)) {
    throw new FormulaError("The formula has no finite value.");
  }
  return result;
}

function* formulaTokens(text) {
  for (const { groups } of text.matchAll(TOKEN)) {
    const kind = Object.keys(groups).find((k) => groups[k] !== undefined);
    const word = groups[kind];
    const known = Object.hasOwn(SPELLINGS, word);
    yield { kind, word: known ? SPELLINGS[word] : word };
  }
  while (true) yield { kind: "end", word: "" };
}

/** Precedence climbing: one loop, and one number for each operator. */
class FormulaParser {
  constructor(text, variables, functions) {
    this.tokens = formulaTokens(text);
    Object.assign(this, { variables, functions });
    this.advance();
  }

  /** Return the token in hand and take up the next one. */
  advance() {
    const taken = this.token;
    this.token = this.tokens.next().value;
    const { kind, word } = this.token;
    if (word === ",") {
      throw new FormulaError(
        "Write the decimal point as a point: 0.5, not 0,5.",
      );
    }
    if (kind === "other") {
      throw new FormulaError(`\`${word}\` does not belong in a formula.`);
    }
    return taken;
  }

  formula() {
    if (this.token.kind === "end") {
      throw new FormulaError("The formula is empty.");
    }
    const tree = this.expression(0, 0);
    const { kind, word } = this.token;
    if (word === ")") throw new FormulaError("A `)` has no `(` before it.");
    if (kind !== "end") throw this.operatorMissing(word);
    return tree;
  }

  operatorMissing(word) {
    const where = `is missing before \`${word}\`.`;
    return new FormulaError(`An operator such as \`*\` ${where}`);
  }

  /** Read an operand and every operator that binds more tightly than `binding`. */
  expression(binding, depth) {
    let left = this.operand(depth);
    while ((BINDING[this.token.word] ?? 0) > binding) {
      const operator = this.advance().word;
      const tightness = BINDING[operator] - (operator === "^" ? 1 : 0);
      left = [operator, left, this.expression(tightness, depth + 1)];
    }
    return left;
  }

  operand(depth) {
    if (depth > DEPTH) {
      throw new FormulaError(`The formula is nested more than ${DEPTH} deep.`);
    }
    const { kind, word } = this.advance();
    if (kind === "number") {
      if (!Number.isFinite(Number(word))) {
        throw new FormulaError(`\`${word}\` is too large a number.`);
      }
      return Number(word);
    }
    if (kind === "name") return this.name(word, depth);
    if (word === "(") return this.inside(depth);
    if (word === "-") return ["negative", this.expression(SIGN, depth + 1)];
    if (word === "+") return this.expression(SIGN, depth + 1);
    throw new FormulaError(
      kind === "end"
        ? "The formula stops where a number or a name is due."
        : `A number or a name is missing before \`${word}\`.`,
    );
  }

  name(word, depth) {
    const called = this.token.word === "(";
    const isFunction = this.functions.includes(word);
    if (called && isFunction) {
      this.advance();
      return [word, this.inside(depth)];
    }
    if (isFunction) {
      throw new FormulaError(`\`${word}\` needs parentheses: \`${word}(…)\`.`);
    }
    const isVariable = this.variables.includes(word);
    if (!isVariable && !Object.hasOwn(CONSTANTS, word)) {
      const known = [
        ...this.variables,
        ...this.functions,
        ...Object.keys(CONSTANTS),
      ];
      const use = `You can use ${known.join(", ")}.`;
      throw new FormulaError(`\`${word}\` is not known here. ${use}`);
    }
    if (called) {
      const where = `is missing after \`${word}\`.`;
      throw new FormulaError(`An operator such as \`*\` ${where}`);
    }
    return isVariable ? ["variable", word] : CONSTANTS[word];
  }

  /** Read up to the closing parenthesis, the opening one being behind us. */
  inside(depth) {
    const tree = this.expression(0, depth + 1);
    const { kind, word } = this.token;
    if (kind === "end") throw new FormulaError("A `)` is missing.");
    if (word !== ")") throw this.operatorMissing(word);
    this.advance();
    return tree;
  }
}
