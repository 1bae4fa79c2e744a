"""A number in a hint or a solution is one that the exercise computes.

Where a text says `a = b` of numbers, both sides are computed and agree to the last
digit written, so that whoever redoes the sum gets what stands there. In an exercise
that asks one question only, any other number that explains stands in the question, its
code or its answer, or below with what computes it. In a family such numbers are
functions of the given values, so there the sums are enough.
"""

import re
from itertools import pairwise

import numpy as np
import pytest

from lessons_pkg import data, sigmoid, sigmoid_derivative
from lessons_pkg.activation import logit
from lessons_pkg.exercises import catalogue, logistic_regression, real_data
from lessons_pkg.interactive.exercise import formula
from lessons_pkg.interactive.exercise.kinds import without_formulas
from lessons_pkg.interactive.exercise.program import source_lines

from .numbers import is_quoted, numbers, room, values

EXERCISES = [e for on_page in catalogue().values() for e in on_page]
MEMBERS = [m for e in EXERCISES for m in e.members]
SINGLE = {e.id: e for e in EXERCISES if len(e.members) == 1}

EXPLAINS = ("hints", "hint", "solution", "why")  # the texts that do; the others ask
BLOCK = re.compile("```.*?```", re.DOTALL)  # a program, which explains by itself


def smallest_toxic_bean():
    X, y = data.beans(10_000, noise=0)
    return X[y == 1].min()


def last_logit():
    """Compute the last bean's logit, as a whole number, where the loss is nan."""
    x, *others = logistic_regression.loss_is_nan.cases[0]
    with np.errstate(all="ignore"):
        return round(logistic_regression.train(x, *others)[0] * x[-1])


def epochs_for_xor(epochs):
    """Return the epochs after which ten networks know XOR, if all of them do."""
    for seed in range(10):
        X, Y, *weights = real_data.start(4, seed)
        W1, b1, W2, b2 = real_data.learn_reference(X, Y, *weights, 2.0, epochs)
        output = sigmoid(sigmoid(X @ W1 + b1) @ W2 + b2)
        assert ((output > 0.5) == Y).all()
    return epochs


#: Exercise to number to what computes it.
TOLD = {
    "sigmoid.separate-beans": {
        "2.2": lambda: logit(0.9),
        "0.8": lambda: 0.7 * smallest_toxic_bean() + 0.5,
        "0.22": lambda: 0.65 - smallest_toxic_bean(),
        "24": lambda: 6 / sigmoid_derivative(0.0),
    },
    "sigmoid.at-40": {"53": lambda: np.finfo(float).nmant + 1},
    "chain_rule.stuck-neuron": {"0.0001": lambda: 0.9999 * (1 - 0.9999)},
    "chain_rule.one-step-bug": {"0.1966": lambda: sigmoid_derivative(1.0)},
    "perceptron.is-it-a-probability": {"1.6": lambda: 2 * 0.8},
    "coming_to_rest.tenths": {
        "0.30000000000000004": lambda: 3 * 0.1,
        "0.3": lambda: 3 / 10,
    },
    "logistic_regression.loss-is-nan": {
        "970": last_logit,
        "970.000000001": lambda: last_logit() + 1e-9,
    },
    "how_sure.another-curve": {"0.91": lambda: sigmoid(-0.08 * (31 - 60))},
    "backprop.learn-xor": {"2000": lambda: epochs_for_xor(2000)},
}


def texts(value, name=""):
    """List the texts in plain data, each with the name under which it stands."""
    if isinstance(value, str):
        return [(name, value)]
    if isinstance(value, dict):
        return [found for key in value for found in texts(value[key], key)]
    if isinstance(value, list | tuple):
        return [found for part in value for found in texts(part, name)]
    return []


def explaining(exercise):
    """List the texts that explain, without the programs in them."""
    found = texts(without_formulas(exercise.spec))
    return [BLOCK.sub("", text) for name, text in found if name in EXPLAINS]


def asking(exercise):
    """List the texts that ask, the answers, and all programs."""
    found = texts(without_formulas(exercise.spec))
    answers = [f"{answer}" for _, answer in exercise.examples()]
    programs = BLOCK.findall(exercise.spec["solution"])
    if exercise.kind == "find-bug":
        for mistake in exercise.wrong:
            programs += source_lines(mistake.answer)[1]
    return [
        *(text for name, text in found if name not in EXPLAINS),
        *answers,
        *programs,
    ]


def computed(side):
    """Return the value of a side without unknowns, else None."""
    side = re.sub(r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)", side)
    try:
        return formula.evaluate(formula.parse(side), {})
    except formula.FormulaError:
        return None


def sums(text):
    """List (left, right) wherever a text sets two numbers equal."""
    return [
        (left.strip(), right.strip())
        for inside in re.findall(r"\$([^$]+)\$", BLOCK.sub("", text))
        for left, right in pairwise(re.split(r"(?<![<>≤≥!])=|≈", inside))
        if computed(left) is not None and computed(right) is not None
    ]


def holds(left, right):
    """Say whether a sum is right to the last digit written."""
    is_rounded = re.fullmatch(r"-?\d+\.\d+", right)
    within = room(right) * (1 + 1e-6) if is_rounded else 1e-9
    return abs(computed(left) - computed(right)) <= within


def known(exercise):
    """Return the numbers that an exercise's texts may quote."""
    pairs = [pair for text in explaining(exercise) for pair in sums(text)]
    results = [computed(side) for pair in pairs for side in pair]
    told = [compute() for compute in TOLD.get(exercise.id, {}).values()]
    return set().union(results, told, *map(values, asking(exercise)))


def checked(exercise):
    """List the numbers that explain, but for counts."""
    found = [number for text in explaining(exercise) for number in numbers(text)]
    return [number for number in found if not is_quoted(number, ())]


def spoiled(text):
    """Change the last digit of a text."""
    return re.sub(r"[0-9](?=[^0-9]*$)", lambda m: f"{(int(m[0]) + 1) % 10}", text)


@pytest.mark.parametrize("member", MEMBERS, ids=lambda m: f"{m.id}-{m.turn}")
def test_what_is_set_equal_is_equal(member):
    hints = [mistake.hint for mistake in member.wrong]
    for _, text in texts([without_formulas(member.spec), hints]):
        for left, right in sums(text):
            assert holds(left, right), f"{left} = {right}"


@pytest.mark.parametrize("exercise", SINGLE.values(), ids=SINGLE)
def test_a_number_that_explains_is_one_of_the_exercise(exercise):
    given = known(exercise)
    for number in checked(exercise):
        assert is_quoted(number, given), f"where does {number} come from?"


@pytest.mark.parametrize("id", TOLD)
def test_what_is_told_of_a_number_gives_it_and_is_needed(id):
    for number, compute in TOLD[id].items():
        assert is_quoted(number, [compute()]), f"{number} is {compute()}"
        assert number in checked(SINGLE[id]), f"{number} is not in the texts"


def test_a_changed_digit_is_noticed():
    pairs = {p for m in MEMBERS for text in explaining(m) for p in sums(text)}
    noticed = [not holds(left, spoiled(right)) for left, right in pairs]
    for exercise in SINGLE.values():
        given = known(exercise)
        noticed += [not is_quoted(spoiled(n), given) for n in checked(exercise)]
    assert len(noticed) > 200
    assert sum(noticed) >= 6 / 7 * len(noticed)
