// The verdict on an answer: a second exercise/grade.py, from the same specification
// and in the same words. tests/front/vectors.json holds the two together.

import {
  evaluateFormula,
  FORMULA_FUNCTIONS,
  FormulaError,
  isBlank,
  parseFormula,
} from "./formula.js";

/** The verdict on an answer: { verdict, message, mistake }. */
export function grade(spec, answer) {
  return answer == null
    ? verdict("not attempted")
    : GRADERS[spec.kind](spec, answer);
}

/** A number with four significant digits, alike in Python and in the page. */
export function fourDigits(number) {
  const rounded = Number(number.toPrecision(4));
  const size = Math.abs(rounded);
  if (size === 0) return "0";
  if (1e-4 <= size && size < 1e6) {
    return rounded.toFixed(10).replace(/\.?0+$/, "");
  }
  const [digits, power] = rounded.toExponential(3).split("e");
  return `${digits.replace(/\.?0+$/, "")}e${Number(power)}`;
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

function recognised({ name, hint }) {
  return verdict("mistake", hint, name);
}

function gradeChoice({ options }, chosen) {
  if (chosen.length === 0) {
    return verdict("not attempted", "Choose an answer first.");
  }
  for (const i of [...chosen].sort((a, b) => a - b)) {
    if (options[i].wrong) return recognised(options[i].wrong);
  }
  if (options.some((option, i) => !option.wrong && !chosen.includes(i))) {
    return verdict("not yet", "What you chose is right, and it is not all.");
  }
  return verdict("correct");
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

  const i = firstFailing(spec.right);
  if (i < 0) return verdict("correct");
  for (const wrong of spec.wrong) {
    if (firstFailing(wrong.values) < 0) return recognised(wrong);
  }
  return notYet(spec, spec.points[i], values[i], spec.right[i]);
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

function notYet({ variables, tolerance }, point, yours, right) {
  const said = fourDigits(yours);
  if (variables.length > 0) {
    const both = `your formula gives ${said}; the answer gives ${
      fourDigits(right)
    }.`;
    return verdict("not yet", `At ${placeWords(point)} ${both}`);
  }
  if (Math.abs(yours - right) < 20 * tolerance) {
    return verdict("not yet", `${said} is close. Keep more digits to the end.`);
  }
  const within = `within ${fourDigits(tolerance)} of the answer.`;
  return verdict("not yet", `${said} is not ${within}`);
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
  if (spec.right.some(is)) return verdict("correct");
  for (const wrong of spec.wrong) {
    if (is(wrong.program)) return recognised(wrong);
  }
  const good = Math.max(
    ...spec.right.map((right) => commonStart(program, right)),
  );
  if (good === program.length) {
    return verdict("not yet", "Right so far, and something is still missing.");
  }
  const lines = good > 1 ? `Line 1 to ${good} can stay; l` : "L";
  return verdict("not yet", `${lines}ook again at line ${good + 1}.`);
}

function commonStart(program, other) {
  const i = program.findIndex((line, j) => line !== other[j]);
  return i < 0 ? program.length : i;
}

function gradeFindBug(spec, { line, reason }) {
  if (line === null || reason === null) {
    return verdict("not attempted", "Choose a line and a reason.");
  }
  if (spec.reasons[reason].wrong) return recognised(spec.reasons[reason].wrong);
  if (line !== spec.bug) {
    const where = `it does not happen in line ${line + 1}.`;
    return verdict("not yet", `The reason is right, but ${where}`);
  }
  return verdict("correct");
}

function gradeBuild(spec, values) {
  if (spec.controls.every(({ name, start }) => values[name] === start)) {
    return verdict("not attempted", "Move a control first.");
  }
  const met = goalsMet(spec.goals, values);
  if (met.every(Boolean)) return verdict("correct");
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
