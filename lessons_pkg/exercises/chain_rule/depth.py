"""Many links: what is left of a nudge after five sigmoids.

The best case only, every sigmoid at its steepest; the worse ones wait in chapter 5.
"""

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import Predict, Wrong


def slope_through(sigmoids):
    """Return the slope through sigmoids in a row, each of them at score 0."""
    a, slope = 0.5, 1.0
    for _ in range(sigmoids):
        z = a - 0.5
        a = sigmoid(z)
        slope *= a * (1 - a)
    return slope


five_sigmoids = Predict(
    "chain_rule.five-sigmoids",
    prompt="Five neurons in a row, each fed by the one before, with w = 1 and "
    "b = -0.5. Started at x = 0.5, every score is 0, where σ is at its steepest. So "
    "this is the best that can happen: what share of a nudge arrives behind the "
    "fifth?",
    code="""
        a, slope = 0.5, 1.0
        for _ in range(5):
            z = a - 0.5
            a = sigmoid(z)
            slope *= a * (1 - a)
        round(slope, 6)
    """,
    answer=lambda: round(slope_through(5), 6),
    wrong=[
        Wrong(
            "added",
            lambda: 5 * sigmoid_derivative(0.0),
            hint="You added five slopes, and so the nudge would have grown. The five "
            "lie on one path, one behind the other.",
        ),
        Wrong(
            "heights",
            lambda: sigmoid(0.0) ** 5,
            hint="The five are multiplied, but you took the height of σ at 0, which is "
            "1/2. A nudge feels the slope.",
        ),
        Wrong(
            "shared",
            lambda: round(sigmoid_derivative(0.0) / 5, 6),
            hint="You divided one slope by five. Each sigmoid takes its share of what "
            "the one before has left.",
        ),
        Wrong(
            "once",
            lambda: sigmoid_derivative(0.0),
            hint="That is what is left after the first sigmoid. Four more are to come.",
        ),
    ],
    hints=["What does one sigmoid at its steepest hand on of a nudge? And two?"],
    solution="0.25·0.25·0.25·0.25·0.25, less than a thousandth. At any other score a "
    "sigmoid hands on less. The first layers of a deep network are taught by what "
    "comes back through all the later ones: chapter 5 sees what that does to them.",
)
