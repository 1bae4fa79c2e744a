"""Rosenblatt's rule for one point, with numbers.

Each wrong answer forgets one of the three factors η, t and x, or what they are for.
"""

from lessons_pkg.interactive.exercise import Numeric, Wrong


def second_weight(x=2.0, t=1.0, rate=0.5):
    """Return w2 after the step of `one_step`, whose point is a mistake."""
    return -0.4 + rate * t * x


one_step = Numeric(
    "perceptron.one-step",
    prompt="A perceptron has w = (0.5, -0.4) and b = 0.1. It meets the point "
    "x = (1, 2), whose label is t = +1. The learning rate is η = 0.5. What is the "
    "second weight after Rosenblatt's rule?",
    answer=second_weight,
    tolerance=0.005,
    wrong=[
        Wrong(
            "sign",
            lambda: second_weight(t=-1.0),
            hint="You subtracted the step. The score was too low for a point with "
            "t = +1: does yours lift it?",
        ),
        Wrong(
            "no-rate",
            lambda: second_weight(rate=1.0),
            hint="You added 2, which is t·x2 in full. The learning rate makes the step "
            "smaller. (And the rule multiplies by t, not by t minus the answer.)",
        ),
        Wrong(
            "no-x",
            lambda: second_weight(x=1.0),
            hint="You added η t, which is the step of the bias. The step of a weight "
            "has its own input in it as well.",
        ),
        Wrong(
            "only-the-step",
            lambda: 0.5 * 2,
            hint="That is what is added to w2, and also what w1 becomes. Where does w2 "
            "arrive?",
        ),
        Wrong(
            "raw-score",
            lambda: second_weight(t=1 - (0.5 * 1 - 0.4 * 2 + 0.1)),
            hint="You put t - z in the place of t. Rosenblatt's rule asks of z only "
            "whether it has the sign of t; its size does not count.",
        ),
        Wrong(
            "left-alone",
            lambda: -0.4,
            hint="That is w2 before the step. Compare the signs of t and of the score: "
            "is this point on its side?",
        ),
    ],
    hints=[
        "First the score: z = 0.5·1 - 0.4·2 + 0.1. Does it have the sign of t?",
        "On a mistake each weight moves by η t times its own input.",
    ],
    solution="z = -0.2 and t = +1: a mistake. So w2 = -0.4 + 0.5·1·2 = 0.6. With "
    "w1 = 1 and b = 0.6 the same point now scores 2.8.",
)
