"""Formulas that a reader types, read as the book writes them and never run as code.

`parse` turns the text into a tree of an allow-listed kind, and `evaluate` walks the
tree in floats; length and depth are capped, so that no input takes long or runs deep.
What mathematics leaves out may be left out, as in a(1-a) and 2σ(2z); what could be
read in two ways, such as 1/2x, is refused in words. Comparisons and complex numbers
are left out. `static/exercises/formula.js` is the same grammar again, held to this one
by shared examples.
"""

import math
import re
from itertools import pairwise
from math import exp, isfinite, log, nan, sqrt, tanh
from operator import add, mul, neg, sub, truediv
from unicodedata import normalize

LENGTH = 200  # characters
DEPTH = 40  # nested parentheses, signs and powers


def sigmoid(z):
    """Return σ(z) of one float, so that this module needs nothing but `math`."""
    e = exp(min(z, 40.0))
    return e / (1 + e)


def sigmoid_slope(z):
    """Return σ′(z) of one float."""
    return sigmoid(z) * sigmoid(-z)


def tanh_slope(z):
    """Return tanh′(z) of one float."""
    return 1 - tanh(z) ** 2


FUNCTIONS = {f.__name__: f for f in (exp, log, sqrt, sigmoid, tanh, abs)}
CONSTANTS = {"e": math.e, "pi": math.pi}

# math.pow is of floats only: 9^9^9 overflows at once, and (-1)^0.5 is an error.
_ARITHMETIC = {"+": add, "-": sub, "*": mul, "/": truediv, "^": math.pow}
_SLOPES = {"sigmoid'": sigmoid_slope, "tanh'": tanh_slope}
_OPERATIONS = {**_ARITHMETIC, "negative": neg, **FUNCTIONS, **_SLOPES}
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}
_SIGN = 3  # a sign binds more tightly than *, less than ^: -z^2 is -(z^2)
_BESIDE = 2  # and so does what stands side by side

# What a keyboard, a phone or a copied formula gives for a plain sign.
_SPELT = {
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63",
    "*": "\u00b7\u00d7\u2022\u2217\u2219\u22c5\u2715\u2716\u2a2f\u30fb",
    "/": "\u00f7\u2044\u2215",
    "'": "\u2019\u2032",
    "=": "~\u223c\u2243\u2245\u2248\u2264\u2265",
    # Spaces of every width; applying a function and an unseen "times" are spaces too.
    " ": "\t\n\r\u00a0\u1680\u2028\u2029\u202f\u205f\u2061\u2062\u3000"
    + "".join(map(chr, range(0x2000, 0x200B))),
    # What cannot be seen and means nothing: soft hyphens, joiners, directions.
    "": "\u00ad\u034f\u061c\u180e\u2060\ufeff"
    + "".join(
        chr(i)
        for low, high in ((0x200B, 0x2010), (0x202A, 0x202F), (0x2066, 0x2070))
        for i in range(low, high)
    )
    + "".join(map(chr, range(0xFE00, 0xFE10))),
    **{str(i): chr(0x2080 + i) for i in range(10)},  # x₀ is x0
}
_PLAIN = {ord(c): sign for sign, spelt in _SPELT.items() for c in spelt}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇʰᵏⁿᵗʷˣʸᶻ", "0123456789+-()abhkntwxyz", strict=True))
_POWER = re.compile(f"[{''.join(_RAISED)}]+")
_LETTERS = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]+")  # wide, italic, bold

# One idea, two names: the second stands where the first is not known.
_ALSO = {
    "σ": "sigmoid",
    "sigma": "sigmoid",
    "ln": "log",
    "√": "sqrt",
    "π": "pi",
    "η": "eta",
    "eta": "η",
}
_DERIVATIVE = "_derivative"  # sigmoid_derivative is σ′, as the package calls it
_SHOWN = {"log": "ln", "sigmoid": "σ"}  # as the book writes them
_JOINED = re.compile("([A-Za-z]+)([0-9]+)")  # ln4, but not the logarithm log10
_FROM_PYTHON = re.compile(r"\b(?:math|np|numpy)\.(?=[a-z])")  # math.log(4)
_TIMES = re.compile(r"(?<=[0-9.)%]) *[xX] *(?=[0-9.(])")  # 2 x 3, where x is no name
_TOKEN = re.compile(
    r" *(?:"
    r"(?P<number>(?:[0-9]+,[0-9]+|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
    r"|[¼-¾⅐-⅞])"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*|[α-ω√])"
    r"|(?P<sign>\*\*|[-+*/^()%'])"
    r"|(?P<end>\Z)|(?P<other>(?s:.)))"
)
# What an answer may be called before an equals sign: z, dL/dw, σ'(-1).
_CALLED = re.compile(r" *(?:[A-Za-zΑ-Ωα-ω∂][-A-Za-z0-9Α-Ωα-ω∂_'./^() ]*)?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_UNSEEN = re.compile(
    "[\0-\x20\x7f-\xa0\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufff0-\uffff]"
)


class FormulaError(ValueError):
    """A formula cannot be read or has no value; the message is for its author."""


def parse(text, variables=(), functions=tuple(FUNCTIONS), also=(), units=()):
    """Read a formula into a tree of nested tuples.

    Parameters
    ----------
    text : str
        At most 200 characters of numbers, `variables`, ``+ - * / ^ **``, parentheses,
        the constants ``e`` and ``pi``, and calls of `functions`. A name and an equals
        sign may stand in front.
    variables : iterable of str
        The names that stand for numbers.
    functions : iterable of str
        The functions allowed here, from ``FUNCTIONS``.
    also : mapping
        What a variable stands for, as in ``{"σ(2z)": "a"}``: a function of one name or
        expression, which may be written instead.
    units : iterable of str
        Words that may follow the formula.

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
    >>> parse("a(1 − a)", variables=["a"])
    ('*', ('variable', 'a'), ('-', 1.0, ('variable', 'a')))
    >>> parse("__import__('os')")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    FormulaError: `__import__` is not known here.
    """
    if len(text) > LENGTH:
        raise FormulaError(f"A formula has at most {LENGTH} characters.")
    variables, functions = tuple(variables), tuple(functions)
    text = plain(text)
    text = text.removesuffix(".") or text  # the end of a sentence
    text = _FROM_PYTHON.sub("", text)
    text = text.replace("<=", "=").replace(">=", "=")
    if not any(name[0] in "xX" for name in variables):
        text = _TIMES.sub("*", text)
    names = {*variables, *functions, *CONSTANTS}

    called = [_Called(phrase, variable) for phrase, variable in dict(also).items()]

    def read(text, *, is_answer=False):
        tokens = _tokens(text, variables, names)
        if is_answer and _is_derivative(tokens):
            raise FormulaError("A derivative alone is no answer yet. Work it out.")
        for each in called:
            tokens = each.renamed(tokens)
        return _Parser(tokens, variables, functions, called, "." in text).formula()

    *before, text = text.split("=")
    if before and not text.strip(" "):
        raise FormulaError("Nothing stands after the `=`.")
    for i, part in enumerate(before):
        _check_called(part, i == 0, variables, read)
    for unit in units:
        text = text.removesuffix(unit) if text[: -len(unit)].strip(" ") else text
    return read(text, is_answer=True)


def evaluate(tree, values):
    """Return the value of a parsed formula as a float.

    Examples
    --------
    >>> evaluate(parse("a(1 - a)", variables=["a"]), {"a": 0.25})
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


def plain(text):
    """Return a text with plain signs, digits and letters, and without unseen ones.

    Examples
    --------
    >>> plain("1 − a²"), plain("e⁻ᶻ·𝑥₁")
    ('1 - a^(2)', 'e^(-z)*x1')
    """
    text = _LETTERS.sub(lambda found: normalize("NFKC", found[0]), text)
    text = text.translate(_PLAIN)
    return _POWER.sub(lambda found: _lowered(found[0]), text).strip(" ")


def _lowered(power):
    return f"^({''.join(map(_RAISED.get, power))})"


def _check_called(part, is_first, variables, read):
    """Accept before an equals sign what the answer is called, or an earlier form."""
    word = part.strip(" ")
    if is_first and _CALLED.fullmatch(part) and word not in variables:
        return
    try:
        tree = read(part)
    except FormulaError:
        tree = ("variable", word)
    if tree == ("variable", word):
        raise FormulaError(f"`{word} =` is not understood. Give the answer alone.")


def _tokens(text, variables, names):
    """List (kind, text) pairs; the kind is number, name, sign, other or end."""
    tokens = []
    for found in _TOKEN.finditer(text):
        kind, word = found.lastgroup, found[found.lastgroup]
        if kind == "name":
            tokens += _named(word, variables, names)
        else:
            tokens.append((kind, "^" if word == "**" else word))
    return tokens


def _named(word, variables, names):
    """List the tokens of a word: one name, a function and its number, or variables."""
    if word.endswith(_DERIVATIVE):
        function = word.removesuffix(_DERIVATIVE)
        return [*_named(function, variables, names), ("sign", "'")]
    for name in (word, _ALSO.get(word)):
        if name in names:
            return [("name", name)]
    low = word.lower()  # a phone begins with a capital
    for name in (low, _ALSO.get(low)):
        if name in names and name not in variables:
            return [("name", name)]
    joined = _JOINED.fullmatch(word)
    if joined and word != "log10":
        (_, name), *more = _named(joined[1], variables, names)
        if name in FUNCTIONS and name in names and not more:
            return [("name", name), ("number", joined[2])]
    return [("name", part) for part in _split(word, variables)]


def _split(word, variables):
    """List the variables that a word such as wx is made of, or the word itself."""
    parts, start = [], 0
    while start < len(word):
        fitting = [name for name in variables if word.startswith(name, start)]
        if not fitting:
            return [word]
        parts.append(max(fitting, key=len))
        start += len(parts[-1])
    return parts


def _is_derivative(tokens):
    """Say whether tokens are a function with a prime, and its argument, alone."""
    words = [word for _, word in tokens[:-1]]  # the last one is the end
    if len(words) < 2 or words[1] != "'":
        return False
    return len(words) == 2 or _closing(words, 2) == len(words) - 1


def _closing(words, start):
    """Return the place of the parenthesis that closes the one at `start`, or -1."""
    depth = 0
    for i in range(start, len(words)):
        depth += (words[i] == "(") - (words[i] == ")")
        if depth <= 0:
            return i if words[start] == "(" else -1
    return -1


class _Called:
    """What a variable stands for, as a function of its argument: a is σ(wx + b)."""

    def __init__(self, phrase, variable):
        self.phrase, self.variable = phrase, variable
        function, argument = phrase.removesuffix(")").split("(")
        self.function = _ALSO.get(function, function)
        self.argument = _squeezed(argument)

    def is_function(self, word):
        """Say whether a word is the function's name."""
        return _ALSO.get(word, word) == self.function

    def renamed(self, tokens):
        """Return tokens in which the phrase is the variable's name.

        The function's name alone, as in σ(1 - σ), means the variable as well, and then
        it does so everywhere; σ′ is a(1 - a), as the book knows.
        """
        name, renamed, rest = ("name", self.variable), [], list(tokens)
        slope = _tokens(f"({self.variable}*(1-{self.variable}))", (), [self.variable])
        slope.pop()  # the end
        while rest:
            words = [word for _, word in rest]
            prime = self.function == "sigmoid" and words[1:2] == ["'"]
            start = 2 if prime else 1
            end = _closing(words, start)
            if not self.is_function(words[0]):
                renamed.append(rest.pop(0))
            elif (
                end > 0 and _squeezed("".join(words[start + 1 : end])) == self.argument
            ):
                renamed += slope if prime else [name]
                del rest[: end + 1]
            elif prime and words[2] != "(":
                renamed += slope
                del rest[:2]
            else:
                renamed.append(rest.pop(0))
        pairs = pairwise(word for _, word in renamed)
        if any(self.is_function(a) and b not in ("(", "'") for a, b in pairs):
            renamed = [name if self.is_function(x[1]) else x for x in renamed]
        return renamed


def _squeezed(argument):
    """Return an argument without spaces and signs for times."""
    return argument.replace(" ", "").replace("*", "")


class _Parser:
    """Precedence climbing (Pratt 1973): one loop, and one number for each operator."""

    def __init__(self, tokens, variables, functions, called, points):
        self.tokens, self.token = iter(tokens), None
        self.variables, self.functions, self.points = variables, functions, points
        self.called = called
        self.advance()

    def advance(self):
        """Return the token in hand and take up the next one."""
        taken, self.token = self.token, next(self.tokens, ("end", ""))
        kind, word = self.token
        if word == ",":
            raise FormulaError("Write the decimal point as a point: 0.5, not 0,5.")
        if word == "'" and not (taken and self.has_slope(taken[1])):
            raise FormulaError("`′` is not understood. Write a derivative out.")
        if kind == "other" and _UNSEEN.fullmatch(word):
            code = f"U+{ord(word):04X}"
            raise FormulaError(f"A character that cannot be seen is in it, {code}.")
        if kind == "other":
            raise FormulaError(f"`{word}` does not belong in a formula.")
        return taken

    def has_slope(self, word):
        """Say whether a word is a function whose derivative is known here."""
        return word in self.functions and f"{word}'" in _SLOPES

    def formula(self):
        if self.token[0] == "end":
            raise FormulaError("The formula is empty.")
        tree = self.expression(0, 0)
        kind, word = self.token
        if word == ")":
            raise FormulaError("A `)` has no `(` before it.")
        if kind != "end":
            raise self.operator_missing()
        return tree

    def operator_missing(self):
        return FormulaError(
            f"An operator such as `*` is missing before `{self.token[1]}`."
        )

    def beside(self):
        """Say whether what comes is multiplied with what was, without a sign."""
        kind, word = self.token
        return kind == "name" or word == "("

    def expression(self, binding, depth):
        """Read an operand and every operator that binds more tightly than `binding`."""
        left, operator = self.operand(depth), ""
        while True:
            beside, word = self.beside(), self.token[1]
            tightness = _BESIDE if beside else _BINDING.get(word, 0)
            if tightness <= binding:
                return left
            if beside and operator == "/":
                raise FormulaError(
                    f"A quotient followed by `{word}` can be read in two ways, as "
                    "1/2x can: (1/2)*x or 1/(2*x). Use parentheses."
                )
            operator = "*" if beside else self.advance()[1]
            open_end = operator == "^" and self.token[1] != "("
            if self.token[0] == "number" and not isinstance(left, float):
                open_end = False  # x^2y is x²y, but e^2x may be e²x or e to the 2x
            tightness -= operator == "^"  # 2^3^2 is 2^(3^2)
            left = (operator, left, self.expression(tightness, depth + 1))
            if open_end and self.beside():
                raise FormulaError(
                    f"An exponent followed by `{self.token[1]}` can be read in two "
                    "ways, as e^2x can: e^(2*x) or (e^2)*x. Use parentheses."
                )

    def operand(self, depth):
        if depth > DEPTH:
            raise FormulaError(f"The formula is nested more than {DEPTH} deep.")
        kind, word = self.advance()
        if kind == "number":
            return self.number(word)
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

    def number(self, word):
        """Return a number, and of a percentage its hundredth part."""
        if "," in word and self.points:
            raise FormulaError("Write the decimal point as a point: 0.5, not 0,5.")
        if _THOUSANDS.fullmatch(word):
            raise FormulaError(
                f"`{word}` can be read in two ways. Write the decimal point as a "
                "point, and thousands without a comma."
            )
        above, _, below = normalize("NFKC", word).partition("\u2044")
        value = float(above.replace(",", ".")) / float(below or 1)
        if not isfinite(value):
            raise FormulaError(f"`{word}` is too large a number.")
        if self.token[1] != "%":
            return value
        self.advance()
        if self.beside():
            raise self.operator_missing()
        return ("/", value, 100.0)

    def name(self, word, depth):
        if self.token[1] == "'":
            self.advance()
            word += "'"
            if self.token[1] != "(":
                name = f"{_SHOWN.get(word[:-1], word[:-1])}′"
                raise FormulaError(f"`{name}` needs parentheses: `{name}(…)`.")
            self.advance()
            return (word, self.inside(depth))
        called = self.token[1] == "("
        if called and word in self.functions:
            self.advance()
            return (word, self.inside(depth))
        if word in self.functions:
            return self.applied(word)
        if called and word == "e" and word not in self.variables:
            raise FormulaError(
                "`e(` can be read in two ways: write `e^(…)` or `e*(…)`."
            )
        return self.value(word)

    def value(self, word):
        """Return what a name stands for."""
        if word in self.variables:
            return ("variable", word)
        if word in CONSTANTS:
            return CONSTANTS[word]
        raise FormulaError(f"`{word}` is not known here. {self.instead(word)}")

    def instead(self, word):
        """Say what to write for a name that is not known."""
        for each in self.called:
            if each.is_function(word) or word in each.argument:
                return f"Write `{each.variable}` for `{each.phrase}`."
        near = [name for name in self.variables if name.lower() == word.lower()]
        if len(near) == 1:
            return f"Did you mean `{near[0]}`?"
        if not self.variables and len(word) == 1:
            return "Put in the number that it stands for."
        use = "You can use" if self.variables else "Give a number alone, or with"
        functions = [
            _SHOWN.get(name, name)
            for name in self.functions
            if not any(each.is_function(name) for each in self.called)
        ]
        return f"{use} {', '.join([*self.variables, *functions, *CONSTANTS])}."

    def applied(self, function):
        """Read a function of one number or name without parentheses, as in ln 4."""
        name = _SHOWN.get(function, function)
        missing = FormulaError(f"`{name}` needs parentheses: `{name}(…)`.")
        kind, word = self.token
        if kind not in ("number", "name") or word in self.functions:
            raise missing
        self.advance()
        argument = self.number(word) if kind == "number" else self.value(word)
        kind, word = self.token
        # √2/√50 has one meaning; ln 4/2 has two.
        ends = (")", "+", "-", "*", "/") if function == "sqrt" else (")", "+", "-")
        if kind != "end" and word not in ends:
            raise missing
        return (function, argument)

    def inside(self, depth):
        """Read up to the closing parenthesis, the opening one being behind us."""
        tree = self.expression(0, depth + 1)
        kind, word = self.token
        if kind == "end":
            raise FormulaError("A `)` is missing.")
        if word != ")":
            raise self.operator_missing()
        self.advance()
        return tree
