"""Chapter 4, logistic regression.

Its exercises, in the order in which the page shows them: odds and surprise for one
bean, the slope of the loss, the gradient over all samples, and where a loss or a weight
runs off to infinity. Each stands below the helpers that it uses, and a wrong answer is
the form that circulates, right for some numbers. Newton's way is the page's alone.
"""

import math
from dataclasses import dataclass

import numpy as np

from lessons_pkg.activation import logit, sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import (
    Build,
    Choice,
    Code,
    FindBug,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)
from lessons_pkg.interactive.exercise.program import source
from lessons_pkg.loss import cross_entropy

__all__ = [
    "odds",
    "surprise",
    "fit_by_hand",
    "slope_when_wrong",
    "ratio_of_slopes",
    "why_it_cancels",
    "gradient",
    "column_and_row",
    "one_epoch",
    "cost_is_nan",
    "stable_loss",
    "never_ending",
]


def bigger_bean(p=0.2, w=3.0, d=0.5):
    """Return the probability of a bean that is bigger by d than one that has p."""
    return sigmoid(logit(p) + w * d)


def _from_odds(o):
    return o / (1 + o)


odds = Numeric(
    "logistic_regression.odds",
    prompt="A neuron with the weight $w = 3$ calls a bean toxic with probability 0.2. "
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
            hint="You multiplied the probability by $e^(wd)$. It is the odds that are "
            "multiplied; what are they before?",
        ),
        Wrong(
            "probability-as-odds",
            lambda: _from_odds(0.2 * math.exp(1.5)),
            hint="You began with odds of 0.2. That is the probability: the odds are "
            "$p/(1 - p)$.",
        ),
        Wrong(
            "no-exponential",
            lambda: _from_odds(0.25 * 1.5),
            hint="You multiplied the odds by $wd$. The score grows by $wd$; the odds "
            "are $e$ to the power of the score.",
        ),
        Wrong(
            "whole-unit",
            lambda: bigger_bean(d=1.0),
            hint="You multiplied the odds by $e^w$: that is for a bean bigger by 1.",
        ),
        Wrong(
            "along-the-slope",
            lambda: 0.2 + 3 * 0.2 * 0.8 * 0.5,
            hint="You went on at the slope $w p(1 - p)$ for the whole 0.5. On the way "
            "the curve gets steeper; the odds know the way without a slope.",
        ),
    ],
    hints=[
        "Three steps: from the probability to the odds, from these to the bigger "
        "bean's odds, and back.",
        "The odds are $0.2/0.8$ at first. By which factor do they grow?",
        "Odds $o$ belong to the probability $o/(1 + o)$.",
    ],
    solution="The odds $0.2/0.8 = 0.25$ are multiplied by $e^(3·0.5) = 4.4817$, which "
    "makes 1.1204. So $p = 1.1204/2.1204 = 0.5284$. No matter where you begin, this "
    "much more size makes the odds 4.48 times as large.",
    why="Whatever the odds are at first, half a unit more size multiplies them by "
    "$e^(3·0.5) = 4.48$.",
)


surprise = Numeric(
    "logistic_regression.surprise",
    prompt="A neuron says of a bean that it is toxic with $p = 0.2$. The bean **is** "
    "toxic: $y = 1$. How large is the surprise, measured with the natural logarithm?",
    answer=lambda: -math.log(0.2),
    tolerance=0.003,
    units=("nats", "nat"),
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
            hint="That is what a safe bean would cost. Which probability did the "
            "neuron give to what then happened?",
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
            hint="That is chapter 2's loss $½(a - y)²$. A surprise is a logarithm.",
        ),
        Wrong(
            "no-logarithm",
            lambda: 1 - 0.2,
            hint="That is how far $p$ is from $y$. Surprises of independent beans "
            "should add up as their probabilities multiply: what makes sums of "
            "products?",
        ),
        Wrong(
            "base-10",
            lambda: -math.log10(0.2),
            hint="You took the logarithm to base 10. The natural one, $ln$, has base "
            "$e$; in Python it is `math.log`.",
        ),
        Wrong(
            "base-2",
            lambda: -math.log2(0.2),
            hint="You took the logarithm to base 2, which measures surprise in bits. "
            "The natural one, $ln$, has base $e$.",
        ),
    ],
    hints=[
        "What happened had which probability, according to the neuron?",
        "The surprise is minus the natural logarithm of that.",
    ],
    solution="$-ln 0.2 = 1.609$. Had the neuron said 0.5, the surprise would be "
    "0.693; with 0.02 it would be 3.912. Whenever $p$ is divided by 10, the surprise "
    "grows by 2.303, without end.",
    why="The surprise is minus the logarithm of the probability of what happened, and "
    "the neuron had given that 0.2.",
)


# Two of the beans lie on the wrong side of each other, as in the sack; so no weight
# makes all of them cheap, and there is a best one.
BEANS = [[0.1, 0], [0.2, 0], [0.4, 1], [0.5, 0], [0.7, 1], [0.9, 1]]


def surprise_of(x, y):
    """Write a bean's surprise as a formula in w and b."""
    return f"log(1+exp({'-' if y else ''}(w*{x}+b)))"


SAFE, TOXIC = surprise_of(0.5, 0), surprise_of(0.4, 1)
MEAN = "(" + "+".join(surprise_of(x, y) for x, y in BEANS) + ")/6"
fit_by_hand = Build(
    "logistic_regression.fit-by-hand",
    prompt="Six beans: toxic ones above, safe ones below. The two in the middle are "
    "the wrong way round. Set the weight and the bias of $p = σ(wx + b)$ so that all "
    "goals are met.",
    controls={
        "w": ("weight", -20, 40, 1, 0),
        "b": ("bias", -20, 10, 0.5, 0),
    },
    goals=[
        ("larger beans get larger $p$", "w"),
        ("0.1 more of size multiplies the odds by at least 3", "exp(w/10) - 3"),
        ("the safe bean of 0.5 surprises by less than 1.4", f"1.4-{SAFE}"),
        ("the toxic bean of 0.4 surprises by less than 1.4", f"1.4-{TOXIC}"),
        ("the mean surprise of all six is below 0.38", f"0.38-{MEAN}"),
    ],
    answer={"w": 12, "b": -5.5},
    plot={
        "curve": "sigmoid(w*x + b)",
        "x": [0, 1, "size x"],
        "y": [0, 1, "p(toxic)"],
        "points": [[x, y, y] for x, y in BEANS],
    },
    wrong=[
        Wrong(
            "falling",
            {"w": -8, "b": 3.5},
            hint="Your curve falls, so it calls the small beans toxic. Which of the "
            "two numbers decides that?",
        ),
        Wrong(
            "undecided",
            {"w": 4, "b": -2},
            hint="Your neuron is unsure of every bean, and pays something for each. "
            "The outer four would be cheaper with a steeper curve.",
        ),
        Wrong(
            "odds-only",
            {"w": 9, "b": -4},
            hint="So little surprise, and only the odds are missing: $e^(0.1·w)$ has "
            "to be 3 at least. A little more mean surprise is allowed for it.",
        ),
        Wrong(
            "no-bias",
            {"w": 8, "b": -1},
            hint="Most of your scores are positive, even the safe bean's of size 0.5. "
            "$p$ is one half where $wx + b = 0$: where is that now, and where should "
            "it be?",
        ),
        Wrong(
            "too-much-bias",
            {"w": 5, "b": -6},
            hint="Most of your scores are negative, even the toxic bean's of size "
            "0.4. $p$ is one half where $wx + b = 0$: where is that now, and where "
            "should it be?",
        ),
        Wrong(
            "too-early",
            {"w": 12, "b": -3},
            hint="The steepness is enough, but the safe bean of 0.5 costs too much: "
            "your curve turns too early. Only $b$ moves it and leaves it as steep.",
        ),
        Wrong(
            "too-late",
            {"w": 12, "b": -8},
            hint="The steepness is enough, but the toxic bean of 0.4 costs too much: "
            "your curve turns too late. Only $b$ moves it and leaves it as steep.",
        ),
        Wrong(
            "a-bit-steep",
            {"w": 16, "b": -7},
            hint="Only the mean is missing. The outer four beans cost next to nothing "
            "already, and each bit of steepness makes the middle two dearer.",
        ),
        Wrong(
            "cliff",
            {"w": 30, "b": -13.5},
            hint="Both middle beans cost too much: a steep curve is sure of itself, "
            "and they prove it wrong. It must leave room for doubt.",
        ),
    ],
    hints=[
        "The odds settle how small $w$ may be: solve $e^(0.1·w) = 3$.",
        "The two middle beans should cost about alike. At which size is the curve at "
        "one half then?",
        "It is at one half where $wx + b = 0$, so $b = -w·x$ there.",
    ],
    solution="$e^(0.1·w) ≥ 3$ asks for $w ≥ 10 ln 3 = 10.99$. One half at 0.45, "
    "between the middle beans, asks for $b = -0.45·w$. So $w = 12$ and $b = -5.5$ do, "
    "with a mean surprise of 0.366. The smallest that there is, 0.357, is at $w = "
    "9.4$ and $b = -4.3$: beans that overlap put a limit to how steep the best curve "
    "is.",
    why="Your curve leaves room for doubt in the middle, where the beans disagree; "
    "being sure there and wrong would cost more.",
)


slope_when_wrong = Numeric(
    "logistic_regression.slope-when-wrong",
    prompt="A toxic bean, $y = 1$, gets the score $z = -2$. So $p = σ(-2) = 0.1192$, "
    "and the neuron is wrong. What is the slope $dL/dz$ of the cross-entropy there?",
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
            hint="That is the slope of the squared error $½(a - y)²$. With "
            "cross-entropy one of its factors cancels.",
        ),
        Wrong(
            "stopped-at-a",
            lambda: -1 / sigmoid(-2.0),
            hint="You stopped at $dL/da = -1/a$. One link is missing, from $z$ to $a$.",
        ),
        Wrong(
            "no-target",
            lambda: sigmoid(-2.0),
            hint="That is $p$, and would be the slope for a safe bean. This one is "
            "toxic.",
        ),
        Wrong(
            "score-as-answer",
            lambda: -2.0 - 1,
            hint="You subtracted $y$ from the score. The error term compares $y$ with "
            "what the neuron says, and that is $p$.",
        ),
        Wrong(
            "sigmoid-slope",
            lambda: sigmoid_derivative(-2.0),
            hint="That is $σ′(z)$, the link from $z$ to $a$ alone. It cancels against "
            "part of the other link.",
        ),
        Wrong(
            "loss",
            lambda: cross_entropy([1.0], [sigmoid(-2.0)]),
            hint="That is the loss itself, $-ln p$. Its slope is asked for.",
        ),
    ],
    hints=[
        "Two links: $dL/da = -1/a$ when $y = 1$, and $da/dz = a(1 - a)$.",
        "Their product is short. What cancels?",
    ],
    solution="$dL/dz = p - y = 0.1192 - 1 = -0.8808$. It is negative: the loss falls "
    "as the score grows. And it is near $-1$, the steepest that cross-entropy ever is.",
    why="$dL/dz = p - y$: the difference between what the neuron said and what was "
    "true, and nothing else.",
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
    prompt="A toxic bean gets the score $-6$: the neuron is wrong, and sure of it. "
    "Both losses pull the score up. How many times as hard does cross-entropy pull?",
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
            hint="That is the ratio at $z = 0$, where the sigmoid is steepest. How "
            "steep is it at $-6$?",
        ),
        Wrong(
            "same",
            1,
            hint="Both have the factor $a - y$, which is nearly $-1$ here. The "
            "squared error has another factor; how large is that?",
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
            hint="You let the nudge through the sigmoid twice. The factor $a(1 - a)$ "
            "stands in the squared error's slope once.",
        ),
    ],
    hints=[
        "The two slopes differ by one factor.",
        "At $z = -6$ the answer $a$ is about $e^(-6)$, and $1 - a$ is about 1. $e^3$ "
        "is about 20.",
    ],
    solution="The ratio is $1/(a(1 - a)) = e^6 + 2 + e^(-6)$. Each further unit of "
    "score makes it $e$ times as large: the surer the neuron errs, the less a squared "
    "error teaches it.",
    why="The squared error has one factor more, $a(1 - a)$, and at $z = -6$ that is "
    "0.0025: about one part in 405.",
)


why_it_cancels = Choice(
    "logistic_regression.why-it-cancels",
    prompt="Cross-entropy's slope per score is $a - y$. The squared error's has one "
    "factor more, the slope $a(1 - a)$ of the sigmoid. Where has that gone?",
    answer="It is a link as before; but $dL/da$ is larger by that same factor.",
    wrong=[
        Wrong(
            "slope-is-one",
            "With cross-entropy the sigmoid's slope is 1.",
            hint="The neuron is the same: at $z = -6$ its sigmoid has the slope "
            "0.0025, whatever the loss. Which link of the chain does the loss decide "
            "on?",
        ),
        Wrong(
            "log-undoes-sigmoid",
            "The logarithm undoes the sigmoid, so no sigmoid is left.",
            hint="If it did, $ln σ(-6)$ and $ln σ(6)$ would be $-6$ and 6. They are "
            "$-6.0025$ and $-0.0025$. And in $a - y$, the $a$ is a sigmoid still.",
        ),
        Wrong(
            "shortcut",
            "A small change of $z$ changes $L$ without changing $a$.",
            hint="You can put $a = σ(z)$ into $L$ and differentiate in one go; but "
            "$L$ is made of $ln a$ and $ln(1 - a)$, so it changes only because $a$ "
            "does. Multiply the two links.",
        ),
        Wrong(
            "neglected",
            "Near the right answer it is so small that it may be left out.",
            hint="Nothing was left out: at $z = 0$ the factor is $1/4$, and the slope "
            "is $a - y$ exactly. A small factor would make the slope small, too.",
        ),
        Wrong(
            "in-the-rate",
            "It is a number like $η$, and the learning rate takes it in.",
            hint="It differs from bean to bean, from $1/4$ at $z = 0$ to 0.0025 at $z "
            "= -6$. One rate cannot stand for all of them.",
        ),
    ],
    hints=[
        "Write $dL/da$ for $y = 1$, and see how it grows as $a$ comes near 0.",
        "What stands below the fraction line of $dL/da$?",
    ],
    solution="$dL/da = (a - y)/(a(1 - a))$, and $da/dz = a(1 - a)$. Where the sigmoid "
    "is flat and hands on little, the logarithm is steep and asks for much, in exact "
    "proportion. The loss and the sigmoid belong together: behind another function of "
    "$z$, the same loss would keep a factor.",
    why="The logarithm is steep exactly where the sigmoid is flat, so the product of "
    "their two rates is just $a - y$.",
)


def gradient_reference(X, y, w, b):
    """Return the slopes by the weights, shape (m,), and by the bias."""
    delta = sigmoid(X @ w + b) - y
    return X.T @ delta / len(y), np.mean(delta)


def _gradient_with(old, new):
    return edited(gradient_reference, old, new)


SAMPLES = np.array(
    [
        [0.4, -1.2, 2.0],
        [1.5, 0.3, -0.7],
        [-0.9, 0.8, 1.1],
        [0.2, 1.9, -1.6],
        [-1.4, -0.5, 0.6],
    ]
)
FAR = np.array(
    [
        [812.3, 0.9461293, 0.7],
        [-733.9, 0.9500187, -1.3],
        [940.2, 0.9447342, 0.2],
        [-871.5, 0.9497216, 1.9],
        [725.8, 0.9451863, -0.4],
        [-990.6, 0.9506124, 1.1],
    ]
)


def _times(c, slopes):
    return c * slopes[0], c * slopes[1]


def _from_delta(X, delta):
    return X.T @ delta / len(delta), np.mean(delta)


def _after_step(w, b, dw, db):
    return w - dw, b - db


gradient = Code(
    "logistic_regression.gradient",
    prompt="Write `gradient(X, y, w, b)`: the derivatives of the mean cross-entropy "
    "for each weight and for the bias. `X` has $n$ rows, the samples, and $m$ "
    "columns, the features; $y$ and $w$ have shapes `(n,)` and `(m,)`, and $b$ is a "
    "number. Return an array of shape `(m,)` and a number. You may call `sigmoid`. "
    "Your numbers are compared to 12 digits, and a finite difference has about 10: "
    "derive them.",
    starter='''
        def gradient(X, y, w, b):
            """Return the slopes by the weights, shape (m,), and by the bias."""
            ...
    ''',
    reference=gradient_reference,
    cases=[
        (SAMPLES[:2, :2], np.array([1, 0]), np.array([0.6, -0.3]), 0.2),
        (SAMPLES, np.array([0, 1, 1, 0, 1]), np.array([0.5, -1.0, 0.8]), 0.3),
        (SAMPLES, np.array([1, 0, 0, 1, 0]), np.array([-1.5, 0.2, 2.0]), -1.1),
        (
            FAR,
            np.array([0, 1, 1, 0, 1, 1]),
            np.array([0.00213, 750.31468, 0.37]),
            -711.34057,
        ),
        (SAMPLES[:2, :2] * 14, np.array([0, 0]), np.array([0.6, 2.4]), -30.0),
    ],
    digits=12,
    atol=0,
    returns="dw, db",
    wrong=[
        Wrong(
            "sum",
            lambda X, y, w, b: _times(len(y), gradient_reference(X, y, w, b)),
            hint="You added up the derivatives of all samples. The loss is a mean, or "
            "else twice the samples would mean twice the step.",
        ),
        Wrong(
            "sign",
            lambda X, y, w, b: _times(-1, gradient_reference(X, y, w, b)),
            hint="Every sign is wrong. Where $p$ is larger than $y$, a larger logit "
            "makes the loss larger.",
        ),
        Wrong(
            "squared-error",
            lambda X, y, w, b: _from_delta(
                X, (p := sigmoid(X @ w + b)) * (1 - p) * (p - y)
            ),
            hint="Your $δ$ has the factor $p(1 - p)$ in it. The squared error has "
            "it; with cross-entropy it cancels.",
        ),
        Wrong(
            "no-sigmoid",
            _gradient_with("sigmoid(X @ w + b)", "(X @ w + b)"),
            hint="You compare the label with the logit. The neuron's output is a "
            "probability.",
        ),
        Wrong(
            "yes-or-no",
            _gradient_with("sigmoid(X @ w + b)", "(X @ w + b >= 0)"),
            hint="You compare the label with a bare yes or no, as a perceptron does. "
            "A probability also says how sure the neuron was.",
        ),
        Wrong(
            "no-bias",
            _gradient_with("X @ w + b", "X @ w"),
            hint="Your logits are computed without the bias.",
        ),
        Wrong(
            "bias-not-averaged",
            _gradient_with("np.mean(delta)", "np.sum(delta)"),
            hint="Your dw is right. The derivative for the bias is a mean over the "
            "samples as well, and yours is a sum.",
        ),
        Wrong(
            "bias-not-summed",
            _gradient_with("np.mean(delta)", "delta"),
            hint="Your dw is right. But one bias serves all samples, so it has one "
            "derivative, not one for each of them.",
        ),
        Wrong(
            "bias-divided-twice",
            _gradient_with("np.mean(delta)", "np.mean(delta) / len(y)"),
            hint="Your dw is right. In db you divide by the number of samples twice.",
        ),
        Wrong(
            "divided-by-features",
            _gradient_with("len(y)", "X.shape[1]"),
            hint="You divide dw by the number of features. The mean is over the "
            "samples.",
        ),
        Wrong(
            "star",
            _gradient_with("X.T @ delta", "X.T * delta"),
            hint="Your `*` multiplies entry by entry and adds nothing up, so you have "
            "a table. `@` multiplies and adds.",
        ),
        Wrong(
            "rows-not-added",
            _gradient_with("X.T @ delta / len(y)", "X * delta[:, np.newaxis]"),
            hint="You have a table with the derivatives of each single sample. All "
            "samples share the weights: take the mean over the rows.",
        ),
        Wrong(
            "labels-as-column",
            lambda X, y, w, b: _from_delta(
                X, sigmoid(X @ w + b)[:, np.newaxis] - y[:, np.newaxis]
            ),
            hint="The numbers are right, but `dw` is a column, and $w$ is not. "
            "Subtract one from the other, and you get a table.",
        ),
        Wrong(
            "star-on-x",
            _gradient_with("X.T @ delta", "X * delta"),
            hint="Your `X * delta` pairs the $δ$ of each sample with a feature. Each "
            "$δ$ belongs to a row of `X`, and then the rows have to be added up.",
        ),
        Wrong(
            "not-transposed",
            _gradient_with("X.T @ delta", "X @ delta"),
            hint="Your `X @ delta` adds over the features. To add over the samples, "
            "which shape must `X` have?",
        ),
        Wrong(
            "one-for-all",
            lambda X, y, w, b: (
                np.mean(gradient_reference(X, y, w, b)[0]),
                np.mean(sigmoid(X @ w + b) - y),
            ),
            hint="You took one mean over everything. Each weight has a derivative of "
            "its own.",
        ),
        Wrong(
            "weights-after",
            lambda X, y, w, b: _after_step(w, b, *gradient_reference(X, y, w, b)),
            hint="You return the weights after a step. The task wants the gradient "
            "alone; how far to step is decided elsewhere.",
        ),
    ],
    hints=[
        "First $δ$, one number for each sample: the neuron's output minus the label.",
        "The derivative for weight $j$ is the mean of $δ$ times column $j$ of `X`.",
        "A product of shapes `(m, n)` and `(n,)` does this for all columns at once.",
    ],
    solution="Rows are samples, so the transpose has a row for each feature; its "
    "product with $δ$ adds over the samples. The bias is the weight of a column of "
    "ones.",
    why="Error term times input, averaged over the samples: the product of the "
    "transposed `X` with $δ$ does this for all weights at once.",
)


def slopes(x, y, w, b):
    """Return the slopes for beans of sizes x, badly."""
    p = sigmoid(w * x + b)
    delta = p - y.reshape(-1, 1)
    dw = np.mean(delta * x)
    db = np.mean(delta)
    return dw, db


column_and_row = FindBug(
    "logistic_regression.column-and-row",
    prompt="The three beans that you did by hand; `x` and `y` have shape `(3,)`. "
    "There is no error and no warning, and the slope by the bias is even right. The "
    "slope by the weight is not. Which line is wrong, and why?",
    buggy=slopes,
    fixed=edited(
        slopes,
        "y.reshape(-1, 1)",
        "y",
        "A row minus a column is a table of all pairs.",
    ),
    cases=[
        (np.array([0.2, 0.4, 0.6]), np.array([0, 1, 1]), 10, -4),
        (np.array([0.1, 0.9, 0.3, 0.5, 0.8]), np.array([0, 1, 0, 0, 1]), 3, -1),
    ],
    wrong=[
        Wrong(
            "mean",
            edited(
                slopes,
                "np.mean(delta * x)",
                "np.sum(delta * x) / len(y)",
                "The mean should be the sum divided by `len(y)`.",
            ),
            hint="For three numbers the two are the same. How many numbers does "
            "`delta * x` hold here? Look for what has made them so many.",
        ),
        Wrong(
            "sigmoid-slope",
            edited(
                slopes,
                "delta * x",
                "delta * p * (1 - p) * x",
                "The factor $p(1 - p)$ is missing.",
            ),
            hint="With cross-entropy that factor cancels. And it would be missing from "
            "`db` too, which is right.",
        ),
        Wrong(
            "x-as-column",
            edited(
                slopes,
                "delta * x",
                "delta * x.reshape(-1, 1)",
                "`x` should be made a column too.",
            ),
            hint="Then each size would meet its own label, but every bean's $p$: also "
            "wrong. One shape for all three is the cure; which one is the odd one out?",
        ),
        Wrong(
            "sign",
            edited(
                slopes,
                "p - y.reshape(-1, 1)",
                "y.reshape(-1, 1) - p",
                "The error term has the wrong sign.",
            ),
            hint="With the other sign `db` would be wrong, and it is right.",
        ),
    ],
    hints=[
        "Write the shape of what each line makes next to it.",
        "What is `np.array([1, 2, 3]) - np.array([[1], [2], [3]])`?",
    ],
    solution="`(3,)` minus `(3, 1)` gives `(3, 3)`: every $p$ minus every $y$. The "
    "mean of all nine is still mean $p$ minus mean $y$, so `db` hides it. In `dw` "
    "each size is paired with everybody's labels. An `assert delta.shape == y.shape` "
    "costs one line.",
    why="With shape `(3,)` on both sides each bean's $p$ meets its own label, and "
    "only that one.",
)


def one_pass(X, y, w, b, k, rng):
    """Return w and b after epoch k, with rates from 2 downwards."""
    rate = 2.0 / (1 + 0.1 * k)
    for i in rng.permutation(len(y)):
        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
        b = b - rate * delta
    return w, b


def bias_first(X, y, w, b, k, rng):
    """Return w and b after epoch k, with the two steps in the other order."""
    rate = 2.0 / (1 + 0.1 * k)
    for i in rng.permutation(len(y)):
        delta = sigmoid(X[i] @ w + b) - y[i]
        b = b - rate * delta
        w = w - rate * delta * X[i]
    return w, b


@dataclass
class Shuffler:
    """A generator without memory, so that every call of a program sees one order."""

    seed: int

    def permutation(self, n):
        """Return the numbers from 0 to n - 1 in random order."""
        return np.random.default_rng(self.seed).permutation(n)


ROWS = np.array([[0.2, 1.0], [0.9, -0.4], [-0.5, 0.7], [1.2, 0.3], [-0.8, -1.1]])
LABELS = np.array([0, 1, 0, 1, 1])
WEIGHTS = np.array([0.4, -0.3])
one_epoch = Order(
    "logistic_regression.one-epoch",
    prompt="Epoch $k$ of stochastic gradient descent: visit the samples one by one, "
    "in a random order, and step after each. The rate is $2/(1 + 0.1·k)$ for the "
    "whole epoch. `rng.permutation(n)` gives the numbers from 0 to $n - 1$ in random "
    "order. Not every line is needed, and indentation counts.",
    answer=[one_pass, bias_first],
    cases=[
        (ROWS, LABELS, WEIGHTS, 0.1, 4, Shuffler(3)),
        (ROWS, LABELS, 3 * WEIGHTS, -0.5, 20, Shuffler(1)),
    ],
    wrong=[
        Wrong(
            "constant-rate",
            edited(one_pass, "2.0 / (1 + 0.1 * k)", "2.0"),
            hint="Your rate is the same in every epoch, so the last few samples always "
            "pull the weights their way, and they never settle.",
        ),
        Wrong(
            "in-file-order",
            edited(one_pass, "rng.permutation(len(y))", "range(len(y))"),
            hint="You visit the samples in the order in which they happen to lie. If "
            "all the toxic beans come last, each epoch ends too toxic.",
        ),
        Wrong(
            "all-samples",
            edited(
                one_pass,
                "sigmoid(X[i] @ w + b) - y[i]",
                "np.mean(sigmoid(X @ w + b) - y)",
            ),
            hint="You look at all samples before each step, which is what stochastic "
            "descent saves. And a mean error does not belong to the one sample whose "
            "features you step along.",
        ),
        Wrong(
            "step-before-error",
            edited(
                one_pass,
                """        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
        b = b - rate * delta
""",
                """        w = w - rate * delta * X[i]
        b = b - rate * delta
        delta = sigmoid(X[i] @ w + b) - y[i]
""",
            ),
            hint="Your program steps before it knows this sample's error: at the first "
            "sample there is none yet, and later it is the previous one's.",
        ),
        Wrong(
            "bias-after-weights",
            edited(
                one_pass,
                """        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
        b = b - rate * delta
    return""",
                """        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
    b = b - rate * delta
    return""",
            ),
            hint="Your bias steps once an epoch, after the loop. It has a slope at "
            "every sample, as the weights have.",
        ),
        Wrong(
            "one-sample",
            edited(one_pass, "    return w, b", "        return w, b"),
            hint="Your program returns inside the loop, after its first sample.",
        ),
    ],
    hints=[
        "The rate belongs to the epoch, so it is worked out once.",
        "Then one loop. At each sample: first its error, then the two steps.",
        "After the loop, and no deeper than it, comes the result.",
    ],
    solution="""
        ```
        rate = 2.0 / (1 + 0.1 * k)
        for i in rng.permutation(len(y)):
            delta = sigmoid(X[i] @ w + b) - y[i]
            w = w - rate * delta * X[i]
            b = b - rate * delta
        return w, b
        ```

        The two steps may change places, for both use the error made before them. A step
        is along one sample's gradient, so nothing is divided by the number of samples.
    """,
    why="Each sample moves the weights at once, by its own gradient, and the steps "
    "get shorter from epoch to epoch.",
)


def train(x, y, rate, epochs):
    """Learn one weight, and return it with the cost, badly."""
    w, p = 0.0, np.full(len(x), 0.5)
    for _ in range(epochs):
        delta = p - y
        w = w - rate * np.mean(delta * x)
        p = sigmoid(w * x)
    cost = y * np.log(p) + (1 - y) * np.log(1 - p)
    return w, -np.mean(cost)


cost_is_nan = FindBug(
    "logistic_regression.cost-is-nan",
    prompt="Sizes $x$ in hundredths of a millimetre, counted from a bean of middle "
    "size; so no bias is needed. The weight comes out well, but the cost is `nan`, "
    "which is not a number. Which line makes `nan` out of good numbers, and why?",
    buggy=train,
    fixed=edited(
        train,
        "y * np.log(p) + (1 - y) * np.log(1 - p)",
        "np.log(np.where(y == 1, p, 1 - p))",
        "For a bean that is right and sure it multiplies 0 by $ln 0$.",
    ),
    cases=[
        (np.array([-150, -60, -3, 90, 200]), np.array([0, 0, 1, 1, 1]), 0.1, 3),
        (np.array([-180, -40, 70, 160]), np.array([0, 0, 1, 1]), 0.2, 4),
    ],
    wrong=[
        Wrong(
            "rate",
            edited(
                train,
                "rate * np",
                "0.1 * rate * np",
                "The learning rate is too large, so the weight explodes.",
            ),
            hint="Look at the weight: it is a modest number. With a tenth of the rate "
            "the cost is `nan` as well.",
        ),
        Wrong(
            "epsilon-on-z",
            edited(
                train,
                "sigmoid(w * x)",
                "sigmoid(w * x + 1e-9)",
                "A small number must be added to the score, so that $p$ is not 1.",
            ),
            hint="$σ(970)$ and $σ(970.000000001)$ are both 1.0. It is not the score "
            "that comes too near to something, and $p = 1.0$ is a good number.",
        ),
        Wrong(
            "overflow",
            edited(
                train,
                "sigmoid(w * x)",
                "sigmoid(np.clip(w * x, -500, 500))",
                "The sigmoid overflows for large scores.",
            ),
            hint="This book's `sigmoid` does not: it gives 1.0 for every large $z$, "
            "and so it does with $z$ limited to 500. What is made of that 1.0?",
        ),
        Wrong(
            "sigmoid-slope",
            edited(
                train,
                "delta * x",
                "delta * p * (1 - p) * x",
                "The slope lacks the factor $p(1 - p)$.",
            ),
            hint="With cross-entropy it is right without. And the weight comes out "
            "well; only the cost does not.",
        ),
    ],
    hints=[
        "Put in the last bean: $y = 1$, and its score is in the hundreds. What is $p$?",
        "What do `np.log(0.0)` and `0 * np.log(0.0)` give?",
    ],
    solution="Now only the probability of the true label goes into the logarithm. "
    "That is no full cure yet: a bean that is wrong and sure costs $∞$ here, where it "
    "should cost its score. So the next section makes the loss without $p$.",
    why="$0·ln 0$ is `nan` in floats, and one `nan` spoils the mean; taking only the "
    "logarithm that the label asks for avoids the product.",
)


def stable_loss_reference(y, z):
    """Return the mean cross-entropy of labels y and scores z."""
    small = np.log1p(np.exp(-np.abs(z)))
    return np.mean(np.maximum(z, 0) - y * z + small)


def _from_p(y, p):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def _loss_with(old, new):
    return edited(stable_loss_reference, old, new)


stable_loss = Code(
    "logistic_regression.stable-loss",
    prompt="Write `stable_loss(y, z)`: the mean cross-entropy of labels $y$ and "
    "logits $z$, for arrays or for two numbers. There is no warning for any $z$, and "
    "nothing is lost: $y = 0$, $z = 800$ costs 800, and $y = 1$, $z = 40$ costs "
    "$4.248·10⁻¹⁸$.",
    starter='''
        def stable_loss(y, z):
            """Return the mean cross-entropy of labels y and scores z."""
            ...
    ''',
    reference=stable_loss_reference,
    cases=[
        (1, -1.5),
        (0, 800.0),
        (1, -800.0),
        (1, 40.0),
        (np.array([1, 0]), np.array([40.0, -50.0])),
        (np.array([0, 1, 1, 0]), np.array([0.5, -2.0, 3.0, -0.25])),
        (np.array([0, 1, 1, 0]), np.array([800.0, -800.0, 2.0, -3.0])),
        (1, 35.46128),
        (1, 800.0),
        (np.array([0, 0, 1]), np.array([1.25174, -2.46391, -0.31468])),
    ],
    atol=0,
    wrong=[
        Wrong(
            "from-p",
            lambda y, z: _from_p(y, sigmoid(z)),
            hint="You form $p$ first. Beyond $z = 40$ that is 1, and the logarithm of "
            "$1 - p$ is that of 0.",
        ),
        Wrong(
            "picked-from-p",
            lambda y, z: (
                -np.mean(np.log(np.where(np.equal(y, 1), sigmoid(z), 1 - sigmoid(z))))
            ),
            hint="There is no `nan` any more; but a probability that was rounded to 0 "
            "or 1 has lost its digits, and $ln 0$ is still there. Do not form $p$.",
        ),
        *[
            Wrong(
                f"clipped-at-{limit}",
                lambda y, z, limit=limit: _from_p(
                    y, np.clip(sigmoid(z), limit, 1 - limit)
                ),
                hint="You keep $p$ away from 0 and 1. The warning is gone; but a bean "
                "that is wrong and sure costs the same at any logit, so its derivative "
                "is 0.",
            )
            for limit in (1e-7, 1e-12, 1e-15, float(np.finfo(float).eps))
        ],
        *[
            Wrong(
                f"logit-within-{limit}",
                lambda y, z, limit=limit: stable_loss_reference(
                    y, np.clip(z, -limit, limit)
                ),
                hint=f"You clip $z$ at ±{limit}. Nothing overflows any more; but a "
                "bean that is wrong and sure costs the same at any logit beyond. The "
                "loss goes on growing.",
            )
            for limit in (30, 50, 100, 500, 700, 709)
        ],
        *[
            Wrong(
                f"epsilon-of-{epsilon}",
                lambda y, z, epsilon=epsilon: (
                    -np.mean(
                        y * np.log(sigmoid(z) + epsilon)
                        + (1 - y) * np.log(1 - sigmoid(z) + epsilon)
                    )
                ),
                hint="You add a small number within the logarithms. The warning is "
                "gone; but all losses are a little off, and a bean that is wrong and "
                "sure costs the same at any logit.",
            )
            for epsilon in (1e-8, 1e-12, 1e-15)
        ],
        Wrong(
            "sum",
            _loss_with("np.mean", "np.sum"),
            hint="You added up the losses; the task wants their mean.",
        ),
        Wrong(
            "one-each",
            _loss_with("np.mean", ""),
            hint="These are the losses of the single samples. The task wants one "
            "number, their mean.",
        ),
        Wrong(
            "sign",
            _loss_with("np.mean", "-np.mean"),
            hint="Your loss is negative. A surprisal is never below 0.",
        ),
        Wrong(
            "label-added",
            _loss_with("- y * z", "+ y * z"),
            hint="Right for $y = 0$. For $y = 1$ your loss grows with the logit, and "
            "it should fall.",
        ),
        Wrong(
            "no-maximum",
            _loss_with("np.maximum(z, 0) - y * z", "-y * z"),
            hint="Right for negative logits. For positive ones, the large part that "
            "was taken out of the logarithm has to stand somewhere.",
        ),
        Wrong(
            "no-absolute",
            _loss_with("-np.abs(z)", "-z"),
            hint="Right for positive logits. For negative ones the exponent becomes "
            "positive.",
        ),
        Wrong(
            "right-overflows",
            lambda y, z: np.mean(np.log1p(np.exp(z)) - y * z),
            hint="That is right for small $z$, and $e^800$ is larger than any float. "
            "For positive $z$ the large part has to come out of the logarithm.",
        ),
        Wrong(
            "wrong-side-overflows",
            lambda y, z: np.mean(np.log1p(np.exp(-(2 * y - 1) * z))),
            hint="That is right for small z. But a bean that is wrong and sure needs "
            "e^800, which is larger than any float. The large part has to come out of "
            "the logarithm.",
        ),
        Wrong(
            "both-logarithms",
            lambda y, z: np.mean(
                y * np.log1p(np.exp(np.negative(z))) + (1 - y) * np.log1p(np.exp(z))
            ),
            hint="You compute two logarithms for every bean. The one that does not "
            "count may be infinite, and 0 times infinity is no number.",
        ),
        Wrong(
            "left-overflows",
            lambda y, z: np.mean(z - y * z + np.log1p(np.exp(-np.asarray(z)))),
            hint="You took the large part out for every $z$. That helps positive $z$; "
            "for $z = -800$ it is $e^800$ again.",
        ),
        Wrong(
            "both-branches",
            lambda y, z: np.mean(
                np.where(
                    np.greater(z, 0),
                    z + np.log1p(np.exp(-np.asarray(z))),
                    np.log1p(np.exp(z)),
                )
                - y * z
            ),
            hint="Your `np.where` computes both of its branches for every $z$, so the "
            "one that overflows is computed too. With $|z|$ you need no branch.",
        ),
        Wrong(
            "plain-logarithm",
            _loss_with("np.log1p(", "np.log(1 + "),
            hint="Nothing overflows. But $1 + 4·10⁻¹⁸$ is 1 in floats, and its "
            "logarithm is 0: the small part is lost before the logarithm sees it.",
        ),
        Wrong(
            "small-part-first",
            _loss_with(
                "np.maximum(z, 0) - y * z + small", "np.maximum(z, 0) + small - y * z"
            ),
            hint="The formula is right, but $40 + 4·10⁻¹⁸$ is 40 in floats, and then "
            "the 40 is taken away. Let the large parts cancel first.",
        ),
    ],
    hints=[
        "Work from the logits: `sigmoid` is not needed.",
        "The logarithm's part is 1 + e to a power that is never positive: minus $|z|$.",
        "In floats the order of a sum matters. The smallest part comes last.",
    ],
    solution="The exponent is never positive, so nothing overflows. For a label that "
    "was right the two large parts cancel exactly, and what is left is the small one.",
    why="Nothing overflows and no digit is lost, however sure the neuron is, since "
    "$p$ is never formed.",
)


def weight_after(epochs):
    """Return w after some epochs."""
    x = np.array([0.1, 0.3, 0.6, 0.9])
    y = np.array([0, 0, 1, 1])
    w, b = 0.0, 0.0
    for _ in range(epochs):
        delta = sigmoid(w * x + b) - y
        w -= 5 * np.mean(delta * x)
        b -= 5 * np.mean(delta)
    return round(float(w), 1)


EPOCHS = (100, 1000, 10_000)


def weights(rule):
    """Return the weights after 100, 1000 and 10000 epochs, as some rule has them."""
    return [round(rule(epochs), 1) for epochs in EPOCHS]


never_ending = Predict(
    "logistic_regression.never-ending",
    prompt="Four beans. The two small ones are safe, the two large ones toxic: a cut "
    "divides them. Gradient descent has all four right long before epoch 100. What "
    "does its weight do from there to epoch 1000, and to epoch 10000?",
    code=f"{source(weight_after)}\n\n[weight_after(n) for n in (100, 1000, 10_000)]",
    answer=lambda: weights(weight_after),
    wrong=[
        Wrong(
            "rests-when-right",
            lambda: weights(lambda epochs: weight_after(100)),
            hint="A perceptron rests when all are right. Here each bean has an error "
            "term $p - y$ still; when would that be 0?",
        ),
        Wrong(
            "finds-the-best",
            lambda: weights(lambda epochs: weight_after(min(epochs, 400))),
            hint="That would be a lowest place of the loss. Double $w$ and $b$: every "
            "bean stays on its side. What happens to its surprise?",
        ),
        Wrong(
            "even-steps",
            lambda: weights(lambda epochs: weight_after(100) * epochs / 100),
            hint="It does go on, but not at one pace. The steps are as large as the "
            "errors, and what becomes of these?",
        ),
        Wrong(
            "explodes",
            "It overflows, and becomes `nan`.",
            hint="Each step makes the errors smaller, and with them the next step. "
            "Nothing explodes.",
        ),
    ],
    hints=[
        "Is there a weight at which all four error terms $p - y$ are 0?",
        "The loss can fall as long as some bean is not at 0 or 1 exactly. But how "
        "large are the steps by then?",
    ],
    solution="Every $p$ comes nearer to its label, and no finite score makes it "
    "equal. So the weight grows for ever, ever more slowly. Stopped at any epoch, it "
    "says more about your patience than about beans.",
    why="No finite weight makes $p$ equal to its label, so there is always something "
    "left to gain, and ever less of it.",
)
