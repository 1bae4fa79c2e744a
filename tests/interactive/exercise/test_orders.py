"""An Order takes every order of its lines that does the same, and no other."""

from itertools import combinations

import numpy as np
import pytest

from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise.orders import orders
from lessons_pkg.interactive.exercise.program import compiled, source, source_lines
from lessons_pkg.interactive.exercise.run import observe, same_outcome
from tests.interactive.wrong_programs import STEPS, Endless, line_limit

EXERCISES = {
    exercise.id: exercise
    for page in catalogue().values()
    for exercise in page
    if exercise.kind == "order"
}


def same_for_all(exercise, lines):
    """Say whether lines are a program that does what the right one does."""
    head, _ = source_lines(exercise.answer)
    try:
        text = "\n".join([*head, *lines])
        function = compiled(exercise.answer, text, "in some order")
        for case in exercise.cases:
            with line_limit(STEPS):
                found = observe(function, case)
            right = observe(exercise.answer, case)
            if not same_outcome(found, right, rtol=1e-9, atol=1e-12):
                return False
    except (SyntaxError, Endless):
        return False
    return True


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_every_order_that_does_the_same_is_taken_and_no_other(exercise):
    """Run every exchange of two lines, from each right order that this comes to."""
    _, lines = source_lines(exercise.answer)
    assert exercise.spec["right"][0] == lines
    found, waiting = {tuple(lines)}, [lines]
    while waiting:
        order = waiting.pop()
        for i, j in combinations(range(len(order)), 2):
            other = list(order)
            other[i], other[j] = other[j], other[i]
            if tuple(other) not in found and same_for_all(exercise, other):
                found.add(tuple(other))
                waiting.append(other)
    assert sorted(found) == sorted(map(tuple, exercise.spec["right"]))


def independent(x):
    a = x + 1
    b = x + 2
    return a, b


def used(x):
    a = x + 1
    b = a + 2
    return b


def set_twice(x):
    a = x + 1
    a = x + 2
    return a


def used_before_it_is_set(x):
    a = x + 1
    x = 2
    return a, x


def added(x):
    a = b = 0
    a += x
    b += x
    return a, b


def one_entry(x):
    x[0] = 1
    y = x + 1
    return y


def a_method(x):
    rng = np.random.default_rng(x)
    a = rng.normal()
    b = rng.normal()
    return a, b


def a_function_of_a_module(x):
    a = np.exp(x)
    b = np.log(x)
    return a, b


def a_copy(x):
    a = x.copy()
    b = x + 1
    return a, b


def within_a_loop(x):
    a = b = 0
    for k in range(x):
        a += k
        b += 2 * k
    return a, b


def within_both_halves(x):
    if x:
        a = x
        b = 2
    else:
        a = 3
        b = x
    return a, b


def leaving_a_loop(x):
    a = b = 0
    for k in range(x):
        if k > 2:
            break
        a += k
    b += 1
    return a, b


@pytest.mark.parametrize(
    ("program", "count"),
    [
        (independent, 2),
        (used, 1),
        (set_twice, 1),
        (used_before_it_is_set, 1),
        (added, 2),
        (one_entry, 1),
        (a_method, 1),
        (a_function_of_a_module, 2),
        (a_copy, 2),
        (within_a_loop, 2),
        (within_both_halves, 4),
        (leaving_a_loop, 1),
    ],
)
def test_lines_change_places_where_neither_needs_the_other(program, count):
    found = orders(program)
    assert len(found) == count == len({tuple(lines) for lines in found})
    body = source(program).split("\n")[1:]
    assert found[0] == body
    assert all(sorted(lines) == sorted(body) for lines in found)
