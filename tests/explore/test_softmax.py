"""The numbers of chapter 7's explorable, and what its sliders change."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit
from scipy.special import softmax as by_scipy

from lessons_pkg.explore import Softmax

from . import states

GRIDS = {
    Softmax: {
        "z3": [-6, 0.3, 6],
        "z5": [-1.7, 2],
        "z8": [-6, 4.1],
        "shift": [-5, 0, 3.3],
        "temperature": [0.2, 1, 1.7, 5],
    }
}


def shares(figure):
    return np.array([figure.numbers()[f"p{digit}"] for digit in (3, 5, 8)])


def apart(figure):
    return np.array([figure.numbers()[f"s{digit}"] for digit in (3, 5, 8)])


@given(states(Softmax))
def test_both_are_those_of_scipy(figure):
    u = np.add([figure.z3, figure.z5, figure.z8], figure.shift) / figure.temperature
    np.testing.assert_allclose(shares(figure), by_scipy(u), rtol=1e-12)
    np.testing.assert_allclose(apart(figure), expit(u), rtol=1e-12)
    assert figure.numbers()["total"] == pytest.approx(expit(u).sum())


@given(states(Softmax), st.floats(-5, 5))
def test_a_shift_changes_the_sigmoids_alone(figure, shift):
    rest = figure.z3, figure.z5, figure.z8
    shifted = Softmax(*rest, shift, figure.temperature)
    np.testing.assert_allclose(shares(shifted), shares(figure), rtol=1e-9)
    if abs(shift - figure.shift) > 0.1:
        rises = shift > figure.shift
        differences = apart(shifted) - apart(figure)
        assert (differences >= 0).all() if rises else (differences <= 0).all()


def test_heat_evens_out_and_cold_picks_the_largest():
    hot = shares(Softmax(2.0, -1.0, 1.0, temperature=5))
    cold = shares(Softmax(2.0, -1.0, 1.0, temperature=0.2))
    assert np.ptp(hot) < 0.25
    assert cold[0] > 0.99


def test_the_state_that_the_chapter_begins_with():
    n = Softmax().numbers()
    assert n["s3"] > 0.9
    assert n["s8"] > 0.9
    assert n["total"] > 2
    assert n["p3"] / n["p8"] == pytest.approx(math.exp(0.6))
