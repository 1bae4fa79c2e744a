"""Chapter 8, optimisation.

Its exercises, in the order in which the page shows them: bowls and their conditioning,
momentum, steps on a few samples, Adam, and steps that use the curvature; then a mixed
review. Each stands below the helpers that it uses.
"""

import math

import numpy as np

from lessons_pkg.interactive.exercise import (
    Code,
    Formula,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)
from lessons_pkg.optimise import Moments, adam_step

__all__ = [
    "edge",
    "best_factor",
    "other_units",
    "third_velocity",
    "descend",
    "spread",
    "first_step_of_adam",
    "adam_lines",
    "at_least",
    "one_line",
]


edge = Numeric(
    "optimisation.edge",
    given=[
        {"p": p, "q": q}
        for p, q in ((5, 0.8), (0.4, 8), (2.5, 0.3), (0.6, 12.5), (16, 3.2))
    ],
    prompt="A bowl has the curvatures $λ_1 = {p}$ and $λ_2 = {q}$. Below which "
    "learning rate do both parameters come to rest at the bottom, from any start? "
    "Give three decimals.",
    answer=lambda p, q: 2 / max(p, q),
    tolerance=0.0005,
    wrong=[
        Wrong(
            "smallest",
            lambda p, q: 2 / min(p, q),
            hint="Up to that rate the flatter direction comes to rest. What does the "
            "steeper one do at such a rate?",
        ),
        Wrong(
            "one",
            lambda p, q: 1 / max(p, q),
            hint="At that rate the steeper direction arrives in a single step. A "
            "larger rate jumps over the bottom, but it may still come closer each "
            "time.",
        ),
        Wrong(
            "sum",
            lambda p, q: 2 / (p + q),
            hint="At that rate both directions shrink to the same share. You can go "
            "further before one of them stops shrinking.",
        ),
        Wrong(
            "product",
            lambda p, q: 2 * max(p, q),
            hint="The product of rate and curvature has to stay below 2.",
        ),
    ],
    hints=[
        "A step multiplies $w_1$ by $1 - {p}η$ and $w_2$ by $1 - {q}η$.",
        "Both factors have to lie between $-1$ and 1. Which of the two is the first "
        "to leave that range as $η$ grows?",
    ],
    solution="$1 - ηλ$ is above $-1$ as long as $ηλ$ is below 2. The larger curvature, "
    "{2/answer}, is the first to reach this, at $η = 2/{2/answer} = {answer}$.",
    why="The steepest direction sets the limit: $2/{2/answer} = {answer}$.",
)


best_factor = Formula(
    "optimisation.best-factor",
    prompt="Call the largest curvature $λ$ and the smallest $μ$. With the rate $2/(λ + "
    "μ)$, every step multiplies the distance along the steepest and along the flattest "
    "direction by numbers of the same size. "
    "Write that size in terms of the condition number, which is called $k$ here.",
    variables={"k": (1.5, 4)},
    answer="(k - 1)/(k + 1)",
    reference=lambda k: 1 - 2 / (k + 1),
    functions=("sqrt",),
    wrong=[
        Wrong(
            "rate-of-one",
            "1 - 1/k",
            hint="That is the factor with $η = 1/λ$. This rate is larger.",
        ),
        Wrong(
            "with-the-sign",
            "(1 - k)/(k + 1)",
            hint="That is the factor along the steepest direction, where each step "
            "jumps over the bottom. What is its size?",
        ),
        Wrong(
            "upside-down",
            "(k + 1)/(k - 1)",
            hint="That is more than 1, so the distance would grow.",
        ),
        Wrong(
            "the-step",
            "2/(k + 1)",
            hint="That is the share of the distance that a step covers. What share is "
            "left?",
        ),
        Wrong(
            "root",
            "(sqrt(k) - 1)/(sqrt(k) + 1)",
            hint="That is how well momentum can do. Here there is none.",
        ),
    ],
    hints=[
        "Along the flattest direction, the factor is $1 - ημ$. Put in the rate.",
        "Divide the top and the bottom of the fraction by $μ$.",
    ],
    solution="$1 - 2μ/(λ + μ) = (λ - μ)/(λ + μ)$. Divide "
    "the top and the bottom by $μ$. Along the steepest direction the factor is the "
    "same with the opposite sign.",
    why="$1 - ημ$ is $(λ - μ)/(λ + μ)$, and only the ratio of the two matters.",
)


other_units = Numeric(
    "optimisation.other-units",
    given=[
        {"r": r, "c": c} for r, c in ((0.9, 10), (0.6, 5), (1.6, 4), (3.2, 8), (1.8, 3))
    ],
    prompt="In a linear regression without an intercept, gradient descent works up to "
    "a learning rate of {r}. Now all inputs are measured in a unit that is {c} times "
    "smaller, so every entry of $X$ is {c} times as large. What is the largest rate "
    "now? Give three decimals.",
    answer=lambda r, c: r / c**2,
    tolerance=0.0005,
    wrong=[
        Wrong(
            "same",
            lambda r: r,
            hint="The predictions can stay what they were, but the curvature of the "
            "loss has changed. $X$ occurs twice in $X^T X$.",
        ),
        Wrong(
            "once",
            lambda r, c: r / c,
            hint="How often does $X$ occur in the Hessian, $X^T X/n$?",
        ),
        Wrong(
            "larger",
            lambda r, c: r * c**2,
            hint="Larger inputs make the bowl steeper. What does a steeper bowl allow?",
        ),
        Wrong(
            "larger-once",
            lambda r, c: r * c,
            hint="Larger inputs make the bowl steeper, so the rate has to become "
            "smaller.",
        ),
    ],
    hints=[
        "The Hessian is $X^T X/n$. By what is it multiplied?",
        "The largest rate is 2 divided by the largest eigenvalue, and the eigenvalues "
        "grow with the Hessian.",
    ],
    solution="$X^T X/n$ becomes ${c}² = {c**2}$ times as large, and so does its "
    "largest eigenvalue. The rate becomes ${r}/{c**2} = {answer}$.",
    why="The Hessian has $X$ in it twice, so it is multiplied by ${c}²$, and the rate "
    "is divided by that.",
)


third_velocity = Numeric(
    "optimisation.third-velocity",
    given=[
        {"g": g, "β": β}
        for g, β in ((0.4, 0.9), (-2, 0.4), (3, 0.8), (-0.5, 0.7), (6, 0.6))
    ],
    prompt="A parameter's derivative is ${g}$ in each of three steps. The velocity "
    "starts at 0, and $β = {β}$. What is the velocity after the third step? "
    "Give three decimals.",
    answer=lambda g, β: g * (1 + β + β**2),
    tolerance=0.0006,
    wrong=[
        Wrong(
            "no-fading",
            lambda g: 3 * g,
            hint="You added up all three derivatives in full. In each step the old "
            "velocity is multiplied by $β$ first.",
        ),
        Wrong(
            "for-ever",
            lambda g, β: g / (1 - β),
            hint="That is what the velocity approaches in the long run.",
        ),
        Wrong(
            "second",
            lambda g, β: g * (1 + β),
            hint="That is the velocity after two steps.",
        ),
        Wrong(
            "fourth",
            lambda g, β: g * (1 + β + β**2 + β**3),
            hint="That is the velocity after four steps.",
        ),
        Wrong(
            "a-mean",
            lambda g, β: g * (1 - β**3),
            hint="You multiplied each new derivative by $1 - β$, which gives a mean. "
            "The velocity takes it in full.",
        ),
        Wrong(
            "newest-fades",
            lambda g, β: g * (β + β**2 + β**3),
            hint="The newest derivative comes in after the old velocity has faded, so "
            "it is not multiplied by $β$ yet.",
        ),
    ],
    hints=[
        "$v ← βv + g$, three times, beginning with $v = 0$.",
        "After the first step it is ${g}$. What is it after the second?",
    ],
    solution="It is ${g}$, then ${β}·{g} + {g} = {g*(1 + β)}$, then "
    "${β}·{g*(1 + β)} + {g} = {answer}$.",
    why="The oldest derivative has faded by the factor ${β}²$, the next one by {β}, "
    "and the newest not at all.",
)


def descend_reference(H, w, rate, momentum, steps):
    """Return the parameters after some steps with momentum."""
    velocity = np.zeros(len(w))
    for _ in range(steps):
        gradient = H @ w
        velocity = momentum * velocity + gradient
        w = w - rate * velocity
    return w


def _descend_with(old, new):
    return edited(descend_reference, old, new)


BOWL = np.array([[3.17, 1.42, -0.35], [1.42, 1.98, 0.61], [-0.35, 0.61, 0.83]])

descend = Code(
    "optimisation.descend",
    prompt="Write `descend(H, w, rate, momentum, steps)`. The loss is the bowl $½ w^T "
    "H w$, whose gradient is `H @ w`. Return the parameters after `steps` steps with "
    "momentum, and leave the array `w` that you are given as it is. Your numbers are "
    "checked to 10 digits.",
    starter='''
        def descend(H, w, rate, momentum, steps):
            """Return the parameters after some steps with momentum."""
            ...
    ''',
    reference=descend_reference,
    cases=[
        (np.diag([4.0, 0.5]), np.array([3.0, 8.0]), 0.3, 0.5, 2),
        (BOWL, np.array([2.13, -1.37, 4.71]), 0.217, 0.83, 7),
        (BOWL[:2, :2], np.array([-8.3, 5.9]), 0.391, 0.0, 3),
        (BOWL * 0.01, np.array([131.7, 48.3, -77.1]), 13.71, 0.913, 12),
        (
            BOWL * 371.9,
            np.array([0.0173219, -0.0291467, 0.0037]),
            0.000871,
            0.41729713,
            3,
        ),
        (BOWL, np.array([1.91, 0.37, -2.83]), 0.3, 0.9, 0),
        (BOWL, np.array([-3.31, 1.07, 0.59]), 0.0713, 0.613, 43),
        (BOWL * 1e-5, np.array([1371.7, -983.9, 2417.3]), 8137.1, 0.377, 3),
    ],
    digits=10,
    wrong=[
        Wrong(
            "no-velocity",
            _descend_with("momentum * velocity + gradient", "gradient"),
            hint="That is gradient descent: nothing of the old velocity is kept from "
            "one step to the next.",
        ),
        Wrong(
            "a-mean",
            _descend_with("+ gradient", "+ (1 - momentum) * gradient"),
            hint="You multiply the gradient by $1 - β$. In this chapter's velocity it "
            "counts in full.",
        ),
        Wrong(
            "one-step-late",
            _descend_with(
                "        velocity = momentum * velocity + gradient\n"
                "        w = w - rate * velocity\n",
                "        w = w - rate * velocity\n"
                "        velocity = momentum * velocity + gradient\n",
            ),
            hint="Each of your steps follows the velocity of the step before. First "
            "the velocity, then the parameters.",
        ),
        Wrong(
            "gradient-of-the-start",
            _descend_with(
                "    for _ in range(steps):\n        gradient = H @ w\n",
                "    gradient = H @ w\n    for _ in range(steps):\n",
            ),
            hint="You compute the gradient once, at the start. It changes with the "
            "parameters.",
        ),
        Wrong(
            "rate-twice",
            _descend_with("velocity + gradient", "velocity + rate * gradient"),
            hint="The learning rate comes in twice: once in the velocity, and once in "
            "the step.",
        ),
        Wrong(
            "only-the-way",
            lambda H, w, rate, momentum, steps: (
                descend_reference(H, w, rate, momentum, steps) - w
            ),
            hint="You return how far the parameters have moved. The task wants the "
            "parameters.",
        ),
    ],
    hints=[
        "The velocity begins as an array of zeros, before the loop.",
        "In the loop: the gradient, then the velocity, then the parameters.",
    ],
    solution="The velocity lives outside the loop, since each step hands it on to the "
    "next. With a momentum of 0, what is left is gradient descent.",
    why="The velocity is the state: it is made before the loop, and every step changes "
    "it.",
)


spread = Numeric(
    "optimisation.spread",
    given=[
        {"s": s, "η": η}
        for s, η in ((12, 0.08), (3, 0.6), (20, 0.02), (5, 0.2), (8, 0.4))
    ],
    prompt="Stochastic gradient descent estimates the mean of a long series of "
    "independent numbers whose standard deviation is {s}, with the constant learning "
    "rate {η}. In the long run, what is the standard deviation of $w$? Give two "
    "decimals.",
    answer=lambda s, η: s * math.sqrt(η / (2 - η)),
    tolerance=0.006,
    wrong=[
        Wrong(
            "variance",
            lambda s, η: s**2 * η / (2 - η),
            hint="That is the variance. The standard deviation is its square root.",
        ),
        Wrong(
            "not-squared",
            lambda s, η: s * η / (2 - η),
            hint="You multiplied a standard deviation by the factor that belongs to "
            "the variance.",
        ),
        Wrong(
            "one-step",
            lambda s, η: s * η,
            hint="That is the noise of one step. The noise of earlier steps has not "
            "quite faded.",
        ),
        Wrong(
            "all",
            lambda s: s,
            hint="That is how far $w$ would spread with a rate of 1, where it jumps to "
            "each new number.",
        ),
        Wrong(
            "root-of-rate",
            lambda s, η: s * math.sqrt(η),
            hint="The rate is under the root, but something is missing beside it.",
        ),
    ],
    hints=[
        "The variance of $w$ is $η/(2 - η)$ times the variance of the numbers.",
        "The standard deviation is the square root of the variance.",
    ],
    solution="$η/(2 - η) = {η}/{2 - η} = {η/(2 - η):.4f}$, its root is "
    "{(η/(2 - η))**0.5:.4f}, and {s} times that is {answer:.2f}.",
    why="The variance is $η/(2 - η)$ times that of the numbers, and the standard "
    "deviation is its root.",
)


def first_of_adam(correct=True):
    """Return the first step of Adam for two very different derivatives."""
    g, w = np.array([0.002, -50.0]), np.zeros(2)
    if not correct:
        w = -0.1 * 0.1 * g / (np.sqrt(0.001) * np.abs(g))
    else:
        w, _ = adam_step(w, g, Moments(), learning_rate=0.1)
    return "`" + str(w.round(3)) + "`"


first_step_of_adam = Predict(
    "optimisation.first-step-of-adam",
    prompt="Two parameters start at 0, and their derivatives are 0.002 and "
    "$-50$. What are the two parameters after the first step of Adam?",
    code="""
        w, g = np.zeros(2), np.array([0.002, -50.0])
        w, moments = adam_step(w, g, Moments(), learning_rate=0.1)
        print(w.round(3))
    """,
    answer=first_of_adam,
    wrong=[
        Wrong(
            "gradient-descent",
            "`[-0.  5.]`",
            hint="That is a step of gradient descent. Adam divides by the root of "
            "$\\hat s$. What is $\\hat s$ after one step?",
        ),
        Wrong(
            "uncorrected",
            lambda: first_of_adam(correct=False),
            hint="That is what happens without the two corrections: after one step "
            "$m$ holds a tenth of the derivative, and $s$ only a thousandth of its "
            "square.",
        ),
        Wrong(
            "uphill",
            "`[ 0.1 -0.1]`",
            hint="The lengths are right. Does a step go along the gradient or against "
            "it?",
        ),
    ],
    hints=[
        "After one step and the corrections, $\\hat m$ is the derivative itself and "
        "$\\hat s$ its square.",
        "What is a number divided by the root of its square?",
    ],
    solution="$\\hat m = g$ and $\\hat s = g²$, so $\\hat m/\\sqrt{\\hat s}$ is 1 or "
    "$-1$, whatever the size of $g$. Each parameter moves by the learning rate, "
    "against the sign of its derivative.",
    why="A number divided by the root of its own square is 1 or $-1$: only its sign is "
    "left.",
)


def adam(w, g, m, s, k, rate):
    k = k + 1
    m = 0.9 * m + 0.1 * g
    s = 0.999 * s + 0.001 * g**2
    m_hat = m / (1 - 0.9**k)
    s_hat = s / (1 - 0.999**k)
    w = w - rate * m_hat / (np.sqrt(s_hat) + 1e-8)
    return w.round(4), m.round(4), s.round(4), k


adam_lines = Order(
    "optimisation.adam-lines",
    prompt="One step of Adam. `m`, `s` and `k` come from the step before, or are all 0 "
    "at the start. Not every line is needed.",
    answer=adam,
    cases=[
        (
            np.array([3.0, -1.5]),
            np.array([12.0, -0.7]),
            np.zeros(2),
            np.zeros(2),
            0,
            0.1,
        ),
        (
            np.array([0.4, 2.5]),
            np.array([-0.3, 1.9]),
            np.array([0.21, -0.4]),
            np.array([0.05, 0.13]),
            4,
            0.3,
        ),
    ],
    wrong=[
        Wrong(
            "not-squared",
            edited(adam, "0.001 * g**2", "0.001 * g"),
            hint="In `s` you average the gradients once more. It should hold the mean "
            "of their squares.",
        ),
        Wrong(
            "no-root",
            edited(adam, "np.sqrt(s_hat)", "s_hat"),
            hint="You divide by a square. Without the root, a step would depend on the "
            "unit of the loss.",
        ),
        Wrong(
            "uncorrected",
            edited(adam, "rate * m_hat /", "rate * m /"),
            hint="You correct the mean, and then you step along the uncorrected one.",
        ),
    ],
    hints=[
        "Count the step first: the corrections need $k ≥ 1$.",
        "The means are brought up to date before they are corrected, and corrected "
        "before they are used.",
    ],
    solution="The step is counted; both means take in the new gradient; both are "
    "corrected, each with its own $β$; and the step divides one by the root of the "
    "other.",
    why="The corrections need the number of this step, and the step needs the "
    "corrected means.",
)


at_least = Numeric(
    "optimisation.at-least",
    given=[
        {"g": g, "h": h}
        for g, h in ((0.6, 0.9), (-0.8, 0.4), (0.3, 0.25), (-1.2, 1.8), (0.9, 0.3))
    ],
    prompt="A neuron has a single weight. The derivative of its loss is ${g}$, and "
    "the curvature is nowhere more than $B = {h}$. You take the step $-L′/B$. By how "
    "much, at the least, does the loss fall?",
    answer=lambda g, h: g * g / (2 * h),
    tolerance=0.0006,
    wrong=[
        Wrong(
            "the-step",
            lambda g, h: abs(g) / h,
            hint="That is the length of the step.",
        ),
        Wrong(
            "straight",
            lambda g, h: g * g / h,
            hint="That is how much it would fall if the derivative stayed the same on "
            "the way. How much of that does the curvature take back?",
        ),
        Wrong(
            "only-the-curve",
            lambda g, h: g * g * h / 2,
            hint="The step is $L′$ *divided* by $B$.",
        ),
        Wrong(
            "not-squared",
            lambda g, h: abs(g) / (2 * h),
            hint="The derivative comes in twice: in the length of the step, and in how "
            "steeply it goes down.",
        ),
    ],
    hints=[
        "The loss lies below the parabola $L + L′s + ½Bs²$.",
        "Put $s = -L′/B$ into it. The first of the two terms with $s$ is $-L′²/B$.",
    ],
    solution="$L′s = -{g*g:.4f}/{h}$, and $½Bs²$ takes back half of that. So the "
    "loss falls by at least ${g*g:.4f}/(2·{h}) = {answer}$.",
    why="The parabola falls by $L′²/(2B)$, and the loss lies below it.",
)


def three_points(xs, ys, start, at):
    """Return three samples, a start, an x to predict at, and what the sums are."""
    x, y = np.array(xs), np.array(ys)
    names = [f"$({one}, {other})$" for one, other in zip(xs, ys, strict=True)]
    sums = {"n": x.size, "x": x.sum(), "y": y.sum(), "xx": x @ x, "xy": x @ y}
    return {
        "points": f"{names[0]}, {names[1]} and {names[2]}",
        **{"w": start[0], "b": start[1], "at": at},
        **{name: int(value) for name, value in sums.items()},
    }


def line_after_newton(n, x, y, xx, xy):
    """Return the weight and the intercept that solve the normal equations."""
    w = (n * xy - x * y) / (n * xx - x * x)
    return w, (y - x * w) / n


one_line = Numeric(
    "optimisation.one-line",
    given=[
        three_points((3, 5, 7), (4, 2, 12), start=(-2, -1), at=9),
        three_points((-1, 3, 4), (1, 4, 10), start=(-1, 5), at=10),
        three_points((-2, 6, 8), (-3, 3, 15), start=(-2, 4), at=-6),
        three_points((2, 5, 8), (8, 14, -4), start=(2, -2), at=11),
        three_points((-1, 3, 7), (-1, 13, 15), start=(-1, -2), at=-4),
    ],
    prompt="A linear regression has one weight and an intercept. It starts at "
    "$w = {w}$ and $b = {b}$, and takes one Newton step on the samples $(x, y)$: "
    "{points}. What does it predict for $x = {at}$ then?",
    answer=lambda at, n, x, y, xx, xy: np.dot(
        line_after_newton(n, x, y, xx, xy), [at, 1]
    ),
    tolerance=0.006,
    wrong=[
        Wrong(
            "weight",
            lambda n, x, y, xx, xy: line_after_newton(n, x, y, xx, xy)[0],
            hint="That is the weight. What is the intercept, and what does the line "
            "give at $x = {at}$?",
        ),
        Wrong(
            "intercept",
            lambda n, x, y, xx, xy: line_after_newton(n, x, y, xx, xy)[1],
            hint="That is the intercept. What does the line give at $x = {at}$?",
        ),
        Wrong(
            "no-intercept",
            lambda at, xx, xy: at * xy / xx,
            hint="That is the best line through the origin. Give each sample a second "
            "input that is always 1.",
        ),
        Wrong(
            "mean-of-y",
            lambda at, n, x, y, xx, xy: (
                line_after_newton(n, x, y, xx, xy)[0] * at + y / n
            ),
            hint="Your weight is right. The intercept is the mean of $y$ only if the "
            "mean of $x$ is 0.",
        ),
        Wrong(
            "counted-once",
            lambda at, x, y, xx, xy: np.dot(
                line_after_newton(1, x, y, xx, xy), [at, 1]
            ),
            hint="In the lower right corner of $X^T X$ you have 1, from a single "
            "sample. Each of the three samples adds a 1.",
        ),
        Wrong(
            "each-alone",
            lambda at, w, b, n, x, y, xx, xy: (xy - b * x) / xx * at + (y - w * x) / n,
            hint="You divided each derivative by its own second derivative. But "
            "$X^T X$ has entries beside its diagonal, because the mean of $x$ is not "
            "0.",
        ),
        Wrong(
            "added-to-start",
            lambda at, w, b, n, x, y, xx, xy: (
                np.dot(line_after_newton(n, x, y, xx, xy), [at, 1]) + w * at + b
            ),
            hint="You added the solution of the normal equations to the start. The "
            "start has cancelled: the solution is where the step ends.",
        ),
        Wrong(
            "the-step",
            lambda at, w, b, n, x, y, xx, xy: (
                np.dot(line_after_newton(n, x, y, xx, xy), [at, 1]) - w * at - b
            ),
            hint="That is how much the step changes the prediction.",
        ),
    ],
    hints=[
        "From any start, one step solves the normal equations, $X^T X w = X^T y$.",
        "$X$ has a second column of ones. So $X^T X$ holds $∑x²$, $∑x$ in two places, "
        "and the number of samples.",
    ],
    solution="The start cancels. The normal equations are ${xx}w + {x}b = {xy}$ and "
    "${x}w + {n}b = {y}$. They give "
    "$w = {(n*xy - x*y)/(n*xx - x*x)}$ and "
    "$b = {(xx*y - x*xy)/(n*xx - x*x)}$, and at $x = {at}$ the prediction is "
    "${answer}$.",
    why="The start cancels, and two equations give the weight and the intercept.",
)
