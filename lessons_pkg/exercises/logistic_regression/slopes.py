"""Two losses and their slopes where the neuron is wrong, and sure of it.

One bean and one score; what the slopes do to weights comes with the next module.
"""

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import Choice, Numeric, Predict, Wrong
from lessons_pkg.loss import cross_entropy

slope_when_wrong = Numeric(
    "logistic_regression.slope-when-wrong",
    prompt="A toxic bean, y = 1, gets the score z = -2. So p = σ(-2) = 0.1192, and the "
    "neuron is wrong. What is the slope dL/dz of the cross-entropy there?",
    answer=lambda: sigmoid(-2.0) - 1,
    tolerance=0.002,
    wrong=[
        Wrong(
            "sign",
            lambda: 1 - sigmoid(-2.0),
            hint="With this sign the loss would rise with the score. But a larger "
            "score would be less wrong.",
        ),
        Wrong(
            "squared-error",
            lambda: (sigmoid(-2.0) - 1) * sigmoid_derivative(-2.0),
            hint="That is the slope of the squared error ½(a - y)². With cross-entropy "
            "one of its factors cancels.",
        ),
        Wrong(
            "stopped-at-a",
            lambda: -1 / sigmoid(-2.0),
            hint="You stopped at dL/da = -1/a. One link is missing, from z to a.",
        ),
        Wrong(
            "no-target",
            lambda: sigmoid(-2.0),
            hint="That is p, and would be the slope for a safe bean. This one is "
            "toxic.",
        ),
        Wrong(
            "score-as-answer",
            lambda: -2.0 - 1,
            hint="You subtracted y from the score. The error term compares y with what "
            "the neuron says, and that is p.",
        ),
        Wrong(
            "sigmoid-slope",
            lambda: sigmoid_derivative(-2.0),
            hint="That is σ′(z), the link from z to a alone. It cancels against part "
            "of the other link.",
        ),
        Wrong(
            "loss",
            lambda: cross_entropy([1.0], [sigmoid(-2.0)]),
            hint="That is the loss itself, -ln p. Its slope is asked for.",
        ),
    ],
    hints=[
        "Two links: dL/da = -1/a when y = 1, and da/dz = a(1 - a).",
        "Their product is short. What cancels?",
    ],
    solution="dL/dz = p - y = 0.1192 - 1 = -0.8808. It is negative: the loss falls as "
    "the score grows. And it is near -1, the steepest that cross-entropy ever is.",
)


def pulls(z, y):
    """Return the slopes per score of the squared error and of cross-entropy."""
    a = sigmoid(z)
    return (a - y) * a * (1 - a), a - y


def ratio(z, y=1):
    """Return how many times as steep cross-entropy is as the squared error."""
    squared, entropy = pulls(z, y)
    return round(entropy / squared)


ratio_of_slopes = Predict(
    "logistic_regression.ratio-of-slopes",
    prompt="A toxic bean gets the score -6: the neuron is wrong, and sure of it. Both "
    "losses pull the score up. How many times as hard does cross-entropy pull?",
    code="""
        z, y = -6.0, 1
        a = sigmoid(z)
        squared = (a - y) * a * (1 - a)
        entropy = a - y
        round(entropy / squared)
    """,
    answer=lambda: ratio(-6.0),
    wrong=[
        Wrong(
            "as-at-0",
            lambda: ratio(0.0),
            hint="That is the ratio at z = 0, where the sigmoid is steepest. How steep "
            "is it at -6?",
        ),
        Wrong(
            "same",
            1,
            hint="Both have the factor a - y, which is nearly -1 here. The squared "
            "error has another factor; how large is that?",
        ),
        Wrong(
            "other-way-round",
            lambda: round(1 / ratio(-6.0)),
            hint="So the squared error would pull much harder. Its error is large, but "
            "what is left of that on the way through the sigmoid?",
        ),
        Wrong(
            "losses",
            lambda: round(
                cross_entropy([1.0], [sigmoid(-6.0)]) / (0.5 * (sigmoid(-6.0) - 1) ** 2)
            ),
            hint="That is the ratio of the losses themselves, 6.0025 to 0.4975. A "
            "neuron feels how steep a loss is, not how high.",
        ),
        Wrong(
            "factor-squared",
            lambda: round(1 / sigmoid_derivative(-6.0) ** 2),
            hint="You let the nudge through the sigmoid twice. The factor a(1 - a) "
            "stands in the squared error's slope once.",
        ),
    ],
    hints=[
        "The two slopes differ by one factor.",
        "At z = -6 the answer a is about e^(-6), and 1 - a is about 1. e^3 is about "
        "20.",
    ],
    solution="The ratio is 1/(a(1 - a)) = e^6 + 2 + e^(-6). Each further unit of score "
    "makes it e times as large: the surer the neuron errs, the less a squared error "
    "teaches it.",
)

why_it_cancels = Choice(
    "logistic_regression.why-it-cancels",
    prompt="Cross-entropy's slope per score is a - y. The squared error's has one "
    "factor more, the slope a(1 - a) of the sigmoid. Where has that gone?",
    answer="It is a link as before; but dL/da is larger by that same factor.",
    wrong=[
        Wrong(
            "slope-is-one",
            "With cross-entropy the sigmoid's slope is 1.",
            hint="The neuron is the same: at z = -6 its sigmoid has the slope 0.0025, "
            "whatever the loss. Which link of the chain does the loss decide on?",
        ),
        Wrong(
            "log-undoes-sigmoid",
            "The logarithm undoes the sigmoid, so no sigmoid is left.",
            hint="If it did, ln σ(-6) and ln σ(6) would be -6 and 6. They are -6.0025 "
            "and -0.0025. And in a - y, the a is a sigmoid still.",
        ),
        Wrong(
            "shortcut",
            "Cross-entropy goes from z to L directly and does not pass a.",
            hint="L is made of ln a and ln(1 - a): a nudge of z arrives through a or "
            "not at all. Multiply the two links.",
        ),
        Wrong(
            "neglected",
            "Near the right answer it is so small that it may be left out.",
            hint="Nothing was left out: at z = 0 the factor is 1/4, and the slope is "
            "a - y exactly. A small factor would make the slope small, too.",
        ),
        Wrong(
            "in-the-rate",
            "It is a number like η, and the learning rate takes it in.",
            hint="It differs from bean to bean, from 1/4 at z = 0 to 0.0025 at z = -6. "
            "One rate cannot stand for all of them.",
        ),
    ],
    hints=[
        "Write dL/da for y = 1, and see how it grows as a comes near 0.",
        "What stands below the fraction line of dL/da?",
    ],
    solution="dL/da = (a - y)/(a(1 - a)), and da/dz = a(1 - a). Where the sigmoid is "
    "flat and hands on little, the logarithm is steep and asks for much, in exact "
    "proportion. The loss and the sigmoid belong together: behind another function "
    "of z, the same loss would keep a factor.",
)
