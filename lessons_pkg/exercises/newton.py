"""Chapter 4a, Newton's way.

Its exercises: one step for one weight, how fast the error shrinks, a step that is kept
from going too far, a step for all weights at once, the same step read as a straight
line that is fitted, and a loss without a lowest place.
"""

import math

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import (
    Code,
    Formula,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)

__all__ = [
    "one_step",
    "root_of_two",
    "half_a_step",
    "newton_step",
    "target_of_a_line",
    "exponential",
]

SIZES, LABELS = np.array([3.0, 1.0, 2.0]), np.array([1, 1, 0])


def derivatives(w=0.0, x=SIZES, y=LABELS):
    """Return the first and the second derivative of a neuron's loss for its weight."""
    p = sigmoid(w * x)
    return np.mean((p - y) * x), np.mean(p * (1 - p) * x**2)


def _with_curvature(curvature):
    """Return the weight after a step from 0 with another second derivative."""
    return -derivatives()[0] / curvature


one_step = Numeric(
    "newton.one-step",
    prompt="A neuron without a bias, $p = σ(wx)$, starts at $w = 0$. There are three "
    "samples: $x = 3$ and $x = 1$ with the label 1, and $x = 2$ with the label 0. What "
    "is $w$ after one Newton step, to three decimals?",
    answer=lambda: 0.0 - derivatives()[0] / derivatives()[1],
    tolerance=0.002,
    wrong=[
        Wrong(
            "uphill",
            lambda: 0.0 + derivatives()[0] / derivatives()[1],
            hint="The length is right. $L′$ is negative here, so which way is down?",
        ),
        Wrong(
            "gradient-descent",
            lambda: 0.0 - derivatives()[0],
            hint="That is a step of gradient descent with the learning rate 1. Newton "
            "divides by the second derivative.",
        ),
        Wrong(
            "multiplied",
            lambda: -derivatives()[0] * derivatives()[1],
            hint="You multiplied by the second derivative. If the derivative changes "
            "quickly, is it further to its zero, or less far?",
        ),
        Wrong(
            "x-not-squared",
            lambda: _with_curvature(np.mean(0.25 * SIZES)),
            hint="In your second derivative $x$ is not squared. The chain rule brings "
            "a second factor $x$.",
        ),
        Wrong(
            "no-sigmoid",
            lambda: _with_curvature(np.mean(SIZES**2)),
            hint="In your second derivative the factor $p(1 - p)$ is missing.",
        ),
        Wrong(
            "one-mean",
            lambda: _with_curvature(np.sum(0.25 * SIZES**2)),
            hint="You took the mean for one derivative and the sum for the other. "
            "With two means or two sums the quotient is the same.",
        ),
    ],
    hints=[
        "At $w = 0$ every $p$ is $½$, so every $p(1 - p)$ is $¼$.",
        "$L′$ is the mean of $(p - y)x$, and $L''$ the mean of $p(1 - p)x²$.",
    ],
    solution="$L′ = (-½·3 - ½·1 + ½·2)/3 = -1/3$ and $L'' = ¼(9 + 1 + 4)/3 = 7/6$. The "
    "step is $-L′/L'' = (1/3)/(7/6) = 2/7 = 0.286$.",
    why="The derivative is $-1/3$ and rises by $7/6$ per unit of $w$, so it would "
    "reach 0 after $2/7$ of a unit.",
)


def error_after(steps, w=1.5):
    """Return how far Newton's w is from the root of 2, in one digit."""
    for _ in range(steps):
        w = w - (w**2 - 2) / (2 * w)
    return float(f"{abs(w - math.sqrt(2)):.0e}")


root_of_two = Predict(
    "newton.root-of-two",
    prompt="Newton's steps find a zero of any smooth function. Take $f(w) = w² - 2$, "
    "whose zero is √2, and start at 1.5. The error is 0.09 at first, and 0.002 after "
    "one step. How large is it after two steps?",
    code="""
        w = 1.5
        for step in range(2):
            w = w - (w**2 - 2) / (2 * w)
        print(f"{abs(w - math.sqrt(2)):.0e}")
    """,
    answer=lambda: error_after(2),
    wrong=[
        Wrong(
            "same-factor",
            6e-5,
            hint="The first step made the error about 35 times smaller, and you let "
            "the second do the same. Is it the factor that stays, or the factor in "
            "front of the square?",
        ),
        Wrong(
            "halved",
            0.001,
            hint="That is what halving an interval does. Newton's method gets faster "
            "the closer it comes.",
        ),
        Wrong(
            "cubed",
            lambda: error_after(3),
            hint="That is already the third step. From one step to the next the number "
            "of right digits about doubles.",
        ),
        Wrong(
            "exact",
            0.0,
            hint="The function is not a straight line, so its tangent never meets the "
            "axis at the zero itself.",
        ),
    ],
    hints=[
        "From 0.09 to 0.002: how many times the square of 0.09 is that?",
        "About a third of the square. Do it again.",
    ],
    solution="The new error is $e²/(2w)$, which is about $0.35e²$ near the root. So "
    "0.09 becomes 0.002, and that becomes $0.35·0.002²$, about 2 millionths.",
    why="Each error is about a third of the square of the one before, and a third of "
    "$0.0025²$ is 2 millionths.",
)


def halved(loss, w, step):
    """Take the step, or a half, a quarter, … of it, so that the loss falls."""
    start = loss(w)
    while loss(w + step) > start:
        step = step / 2
    return w + step


def _bowl(w):
    return (w - 3.0) ** 2


def _valley(w):
    return abs(w) + math.exp(-w)


half_a_step = Order(
    "newton.half-a-step",
    prompt="A step has been worked out, but it may be too long. Take it if the loss "
    "does not rise, and otherwise halve it until the loss does not rise. `loss` is a "
    "function. Return the new $w$. Not every line is needed, and indentation counts.",
    answer=halved,
    cases=[(_bowl, 1.0, 40.0), (_bowl, 1.0, 1.5), (_valley, 2.0, -9.0)],
    wrong=[
        Wrong(
            "halved-once",
            edited(halved, "    while loss", "    if loss"),
            hint="Your program halves the step once at most. What if half of it is "
            "still too long?",
        ),
        Wrong(
            "in-the-loop",
            edited(halved, "    return w + step", "        return w + step"),
            hint="Your program returns inside the loop: after one halving, or, where "
            "the whole step is good, not at all.",
        ),
        Wrong(
            "start-from-there",
            edited(halved, "start = loss(w)", "start = loss(w + step)"),
            hint="Your program compares the place after the step with itself, so it "
            "takes every step. Compare with the loss where you are.",
        ),
        Wrong(
            "while-it-falls",
            edited(halved, "loss(w + step) > start", "loss(w + step) < start"),
            hint="Your program shortens the steps that are good and keeps those that "
            "are not.",
        ),
    ],
    hints=[
        "What do you have to know before the first try?",
        "Nothing but the step changes in the loop; $w$ moves at the end.",
    ],
    solution="```\nstart = loss(w)\nwhile loss(w + step) > start:\n"
    "    step = step / 2\nreturn w + step\n```",
    why="The loop tries shorter and shorter steps from the same place, and goes once "
    "one of them does not raise the loss.",
)


def newton_step_reference(X, y, w):
    """Return the weights after one Newton step."""
    p = sigmoid(X @ w)
    gradient = X.T @ (p - y) / len(y)
    S = p * (1 - p)
    H = X.T @ (S[:, np.newaxis] * X) / len(y)
    return w - np.linalg.solve(H, gradient)


def _step_with(before, after):
    return edited(newton_step_reference, before, after)


RNG = np.random.default_rng(3)


def samples(n, m, scale=1.0):
    """Return n rows of m numbers and a one."""
    X = (scale * RNG.normal(size=(n, m))).round(6)
    return np.column_stack([X, np.ones(n)])


newton_step = Code(
    "newton.newton-step",
    prompt="Write `newton_step(X, y, w)`: the weights after one Newton step for the "
    "mean cross-entropy, starting from $w$. `X` has $n$ rows, the samples; its last "
    "column holds ones, so the last entry of $w$ is the bias. Return an array of the "
    "shape of $w$, and leave $w$ as it was. You may call `sigmoid` and NumPy's "
    "`np.linalg.solve(H, g)`.",
    starter='''
        def newton_step(X, y, w):
            """Return the weights after one Newton step."""
            ...
    ''',
    reference=newton_step_reference,
    cases=[
        (samples(5, 1), np.array([0, 1, 1, 0, 1]), np.array([0.4, -0.3])),
        (samples(7, 2), np.array([1, 0, 1, 1, 0, 0, 1]), np.array([0.7, -1.2, 0.31])),
        (
            samples(9, 3, scale=2.5),
            np.array([0, 1, 0, 0, 1, 1, 0, 1, 0]),
            np.array([-0.61, 0.27, 0.83, -1.4]),
        ),
        (samples(6, 1), np.array([1, 0, 0, 1, 0, 1]), np.array([2, -1])),
        (samples(5, 1), np.array([0, 0, 1, 0, 1]), np.array([0.61, -38.7])),
        (
            samples(6, 1, scale=0.001),
            np.array([1, 0, 1, 1, 0, 1]),
            np.array([812.372, -0.41]),
        ),
        (
            samples(8, 2, scale=700.0),
            np.array([1, 0, 1, 0, 0, 1, 1, 0]),
            np.array([0.001937, -0.002413, 0.50871]),
        ),
    ],
    wrong=[
        Wrong(
            "uphill",
            _step_with("w - np", "w + np"),
            hint="Your step has the right length and goes the wrong way.",
        ),
        Wrong(
            "gradient-descent",
            _step_with("np.linalg.solve(H, gradient)", "gradient"),
            hint="That is a step of gradient descent with the learning rate 1. The "
            "Hessian is not used.",
        ),
        Wrong(
            "multiplied",
            _step_with("np.linalg.solve(H, gradient)", "H @ gradient"),
            hint="You multiply the gradient by $H$. The step is the $s$ for which $Hs$ "
            "is the gradient.",
        ),
        Wrong(
            "one-by-one",
            _step_with("np.linalg.solve(H, gradient)", "gradient / np.diag(H)"),
            hint="You divide each derivative by its own entry on the diagonal. That "
            "would be right if no parameter changed the derivative of another one.",
        ),
        Wrong(
            "entries-turned-over",
            _step_with("np.linalg.solve(H, gradient)", "(1 / H) @ gradient"),
            hint="Your `1 / H` turns over each entry by itself, and that is not the "
            "inverse of a matrix.",
        ),
        Wrong(
            "least-squares",
            _step_with("S[:, np.newaxis] * X", "X"),
            hint="Your $H$ counts all samples alike. The factor $p(1 - p)$ is missing.",
        ),
        Wrong(
            "in-the-gradient-too",
            _step_with("X.T @ (p - y)", "X.T @ ((p - y) * p * (1 - p))"),
            hint="Your $H$ is right. But the gradient of the cross-entropy has no "
            "factor $p(1 - p)$.",
        ),
        Wrong(
            "no-curvature-of-the-bias",
            _step_with(
                "gradient = X.T @ (p - y) / len(y)",
                "gradient = X.T @ (p - y) / len(y)\n    gradient[-1] = 0",
            ),
            hint="Your step takes the derivative for the bias to be 0. The bias is a "
            "parameter like the others.",
        ),
        Wrong(
            "sum-and-mean",
            _step_with("X) / len(y)", "X)"),
            hint="Your gradient is a mean and your $H$ a sum, so the step is too short "
            "by the number of samples.",
        ),
        Wrong(
            "mean-and-sum",
            _step_with("(p - y) / len(y)", "(p - y)"),
            hint="Your gradient is a sum and your $H$ a mean, so the step is too long "
            "by the number of samples.",
        ),
        Wrong(
            "only-the-step",
            lambda X, y, w: newton_step_reference(X, y, w) - w,
            hint="You return the step. The task wants the weights after it.",
        ),
        Wrong(
            "no-sigmoid",
            _step_with("p = sigmoid(X @ w)", "p = X @ w"),
            hint="You treat the logit as the probability. The sigmoid is missing.",
        ),
    ],
    hints=[
        "Four quantities, one after the other: $p$, the gradient, $H$, and the step.",
        "For $H$, multiply each row of `X` by its $p(1 - p)$, and take the product of "
        "the transposed `X` with that. A column of numbers is `S[:, np.newaxis]`.",
        "$H$ times the step is minus the gradient, and `np.linalg.solve` finds it.",
    ],
    solution="The numbers of samples cancel, so you may leave both out, but not one of "
    "them.",
    why="Solving one linear system makes all derivatives 0 at once, as far as the "
    "Hessian can tell.",
)


target_of_a_line = Formula(
    "newton.target-of-a-line",
    prompt="One step of IRLS fits a straight line to targets $u$. Write the target of "
    "a sample with the logit $z$, the probability $p$ and the label $y$.",
    variables={"z": (-3, 3), "p": (0.05, 0.95), "y": (0.1, 0.9)},
    answer="z + (y - p)/(p*(1 - p))",
    reference=lambda z, p, y: z + (y - p) / (p - p * p),
    functions=(),
    wrong=[
        Wrong(
            "sign",
            "z + (p - y)/(p*(1 - p))",
            hint="Your target lies on the wrong side: with the label 1 it should be "
            "above the logit.",
        ),
        Wrong(
            "no-logit",
            "(y - p)/(p*(1 - p))",
            hint="That is how far the target is from the logit.",
        ),
        Wrong(
            "not-divided",
            "z + y - p",
            hint="$y - p$ is a difference of probabilities. How much more logit makes "
            "so much more probability?",
        ),
        Wrong(
            "multiplied",
            "z + (y - p)*p*(1 - p)",
            hint="You went from the logit to the probability. Here a difference of "
            "probabilities is to become a difference of logits.",
        ),
        Wrong(
            "label",
            "y",
            hint="A line fitted to the labels themselves would be least squares "
            "without a sigmoid.",
        ),
    ],
    hints=[
        "Start from the logit, and go as far as the label is away, in logits.",
        "Near $z$, a unit of logit changes the probability by $p(1 - p)$.",
    ],
    solution="$z + (y - p)/(p(1 - p))$. The tangent of the sigmoid at $z$ reaches the "
    "height $y$ there.",
    why="Along the tangent of the sigmoid, $y - p$ in probability is "
    "$(y - p)/(p(1 - p))$ in logit.",
)


def after_steps(steps):
    """Return w after so many Newton steps on e⁻ʷ from 0."""
    w = 0.0
    for _ in range(steps):
        first, second = -math.exp(-w), math.exp(-w)
        w = w - first / second
    return w


exponential = Predict(
    "newton.exponential",
    prompt="The loss $e^(-w)$ falls for ever and has no lowest place. Newton's method "
    "starts at $w = 0$. Where is it after ten steps?",
    code="""
        w = 0.0
        for step in range(10):
            first, second = -math.exp(-w), math.exp(-w)
            w = w - first / second
        w
    """,
    answer=lambda: after_steps(10),
    wrong=[
        Wrong(
            "doubling",
            1023.0,
            hint="You let each step be twice as long as the one before. Work out the "
            "first two: what is $L′/L''$ at 0, and at the next place?",
        ),
        Wrong(
            "arrived",
            lambda: after_steps(1),
            hint="That is where the first step leads. Is the derivative 0 there?",
        ),
        Wrong(
            "gradient-descent",
            2.53,
            hint="That is gradient descent with the learning rate 1, whose steps get "
            "shorter as the loss gets flatter.",
        ),
        Wrong(
            "stays",
            0.0,
            hint="The derivative is $-1$ at 0, so there is a step.",
        ),
    ],
    hints=["What is the derivative of $-e^(-w)$? Divide one by the other."],
    solution="$L′ = -e^(-w)$ and $L'' = e^(-w)$, so $-L′/L'' = 1$ everywhere. Ten "
    "steps lead to 10, and the loss has fallen by the factor $e$ in each.",
    why="The derivative and the second derivative shrink together, so every step has "
    "the length 1, and there is always another one.",
)
