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
from lessons_pkg.interactive.exercise.grade import grade
from lessons_pkg.interactive.exercise.kinds import without_formulas
from lessons_pkg.interactive.exercise.markup import blocks, marked
from lessons_pkg.interactive.numbers import fixed, shown
from tests.interactive import samples

PATH = Path(__file__).parents[1] / "front" / "vectors.json"

# What the names stand for; then functions, other names of a variable, and units.
VALUES = {"z": -1.5, "a": 0.25, "η": 0.5}
ALL = tuple(FUNCTIONS)
FORMULAS = """
1+2*3^2 | -2^2 | 2^-1 | 2^3^2 | 2**3**2 | 1-2-3 | 8/4/2 | -z | --z | +z | -z^2
a*(1-a) | a·(1 − a) | a×a | η*a | σ(z) | sigmoid(z) | exp(-z)/(1+exp(-z))^2
tanh(z) - (2*sigmoid(2*z)-1) | sqrt(abs(z)) | log(a) | 1e3*.5 | 1.e-3 | 5. | e^-z
pi | e | ((((a)))) | a + - z | 2*-3+1 | -a*z | 1/3*3 | 0^0 | 10^-300*10^-300
a ( 1 - a ) | a(1-a) | (1+a)(1-a) | 2a | 2 a | a b | a.b | a.5 | ( | () | ) | 1+
a) | (a | exp | exp 2 | exp() | foo(1) | foo | 1e999 | 9^9^9^9 | (-1)^.5 | 1/0 | 0/0
log(0) | log(-1) | sqrt(-1) | exp(1000) | 1/exp(1000) | 0^-1 | * | 1 * / 2 | 1 == 2
@ | a @ b | __import__('os') | a.__class__ | "a" | a[0] | a;a | a=1 | lambda z: z | 1_0
0,5 | max(1, 2) | ١ | ａ | 𝑎 | 😀 | <script> | ` | \\ | a! | a(z) | az | za(1-a)(1+a)
2σ(2z) | aσ(z) | (1-a)a | 3z | 10 ln 3 | -ln 0.2 | ln(4) | ln a | ln 4/2 | ln 2a | ln4
a² | a²(1-a) | a^2(1-a) | (1-a)²a | e⁻ᶻ | e⁻ᶻa | e^-za | e^(-z)a | 2^3² | 10⁻⁵ | 5·10⁻⁶
½ | ¾a | ½(a-z)² | 1½ | 1/½ | ⅓+⅔ | ⅒ | 1⁄2 | 1/2a | 1/2*a | 1/(2a) | a/2 z | a/2(z)
1/2 σ(z) | a*z/2 | 2a/4 | 52.84 % | 52.84% | 50%*a | 5%3 | 5%a | 5 % (3) | a% | %
w = 1.386 | w=a | = 4 | a = 1 | z = 3 | 4 = 4 | dL/dw = a | σ′(-1) = 0.2 | w ≈ a
w = 1 = 1
w == 1 | -1 = a | w*v = 1 | P(2) = 3 | w = | 0,105 | 0,105a | 1,000 | 17,200 | 17,2
0,5 + 1.5
0,5 + 1,25 | 1,5,2 | exp(0,5) | z′ | z' | σ'(z) | a² z | a^2z | a^2(z) | a^-2z
2^3a | e^2a | (a)^2z | a−z | a–z | a—z | a‐z | a‑z | a‒z
a﹣z | a－z | a―z | a⋅z | a∙z | a•z | a∗z | a✕z | a✖z | a⨯z | a÷z | a∕z | ηa | aη
eta | πa
√4 | √(4) | √a² | e(2) | e a | 2e | 2e3 | 2 e 3 | a 2 | (a)2 | 2(3)(a) | exp a | exp -a
z₀ | 𝜎(𝑧) | （a） | [a] | {a} | |a | log10(4) | np.exp(1) | math.log(4) | a*σ | σ
azw | aπ | LN(4) | Ln 4 | Exp(1) | PI | 2ln2 | (ln4+4)/10 | sqrt2 | foo4 | σ0 | ln04
0.2 x 0.7 | 8x0.05 | 3 X (4) | (2)x3 | x | 2x | 50% x 2 | 0.4. | 4.. | . | ~0.4 | ∼ 0.4
8 * 0.05 = 0.4 | z = ln(0.8/0.2) = ln 4 = 1.386 | 1 = 1 = a | 1 = a = 1 | a = a = 1
w = foo(1) = 2 | 1+ = 2 | a² = a·a | √2/√50 | sqrt 4*2 | √4 2 | sigma(4) | w ≤ 2 | w>=2
math.log(4) | np.exp(a) | numpy.a | 1 < 2 | A(1-A) | Z | tanh'(z)a | 3σ'(2) | 3σ′2
3σ''(2) | 2*sigmoid_derivative(a) | tanh_derivative(a)/2 | σ'(2) | f'(2) | exp'(a)a
2*a = | z = 3 =
"""
READ = [
    (
        {"a": 0.25, "x": 3.0, "w": -2.0},
        ("sigmoid",),
        {"σ(z)": "a"},
        (),
        "σ | σ(1-σ) | σ(z) | σ(z)(1-σ(z)) | sigmoid(z)*(1 - sigmoid(z)) | σ(a)(1-σ(a))x"
        "| σ'(z) | (a-1)σ′(z)x | σ' | 2 sigmoid'( z ) | σ'(a) | σ' = a(1-a) | aσ'x"
        "| σ(w) | (σ-1)x | -(1-σ)x | wx | xw(a-1) | z | exp(1) | σ² | σ²(1-σ)",
    ),
    (
        {"a": 0.25},
        (),
        {"σ(z)": "a"},
        (),
        "σ(1-σ) | σ(z)(1-σ(z)) | σ(a) | sigmoid(z) | sigmoid | σ′ | σ(z | σ(z)²",
    ),
    (
        {"s": 0.25},
        ("sigmoid",),
        {"σ(2z)": "s"},
        (),
        "4σ(2z)(1-σ(2z)) | 4*sigmoid(2*z)*(1-sigmoid(2·z)) | 4σ'(2z)"
        "| 4sigmoid_derivative(2*z) | σ'(2z) | σ(z) | σ'(z)s | z | 4S | q | σ(s)"
        "| σ(2 z | s = σ(2z) | 2σ'(s)",
    ),
    (
        {"a": 0.25, "x": 3.0, "w": -2.0},
        (),
        {"σ(z)": "a", "σ(wx + b)": "a", "tanh(u)": "w"},
        (),
        "(sigmoid(w*x+b)-1)x | -x(1-σ(w x + b)) | b | σ(b) | σ(z)-σ(wx+b) | tanh(u)²"
        "| u | tanh²(u) | tanh u | aσ'(wx+b) | tanh'(u)a",
    ),
    (
        {"r": 2.0, "R": 3.0, "Ab": 1.0},
        ("exp",),
        {},
        (),
        "R-r | ab | EXP(r)",
    ),
    (
        {"eta": 0.5, "x": 3.0, "y": 2.0},
        (),
        {},
        (),
        "η x y | ηxy | -η(y-x) | etaxy | etax(y) | xeta | xyz | x y eta | η",
    ),
    (
        {},
        ALL,
        {},
        ("fish", "fish per year"),
        "3*x | f(2) | 2xσ(x) | 3σ'(2) | 17.2 fish | 17.2fish | fish | fish fish"
        "| 17.2 fish per year"
        "| P(2) = 17.2 fish | 17.2 beans | 17,2 fish | (17.2 fish",
    ),
]
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
    "a" * 200,
    "1/" * 99 + "1",
    "a\u00ad(\u200b1\u2060-\u2061a)\u200e",
    "2\u2062z",
    "a\u2062z",
    "ln\u20614",
    "\u202f2\u2009a\u3000",
    "\u200b",
    "a\u2063z",
    "a\u2064z",
    "\ue000",
    "a\u0338",
]
NUMBERS = [0.0, -0.0, 1.0, -2.5, 0.10499358, 12345.678, 999949.0, 999951.0, 1e6, 1e-4]
NUMBERS += [9.9996e-5, 1.23456e-7, -3.2e18, 1e300, 5e-324, 2 / 3, 100.0, 0.05]
# Ties, which are floats halfway between two, and what only looks like one.
NUMBERS += [1 / 64, -1 / 64, 3 / 64, 0.5, 1.5, -2.5, 0.125, 0.375, 100.5, 12345.0]
NUMBERS += [2.675, 1.005, 0.045, 8.345, 1234.5, 123456.5, 2**-20, 5 * 2**-13]
NUMBERS += [1.7976e308, -1.7976931348623157e308, 2.2250738585072014e-308, 1e21, 1e22]
NUMBERS += [999999999999999.9, 1e15, -1e15, 9.9995e-5, 999950.0, 99995.0, -0.0004]
PROSE = [
    "One `a < b` and **bold**.",
    "Two\nlines.\n\nAnother.",
    "Code:\n\n```\nx = 1\n\n  y\n```\n\nafter",
    "```\nnever closed",
    "`open and **open",
    "<script>alert(1)</script> `<b>`",
    "",
    "** ** `` `a` `b`",
    "So $a(1 - a)$, and **$z$** at $z$!) `$x$` 5 $ and $ 6",
    "$$ $a\n$ $`a`$",
    "is *not yet* right, *a*, **b** and *c*; `*d*` $*e*$ *`f`* *g",
    "2 * 3 * 4, a*b, *$z$* ** and ***h*** * i*",
]
GARBAGE = {
    "choice": [None, [], [0, 1, 2, 3]],
    "predict": [None, []],
    "numeric": [
        *(None, "", "  ", "0.3334", "0,33", "1/3", "1/0", "x", "7", "0.34", "⅓"),
        *("x = 1/3", "33.33 %", "0,3333", "1,000", "0.33", "x = .33", "0", "33.33"),
        *("-1/3", "0.33 + 0", "3.3e-1", "½", "0.3 3", ".33", "33%", "33 %", "x = 33%"),
        *("0.332 + 0", "0.0", "0.2", "34%", "0.4", "40%"),
    ],
    "formula": [
        *(None, "", "\u200b", "R", "pi*(R - r)*(R + r)", "π(R² − r²)", "1/(r-r)", "z"),
        *("π", "A = π(R+r)(R−r)", "1/2R", "R^2pi", "2π(R²-r²)", "-π(R²-r²)", "0"),
    ],
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


def read(values, functions, also, units, texts):
    """List each formula with its value, or with what is said about it."""
    examples = []
    for text in texts:
        try:
            tree = parse(whole(text), values, functions, also, units)
            examples.append({"text": text, "value": evaluate(tree, values)})
        except FormulaError as error:
            examples.append({"text": text, "error": str(error)})
    names = {"functions": list(functions), "also": also, "units": list(units)}
    return {"values": values, **names, "examples": examples}


def listed(texts):
    """List the texts between the bars; an empty one is none."""
    parts = (part.strip() for part in texts.replace("\n", "|").split("|"))
    return [part for part in parts if part]


def formula_examples():
    """List what formulas mean, where all functions are known and where few are."""
    texts = [*listed(FORMULAS), *ODD_FORMULAS]
    return [
        read(VALUES, ALL, {}, (), texts),
        *(read(*names, listed(texts)) for *names, texts in READ),
    ]


def families(exercises):
    """List what the page gets of each family, and all its members."""
    return [
        {"spec": e.spec, "members": [without_formulas(m.spec) for m in e.members]}
        for e in exercises
        if len(e.members) > 1
    ]


def verdicts(exercises, more=()):
    """List each exercise, or member, with answers to it and their verdicts."""
    listed = []
    for exercise in [member for e in exercises for member in e.members]:
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
        "numbers": [
            {"number": x, "shown": shown(x), "fixed": [fixed(x, d) for d in range(7)]}
            for x in NUMBERS
        ],
        "prose": [
            {
                "text": t,
                "blocks": [[k, marked(w) if k == "p" else w] for k, w in blocks(t)],
            }
            for t in PROSE
        ],
        "families": families(samples_in_page),
        "verdicts": verdicts(samples_in_page, GARBAGE),
    }


def as_json(examples):
    """Write examples as the front end's formatter would."""
    return json.dumps(examples, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(as_json(vectors()), "utf-8")
