"""Chapter 2a, a number that remembers.

Its exercises: a machine with two paths, the order in which the boxes of a graph have
their turn, the way back by hand and as a program, and a new operation. Four of them
stood in chapter 2 before this page had them, and keep the id that they had there, so
that whoever has solved them has still solved them.
"""

from lessons_pkg.autodiff import Value
from lessons_pkg.exercises.chain_rule import (
    assigned_gradient,
    gear_ratios,
    order_of_walk,
    second_call,
)
from lessons_pkg.interactive.exercise import Choice, Code, Numeric, Wrong

__all__ = [
    "gear_ratios",
    "whose_turn",
    "order_of_walk",
    "way_back_by_hand",
    "second_call",
    "quotient",
    "assigned_gradient",
]


whose_turn = Choice(
    "value.whose-turn",
    prompt="From the input x a program computes $a = 3x$, then $b = ax$, then $c = a "
    "+ b$, and at last $L = bc$. On the way back, in which order can the boxes have "
    "their turn?",
    answer="L, c, b, a, x",
    wrong=[
        Wrong(
            "b-before-c",
            "L, b, c, a, x",
            hint="The number b was used for L, and for c as well. When b has its turn "
            "here, what c will bring is still missing.",
        ),
        Wrong(
            "a-before-b",
            "L, c, a, b, x",
            hint="In your order c comes before b, as it should. But from which boxes "
            "does something arrive at a?",
        ),
        Wrong(
            "x-before-a",
            "L, c, b, x, a",
            hint="The input x was used for b, and for a as well.",
        ),
        Wrong(
            "forward",
            "x, a, b, c, L",
            hint="This is the way forward. On the way back, at which box "
            "is the derivative known from the start?",
        ),
    ],
    hints=[
        "Draw the graph: an arrow from each box to those that are computed from it.",
        "Take each box in turn and list the boxes that were computed from it. All of "
        "those have to come before it.",
    ],
    solution="b was used for c and L, so it comes after both; a was used for b and c; "
    "x was used for a and b. There is only one order: L, c, b, a, x.",
    why="A box may pass on what it has only when nothing more can arrive.",
)


def loss_by_x(x):
    """Return the derivative of y² + 5y with respect to x, for y = 3x."""
    number = Value(x)
    y = 3 * number
    loss = y * y + 5 * y
    loss.backward()
    return number.grad


way_back_by_hand = Numeric(
    "value.way-back-by-hand",
    prompt="Compute $y = 3x$ and $L = y·y + 5y$ at $x = 2$, and then go back from L. "
    "What is in `x.grad` at the end?",
    answer=lambda: loss_by_x(2.0),
    tolerance=0.1,
    wrong=[
        Wrong(
            "stopped-at-y",
            lambda: loss_by_x(2.0) / 3,
            hint="That is what y has. One arrow is left, from y back to x.",
        ),
        Wrong(
            "product-only",
            lambda: 3 * 2 * 6.0,
            hint="The paths through $y·y$ are there. y was used for 5y as well.",
        ),
        Wrong(
            "one-factor",
            lambda: 3 * (6.0 + 5),
            hint="In $y·y$, y stands twice, so two arrows lead there.",
        ),
        Wrong(
            "too-early",
            lambda: 3 * 5.0,
            hint="Your y had only the 5 when you passed it on. Something was "
            "still to come from $y·y$.",
        ),
        Wrong(
            "at-x",
            lambda: 3 * (2 * 2.0 + 5),
            hint="You probably took the derivative of $y·y$ at 2. That is "
            "x; what is y?",
        ),
    ],
    hints=[
        "First forward: $y = 6$. Which arrows lead away from y, and what is the "
        "derivative beside each?",
        "Collect everything that arrives at y. Only then go on to x.",
    ],
    solution="Two arrows lead from y to $y·y$, each with the derivative 6, and one to "
    "5y with the derivative 5. So y gets $6 + 6 + 5 = 17$. One arrow leads from x to "
    "y, with the derivative 3, and x gets $3 · 17 = 51$.",
    why="Everything that arrives at y is collected first, and the arrow to x then "
    "takes the whole sum along.",
)


def quotient_reference(u, v):
    """Return u / v and its two derivatives."""
    return u / v, 1 / v, -u / v**2


quotient = Code(
    "value.quotient",
    prompt="A new operation for `MyValue` has to say its value and its derivatives. "
    "Write `quotient(u, v)` for two plain numbers. It returns three numbers: u / v, "
    "the derivative of that with respect to u, and the one with respect to v. "
    "Remember that $1/v$ has the derivative $-1/v²$.",
    starter='''
        def quotient(u, v):
            """Return u / v and its two derivatives."""
            ...
    ''',
    reference=quotient_reference,
    cases=[
        (3.0, 2.0),
        (-1.5, 0.4),
        (0.7, -2.5),
        (-900.25173, 711.31234),
        (800.5, -1100.71239),
    ],
    wrong=[
        Wrong(
            "sign",
            lambda u, v: (u / v, 1 / v, u / v**2),
            hint="The value and the first derivative are right. For "
            "positive numbers, does u / v rise when v rises?",
        ),
        Wrong(
            "no-square",
            lambda u, v: (u / v, 1 / v, -u / v),
            hint="The sign is right. The derivative of $1/v$ has a square.",
        ),
        Wrong(
            "no-u",
            lambda u, v: (u / v, 1 / v, -1 / v**2),
            hint="That is the derivative of $1/v$. Here u is a factor.",
        ),
        Wrong(
            "changed-places",
            lambda u, v: (u / v, -u / v**2, 1 / v),
            hint="All three numbers are there. In which order were they wanted?",
        ),
        Wrong(
            "as-product",
            lambda u, v: (u / v, v, u),
            hint="These are the derivatives of the product $u·v$.",
        ),
    ],
    hints=[
        "Hold v fixed. Then u / v is u times a constant.",
        "Hold u fixed. Then u / v is u times $1/v$, and you know the derivative of "
        "$1/v$.",
    ],
    solution="With these three numbers, `__truediv__`, the function that Python calls "
    "for `u / v`, takes one line more than `__mul__` did.",
    why="Hold v fixed, and the quotient is u times $1/v$; hold u fixed, and it is u "
    "times a function whose derivative is $-1/v²$.",
)
