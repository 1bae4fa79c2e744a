"""Softplus, ELU and GELU against mpmath and SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from scipy import special

from lessons_pkg.smooth_rectifier import (
    elu,
    elu_derivative,
    gelu,
    gelu_derivative,
    softplus,
    softplus_derivative,
)
from tests.oracle import errors

rng = np.random.default_rng(0)
Z = np.concatenate(
    [rng.normal(0, 3, 300), rng.uniform(-37, 40, 200), rng.normal(0, 1e-4, 100)]
)


def below(z):
    """Φ(z), the chance that a standard normal number lies below z."""
    return mp.erfc(-z / mp.sqrt(2)) / 2


def slope_of_gelu(z):
    return below(z) + z * mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)


def test_softplus_keeps_its_relative_precision():
    z = np.concatenate([Z, rng.uniform(-745, 700, 300)])
    assert errors(softplus, lambda z: mp.log(1 + mp.exp(z)), z)[:, 0].max() <= 3
    assert softplus(-745.0) > 0


def test_elu_keeps_its_relative_precision():
    exact = errors(elu, lambda z: z if z > 0 else mp.expm1(z), Z)
    assert exact[:, 0].max() <= 2
    slope = errors(elu_derivative, lambda z: mp.mpf(1) if z > 0 else mp.exp(z), Z)
    assert slope[:, 0].max() <= 2


def test_gelu_is_the_exact_one_tail_included():
    ulp, relative = errors(gelu, lambda z: z * below(z), Z).T
    assert relative.max() <= 1e-12
    assert ulp[Z > -1].max() <= 4


def test_the_slope_of_gelu_is_exact_tail_included():
    # Near -0.75 the slope passes through 0, where only the absolute error is small.
    with mp.workprec(200):
        exact = [float(slope_of_gelu(mp.mpf(float(z)))) for z in Z]
    np.testing.assert_allclose(gelu_derivative(Z), exact, rtol=0, atol=4e-16)
    tail = Z[Z < -1]
    assert errors(gelu_derivative, slope_of_gelu, tail)[:, 1].max() <= 1e-12


@given(st.floats(-1e300, 1e300))
def test_they_agree_with_scipy(z):
    assert softplus(z) == pytest.approx(float(np.logaddexp(0, z)), rel=1e-15)
    assert softplus_derivative(z) == pytest.approx(float(special.expit(z)), rel=1e-15)
    assert gelu(z) == pytest.approx(z * float(special.ndtr(z)), rel=1e-12)
    assert elu(z, 3.0) == pytest.approx(z if z > 0 else 3 * np.expm1(z), rel=1e-15)


@given(st.floats(0, 700))
def test_identities(z):
    assert softplus(z) - softplus(-z) == pytest.approx(z, rel=1e-15)
    assert gelu(z) - z == pytest.approx(gelu(-z), rel=0, abs=1e-15 * (1 + z))


def test_alpha_is_the_depth_and_the_slope_of_elu():
    assert elu(-np.inf, alpha=2.5) == -2.5
    assert elu_derivative(0, alpha=2.5) == 2.5
    assert elu_derivative(5e-324, alpha=2.5) == 1


@pytest.mark.parametrize("function", [elu, elu_derivative])
def test_alpha_is_one_finite_number(function):
    for alpha in (np.nan, np.inf, [0.1, 0.2]):
        with pytest.raises(ValueError, match="alpha must be one finite number"):
            function(1.0, alpha)
    with pytest.raises(TypeError, match="alpha must hold real numbers, but it holds t"):
        function([], "0.1")
