"""Page 4a, Newton's way.

Its exercises: one step for one weight, how fast the error shrinks, a step that is kept
from going too far, a step for all weights at once, the same step read as a straight
line that is fitted, and a loss without a lowest place.
"""

import math
from fractions import Fraction

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


def three_samples(one, other, zero):
    """Return sizes, two with the label 1 and one with 0, and L′ and L″ at w = 0."""
    total, squares = zero - one - other, one**2 + other**2 + zero**2
    first, second = Fraction(total, 6), Fraction(squares, 12)
    return {
        **{"one": one, "other": other, "zero": zero},
        **{"first": float(first), "second": float(second)},
        **{"slope": f"{first}", "curvature": f"{second}", "step": f"{-first / second}"},
    }


one_step = Numeric(
    "newton.one-step",
    given=[
        three_samples(3, 1, 2),
        three_samples(2, 5, 3),
        three_samples(4, -2, 6),
        three_samples(5, 2, 4),
        three_samples(-3, 2, 4),
    ],
    prompt="A neuron without a bias, $p = σ(wx)$, starts at $w = 0$. There are three "
    "samples: $x = {one}$ and $x = {other}$ with the label 1, and $x = {zero}$ with "
    "the label 0. What is $w$ after one Newton step, to three decimals?",
    answer=lambda first, second: -first / second,
    tolerance=0.002,
    wrong=[
        Wrong(
            "uphill",
            lambda first, second: first / second,
            hint=lambda first: (
                "The length is right. $L′$ is "
                f"{'negative' if first < 0 else 'positive'} here, so which way is down?"
            ),
        ),
        Wrong(
            "gradient-descent",
            lambda first: -first,
            hint="That is a step of gradient descent with the learning rate 1. Newton "
            "divides by the second derivative.",
        ),
        Wrong(
            "multiplied",
            lambda first, second: -first * second,
            hint="You multiplied by the second derivative. If the derivative changes "
            "quickly, is its zero further away, or nearer?",
        ),
        Wrong(
            "x-not-squared",
            lambda first, one, other, zero: -12 * first / (one + other + zero),
            hint="In your second derivative $x$ is not squared. The chain rule brings "
            "a second factor $x$.",
        ),
        Wrong(
            "no-sigmoid",
            lambda first, second: -first / (4 * second),
            hint="In your second derivative the factor $p(1 - p)$ is missing.",
        ),
        Wrong(
            "one-mean",
            lambda first, second: -first / (3 * second),
            hint="You took the mean for one derivative and the sum for the other. "
            "With two means or two sums the quotient is the same.",
        ),
    ],
    hints=[
        "At $w = 0$ every $p$ is $½$, so every $p(1 - p)$ is $¼$.",
        "$L′$ is the mean of $(p - y)x$, and $L''$ the mean of $p(1 - p)x²$.",
    ],
    solution="$L′ = (-½·{one} - ½·{other} + ½·{zero})/3 = {slope}$ and $L'' = "
    "¼({one²} + {other²} + {zero²})/3 = {curvature}$. The step is $-L′/L'' = {step} = "
    "{answer:.3f}$.",
    why="The derivative is ${slope}$ and changes by ${curvature}$ per unit of $w$, so "
    "it would reach 0 at $w = {step}$.",
)


def error_after(steps, n=2, start=1.5):
    """Return how far Newton's w is from the root of n."""
    w = start
    for _ in range(steps):
        w = w - (w**2 - n) / (2 * w)
    return abs(w - math.sqrt(n))


def one_digit(error):
    """Return an error in one digit."""
    return float(f"{error:.0e}")


def power_of_ten(error):
    """Write a small error in one digit."""
    digit, power = f"{error:.0e}".split("e")
    return f"${digit}·10^{int(power)}$"


def root(n, start, share):
    """Return a number and a first guess of its root, with the errors on the way."""
    errors = [error_after(steps, n, start) for steps in range(4)]
    return {"n": n, "start": start, "share": share, "errors": errors}


root_of_two = Predict(
    "newton.root-of-two",
    given=[
        root(2, 1.5, "third"),
        root(5, 2.0, "quarter"),
        root(10, 3.0, "sixth"),
        root(6, 2.6, "fifth"),
        root(7, 3.0, "sixth"),
    ],
    prompt=lambda n, start, errors: (
        "Newton's steps find a zero of a smooth function, if they start close enough. "
        f"Take $f(w) = w² - {n}$, whose zero is $\\sqrt{{{n}}}$, and start at "
        f"{start:g}. The error is {errors[0]:.2g} at first, and {errors[1]:.2g} after "
        "one step. How large is it after two steps?"
    ),
    code="""
        w = {start!r}
        for step in range(2):
            w = w - (w**2 - {n}) / (2 * w)
        print(f"{{abs(w - math.sqrt({n})):.0e}}")
    """,
    answer=lambda errors: one_digit(errors[2]),
    wrong=[
        Wrong(
            "same-factor",
            lambda errors: one_digit(errors[1] ** 2 / errors[0]),
            hint=lambda errors: (
                f"The first step made the error about {errors[0] / errors[1]:.0f} "
                "times smaller, and you let the second do the same. Is it the factor "
                "that stays, or the factor in front of the square?"
            ),
        ),
        Wrong(
            "halved",
            lambda errors: one_digit(errors[1] / 2),
            hint="That is what halving an interval does. Newton's method gets faster "
            "the closer it comes.",
        ),
        Wrong(
            "cubed",
            lambda errors: one_digit(errors[3]),
            hint="That is already the third step. From one step to the next the number "
            "of correct digits roughly doubles.",
        ),
        Wrong(
            "exact",
            0.0,
            hint="The function is not a straight line, so its tangent never meets the "
            "axis at the zero itself.",
        ),
    ],
    hints=[
        lambda errors: (
            f"From {errors[0]:.2g} to {errors[1]:.2g}: how many times the square of "
            f"{errors[0]:.2g} is that?"
        ),
        "About a {share} of the square. Do it again.",
    ],
    solution=lambda n, errors: (
        "The new error is $e²/(2w)$, which is about "
        f"${1 / (2 * math.sqrt(n)):.2f}e²$ near the root. First {errors[0]:.2g} "
        f"becomes {errors[1]:.2g}, and that becomes ${1 / (2 * math.sqrt(n)):.2f}·"
        f"{errors[1]:.2g}²$, about {power_of_ten(errors[2])}."
    ),
    why=lambda share, errors: (
        f"Each error is about a {share} of the square of the one before, and "
        f"{errors[1]:.2g} becomes about {power_of_ten(errors[2])}."
    ),
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
    why="The loop tries shorter and shorter steps from the same place, and takes the "
    "first that does not raise the loss.",
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
            hint="You multiply the gradient by $H$. What you subtract is the $s$ for "
            "which $Hs$ is the gradient.",
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
            hint="Your `1 / H` inverts each entry by itself, and that is not the "
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
            hint="Your gradient is a mean and your $H$ a sum, so the step is too "
            "short by a factor of $n$.",
        ),
        Wrong(
            "mean-and-sum",
            _step_with("(p - y) / len(y)", "(p - y)"),
            hint="Your gradient is a sum and your $H$ a mean, so the step is too long "
            "by a factor of $n$.",
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
    solution="The two divisions by the number of samples cancel, so you may leave out "
    "both of them, but not just one.",
    why="Solving one linear system makes all derivatives 0 at once, as far as the "
    "Hessian can tell.",
)


target_of_a_line = Formula(
    "newton.target-of-a-line",
    prompt="One Newton step fits a straight line to targets $u$. Write the target of "
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
            hint="$y - p$ is a difference of probabilities. How large a change of the "
            "logit makes this change of the probability?",
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
        "Start from the logit, and add the distance from $p$ to the label, converted "
        "into logits.",
        "Near $z$, a unit of logit changes the probability by $p(1 - p)$.",
    ],
    solution="$z + (y - p)/(p(1 - p))$. The tangent of the sigmoid at $z$ reaches the "
    "height $y$ there.",
    why="Along the tangent of the sigmoid, $y - p$ in probability is "
    "$(y - p)/(p(1 - p))$ in logit.",
)


def descended(c, start, steps):
    """Return w after some steps of gradient descent on e⁻ᶜʷ, the learning rate 1."""
    w = start
    for _ in range(steps):
        w = w + c * math.exp(-c * w)
    return round(w, 2)


def decay(c, power, factor, square, start, steps):
    """Return the loss e⁻ᶜʷ in texts and in code, and where to start."""
    times, twice = ("" if x == 1 else f"{x:g} * " for x in (c, c * c))
    count = {5: "five", 6: "six", 8: "eight", 9: "nine", 10: "ten"}[steps]
    return {
        **{"c": c, "power": power, "factor": factor, "square": square},
        **{"times": times, "twice": twice, "start": start, "steps": steps},
        "count": count,
    }


exponential = Predict(
    "newton.exponential",
    given=[
        decay(1.0, "-w", "", "", start=0.0, steps=10),
        decay(2.0, "-2w", "2", "4", start=0.0, steps=6),
        decay(0.5, "-w/2", "½", "¼", start=3.0, steps=8),
        decay(4.0, "-4w", "4", "16", start=0.0, steps=9),
        decay(0.2, "-w/5", "0.2", "0.04", start=-2.0, steps=5),
    ],
    prompt="The loss $e^({power})$ falls for ever and has no lowest place. Newton's "
    "method starts at $w = {start}$. Where is it after {count} steps?",
    code="""
        w = {start!r}
        for step in range({steps}):
            first = -{times}math.exp(-{times}w)
            second = {twice}math.exp(-{times}w)
            w = w - first / second
        w
    """,
    answer=lambda c, start, steps: start + steps / c,
    wrong=[
        Wrong(
            "doubling",
            lambda c, start, steps: start + (2**steps - 1) / c,
            hint="You let each step be twice as long as the one before. Work out the "
            "first two: what is $L′/L''$ at ${start}$, and at the next place?",
        ),
        Wrong(
            "arrived",
            lambda c, start: start + 1 / c,
            hint="That is where the first step leads. Is the derivative 0 there?",
        ),
        Wrong(
            "gradient-descent",
            descended,
            hint="That is gradient descent with the learning rate 1, whose steps get "
            "shorter as the loss gets flatter.",
        ),
        Wrong(
            "stays",
            lambda start: start,
            hint="The derivative is negative at ${start}$, so there is a step.",
        ),
    ],
    hints=[
        "What is the derivative of $-{factor}e^({power})$? Divide one by the other."
    ],
    solution="$L′ = -{factor}e^({power})$ and $L'' = {square}e^({power})$, so $-L′/L'' "
    "= {1/c}$ everywhere. From ${start}$, the {count} steps lead to ${answer}$, and "
    "each has made the loss smaller by a factor of $e$.",
    why="The derivative and the second derivative shrink together, so every step has "
    "the length {1/c}, and there is always another one.",
)
