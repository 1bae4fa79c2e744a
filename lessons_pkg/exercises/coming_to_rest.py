"""Page 3a, why the perceptron must come to rest.

Its exercises: the length of a sum, the margin of a line, the step of the proof that
needs mistakes, the limit for three points, and what rounding does to a count. Three of
them stood in chapter 3 before this page had them, and keep the ids that they had there,
so that whoever has solved them has still solved them.
"""

import math

import numpy as np

from lessons_pkg.exercises.perceptron import OR
from lessons_pkg.interactive.exercise import (
    Choice,
    Code,
    FindBug,
    Numeric,
    Predict,
    Wrong,
    edited,
)
from lessons_pkg.interactive.numbers import shown
from lessons_pkg.perceptron import Perceptron, mistake_bound

__all__ = [
    "sum_length",
    "my_margin",
    "step_of_proof",
    "bound_of_three",
    "learned_xor",
    "tenths",
    "whole_weights",
]

sum_length = Numeric(
    "coming_to_rest.sum-length",
    given=[
        {"p": 5, "q": 3, "pq": -9, "than": "shorter"},
        {"p": 4, "q": 7, "pq": 8, "than": "longer"},
        {"p": 7, "q": 4, "pq": -20, "than": "shorter"},
        {"p": 3, "q": 9, "pq": -13, "than": "longer"},
        {"p": 6, "q": 8, "pq": 22, "than": "longer"},
    ],
    prompt="The arrow $p$ has length {p} and the arrow $q$ has length {q}, and $p·q = "
    "{pq}$. How long is $p + q$? Give two decimals or more.",
    answer=lambda p, q, pq: math.sqrt(p**2 + 2 * pq + q**2),
    tolerance=0.01,
    wrong=[
        Wrong(
            "lengths-added",
            lambda p, q: p + q,
            hint="You probably added the lengths. That is right only for arrows that "
            "point in the same direction.",
        ),
        Wrong(
            "pythagoras",
            lambda p, q: math.sqrt(p**2 + q**2),
            hint="You probably used Pythagoras, but $p·q$ is not 0 here, so this is "
            "no right angle.",
        ),
        Wrong(
            "not-doubled",
            lambda p, q, pq: math.sqrt(p**2 + pq + q**2),
            hint="You probably added $p·q$ once. How often does it come up when you "
            "multiply out the square?",
        ),
        Wrong(
            "sign",
            lambda p, q, pq: math.sqrt(p**2 - 2 * pq + q**2),
            hint=lambda pq: (
                "You probably lost the sign of $p·q$. These arrows point in opposing "
                "directions, so their sum is short."
                if pq < 0
                else "You probably subtracted $p·q$. That is the length of $p - q$."
            ),
        ),
        Wrong(
            "no-root",
            lambda p, q, pq: p**2 + 2 * pq + q**2,
            hint="That is the square of the length.",
        ),
        Wrong(
            "lengths-not-squared",
            lambda p, q: math.sqrt(p + q),
            hint="You probably took lengths where their squares are needed.",
        ),
    ],
    hints=["Square the lengths, add them, and add $2p·q$.", "Then take the root."],
    solution=lambda p, q, pq, than, answer: (
        f"$‖p + q‖² = {p}² + 2·{f'({pq})' if pq < 0 else pq} + {q}² = "
        f"{p**2 + 2 * pq + q**2}$, so $p + q$ is {shown(answer)} long. That is {than} "
        "than $p$ alone"
        + (
            ", because $q$ points against it."
            if than == "shorter"
            else ", although $q$ points against it."
            if pq < 0
            else ", because $q$ has a part that points the same way."
        )
    ),
    why="${p}² + {2*pq} + {q}²$ is {p**2 + 2*pq + q**2}, the square of the length.",
)


def margin_reference(X, t, w, b):
    """Return the margin of the line."""
    z = X @ w + b
    length = np.sqrt(w @ w + b**2)
    return (t * z).min() / length


def _margin_with(old, new):
    return edited(margin_reference, old, new)


my_margin = Code(
    "coming_to_rest.my-margin",
    prompt="Write `my_margin(X, t, w, b)`: the margin $γ$ of the line $w·x + b = 0$. "
    "Here `X` has one sample in each row, `t` has their labels, $+1$ or $-1$, `w` is "
    "an array and `b` a number. If a sample is on the wrong side, the result is "
    "negative.",
    starter='''
        def my_margin(X, t, w, b):
            """Return the margin of the line."""
            ...
    ''',
    reference=margin_reference,
    cases=[
        (
            np.array([[2.0, -0.5], [0.3, 1.7], [-1.2, 0.4], [-0.8, -2.1]]),
            np.array([1, 1, -1, -1]),
            np.array([1.3, 0.7]),
            -0.4,
        ),
        (
            np.array([[2.0, 0.5, 1.1], [0.3, 1.7, -3.0], [-1.2, 0.4, 0.9]]),
            np.array([-1, 1, -1]),
            np.array([-0.6, 0.25, -1.5]),
            0.7,
        ),
        (
            np.array([[0.4, 0.9], [1.5, -2.2], [3.1, 0.2], [-0.7, 1.6], [2.4, 2.9]]),
            np.array([-1, 1, 1, -1, 1]),
            np.array([0.9, -0.2]),
            1.3,
        ),
        (
            np.array([[812.37219, -431.2], [-950.1, 640.77]]),
            np.array([1, -1]),
            np.array([911.46128, -702.3]),
            -870.31467,
        ),
        (
            np.array([[0.11, 0.23], [-0.31, 0.05], [0.42, -0.17]]),
            np.array([1, -1, 1]),
            np.array([0.031, 0.0072]),
            0.0013,
        ),
    ],
    wrong=[
        Wrong(
            "in-the-plane",
            _margin_with("w @ w + b**2", "w @ w"),
            hint="You divide by the length of $w$: that is the distance in the plane. "
            "The bias belongs to the arrow as well.",
        ),
        Wrong(
            "no-labels",
            _margin_with("(t * z)", "z"),
            hint="You take the smallest $z$. For a sample with $t = -1$, a negative "
            "$z$ is what we want.",
        ),
        Wrong(
            "sizes",
            _margin_with("(t * z)", "abs(z)"),
            hint="A sample on the wrong side counts as if it were on the right side. "
            "Use the labels.",
        ),
        Wrong(
            "no-length",
            _margin_with("np.sqrt(w @ w + b**2)", "1.0"),
            hint="If you double $w$ and $b$, your result doubles, but the line stays "
            "where it is.",
        ),
        Wrong(
            "no-root",
            _margin_with("np.sqrt(w @ w + b**2)", "w @ w + b**2"),
            hint="You divide by the square of the length.",
        ),
        Wrong(
            "no-bias",
            _margin_with("X @ w + b", "X @ w"),
            hint="Your weighted sums have no bias.",
        ),
        Wrong(
            "largest",
            _margin_with(".min()", ".max()"),
            hint="You take the sample that is furthest away. The margin is about the "
            "nearest one.",
        ),
        Wrong(
            "mean",
            _margin_with(".min()", ".mean()"),
            hint="You take the mean over the samples. The margin is about the worst "
            "case.",
        ),
    ],
    hints=[
        "First all weighted sums at once: `X @ w + b`.",
        "Multiply by the labels, take the smallest, and divide by the length of all "
        "weights and the bias together.",
    ],
    solution="In the package this is `margin`, in `lessons_pkg.perceptron`. It takes "
    "any two labels.",
    why="The smallest $t·z$, divided by the length of the arrow $(w, b)$, doesn't "
    "change if the arrow becomes longer.",
)


step_of_proof = Choice(
    "coming_to_rest.step-of-proof",
    prompt="Suppose the rule took its step at every visit, whether the sample was a "
    "mistake or not. Which part of the proof would break?",
    answer="$‖θ‖² ≤ kR²$: the square of the length can now grow by more than $R²$ at "
    "a step",
    wrong=[
        Wrong(
            "progress",
            "$θ·u ≥ kγ$: a step at a sample that was right can lead back",
            hint="A step adds $t·u·x̂$ to the progress. Is there any sample for which "
            "that is below $γ$?",
        ),
        Wrong(
            "shadow",
            "$θ·u ≤ ‖θ‖$: $θ$ can now have come further along $u$ than it is long",
            hint="This holds for any two arrows, if $u$ has the length 1. No rule "
            "comes into it.",
        ),
        Wrong(
            "margin",
            "$γ > 0$: the margin can now become negative",
            hint="The margin belongs to the line that we know to exist. It doesn't "
            "depend on what the machine does.",
        ),
        Wrong(
            "radius",
            "the definition of $R$: the longest $x̂$ can now become longer",
            hint="The samples stay as they are, and with them the longest one.",
        ),
    ],
    hints=["Where did we say 'because this was a mistake'?"],
    solution="If the sample was right, $t·θ·x̂$ is positive, and so is the term in the "
    "middle. Then $‖θ‖²$ can grow by more than $R²$. The other parts of the proof hold "
    "as before.",
    why="The term in the middle, $2t·θ·x̂$, is 0 or negative only at a mistake.",
)


# Three points, the first two with t = +1 and the last with t = -1, and a line whose w
# and b have a whole number for their length.
LINES = [
    {"X": [(1, 2), (3, 1), (0, -1)], "w": (2, 1), "b": -2},
    {"X": [(0, 2), (4, -4), (-2, 3)], "w": (6, 3), "b": -2},
    {"X": [(-2, 0), (3, 0), (3, -3)], "w": (-1, 4), "b": 8},
    {"X": [(-3, 3), (-4, 4), (-4, 2)], "w": (4, 7), "b": -4},
    {"X": [(4, -2), (3, 3), (-3, 2)], "w": (2, -3), "b": 6},
]


def with_lengths(X, w, b):
    """Return three points and a line with what the limit is made of."""
    t = (1, 1, -1)
    z = [w[0] * x + w[1] * y + b for x, y in X]
    right = [label * total for label, total in zip(t, z, strict=True)]
    return {
        "X": X,
        "w": w,
        "b": b,
        "first": X[0],
        "second": X[1],
        "third": X[2],
        "longest": (*max(X, key=lambda x: x[0] ** 2 + x[1] ** 2), 1),
        "products": "{}, {} and {}".format(*right),
        "least": min(right),  # the smallest t·z
        "smallest": min(z),
        "length": math.isqrt(w[0] ** 2 + w[1] ** 2 + b**2),
        "plane": w[0] ** 2 + w[1] ** 2,
        "flat": max(x[0] ** 2 + x[1] ** 2 for x in X),
    }


# Radius and margin are both taken in the space of x̂ = (x, 1), where the bias is one
# more weight.
bound_of_three = Numeric(
    "perceptron.bound-of-three",
    given=[with_lengths(**line) for line in LINES],
    prompt=lambda first, second, third, w, b: (
        f"Three points: ${first}$ and ${second}$ with $t = +1$, and ${third}$ with $t "
        f"= -1$. The line with $w = {w}$ and $b = {b}$ divides them. Which limit "
        "$R²/γ²$ does it give for the number of mistakes, to two decimals?"
    ),
    answer=lambda X, w, b: mistake_bound(X, [1, 1, -1], w=w, b=b),
    tolerance=0.02,
    wrong=[
        Wrong(
            "margin-not-squared",
            lambda flat, least, length: (flat + 1) / (least / length),
            hint="You probably divided by $γ$. The limit contains its square.",
        ),
        Wrong(
            "radius-without-1",
            lambda flat, least, length: flat / (least / length) ** 2,
            hint="Your $R$ is the length of $x$. The bias is a weight too, and its "
            "input 1 belongs to $x̂ = (x, 1)$.",
        ),
        Wrong(
            "margin-in-the-plane",
            lambda flat, least, plane: (flat + 1) / (least**2 / plane),
            hint="Your $γ$ is the distance from the line in the plane: you divided by "
            "the length of $w$. Divide by the length of all three numbers, $w$ and "
            "$b$.",
        ),
        Wrong(
            "both-in-the-plane",
            lambda flat, least, plane: flat / (least**2 / plane),
            hint="You took $R$ and $γ$ in the plane. In the proof the bias counts as "
            "a weight and its input as 1: there is a third coordinate.",
        ),
        Wrong(
            "not-divided-by-length",
            lambda flat, least: (flat + 1) / least**2,
            hint="Your $γ$ is the smallest $t·z$. If you double $w$ and $b$, it "
            "doubles too; divide it by the length of $(w, b)$.",
        ),
        Wrong(
            "upside-down",
            lambda flat, least, length: (least / length) ** 2 / (flat + 1),
            hint="Upside down: a wide margin should mean few mistakes.",
        ),
        Wrong(
            "label-forgotten",
            lambda flat, smallest, length: (flat + 1) / (smallest / length) ** 2,
            hint=lambda smallest, length: (
                ("That is $R²$ alone, or you" if length == -smallest else "You")
                + f" probably took the smallest weighted sum, ${smallest}$, in place "
                "of the smallest $t·z$."
            ),
        ),
        Wrong(
            "label-and-length-forgotten",
            lambda flat, smallest: (flat + 1) / smallest**2,
            hint="You probably took the smallest weighted sum, ${smallest}$, in place "
            "of the smallest $t·z$, and did not divide by the length.",
        ),
        Wrong(
            "radius-not-squared",
            lambda flat, least, length: math.sqrt(flat + 1) / (least / length) ** 2,
            hint="You divided $R$ by $γ²$. In the limit both are squared.",
        ),
    ],
    hints=[
        lambda w, b, length: (
            f"The length of ${(*w, b)}$ is {length}. Work out $t·z$ for each point: "
            f"the smallest, divided by {length}, is $γ$."
        ),
        "$R$ is the length of the longest $x̂ = (x, 1)$. You can type an expression "
        "here.",
    ],
    solution=lambda products, least, length, longest, flat, answer: (
        f"$t·z$ is {products}, so $γ = {least}/{length}$. The longest $x̂$ is "
        f"${longest}$, so $R² = {flat + 1}$. The limit is ${flat + 1}/({least}/"
        f"{length})² = {shown(answer)}$: at most {int(answer)} mistakes, in whatever "
        "order the points come. A wider margin gives a smaller limit."
    ),
    why=lambda least, length, flat, answer: (
        f"$R² = {flat + 1}$ and $γ = {least}/{length}$, so the perceptron makes at "
        f"most {int(answer)} mistakes here, in whatever order the points come."
    ),
)


def learn_xor():
    """Count the mistakes of the last epoch on XOR, badly."""
    X = []
    for i in range(2):
        for j in range(i, 2):
            X.append([i, j])
    y = [int(i != j) for i, j in X]
    model = Perceptron()
    model.fit(X, y)
    return int(model.mistakes_[-1])


learned_xor = FindBug(
    "perceptron.learned-xor",
    prompt='"My perceptron has learned XOR: no mistakes in its last epoch!" You know '
    "that no line divides XOR. So which line of the program has to change, and why?",
    buggy=learn_xor,
    fixed=edited(
        learn_xor, "range(i, 2)", "range(2)", "One of the four points is missing."
    ),
    cases=[()],
    wrong=[
        Wrong(
            "labels",
            edited(
                learn_xor,
                "int(i != j)",
                "2 * int(i != j) - 1",
                "The labels are 0 and 1, but should be $-1$ and $+1$.",
            ),
            hint="`Perceptron` turns any two labels into $t = ±1$. Which points do "
            "they belong to?",
        ),
        Wrong(
            "last-epoch",
            edited(
                learn_xor,
                "model.mistakes_[-1]",
                "model.mistakes_.sum()",
                "It should count the mistakes of all epochs together.",
            ),
            hint="The last epoch is the one that counts: if it is without a mistake, "
            "the line divides all the points that were shown in it. Which were those?",
        ),
        Wrong(
            "rate",
            edited(
                learn_xor,
                "Perceptron()",
                "Perceptron(learning_rate=0.5)",
                "The learning rate is missing.",
            ),
            hint="Then it is 1. Starting from zeros, the rate scales $w$ and $b$ in "
            "the same way, and the line stays where it is.",
        ),
        Wrong(
            "order",
            edited(
                learn_xor,
                "Perceptron()",
                "Perceptron(shuffle=True)",
                "The points come in the same order in every epoch.",
            ),
            hint="The order changes how many mistakes it takes, but not whether there "
            "is a line. Look at what the perceptron is given.",
        ),
    ],
    hints=[
        "A count of 0 means that a line divides the points. Which points?",
        "Write down `X` as it is when `fit` gets it.",
    ],
    solution="With `i = 1` the inner loop starts at `j = 1`, so (1, 0) is never made. "
    "For the other three points there is a line, $x2 - x1 = 1/2$. If you count the "
    "mistakes on all four rows of the table, such a report is impossible.",
    why="Without $(1, 0)$ only three points are left, and a line divides those. For "
    "all four there is none.",
)


tenths = Predict(
    "coming_to_rest.tenths",
    prompt="For $k$ from 1 to 9, is $k$ times 0.1 the same number as $k/10$? The "
    "program lists the $k$ for which the two differ. Which are they?",
    code="[k for k in range(1, 10) if k * 0.1 != k / 10]",
    answer=lambda: [k for k in range(1, 10) if k * 0.1 != k / 10],
    wrong=[
        Wrong(
            "none",
            lambda: [],
            hint="On paper, none. But 0.1 is stored with a small error, and if you "
            "multiply it, the error grows too.",
        ),
        Wrong(
            "all",
            lambda: list(range(1, 10)),
            hint="For $k = 1$ there is nothing to multiply, and both are the same "
            "rounded number.",
        ),
        Wrong(
            "all-but-halves",
            lambda: [k for k in range(2, 10) if k != 5],
            hint="For $k = 2$ both sides are twice as large as for $k = 1$, and "
            "doubling is exact. So what follows for 4 and for 8?",
        ),
        Wrong(
            "odd",
            lambda: [3, 5, 7, 9],
            hint="For $k = 5$ the product is rounded to ½, which is stored exactly.",
        ),
    ],
    hints=[
        "If two numbers are the same, so are their doubles. And if they differ, their "
        "doubles differ too.",
        "So 1, 2, 4 and 8 go together, and so do 3 and 6.",
    ],
    solution="`3 * 0.1` is 0.30000000000000004, and `3 / 10` is stored as the number "
    "nearest to 0.3. For 6 it is the same, doubled; 7 differs in its last "
    "digit too. For 1, 2, 4 and 8 nothing is rounded, because doubling is exact. For "
    "5 and 9 the rounding of the product happens to repair the error.",
    why="For 1, 2, 4 and 8 nothing is rounded. For 5 and 9 rounding repairs the error "
    "of the product, and for 3, 6 and 7 it doesn't.",
)


def or_weights(rate):
    """Learn OR, badly."""
    w = np.array([0, 0])
    b = 0.0
    for x, t in 20 * OR:
        z = w @ x + b
        if t * z > 0:
            continue
        step = rate * t
        w[0] += step * x[0]
        w[1] += step * x[1]
        b += step
    return w


whole_weights = FindBug(
    "perceptron.whole-weights",
    prompt="`OR` is the list of the four pairs `(x, t)` of OR, and `20 * OR` is that "
    "list twenty times over, so this makes twenty epochs. There is no error and no "
    "warning, but the weights never move. Which line has to change, and why?",
    buggy=or_weights,
    fixed=edited(
        or_weights,
        "np.array([0, 0])",
        "np.array([0.0, 0.0])",
        "The array holds whole numbers, so fractions are cut off.",
    ),
    cases=[(0.25,), (0.125,)],
    wrong=[
        Wrong(
            "points",
            edited(
                or_weights,
                "20 * OR",
                "[(1.0 * x, t) for x, t in 20 * OR]",
                "The points are whole numbers, so the steps are too.",
            ),
            hint="The step is 0.25 or $-0.25$, and times a whole number it is still a "
            "float. Follow where it goes from there.",
        ),
        Wrong(
            "zero-start",
            edited(
                or_weights,
                "np.array([0, 0])",
                "np.array([1, 1])",
                "Starting from zeros, a perceptron cannot learn.",
            ),
            hint="It can: a weighted sum of 0 counts as a mistake, so the first point "
            "makes a step. Here the steps get lost, and from other weights they would "
            "get lost as well.",
        ),
        Wrong(
            "small-rate",
            edited(
                or_weights,
                "rate * t",
                "2 * rate * t",
                "The learning rate is too small.",
            ),
            hint="Small steps add up, and after twenty epochs you would see them. "
            "These weights have not moved at all, and with twice the rate they "
            "wouldn't either.",
        ),
        Wrong(
            "on-the-line",
            edited(
                or_weights,
                "t * z > 0",
                "t * z >= 0",
                "A point on the line should be passed over.",
            ),
            hint="In this rule it counts as a mistake, or nothing would ever move from "
            "zeros. Take a point that is a mistake, and follow `w[0]` and `w[1]` "
            "through its step.",
        ),
    ],
    hints=[
        "Do one visit by hand: $x = (0, 1)$, $t = 1$, $z = -0.25$. What is in `w[1]` "
        "before, and what is in it after?",
        "What is `w.dtype`?",
    ],
    solution="`np.array([0, 0])` holds integers, and storing 0.25 in it leaves 0. "
    "(`w += …` on the whole array would have been refused with an error; `w[0] += …` "
    "is not.) `np.zeros(2)` would do as well: it holds floats.",
    why="An array made from `[0, 0]` holds integers, and a quarter stored among "
    "integers becomes 0.",
)
