"""A trace holds a bounded number of a run's states, evenly spaced, whatever happens."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_pkg.trace import Trace


def run(limit, length):
    trace = Trace(limit, 0)
    for state in range(1, length):
        trace.add(state)
    return trace.snapshots()


@given(st.integers(2, 40), st.integers(1, 3000))
def test_a_trace_is_bounded_even_and_has_both_ends(limit, length):
    steps = [step for step, _ in run(limit, length)]
    assert len(steps) <= limit
    assert steps[0] == 0
    assert steps[-1] == length - 1
    gaps = np.diff(steps[:-1])
    assert len(set(gaps)) <= 1
    if len(gaps):  # the last gap may be shorter, never longer
        assert 0 < steps[-1] - steps[-2] <= gaps[0]


@given(st.integers(2, 40), st.integers(1, 3000))
def test_each_state_stands_beside_its_step(limit, length):
    assert all(step == state for step, state in run(limit, length))


@given(st.integers(4, 40), st.integers(1, 3000))
def test_about_half_of_the_places_are_used(limit, length):
    assert len(run(limit, length)) >= min(length, limit // 2)


def test_states_are_copied_with_all_they_hold():
    weights = [np.zeros(2)]
    trace = Trace(5, weights)
    for _ in range(2):
        weights[0] += 1
        trace.add(weights)
    before = trace.snapshots()
    weights[0] += 10
    assert [state[0].tolist() for _, state in before] == [[0, 0], [1, 1], [2, 2]]


def test_snapshots_may_be_taken_on_the_way():
    trace = Trace(4, "a")
    assert trace.snapshots() == [(0, "a")]
    trace.add("b")
    assert trace.snapshots() == [(0, "a"), (1, "b")]
    trace.add("c")
    assert trace.snapshots() == [(0, "a"), (1, "b"), (2, "c")]


@pytest.mark.parametrize("limit", [1, 0, -3])
def test_a_trace_has_room_for_both_ends(limit):
    with pytest.raises(
        ValueError, match=f"record must be at least 2, but it is {limit}"
    ):
        Trace(limit, "a")


def test_a_limit_is_a_whole_number():
    with pytest.raises(TypeError, match=r"record must be an integer, but it is 2\.5"):
        Trace(2.5, "a")
