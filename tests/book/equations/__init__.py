"""The checks of the book's labelled equations, one module per page.

    @equation("eq-sigmoid", r"\\sigma(z) = \\frac{1}{1 + e^{-z}}")
    def _():
        assert ...

The LaTeX is the page's own, so that a change on the page asks for a new look at the
check.
"""

from collections.abc import Callable
from dataclasses import dataclass

CHECKS = {}


@dataclass(frozen=True)
class Check:
    """The LaTeX that was verified, and the function that verifies it."""

    latex: str
    verify: Callable[[], None]


def equation(label, latex):
    """Register the decorated function as the check of the equation `label`."""

    def register(verify):
        assert label not in CHECKS, f"{label} is checked twice"
        CHECKS[label] = Check(latex, verify)
        return verify

    return register


from . import (  # noqa: E402 - each registers its checks
    activations,  # noqa: F401
    backprop,  # noqa: F401
    bugs,  # noqa: F401
    chain_rule,  # noqa: F401
    choosing_honestly,  # noqa: F401
    coming_to_rest,  # noqa: F401
    digits,  # noqa: F401
    growth,  # noqa: F401
    how_sure,  # noqa: F401
    logistic_regression,  # noqa: F401
    newton,  # noqa: F401
    numbers_in_a_computer,  # noqa: F401
    optimisation,  # noqa: F401
    perceptron,  # noqa: F401
    real_data,  # noqa: F401
    sigmoid,  # noqa: F401
    softmax,  # noqa: F401
    step_size,  # noqa: F401
)
