"""Growth under limited resources, by Euler steps.

One step with numbers, then the program for many. The closed form is in the chapter.
"""

from lessons_pkg.interactive.exercise import Numeric, Order, Wrong, edited

euler_step = Numeric(
    "sigmoid.euler-step",
    prompt="A population follows P′ = rP(1 - P/K) with r = 0.4 and K = 100. It is 10 "
    "now. What does one Euler step of size h = 2 make of it?",
    answer=lambda: growth(10.0, r=0.4, K=100.0, h=2.0, steps=1),
    tolerance=0.01,
    wrong=[
        Wrong(
            "no-step-size",
            lambda: 10 + 0.4 * 10 * 0.9,
            hint="You added P′ itself: that is a step of size 1.",
        ),
        Wrong(
            "no-limit",
            lambda: 10 + 2 * 0.4 * 10,
            hint="You let it grow without a limit: the factor 1 - P/K is missing.",
        ),
        Wrong(
            "only-growth",
            lambda: 2 * 0.4 * 10 * 0.9,
            hint="That is how much is added. How many are there then?",
        ),
        Wrong(
            "only-rate",
            lambda: 0.4 * 10 * 0.9,
            hint="That is the rate P′ at the start. A step goes on at this rate for h.",
        ),
    ],
    hints=["Work out P′ at P = 10 first.", "The new P is the old P plus h times P′."],
    solution="P′ = 0.4·10·(1 - 10/100) = 3.6, so the new P is 10 + 2·3.6 = 17.2.",
)


def growth(P, r, K, h, steps):
    """Follow logistic growth by Euler steps."""
    for _ in range(steps):
        slope = r * P * (1 - P / K)
        P = P + h * slope
    return P


euler_program = Order(
    "sigmoid.euler-program",
    prompt="Follow P′ = rP(1 - P/K) by Euler steps of size h, and return where it "
    "leads. Not every line is needed, and indentation counts.",
    answer=growth,
    cases=[(10.0, 0.5, 100.0, 2.0, 3), (80.0, 1.0, 90.0, 0.1, 5)],
    wrong=[
        Wrong(
            "no-limit",
            edited(growth, "r * P * (1 - P / K)", "r * P"),
            hint="This population grows for ever, past K. What slows it down?",
        ),
        Wrong(
            "no-step-size",
            edited(growth, "h * slope", "slope"),
            hint="Your step has size 1, whatever h is.",
        ),
        Wrong(
            "replaced",
            edited(growth, "P + h * slope", "h * slope"),
            hint="You replace the population by its increase.",
        ),
        Wrong(
            "one-step",
            edited(growth, "    return P", "        return P"),
            hint="Your program returns inside the loop, so it takes one step only.",
        ),
    ],
    hints=[
        "Within the loop: first the slope where you are, then the step.",
        "After the loop, and no deeper than it, comes the result.",
    ],
    solution="```\nfor _ in range(steps):\n    slope = r * P * (1 - P / K)\n"
    "    P = P + h * slope\nreturn P\n```",
)
