"""What is wrong with a program, in a sentence, from what its calls showed.

These are the slips that anybody makes in any exercise: a forgotten `return`, results in
another order, a sign, a sum for a mean, a shape, whole numbers, too few digits. What
belongs to one exercise is a `Wrong` of its own, and is looked for first.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from textwrap import indent

import numpy as np

from lessons_pkg.interactive.exercise.run import (
    call_text,
    numbers,
    traceback_text,
    value_text,
)

NICE = (
    12  # a constant factor is named if it, or its inverse, is a whole number up to it
)
DECIMALS = 11  # fewer than these are looked for where numbers may be rounded
NEAR = 1e-3  # within which numbers agree that have lost some digits
TINY = 1e-7  # of the largest number: what may be lost where numbers cancel
SMALLEST = float(np.finfo(np.float32).tiny)  # what float32 still holds with all digits


@dataclass(frozen=True, eq=False)
class Call:
    """One case: the arguments, what the reader's function showed, and what is right."""

    arguments: tuple
    yours: object
    right: object


@dataclass(eq=False)
class Comparison:
    """All calls of a program, and what is asked for.

    `alike` compares two values as the exercise does, to so many `digits`; `signature`
    is a text, and `returns` has a name for each result where there are several.
    """

    calls: list
    alike: object
    digits: int
    signature: str
    returns: tuple = ()

    @cached_property
    def failing(self):
        """The calls that are not right, the smallest first."""
        wrong = [call for call in self.calls if not self.is_right(call)]
        return sorted(wrong, key=lambda call: sum(map(np.size, call.arguments)))

    @property
    def answered(self):
        """The calls that returned."""
        return [call for call in self.calls if not call.yours.error]

    @property
    def name(self):
        """What the function is called."""
        return re.match(r"\w+", self.signature)[0]

    @property
    def parameters(self):
        """The names of the arguments."""
        return re.findall(r"\w+", self.signature)[1:]

    def is_right(self, call):
        """Say whether a call showed what it should."""
        quiet = not (call.yours.warned or call.yours.changed)
        return quiet and self.has_value(call)

    def has_value(self, call):
        """Say whether a call returned what it should."""
        returned = not call.yours.error
        return returned and self.alike(call.yours.value, call.right.value)


def diagnosis(comparison):
    """Return what is wrong, in a sentence or two, and the call to show beside it.

    The sentence is "" where nothing general is wrong; the call is the smallest that
    fails, or the smallest of those that the sentence is about.
    """
    failing = comparison.failing
    if failing[0].yours.error:
        told = of_error(comparison, failing[0])
        if told:
            return told, failing[0]
    for look in (of_nothing, of_kind, of_count, of_order, of_changed, of_parts):
        told, calls = look(comparison)
        if told:
            return told, next((call for call in failing if call in calls), failing[0])
    for call in failing:
        told = of_error(comparison, call) if call.yours.error else ""
        if told:
            return told, call
    return "", failing[0]


def of_borrowed(names):
    """Say which values are the notebook's, whose names the function never sets."""
    told = [
        f"`{name}` is neither given to your function nor computed in it: it takes the "
        f"notebook's `{name}`."
        for name in names
    ]
    return " ".join(told)


def failure_text(comparison, call):
    """Show a failing call: an exception, or what it gives beside what is wanted."""
    yours, right = call.yours, call.right
    alike, returns = comparison.alike, comparison.returns
    lines = [call_text(comparison.name, call.arguments, comparison.parameters)]
    if yours.error:
        said = "This call raises an exception:"
        lines.append(traceback_text(yours.error))
    elif not alike(yours.value, right.value):
        said = "The smallest case that fails:"
        pairs = [("", yours.value, right.value)]
        if returns and len(parts(call, returns)) == len(returns):
            pairs = list(zip(returns, yours.value, right.value, strict=True))
        for result, a, b in pairs:
            if not alike(a, b):
                digits = 17 if value_text(a) == value_text(b) else 6
                lines += beside(result, value_text(a, digits), value_text(b, digits))
    elif yours.changed:
        said = "The value is right, but the call changes its argument:"
    else:
        said = f"The value is right, but NumPy warns: {'; '.join(yours.warned)}."
    return "\n".join([said, "", "```", *lines, "```"])


def beside(name, yours, right):
    """Write a value and the wanted one under each other."""
    named = f"{name}, " if name else ""
    titles = f"{named}yours:", f"{named}wanted:"
    width = max(map(len, titles)) + 1
    return [
        title.ljust(width) + indent(text, " " * width).strip()
        for title, text in zip(titles, (yours, right), strict=True)
    ]


# Exceptions

ON_A_NUMBER = (
    r"has no len|not iterable|not subscriptable|unsized|invalid index to scalar|"
    r"too many indices|has no attribute|0-dimensional|zero-dimensional"
)


def of_error(comparison, call):
    """Say what an exception means, if it is one of those that everybody meets."""
    error = str(call.yours.error)
    if "bitwise_xor" in error or "for ^" in error:
        return "In Python a power is written `**`; `^` is something else."
    if "object is not callable" in error:
        return (
            "Something that is no function stands before a parenthesis. Python wants "
            "the `*` of a product: `a*(1 - a)`."
        )
    if "positional argument" in error:
        return f"Your function is called as `{comparison.signature}`."
    if re.search(ON_A_NUMBER, error) and not any(map(np.ndim, call.arguments)):
        return (
            "This call passes single numbers, and your function treats them as arrays. "
            "It has to work for both."
        )
    if re.search("to Python scalar|must be real number", error):
        return (
            "The functions of `math`, and `float`, take one number at a time. Those of "
            "NumPy, such as `np.exp`, take arrays as well."
        )
    if "truth value of an array" in error:
        return (
            "An `if`, `and` or `max` needs one yes or no, but an array gives one for "
            "each entry. A formula or a function of NumPy decides for each entry."
        )
    if "Cannot cast" in error:
        return "An array of integers cannot hold fractions. Convert it to floats first."
    if re.search("matmul|broadcast|not aligned", error):
        shapes = [
            f"{name} `{np.shape(value)}`"
            for name, value in zip(comparison.parameters, call.arguments, strict=True)
            if np.ndim(value)
        ]
        return f"Two shapes do not fit. You were given {listed(shapes)}."
    if "out of bounds" in error or "out of range" in error:
        return "An index runs past the end. Take every size from the arrays themselves."
    return ""


# What is no number


def of_nothing(comparison):
    """Say that nothing is returned."""
    silent = [c for c in comparison.answered if c.yours.value is None]
    if not silent:
        return "", []
    if len(silent) < len(comparison.calls):
        told = (
            "Sometimes your function ends without a `return`, and then its value is "
            "`None`."
        )
    elif any(call.yours.printed for call in silent):
        told = (
            "Your function prints its result and returns `None`. `print` shows a "
            "value; `return` hands it to the caller."
        )
    else:
        told = (
            "Your function returns nothing, so its value is `None`. Is there a "
            "`return`, followed by the result?"
        )
    return told, silent


KINDS = {
    str: "text. It looks like a number, but you cannot calculate with it",
    bool: "`True` or `False` where the task wants a number",
    int: "a whole number that is larger than any float",
    complex: "complex numbers, with an imaginary part",
    dict: "a dictionary. Return the values themselves",
    set: "a set, which has no order. Return the values themselves",
    type(None): "`None` where the task wants a number",
    type(...): "`...` where the task wants a number",
}


def of_kind(comparison):
    """Say that a result is of another kind than numbers."""
    for call in comparison.answered:
        for value in leaves(call.yours.value):
            told = kind_of(value)
            if told:
                return f"Your function returns {told}.", [call]
    return "", []


def leaves(value):
    """List the values in nested lists and tuples."""
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


def kind_of(value):
    """Say what a value is, or "" for numbers."""
    array = numbers(value)
    if array is not None:
        kind = {"b": bool, "c": complex}.get(array.dtype.kind)
        return KINDS[kind] if kind else ""
    if isinstance(value, np.ndarray) and value.size:
        value = value.flat[0]
    for kind, told in KINDS.items():
        if isinstance(value, kind):
            return told
    if callable(value):
        return "a function. Call it, with its arguments in parentheses"
    if hasattr(value, "__next__"):
        return "a generator: `yield` stands where `return` should"
    if hasattr(value, "data") and hasattr(value, "grad"):
        return "a `Value`, which holds the number in its `.data`"
    return f"something of the type `{type(value).__name__}`, which is no number"


# Several results

WRAPPED = (
    "Your result is right, but it is wrapped in a list, a tuple or an array. Return "
    "the result itself."
)


def of_count(comparison):
    """Say that there are too few results or too many."""
    names, calls = comparison.returns, comparison.answered
    for call in calls:
        value, right = call.yours.value, call.right.value
        if is_row(value) and len(value) == 1 and comparison.alike(value[0], right):
            return WRAPPED, [call]
        if not names and isinstance(value, tuple) and shape(value) != np.shape(right):
            told = f"Your function returns {counted(len(value))}; the task wants one."
            return told, [call]
    others = [c for c in calls if names and len(parts(c, names)) != len(names)]
    if not others:
        return "", []
    for k, name in enumerate(names):
        if all(comparison.alike(c.yours.value, c.right.value[k]) for c in calls):
            told = f"Your {name} is right, but it is all you return."
            return f"{told} Return {listed(names)}.", calls
    count = counted(len(parts(others[0], names)))
    told = f"Your function returns {count}; the task wants {listed(names)}."
    return told, others


def of_order(comparison):
    """Say that the results are right and stand in another order."""
    names, calls = comparison.returns, comparison.answered
    orders = list(permutations(range(len(names))))[1:]
    for order in orders if calls else ():
        if all(
            comparison.alike(call.yours.value[place], call.right.value[k])
            for call in calls
            for k, place in enumerate(order)
        ):
            told = (
                "Every result is right, but the order is not. Return "
                f"{listed(names)}, in this order."
            )
            return told, calls
    return "", []


# What is left behind


def of_changed(comparison):
    """Say which argument is changed, which is not the reader's to change."""
    calls = [call for call in comparison.answered if call.yours.changed]
    if not calls:
        return "", []
    names = [comparison.parameters[k] for k in calls[0].yours.changed]
    told = (
        f"Your function changes {listed(names)}, which the caller still needs. Work on "
        "a copy."
    )
    return told, calls


# One result after the other


def of_parts(comparison):
    """Say which results are right, and what is wrong with another."""
    names, calls = comparison.returns or ("",), comparison.answered
    if not calls:
        return "", []
    samples = [next(map(len, filter(np.ndim, c.arguments)), 1) for c in calls]
    found = {}  # {what is wrong: the names of the results}
    for k, name in enumerate(names):
        yours = [parts(call, names)[k] for call in calls]
        right = [results(call.right.value, names)[k] for call in calls]
        told = of_values(yours, right, samples, comparison)
        found.setdefault(told, []).append(name)
    right, unknown = found.pop("right", []), found.pop("", [])
    if found:
        told, wrong = next(iter(found.items()))
        if len(wrong) < len(names):
            told = f"in {listed(wrong)}, {told}"
        told = told[:1].upper() + told[1:]
        return (f"Your {are(right)} right. {told}" if right else told), calls
    if right and unknown:
        return f"Your {are(right)} right. Look at {listed(unknown)} again.", calls
    return of_cases(comparison), comparison.calls


def of_values(yours, right, samples, comparison):
    """Say what is wrong with one result, from its values in all calls."""
    alike = comparison.alike
    if all(map(alike, yours, right)):
        return "right"
    pairs = [
        (numbers(a), np.asarray(b, dtype=float))
        for a, b in zip(yours, right, strict=True)
    ]
    for a, b in pairs:
        if a is None:
            return "the rows have different lengths, so they do not form an array."
        if a.shape != b.shape:
            return of_shapes(a, b, alike)

    def agree(change):
        changed = [
            change(a.astype(float), n) for n, (a, _) in zip(samples, pairs, strict=True)
        ]
        return all(map(alike, changed, (b for _, b in pairs)))

    if agree(lambda a, n: -a):
        return "every sign is wrong. Which number do you subtract from which?"
    if max(samples) > 1 and agree(lambda a, n: a / n):
        return (
            "every number is n times too large, where n is the number of samples: you "
            "return a sum where the task wants a mean."
        )
    if max(samples) > 1 and agree(lambda a, n: a * n):
        return (
            "every number is n times too small, where n is the number of samples: you "
            "divide by n once too often."
        )
    if decimals := of_rounding(pairs):
        return (
            f"every number is right and then rounded to {decimals} decimals. Return it "
            "as it is; `print` can round what is shown."
        )
    factor = constant_factor(pairs)
    if factor and agree(lambda a, n: a / factor):
        times = {2: "twice", 0.5: "half"}.get(round(factor, 6), f"{factor:.3g} times")
        return f"every number is {times} what it should be."
    whole = [a.dtype.kind in "iu" for a, b in pairs if not alike(a, b)]
    if all(whole):
        told = "an array of integers drops what comes after the point. Make it one of "
        if len(whole) < len(pairs):
            return f"some numbers are right. But where they are integers, {told}floats."
        return f"all numbers are integers: {told}floats."
    return of_digits(pairs, comparison.digits)


def of_rounding(pairs):
    """Return to how many decimals all numbers are rounded, or 0."""
    for decimals in range(1, DECIMALS):
        if all(np.array_equal(a, np.round(b, decimals)) for a, b in pairs):
            return decimals
    return 0


def of_shapes(a, b, alike):
    """Say that two shapes differ, and whether the numbers are right."""
    yours, asked = (f"`{x.shape}`" if x.ndim else "a single number" for x in (a, b))
    shapes = f"yours is {yours}, and it should be {asked}."
    for other in (a, a.T):
        if a.size == b.size and alike(other.reshape(b.shape), b):
            return f"the numbers are right, but the shape is not: {shapes}"
    return f"the shape is wrong: {shapes}"


def constant_factor(pairs):
    """Return what all numbers are multiplied by, if that is simple, or None."""
    a, b = (np.concatenate([np.ravel(pair[k]) for pair in pairs]) for k in (0, 1))
    with np.errstate(all="ignore"):
        ratios = (a / b)[b != 0]
    if not ratios.size or not np.isfinite(ratios).all() or not ratios.all():
        return None
    factor = float(ratios[0])
    large = max(abs(factor), 1 / abs(factor))
    nice = 1 < round(large) < NICE and abs(large - round(large)) < NEAR
    return factor if nice else None


def of_digits(pairs, digits):
    """Say how many digits are right, if it is only that some are lost."""
    largest = max(np.abs(b).max(initial=0) for _, b in pairs)
    errors, single = [], False
    for a, b in pairs:
        single = single or a.dtype in (np.float16, np.float32)
        size, away = np.abs(b), np.abs(a.astype(float) - b)
        if a.dtype == np.float32 and (size[away > NEAR * size] < SMALLEST).any():
            return "no number in float32 is as small as that. Use float64."
        if not (away <= NEAR * size + TINY * largest).all():
            return ""
        errors.extend(away[(away > 0) & (size > 0)] / size[(away > 0) & (size > 0)])
    kept = int(min(-np.log10(np.median(errors)), digits - 1)) if errors else 0
    if kept < 2:
        return ""
    told = (
        f"the numbers agree with the right ones to about {kept} digits, and {digits} "
        "are compared. "
    )
    if single:
        return (
            f"{told}Yours are float32, which holds 7; NumPy's usual float64 holds 16."
        )
    return (
        f"{told}Something on the way is not exact: float32 keeps about 7 digits, a "
        "finite difference 10 at most, and a step or a constant of your own may differ "
        "from the task's."
    )


def of_cases(comparison):
    """Say for which arguments the program is wrong, if that is telling."""
    wrong = {c for c in comparison.failing if not comparison.has_value(c)}
    tests = {
        "Right for floats, but wrong where an array holds integers.": is_whole,
        "Right for single numbers, but wrong for arrays.": np.ndim,
    }
    for told, test in tests.items():
        some = [call for call in comparison.calls if any(map(test, call.arguments))]
        if len(some) < len(comparison.calls) and set(some) == wrong != set():
            return told
    return ""


# Helpers


def results(value, names):
    """Return a value as a list of results: itself where one is asked for."""
    return list(value) if len(names) > 1 and is_row(value) else [value]


def parts(call, names):
    """Return the results of a call; an array that has the shape of one is that one."""
    value, right = call.yours.value, results(call.right.value, names)
    is_one = not isinstance(value, tuple) and shape(value) in map(np.shape, right)
    return [value] if is_one else results(value, names)


def is_row(value):
    """Say whether a value is a list, a tuple, or an array that has entries."""
    is_array = isinstance(value, np.ndarray) and value.ndim
    return bool(is_array) or isinstance(value, (list, tuple))


def is_whole(value):
    """Say whether a value is an array of integers."""
    return isinstance(value, np.ndarray) and value.dtype.kind in "iu"


def shape(value):
    """Return the shape of numbers, or None."""
    array = numbers(value)
    return None if array is None else array.shape


def counted(count):
    """Return "one value" or "3 values"."""
    return "one value" if count == 1 else f"{count} values"


def are(names):
    """Return names with their verb."""
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'}"


def listed(names):
    """Return names as words, as in "a, b and c"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
