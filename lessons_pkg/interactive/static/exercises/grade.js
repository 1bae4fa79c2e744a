// The verdict on an answer: a second exercise/grade.py, from the same specification
// and in the same words. tests/front/vectors.json holds the two together.

import {
  evaluateFormula,
  FORMULA_FUNCTIONS,
  FormulaError,
  isBlank,
  parseFormula,
  plainText,
} from "./formula.js";
import { LETTERS } from "./markup.js";
import { fourDigits } from "../lib/numbers.js";

/** The verdict on an answer: { verdict, message, mistake }. */
export function grade(spec, answer) {
  return answer == null
    ? verdict("not attempted")
    : GRADERS[spec.kind](spec, answer);
}

/** Whether each goal's formula is positive. */
export function goalsMet(goals, values) {
  return goals.map(({ formula }) => isPositive(formula, values));
}

function isPositive(formula, values) {
  const names = Object.keys(values);
  try {
    const tree = parseFormula(formula, names, FORMULA_FUNCTIONS);
    return evaluateFormula(tree, values) > 0;
  } catch (error) {
    if (error instanceof FormulaError) return false;
    throw error;
  }
}

function verdict(name, message = "", mistake = "") {
  return { verdict: name, message, mistake };
}

function correct({ why }) {
  return verdict("correct", why);
}

function recognised({ name, hint }, before = "") {
  return verdict("mistake", `${before}${hint}`, name);
}

function gradeChoice(spec, chosen) {
  const { options, several } = spec;
  if (chosen.length === 0) {
    return verdict("not attempted", "Choose an answer first.");
  }
  for (const i of [...chosen].sort((a, b) => a - b)) {
    const option = several ? `Option **${LETTERS[i]}** does not hold. ` : "";
    if (options[i].wrong) return recognised(options[i].wrong, option);
  }
  if (options.some((option, i) => !option.wrong && !chosen.includes(i))) {
    return verdict("not yet", "What you chose is right, but there is more.");
  }
  return correct(spec);
}

function gradePredict(spec, chosen) {
  const found = gradeChoice(spec, chosen);
  if (chosen.length > 0) {
    found.message = `${found.message}\n\n${spec.solution}`.trim();
  }
  return found;
}

/** Judge a number or a formula by its values at the sample points. */
function gradeTyped(spec, text) {
  if (isBlank(text)) return verdict("not attempted", "Type an answer first.");
  const { variables, functions, also, units } = spec;
  const tree = orError(() =>
    parseFormula(text, variables, functions, also, units)
  );
  // What cannot be read is no attempt.
  if (tree instanceof FormulaError) {
    return verdict("not attempted", tree.message);
  }
  const values = orError(() =>
    spec.points.map((point) => valueAt(tree, point))
  );
  if (values instanceof FormulaError) return verdict("not yet", values.message);
  const firstFailing = (others) =>
    values.findIndex((v, i) => Math.abs(v - others[i]) > spec.tolerance);

  if (firstFailing(spec.right) < 0) return correct(spec);
  for (const wrong of spec.wrong) {
    if (firstFailing(wrong.values) < 0) return recognised(wrong);
  }
  if (firstFailing(spec.right.map((right) => -right)) < 0) {
    return verdict("not yet", "The size is right, but not the sign.");
  }
  const message = variables.length > 0
    ? formulaNotYet(spec, values)
    : numberNotYet(spec, text, values[0], spec.right[0]);
  return verdict("not yet", message);
}

/** What a function returns, or the FormulaError that it throws. */
function orError(action) {
  try {
    return action();
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
}

/** Where two lists of numbers differ most, for their size. */
function farthest(values, others) {
  const away = values.map((a, i) =>
    a === others[i]
      ? 0
      : Math.abs(a - others[i]) / Math.max(Math.abs(a), Math.abs(others[i]))
  );
  return away.indexOf(Math.max(...away));
}

function formulaNotYet({ points, right }, values) {
  const i = farthest(values, right);
  const [yours, wanted] = [values[i], right[i]].map(fourDigits);
  if (yours === wanted) {
    return "Your formula agrees with the answer to four digits, but not exactly. Is " +
      "a number in it rounded?";
  }
  const factors = values.map((value, j) => right[j] ? value / right[j] : 0);
  const [first] = factors;
  const isFirst = (factor) =>
    Math.abs(factor - first) <=
      1e-6 * Math.max(Math.abs(factor), Math.abs(first));
  if (first && factors.every(isFirst)) {
    return `Your formula gives ${
      fourDigits(first)
    } times the answer everywhere.`;
  }
  const place = placeWords(points[i]);
  return `At ${place} your formula gives ${yours}; the answer gives ${wanted}.`;
}

function numberNotYet({ tolerance }, text, yours, right) {
  const said = fourDigits(yours);
  if (Math.abs(yours - 100 * right) <= 100 * tolerance) {
    return "That is right in per cent: type a `%` behind it.";
  }
  const away = Math.abs(yours - right);
  const unit = unitOf(text);
  const isRounded = away <= unit / 2;
  // A whole unit less is another number, whatever its rounding.
  const isCut = away < unit * (1 - 1e-9) && Math.abs(yours) < Math.abs(right);
  if (isCut && yours && unit <= 2.01 * tolerance) {
    return `${said} is cut off. Round the last digit.`;
  }
  // One digit, cut off, may be any number: 0.7 of 0.768 is as far as 0.1.
  const isLong = Math.abs(yours) >= 10 * unit;
  if (yours && (isRounded || (isCut && isLong))) {
    return `${said} is right as far as it goes. Keep more digits.`;
  }
  if (away < 10 * tolerance && away < Math.abs(right) / 20) {
    return `${said} is close. Keep all digits on the way, and round at the end.`;
  }
  return `${said} is more than ${fourDigits(tolerance)} away from the answer.`;
}

// One number and nothing else, except a name in front, a per cent sign or a unit.
const DECIMALS = new RegExp(
  "^(?:[^=]*=)? *[-+]? *(?=[.,]?[0-9])[0-9]*(?:[.,](?<decimals>[0-9]*))?" +
    " *(?<percent>%)? *[a-zA-Z ]*$",
);

/** What a number's last digit counts, or 0 where more than a number stands. */
function unitOf(text) {
  const typed = plainText(text).match(DECIMALS)?.groups;
  if (!typed) return 0;
  const unit = 10 ** -(typed.decimals ?? "").length;
  return typed.percent ? unit / 100 : unit;
}

function valueAt(tree, point) {
  try {
    return evaluateFormula(tree, point);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const place = Object.keys(point).length > 0
      ? ` at ${placeWords(point)}`
      : "";
    throw new FormulaError(`This has no finite value${place}.`);
  }
}

function placeWords(point) {
  const pairs = Object.entries(point).map(([k, x]) =>
    `${k} = ${fourDigits(x)}`
  );
  return `\`${pairs.join(", ")}\``;
}

function gradeOrder(spec, chosen) {
  const program = chosen.map((i) => spec.lines[i]);
  if (program.length === 0) {
    return verdict("not attempted", "Put some lines into your program first.");
  }
  const is = (other) => JSON.stringify(other) === JSON.stringify(program);
  if (spec.right.some(is)) return correct(spec);
  for (const wrong of spec.wrong) {
    if (is(wrong.program)) return recognised(wrong);
  }
  const good = Math.max(
    ...spec.right.map((right) => commonStart(program, right)),
  );
  if (good === program.length) {
    return verdict("not yet", "Right so far, but something is still missing.");
  }
  const stay = ["", "Line 1 can stay. ", `Lines 1 to ${good} can stay. `];
  const again = `Look again at line ${good + 1}.`;
  return verdict("not yet", stay[Math.min(good, 2)] + again);
}

function commonStart(program, other) {
  const i = program.findIndex((line, j) => line !== other[j]);
  return i < 0 ? program.length : i;
}

function gradeFindBug(spec, { line, reason }) {
  if (line === null || reason === null) {
    return verdict("not attempted", "Choose a line and a reason.");
  }
  if (spec.reasons[reason].wrong) {
    const found = line === spec.bug
      ? "You found the line, but not the reason. "
      : "";
    return recognised(spec.reasons[reason].wrong, found);
  }
  if (line !== spec.bug) {
    return verdict(
      "not yet",
      `The reason is right. Line ${
        line + 1
      } may show its effect, but another ` +
        "line has to be changed.",
    );
  }
  return correct(spec);
}

function gradeBuild(spec, values) {
  if (spec.controls.every(({ name, start }) => values[name] === start)) {
    return verdict("not attempted", "Move a control first.");
  }
  const met = goalsMet(spec.goals, values);
  if (met.every(Boolean)) return correct(spec);
  for (const wrong of spec.wrong) {
    if (wrong.met.every((m, i) => m === met[i])) return recognised(wrong);
  }
  const goal = spec.goals[met.indexOf(false)].text;
  return verdict("not yet", `This goal is not met yet: ${goal}`);
}

const GRADERS = {
  choice: gradeChoice,
  predict: gradePredict,
  numeric: gradeTyped,
  formula: gradeTyped,
  order: gradeOrder,
  "find-bug": gradeFindBug,
  build: gradeBuild,
};
