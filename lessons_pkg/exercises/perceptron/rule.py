"""Rosenblatt's rule for one point, as a function.

A point on the right side changes nothing; any other moves w by η t x and b by η t.
Visiting many points is the next module's.
"""

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import Code, Wrong, edited


def update_reference(w, b, x, t, rate):
    """Return new w and b."""
    if t * (w @ x + b) <= 0:
        w = w + rate * t * x
        b = b + rate * t
    return w, b


def _delta(error):
    """Return the rule that moves by an error of its own, right or wrong."""

    def rule(w, b, x, t, rate):
        e = error(w @ x + b, t)
        return w + rate * e * x, b + rate * e

    return rule


def _changed(old, new):
    return edited(update_reference, old, new)


update = Code(
    "perceptron.update",
    prompt="Write `update(w, b, x, t, rate)`: Rosenblatt's rule, visiting one point x "
    "with the label t, +1 or -1. Here w and x are arrays, b is a number. Return w and "
    "b as they are after the visit. A point on the line, with z = 0, counts as a "
    "mistake.",
    starter='''
        def update(w, b, x, t, rate):
            """Return new w and b."""
            ...
    ''',
    reference=update_reference,
    cases=[
        (np.array([0.5, -0.4]), 0.1, np.array([1.0, 2.0]), 1, 0.5),
        (np.array([0.5, -0.4]), 0.7, np.array([1.0, 2.0]), 1, 0.5),
        (np.array([0.5, -0.4]), 0.1, np.array([3.0, -1.5]), -1, 0.2),
        (np.zeros(2), 0.0, np.array([1.5, -2.0]), -1, 0.3),
        (np.array([1.0, -0.5]), 0.0, np.array([1.0, 2.0]), 1, 0.5),
        (np.array([1.0, -0.5, 0.25]), -2.0, np.array([0.5, 2.0, -1.0]), -1, 0.5),
    ],
    wrong=[
        Wrong(
            "sign",
            lambda w, b, x, t, rate: update_reference(w, b, x, t, -rate),
            hint="Each of your steps leads away from the point's side. Compare the "
            "point's score before and after.",
        ),
        Wrong(
            "no-rate",
            lambda w, b, x, t, rate: update_reference(w, b, x, t, 1.0),
            hint="Your step has the same size for every learning rate.",
        ),
        Wrong(
            "no-x",
            _changed("w + rate * t * x", "w + rate * t"),
            hint="All your weights move by the same amount. A weight whose input is "
            "larger has more to answer for.",
        ),
        Wrong(
            "bias-frozen",
            _changed("b + rate * t", "b"),
            hint="The weights move and the bias stays. Treat it as the weight of an "
            "input that is always 1.",
        ),
        Wrong(
            "bias-with-x",
            _changed("b + rate * t", "b + rate * t * x"),
            hint="Your bias has become an array, because its step has x in it. The "
            "input that belongs to the bias is 1.",
        ),
        Wrong(
            "always",
            _changed("t * (w @ x + b) <= 0", "True"),
            hint="You also move for points that are on their side already. A "
            "perceptron learns from mistakes alone.",
        ),
        Wrong(
            "on-the-line",
            _changed("<=", "<"),
            hint="With all weights 0 every score is 0, and your rule never starts. "
            "What does the task say about z = 0?",
        ),
        Wrong(
            "answer-on-the-line",
            _changed("(w @ x + b)", "np.where(w @ x + b >= 0, 1, -1)"),
            hint="You compare t with the answer. On the line the answer is +1, so a "
            "point with t = +1 passes there; the task calls it a mistake too.",
        ),
        Wrong(
            "score-without-bias",
            _changed("(w @ x + b)", "(w @ x)"),
            hint="Your test for a mistake leaves out the bias, which may tip the score "
            "over.",
        ),
        Wrong(
            "doubled",
            _delta(lambda z, t: t - (1 if z >= 0 else -1)),
            hint="t minus the answer is 2 or -2 here, so your steps are twice as long; "
            "and a point on the line may be passed over. With labels ±1 the step has t "
            "alone.",
        ),
        Wrong(
            "raw-score",
            _delta(lambda z, t: t - z),
            hint="You move by t - z, which is another rule (Widrow and Hoff's). It "
            "even pulls on points that are far on their right side.",
        ),
        Wrong(
            "sigmoid",
            _delta(lambda z, t: t - sigmoid(z)),
            hint="You move by t - σ(z). A perceptron has a step where you have a "
            "sigmoid, and σ(z) never reaches the label -1.",
        ),
        Wrong(
            "in-place",
            _changed("w = w + rate * t * x", "w += rate * t * x"),
            hint="Your values are right, but `+=` changes the array that you were "
            "handed. Whoever called you still needs it: make a new one.",
        ),
    ],
    hints=[
        "First decide whether the point is a mistake. What sign has t·z then?",
        "On a mistake add η t x to w, and to b the same with 1 for x.",
        "Otherwise return what you were given.",
    ],
    solution="t·z is positive where the score has the sign of the label. One "
    "comparison covers both labels, and the points on the line.",
)
