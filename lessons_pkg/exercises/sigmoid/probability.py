"""From a number to a probability, and back.

Symmetry, the logit, and what holds for σ as a function of real numbers. Nothing here
needs a derivative.
"""

import math

from lessons_pkg.activation import logit, sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import Choice, Numeric, Predict, Wrong

at_minus_2 = Predict(
    "sigmoid.at-minus-2",
    prompt="You know that σ(2) = 0.8808. Before you run anything: what is σ(-2)?",
    code="round(sigmoid(-2.0), 4)",
    answer=lambda: round(sigmoid(-2.0), 4),
    wrong=[
        Wrong(
            "odd",
            lambda: round(-sigmoid(2.0), 4),
            hint="That would make σ an odd function. But σ has no negative "
            "values: it is e to some power, divided by a larger number.",
        ),
        Wrong(
            "even",
            lambda: round(sigmoid(2.0), 4),
            hint="That would make σ even. σ rises everywhere, so its value at -2 lies "
            "below its value at 0, which is 1/2.",
        ),
        Wrong(
            "slope",
            lambda: round(sigmoid_derivative(-2.0), 4),
            hint="That is the slope of σ at -2, not its height there.",
        ),
    ],
    hints=["Multiply the numerator and the denominator of 1/(1 + e^2) by e^-2."],
    solution="σ(-z) = 1/(1 + e^z) = e^-z/(e^-z + 1) = 1 - σ(z): the two add up to 1.",
)

which_z = Numeric(
    "sigmoid.which-z",
    prompt="A neuron answers a = 0.8. What was its score z?",
    answer=lambda: logit(0.8),
    tolerance=0.005,
    wrong=[
        Wrong(
            "forward",
            lambda: sigmoid(0.8),
            hint="That is σ(0.8): you went forward once more. Here 0.8 is what comes "
            "out, and you want what went in.",
        ),
        Wrong(
            "odds",
            lambda: 0.8 / 0.2,
            hint="Those are the odds, a/(1 - a). One more function leads on to z.",
        ),
        Wrong(
            "upside-down",
            lambda: math.log(0.2 / 0.8),
            hint="The odds are upside down. An a above 1/2 needs a positive z.",
        ),
        Wrong(
            "base-10",
            lambda: math.log10(0.8 / 0.2),
            hint="That is the logarithm to base 10; e^-z asks for the natural one.",
        ),
        Wrong(
            "log-a",
            lambda: math.log(0.8),
            hint="That is the logarithm of a alone. Which quotient of a and 1 - a is "
            "e^z?",
        ),
    ],
    hints=[
        "Solve a = 1/(1 + e^-z) for e^-z first.",
        "e^z = a/(1 - a). You can type an expression here, with `log` in it.",
    ],
    solution="z = ln(a/(1 - a)) = ln(0.8/0.2) = ln 4 = 1.386.",
)

true_statements = Choice(
    "sigmoid.true-statements",
    prompt="Which of these hold for the sigmoid σ as a function of real numbers? "
    "There may be several.",
    answer=[
        "σ(z) + σ(-z) = 1 for every z",
        "σ is steepest where its value is 1/2",
        "the slope is the same at z and at -z",
    ],
    wrong=[
        Wrong(
            "reaches-one",
            "σ(z) = 1 once z is large enough",
            hint="Not for real numbers: e^-z is positive for every z, however large. "
            "(What a computer's floats make of it is another question.)",
        ),
        Wrong(
            "steep-where-high",
            "the larger σ(z), the larger its slope",
            hint="Follow the curve to the right: it goes up and flattens. Height and "
            "slope are two things.",
        ),
        Wrong(
            "slope-one",
            "the slope of σ at z = 0 is 1",
            hint="σ climbs from nearly 0 to nearly 1 between -6 and 6. With slope 1 in "
            "the middle it would be through much sooner.",
        ),
    ],
    hints=["Draw the curve, and mark what happens at z = -2, 0 and 2."],
    solution="The first follows from multiplying by e^z; the other two from "
    "σ′ = σ(1 - σ), which is largest at σ = 1/2 and does not change when σ and 1 - σ "
    "trade places.",
)
