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
const SLOPES = {
  "sigmoid'": (z) => sigmoid(z) * sigmoid(-z),
  "tanh'": (z) => 1 - Math.tanh(z) ** 2,
};
const CONSTANTS = { e: Math.E, pi: Math.PI };
const OPERATIONS = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  negative: (a) => -a,
  ...FUNCTIONS,
  ...SLOPES,
};
const BINDING = { "+": 1, "-": 1, "*": 2, "/": 2, "^": 4 };
const BESIDE = 2; // as tightly as * binds what stands side by side

// What a keyboard, a phone or a copied formula gives for a plain sign.
const SPELT = [
  ["-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"],
  ["*", "\u00b7\u00d7\u2022\u2217\u2219\u22c5\u2715\u2716\u2a2f\u30fb"],
  ["/", "\u00f7\u2044\u2215"],
  ["'", "\u2019\u2032"],
  ["=", "~\u223c\u2243\u2245\u2248\u2264\u2265"],
  // Spaces of every width; applying a function and an unseen "times" are spaces too.
  [" ", "\t\n\r\u00a0\u1680\u2028\u2029\u202f\u205f\u2061\u2062\u3000"],
  [" ", between(0x2000, 0x200b)],
  // What cannot be seen and means nothing: soft hyphens, joiners, directions.
  ["", "\u00ad\u034f\u061c\u180e\u2060\ufeff"],
  ["", between(0x200b, 0x2010) + between(0x202a, 0x202f)],
  ["", between(0x2066, 0x2070) + between(0xfe00, 0xfe10)],
  ...Array.from(between(0x2080, 0x208a), (c, i) => [`${i}`, c]), // x₀ is x0
];
const PLAIN = new Map(
  SPELT.flatMap(([sign, spelt]) => [...spelt].map((c) => [c, sign])),
);
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇʰᵏⁿᵗʷˣʸᶻ";
const LOWERED = "0123456789+-()abhkntwxyz";
const POWER = new RegExp(`[${RAISED}]+`, "gu");
const LETTERS = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}]+/gu; // wide, italic, bold

// One idea, two names: the second stands where the first is not known.
const ALSO = new Map([
  ["σ", "sigmoid"],
  ["sigma", "sigmoid"],
  ["ln", "log"],
  ["√", "sqrt"],
  ["π", "pi"],
  ["η", "eta"],
  ["eta", "η"],
]);
const DERIVATIVE = /_derivative$/; // sigmoid_derivative is σ′
const SHOWN = { log: "ln", sigmoid: "σ" }; // as the book writes them
const JOINED = /^([A-Za-z]+)([0-9]+)$/; // ln4, but not the logarithm log10
const FROM_PYTHON = /\b(?:math|np|numpy)\.(?=[a-z])/g; // math.log(4)
const TIMES = /(?<=[0-9.)%]) *[xX] *(?=[0-9.(])/g; // 2 x 3, where x is no name
const TOKEN = new RegExp(
  " *(?:" +
    "(?<number>(?:[0-9]+,[0-9]+|[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)" +
    "(?:[eE][+\\-]?[0-9]+)?|[¼-¾⅐-⅞])" +
    "|(?<name>[A-Za-z_][A-Za-z0-9_]*|[α-ω√])" +
    "|(?<sign>\\*\\*|[\\-+*\\/\\^\\(\\)%'])" +
    "|(?<end>$)" +
    "|(?<other>.))",
  "gsu",
);
// What an answer may be called before an equals sign: z, dL/dw, σ'(-1).
const CALLED = /^ *(?:[A-Za-zΑ-Ωα-ω∂][-A-Za-z0-9Α-Ωα-ω∂_'.\/^() ]*)?$/u;
const THOUSANDS = /^[1-9][0-9]{0,2},[0-9]{3}$/;
const UNSEEN = new RegExp(
  "^[\\0-\\x20\\x7f-\\xa0\\u2028-\\u202e\\u2060-\\u206f" +
    "\\ud800-\\uf8ff\\ufff0-\\uffff]$",
  "u",
);

function between(low, high) {
  const codes = Array.from({ length: high - low }, (_, i) => low + i);
  return String.fromCharCode(...codes);
}

/** A formula cannot be read or has no value; the message is for its author. */
export class FormulaError extends Error {}

/** Read a formula into a tree of nested arrays. */
export function parseFormula(text, variables, functions, also, units) {
  // The first test spares the second one the work on a huge text.
  if (text.length > 2 * LENGTH || [...text].length > LENGTH) {
    throw new FormulaError(`A formula has at most ${LENGTH} characters.`);
  }
  let whole = plainText(text);
  if (whole.endsWith(".")) whole = whole.slice(0, -1) || whole; // of a sentence
  whole = whole.replace(FROM_PYTHON, "").replace(/[<>]=/g, "=");
  if (!variables.some((name) => /^x/i.test(name))) {
    whole = whole.replace(TIMES, "*");
  }
  const names = [...variables, ...functions, ...Object.keys(CONSTANTS)];
  const called = calledOf(also);
  const read = (part, isAnswer = false) => {
    let tokens = formulaTokens(part, variables, names);
    if (isAnswer && isDerivative(tokens)) {
      throw new FormulaError(
        "A derivative alone is no answer yet. Work it out.",
      );
    }
    for (const each of called) tokens = each.renamed(tokens);
    const points = part.includes(".");
    const known = { variables, functions, also, called, points };
    return new FormulaParser(tokens, known).formula();
  };
  const before = whole.split("=");
  let answer = before.pop();
  if (before.length > 0 && !bare(answer)) {
    throw new FormulaError("Nothing stands after the `=`.");
  }
  before.forEach((part, i) => checkCalled(part, i === 0, variables, read));
  for (const unit of units ?? []) {
    const rest = answer.slice(0, -unit.length);
    if (answer.endsWith(unit) && bare(rest)) answer = rest;
  }
  return read(answer, true);
}

/** The functions that an answer may need: none that a variable stands for. */
export function neededFunctions({ functions, also }) {
  const called = calledOf(also);
  return functions.filter((name) => !called.some((c) => c.isFunction(name)));
}

function calledOf(also) {
  return Object.entries(also ?? {}).map(([phrase, variable]) =>
    new Called(phrase, variable)
  );
}

/** Whether nothing is in a text that could be seen. */
export function isBlank(text) {
  return text.length <= 2 * LENGTH && plainText(text) === "";
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

/** A text without the spaces around it. */
function bare(text) {
  return text.replace(/^ +| +$/g, "");
}

/** A text with plain signs, digits and letters, and without unseen ones. */
export function plainText(text) {
  const letters = text.replace(LETTERS, (found) => found.normalize("NFKC"));
  const signs = Array.from(letters, (c) => PLAIN.get(c) ?? c).join("");
  const lowered = (power) =>
    Array.from(power, (c) => LOWERED[RAISED.indexOf(c)]).join("");
  return bare(signs.replace(POWER, (power) => `^(${lowered(power)})`));
}

/** Accept before an equals sign what the answer is called, or an earlier form. */
function checkCalled(part, isFirst, variables, read) {
  const word = bare(part);
  if (isFirst && CALLED.test(part) && !variables.includes(word)) return;
  const notUnderstood = new FormulaError(
    `\`${word} =\` is not understood. Give the answer alone.`,
  );
  if (variables.includes(word)) throw notUnderstood;
  try {
    read(part);
  } catch {
    throw notUnderstood;
  }
}

/** { kind, word } of each token; the kind is number, name, sign, other or end. */
function formulaTokens(text, variables, names) {
  const tokens = [];
  for (const { groups } of text.matchAll(TOKEN)) {
    const kind = Object.keys(groups).find((k) => groups[k] !== undefined);
    const word = groups[kind];
    if (kind === "name") tokens.push(...named(word, variables, names));
    else tokens.push({ kind, word: word === "**" ? "^" : word });
  }
  return tokens;
}

/** The tokens of a word: one name, a function and its number, or variables. */
function named(word, variables, names) {
  if (DERIVATIVE.test(word)) {
    const tokens = named(word.replace(DERIVATIVE, ""), variables, names);
    return [...tokens, { kind: "sign", word: "'" }];
  }
  const low = word.toLowerCase(); // a phone begins with a capital
  const name = [word, ALSO.get(word)].find((each) => names.includes(each)) ??
    [low, ALSO.get(low)].find((each) =>
      names.includes(each) && !variables.includes(each)
    );
  if (name) return [{ kind: "name", word: name }];
  const [, letters, digits] = JOINED.exec(word) ?? [];
  if (letters && word !== "log10") {
    const [first, ...more] = named(letters, variables, names);
    const isKnown = names.includes(first.word) && more.length === 0;
    if (isKnown && Object.hasOwn(FUNCTIONS, first.word)) {
      return [first, { kind: "number", word: digits }];
    }
  }
  return split(word, variables).map((part) => ({ kind: "name", word: part }));
}

/** The variables that a word such as wx is made of, or the word itself. */
function split(word, variables) {
  const parts = [];
  for (let start = 0; start < word.length; start += parts.at(-1).length) {
    const fitting = variables.filter((name) => word.startsWith(name, start));
    if (fitting.length === 0) return [word];
    parts.push(fitting.reduce((a, b) => (b.length > a.length ? b : a)));
  }
  return parts;
}

/** Whether tokens are a function with a prime, and its argument, alone. */
function isDerivative(tokens) {
  const words = tokens.slice(0, -1).map(({ word }) => word); // without the end
  if (words[1] !== "'") return false;
  return words.length === 2 || closing(words, 2) === words.length - 1;
}

/** The place of the parenthesis that closes the one at `start`, or -1. */
function closing(words, start) {
  if (words[start] !== "(") return -1;
  let depth = 0;
  return words.findIndex((word, i) => {
    if (i < start) return false;
    depth += (word === "(") - (word === ")");
    return depth === 0;
  });
}

/** What a variable stands for, as a function of its argument: a is σ(wx + b). */
class Called {
  constructor(phrase, variable) {
    const [name, argument] = phrase.replace(/\)$/, "").split("(");
    this.phrase = phrase;
    this.variable = variable;
    this.name = ALSO.get(name) ?? name;
    this.argument = squeezed(argument);
  }

  /** Whether a word is the function's name. */
  isFunction(word) {
    return (ALSO.get(word) ?? word) === this.name;
  }

  /**
   * Tokens in which the phrase is the variable's name. The function's name alone, as in
   * σ(1 - σ), means the variable as well, and then it does so everywhere; σ′ is
   * a(1 - a), as the book knows.
   */
  renamed(tokens) {
    const { variable } = this;
    const name = { kind: "name", word: variable };
    const written = `(${variable}*(1-${variable}))`;
    const slope = formulaTokens(written, [], [variable]).slice(0, -1);
    const words = tokens.map(({ word }) => word);
    const result = [];
    for (let i = 0; i < tokens.length; i++) {
      const prime = this.name === "sigmoid" && words[i + 1] === "'";
      const start = i + (prime ? 2 : 1);
      const end = closing(words, start);
      const inside = squeezed(words.slice(start + 1, end).join(""));
      if (!this.isFunction(words[i])) {
        result.push(tokens[i]);
      } else if (end > 0 && inside === this.argument) {
        result.push(...(prime ? slope : [name]));
        i = end;
      } else if (prime && words[i + 2] !== "(") {
        result.push(...slope);
        i += 1;
      } else {
        result.push(tokens[i]);
      }
    }
    const alone = result.slice(0, -1).some(({ word }, i) =>
      this.isFunction(word) && !["(", "'"].includes(result[i + 1].word)
    );
    if (!alone) return result;
    return result.map((token) => this.isFunction(token.word) ? name : token);
  }
}

/** An argument without spaces and signs for times. */
function squeezed(argument) {
  return argument.replace(/[ *]/g, "");
}

/** Precedence climbing: one loop, and one number for each operator. */
class FormulaParser {
  constructor(tokens, known) {
    this.tokens = tokens.values();
    Object.assign(this, known);
    this.advance();
  }

  /** Return the token in hand and take up the next one. */
  advance() {
    const taken = this.token;
    this.token = this.tokens.next().value ?? { kind: "end", word: "" };
    const { kind, word } = this.token;
    if (word === ",") throw commaError();
    if (word === "'" && !this.hasSlope(taken?.word)) {
      throw new FormulaError("`′` is not understood. Write a derivative out.");
    }
    if (kind === "other" && UNSEEN.test(word)) {
      const digits = word.codePointAt(0).toString(16).toUpperCase();
      const code = `U+${digits.padStart(4, "0")}`;
      throw new FormulaError(
        `A character that cannot be seen is in it, ${code}.`,
      );
    }
    if (kind === "other") {
      throw new FormulaError(`\`${word}\` does not belong in a formula.`);
    }
    return taken;
  }

  /** Whether a word is a function whose derivative is known here. */
  hasSlope(word) {
    return this.functions.includes(word) &&
      Object.hasOwn(SLOPES, `${word}'`);
  }

  formula() {
    if (this.token.kind === "end") {
      throw new FormulaError("The formula is empty.");
    }
    const tree = this.expression(0, 0);
    const { kind, word } = this.token;
    if (word === ")") throw new FormulaError("A `)` has no `(` before it.");
    if (kind !== "end") throw this.operatorMissing();
    return tree;
  }

  operatorMissing() {
    const where = `is missing before \`${this.token.word}\`.`;
    return new FormulaError(`An operator such as \`*\` ${where}`);
  }

  /** Whether what comes is multiplied with what was, without a sign. */
  isBeside() {
    return this.token.kind === "name" || this.token.word === "(";
  }

  /** Read an operand and every operator that binds more tightly than `binding`. */
  expression(binding, depth) {
    let left = this.operand(depth);
    let operator = "";
    while (true) {
      const beside = this.isBeside();
      const { word } = this.token;
      let tightness = beside ? BESIDE : BINDING[word] ?? 0;
      if (tightness <= binding) return left;
      if (beside && operator === "/") {
        const ways = "1/2x can: (1/2)*x or 1/(2*x). Use parentheses.";
        throw new FormulaError(
          `A quotient followed by \`${word}\` can be read in two ways, as ${ways}`,
        );
      }
      operator = beside ? "*" : this.advance().word;
      // x^2y is x²y, but e^2x may be e²x or e to the 2x.
      const isSquare = this.token.kind === "number" && typeof left !== "number";
      const openEnd = operator === "^" && this.token.word !== "(" && !isSquare;
      tightness -= operator === "^" ? 1 : 0; // 2^3^2 is 2^(3^2)
      left = [operator, left, this.expression(tightness, depth + 1)];
      if (openEnd && this.isBeside()) {
        const ways = "ways, as e^2x can: e^(2*x) or (e^2)*x. Use parentheses.";
        throw new FormulaError(
          `An exponent followed by \`${this.token.word}\` can be read in two ${ways}`,
        );
      }
    }
  }

  operand(depth) {
    if (depth > DEPTH) {
      throw new FormulaError(`The formula is nested more than ${DEPTH} deep.`);
    }
    const { kind, word } = this.advance();
    if (kind === "number") return this.number(word);
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

  /** A number, and of a percentage its hundredth part. */
  number(word) {
    if (word.includes(",") && this.points) throw commaError();
    if (THOUSANDS.test(word)) {
      throw new FormulaError(
        `\`${word}\` can be read in two ways. Write the decimal point as a ` +
          "point, and thousands without a comma.",
      );
    }
    const [above, below] = word.normalize("NFKC").split("\u2044");
    const value = Number(above.replace(",", ".")) / Number(below ?? 1);
    if (!Number.isFinite(value)) {
      throw new FormulaError(`\`${word}\` is too large a number.`);
    }
    if (this.token.word !== "%") return value;
    this.advance();
    if (this.isBeside()) throw this.operatorMissing();
    return ["/", value, 100];
  }

  name(word, depth) {
    if (this.token.word === "'") {
      this.advance();
      if (this.token.word !== "(") {
        const name = `${SHOWN[word] ?? word}′`;
        throw new FormulaError(
          `\`${name}\` needs parentheses: \`${name}(…)\`.`,
        );
      }
      this.advance();
      return [`${word}'`, this.inside(depth)];
    }
    const called = this.token.word === "(";
    if (called && this.functions.includes(word)) {
      this.advance();
      return [word, this.inside(depth)];
    }
    if (this.functions.includes(word)) return this.applied(word);
    if (called && word === "e" && !this.variables.includes(word)) {
      throw new FormulaError(
        "`e(` can be read in two ways: write `e^(…)` or `e*(…)`.",
      );
    }
    return this.value(word);
  }

  /** What a name stands for. */
  value(word) {
    if (this.variables.includes(word)) return ["variable", word];
    if (Object.hasOwn(CONSTANTS, word)) return CONSTANTS[word];
    throw new FormulaError(
      `\`${word}\` is not known here. ${this.instead(word)}`,
    );
  }

  /** What to write for a name that is not known. */
  instead(word) {
    const meant = this.called.find((each) =>
      each.isFunction(word) || each.argument.includes(word)
    );
    if (meant) return `Write \`${meant.variable}\` for \`${meant.phrase}\`.`;
    const near = this.variables.filter((name) =>
      name.toLowerCase() === word.toLowerCase()
    );
    if (near.length === 1) return `Did you mean \`${near[0]}\`?`;
    const isNumber = this.variables.length === 0;
    if (isNumber && [...word].length === 1) {
      return "Put in the number that it stands for.";
    }
    const functions = neededFunctions(this)
      .map((name) => SHOWN[name] ?? name);
    const constants = Object.keys(CONSTANTS);
    const known = [...this.variables, ...functions, ...constants].join(", ");
    return `${
      isNumber ? "Give a number alone, or with" : "You can use"
    } ${known}.`;
  }

  /** A function of one number or name without parentheses, as in ln 4. */
  applied(name) {
    const shown = SHOWN[name] ?? name;
    const missing = () =>
      new FormulaError(`\`${shown}\` needs parentheses: \`${shown}(…)\`.`);
    const { kind, word } = this.token;
    const isName = kind === "name" && !this.functions.includes(word);
    if (kind !== "number" && !isName) throw missing();
    this.advance();
    const argument = isName ? this.value(word) : this.number(word);
    const { kind: next, word: sign } = this.token;
    // √2/√50 has one meaning; ln 4/2 has two.
    const ends = name === "sqrt" ? [")", "+", "-", "*", "/"] : [")", "+", "-"];
    if (next !== "end" && !ends.includes(sign)) throw missing();
    return [name, argument];
  }

  /** Read up to the closing parenthesis, the opening one being behind us. */
  inside(depth) {
    const tree = this.expression(0, depth + 1);
    const { kind, word } = this.token;
    if (kind === "end") throw new FormulaError("A `)` is missing.");
    if (word !== ")") throw this.operatorMissing();
    this.advance();
    return tree;
  }
}

function commaError() {
  return new FormulaError("Write the decimal point as a point: 0.5, not 0,5.");
}
