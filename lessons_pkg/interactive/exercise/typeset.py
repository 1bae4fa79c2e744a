"""Formulas in the texts of exercises, as MathML that is made once and kept.

An author writes them between dollar signs as a reader may type them, `$σ′(z) = a(1 -
a)$`, or in LaTeX where that has more to say. `latex` turns one into LaTeX, and ``make
notebooks`` has the pages' converter make MathML of it, which is kept as plain trees in
formulas.json; so no reader needs a converter. One that is not there yet is shown as it
was written. `unicode` turns one into text, for a terminal and for the output that a
notebook stores: JupyterLab strips MathML from it, fractions and exponents included.
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path

TABLE = Path(__file__).with_name("formulas.json")

MARK = re.compile(r"\$([^$\n]+)\$")
_SIGNS = {
    "′": "'",
    "·": r"\cdot ",
    "×": r"\times ",
    "−": "-",
    "…": r"\ldots ",
    "½": r"\tfrac{1}{2}",
    "¼": r"\tfrac{1}{4}",
    "%": r"\%",
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_INSIDE = r"(?:[^()]|\([^()]*\))*"
_INDEX = re.compile(r"(?<![A-Za-z\\])([A-Za-z])([0-9]+)(?![A-Za-z0-9])")  # x0
_LOWERED = re.compile(r"_([0-9]+)")
_REWRITTEN = (
    (re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+"), lambda m: f"^{{{m[0].translate(_RAISED)}}}"),
    (re.compile(rf"\^\(({_INSIDE})\)"), r"^{\1}"),  # e^(-z) is e^{-z}
    (re.compile(r"\^(-?[A-Za-z0-9.]+)"), r"^{\1}"),
    (_INDEX, r"\1_{\2}"),
    (re.compile("([A-Za-z])\u0302"), r"\\hat{\1}"),
    (re.compile(r"(?<![A-Za-z\\{])(ln|log|exp|max|tanh)(?![A-Za-z])"), r"\\\1 "),
)
# Where a long formula may go on in the next line.
_RELATION = re.compile(r" (?=[=≈≥≤<>] )")
_WIDE = 22  # characters


def latex(formula):
    r"""Return a formula as LaTeX, in pieces between which a line may end.

    Examples
    --------
    >>> latex("½(a - y)²"), latex("e^-2z")
    (['\\tfrac{1}{2}(a - y)^{2}'], ['e^{-2z}'])
    >>> latex("0.269·(1 - 0.269) = 0.197")
    ['0.269\\cdot (1 - 0.269)', '{} = 0.197']
    """
    for pattern, new in _REWRITTEN:
        formula = pattern.sub(new, formula)
    for sign, new in _SIGNS.items():
        formula = formula.replace(sign, new)
    first, *more = _RELATION.split(formula) if len(formula) > _WIDE else [formula]
    return [first, *(f"{{}} {piece}" for piece in more)]


@cache
def table():
    """Return {formula: its pieces}, each a tree [tag, attributes, *contents]."""
    return json.loads(TABLE.read_text("utf-8"))


def formulas_in(value):
    """List the formulas of all texts in plain data, sorted."""
    found = set()

    def look(value):
        if isinstance(value, str):
            found.update(MARK.findall(value))
        elif isinstance(value, dict):
            look(list(value.values()))
        elif isinstance(value, list):
            for part in value:
                look(part)

    look(value)
    return sorted(found)


def html(formula):
    """List the pieces of a formula as HTML."""
    pieces = table().get(formula)
    if pieces is None:
        return [f"<code>{escape(formula)}</code>"]
    return [_html(piece) for piece in pieces]


def _html(tree):
    if isinstance(tree, str):
        return escape(tree)
    tag, attributes, *contents = tree
    written = "".join(f' {k}="{escape(v)}"' for k, v in attributes.items())
    return f"<{tag}{written}>{''.join(map(_html, contents))}</{tag}>"


# Formulas as text ---------------------------------------------------------------------

_POWER = re.compile(rf"\^(?:\(({_INSIDE})\)|{{([^{{}}]*)}}|([-−]?[\w.]+))")
_ROOT = re.compile(r"\\sqrt{([^{}]*)}")
_RAISE = str.maketrans(
    "0123456789+-()abcdefghijklmnoprstuvwxyzT",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ",
)
_LOWER = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def unicode(formula):
    r"""Return a formula as text, in which nothing is lost that it means.

    Examples
    --------
    >>> unicode("½(a - y)^2"), unicode("10^-4"), unicode(r"1/\sqrt{2}")
    ('½(a − y)²', '10⁻⁴', '1/√2')
    >>> unicode("e^(-w/2) = e^{0.5} - x0")
    'e^(−w/2) = e^0.5 − x₀'
    """
    formula = _ROOT.sub(lambda root: f"√{_grouped(root[1])}", formula)
    formula = _POWER.sub(_power, formula)
    formula = _INDEX.sub(lambda x: x[1] + x[2].translate(_LOWER), formula)
    formula = _LOWERED.sub(lambda index: index[1].translate(_LOWER), formula)
    formula = re.sub(r"[{}\\]", "", formula)
    return formula.replace("-", "−").replace("'", "′")


def _power(found):
    power = next(filter(None, found.groups()))
    raised = power.translate(_RAISE)
    kept = set(raised) & set(power)  # what has no raised form
    return f"^{_grouped(power)}" if kept else raised


def _grouped(part):
    """Put parentheses around what is more than one number or name."""
    return part if re.fullmatch(r"[\w.]+", part) else f"({part})"


def plain(text):
    """Return a text with its formulas as text.

    Examples
    --------
    >>> plain("at $a = 1$, where $e^{-z}$ is 0")
    'at a = 1, where e⁻ᶻ is 0'
    """
    return MARK.sub(lambda mark: unicode(mark[1]), text)
