// Holds the page's code to examples that Python made: see tests/interactive/vectors.py.
// Run with the name of a file, it checks the examples in there.

import {
  evaluateFormula,
  FormulaError,
  parseFormula,
} from "../../lessons_pkg/interactive/static/exercises/formula.js";
import { membersOf } from "../../lessons_pkg/interactive/static/exercises/family.js";
import { grade } from "../../lessons_pkg/interactive/static/exercises/grade.js";
import {
  fixed,
  fourDigits,
} from "../../lessons_pkg/interactive/static/lib/numbers.js";
import {
  proseBlocks,
  proseRuns,
} from "../../lessons_pkg/interactive/static/exercises/markup.js";

/** Complain unless two values have the same JSON. */
export function same(found, wanted, about) {
  const [a, b] = [found, wanted].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${about}:\n  the page: ${a}\n  Python:   ${b}`);
}

/** A text, which may be given as [part, times]. */
export function whole(text) {
  return typeof text === "string" ? text : text[0].repeat(text[1]);
}

/** Each formula has the same value, or is refused in the same words. */
function agreeOnFormulas(settings) {
  settings.forEach(agreeOnReading);
}

function agreeOnReading({ values, functions, also, units, examples }) {
  const names = [Object.keys(values), functions, also, units];
  for (const { text, value, error } of examples) {
    const about = JSON.stringify(text);
    try {
      const tree = parseFormula(whole(text), ...names);
      const found = evaluateFormula(tree, values);
      const near =
        Math.abs(found - value) <= 1e-12 * Math.max(1, Math.abs(value));
      if (!near) {
        throw new Error(`${about} is ${found} here, ${value} in Python`);
      }
    } catch (problem) {
      if (!(problem instanceof FormulaError)) throw problem;
      same(problem.message, error, about);
    }
  }
}

/** Each member of a family is what it is in Python; its formulas are the family's. */
function agreeOnFamilies(families) {
  for (const { spec, members } of families) {
    const found = membersOf(spec).map(({ formulas: _, ...member }) => member);
    same(found, members, spec.id);
  }
}

/** Each answer has the same verdict, in the same words. */
function agreeOnVerdicts(exercises) {
  for (const { spec, answers } of exercises) {
    for (const { answer, found } of answers) {
      same(grade(spec, answer), found, `${spec.id}, ${JSON.stringify(answer)}`);
    }
  }
}

function agreeOnNumbers(examples) {
  for (const { number, shown, fixed: written } of examples) {
    same(fourDigits(number), shown, number);
    const found = written.map((_, decimals) => fixed(number, decimals));
    same(found, written, number);
  }
}

function agreeOnProse(examples) {
  for (const { text, blocks } of examples) {
    const found = proseBlocks(text).map(([kind, words]) => [
      kind,
      kind === "p" ? proseRuns(words) : words,
    ]);
    same(found, blocks, text);
  }
}

const AGREEMENTS = {
  formulas: agreeOnFormulas,
  numbers: agreeOnNumbers,
  prose: agreeOnProse,
  families: agreeOnFamilies,
  verdicts: agreeOnVerdicts,
};

/** Hold the page to all the examples in a file. */
export function agreeOn(path) {
  const vectors = JSON.parse(Deno.readTextFileSync(path));
  for (const [about, examples] of Object.entries(vectors)) {
    AGREEMENTS[about](examples);
  }
}

if (import.meta.main) agreeOn(Deno.args[0]);
