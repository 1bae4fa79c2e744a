"""Page 4b, how sure is the neuron.

Its exercises: a second curve for the flights of the space shuttle, what ten degrees do
to the odds, the way back from standardised weights, an interval from a likelihood, how
it shrinks with more data, and what it says.
"""

import math

import numpy as np

from lessons_pkg.data import challenger
from lessons_pkg.interactive.exercise import (
    Build,
    Choice,
    Code,
    FindBug,
    Numeric,
    Predict,
    Wrong,
    edited,
)

__all__ = [
    "another_curve",
    "ten_degrees",
    "back_to_degrees",
    "interval",
    "four_times",
    "what_it_says",
]

X, Y = challenger()
FLIGHTS = [[t, y, y] for t, y in zip(X[:, 0].tolist(), Y.tolist(), strict=True)]

another_curve = Build(
    "how_sure.another-curve",
    prompt="Each point is a flight, and the curve is $p = σ(w(t - h))$ for the "
    "temperature $t$. Find a curve that fits the flights, and is still not too sure "
    "about 31 °F.",
    controls={
        "w": ("change of the log-odds per degree", -0.6, 0.1, 0.01, 0.05),
        "h": ("temperature at which p is ½", 40, 80, 0.5, 68),
    },
    goals=[
        ("the colder it is, the larger $p$ is", "-w"),
        (
            "all four flights below 65 °F had damaged rings: $p$ is at least ½ at 58 "
            "°F",
            "sigmoid(w*(58-h))-0.4999",
        ),
        (
            "one of the eight at 73 °F or above had damaged rings: $p$ is at most ¼ "
            "at 76 °F",
            "0.25-sigmoid(w*(76-h))",
        ),
        ("$p$ is less than 0.95 at 31 °F", "0.95-sigmoid(w*(31-h))"),
    ],
    answer={"w": -0.08, "h": 60},
    plot={
        "curve": "sigmoid(w*(x-h))",
        "x": [28, 84, "temperature t in °F"],
        "y": [0, 1, "p(distress)"],
        "points": FLIGHTS,
    },
    wrong=[
        Wrong(
            "steep",
            {"w": -0.23, "h": 65},
            hint="This curve fits the flights, but it is almost certain about 31 °F. "
            "Make it less steep.",
        ),
        Wrong(
            "flat",
            {"w": -0.02, "h": 60},
            hint="This curve is in doubt about the cold, but about the warm flights "
            "as well. Take $h$ near 60, and make it a little steeper, so that $p$ "
            "comes down on the right.",
        ),
        Wrong(
            "too-far-left",
            {"w": -0.07, "h": 54},
            hint="Only the cold flights are still wrong: the curve has fallen below ½ "
            "too early. Which of the two numbers moves it?",
        ),
        Wrong(
            "too-far-right",
            {"w": -0.3, "h": 78},
            hint="Only the cold flights are right. The curve comes down too late, and "
            "it is too sure about 31 °F as well.",
        ),
        Wrong(
            "rising",
            {"w": 0.05, "h": 55},
            hint="By your curve the cold is no danger. Which sign should $w$ have?",
        ),
    ],
    hints=[
        "How sure the curve is at 31 °F depends on how steep it is, and on how far "
        "away $h$ is.",
        "Keep $h$ near 60 and make the curve less steep until the last goal is met.",
    ],
    solution="$w = -0.08$ and $h = 60$, for example. This curve says 0.91 at 31 °F.",
    why="A curve that is a third as steep as the best one makes these flights about a "
    "quarter as probable. That is not enough to rule it out, and it leaves room for "
    "doubt in the cold.",
)


ten_degrees = Numeric(
    "how_sure.ten-degrees",
    given=[
        {"w": 0.2322, "unit": "Fahrenheit", "n": 10, "count": "ten"},
        {"w": 0.2322, "unit": "Fahrenheit", "n": 15, "count": "fifteen"},
        {"w": 0.418, "unit": "Celsius", "n": 5, "count": "five"},
        {"w": 0.2322, "unit": "Fahrenheit", "n": 8, "count": "eight"},
        {"w": 0.418, "unit": "Celsius", "n": 7, "count": "seven"},
    ],
    prompt="Each additional degree {unit} changes the log-odds of distress by "
    "$-{w:g}$. By what factor do the odds grow when it is {count} degrees colder, to "
    "one decimal?",
    answer=lambda w, n: math.exp(w * n),
    tolerance=0.06,
    units=("times",),
    wrong=[
        Wrong(
            "warmer",
            lambda w, n: math.exp(-w * n),
            hint="That is the factor for {count} degrees more. Colder means a "
            "difference of $-{n}$.",
        ),
        Wrong(
            "one-degree",
            lambda w: math.exp(w),
            hint="That is the factor for a single degree.",
        ),
        Wrong(
            "ten-times-one",
            lambda w, n: n * math.exp(w),
            hint="You multiplied the factor of one degree by {n}. The {count} degrees "
            "multiply the odds one after the other.",
        ),
        Wrong(
            "log-odds",
            lambda w, n: w * n,
            hint="That is what is added to the log-odds. What does it do to the odds?",
        ),
        Wrong(
            "per-cent",
            lambda w, n: 1 + w * n,
            hint="You treated {w:g} as a growth of {100*w:.0f} % and added it up. It "
            "is a difference of logarithms.",
        ),
    ],
    hints=[
        "What is added to the log-odds?",
        "Adding a number to a logarithm means multiplying by $e$ to the power of that "
        "number.",
    ],
    solution="The log-odds grow by ${n}·{w:g} = {w*n}$, so the odds are multiplied by "
    "$e^{w*n} = {answer:.1f}$.",
    why=lambda count, w, n, answer: (
        f"{count.capitalize()} degrees add {w * n:.4g} to the log-odds, and "
        f"$e^{w * n:.4g}$ is {answer:.1f}."
    ),
)


def in_degrees(w, b, mean, deviation):
    """Return the weight and the bias for degrees, badly."""
    weight = w / deviation
    bias = b - w * mean
    return weight, bias


back_to_degrees = FindBug(
    "how_sure.back-to-degrees",
    prompt="The neuron has learned `w` and `b` for the standardised temperature "
    "`(t - mean) / deviation`. `in_degrees` should return the weight and the bias "
    "that give the same logits for `t` itself. Which line is wrong, and why?",
    buggy=in_degrees,
    fixed=edited(
        in_degrees,
        "b - w * mean",
        "b - weight * mean",
        "The mean is in degrees, so the weight beside it has to be per degree.",
    ),
    cases=[(-1.6, -1.1, 70.0, 7.0), (2.0, 0.5, -3.0, 0.25)],
    wrong=[
        Wrong(
            "multiply",
            edited(
                in_degrees,
                "w / deviation",
                "w * deviation",
                "The weight should be multiplied by the deviation.",
            ),
            hint="Per degree the logit changes less than per deviation, as a "
            "deviation is several degrees. That line is right.",
        ),
        Wrong(
            "plus",
            edited(
                in_degrees,
                "b - w * mean",
                "b + w * mean",
                "The mean should be added, as it had been subtracted.",
            ),
            hint="Right line, wrong reason. Multiply out $w(t - μ)/s + b$ and look at "
            "the terms without $t$.",
        ),
        Wrong(
            "bias-divided",
            edited(
                in_degrees,
                "b - w * mean",
                "(b - w * mean) / deviation",
                "The whole bias should be divided by the deviation.",
            ),
            hint="Right line, but $b$ itself is not multiplied by the temperature, so "
            "nothing happens to it.",
        ),
    ],
    hints=[
        "Multiply out: $w(t - μ)/s + b$.",
        "What stands in front of $t$? And in front of $μ$?",
    ],
    solution="$w(t - μ)/s + b = (w/s)t + b - (w/s)μ$. The mean has to be multiplied by "
    "$w/s$, which is `weight`.",
    why="In $(w/s)(t - μ) + b$ the same $w/s$ multiplies the temperature and its mean.",
)


def interval_reference(values, log_likelihoods, cut):
    """Return the smallest and the largest value allowed."""
    best = log_likelihoods.max()
    kept = values[log_likelihoods >= best - cut]
    return kept.min(), kept.max()


def _interval_with(before, after):
    return edited(interval_reference, before, after)


def slanted(values, best, reach, height):
    """Return a parabola of log-likelihoods with a slight slant, in decimals."""
    d = (values - best) / reach
    return (height - d**2 / 2 + 0.04 * d**3).round(4)


GRID = np.linspace(-0.6, 0.1, 15).round(3)
# How far below the best; the lowest value is just inside of 1.5, the highest outside.
NEAR = np.array([1.5 - 1e-9, 0.0, 0.6, 1.5 + 1e-9, 1.2, 3.0])
ODD = np.array([-3.98765432198, 0.1234567891, 2.50000000712, 9.75, 5.31234567891, -7.0])
interval = Code(
    "how_sure.interval",
    prompt="Write `interval(values, log_likelihoods, cut)`. You are given some values "
    "of a parameter, in any order, and for each of them the largest log-likelihood "
    "that a neuron with that value can reach. Return the smallest and the largest "
    "value whose log-likelihood is at most `cut` below the best of all.",
    starter='''
        def interval(values, log_likelihoods, cut):
            """Return the smallest and the largest value allowed."""
            ...
    ''',
    reference=interval_reference,
    cases=[
        (np.array([1.0, 2.0, 3.0, 4.0]), np.array([-9.5, -4.25, -5.0, -7.5]), 1.92),
        (GRID, slanted(GRID, -0.23, 0.1, -10.1576), 1.92),
        (GRID[::-1], slanted(GRID[::-1], -0.23, 0.1, -10.1576), 3.32),
        (
            np.array([812.3719, -750.25, 40.125, 3.5]),
            np.array([-801.25, -800.5, -802.75, -805.0]),
            2.25,
        ),
        (np.array([3, 1, 2]), np.array([-4.0, -9.0, -3.5]), 0.5),
        (np.array([1.5, 3.75, 2.25]), np.array([-6.0, -4.5, -4.0]), 2.0),
        (np.array([3.75, 1.5, 2.25]), np.array([-6.0, -4.5, -4.0]), 2.0),
        (ODD, -810.123456789 - NEAR, 1.5),
        (ODD / 1e6, -0.000123456789 - NEAR / 1e4, 1.5e-4),
        (ODD, -2810.123456789 - 480 * NEAR, 720.0),
    ],
    returns="low, high",
    wrong=[
        Wrong(
            "below-zero",
            _interval_with("best - cut", "-cut"),
            hint="You compare with 0. It is the best log-likelihood that the others "
            "are compared with.",
        ),
        Wrong(
            "likelihood-share",
            _interval_with("best - cut", "best * cut"),
            hint="The cut is subtracted. Dividing likelihoods is subtracting their "
            "logarithms.",
        ),
        Wrong(
            "twice",
            _interval_with("best - cut", "best - 2 * cut"),
            hint="You allow twice the distance.",
        ),
        Wrong(
            "half",
            _interval_with("best - cut", "best - cut / 2"),
            hint="You allow half of the distance. The 1.92 is already half of 3.84.",
        ),
        Wrong(
            "first-and-last",
            _interval_with("kept.min(), kept.max()", "kept[0], kept[-1]"),
            hint="Right if the values are given in rising order. They need not be.",
        ),
        Wrong(
            "outside",
            _interval_with(">= best - cut", "<= best - cut"),
            hint="You keep the values that the data speak against.",
        ),
        Wrong(
            "of-likelihoods",
            lambda values, log_likelihoods, cut: (
                best := max(log_likelihoods),
                best - cut,
            ),
            hint="You return log-likelihoods. Return the values that reach them.",
        ),
        Wrong(
            "above-the-cut",
            _interval_with(">= best - cut", "> best - cut"),
            hint="A value that is exactly the cut below the best belongs to the "
            "interval.",
        ),
    ],
    hints=[
        "First the largest log-likelihood. Then keep the values that come close "
        "enough.",
        "A loop with `zip`, or a comparison of whole arrays that picks the values.",
    ],
    solution="A comparison of arrays gives True or False for each value, and picks "
    "those for which it is True. A loop over `zip(values, log_likelihoods)` does the "
    "same.",
    why="A log-likelihood that is lower by the cut belongs to a likelihood that is "
    "smaller by the factor $e^{cut}$.",
)


def width(times):
    """Return the width of the 95 % interval of w, with each flight so many times."""
    w, logit = np.meshgrid(np.linspace(-0.8, 0.2, 401), np.linspace(-4, 3, 281))
    total = 0.0
    for t, y, _ in FLIGHTS:
        z = w * (t - 70) + logit
        total = total + times * (y * z - np.logaddexp(0, z))
    low, high = interval_reference(w[0], total.max(axis=0), 1.92)
    return round(high - low, 2)


four_times = Predict(
    "how_sure.four-times",
    given=[
        {"n": 4, "count": "four times", "root": "half"},
        {"n": 9, "count": "nine times", "root": "a third of"},
        {"n": 2, "count": "twice", "root": "0.71 times"},
        {"n": 5, "count": "five times", "root": "0.45 times"},
        {"n": 3, "count": "three times", "root": "0.58 times"},
    ],
    prompt="The 95 % interval of the weight is 0.45 wide. Suppose there had been "
    "{count} as many flights, with each of these results {count}. How wide would it be "
    "then?",
    code="""
        low, high = interval(weights, {n} * profile, cut=1.92)
        round(high - low, 2)
    """,
    answer=lambda n: width(n),
    wrong=[
        Wrong(
            "quarter",
            lambda n: round(0.45 / n, 2),
            hint="The curve of the log-likelihood does become {count} as steep. But "
            "near its top it is a parabola: it falls with the square of the distance.",
        ),
        Wrong(
            "same",
            lambda: width(1),
            hint="The best weight is the same. But a weight that made the results a "
            "seventh as probable makes them $(1/7)^{n}$ as probable now.",
        ),
        Wrong(
            "sixteenth",
            lambda n: round(0.45 / n**2, 2),
            hint="That is divided by {n} twice. Which distance from the best loses as "
            "much with ${n}ℓ$ as the old one did with $ℓ$?",
        ),
        Wrong(
            "wider",
            lambda n: round(0.45 * math.sqrt(n), 2),
            hint="More flights leave less room, not more.",
        ),
    ],
    hints=[
        "All log-likelihoods are multiplied by {n}, and the cut stays at 1.92.",
        "Near the top $ℓ$ falls like $c·d²$. With ${n}c$, which $d$ falls by as much?",
    ],
    solution="${n}cd² = 1.92$ gives {root} the $d$ that $cd² = 1.92$ gives, because "
    "$1/\\sqrt{{{n}}} = {1/sqrt(n):.2g}$. So the new width is {root} the old one, or "
    "nearly so, because the curve is not quite a parabola.",
    why="With {count} the data the interval has about {root} its width: it shrinks "
    "with the square root of the number of samples.",
)


what_it_says = Choice(
    "how_sure.what-it-says",
    prompt="With the larger cut, the 95 % interval of the neuron's $p$ at 31 °F goes "
    "from 0.67 to almost 1. What does that mean?",
    answer="With a method that catches the true value in about 95 of 100 data sets, "
    "if the model is right, these flights give 0.67 to 1.",
    wrong=[
        Wrong(
            "probability",
            "With a probability of 95 %, the chance of ring damage at 31 °F is "
            "more than 0.67.",
            hint="The 95 % belongs to the method, over many data sets. To give the "
            "parameter itself a probability, you would have had to give it one before "
            "the flights, and nobody did.",
        ),
        Wrong(
            "flights",
            "Of 100 flights at 31 °F, between 67 and 100 will have damaged rings.",
            hint="That would be so if one of these curves were true, and it would "
            "still leave out the luck of 100 flights. The interval is about $p$.",
        ),
        Wrong(
            "data",
            "95 % of the flights have a $p$ between 0.67 and 1.",
            hint="Look at the flights: most of them have a small $p$. The interval is "
            "about one temperature.",
        ),
        Wrong(
            "whatever-the-model",
            "Whatever the true curve looks like, its value at 31 °F is very likely "
            "above 0.67.",
            hint="Every curve that was compared is an S with straight log-odds. A "
            "curve of another shape was never asked.",
        ),
    ],
    hints=["What varies when you imagine many data sets: the truth, or the interval?"],
    solution="The interval is computed from data, so another set of flights would have "
    "given another one. About 95 of 100 such intervals hold the true value, if the "
    "log-odds are straight. Of a single one you can't say more.",
    why="The 95 % describes how often the method is right, and it counts only if the "
    "model is.",
)
