"""Chapter 2b, how small a step.

Its exercises: how the error of a finite difference shrinks with the step and why it
grows again, a gradient for several parameters, and how to compare two of them. Two of
the exercises stood in chapter 2 before this page had them, and keep the id that they
had there, so that whoever has solved them has still solved them.
"""

from lessons_pkg.exercises.chain_rule import best_step, central_difference
from lessons_pkg.gradient import relative_error
from lessons_pkg.interactive.exercise import Choice, Formula, Numeric, Wrong

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
    prompt="A central difference with $h = 0.2$ has the error 0.0080. About how large "
    "is the error with $h = 0.05$, to five decimals?",
    answer=lambda: 0.0080 / 16,
    tolerance=0.00005,
    wrong=[
        Wrong(
            "first-order",
            lambda: 0.0080 / 4,
            hint="That would be right to one side, where the error shrinks like h.",
        ),
        Wrong(
            "one-halving",
            lambda: 0.0080 / 2,
            hint="The step has been halved twice, and the error of a "
            "central difference shrinks faster than that.",
        ),
        Wrong(
            "third-order",
            lambda: 0.0080 / 64,
            hint="You probably took the third power. The formula for the "
            "error has an $f'''$, but which power of h?",
        ),
        Wrong(
            "doubled-power",
            lambda: 0.0080 / 8,
            hint="You probably took 2·4. The error shrinks with the square "
            "of the step.",
        ),
    ],
    hints=[
        "How many times smaller is the step?",
        "To both sides, half the step leaves a quarter of the error.",
    ],
    solution="The step is 4 times smaller, so the error is about $4² = 16$ times "
    "smaller: $0.0080 / 16 = 0.0005$.",
    why="A second-order error shrinks with the square of the step, and 4² is 16.",
)


def without_the_square(A, B):
    """Return the value at h = 0 of the line in h² through (1, A) and (1/4, B)."""
    slope = (A - B) / (1 - 1 / 4)
    return A - slope


two_steps_better = Formula(
    "step_size.two-steps-better",
    prompt="You have measured the same derivative twice: A with the step h, and B "
    "with half that step, both by central differences. The error of A is about $ch²$, "
    "with a c that you don't know, and so the error of B is about $ch²/4$. Combine A "
    "and B into an estimate in which this error cancels.",
    variables={"A": (-3, 3), "B": (-3, 3)},
    answer="(4*B - A)/3",
    reference=without_the_square,
    functions=(),
    wrong=[
        Wrong(
            "mean",
            "(A + B)/2",
            hint="Both errors have the same sign, so their mean is between them.",
        ),
        Wrong(
            "first-order",
            "2*B - A",
            hint="That would be right if B had half the error of A.",
        ),
        Wrong(
            "changed-places",
            "(4*A - B)/3",
            hint="The numbers are right, but which of the two is the better estimate?",
        ),
        Wrong(
            "not-divided",
            "4*B - A",
            hint="The errors cancel. But four derivatives less one are "
            "three derivatives.",
        ),
        Wrong(
            "difference",
            "4*(A - B)/3",
            hint="That is the error of A. What do you do with it?",
        ),
    ],
    hints=[
        "Write $A = d + e$ and $B = d + e/4$, where d is the derivative.",
        "Four times the second equation, less the first. What happens to e, and what "
        "happens to d?",
    ],
    solution="With $A = d + e$ and $B = d + e/4$, $4B - A = 3d$. So d is about `(4*B "
    "- A)/3`.",
    why="With these weights the h² terms cancel, and what is left shrinks like $h⁴$. "
    "This is called Richardson extrapolation.",
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
            hint="There is a left arm, and that one is made of rounding.",
        ),
        Wrong(
            "best-step",
            "its best step happens to be very small",
            hint="With a very small step the error of the square is large, "
            "as it is for the others. Look at the large steps.",
        ),
        Wrong(
            "symmetric",
            "its curve looks the same to the left of x as to the right",
            hint="At x = 1 the parabola is steeper on the right than on "
            "the left. But these two differences from the tangent are equal, and the "
            "reason for that is what we are looking for.",
        ),
    ],
    hints=["Which term is the first that is left over to both sides?"],
    solution="To both sides the truncation error is about $h^2 f'''/6$. For the square "
    "$f''' = 0$, and so are all further derivatives: $((x + h)² - (x - h)²) / 2h$ is "
    "exactly $2x$. What is left is rounding.",
    why="The truncation error of a central difference begins with $f'''$, and here "
    "$f'''$ is 0.",
)


how_far_apart = Numeric(
    "step_size.how-far-apart",
    prompt="You have derived 0.0030, and measured 0.0024. What is the relative error "
    "of the two, as the page defines it?",
    answer=lambda: relative_error(0.0030, 0.0024),
    tolerance=0.002,
    wrong=[
        Wrong(
            "absolute",
            lambda: 0.0030 - 0.0024,
            hint="That is the difference. Compare it with the size of the numbers.",
        ),
        Wrong(
            "by-smaller",
            lambda: (0.0030 - 0.0024) / 0.0024,
            hint="You probably divided by the smaller of the two.",
        ),
        Wrong(
            "by-sum",
            lambda: (0.0030 - 0.0024) / (0.0030 + 0.0024),
            hint="You probably divided by the sum. Some programs do, but "
            "here it is the larger of the two.",
        ),
        Wrong(
            "ratio",
            lambda: 0.0024 / 0.0030,
            hint="That is the ratio of the two. How far is it from 1?",
        ),
    ],
    hints=["The difference of the two, divided by the larger one."],
    solution="The difference is 0.0006, and $0.0006 / 0.0030 = 0.2$. That is far too "
    "much for a right derivative.",
    why="A relative error compares the difference with the larger of the two numbers.",
)
