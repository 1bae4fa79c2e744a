"""The slopes of one neuron's loss by its weight and its bias, as a function to write.

The wrong answers each lose one link, or take one at the wrong place. How a machine uses
the slopes is left to later chapters.
"""

import numpy as np

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import Code, Wrong


def neuron_slopes_reference(x, y, w, b):
    """Return the slopes dL/dw and dL/db."""
    a = sigmoid(w * x + b)
    by_score = (a - y) * a * (1 - a)
    return np.mean(by_score * x), np.mean(by_score)


def _from_score(link):
    """Return a function that goes wrong between the loss and the score only."""

    def slopes(x, y, w, b):
        z = w * x + b
        by_score = link(y, z, sigmoid(z))
        return np.mean(by_score * x), np.mean(by_score)

    return slopes


def _to_knobs(links):
    """Return a function that goes wrong between the score and the knobs only."""

    def slopes(x, y, w, b):
        z = w * x + b
        return links((sigmoid(z) - y) * sigmoid_derivative(z), x, w)

    return slopes


_SAMPLES = np.array([0.2, -1.3, 2.4, 0.9, -0.6])

nudge_of_neuron = Code(
    "chain_rule.nudge-of-neuron",
    prompt="One neuron, a = σ(wx + b), with the loss L = ½(a - y)². Write "
    "`neuron_slopes(x, y, w, b)`, which returns dL/dw and dL/db. x and y are numbers, "
    "or arrays with one entry per sample; then L is the **mean** of the samples' "
    "losses, and you still return two numbers. You may call `sigmoid` and "
    "`sigmoid_derivative`.",
    starter='''
        def neuron_slopes(x, y, w, b):
            """Return the slopes dL/dw and dL/db."""
            ...
    ''',
    reference=neuron_slopes_reference,
    cases=[
        (2.0, 0.0, 0.7, -0.4),
        (-1.5, 1.0, 1.6, 0.8),
        (np.array([1.0, 3.0]), np.array([0, 1]), -0.3, 0.5),
        (_SAMPLES, np.array([1, 0, 1, 0, 0]), 1.7, -0.9),
    ],
    wrong=[
        Wrong(
            "no-slope",
            _from_score(lambda y, z, a: a - y),
            hint="You went from L to a and from z to w. Between a and z lies the "
            "sigmoid, and its slope is missing.",
        ),
        Wrong(
            "slope-at-a",
            _from_score(lambda y, z, a: (a - y) * sigmoid_derivative(a)),
            hint="You took σ′ at a. `sigmoid_derivative` wants the score z.",
        ),
        Wrong(
            "z-as-a",
            _from_score(lambda y, z, a: (a - y) * z * (1 - z)),
            hint="You wrote a(1 - a) with the score in the place of a.",
        ),
        Wrong(
            "sign",
            _from_score(lambda y, z, a: (y - a) * sigmoid_derivative(z)),
            hint="Both signs are turned. When a is too large, more a means more loss: "
            "the slope dL/da is positive then.",
        ),
        Wrong(
            "twice",
            _from_score(lambda y, z, a: 2 * (a - y) * sigmoid_derivative(z)),
            hint="Twice too large. The square brings a 2 down; and what is the ½ in L "
            "for?",
        ),
        Wrong(
            "no-loss",
            _from_score(lambda y, z, a: sigmoid_derivative(z)),
            hint="These are the slopes of the answer a, whatever the target is. The "
            "link from a to L is missing.",
        ),
        Wrong(
            "no-x",
            _to_knobs(lambda by_score, x, w: (np.mean(by_score), np.mean(by_score))),
            hint="dL/db is right. But a nudge of w moves z by more where x is larger.",
        ),
        Wrong(
            "w-for-x",
            _to_knobs(
                lambda by_score, x, w: (np.mean(by_score * w), np.mean(by_score))
            ),
            hint="dL/db is right. In z = wx + b, how much does z move per unit of w? "
            "You used how much it moves per unit of x.",
        ),
        Wrong(
            "x-in-both",
            _to_knobs(
                lambda by_score, x, w: (np.mean(by_score * x), np.mean(by_score * x))
            ),
            hint="dL/dw is right. But b is added after x has done its part.",
        ),
        Wrong(
            "sum",
            _to_knobs(lambda by_score, x, w: (np.sum(by_score * x), np.sum(by_score))),
            hint="Right for one sample. For several you add the slopes up, and L is "
            "the mean of the losses.",
        ),
        Wrong(
            "one-each",
            _to_knobs(lambda by_score, x, w: (by_score * x, by_score)),
            hint="Right for each sample by itself. There is one w and one b, so over "
            "all samples there is one slope for each.",
        ),
        Wrong(
            "one-bias-each",
            _to_knobs(lambda by_score, x, w: (np.mean(by_score * x), by_score)),
            hint="dL/dw is right. b too is one knob for all samples, with one slope.",
        ),
        Wrong(
            "means-multiplied",
            _to_knobs(
                lambda by_score, x, w: (
                    np.mean(by_score) * np.mean(x),
                    np.mean(by_score),
                )
            ),
            hint="You multiplied two means. Each sample's rate belongs with its own x: "
            "multiply first, then take the mean.",
        ),
    ],
    hints=[
        "Forward first: z, then a. Then back, link by link: dL/da, da/dz, dz/dw.",
        "dL/da and da/dz are the same for both knobs, so work out their product once.",
        "`np.mean` leaves a single number as it is, so one program does for both.",
    ],
    solution="`by_score` is dL/dz, which both paths share. From z to w the rate is x, "
    "from z to b it is 1.",
)
