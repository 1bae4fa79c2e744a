# ruff: noqa: B905 (a program that is shown stays short)
"""Chapter 2, the chain rule.

Its exercises, in the order in which the page shows them: rates multiply along a path
and add where paths meet, by hand, as a walk back over a graph, and by finite
differences. Each stands below the helpers that it uses, and a wrong answer loses a link
or a path, or takes a slope at the wrong place. What a machine does with the slopes is
left to later chapters.
"""

import numpy as np

from lessons_pkg.activation import logit, sigmoid, sigmoid_derivative
from lessons_pkg.autodiff import Value
from lessons_pkg.interactive.exercise import (
    Build,
    Code,
    FindBug,
    Formula,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)
from lessons_pkg.interactive.exercise.program import source

__all__ = [
    "two_links",
    "sigmoid_of_line",
    "product_path",
    "gear_ratios",
    "fill_in",
    "nudge_of_neuron",
    "order_of_walk",
    "second_call",
    "assigned_gradient",
    "central_difference",
    "best_step",
    "five_sigmoids",
]


def chain(x):
    """Return 3x + 3, in two links."""
    z = 3 * x
    return z + 3


two_links = Predict(
    "chain_rule.two-links",
    prompt="Two links in a row: the first takes $x$ to $z = 3x$, the second takes $z$ "
    "to $y = z + 3$. So $x = 2$ becomes $z = 6$ and $y = 9$. Now $x$ grows by 0.1. By "
    "how much does $y$ grow?",
    code="""
        def chain(x):
            z = 3 * x
            return z + 3

        round(chain(2.1) - chain(2.0), 4)
    """,
    answer=lambda: round(chain(2.1) - chain(2.0), 4),
    wrong=[
        Wrong(
            "added-again",
            lambda: round(chain(0.1), 4),
            hint="You sent 0.1 through both links as if it were an $x$. The $+ 3$ is "
            "in $y$ before the nudge and after it, so the difference does not see it.",
        ),
        Wrong(
            "both-threes",
            lambda: round(3 * 3 * 0.1, 4),
            hint="You took both threes as rates. The second link adds 3, it does not "
            "multiply by 3: when $z$ goes from 6 to 7, where does $y$ go?",
        ),
        Wrong(
            "rates-added",
            lambda: round((3 + 1) * 0.1, 4),
            hint="You added the two rates, 3 and 1. But the second link never meets "
            "the nudge of $x$: it meets the nudge of $z$, which has been enlarged "
            "already.",
        ),
        Wrong(
            "new-height",
            lambda: round(chain(2.1), 4),
            hint="That is where $y$ is after the nudge. By how much has it grown?",
        ),
    ],
    hints=[
        "Follow the nudge, one link after the other: how much does $z$ grow?",
        "Work out $z$ and $y$ at $x = 2.1$, and compare with $z = 6$ and $y = 9$.",
    ],
    solution="$z$ grows from 6 to 6.3, three times the nudge; $y$ grows by as much as "
    "$z$ does. The rates are 3 and 1, and $3·1 = 3$. What is added shifts $y$ without "
    "changing how $y$ responds.",
    why="The first link makes the change three times as large, the second passes it "
    "on as it is: $3·1·0.1 = 0.3$.",
)


sigmoid_of_line = Numeric(
    "chain_rule.sigmoid-of-line",
    prompt="A neuron answers $a = σ(3x - 1)$. At $x = 1$, how fast does $a$ climb per "
    "unit of $x$? Give four decimals. One of these will help: $σ(1) = 0.7311$, $σ(2) "
    "= 0.8808$, $σ(3) = 0.9526$.",
    answer=lambda: 3 * sigmoid_derivative(2.0),
    tolerance=0.0005,
    wrong=[
        Wrong(
            "no-inner-rate",
            lambda: sigmoid_derivative(2.0),
            hint="That is how fast $a$ climbs per unit of $z$. And how fast does $z$ "
            "climb per unit of $x$?",
        ),
        Wrong(
            "outer-at-x",
            lambda: 3 * sigmoid_derivative(1.0),
            hint="Both rates are there, but you took the slope of $σ$ at $x = 1$. $σ$ "
            "never sees $x$; what does it see?",
        ),
        Wrong(
            "outer-at-rate",
            lambda: sigmoid_derivative(3.0),
            hint="You took the slope of $σ$ at 3, which is the inner rate. A rate is "
            "multiplied, not put in: $σ$ is fed with the score $z$.",
        ),
        Wrong(
            "slope-at-a",
            lambda: 3 * sigmoid_derivative(sigmoid(2.0)),
            hint="You took the slope of $σ$ at $a = 0.8808$. In this book $σ′$ takes "
            "the score.",
        ),
        Wrong(
            "height-for-slope",
            lambda: 3 * sigmoid(2.0),
            hint="You multiplied by $σ$ itself. How high the curve is does not tell "
            "how steep it is.",
        ),
        Wrong(
            "rates-added",
            lambda: 3 + sigmoid_derivative(2.0),
            hint="You added the two rates. $z$ moves 3 times as much as $x$, and $a$ "
            "moves by some share of **that**.",
        ),
    ],
    hints=[
        "Two links: $z = 3x - 1$, then $a = σ(z)$. Which $z$ belongs to $x = 1$?",
        "$σ′(z) = σ(z)(1 - σ(z))$. The other link is a line, and its rate is its "
        "weight.",
    ],
    solution="At $x = 1$ the score is 2. $σ′(2) = 0.8808·0.1192 = 0.1050$ per unit of "
    "$z$, and $z$ climbs 3 per unit of $x$: $3·0.1050 = 0.3150$. The bias moves the "
    "place where the slope is taken; it is no rate.",
    why="Rates along a chain multiply: 3 for the line, 0.1050 for $σ$ at $z = 2$.",
)


product_path = Numeric(
    "chain_rule.product-path",
    prompt="$y = u·v$ with $u = x²$ and $v = σ(x)$, so $x$ acts on $y$ along two "
    "paths. What is $dy/dx$ at $x = 3$, to three decimals? You know that $σ(3) = "
    "0.9526$.",
    answer=lambda: 6 * sigmoid(3.0) + 9 * sigmoid_derivative(3.0),
    tolerance=0.002,
    wrong=[
        Wrong(
            "path-over-u",
            lambda: 6 * sigmoid(3.0),
            hint="That is what arrives over $u$, with $v$ held still. But $x$ moves "
            "$v$ too.",
        ),
        Wrong(
            "path-over-v",
            lambda: 9 * sigmoid_derivative(3.0),
            hint="That is what arrives over $v$, with $u$ held still. But $x$ moves "
            "$u$ too.",
        ),
        Wrong(
            "slopes-multiplied",
            lambda: 6 * sigmoid_derivative(3.0),
            hint="You multiplied the slopes of $u$ and of $v$. They do not lie on one "
            "path, one behind the other; they lie side by side.",
        ),
        Wrong(
            "slopes-added",
            lambda: 6 + sigmoid_derivative(3.0),
            hint="That is the slope of $u + v$. Here $y$ is a product: by how much "
            "does $y = u·v$ move when $u$ moves by a little?",
        ),
        Wrong(
            "paths-multiplied",
            lambda: 6 * sigmoid(3.0) * 9 * sigmoid_derivative(3.0),
            hint="Each path is right. Two nudges arrive at the same $y$; what becomes "
            "of them there?",
        ),
        Wrong(
            "factor-forgotten",
            lambda: 6 * sigmoid(3.0) + sigmoid_derivative(3.0),
            hint="The path over $u$ is right. On the path over $v$ one rate is "
            "missing: how much does $y = u·v$ move per unit of $v$?",
        ),
    ],
    hints=[
        "Four rates: $du/dx$, $dv/dx$, and how fast $y$ moves with $u$ and with $v$.",
        "Multiply along each path, then bring the two paths together.",
    ],
    solution="Over $u$: $y$ moves $v = 0.9526$ per unit of $u$, and $u$ moves $2x = "
    "6$ per unit of $x$: $0.9526·6 = 5.7156$. Over $v$: $y$ moves $u = 9$ per unit of "
    "$v$, and $v$ moves $0.9526·0.0474$ per unit of $x$: $9·0.9526·0.0474 = 0.4064$. "
    "Together 6.1220. The product rule is the chain rule with two paths.",
    why="Each path brings the product of its own rates, and where the two paths meet, "
    "what they bring adds up.",
)


gear_ratios = Build(
    "chain_rule.gear-ratios",
    prompt="A crank $x$ drives a wheel $y$ along two paths. One leads over a wheel "
    "$u$: per turn of $x$, $u$ makes $p$ turns; per turn of $u$, $y$ makes $q$ turns. "
    "The other is a belt: per turn of $x$ it adds $r$ turns of $y$. A negative rate "
    "turns the other way. The line shows how far $y$ moves when $x$ does, and the "
    "dots what the first goal wants. Choose $p$, $q$ and $r$.",
    controls={
        "p": ("crank to u", -8, 8, 0.5, 1),
        "q": ("u to y", -8, 8, 0.5, 1),
        "r": ("belt", -8, 8, 0.5, 1),
    },
    goals=[
        ("when $x$ moves by 0.1, $y$ moves by $-0.2$", "0.01 - abs(p*q + r + 2)"),
        ("with the belt taken off, $y$ would move by 0.4", "0.01 - abs(p*q - 4)"),
        ("$u$ turns against $x$", "-p"),
    ],
    answer={"p": -2, "q": -2, "r": -6},
    plot={
        "curve": "(p*q + r)*x",
        "x": [-0.2, 0.2, "x moves by"],
        "y": [-0.6, 0.6, "y moves by"],
        "points": [[-0.2, 0.4], [-0.1, 0.2], [0.1, -0.2], [0.2, -0.4]],
    },
    wrong=[
        Wrong(
            "rates-added",
            {"p": -2, "q": 6, "r": -6},
            hint="Only $u$ turns as it should. Take the path over $u$ first, without "
            "the belt: $p$ and $q$ follow one another, so they are multiplied, not "
            "added.",
        ),
        Wrong(
            "paths-multiplied",
            {"p": -2, "q": -2, "r": -0.5},
            hint="The path over $u$ is right. Now the belt: where two paths meet, "
            "what they bring is added.",
        ),
        Wrong(
            "no-turn",
            {"p": 2, "q": 2, "r": -6},
            hint="Both movements of $y$ are right, but $u$ turns with $x$. Which "
            "other numbers have the same product?",
        ),
        Wrong(
            "one-turn",
            {"p": -2, "q": 2, "r": 2},
            hint="Both paths together are right. But over $u$ alone $y$ does not move "
            "by 0.4: with $p$ negative, which sign must $q$ have?",
        ),
    ],
    hints=[
        "Divide by the 0.1: which rate does each of the first two goals ask for?",
        "The second goal is about $p$ and $q$ only. Meet the second and third goal, "
        "then set $r$.",
    ],
    solution="Over $u$ the rate is $p·q$, over the belt it is $r$, and $y$ gets $p·q "
    "+ r$. The second goal wants $p·q = 4$, and with $p$ negative $q$ must be "
    "negative too: two turns round make none. The first goal wants $p·q + r = -2$, so "
    "$r = -6$. One of several settings: $p = -2$, $q = -2$, $r = -6$.",
    why="Rates multiply along a path and add where two paths meet: here $p·q + r$.",
)


def slope_by_weight(a, x, w):
    """Return dL/dw by a walk back over the graph."""
    weight = Value(w)
    loss = -(weight * x + (logit(a) - w * x)).sigmoid().log()
    loss.backward()
    return weight.grad


fill_in = Formula(
    "chain_rule.fill-in",
    prompt="A neuron should say 1, and its loss is $L = -ln(a)$, with $a = σ(z)$ and "
    "$z = wx + b$. Three links lead from $w$ to $L$. Fill in their rates, multiply, "
    "and tidy up: what is $dL/dw$? You may not need every letter.",
    variables={"a": (0.1, 0.9), "x": (-3, 3), "w": (-2, 2)},
    answer="(a - 1)*x",
    reference=slope_by_weight,
    functions=("sigmoid",),
    also={"σ(z)": "a"},
    wrong=[
        Wrong(
            "last-link-by-x",
            "(a - 1)*w",
            hint="Two links are right. In the link $z = wx + b$ it is $w$ that is "
            "nudged now, and $x$ stands still.",
        ),
        Wrong(
            "no-loss",
            "a*(1 - a)*x",
            hint="That is $da/dw$: two links out of three. How fast does $L = -ln(a)$ "
            "move when $a$ does?",
        ),
        Wrong(
            "no-slope",
            "-x/a",
            hint="The first link and the last one are there. Between them lies the "
            "sigmoid, and it has a slope too.",
        ),
        Wrong(
            "no-last-link",
            "a - 1",
            hint="That is $dL/dz$, or $dL/db$. How much does $z$ move per unit of $w$?",
        ),
        Wrong(
            "sign",
            "(1 - a)*x",
            hint="The size is right. With $x > 0$ a larger $w$ brings $a$ nearer to "
            "1; does the loss go up then?",
        ),
        Wrong(
            "slope-at-a",
            "-sigmoid(a)*(1 - sigmoid(a))*x/a",
            hint="You took the slope of $σ$ at $a$. It belongs at $z$, and there you "
            "can write it in $a$ without any $σ$.",
        ),
    ],
    hints=[
        "$dL/dw = dL/da · da/dz · dz/dw$. Write each rate down before you multiply.",
        "The slope of $ln(a)$ is $1/a$, and $σ′$ in $a$ is $a(1 - a)$.",
        "Something cancels: one factor stands above and below the line.",
    ],
    solution="$dL/da = -1/a$, $da/dz = a(1 - a)$, $dz/dw = x$. In the product $a$ "
    "cancels: $-(1 - a)x = (a - 1)x$. How far $a$ is from its target, times the "
    "input: you will see this one again in chapter 4.",
    why="The $a$ in the sigmoid's slope cancels against the $1/a$ of the logarithm, "
    "and what is left is the error $a - 1$ times the input.",
)


def neuron_slopes_reference(x, y, w, b):
    """Return the slopes dL/dw and dL/db."""
    a = sigmoid(w * x + b)
    by_z = (a - y) * a * (1 - a)
    return np.mean(by_z * x), np.mean(by_z)


def _from_z(link):
    """Return a function that goes wrong between the loss and z only."""

    def slopes(x, y, w, b):
        z = w * x + b
        by_z = link(y, z, sigmoid(z))
        return np.mean(by_z * x), np.mean(by_z)

    return slopes


def _to_parameters(links):
    """Return a function that goes wrong between z and the parameters only."""

    def slopes(x, y, w, b):
        z = w * x + b
        return links((sigmoid(z) - y) * sigmoid_derivative(z), x, w)

    return slopes


_SAMPLES = np.array([0.2, -1.3, 2.4, 0.9, -0.6])
nudge_of_neuron = Code(
    "chain_rule.nudge-of-neuron",
    prompt="One neuron, $a = σ(wx + b)$, with the loss $L = ½(a - y)²$. Write "
    "`neuron_slopes(x, y, w, b)`, which returns $dL/dw$ and $dL/db$. $x$ and $y$ are "
    "numbers, or arrays with one entry per sample; then $L$ is the **mean** of the "
    "samples' losses, and you still return two numbers. You may call `sigmoid` and "
    "`sigmoid_derivative`. Your numbers are compared to 12 digits, and a finite "
    "difference has about 10: use the chain rule.",
    starter='''
        def neuron_slopes(x, y, w, b):
            """Return the slopes dL/dw and dL/db."""
            ...
    ''',
    reference=neuron_slopes_reference,
    cases=[
        (2.0, 0.0, 0.7, -0.4),
        (-1.5, 1.0, 1.6, 0.8),
        (np.array([1.0, 3.0]), np.array([0, 1]), -0.3, 0.5),
        (_SAMPLES, np.array([1, 0, 1, 0, 0]), 1.7, -0.9),
        (0.97513, -745.20517, 731.70042, -712.4),
        (np.array([-812.7, 40.3, 901.25]), np.array([1, 0, 0]), -0.00153, 0.41957),
        (1.3, 0.0, -20.6, -13.4),
    ],
    digits=12,
    atol=0,
    returns="dL/dw, dL/db",
    wrong=[
        Wrong(
            "no-slope",
            _from_z(lambda y, z, a: a - y),
            hint="You went from $L$ to $a$ and from $z$ to $w$. Between $a$ and $z$ "
            "lies the sigmoid, and its slope is missing.",
        ),
        Wrong(
            "slope-at-a",
            _from_z(lambda y, z, a: (a - y) * sigmoid_derivative(a)),
            hint="You took $σ′$ at $a$. `sigmoid_derivative` wants the logit $z$.",
        ),
        Wrong(
            "z-as-a",
            _from_z(lambda y, z, a: (a - y) * z * (1 - z)),
            hint="You wrote $a(1 - a)$ with the logit in the place of $a$.",
        ),
        Wrong(
            "sign",
            _from_z(lambda y, z, a: (y - a) * sigmoid_derivative(z)),
            hint="Both signs are wrong. When $a$ is too large, more $a$ means more "
            "loss: $dL/da$ is positive then.",
        ),
        Wrong(
            "twice",
            _from_z(lambda y, z, a: 2 * (a - y) * sigmoid_derivative(z)),
            hint="Twice too large. The square brings a 2 down; and what is the $½$ "
            "in $L$ for?",
        ),
        Wrong(
            "no-loss",
            _from_z(lambda y, z, a: sigmoid_derivative(z)),
            hint="These are the derivatives of the output $a$, whatever the target is. "
            "The link from $a$ to $L$ is missing.",
        ),
        Wrong(
            "no-x",
            _to_parameters(lambda by_z, x, w: (np.mean(by_z), np.mean(by_z))),
            hint="Your $dL/db$ is right. But a nudge of $w$ moves $z$ by more where "
            "$x$ is larger.",
        ),
        Wrong(
            "w-for-x",
            _to_parameters(lambda by_z, x, w: (np.mean(by_z * w), np.mean(by_z))),
            hint="Your $dL/db$ is right. In $z = wx + b$, how much does $z$ move per "
            "unit of $w$? You used how much it moves per unit of $x$.",
        ),
        Wrong(
            "x-in-both",
            _to_parameters(lambda by_z, x, w: (np.mean(by_z * x), np.mean(by_z * x))),
            hint="Your $dL/dw$ is right. But $b$ is added after $x$ has done its part.",
        ),
        Wrong(
            "sum",
            _to_parameters(lambda by_z, x, w: (np.sum(by_z * x), np.sum(by_z))),
            hint="Right for one sample. For several you add the derivatives up, and "
            "$L$ is the mean of the losses.",
        ),
        Wrong(
            "one-each",
            _to_parameters(lambda by_z, x, w: (by_z * x, by_z)),
            hint="Right for each sample by itself. There is one $w$ and one $b$, so "
            "over all samples there is one derivative for each.",
        ),
        Wrong(
            "one-bias-each",
            _to_parameters(lambda by_z, x, w: (np.mean(by_z * x), by_z)),
            hint="Your $dL/dw$ is right. But $b$ serves all samples too, and has one "
            "derivative.",
        ),
        Wrong(
            "means-multiplied",
            _to_parameters(
                lambda by_z, x, w: (
                    np.mean(by_z) * np.mean(x),
                    np.mean(by_z),
                )
            ),
            hint="You multiplied two means. Each sample's rate belongs with its own "
            "$x$: multiply first, then take the mean.",
        ),
    ],
    hints=[
        "Forward first: $z$, then $a$. Then back, link by link: $dL/da$, $da/dz$, "
        "$dz/dw$.",
        "$dL/da$ and $da/dz$ are the same for $w$ and $b$, so work out their product "
        "once.",
        "`np.mean` leaves a single number as it is, so one program does for both.",
    ],
    solution="`by_z` is $dL/dz$, which both paths share. From $z$ to $w$ the rate is "
    "$x$, from $z$ to $b$ it is 1.",
    why="Both derivatives share $dL/dz$; only the last link differs, $x$ for the "
    "weight and 1 for the bias.",
)


def backward(arrows):
    """Return the slope of the last box by every box."""
    boxes = range(len(arrows))
    grad = [0.0] * len(boxes)
    grad[-1] = 1.0
    for box in reversed(boxes):
        for parent, slope in arrows[box]:
            grad[parent] += grad[box] * slope
    return grad


order_of_walk = Order(
    "chain_rule.order-of-walk",
    prompt="""
        The boxes of a graph are numbered, inputs first, the loss last. `arrows[i]`
        lists what box i was made from: a pair (parent, slope) for each arrow that
        leads into it. Here box 3 is made from boxes 1 and 2, and both from box 0:

        ```
        arrows = [
            [],
            [(0, 6.0)],
            [(0, 0.5)],
            [(1, 2.0), (2, 9.0)],
        ]
        ```

        Return the slope of the loss by every box, here [16.5, 2.0, 9.0, 1.0]. Not
        every line is needed, and indentation counts.
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
            hint="Your walk begins at the inputs. There nothing has arrived yet that "
            "could be handed on.",
        ),
        Wrong(
            "no-start",
            edited(backward, "    grad[-1] = 1.0\n", ""),
            hint="Nothing but zeros is handed on. How fast does the loss move with "
            "itself?",
        ),
        Wrong(
            "start-at-input",
            edited(backward, "grad[-1] = 1.0", "grad[0] = 1.0"),
            hint="You give the 1 to box 0. Which box do you know the slope of before "
            "the walk begins?",
        ),
        Wrong(
            "slope-alone",
            edited(backward, "grad[box] * slope", "slope"),
            hint="Each parent gets the rate of its own link only. The rates further on "
            "towards the loss have to be multiplied with it.",
        ),
        Wrong(
            "other-way",
            edited(
                backward,
                "grad[parent] += grad[box] * slope",
                "grad[box] += grad[parent] * slope",
            ),
            hint="You walk backwards but hand the slopes on forwards, from the parent "
            "to the box.",
        ),
        Wrong(
            "one-box",
            edited(backward, "    return grad", "        return grad"),
            hint="Your program returns inside the loop, after one box.",
        ),
    ],
    hints=[
        "First zeros everywhere, then the one slope that is known from the start.",
        "A box may hand on only when all that it feeds has had its turn.",
        "At each arrow: what the box has, times the arrow's rate, goes to the parent.",
    ],
    solution="```\nboxes = range(len(arrows))\ngrad = [0.0] * len(boxes)\ngrad[-1] = "
    "1.0\nfor box in reversed(boxes):\n    for parent, slope in arrows[box]:\n        "
    "grad[parent] += grad[box] * slope\nreturn grad\n```\n\nBox 0 gets $2.0·6.0$ over "
    "box 1 and $9.0·0.5$ over box 2: multiplied along a path, added where paths meet.",
    why="Every box that is made from another one comes later in the list, so walking "
    "backwards a box has all its share before it hands anything on.",
)


def walk_back(y):
    """Walk back from y over its graph."""
    y.grad = 1.0
    for box in reversed(y.nodes()):
        for parent, slope in zip(box.parents, box.slopes):
            parent.grad += box.grad * slope


def slope_after(walks):
    """Return the slope at x after so many walks, nothing being cleared in between."""
    x = Value(3.0)
    u = 2 * x
    y = u * u
    for _ in range(walks):
        walk_back(y)
    return x.grad


TWICE = """x = Value(3.0)
u = 2 * x
y = u * u
walk_back(y)
walk_back(y)
x.grad"""


second_call = Predict(
    "chain_rule.second-call",
    prompt="$y = (2x)²$ has the slope $8x$, so one walk back from $y$ gives 24 at $x "
    "= 3$. This walk clears nothing before it starts, and here it is taken twice. "
    "What stands in `x.grad` at the end? A pencil helps.",
    code=f"{source(walk_back)}\n\n{TWICE}",
    answer=lambda: slope_after(2),
    wrong=[
        Wrong(
            "replaced",
            lambda: slope_after(1),
            hint="That is right after the first walk. The second one adds to what it "
            "finds, because of the `+=`.",
        ),
        Wrong(
            "doubled",
            lambda: 2 * slope_after(1),
            hint="So it would be if only $x$ had kept its slope. What did the first "
            "walk leave in $u$, and what does the second one hand on from there?",
        ),
        Wrong(
            "multiplied",
            lambda: slope_after(1) ** 2,
            hint="Two walks are not two links of one path. The second one adds to what "
            "it finds.",
        ),
    ],
    hints=["Keep two numbers on paper, `u.grad` and `x.grad`, and walk twice."],
    solution="First walk: $u$ gets $6 + 6 = 12$, and $x$ gets $12·2 = 24$. Second "
    "walk: $u$ has 12 and gets 12 more; $x$ has 24 and gets $24·2 = 48$ more. Not "
    "even twice the right slope, so dividing by 2 is no cure. `Value.backward` clears "
    "the graph before it walks.",
    why="The first walk left 12 in `u.grad`; the second makes it 24 and hands on "
    "$24·2 = 48$, on top of the 24 that were in `x.grad`.",
)


def slope_at(number):
    """Return the slope of (x + 1)(x - 4), badly."""
    x = Value(number)
    y = (x + 1) * (x - 4)
    y.grad = 1.0
    for box in reversed(y.nodes()):
        for parent, slope in zip(box.parents, box.slopes):
            parent.grad = box.grad * slope
    return x.grad


assigned_gradient = FindBug(
    "chain_rule.assigned-gradient",
    prompt="This program makes $y = (x + 1)(x - 4)$ and walks back over its graph. "
    "`nodes()` lists the boxes, inputs first. At $x = 3$ the slope of $y$ is $2x - 3 "
    "= 3$, and the program says that $y$ falls. With `y = 5 * (x - 4)` in line 3 its "
    "slope would be right. Which line is wrong, and why?",
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
                "The walk takes the boxes in the wrong order.",
            ),
            hint="The walk has to begin at $y$, which is last in `nodes()`, and "
            "reversed it comes first.",
        ),
        Wrong(
            "starts-from-value",
            edited(
                slope_at,
                "y.grad = 1.0",
                "y.grad = y.data",
                "The walk should start with the value of $y$.",
            ),
            hint="It starts with the slope of $y$ by $y$ itself: one for one, "
            "whatever the value is.",
        ),
        Wrong(
            "not-cleared",
            edited(
                slope_at,
                "y.grad = 1.0",
                "x.grad, y.grad = 0.0, 1.0",
                "The slopes of an earlier walk were not cleared.",
            ),
            hint="That would matter on a second walk. Here all boxes are new, and a "
            "new `Value` has the slope 0.",
        ),
        Wrong(
            "rates-added",
            edited(
                slope_at,
                "box.grad * slope",
                "box.grad + slope",
                "The rates along a path should be added.",
            ),
            hint="Along a path rates are multiplied, and here they are. But how many "
            "paths lead from $x$ to $y$?",
        ),
    ],
    hints=[
        "Draw the graph, with the slope of each arrow. How many arrows leave $x$?",
        "Write down `x.grad` after each turn of the inner loop.",
    ],
    solution="Two paths lead from $x$ to $y$. The one over $x - 4$ brings 4, the "
    "value of $x + 1$; the one over $x + 1$ brings $-1$, the value of $x - 4$. The "
    "$-1$ came later and took the place of the 4. Added up they are 3.",
    why="Two paths lead from $x$ to $y$, and `+=` keeps what both of them bring: $4 - "
    "1 = 3$.",
)


def my_gradient_reference(f, x, h):
    """Return the gradient of f at x by central differences of step h."""
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
    "You move the entries of x itself and do not put them back: x has changed after "
    "the call, and each difference is taken at a place that has drifted. Work on a "
    "copy."
)


central_difference = Code(
    "chain_rule.central-difference",
    prompt="Write `my_gradient(f, x, h)`: the derivative of `f` for each entry of "
    "the array $x$, the others held still, by central differences of step $h$. `f` "
    "takes such an array and returns a number. The $x$ that you are given must not "
    "change, and it may hold whole numbers.",
    starter='''
        def my_gradient(f, x, h):
            """Return the gradient of f at x by central differences of step h."""
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
            hint="Everything is twice too large. How far is it from one side to the "
            "other?",
        ),
        Wrong(
            "turned",
            _entry_by_entry(
                lambda f, right, left, x, h: -_central(f, right, left, x, h)
            ),
            hint="The sign is wrong: left minus right is the rise of a walk to the "
            "left.",
        ),
        Wrong(
            "all-at-once",
            lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
            hint="Your $x + h$ moves every entry at the same time, and so you get one "
            "number: the sum of the derivatives. Move one entry, and hold the others "
            "still.",
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
        "A loop over the entries. In each turn two copies of $x$, one moved up by "
        "$h$, one moved down.",
        "Convert to floats first: `np.array` with a `dtype` copies and converts.",
    ],
    solution="Two calls of $f$ for every entry: for a million weights that is two "
    "million calls. The walk back over the graph finds all slopes in one.",
    why="One entry moves at a time, to both sides, in a copy that holds floats; so "
    "what was handed in stays as it was.",
)


def error(h):
    """Return the error of the central difference of σ at 1."""
    rise = sigmoid(1 + h) - sigmoid(1 - h)
    return abs(rise / (2 * h) - sigmoid_derivative(1.0))


best_step = Predict(
    "chain_rule.best-step",
    prompt="The slope of $σ$ at $z = 1$ by central differences, with five steps $h$. "
    "Which of them comes nearest to the true slope?",
    code="""
        def error(h):
            rise = sigmoid(1 + h) - sigmoid(1 - h)
            return abs(rise / (2 * h) - sigmoid_derivative(1.0))

        min([1e-2, 1e-5, 1e-8, 1e-11, 1e-14], key=error)
    """,
    answer=lambda: min([1e-2, 1e-5, 1e-8, 1e-11, 1e-14], key=error),
    wrong=[
        Wrong(
            "smallest",
            lambda: 1e-14,
            hint="In exact arithmetic, yes. But floats keep 16 digits: over so small "
            "a step the two values of $σ$ differ in their last two digits, and that "
            "is all the slope is made of.",
        ),
        Wrong(
            "one-sided",
            lambda: 1e-8,
            hint="That is a good step for the one-sided difference, whose error "
            "shrinks like $h$. The central one's shrinks like $h²$, so it can stop "
            "earlier, where less is lost to rounding.",
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
        "Two errors: the bend of the curve brings about $h²$, rounding about "
        "$10⁻¹⁶/h$. Write both down for each $h$.",
    ],
    solution="$h²$ falls and $10⁻¹⁶/h$ rises. They meet where $h³$ is $10⁻¹⁶$, near "
    "$5·10⁻⁶$. To both sides of that the error grows; at $10⁻¹⁴$ hardly two digits of "
    "the slope are left.",
    why="At $10⁻⁵$ the bend of the curve costs less than $10⁻¹²$ and rounding about "
    "$10⁻¹¹$ at most; no other of these steps keeps both so small.",
)


def slope_through(sigmoids):
    """Return the slope through sigmoids in a row, each of them at score 0."""
    a, slope = 0.5, 1.0
    for _ in range(sigmoids):
        z = a - 0.5
        a = sigmoid(z)
        slope *= a * (1 - a)
    return slope


five_sigmoids = Predict(
    "chain_rule.five-sigmoids",
    prompt="Five neurons in a row, each fed by the one before, with $w = 1$ and $b = "
    "-0.5$. Started at $x = 0.5$, every score is 0, where $σ$ is at its steepest. So "
    "this is the best that can happen: what share of a nudge arrives behind the fifth?",
    code="""
        a, slope = 0.5, 1.0
        for _ in range(5):
            z = a - 0.5
            a = sigmoid(z)
            slope *= a * (1 - a)
        round(slope, 6)
    """,
    answer=lambda: round(slope_through(5), 6),
    wrong=[
        Wrong(
            "added",
            lambda: 5 * sigmoid_derivative(0.0),
            hint="You added five slopes, and so the nudge would have grown. The five "
            "lie on one path, one behind the other.",
        ),
        Wrong(
            "heights",
            lambda: sigmoid(0.0) ** 5,
            hint="The five are multiplied, but you took the height of $σ$ at 0, which "
            "is $1/2$. A nudge feels the slope.",
        ),
        Wrong(
            "shared",
            lambda: round(sigmoid_derivative(0.0) / 5, 6),
            hint="You divided one slope by five. Each sigmoid takes its share of what "
            "the one before has left.",
        ),
        Wrong(
            "once",
            lambda: sigmoid_derivative(0.0),
            hint="That is what is left after the first sigmoid. Four more are to come.",
        ),
    ],
    hints=["What does one sigmoid at its steepest hand on of a nudge? And two?"],
    solution="$0.25·0.25·0.25·0.25·0.25$, less than a thousandth. At any other score "
    "a sigmoid hands on less. The first layers of a deep network are taught by what "
    "comes back through all the later ones: chapter 5 sees what that does to them.",
    why="Each sigmoid passes on a quarter at best, and a quarter of a quarter, five "
    "times over, is less than a thousandth.",
)
