"""Formulas that a reader types, read without ever being run as code.

`parse` turns the text into a tree of an allow-listed kind, and `evaluate` walks the
tree in floats; length and depth are capped, so that no input takes long or runs deep.
Comparisons, assignments, complex numbers and multiplication without a sign are left
out. `static/exercises/formula.js` is the same grammar again, held to this one by
shared examples.
"""

import math
import re
from math import exp, isfinite, log, nan, sqrt, tanh
from operator import add, mul, neg, sub, truediv

LENGTH = 200  # characters
DEPTH = 40  # nested parentheses, signs and powers


def sigmoid(z):
    """Return σ(z) of one float, so that this module needs nothing but `math`."""
    e = exp(min(z, 40.0))
    return e / (1 + e)


FUNCTIONS = {f.__name__: f for f in (exp, log, sqrt, sigmoid, tanh, abs)}
CONSTANTS = {"e": math.e, "pi": math.pi}

# math.pow is of floats only: 9^9^9 overflows at once, and (-1)^0.5 is an error.
_ARITHMETIC = {"+": add, "-": sub, "*": mul, "/": truediv, "^": math.pow}
_OPERATIONS = {**_ARITHMETIC, "negative": neg, **FUNCTIONS}
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}
_SIGN = 3  # a sign binds more tightly than *, less than ^: -z^2 is -(z^2)

_SPELLINGS = {"**": "^", "−": "-", "·": "*", "×": "*", "σ": "sigmoid"}
_TOKEN = re.compile(
    r"[ \t\r\n\u00a0]*(?:"
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-zα-ω_][A-Za-z0-9_]*)"
    r"|(?P<sign>\*\*|[-+*/^()−·×])"
    r"|(?P<end>\Z)|(?P<other>(?s:.)))"
)


class FormulaError(ValueError):
    """A formula cannot be read or has no value; the message is for its author."""


def parse(text, variables=(), functions=tuple(FUNCTIONS)):
    """Read a formula into a tree of nested tuples.

    Parameters
    ----------
    text : str
        At most 200 characters of numbers, `variables`, ``+ - * / ^ **``, parentheses,
        the constants ``e`` and ``pi``, and calls of `functions`.
    variables : iterable of str
        The names that stand for numbers.
    functions : iterable of str
        The functions allowed here, from ``FUNCTIONS``.

    Returns
    -------
    tree : float or tuple
        A number, ``("variable", name)``, or an operation and its operands.

    Raises
    ------
    FormulaError
        With one sentence that says what cannot be read.

    Examples
    --------
    >>> parse("a*(1 - a)", variables=["a"])
    ('*', ('variable', 'a'), ('-', 1.0, ('variable', 'a')))
    >>> parse("__import__('os')")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    FormulaError: `__import__` is not known here.
    """
    if len(text) > LENGTH:
        raise FormulaError(f"A formula has at most {LENGTH} characters.")
    return _Parser(_tokens(text), tuple(variables), tuple(functions)).formula()


def evaluate(tree, values):
    """Return the value of a parsed formula as a float.

    Examples
    --------
    >>> evaluate(parse("a*(1 - a)", variables=["a"]), {"a": 0.25})
    0.1875
    """
    if isinstance(tree, float):
        return tree
    head, *parts = tree
    if head == "variable":
        return float(values[parts[0]])
    operands = [evaluate(part, values) for part in parts]
    try:
        result = _OPERATIONS[head](*operands)
    except (ArithmeticError, ValueError):
        result = nan
    if not isfinite(result):
        raise FormulaError("The formula has no finite value.")
    return result


def _tokens(text):
    """List (kind, text) pairs; the kind is number, name, sign, other or end."""
    found = ((m.lastgroup, m[m.lastgroup]) for m in _TOKEN.finditer(text))
    return [(kind, _SPELLINGS.get(word, word)) for kind, word in found]


class _Parser:
    """Precedence climbing (Pratt 1973): one loop, and one number for each operator."""

    def __init__(self, tokens, variables, functions):
        self.tokens, self.token = iter(tokens), None
        self.variables, self.functions = variables, functions
        self.advance()

    def advance(self):
        """Return the token in hand and take up the next one."""
        taken, self.token = self.token, next(self.tokens, ("end", ""))
        kind, word = self.token
        if word == ",":
            raise FormulaError("Write the decimal point as a point: 0.5, not 0,5.")
        if kind == "other":
            raise FormulaError(f"`{word}` does not belong in a formula.")
        return taken

    def formula(self):
        if self.token[0] == "end":
            raise FormulaError("The formula is empty.")
        tree = self.expression(0, 0)
        kind, word = self.token
        if word == ")":
            raise FormulaError("A `)` has no `(` before it.")
        if kind != "end":
            raise FormulaError(f"An operator such as `*` is missing before `{word}`.")
        return tree

    def expression(self, binding, depth):
        """Read an operand and every operator that binds more tightly than `binding`."""
        left = self.operand(depth)
        while _BINDING.get(self.token[1], 0) > binding:
            operator = self.advance()[1]
            tightness = _BINDING[operator] - (operator == "^")  # 2^3^2 is 2^(3^2)
            left = (operator, left, self.expression(tightness, depth + 1))
        return left

    def operand(self, depth):
        if depth > DEPTH:
            raise FormulaError(f"The formula is nested more than {DEPTH} deep.")
        kind, word = self.advance()
        if kind == "number":
            if not isfinite(float(word)):
                raise FormulaError(f"`{word}` is too large a number.")
            return float(word)
        if kind == "name":
            return self.name(word, depth)
        if word == "(":
            return self.inside(depth)
        if word == "-":
            return ("negative", self.expression(_SIGN, depth + 1))
        if word == "+":
            return self.expression(_SIGN, depth + 1)
        if kind == "end":
            raise FormulaError("The formula stops where a number or a name is due.")
        raise FormulaError(f"A number or a name is missing before `{word}`.")

    def name(self, word, depth):
        called = self.token[1] == "("
        if called and word in self.functions:
            self.advance()
            return (word, self.inside(depth))
        if word in self.functions:
            raise FormulaError(f"`{word}` needs parentheses: `{word}(…)`.")
        if word in self.variables:
            tree = ("variable", word)
        elif word in CONSTANTS:
            tree = CONSTANTS[word]
        else:
            known = ", ".join([*self.variables, *self.functions, *CONSTANTS])
            raise FormulaError(f"`{word}` is not known here. You can use {known}.")
        if called:
            raise FormulaError(f"An operator such as `*` is missing after `{word}`.")
        return tree

    def inside(self, depth):
        """Read up to the closing parenthesis, the opening one being behind us."""
        tree = self.expression(0, depth + 1)
        kind, word = self.token
        if kind == "end":
            raise FormulaError("A `)` is missing.")
        if word != ")":
            raise FormulaError(f"An operator such as `*` is missing before `{word}`.")
        self.advance()
        return tree
