"""Page 2b, how small a step.

Its exercises: how the error of a finite difference shrinks with the step and why it
grows again, a gradient for several parameters, and how to compare two of them. Two of
the exercises stood in chapter 2 before this page had them, and keep the id that they
had there, so that whoever has solved them has still solved them.
"""

import numpy as np

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.gradient import relative_error
from lessons_pkg.interactive.exercise import (
    Choice,
    Code,
    Formula,
    Numeric,
    Predict,
    Wrong,
)

__all__ = [
    "shorter_step",
    "two_steps_better",
    "best_step",
    "missing_arm",
    "central_difference",
    "how_far_apart",
]

shorter_step = Numeric(
    "step_size.shorter-step",
    given=[
        {"h": 0.2, "k": 4, "E": 0.008},
        {"h": 0.1, "k": 10, "E": 0.03},
        {"h": 0.3, "k": 3, "E": 0.009},
        {"h": 0.5, "k": 5, "E": 0.05},
        {"h": 0.4, "k": 4, "E": 0.032},
    ],
    prompt="A central difference with $h = {h}$ has the error {E:.4f}. About how large "
    "is the error with $h = {h/k}$, to five decimals?",
    answer=lambda E, k: E / k**2,
    tolerance=0.000005,
    wrong=[
        Wrong(
            "first-order",
            lambda E, k: E / k,
            hint="That would be right for a one-sided difference, whose error shrinks "
            "like $h$.",
        ),
        Wrong(
            "one-halving",
            lambda E: E / 2,
            hint="That is half the error. But the step is shorter than half, and the "
            "error of a central difference shrinks faster than the step.",
        ),
        Wrong(
            "third-order",
            lambda E, k: E / k**3,
            hint="You probably took the third power. Which power of $h$ was left as "
            "the error for the cube?",
        ),
        Wrong(
            "doubled-power",
            lambda E, k: E / (2 * k),
            hint="You probably divided by $2·{k}$. The error shrinks with the square "
            "of the step.",
        ),
    ],
    hints=[
        "How many times smaller is the step?",
        "For a central difference, half the step leaves a quarter of the error.",
    ],
    solution="The step is {k} times smaller, so the error is about ${k}² = {k^2}$ "
    "times smaller: ${E:.4f} / {k^2} = {answer:.5f}$.",
    why="A second-order error shrinks with the square of the step, and ${k}²$ is "
    "{k^2}.",
)


def without_the_square(A, B, n):
    """Return the value at h = 0 of the line in h² through (1, A) and (1/n, B)."""
    slope = (A - B) / (1 - 1 / n)
    return A - slope


two_steps_better = Formula(
    "step_size.two-steps-better",
    given=[
        {"k": 2, "n": 4, "part": "half"},
        {"k": 3, "n": 9, "part": "a third of"},
        {"k": 4, "n": 16, "part": "a quarter of"},
        {"k": 5, "n": 25, "part": "a fifth of"},
        {"k": 10, "n": 100, "part": "a tenth of"},
    ],
    prompt="You have measured the same derivative twice: $A$ with the step $h$, and "
    "$B$ with {part} that step, both by central differences. The error of $A$ is about "
    "$ch²$, with a $c$ that you don't know, and so the error of $B$ is about "
    "$ch²/{n}$. Combine $A$ and $B$ into an estimate in which this error cancels.",
    variables={"A": (-3, 3), "B": (-3, 3)},
    answer="({n}*B - A)/{n - 1}",
    reference=without_the_square,
    functions=(),
    wrong=[
        Wrong(
            "mean",
            "(A + B)/2",
            hint="Both errors have the same sign, so taking the mean cannot cancel "
            "them.",
        ),
        Wrong(
            "first-order",
            "({k}*B - A)/{k - 1}",
            hint="That would be right if $B$ had {part} the error of $A$.",
        ),
        Wrong(
            "changed-places",
            "({n}*A - B)/{n - 1}",
            hint="The numbers are right, but which of the two is the better estimate?",
        ),
        Wrong(
            "not-divided",
            "{n}*B - A",
            hint="The errors cancel. But {n} derivatives less one are {n - 1} "
            "derivatives.",
        ),
        Wrong(
            "difference",
            "{n}*(A - B)/{n - 1}",
            hint="That is the error of $A$. What do you do with it?",
        ),
    ],
    hints=[
        "Write $A = d + e$ and $B = d + e/{n}$, where $d$ is the derivative.",
        "{n} times the second equation, minus the first. What happens to $e$, and what "
        "happens to $d$?",
    ],
    solution="With $A = d + e$ and $B = d + e/{n}$, ${n}B - A = {n - 1}d$. So $d$ is "
    "about $({n}B - A)/{n - 1}$.",
    why="With these weights the $h²$ terms cancel, and what is left shrinks like $h⁴$. "
    "This is called Richardson extrapolation.",
)


def error(h):
    """Return the error of the central difference of σ at 1."""
    rise = sigmoid(1 + h) - sigmoid(1 - h)
    return abs(rise / (2 * h) - sigmoid_derivative(1.0))


best_step = Predict(
    "chain_rule.best-step",
    prompt="You measure the derivative of $σ$ at $z = 1$ by central differences, with "
    "four different steps $h$. Which of them comes nearest to the true derivative?",
    code="""
        def error(h):
            rise = sigmoid(1 + h) - sigmoid(1 - h)
            return abs(rise / (2 * h) - sigmoid_derivative(1.0))

        min([1e-2, 1e-5, 1e-8, 1e-14], key=error)
    """,
    answer=lambda: min([1e-2, 1e-5, 1e-8, 1e-14], key=error),
    wrong=[
        Wrong(
            "smallest",
            lambda: 1e-14,
            hint="In exact arithmetic, yes. But floats keep 16 digits: over so small "
            "a step the two values of $σ$ differ only in their last two digits, and "
            "that is all the derivative is made of.",
        ),
        Wrong(
            "one-sided",
            lambda: 1e-8,
            hint="That is a good step for the one-sided difference, whose error "
            "shrinks like $h$. The error of the central one shrinks like $h²$, so a "
            "larger step will do, and less is lost to rounding.",
        ),
        Wrong(
            "largest",
            lambda: 1e-2,
            hint="Rounding does the least harm there. But the curve bends between the "
            "two points: $h²$ is $10⁻⁴$, and that is far from the last digits.",
        ),
    ],
    hints=[
        "A float keeps about 16 digits, so the rise may be off by about $10⁻¹⁶$. What "
        "does the division by $2h$ make of that, when $h$ is small?",
        "Two errors: the bend of the curve adds about $h²$, and rounding adds "
        "about $10⁻¹⁶/h$. Write both down for each $h$.",
    ],
    solution="$h²$ falls and $10⁻¹⁶/h$ rises. They meet where $h³$ is $10⁻¹⁶$, near "
    "$5·10⁻⁶$. On either side of that the error grows, and at $10⁻¹⁴$ hardly two "
    "digits of the derivative are right.",
    why="At $10⁻⁵$ the bend of the curve costs less than $10⁻¹²$ and rounding about "
    "$10⁻¹¹$ at most; none of the other steps keeps both so small.",
)


missing_arm = Choice(
    "step_size.missing-arm",
    prompt="For $f(x) = x²$, the line of the central difference has no right arm: "
    "even with a large step the error stays tiny. Why?",
    answer="its third derivative is 0",
    wrong=[
        Wrong(
            "second",
            "its second derivative is 0",
            hint="The derivative of $x²$ is $2x$. What is the derivative of that?",
        ),
        Wrong(
            "exact",
            "a computer squares numbers without rounding",
            hint="There is a left arm, and it comes from rounding.",
        ),
        Wrong(
            "best-step",
            "its best step happens to be very small",
            hint="With a very small step the error of the square is large, "
            "as it is for the others. Look at the large steps.",
        ),
        Wrong(
            "symmetric",
            "its curve looks the same to the left of $x$ as to the right",
            hint="At $x = 1$ the parabola is steeper on the right than on the left. It "
            "is true that it departs from its tangent equally on both sides, and the "
            "reason for that is what we are looking for.",
        ),
    ],
    hints=["In the error of a central difference, which term comes first?"],
    solution="The truncation error of a central difference is about $h^2 f'''/6$. For "
    "the square $f''' = 0$, and so are all further derivatives: $((x + h)² - (x - "
    "h)²) / 2h$ is exactly $2x$. What is left is rounding.",
    why="The truncation error of a central difference begins with $f'''$, and here "
    "$f'''$ is 0.",
)


def my_gradient_reference(f, x, h):
    """Return the gradient of f at x, by steps of h."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        right, left = x.copy(), x.copy()
        right[i] += h
        left[i] -= h
        gradient[i] = (f(right) - f(left)) / (2 * h)
    return gradient


def _entry_by_entry(quotient, array=float, result=float):
    """Return a gradient made of one quotient per entry, in arrays of these types."""

    def gradient(f, x, h):
        slopes = np.zeros(len(x), dtype=result or x.dtype)
        for i in range(len(x)):
            right, left = np.array(x, dtype=array), np.array(x, dtype=array)
            right[i] += h
            left[i] -= h
            slopes[i] = quotient(f, right, left, x, h)
        return slopes

    return gradient


def _central(f, right, left, x, h):
    return (f(right) - f(left)) / (2 * h)


def _in_place(dtype):
    """Return a gradient that moves the entries of x itself and leaves them there."""

    def gradient(f, x, h):
        x = np.asarray(x, dtype=dtype)
        slopes = np.zeros(len(x))
        for i in range(len(x)):
            x[i] += h
            right = f(x)
            x[i] -= 2 * h
            slopes[i] = (right - f(x)) / (2 * h)
        return slopes

    return gradient


def _one_array(f, x, h):
    x = np.array(x, dtype=float)
    slopes = np.zeros(len(x))
    for i in range(len(x)):
        right, left = x, x
        right[i] += h
        left[i] -= h
        slopes[i] = (f(right) - f(left)) / (2 * h)
    return slopes


def hills(x):
    """Return a smooth function of two or more numbers, whole at whole numbers."""
    return x[0] ** 3 - 2 * x[0] * x[1] + (x**2).sum()


def neuron_loss(x):
    """Return the loss of a neuron with two weights and a bias, target 1."""
    return (sigmoid(1.5 * x[0] - 0.8 * x[1] + x[2]) - 1) ** 2 / 2


MOVED = (
    "You move the entries of `x` itself and do not put them back: `x` has changed "
    "after the call, and each difference is taken at a place that has drifted. Work "
    "on a copy."
)


central_difference = Code(
    "chain_rule.central-difference",
    prompt="Write `my_gradient(f, x, h)`: the derivative of `f` with respect to each "
    "entry of the array $x$, with the others held fixed, by central differences with "
    "step $h$. `f` takes such an array and returns a number. The $x$ that you are "
    "given must not change, and it may hold whole numbers.",
    starter='''
        def my_gradient(f, x, h):
            """Return the gradient of f at x, by steps of h."""
            ...
    ''',
    reference=my_gradient_reference,
    cases=[
        (hills, np.array([1.5, -0.7]), 0.1),
        (neuron_loss, np.array([0.4, -1.2, 0.3]), 0.01),
        (hills, np.array([2, -1, 3]), 0.125),
        (hills, np.array([-3.2, 812.37219, -750.1, 40.3]), 0.0371416),
        (np.sum, np.array([-1.25]), 0.5),
        (hills, np.array([0.3, -1.25]), 0.7713),
    ],
    wrong=[
        Wrong(
            "one-sided",
            _entry_by_entry(lambda f, right, left, x, h: (f(right) - f(x)) / h),
            hint="You compare with `x` itself: that is the one-sided difference. Step "
            "to both sides.",
        ),
        Wrong(
            "not-doubled",
            _entry_by_entry(
                lambda f, right, left, x, h: (f(right) - f(left)) / h,
            ),
            hint="Everything is twice as large as it should be. How far is it from "
            "one side to the other?",
        ),
        Wrong(
            "turned",
            _entry_by_entry(
                lambda f, right, left, x, h: -_central(f, right, left, x, h)
            ),
            hint="The sign is wrong: you took left minus right.",
        ),
        Wrong(
            "all-at-once",
            lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
            hint="Your $x + h$ moves every entry at the same time, and so you get one "
            "number: the sum of the derivatives. Move one entry, and hold the others "
            "fixed.",
        ),
        Wrong(
            "step-of-its-own",
            lambda f, x, h: my_gradient_reference(f, x, 1e-5),
            hint="These are the derivatives themselves, almost exactly: your step is "
            "so short that $h$ makes no difference. Step by $h$, even though the "
            "result is then a little off where `f` bends.",
        ),
        Wrong("left-changed", _in_place(float), hint=MOVED),
        Wrong(
            "left-changed-and-whole",
            _in_place(None),
            hint=f"{MOVED} (And integers would not even move.)",
        ),
        Wrong(
            "one-array",
            _one_array,
            hint="Every derivative is 0, so `f(right)` and `f(left)` are the same. Are "
            "right and left two arrays, or two names for one?",
        ),
        Wrong(
            "integers",
            _entry_by_entry(_central, array=None),
            hint="Right for floats. But a copy of whole numbers holds whole numbers: "
            "$2 + 0.125$ is put in as 2, and $2 - 0.125$ as 1.",
        ),
        Wrong(
            "integer-result",
            _entry_by_entry(_central, result=None),
            hint="Right for floats. But an array made like $x$ has the type of $x$, "
            "and whole numbers cannot hold the fraction of a derivative.",
        ),
    ],
    hints=[
        "Loop over the entries. In each turn, make two copies of $x$, and move the "
        "entry up by $h$ in one and down by $h$ in the other.",
        "Convert to floats first: `np.array` with a `dtype` copies and converts.",
    ],
    solution="Two calls of $f$ for every entry: for a million weights that is two "
    "million calls. A backward pass finds all the derivatives in one go.",
    why="One entry moves at a time, to both sides, in a copy that holds floats; so "
    "what was handed in stays as it was.",
)


how_far_apart = Numeric(
    "step_size.how-far-apart",
    given=[
        {"d": d, "m": m, "larger": max(d, m)}
        for d, m in (
            (0.003, 0.0024),
            (0.05, 0.045),
            (0.8, 0.6),
            (1.5, 2.5),
            (0.012, 0.018),
        )
    ],
    prompt="You have derived {d}, and measured {m}. What is the relative error of the "
    "two, as the page defines it, to three decimals?",
    answer=lambda d, m: relative_error(d, m),
    tolerance=0.002,
    wrong=[
        Wrong(
            "absolute",
            lambda d, m: abs(d - m),
            hint="That is the difference. Compare it with the size of the numbers.",
        ),
        Wrong(
            "by-smaller",
            lambda d, m: abs(d - m) / min(d, m),
            hint="You probably divided by the smaller of the two.",
        ),
        Wrong(
            "by-sum",
            lambda d, m: abs(d - m) / (d + m),
            hint="You probably divided by the sum. Some programs do, but here it is "
            "the larger of the two.",
        ),
        Wrong(
            "ratio",
            lambda d, m: min(d, m) / max(d, m),
            hint="That is the ratio of the two. How far is it from 1?",
        ),
    ],
    hints=["The difference of the two, divided by the larger one."],
    solution="The difference is {abs(d - m)}, and ${abs(d - m)} / {larger} = "
    "{answer}$. That is far too much for a derivative that is right.",
    why="A relative error compares the difference with the larger of the two numbers.",
)
