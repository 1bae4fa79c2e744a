"""Find the numbers in a text, and the number that a text's number could be quoting."""

import re

#: A number as the book writes it: 0.7311, −3, 1e-5, 100 000, 52.84 %.
NUMBER = re.compile(
    r"(?<![\w.,])[-−]?\d{1,3}(?:[  ]\d{3})+(?![\d.])|"
    r"(?<![\w.])[-−]?\d+(?:\.\d+)?(?:e[-+−]?\d+)?"
)
#: What is no quotation: roles, links, names of commands, indices.
SKIPPED = [
    re.compile(r"\{[\w:-]+\}`[^`]*`"),
    re.compile(r"\]\([^)]*\)"),
    re.compile(r"</?\w[^>]*>"),
    re.compile(r"_(?:\{[^}]*\}|\w)"),
    re.compile(r"\\[a-zA-Z]+|\\[,;!]"),
]
COUNT = 20  # whole numbers up to here are counts, which a reader checks by looking


PER_CENT = re.compile(r"\s*(?:\\?%|per cent\b|percent\b)")


def numbers(text):
    """Return the numbers in a text as they are written, those in per cent with "%"."""
    text = re.sub(r"\\[dt]?frac(\d)(\d)", r"\1 / \2", text)
    for pattern in SKIPPED:
        text = pattern.sub(" ", text)
    return [
        found[0] + ("%" if PER_CENT.match(text, found.end()) else "")
        for found in NUMBER.finditer(text)
    ]


def plain(number):
    """Return a written number as Python writes it."""
    return re.sub("[  %]", "", number).replace("−", "-")


def values(text):
    """Return the numbers in a text as floats."""
    return {float(plain(number)) for number in numbers(text)}


def room(number):
    """Return half of the last place that a number is written with."""
    mantissa, _, exponent = plain(number).partition("e")
    places = len(mantissa.partition(".")[2])
    return 0.5 * 10.0 ** (int(exponent or 0) - places)


def is_quoted(number, given):
    """Say whether a number is one of those given, rounded; 52 % also where 0.52 is.

    The sign is left out, for "falls by 0.3" is −0.3. A whole number is exact, unless it
    is in per cent, and a small one is a count, which a reader checks by looking.
    """
    size = abs(float(plain(number)))
    per_cent = number.endswith("%")
    whole = not per_cent and not re.search(r"[.e]", number)
    if whole and size <= COUNT:
        return True
    within = 1e-9 if whole else room(number) * (1 + 1e-6)
    scales = (1, 100) if per_cent else (1,)
    return any(
        abs(abs(value) * scale - size) <= within for value in given for scale in scales
    )
