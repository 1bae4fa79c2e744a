# ruff: noqa: B905 (a program that is shown stays short)
"""Page 2a, a number that remembers.

Its exercises: a machine with two paths, the order in which the boxes of a graph have
their turn, the way back as a program and by hand, and a new operation. Four of them
stood in chapter 2 before this page had them, and keep the id that they had there, so
that whoever has solved them has still solved them.
"""

from lessons_pkg.autodiff import Value
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

__all__ = [
    "gear_ratios",
    "whose_turn",
    "order_of_walk",
    "second_call",
    "quotient",
    "way_back_by_hand",
    "two_factors",
]

gear_ratios = Build(
    "chain_rule.gear-ratios",
    given=[
        {"T": -2, "S": 4},
        {"T": 2, "S": 4},
        {"T": 5, "S": 2},
        {"T": -4, "S": 2},
        {"T": -3, "S": 3},
    ],
    prompt="A crank $x$ drives a wheel $y$ along two paths. One leads through a wheel "
    "$u$: for each turn of $x$, $u$ makes $p$ turns, and for each turn of $u$, $y$ "
    "makes $q$ turns. The other is a belt: for each turn of $x$ it adds $r$ turns of "
    "$y$. A negative rate turns the other way. The line shows how far $y$ moves when "
    "$x$ does, and the dots show what the first goal asks for. Choose $p$, $q$ and "
    "$r$.",
    controls={
        "p": ("crank to u", -8, 8, 0.5, 1),
        "q": ("u to y", -8, 8, 0.5, 1),
        "r": ("belt", -8, 8, 0.5, 0),
    },
    goals=[
        ("when $x$ moves by 0.1, $y$ moves by ${T/10}$", "0.01 - abs(p*q + r - ({T}))"),
        ("with the belt taken off, $y$ would move by {S/10}", "0.01 - abs(p*q - {S})"),
        ("$u$ turns against $x$", "-p"),
    ],
    answer={"p": -2, "q": lambda S: -S / 2, "r": lambda T, S: T - S},
    plot={
        "curve": "(p*q + r)*x",
        "x": [-0.2, 0.2, "x moves by"],
        "y": lambda T: [-abs(T * 0.3), abs(T * 0.3), "y moves by"],
        "points": lambda T: [[x, x * T] for x in (-0.2, -0.1, 0.1, 0.2)],
    },
    wrong=[
        Wrong(
            "rates-added",
            {"p": -2, "q": lambda S: S + 2, "r": lambda T, S: T - S},
            hint="Only $u$ turns as it should. Take the path through $u$ first, "
            "without the belt: $p$ and $q$ follow one another, so they are "
            "multiplied, not added.",
        ),
        Wrong(
            "paths-multiplied",
            {"p": -2, "q": lambda S: -S / 2, "r": lambda T, S: T / S},
            hint="The path through $u$ is right. Now the belt: where two paths meet, "
            "what they bring is added.",
        ),
        Wrong(
            "no-turn",
            {"p": 2, "q": lambda S: S / 2, "r": lambda T, S: T - S},
            hint="Both movements of $y$ are right, but $u$ turns with $x$. Which "
            "other numbers have the same product?",
        ),
        Wrong(
            "one-turn",
            {"p": -2, "q": lambda S: S / 2, "r": lambda T, S: T + S},
            hint="Both paths together are right. But through $u$ alone $y$ does not "
            "move by {S/10}: with $p$ negative, which sign must $q$ have?",
        ),
    ],
    hints=[
        "Divide by the 0.1: which rate does each of the first two goals ask for?",
        "The second goal is about $p$ and $q$ only. Meet the second and third goals, "
        "then set $r$.",
    ],
    solution="Through $u$ the rate is $p·q$, through the belt it is $r$, and $y$ gets "
    "$p·q + r$. The second goal asks for $p·q = {S}$, so if $p$ is negative, $q$ must "
    "be negative too: two reversals cancel. The first goal asks for $p·q + r = {T}$, "
    "so $r = {T - S}$. One of several settings: $p = -2$, $q = {-S/2}$, $r = {T - S}$.",
    why="Rates multiply along a path and add where two paths meet: here $p·q + r$.",
)


whose_turn = Choice(
    "value.whose-turn",
    prompt="From the input $x$ a program computes $a = 3x$, then $b = ax$, then $c = a "
    "+ b$, and finally $L = bc$. On the way back, in which order can the boxes take "
    "their turns?",
    answer="$L$, $c$, $b$, $a$, $x$",
    wrong=[
        Wrong(
            "b-before-c",
            "$L$, $b$, $c$, $a$, $x$",
            hint="The number $b$ was used for $L$, and for $c$ as well. When $b$ has "
            "its turn here, what $c$ will bring is still missing.",
        ),
        Wrong(
            "a-before-b",
            "$L$, $c$, $a$, $b$, $x$",
            hint="In your order $c$ comes before $b$, as it should. But which boxes "
            "pass something on to $a$?",
        ),
        Wrong(
            "x-before-a",
            "$L$, $c$, $b$, $x$, $a$",
            hint="The input $x$ was used for $b$, and for $a$ as well.",
        ),
        Wrong(
            "forward",
            "$x$, $a$, $b$, $c$, $L$",
            hint="This is the way forward. On the way back, at which box "
            "is the derivative known from the start?",
        ),
    ],
    hints=[
        "Draw the graph: an arrow from each box to those that are computed from it.",
        "Take each box in turn and list the boxes that were computed from it. All of "
        "those have to come before it.",
    ],
    solution="$b$ was used for $c$ and $L$, so it comes after both; $a$ was used for "
    "$b$ and $c$; $x$ was used for $a$ and $b$. There is only one order: $L$, $c$, "
    "$b$, $a$, $x$.",
    why="A box may pass on what it has only when nothing more can arrive.",
)


def backward(arrows):
    """Return the derivative of the last box with respect to every box."""
    boxes = range(len(arrows))
    grad = [0.0] * len(boxes)
    grad[-1] = 1.0
    for box in reversed(boxes):
        for parent, derivative in arrows[box]:
            grad[parent] += grad[box] * derivative
    return grad


order_of_walk = Order(
    "chain_rule.order-of-walk",
    prompt="""
        The boxes of a graph are numbered, inputs first, the loss last. `arrows[i]`
        lists what box `i` was made from: a pair (parent, derivative) for each arrow
        that leads into it. Here box 3 is made from boxes 1 and 2, and each of those
        from box 0:

        ```
        arrows = [
            [],
            [(0, 6.0)],
            [(0, 0.5)],
            [(1, 2.0), (2, 9.0)],
        ]
        ```

        Return the derivative of the loss with respect to every box, here [16.5, 2.0,
        9.0, 1.0]. Not every line is needed, and indentation counts.
    """,
    answer=backward,
    cases=[
        ([[], [(0, 6.0)], [(0, 0.5)], [(1, 2.0), (2, 9.0)]],),
        ([[], [], [(0, 3.0), (0, 3.0)], [(2, -4.0), (1, 0.5)], [(3, 0.25)]],),
    ],
    wrong=[
        Wrong(
            "from-the-inputs",
            edited(backward, "reversed(boxes)", "boxes"),
            hint="Your walk begins at the inputs, where nothing has arrived yet that "
            "could be passed on.",
        ),
        Wrong(
            "no-start",
            edited(backward, "    grad[-1] = 1.0\n", ""),
            hint="Only zeros are passed on. What is the derivative of the loss with "
            "respect to itself?",
        ),
        Wrong(
            "start-at-input",
            edited(backward, "grad[-1] = 1.0", "grad[0] = 1.0"),
            hint="You give the 1 to box 0. For which box do you know the derivative "
            "before the walk begins?",
        ),
        Wrong(
            "slope-alone",
            edited(backward, "grad[box] * derivative", "derivative"),
            hint="Each parent gets the derivative of its own link only. It has to be "
            "multiplied by what the box itself has received.",
        ),
        Wrong(
            "other-way",
            edited(
                backward,
                "grad[parent] += grad[box] * derivative",
                "grad[box] += grad[parent] * derivative",
            ),
            hint="You walk backwards but pass the derivatives on forwards, from the "
            "parent to the box.",
        ),
        Wrong(
            "one-box",
            edited(backward, "    return grad", "        return grad"),
            hint="Your program returns inside the loop, after one box.",
        ),
    ],
    hints=[
        "Start with zeros everywhere, then set the one derivative that is known from "
        "the beginning.",
        "A box may pass on its derivative only after every box computed from it has "
        "had its turn.",
        "At each arrow: what the box has, times the arrow's derivative, goes to the "
        "parent.",
    ],
    solution="```\nboxes = range(len(arrows))\ngrad = [0.0] * len(boxes)\ngrad[-1] = "
    "1.0\nfor box in reversed(boxes):\n    for parent, derivative in arrows[box]:\n "
    "       grad[parent] += grad[box] * derivative\nreturn grad\n```\n\nBox 0 gets "
    "$2.0·6.0$ through box 1 and $9.0·0.5$ through box 2: multiply along a path, and "
    "add where paths meet.",
    why="Every box comes later in the list than the boxes it was made from, so on the "
    "way back it has received everything before it passes anything on.",
)


def backward_pass(y):
    """Go back from y through its graph."""
    y.grad = 1.0
    for box in reversed(y.nodes()):
        for parent, slope in zip(box.parents, box.slopes):
            parent.grad += box.grad * slope


def derivative_after(passes, m, x):
    """Return the derivative at x after so many passes, with nothing cleared between."""
    x = Value(float(x))
    u = m * x
    y = u * u
    for _ in range(passes):
        backward_pass(y)
    return x.grad


TWICE = """x = Value({x:.1f})
u = {m} * x
y = u * u
backward_pass(y)
backward_pass(y)
x.grad"""


second_call = Predict(
    "chain_rule.second-call",
    given=[
        {"m": 2, "x": 3},
        {"m": 3, "x": 2},
        {"m": 2, "x": 5},
        {"m": 5, "x": 2},
        {"m": 3, "x": 4},
    ],
    prompt="$y = ({m}x)²$ has the derivative ${2m^2}x$, so one backward pass from $y$ "
    "gives {2m^2*x} at $x = {x}$. This function clears nothing before it starts, and "
    "here it is called twice. What is in `x.grad` at the end? A pencil helps.",
    code=f"{source(backward_pass)}\n\n{TWICE}",
    answer=lambda m, x: derivative_after(2, m, x),
    wrong=[
        Wrong(
            "replaced",
            lambda m, x: derivative_after(1, m, x),
            hint="That would be correct after the first pass. The second one adds to "
            "what it finds, because of the `+=`.",
        ),
        Wrong(
            "doubled",
            lambda m, x: 2 * derivative_after(1, m, x),
            hint="That would be right if only $x$ had kept its derivative. What did "
            "the first pass leave in $u$, and what does the second pass on from there?",
        ),
        Wrong(
            "multiplied",
            lambda m, x: derivative_after(1, m, x) ** 2,
            hint="Two passes are not two links of one path. The second one adds to "
            "what it finds.",
        ),
    ],
    hints=["Keep two numbers on paper, `u.grad` and `x.grad`, and go back twice."],
    solution="First pass: $u$ gets ${m*x} + {m*x} = {2m*x}$, and $x$ gets ${2m*x}·{m} "
    "= {2m^2*x}$. Second pass: $u$ has {2m*x} and gets {2m*x} more; $x$ has {2m^2*x} "
    "and gets ${4m*x}·{m} = {4m^2*x}$ more. That is not even twice the right "
    "derivative, so dividing by 2 would not help. `Value.backward` clears the graph "
    "before each pass.",
    why="The first pass left {2m*x} in `u.grad`; the second makes it {4m*x} and "
    "passes on ${4m*x}·{m} = {4m^2*x}$, on top of the {2m^2*x} that was in `x.grad`.",
)


def quotient_reference(u, v):
    """Return u / v and its two derivatives."""
    return u / v, 1 / v, -u / v**2


quotient = Code(
    "value.quotient",
    prompt="To add an operation to `MyValue`, we have to give its value and its "
    "derivatives. Write `quotient(u, v)` for two plain numbers. It returns three "
    "numbers: $u/v$, the derivative of that with respect to $u$, and the one with "
    "respect to $v$. Remember that $1/v$ has the derivative $-1/v²$.",
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
            "positive numbers, does $u/v$ rise when $v$ rises?",
        ),
        Wrong(
            "no-square",
            lambda u, v: (u / v, 1 / v, -u / v),
            hint="The sign is right. The derivative of $1/v$ has a square.",
        ),
        Wrong(
            "no-u",
            lambda u, v: (u / v, 1 / v, -1 / v**2),
            hint="That is the derivative of $1/v$. Here $u$ is a factor.",
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
        "Hold $v$ fixed. Then $u/v$ is $u$ times a constant.",
        "Hold $u$ fixed. Then $u/v$ is $u$ times $1/v$, and you know the derivative of "
        "$1/v$.",
    ],
    solution="With these three numbers, `__truediv__`, the function that Python calls "
    "for `u / v`, takes one line fewer than `__mul__` did.",
    why="Hold $v$ fixed, and the quotient is $u$ times $1/v$; hold $u$ fixed, and it "
    "is $u$ times a function whose derivative is $-1/v²$.",
)


def loss_by_x(m, c, x):
    """Return the derivative of y² + cy with respect to x, for y = mx."""
    number = Value(float(x))
    y = m * number
    loss = y * y + c * y
    loss.backward()
    return number.grad


way_back_by_hand = Numeric(
    "value.way-back-by-hand",
    given=[
        {"m": 3, "c": 5, "x": 2},
        {"m": 4, "c": 3, "x": 2},
        {"m": 3, "c": 4, "x": 5},
        {"m": 5, "c": 2, "x": 3},
        {"m": 6, "c": 7, "x": 2},
    ],
    prompt="Compute $y = {m}x$ and $L = y·y + {c}y$ at $x = {x}$, and then go back "
    "from $L$. What is in `x.grad` at the end?",
    answer=loss_by_x,
    tolerance=0.1,
    wrong=[
        Wrong(
            "stopped-at-y",
            lambda m, c, x: loss_by_x(m, c, x) / m,
            hint="That is what $y$ has. One arrow is left, from $y$ back to $x$.",
        ),
        Wrong(
            "product-only",
            lambda m, x: m * 2 * m * x,
            hint="The paths through $y·y$ are there. $y$ was used for ${c}y$ as well.",
        ),
        Wrong(
            "one-factor",
            lambda m, c, x: m * (m * x + c),
            hint="In $y·y$, $y$ appears twice, so two arrows lead there.",
        ),
        Wrong(
            "too-early",
            lambda m, c: m * c,
            hint="Your $y$ had only the {c} when you passed it on. Something was still "
            "to come from $y·y$.",
        ),
        Wrong(
            "at-x",
            lambda m, c, x: m * (2 * x + c),
            hint="You probably took the derivative of $y·y$ at {x}. That is $x$; what "
            "is $y$?",
        ),
    ],
    hints=[
        "First forward: $y = {m*x}$. Which arrows lead away from $y$, and what is the "
        "derivative beside each?",
        "Collect everything that arrives at $y$. Only then go on to $x$.",
    ],
    solution="Two arrows lead from $y$ to $y·y$, each with the derivative {m*x}, and "
    "one to ${c}y$ with the derivative {c}. So $y$ gets ${m*x} + {m*x} + {c} = {2m*x + "
    "c}$. One arrow leads from $x$ to $y$, with the derivative {m}, and $x$ gets ${m} "
    "· {2m*x + c} = {answer}$.",
    why="Everything that arrives at $y$ is collected first, and the arrow to $x$ then "
    "takes the whole sum along.",
)


def slope_at(number):
    """Return the derivative of (x + 1)(x - 4), badly."""
    x = Value(number)
    y = (x + 1) * (x - 4)
    y.grad = 1.0
    for box in reversed(y.nodes()):
        for parent, slope in zip(box.parents, box.slopes):
            parent.grad = box.grad * slope
    return x.grad


two_factors = FindBug(
    "chain_rule.two-factors",
    prompt="This program computes $y = (x + 1)(x - 4)$ and makes a backward pass "
    "through its graph. `nodes()` lists the boxes, inputs first. At $x = 3$ the "
    "derivative of $y$ is $2x - 3 = 3$, but the program gives a negative one. With `y "
    "= 5 * (x - 4)` in line 3 the result would be right. Which line is wrong, and why?",
    buggy=slope_at,
    fixed=edited(
        slope_at,
        "parent.grad = ",
        "parent.grad += ",
        "What arrives later replaces what arrived before.",
    ),
    cases=[(3.0,), (-2.5,)],
    wrong=[
        Wrong(
            "from-the-inputs",
            edited(
                slope_at,
                "reversed(y.nodes())",
                "y.nodes()",
                "The pass takes the boxes in the wrong order.",
            ),
            hint="The pass has to begin at $y$. It is last in `nodes()`, so it comes "
            "first in the reversed list.",
        ),
        Wrong(
            "starts-from-value",
            edited(
                slope_at,
                "y.grad = 1.0",
                "y.grad = y.data",
                "The pass should start with the value of $y$.",
            ),
            hint="It starts with the derivative of $y$ with respect to itself, which "
            "is 1, whatever the value is.",
        ),
        Wrong(
            "not-cleared",
            edited(
                slope_at,
                "y.grad = 1.0",
                "x.grad, y.grad = 0.0, 1.0",
                "The derivatives of an earlier pass were not cleared.",
            ),
            hint="That would matter on a second pass. Here all boxes are new, and a "
            "new `Value` starts with `grad` 0.",
        ),
        Wrong(
            "rates-added",
            edited(
                slope_at,
                "box.grad * slope",
                "box.grad + slope",
                "The derivatives along a path should be added.",
            ),
            hint="Along a path the derivatives are multiplied, and here they are. But "
            "how many paths lead from $x$ to $y$?",
        ),
    ],
    hints=[
        "Draw the graph, with the derivative beside each arrow. How many arrows leave "
        "$x$?",
        "Write down `x.grad` after each turn of the inner loop.",
    ],
    solution="Two paths lead from $x$ to $y$. The one through $x - 4$ brings 4, the "
    "value of $x + 1$; the one through $x + 1$ brings $-1$, the value of $x - 4$. The "
    "$-1$ came later and took the place of the 4. Added up they are 3.",
    why="Two paths lead from $x$ to $y$, and `+=` keeps what both of them bring: $4 - "
    "1 = 3$.",
)
