"""The step that serves a central difference best.

What a finite step and rounded numbers do is seen here; the reasons are in the chapter.
"""

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import Predict, Wrong


def error(h):
    """Return the error of the central difference of σ at 1."""
    rise = sigmoid(1 + h) - sigmoid(1 - h)
    return abs(rise / (2 * h) - sigmoid_derivative(1.0))


best_step = Predict(
    "chain_rule.best-step",
    prompt="The slope of σ at z = 1 by central differences, with five steps h. Which "
    "of them comes nearest to the true slope?",
    code="""
        def error(h):
            rise = sigmoid(1 + h) - sigmoid(1 - h)
            return abs(rise / (2 * h) - sigmoid_derivative(1.0))

        min([1e-2, 1e-5, 1e-8, 1e-11, 1e-14], key=error)
    """,
    answer=lambda: min([1e-2, 1e-5, 1e-8, 1e-11, 1e-14], key=error),
    wrong=[
        Wrong(
            "smallest",
            lambda: 1e-14,
            hint="In exact arithmetic, yes. But floats keep 16 digits: over so small a "
            "step the two values of σ differ in their last two digits, and "
            "that is all the slope is made of.",
        ),
        Wrong(
            "one-sided",
            lambda: 1e-8,
            hint="That is a good step for the one-sided difference, whose error "
            "shrinks like h. The central one's shrinks like h², so it can stop "
            "earlier, where less is lost to rounding.",
        ),
        Wrong(
            "largest",
            lambda: 1e-2,
            hint="Rounding does the least harm there. But the curve bends between the "
            "two points: h² is 10⁻⁴, and that is far from the last digits.",
        ),
    ],
    hints=[
        "A float keeps about 16 digits, so the rise may be off by about 10⁻¹⁶. What "
        "does the division by 2h make of that, when h is small?",
        "Two errors: the bend of the curve brings about h², rounding about 10⁻¹⁶/h. "
        "Write both down for each h.",
    ],
    solution="h² falls and 10⁻¹⁶/h rises. They meet where h³ is 10⁻¹⁶, near 5·10⁻⁶. "
    "To both sides of that the error grows; at 10⁻¹⁴ hardly two digits of the slope "
    "are left.",
)
