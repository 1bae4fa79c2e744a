r"""The identities that can be checked from a page's own LaTeX, read by SymPy.

A check in `equations/` is written by hand beside its LaTeX, so one slip could stand in
both. Here the text of the page itself is read: it is cut at its equals signs, and each
side that SymPy's parser understands is computed at numbers. σ and σ′ are written out
first, and so is a name that stands for something, as the page has said (`MEANT`). A
definition, a step of a program and a statement about derivatives or samples are no
identities of numbers, and are left to their checks.
"""

import itertools
import random
import re
import warnings
from functools import cache

import sympy as sp
from sympy.parsing.latex import parse_latex

# What a name means in an equation, where the page has said so before.
ACTIVATION = {"a": r"\sigma(z)"}
NEURON = {"p": r"\sigma(w x + b)"}
MEANT = {
    "eq-odds": ACTIVATION,
    "eq-ratio-of-slopes": ACTIVATION,
    "eq-logit": {"z": r"\ln\frac{\sigma(u)}{1 - \sigma(u)}", "a": r"\sigma(u)"},
    "eq-linear-log-odds": NEURON,
    "eq-growth-log-odds": {"P": r"K\sigma(r t + C)"},
    "eq-growth-solution": {"C": r"\ln\frac{P_0}{K - P_0}"},
    "eq-cost-threshold": {"p": r"\frac{a}{a + m}"},
    "eq-log-ratio": {"p_i": r"\frac{e^{z_i}}{s}", "p_j": r"\frac{e^{z_j}}{s}"},
    "eq-shifted-weights": {"z_j": r"w_j \cdot x + b_j"},
    "eq-eigenvector": {"H": r"\lambda"},  # in one dimension
    "eq-momentum-roots": {
        "r": r"\frac{1 + \beta - \eta\lambda"
        r" + \sqrt{(1 + \beta - \eta\lambda)^2 - 4\beta}}{2}"
    },
    "eq-stable-loss": {"L": r"\ln(1 + e^{z}) - y z"},
}
SIZES = re.compile(r"\\(?:bigl|bigr|Bigl|Bigr|left|right|boxed)(?![a-z])")
SPACES = re.compile(r"\\[,;!:]|\\quad|~")
GOES_ON = re.compile(r"\\\\(?:\[\w+\])?\s*\\qquad\s*(?=[+-])")
# Functions that are not known, derivatives, sums and means, vectors, words.
BEYOND = re.compile(
    r"\\(text|operatorname|partial|Delta|mathsf|sum|prod|circ|to|le|ge|approx|dots|pm|overline)"
    r"(?![a-z])|\\ell|[<>?]|\b[fg](_\w)?\(|P\(t|E\(h|L\(|(?<!\\sigma)'|\\frac\{d"
    r"|\bd[tz]\b|w \\cdot"
)
FACTOR = re.compile(r"((?<![a-z\\])[a-zA-Z]|[0-9)}])\s*\(")


def claims(latex):
    r"""Yield each row of sides that an equation says are equal.

    >>> list(claims(r"\begin{aligned} a &= b \\[1ex] &= c, \qquad d = e \end{aligned}"))
    [['a', 'b', 'c'], ['d', 'e']]
    """
    text = re.sub(r"\\(begin|end)\{\w+\}", "", latex).replace("&", "")
    text = SPACES.sub(" ", SIZES.sub("", text)).replace("{+}", "+").replace("{-}", "-")
    text = GOES_ON.sub(" ", text.replace("tfrac", "frac"))
    rows = [[]]
    for part in re.split(r"\\qquad", text):
        for line in re.split(r"\\\\(?:\[\w+\])?", part):
            first, *more = (side.strip(" ,.") for side in line.split("="))
            if first:  # a line with a left side of its own
                rows.append([first])
            rows[-1] += more
    yield from filter(None, rows)
    yield from underbraced(text)


def underbraced(text):
    r"""Yield what stands above and below each brace of an equation.

    >>> list(underbraced(r"\underbrace{\frac{1}{2}}_{a} + \underbrace{b}_{1 - a}"))
    [['\\frac{1}{2}', 'a'], ['b', '1 - a']]
    """
    for found in re.finditer(r"\\underbrace\{", text):
        middle = closing(text, found.end() - 1, "{}")
        end = closing(text, middle + 2, "{}")
        yield [text[found.end() : middle], text[middle + 3 : end]]


def written_out(latex, meant):
    r"""Return LaTeX without under-braces, with σ, σ′ and other names written out.

    >>> written_out(r"2\sigma(2z) - 1", {})
    '2 \\cdot (\\frac{1}{1 + e^{-(2z)}}) - 1'
    """
    text = re.sub(r"\}_\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", "}", latex)
    text = text.replace(r"\underbrace", "")
    for name, meaning in meant.items():
        text = re.sub(
            rf"(?<![\\a-zA-Z]){name}(?![a-zA-Z_])",
            rf"({meaning})".replace("\\", r"\\"),
            text,
        )
    text = text.replace("[", "(").replace("]", ")")
    for head, body in (
        (r"\sigma'(", r"(\frac{{e^{{-({0})}}}}{{(1 + e^{{-({0})}})^2}})"),
        (r"\sigma(", r"(\frac{{1}}{{1 + e^{{-({0})}}}})"),
        (r"\ln(", r"(\ln{{({0})}})"),  # so that it ends there
    ):
        while head in text:
            start = text.index(head)
            end = closing(text, start + len(head) - 1)
            inside = text[start + len(head) : end]
            text = f"{text[:start]} {body.format(inside)}{text[end + 1 :]}"
    # A letter before a bracket is a factor, and so is what stands after one.
    text = FACTOR.sub(r"\1 \\cdot (", text)
    return re.sub(r"\)\s*(?=[a-zA-Z(]|\\frac|\\sqrt|\\ln)", r") \\cdot ", text)


def closing(text, start, pair="()"):
    """Return where the bracket that opens at `start` is closed."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == pair[0]) - (text[place] == pair[1])
        if depth == 0:
            return place
    raise ValueError(f"a bracket is open in {text}")


@cache
def formula(latex):
    """Return what SymPy makes of it, or None where that is not one formula."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it reads as a row of things
            found = parse_latex(latex, backend="lark")
    except Exception:  # its errors have no family of their own
        return None
    return found.subs(sp.Symbol("e"), sp.E) if isinstance(found, sp.Expr) else None


def identities(label, latex):
    """Yield each pair of neighbouring sides of an equation that can be computed."""
    for row in claims(latex):
        sides = [
            None if BEYOND.search(side) else formula(written_out(side, meanings))
            for side in row
            for meanings in [MEANT.get(label, {})]
        ]
        for pair in itertools.pairwise(sides):
            # Neither a definition nor a calculation, which is rounded.
            if None in pair or any(side.is_Symbol for side in pair):
                continue
            if any(side.free_symbols for side in pair):
                yield pair


def holds(left, right, times=8):
    """Return whether two formulas agree at random numbers between 0.1 and 0.9."""
    names = sorted(left.free_symbols | right.free_symbols, key=str)
    numbers = random.Random(0)
    for _ in range(times):
        at = {name: sp.Float(numbers.uniform(0.1, 0.9)) for name in names}
        one, other = (complex(side.subs(at).evalf()) for side in (left, right))
        if not abs(one - other) <= 1e-9 * max(1, abs(one), abs(other)):
            return False
    return True


def spoiled(latex):
    """Yield the LaTeX with one sign turned, or one digit that is no index raised."""
    for found in re.finditer(r"[+-]", latex):
        other = "-" if found[0] == "+" else "+"
        yield latex[: found.start()] + other + latex[found.end() :]
    # Neither an index nor the size of a space between lines.
    for found in re.finditer(r"(?<![_\d\[])\d(?!ex)", latex):
        digit = str((int(found[0]) + 1) % 10)
        yield latex[: found.start()] + digit + latex[found.end() :]
