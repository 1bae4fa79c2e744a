"""Chapter 8, optimisation.

Its exercises, in the order in which the page shows them: bowls and their conditioning,
momentum, steps on a few samples, Adam, and steps that use the curvature; then a mixed
review. Each stands below the helpers that it uses.
"""

import math

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import (
    Choice,
    Code,
    FindBug,
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
    "what_is_left",
    "best_factor",
    "other_units",
    "third_velocity",
    "descend",
    "spread",
    "mean_of_adam",
    "first_step_of_adam",
    "adam_lines",
    "at_least",
    "bound_step",
    "one_epoch",
    "symptom",
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
            hint="At that rate both directions shrink by the same factor. You can go "
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
        "Both factors have to lie between -1 and 1. Which of the two is the first to "
        "leave that range as $η$ grows?",
    ],
    solution="$1 - ηλ$ is above -1 as long as $ηλ$ is below 2. The larger curvature, "
    "{2/answer}, is the first to reach this, at $η = 2/{2/answer} = {answer}$.",
    why="The steepest direction sets the limit: $2/{2/answer} = {answer}$.",
)


what_is_left = Numeric(
    "optimisation.what-is-left",
    given=[
        {"c": c, "k": k} for c, k in ((20, 30), (50, 60), (8, 10), (100, 150), (12, 25))
    ],
    prompt="The condition number of a bowl is {c}. You choose the learning rate "
    "$η = 1/λ$, where $λ$ is the largest curvature. What share of the distance "
    "along the flattest direction is left after {k} steps? Give three decimals.",
    answer=lambda c, k: (1 - 1 / c) ** k,
    tolerance=0.0006,
    wrong=[
        Wrong(
            "one-step",
            lambda c: 1 - 1 / c,
            hint="That is what is left after one step.",
        ),
        Wrong(
            "gone",
            lambda c, k: 1 - (1 - 1 / c) ** k,
            hint="That is the share that is gone.",
        ),
        Wrong(
            "of-the-loss",
            lambda c, k: (1 - 1 / c) ** (2 * k),
            hint="That is the share of the loss. The loss goes with the square of the "
            "distance.",
        ),
        Wrong(
            "added",
            lambda c, k: 1 - k / c,
            hint="You subtracted the same amount in each step. Each step takes its "
            "share of what is left.",
        ),
        Wrong(
            "steepest",
            lambda: 0,
            hint="That holds for the steepest direction, which arrives in one step. "
            "The flattest one is slower.",
        ),
    ],
    hints=[
        "With this rate, a step multiplies the flattest direction by $1 - "
        "μ/λ$, where $μ$ is the smallest curvature. What is $μ/λ$ here?",
        "{k} equal factors.",
    ],
    solution="The factor is $1 - 1/{c} = {1 - 1/c:.4f}$, and after {k} steps "
    "{answer:.3f} of the distance is left.",
    why="Each of the {k} steps leaves the same share of the distance, $1 - 1/{c}$.",
)


best_factor = Formula(
    "optimisation.best-factor",
    prompt="Call the largest curvature $λ$ and the smallest $μ$. With the rate $2/(λ + "
    "μ)$, every step multiplies the distance along the steepest and along the flattest "
    "direction by numbers of the same size. "
    "Write that size in terms of the condition number, and call it $k$ here.",
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
    prompt="A parameter's derivative is {g} in each of three steps. The velocity "
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
        "After the first step it is {g}. What is it after the second?",
    ],
    solution="It is {g}, then ${β}·{g} + {g} = {g*(1 + β)}$, then "
    "${β}·{g*(1 + β)} + {g} = {answer}$.",
    why="The oldest derivative has faded by ${β}²$, the next one by {β}, and the "
    "newest not at all.",
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
    prompt="Write `descend(H, w, rate, momentum, steps)`. The loss is the bowl "
    "$½ w^T H w$, whose gradient is `H @ w`. Return the parameters after so many steps "
    "with momentum, and leave the array `w` that you are given as it is. Your numbers "
    "are compared to 10 digits.",
    starter='''
        def descend(H, w, rate, momentum, steps):
            """Return the parameters after some steps with momentum."""
            ...
    ''',
    reference=descend_reference,
    cases=[
        (np.diag([4.0, 0.5]), np.array([3, 8]), 0.3, 0.5, 2),
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
    "next. With a momentum of 0 what is left is gradient descent.",
    why="The velocity is the state: it is made before the loop, and every step changes "
    "it.",
)


spread = Numeric(
    "optimisation.spread",
    given=[
        {"s": s, "η": η}
        for s, η in ((12, 0.08), (3, 0.6), (20, 0.02), (5, 0.2), (8, 0.4))
    ],
    prompt="Stochastic gradient descent estimates the mean of a long series of numbers "
    "whose standard deviation is {s}, with the constant learning rate {η}. In the long "
    "run, what is the standard deviation of $w$? Give two decimals.",
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
            hint="So far would $w$ spread with a rate of 1, where it jumps to each new "
            "number.",
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


mean_of_adam = Numeric(
    "optimisation.mean-of-adam",
    given=[
        {"g": g, "k": k, "β": β}
        for g, k, β in (
            (5, 3, 0.9),
            (-4, 6, 0.9),
            (2, 4, 0.8),
            (0.8, 5, 0.8),
            (-3, 5, 0.7),
        )
    ],
    prompt="A parameter's derivative is {g} in each of the first {k} steps of Adam, "
    "with $β_1 = {β}$. How large is its mean $m$ after them, *before* the correction? "
    "Give three decimals.",
    answer=lambda g, k, β: g * (1 - β**k),
    tolerance=0.0006,
    wrong=[
        Wrong(
            "corrected",
            lambda g: g,
            hint="That is the mean after the correction.",
        ),
        Wrong(
            "one-step",
            lambda g, β: g * (1 - β),
            hint="That is the mean after the first step.",
        ),
        Wrong(
            "missing-part",
            lambda g, k, β: g * β**k,
            hint="That is how much is still missing from {g}.",
        ),
        Wrong(
            "velocity",
            lambda g, k, β: g * (1 - β**k) / (1 - β),
            hint="That is the velocity of momentum. Adam multiplies each new "
            "derivative by $1 - β_1$.",
        ),
        Wrong(
            "one-step-too-few",
            lambda g, k, β: g * (1 - β ** (k - 1)),
            hint="Nearly: that is the mean one step earlier.",
        ),
    ],
    hints=[
        "The weights of the {k} derivatives in the mean add up to $1 - β_1^k$.",
        "{g} times that sum.",
    ],
    solution="The weights add up to $1 - {β}^{k} = {1 - β**k:.4f}$, so $m = {g}·"
    "{1 - β**k:.4f} = {answer:.3f}$. Dividing by the sum of the weights gives "
    "{g} back.",
    why="The mean began at 0, and $1 - {β}^{k}$ of the way to {g} is covered.",
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
    prompt="Two parameters start at 0, and their derivatives are 0.002 and -50. What "
    "does the first step of Adam make of them?",
    code="""
        w, g = np.zeros(2), np.array([0.002, -50.0])
        w, moments = adam_step(w, g, Moments(), learning_rate=0.1)
        print(w.round(3))
    """,
    answer=first_of_adam,
    wrong=[
        Wrong(
            "gradient-descent",
            "`[-0.     5.   ]`",
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
        Wrong(
            "largest",
            "`[-0.   0.1]`",
            hint="Each parameter is divided by the root of its *own* mean square.",
        ),
    ],
    hints=[
        "After one step and the corrections, $\\hat m$ is the derivative itself and "
        "$\\hat s$ its square.",
        "What is a number, divided by the root of its square?",
    ],
    solution="$\\hat m = g$ and $\\hat s = g²$, so $\\hat m/\\sqrt{\\hat s}$ is 1 or "
    "-1, whatever the size of $g$. Each parameter moves by the learning rate, against "
    "the sign of its derivative.",
    why="A number divided by the root of its own square is 1 or -1: only its sign is "
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
        Wrong(
            "same-correction",
            edited(adam, "s / (1 - 0.999**k)", "s / (1 - 0.9**k)"),
            hint="The two means fade at different rates, so each needs its own "
            "correction.",
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
    prompt="A neuron has a single weight. The derivative of its loss is {g}, and "
    "the curvature is nowhere more than $B = {h}$. You take the step $-L′/B$. By how "
    "much does the loss fall at least?",
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
            hint="So much would it fall if the derivative stayed the same on the way. "
            "How much of that does the curvature take back?",
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
        "Put $s = -L′/B$ into it. The first of the two terms is $-L′²/B$.",
    ],
    solution="$L′s = -{g*g:.4f}/{h}$, and $½Bs²$ takes back half of that. So the "
    "loss falls by at least ${g*g:.4f}/(2·{h}) = {answer}$.",
    why="The parabola falls by $L′²/(2B)$, and the loss lies below it.",
)


def bound_step_reference(X, y, w):
    """Return the weights after one step with the bound."""
    p = sigmoid(X @ w)
    gradient = X.T @ (p - y) / len(y)
    B = X.T @ X / (4 * len(y))
    return w - np.linalg.solve(B, gradient)


def _bound_with(old, new):
    return edited(bound_step_reference, old, new)


BOUND_RNG = np.random.default_rng(8)


def _samples(n, m, scale=1.0):
    X = (scale * BOUND_RNG.normal(size=(n, m))).round(6)
    return np.column_stack([X, np.ones(n)])


bound_step = Code(
    "optimisation.bound-step",
    prompt="Write `bound_step(X, y, w)`: the weights of a logistic regression after "
    "one step to the bottom of the bowl whose Hessian is $B = X^T X/(4n)$, starting "
    "from $w$. `X` has $n$ rows, the samples; its last column holds ones, so the last "
    "entry of $w$ is the intercept. Return an array of the shape of $w$, and leave "
    "$w$ as it was. You may call `sigmoid` and NumPy's `np.linalg.solve(B, g)`.",
    starter='''
        def bound_step(X, y, w):
            """Return the weights after one step with the bound."""
            ...
    ''',
    reference=bound_step_reference,
    cases=[
        (_samples(5, 1), np.array([0, 1, 1, 0, 1]), np.array([0.4, -0.3])),
        (_samples(7, 2), np.array([1, 0, 1, 1, 0, 0, 1]), np.array([0.7, -1.2, 0.31])),
        (
            _samples(9, 3, scale=2.5),
            np.array([0, 1, 0, 0, 1, 1, 0, 1, 0]),
            np.array([-0.61, 0.27, 0.83, -1.4]),
        ),
        (_samples(6, 1), np.array([1, 0, 0, 1, 0, 1]), np.array([2, -1])),
        (_samples(5, 1), np.array([0, 0, 1, 0, 1]), np.array([0.61, -38.7])),
        (
            _samples(6, 1, scale=0.001),
            np.array([1, 0, 1, 1, 0, 1]),
            np.array([812.372, -0.41]),
        ),
        (
            _samples(8, 2, scale=900.0),
            np.array([1, 0, 1, 0, 0, 1, 1, 0]),
            np.array([0.001937, -0.002413, 0.50871]),
        ),
    ],
    wrong=[
        Wrong(
            "uphill",
            _bound_with("w - np", "w + np"),
            hint="Your step has the right length and goes the wrong way.",
        ),
        Wrong(
            "newton",
            _bound_with(
                "B = X.T @ X / (4 * len(y))",
                "B = X.T @ ((p * (1 - p))[:, np.newaxis] * X) / len(y)",
            ),
            hint="That is a step of Newton's method. The bound puts ¼ in the place of "
            "each $p(1 - p)$.",
        ),
        Wrong(
            "linear-regression",
            _bound_with("(4 * len(y))", "len(y)"),
            hint="Your $B$ is four times too large, so the step is four times too "
            "short. It would be safe, but slow.",
        ),
        Wrong(
            "too-long",
            _bound_with("X / (4 * len(y))", "X / (16 * len(y))"),
            hint="Your $B$ is too small, so the loss need not lie below the bowl.",
        ),
        Wrong(
            "gradient-descent",
            _bound_with("np.linalg.solve(B, gradient)", "gradient"),
            hint="That is a step of gradient descent with the learning rate 1. The "
            "bound is not used.",
        ),
        Wrong(
            "multiplied",
            _bound_with("np.linalg.solve(B, gradient)", "B @ gradient"),
            hint="You multiply the gradient by $B$. The step is the $s$ for which $Bs$ "
            "is the gradient.",
        ),
        Wrong(
            "one-by-one",
            _bound_with("np.linalg.solve(B, gradient)", "gradient / np.diag(B)"),
            hint="You divide each derivative by its own entry on the diagonal. That "
            "would be right if no parameter changed the derivative of another one.",
        ),
        Wrong(
            "sum-and-mean",
            _bound_with("- y) / len(y)", "- y)"),
            hint="Your gradient is a sum and your $B$ a mean, so the step is too long "
            "by the number of samples.",
        ),
        Wrong(
            "only-the-step",
            lambda X, y, w: bound_step_reference(X, y, w) - w,
            hint="You return the step. The task wants the weights after it.",
        ),
        Wrong(
            "no-sigmoid",
            _bound_with("p = sigmoid(X @ w)", "p = X @ w"),
            hint="You treat the logit as the probability. The sigmoid is missing.",
        ),
    ],
    hints=[
        "Four quantities, one after the other: $p$, the gradient, $B$, and the step.",
        "The gradient of the mean cross-entropy is $X^T(p - y)/n$.",
        "$B$ times the step is minus the gradient, and `np.linalg.solve` finds it.",
    ],
    solution="$B$ depends neither on $w$ nor on $y$, so a program that takes many "
    "steps computes it only once.",
    why="It is Newton's step with ¼ in the place of each $p(1 - p)$.",
)


def epoch(X, y, w, rate, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    X, y = X[order], y[rng.permutation(len(y))]
    for start in range(0, len(y), 2):
        A, t = X[start : start + 2], y[start : start + 2]
        error = A @ w - t
        w = w - rate * A.T @ error / len(t)
    return w.round(4)


EPOCH_RNG = np.random.default_rng(5)
EPOCH_CASES = [
    (
        EPOCH_RNG.normal(size=(n, 2)).round(2),
        EPOCH_RNG.normal(size=n).round(2),
        np.array([0.5, -1.0]),
        0.1,
        seed,
    )
    for n, seed in ((5, 3), (7, 4))
]

one_epoch = FindBug(
    "optimisation.one-epoch",
    prompt="`epoch` should do one epoch of stochastic gradient descent for a linear "
    "regression, two samples at a time. It runs without an error, and the loss hardly "
    "falls. Which line is wrong, and why?",
    buggy=epoch,
    fixed=edited(
        epoch,
        "y[rng.permutation(len(y))]",
        "y[order]",
        "The rows and their targets are put into two different orders.",
    ),
    cases=EPOCH_CASES,
    wrong=[
        Wrong(
            "sign",
            edited(
                epoch,
                "error = A @ w - t",
                "error = t - A @ w",
                "The difference between prediction and target has the wrong sign.",
            ),
            hint="The gradient of $½(a - y)²$ begins with $a - y$, and the step "
            "subtracts it.",
        ),
        Wrong(
            "last-batch",
            edited(
                epoch,
                "/ len(t)",
                "/ 2",
                "The last batch may be smaller, so the division should be by 2.",
            ),
            hint="The last batch may be smaller, and then its mean is over fewer "
            "samples. This line does that.",
        ),
        Wrong(
            "same-order",
            edited(
                epoch,
                "order = rng.permutation(len(y))",
                "order = np.arange(len(y))",
                "The samples should be taken in the order in which they come.",
            ),
            hint="A new random order for each epoch is what we want.",
        ),
        Wrong(
            "gradient-of-all",
            edited(
                epoch,
                "A, t = X[start : start + 2], y[start : start + 2]",
                "A, t = X, y",
                "The gradient should be taken over all samples.",
            ),
            hint="That would be gradient descent on all samples, which isn't wrong, "
            "but it isn't stochastic.",
        ),
    ],
    hints=[
        "After shuffling, does each sample still have its own target?",
        "How many random orders does the function draw?",
    ],
    solution="The function draws two random orders, one for the rows and one for the "
    "targets, so most samples get the target of another one. There is no error, "
    "since all shapes fit. Draw one order, and use it for both.",
    why="One order has to serve both, so that each row keeps its own target.",
)


symptom = Choice(
    "optimisation.symptom",
    prompt="With batches of 20 and a constant learning rate, the training loss of a "
    "linear regression falls quickly at first. From then on it goes up and down "
    "around a level that is well above the loss of the normal equations, and it is "
    "still there after a hundred further epochs. What is the most likely reason?",
    answer="The steps follow the noise of the batches; the rate should decay.",
    wrong=[
        Wrong(
            "too-large",
            "The rate is larger than the curvature allows.",
            hint="What would the loss do then, step after step?",
        ),
        Wrong(
            "valley",
            "The valley is narrow, and the rate is too small for its floor.",
            hint="Then the loss would go on falling, slowly and rather steadily.",
        ),
        Wrong(
            "hollow",
            "The parameters are in the wrong hollow.",
            hint="How many hollows does the loss of a linear regression have?",
        ),
        Wrong(
            "small-model",
            "The model has too few parameters to do better.",
            hint="The normal equations use the same parameters, and they do better.",
        ),
    ],
    hints=[
        "Which of the reasons makes the loss go up as well as down, without growing?",
        "At the bottom, the gradient of all samples is 0. Is that of a batch?",
    ],
    solution="At the bottom the gradient of all samples is 0, but that of a batch is "
    "not. With a constant rate the parameters keep jumping, and the loss stays above "
    "its minimum. A rate that decays lets them settle.",
    why="The gradient of a batch is not 0 at the bottom, so with a constant rate the "
    "parameters never come to rest.",
)
