"""What a weight says of the odds, and what an answer costs.

Two numbers for one bean each. The mean over many beans is the next module's.
"""

import math

from lessons_pkg.activation import logit, sigmoid
from lessons_pkg.interactive.exercise import Numeric, Wrong


def bigger_bean(p=0.2, w=3.0, d=0.5):
    """Return the probability of a bean that is bigger by d than one that has p."""
    return sigmoid(logit(p) + w * d)


odds = Numeric(
    "logistic_regression.odds",
    prompt="A neuron with the weight w = 3 calls a bean toxic with probability 0.2. "
    "Another bean is bigger by 0.5. With which probability does the neuron call that "
    "one toxic?",
    answer=bigger_bean,
    tolerance=0.003,
    wrong=[
        Wrong(
            "odds-as-answer",
            lambda: 0.25 * math.exp(1.5),
            hint="Those are the odds of the bigger bean. Turn them back into a "
            "probability; it has to be below 1.",
        ),
        Wrong(
            "probability-multiplied",
            lambda: 0.2 * math.exp(1.5),
            hint="You multiplied the probability by e^(wd). It is the odds that are "
            "multiplied; what are they before?",
        ),
        Wrong(
            "probability-as-odds",
            lambda: _from_odds(0.2 * math.exp(1.5)),
            hint="You began with odds of 0.2. That is the probability: the odds are "
            "p/(1 - p).",
        ),
        Wrong(
            "no-exponential",
            lambda: _from_odds(0.25 * 1.5),
            hint="You multiplied the odds by wd. The score grows by wd; the odds are e "
            "to the score.",
        ),
        Wrong(
            "whole-unit",
            lambda: bigger_bean(d=1.0),
            hint="You multiplied the odds by e^w: that is for a bean bigger by 1.",
        ),
        Wrong(
            "along-the-slope",
            lambda: 0.2 + 3 * 0.2 * 0.8 * 0.5,
            hint="You went on at the slope w p(1 - p) for the whole 0.5. On the way "
            "the curve gets steeper; the odds know the way without a slope.",
        ),
    ],
    hints=[
        "Three steps: from the probability to the odds, from these to the bigger "
        "bean's odds, and back.",
        "The odds are 0.2/0.8 at first. By which factor do they grow?",
        "Odds o belong to the probability o/(1 + o).",
    ],
    solution="The odds 0.2/0.8 = 0.25 are multiplied by e^(3·0.5) = 4.4817, which "
    "makes 1.1204. So p = 1.1204/2.1204 = 0.5284. No matter where you begin, this much "
    "more size makes the odds 4.48 times as large.",
)


def _from_odds(o):
    return o / (1 + o)


surprise = Numeric(
    "logistic_regression.surprise",
    prompt="A neuron says of a bean that it is toxic with p = 0.2. The bean **is** "
    "toxic: y = 1. How large is the surprise, measured with the natural logarithm?",
    answer=lambda: -math.log(0.2),
    tolerance=0.003,
    wrong=[
        Wrong(
            "sign",
            lambda: math.log(0.2),
            hint="The logarithm of a number below 1 is negative. A surprise is 0 at "
            "the least.",
        ),
        Wrong(
            "other-label",
            lambda: -math.log(0.8),
            hint="So much would a safe bean cost. Which probability did the neuron "
            "give to what then happened?",
        ),
        Wrong(
            "squared",
            lambda: (1 - 0.2) ** 2,
            hint="That is the square of the error. It can never be more than 1, "
            "however sure the neuron was.",
        ),
        Wrong(
            "half-squared",
            lambda: 0.5 * (1 - 0.2) ** 2,
            hint="That is chapter 2's loss ½(a - y)². A surprise is a logarithm.",
        ),
        Wrong(
            "no-logarithm",
            lambda: 1 - 0.2,
            hint="That is how far p is from y. Surprises of independent beans should "
            "add up as their probabilities multiply: what makes sums of products?",
        ),
        Wrong(
            "base-10",
            lambda: -math.log10(0.2),
            hint="You took the logarithm to base 10. The natural one, ln, has base e; "
            "in Python it is `math.log`.",
        ),
        Wrong(
            "base-2",
            lambda: -math.log2(0.2),
            hint="You took the logarithm to base 2, which measures surprise in bits. "
            "The natural one, ln, has base e.",
        ),
    ],
    hints=[
        "What happened had which probability, according to the neuron?",
        "The surprise is minus the natural logarithm of that.",
    ],
    solution="-ln 0.2 = 1.609. Had the neuron said 0.5, the surprise would be 0.693; "
    "with 0.02 it would be 3.912. Whenever p is divided by 10, the surprise grows by "
    "2.303, without end.",
)
