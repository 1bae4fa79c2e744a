"""Examples that Python and the page must agree on, as JSON for the front end's tests.

``python -m tests.interactive.vectors`` writes tests/front/vectors.json anew.
"""

import json
from pathlib import Path

from lessons_pkg.interactive.exercise.formula import (
    FUNCTIONS,
    FormulaError,
    evaluate,
    parse,
)
from lessons_pkg.interactive.exercise.grade import grade, shown
from lessons_pkg.interactive.exercise.markup import blocks, marked
from tests.interactive import samples

PATH = Path(__file__).parents[1] / "front" / "vectors.json"

VALUES = {"z": -1.5, "a": 0.25, "η": 0.5}
FORMULAS = """
1+2*3^2 | -2^2 | 2^-1 | 2^3^2 | 2**3**2 | 1-2-3 | 8/4/2 | -z | --z | +z | -z^2
a*(1-a) | a·(1 − a) | a×a | η*a | σ(z) | sigmoid(z) | exp(-z)/(1+exp(-z))^2
tanh(z) - (2*sigmoid(2*z)-1) | sqrt(abs(z)) | log(a) | 1e3*.5 | 1.e-3 | 5. | e^-z
pi | e | ((((a)))) | a + - z | 2*-3+1 | -a*z | 1/3*3 | 0^0 | 10^-300*10^-300
a ( 1 - a ) | a(1-a) | (1+a)(1-a) | 2a | 2 a | a b | a.b | a.5 | ( | () | ) | 1+
a) | (a | exp | exp 2 | exp() | foo(1) | foo | 1e999 | 9^9^9^9 | (-1)^.5 | 1/0 | 0/0
log(0) | log(-1) | sqrt(-1) | exp(1000) | 1/exp(1000) | 0^-1 | * | 1 * / 2 | 1 == 2
@ | a @ b | __import__('os') | a.__class__ | "a" | a[0] | a;a | a=1 | lambda z: z | 1_0
0,5 | max(1, 2) | ١ | ａ | 𝑎 | 😀 | <script> | ` | \\ | a!
"""
ODD_FORMULAS = [
    "",
    " \t\n",
    "\u00a0a\u00a0",
    "\u2003a",
    "\x00",
    "\ufeffa",
    "(" * 40 + "a" + ")" * 40,
    "(" * 41 + "a" + ")" * 41,
    ["(", 10_000],
    "-" * 41 + "a",
    "^".join("1" * 41),
    "^".join("1" * 42),
    "+".join("1" * 100),
    "1" * 200,
    "1" * 201,
    "😀" * 201,
    ["a", 1_000_000],
]
NUMBERS = [0.0, -0.0, 1.0, -2.5, 0.10499358, 12345.678, 999949.0, 999951.0, 1e6, 1e-4]
NUMBERS += [9.9996e-5, 1.23456e-7, -3.2e18, 1e300, 5e-324, 2 / 3, 100.0, 0.05]
PROSE = [
    "One `a < b` and **bold**.",
    "Two\nlines.\n\nAnother.",
    "Code:\n\n```\nx = 1\n\n  y\n```\n\nafter",
    "```\nnever closed",
    "`open and **open",
    "<script>alert(1)</script> `<b>`",
    "",
    "** ** `` `a` `b`",
]
GARBAGE = {
    "choice": [None, [], [0, 1, 2, 3]],
    "predict": [None, []],
    "numeric": [None, "", "  ", "0.3334", "0,33", "1/3", "1/0", "x", "7", "0.34"],
    "formula": [None, "", "R", "pi*(R - r)*(R + r)", "1/(r-r)", "z", "π"],
    "order": [None, [], [0], [1], [0, 1], [1, 0], [2, 3, 1], [3, 2, 1, 0]],
    "find-bug": [
        None,
        {"line": None, "reason": None},
        {"line": 1, "reason": None},
        {"line": None, "reason": 1},
        *({"line": i, "reason": j} for i in range(4) for j in range(3)),
    ],
    "build": [None, {"a": 0, "b": 0}, {"a": -1, "b": 0}, {"a": 4, "b": 4}],
}


def whole(text):
    """Return a text, which may be given as [part, times]."""
    return text if isinstance(text, str) else text[0] * text[1]


def formula_examples():
    """List each formula with its value, or with what is said about it."""
    texts = [part.strip() for part in FORMULAS.replace("\n", "|").split("|")]
    examples = []
    for text in [*filter(None, texts), *ODD_FORMULAS]:
        try:
            value = evaluate(parse(whole(text), VALUES, tuple(FUNCTIONS)), VALUES)
            examples.append({"text": text, "value": value})
        except FormulaError as error:
            examples.append({"text": text, "error": str(error)})
    return {"values": VALUES, "functions": list(FUNCTIONS), "examples": examples}


def verdicts(exercises, more=()):
    """List each exercise with answers to it and their verdicts."""
    listed = []
    for exercise in exercises:
        answers = [answer for _, answer in exercise.examples()]
        answers += more[exercise.kind] if more else []
        found = [{"answer": a, "found": grade(exercise.spec, a)} for a in answers]
        listed.append({"spec": exercise.spec, "answers": found})
    return listed


def vectors():
    """Return all examples of the engine itself."""
    samples_in_page = [e for e in samples.IN_PAGE if e is not samples.CURVES]
    return {
        "formulas": formula_examples(),
        "numbers": [{"number": x, "shown": shown(x)} for x in NUMBERS],
        "prose": [
            {
                "text": t,
                "blocks": [[k, marked(w) if k == "p" else w] for k, w in blocks(t)],
            }
            for t in PROSE
        ],
        "verdicts": verdicts(samples_in_page, GARBAGE),
    }


def as_json(examples):
    """Write examples as the front end's formatter would."""
    return json.dumps(examples, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(as_json(vectors()), "utf-8")
