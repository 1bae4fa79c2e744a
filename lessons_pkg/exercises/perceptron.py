"""Chapter 3, the perceptron.

Its exercises, in the order in which the page shows them: lines set by hand,
Rosenblatt's rule for one point and in a loop, XOR, which no line can do, and the soft
unit, which has one weight and one sample here. The last three are the mixed review.
Each stands below the helpers that it uses.
"""

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import logit, sigmoid, sigmoid_derivative
from lessons_pkg.autodiff import Value
from lessons_pkg.interactive.exercise import (
    Build,
    Choice,
    Code,
    Formula,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)
from lessons_pkg.perceptron import Perceptron

__all__ = [
    "and_by_hand",
    "one_step",
    "update",
    "training_loop",
    "is_it_a_probability",
    "xor_by_hand",
    "xor_mistakes",
    "soft_update",
    "through_a_point",
    "input_matters",
    "true_statements",
]

# Each gate has one corner that stands alone: its name, this corner and whether it is a
# yes, the gate in which the opposite corner stands alone, and three sentences.
GATES = [
    {
        "gate": "AND",
        "alone": (1, 1),
        "yes": 1,
        "other": "OR",
        "weights": "Both inputs count the same, so let $w1 = w2$.",
        "bias": "Then $b$ has to outweigh one weight, but not both together.",
        "reason": "Both weights together outweigh the negative bias, and neither of "
        "them does so alone. That is AND.",
    },
    {
        "gate": "OR",
        "alone": (0, 0),
        "yes": 0,
        "other": "AND",
        "weights": "Both inputs count the same, so let $w1 = w2$.",
        "bias": "Then one weight alone has to outweigh $b$, which is below 0.",
        "reason": "Either weight alone outweighs the negative bias. That is OR.",
    },
    {
        "gate": "NAND",
        "alone": (1, 1),
        "yes": 0,
        "other": "NOR",
        "weights": "Both inputs count the same, so let $w1 = w2$. Which sign do they "
        "need?",
        "bias": "Then both weights together have to outweigh $b$, but neither of them "
        "may do so alone.",
        "reason": "Both negative weights together outweigh the positive bias, and "
        "neither of them does so alone. That is NAND.",
    },
    {
        "gate": "the gate *first but not second*",
        "alone": (1, 0),
        "yes": 1,
        "other": "*first or not second*",
        "weights": "The second input speaks against a yes as much as the first one "
        "speaks for it, so let $w2 = -w1$.",
        "bias": "Then $z$ is $b$ at (0, 0) and at (1, 1). So $b$ has to be below 0, "
        "and $w1$ alone has to outweigh it.",
        "reason": "The first weight outweighs the negative bias, unless the second "
        "input takes it away again.",
    },
    {
        "gate": "NOR",
        "alone": (0, 0),
        "yes": 1,
        "other": "NAND",
        "weights": "Both inputs count the same, so let $w1 = w2$. Which sign do they "
        "need?",
        "bias": "At (0, 0) $z$ is $b$. So $b$ has to be above 0, and one weight alone "
        "has to outweigh it.",
        "reason": "Either negative weight alone outweighs the positive bias, so that "
        "only (0, 0) is a yes. That is NOR.",
    },
]


def turned(w1, w2, b):
    """Return a setting for AND as a function that turns it to any other gate."""

    def setting(alone, yes):
        v1, v2 = w1 * (2 * alone[0] - 1), w2 * (2 * alone[1] - 1)
        c = b + w1 * (1 - alone[0]) + w2 * (1 - alone[1])
        sign = 1 if yes else -1
        return {"w1": sign * v1, "w2": sign * v2, "b": sign * c}

    return setting


def start(name):
    """Return where one number of a gate starts, all four corners being wrong."""
    return lambda alone, yes: turned(-0.5, 0, 0.5)(alone, yes)[name]


def corner_goal(x1, x2):
    """Return one corner's goal, in words and as a formula, as functions of the gate."""
    z = f"({x1}*w1 + {x2}*w2 + b)"

    def is_yes(alone, yes):
        return ((x1, x2) == alone) == bool(yes)

    return (
        lambda alone, yes: (
            f"$z$ is above 0.4 for ({x1}, {x2})"
            if is_yes(alone, yes)
            else f"$z$ is below $-0.4$ for ({x1}, {x2})"
        ),
        lambda alone, yes: f"{z} - 0.4" if is_yes(alone, yes) else f"-0.4 - {z}",
    )


def half_way(alone, answer):
    """Return the solution of a gate."""
    w1, w2, b = (answer[name] for name in ("w1", "w2", "b"))
    corners = [(0, 0), (0, 1), (1, 0), (1, 1)]
    sums = {corner: w1 * corner[0] + w2 * corner[1] for corner in corners}
    beside = sums[1 - alone[0], alone[1]]
    z = [f"${sums[corner] + b:g}$" for corner in corners]
    return (
        f"With $w1 = {w1}$ and $w2 = {w2}$ the values of $w1·x1 + w2·x2$ are "
        f"${sums[alone]}$ at {alone} and ${beside}$ at the two corners beside it. To "
        f"put 0 halfway between, take $b = {b:g}$. At (0, 0), (0, 1), (1, 0) and (1, "
        f"1) $z$ is then {z[0]}, {z[1]}, {z[2]} and {z[3]}."
    )


and_by_hand = Build(
    "perceptron.and-by-hand",
    given=GATES,
    prompt=lambda gate, alone, yes: (
        f"The marks are the four inputs of {gate}; only {alone} should be a "
        f"{'yes' if yes else 'no'}. On the line, $z = w1·x1 + w2·x2 + b$ is 0. Set the "
        "three numbers so that $z$ is above 0.4 for "
        + ("the yes, and below $-0.4$ for each no." if yes else "each yes, and below ")
        + ("" if yes else "$-0.4$ for the no.")
    ),
    controls={
        "w1": ("weight", -3, 3, 0.5, start("w1")),
        "w2": ("weight", -3, 3, 0.5, start("w2")),
        "b": ("bias", -3, 3, 0.5, start("b")),
    },
    goals=[
        corner_goal(1, 1),
        corner_goal(1, 0),
        corner_goal(0, 1),
        corner_goal(0, 0),
    ],
    answer=turned(1, 1, -1.5),
    plot={
        # A little more than w2, so that a vertical line can be drawn too.
        "curve": "-(w1*x + b)/(w2 + 0.0001)",
        "x": [-0.5, 1.5, "x1"],
        "y": [-0.5, 1.5, "x2"],
        "points": lambda alone, yes: [
            [x1, x2, int(((x1, x2) == alone) == bool(yes))]
            for x1, x2 in ((0, 0), (0, 1), (1, 0), (1, 1))
        ],
    },
    wrong=[
        Wrong(
            "or",
            turned(1, 1, -0.5),
            hint=lambda other, alone: (
                f"This is {other}, or nearly so: the two corners beside {alone} are "
                "on its side. It should stand alone."
            ),
        ),
        Wrong(
            "no-bias",
            turned(1, 1, 0),
            hint=lambda alone: (
                f"Only {alone} is right, and it shares its side with the other three, "
                "or nearly so. The bias moves the line without turning it: which way "
                "does it have to go?"
            ),
        ),
        Wrong(
            "first-input-only",
            turned(1, 0, -0.5),
            hint=lambda alone: (
                f"{(alone[0], 1 - alone[1])} is on the side of {alone}, or "
                "nearly so. Only $x2$ tells them apart, and it counts for less than "
                "$x1$. Let both count the same."
            ),
        ),
        Wrong(
            "second-input-only",
            turned(0, 1, -0.5),
            hint=lambda alone: (
                f"{(1 - alone[0], alone[1])} is on the side of {alone}, or "
                "nearly so. Only $x1$ tells them apart, and it counts for less than "
                "$x2$. Let both count the same."
            ),
        ),
        Wrong(
            "never",
            turned(1, 1, -2),
            hint=lambda alone: (
                f"Three corners are clear, but {alone} is on their side, or on the "
                f"line. Move the line so that it passes between {alone} and the other "
                "three."
            ),
        ),
        Wrong(
            "upside-down",
            turned(-1, -1, 1.5),
            hint="No corner meets its goal. If your line is in the right place, its "
            "two sides are swapped: flip all three signs.",
        ),
    ],
    hints=["{weights}", "{bias}"],
    solution=half_way,
    why="{reason}",
)


def second_weight(w2, x2, t, η):
    """Return w2 after the step of `one_step`, whose point is a mistake."""
    return w2 + η * t * x2


one_step = Numeric(
    "perceptron.one-step",
    given=[
        {"w1": 0.4, "w2": -0.4, "b": 0.3, "x1": 3, "x2": 2, "t": -1, "η": 0.5},
        {"w1": -0.6, "w2": 0.3, "b": -0.5, "x1": 2, "x2": 4, "t": 1, "η": 0.2},
        {"w1": 0.7, "w2": 0.2, "b": 0.6, "x1": 2, "x2": -5, "t": -1, "η": 0.3},
        {"w1": -0.8, "w2": -0.3, "b": 0.2, "x1": -3, "x2": 6, "t": -1, "η": 0.4},
        {"w1": 0.2, "w2": 0.9, "b": 0.3, "x1": 4, "x2": -2, "t": 1, "η": 0.1},
    ],
    prompt="A perceptron has $w = ({w1}, {w2})$ and $b = {b}$. It meets the point $x = "
    "({x1}, {x2})$, whose label is $t = {t}$. The learning rate is $η = {η}$. What is "
    "the second weight after one step of Rosenblatt's rule?",
    answer=second_weight,
    tolerance=0.005,
    wrong=[
        Wrong(
            "sign",
            lambda w2, x2, t, η: second_weight(w2, x2, -t, η),
            hint=lambda t: (
                f"You probably {'subtracted' if t > 0 else 'added'} the step. The "
                f"weighted sum was too {'small' if t > 0 else 'large'} for a point "
                f"with $t = {t}$. Does your step make it "
                f"{'larger' if t > 0 else 'smaller'}?"
            ),
        ),
        Wrong(
            "no-rate",
            lambda w2, x2, t: second_weight(w2, x2, t, 1.0),
            hint=lambda x2, t: (
                f"You probably {'added' if t > 0 else 'subtracted'} ${x2}$, the whole "
                "input. The learning rate makes the step shorter. (And the rule "
                "multiplies by $t$, not by $t$ minus the output.)"
            ),
        ),
        Wrong(
            "no-x",
            lambda w2, t, η: second_weight(w2, 1.0, t, η),
            hint="You probably took the step of the bias, $ηt$. The step of a weight "
            "is multiplied by its own input as well.",
        ),
        Wrong(
            "first-input",
            lambda w2, x1, t, η: second_weight(w2, x1, t, η),
            hint="You probably took the first input. Each weight goes with its own "
            "input.",
        ),
        Wrong(
            "only-the-step",
            lambda x2, t, η: second_weight(0, x2, t, η),
            hint="That is what is added to $w2$. What does $w2$ become?",
        ),
        Wrong(
            "raw-sum",
            lambda w1, w2, b, x1, x2, t, η: second_weight(
                w2, x2, t - (w1 * x1 + w2 * x2 + b), η
            ),
            hint="You probably used $t - z$ instead of $t$. Rosenblatt's rule only "
            "asks whether $z$ has the sign of $t$; the size of $z$ doesn't count.",
        ),
        Wrong(
            "left-alone",
            lambda w2: w2,
            hint="That is $w2$ before the step. Compare the signs of $t$ and of the "
            "weighted sum: is this point on the right side of the line?",
        ),
        Wrong(
            "first-weight",
            lambda w1, x1, t, η: w1 + η * t * x1,
            hint="That is the first weight after the step. The second one is asked "
            "for.",
        ),
        Wrong(
            "bias",
            lambda b, t, η: b + η * t,
            hint="That is the bias after the step. The second weight is asked for.",
        ),
    ],
    hints=[
        "First the weighted sum: $z = {w1}·{x1} + {w2}·{x2} + {b}$. Does it have the "
        "sign of $t$?",
        "At a mistake, each weight moves by $ηt$ times its own input.",
    ],
    solution="$z = {w1*x1 + w2*x2 + b}$ and $t = {t}$, so this is a mistake, and $w2 = "
    "{w2} + {η}·{t}·{x2} = {answer}$. With $w1 = {w1 + η*t*x1}$ and $b = {b + η*t}$ "
    "the weighted sum of the same point is now "
    "${(w1 + η*t*x1)*x1 + answer*x2 + b + η*t}$.",
    why="The point was a mistake, so the weight moved by $η·t·x2 = {η}·{t}·{x2} = "
    "{η*t*x2}$, from ${w2}$ to ${answer}$.",
)


def update_reference(w, b, x, t, rate):
    """Return new w and b."""
    if t * (w @ x + b) <= 0:
        w = w + rate * t * x
        b = b + rate * t
    return w, b


def _delta(error):
    """Return the rule that moves by an error of its own, right or wrong."""

    def rule(w, b, x, t, rate):
        e = error(w @ x + b, t)
        return w + rate * e * x, b + rate * e

    return rule


def _update_with(old, new):
    return edited(update_reference, old, new)


update = Code(
    "perceptron.update",
    prompt="Write `update(w, b, x, t, rate)`: Rosenblatt's rule for one visit to a "
    "point `x` with the label `t`, which is $+1$ or $-1$. Here `w` and `x` are "
    "arrays, and `b` is a number. Return `w` and `b` as they are after the visit, and "
    "leave the array that you were given unchanged. A point on the line, with $z = "
    "0$, counts as a mistake.",
    starter='''
        def update(w, b, x, t, rate):
            """Return new w and b."""
            ...
    ''',
    reference=update_reference,
    cases=[
        (np.array([0.5, -0.4]), 0.1, np.array([1.0, 2.0]), 1, 0.5),
        (np.array([0.5, -0.4]), 0.7, np.array([1.0, 2.0]), 1, 0.5),
        (np.array([0.5, -0.4]), 0.1, np.array([3.0, -1.5]), -1, 0.2),
        (np.zeros(2), 0.0, np.array([1.5, -2.0]), -1, 0.3),
        (np.array([1.0, -0.5]), 0.0, np.array([1.0, 2.0]), 1, 0.5),
        (np.array([1.0, -0.5, 0.25]), -2.0, np.array([0.5, 2.0, -1.0]), -1, 0.5),
        # A point just beside the line, and one for which a step is not enough.
        (np.array([0.5, 0.25]), -0.774999999, np.array([1.2, 0.7]), 1, 0.5),
        (np.array([1.5, -0.7]), 0.4, np.array([2.0, 1.0]), -1, 0.1053171946),
        # Large numbers, which clipping would change.
        (np.array([812.37219, -950.1]), -870.31467, np.array([0.3, 911.46128]), 1, 0.7),
        (
            np.array([-2.0, 0.5, 3.1]),
            833.1,
            np.array([-790.25, 1.7, 0.2]),
            -1,
            740.31725,
        ),
    ],
    returns="w, b",
    wrong=[
        Wrong(
            "sign",
            lambda w, b, x, t, rate: update_reference(w, b, x, t, -rate),
            hint="Each of your steps leads away from the point's side. Compare the "
            "point's weighted sum before and after.",
        ),
        Wrong(
            "no-rate",
            lambda w, b, x, t, rate: update_reference(w, b, x, t, 1.0),
            hint="Your step has the same size for every learning rate.",
        ),
        Wrong(
            "no-x",
            _update_with("w + rate * t * x", "w + rate * t"),
            hint="All your weights move by the same amount. A weight whose input is "
            "larger did more to the weighted sum.",
        ),
        Wrong(
            "bias-frozen",
            _update_with("b + rate * t", "b"),
            hint="The weights move and the bias stays. Treat it as the weight of an "
            "input that is always 1.",
        ),
        Wrong(
            "bias-with-x",
            _update_with("b + rate * t", "b + rate * t * x"),
            hint="Your bias has become an array, because its step has $x$ in it. The "
            "input that belongs to the bias is 1.",
        ),
        Wrong(
            "always",
            _update_with("t * (w @ x + b) <= 0", "True"),
            hint="You also move for points that are on the right side already. A "
            "perceptron learns from mistakes alone.",
        ),
        Wrong(
            "until-right",
            _update_with("if t", "while t"),
            hint="You step until the point is right. One visit takes one step at most, "
            "and the point's next turn comes in the next epoch.",
        ),
        Wrong(
            "on-the-line",
            _update_with("<=", "<"),
            hint="With all weights 0 every weighted sum is 0, and your rule never "
            "starts. What does the task say about $z = 0$?",
        ),
        Wrong(
            "output-on-the-line",
            _update_with("(w @ x + b)", "np.where(w @ x + b >= 0, 1, -1)"),
            hint="You compare $t$ with the output. On the line the output is $+1$, so "
            "a point with $t = +1$ passes there; the task calls it a mistake too.",
        ),
        Wrong(
            "sum-without-bias",
            _update_with("(w @ x + b)", "(w @ x)"),
            hint="Your test for a mistake leaves out the bias, which may tip the "
            "weighted sum over.",
        ),
        Wrong(
            "doubled",
            _delta(lambda z, t: t - (1 if z >= 0 else -1)),
            hint="You move by $t$ minus the output, which is 2 or $-2$ here: your "
            "steps are twice as long, and a point on the line may be passed over. "
            "With labels $±1$ the step has $t$ alone.",
        ),
        Wrong(
            "raw-sum",
            _delta(lambda z, t: t - z),
            hint="You move by $t - z$, which is another rule (Widrow and Hoff's). It "
            "even pulls on points that are far out on the right side.",
        ),
        Wrong(
            "sigmoid",
            _delta(lambda z, t: t - sigmoid(z)),
            hint="You move by $t - σ(z)$. A perceptron has a step where you have a "
            "sigmoid, and $σ(z)$ never reaches the label $-1$.",
        ),
        Wrong(
            "in-place",
            _update_with("w = w + rate * t * x", "w += rate * t * x"),
            hint="Your values are right, but `+=` changes the array that you were "
            "given, and the caller still needs it. Make a new one.",
        ),
    ],
    hints=[
        "First decide whether the point is a mistake. What sign does $t·z$ have then?",
        "At a mistake, add $ηtx$ to $w$. For $b$ it is the same, with 1 in place of "
        "$x$.",
        "Otherwise return what you were given.",
    ],
    solution="$t·z$ is positive where $z$ has the sign of the label. One "
    "comparison covers both labels, and the points on the line.",
    why="One comparison, $t·z ≤ 0$, finds the mistakes of both classes, and the "
    "points on the line as well.",
)


CORNERS = [np.array(corner) for corner in ([0, 0], [0, 1], [1, 0], [1, 1])]
AND = list(zip(CORNERS, [-1, -1, -1, 1], strict=True))
OR = list(zip(CORNERS, [-1, 1, 1, 1], strict=True))


def train(samples, rate, epochs):
    """Learn w and b from pairs of a point and its label."""
    w, b = np.zeros(2), 0.0
    for _ in range(epochs):
        for x, t in samples:
            z = w @ x + b
            if t * z <= 0:
                w += rate * t * x
                b += rate * t
    return w, b


training_loop = Order(
    "perceptron.training-loop",
    prompt="Train a perceptron with two weights. `samples` is a list of pairs `(x, "
    "t)`, and each epoch visits them all. Begin with zeros. Not every line is needed, "
    "and indentation counts.",
    answer=train,
    cases=[(AND, 1.0, 9), (AND, 0.5, 2), (OR, 0.25, 4)],
    wrong=[
        Wrong(
            "where-right",
            edited(train, "<= 0", "> 0"),
            hint="Your perceptron learns where it is already right, and starting from "
            "zeros it never is. When is $t·z$ positive?",
        ),
        Wrong(
            "replaced",
            edited(train, "w += rate", "w = rate"),
            hint="You replace the weights by the step, so everything learned from "
            "earlier points is lost.",
        ),
        Wrong(
            "starts-anew",
            edited(
                train,
                "    w, b = np.zeros(2), 0.0\n    for _ in range(epochs):",
                "    for _ in range(epochs):\n        w, b = np.zeros(2), 0.0",
            ),
            hint="Each of your epochs starts with zeros again, so only the last one "
            "counts.",
        ),
        Wrong(
            "one-epoch",
            edited(train, "    return w, b", "        return w, b"),
            hint="Your program returns inside the loop over the epochs, so there is "
            "only one.",
        ),
        Wrong(
            "bias-every-time",
            edited(train, "                b +=", "            b +="),
            hint="Your bias moves at every visit, mistake or not. Look at its "
            "indentation.",
        ),
    ],
    hints=[
        "The zeros come once, before everything else.",
        "Two loops: epochs outside, samples inside. What happens at each sample?",
        "The result comes after both loops, indented no more than the outer one.",
    ],
    solution="""
        ```
        w, b = np.zeros(2), 0.0
        for _ in range(epochs):
            for x, t in samples:
                z = w @ x + b
                if t * z <= 0:
                    w += rate * t * x
                    b += rate * t
        return w, b
        ```

        The two updates may be swapped, because neither needs the other's result.
        And `+=` does no harm here: the array `w` was made by this function.
    """,
    why="The zeros come once, each epoch visits every point, and only a mistake "
    "changes the parameters.",
)


is_it_a_probability = Choice(
    "perceptron.is-it-a-probability",
    prompt="A perceptron has learned to tell toxic mushrooms from edible ones, and "
    "its last epoch was without a mistake. Now comes a new mushroom. Its weighted sum "
    "is $z = 0.8$, so the perceptron calls it toxic. What do you know?",
    answer="It is on the toxic side of the line. But $z$ doesn't say how sure you can "
    "be.",
    wrong=[
        Wrong(
            "z-is-p",
            "It is toxic with probability 0.8.",
            hint="For the next mushroom, $z$ may be 3, or $-5$. Can those be "
            "probabilities?",
        ),
        Wrong(
            "sigmoid-of-z",
            "It is toxic with probability $σ(0.8) = 0.69$.",
            hint="$σ$ turns any $z$ into a number between 0 and 1, but this rule "
            "never adjusted the size of $z$. Multiply $w$ and $b$ by 10: the line "
            "stays, and so do all outputs. What becomes of $σ(z)$?",
        ),
        Wrong(
            "certain",
            "It is toxic for certain, because the perceptron makes no mistakes.",
            hint="It made none on the mushrooms that it learned from. This one is new.",
        ),
        Wrong(
            "twice-as-sure",
            "The perceptron is twice as sure as with $z = 0.4$.",
            hint="It is true that this one is twice as far from the line. But "
            "nobody has counted how often mushrooms that far out are toxic.",
        ),
    ],
    hints=[
        "Which of these would still hold if $w$ and $b$ were both doubled?",
        "The rule only looks at the sign of $z$.",
    ],
    solution="With $w$ and $b$ doubled, the perceptron has the same line and the same "
    "outputs. But now $z$ is 1.6, so nothing that depends on the size of $z$ alone "
    "can be a fact about the mushroom. Chapter 4 trains a neuron whose $σ(z)$ is a "
    "probability.",
    why="Double $w$ and $b$, and $z$ doubles while every output stays the same. So "
    "its size alone says nothing about the mushroom.",
)


xor_by_hand = Choice(
    "perceptron.xor-by-hand",
    prompt="For XOR, $z = w1·x1 + w2·x2 + b$ should be 0 or more at (0, 1) and (1, "
    "0), and below 0 at (0, 0) and (1, 1). However long you try, at least one corner "
    "is wrong. Why?",
    answer="Whatever you set, $z$ adds up to the same sum over the two yes corners as "
    "over the two no corners.",
    wrong=[
        Wrong(
            "bias",
            "One bias is not enough: each input needs a bias of its own.",
            hint="Two biases would only ever appear as their sum, and $b$ can be that "
            "sum already.",
        ),
        Wrong(
            "epochs",
            "The right values exist, but finding them takes more epochs.",
            hint="Time is not the problem. Add up what the two yes corners demand of "
            "$w1$, $w2$ and $b$, and then what the two no corners demand.",
        ),
        Wrong(
            "rate",
            "The right values lie between your steps: a smaller $η$ would find them.",
            hint="Finer steps help where there is something to find. Write down $z$ "
            "at each corner, and look for a contradiction.",
        ),
        Wrong(
            "sigmoid",
            "The step is too hard: a sigmoid in its place would do it.",
            hint="$σ(z)$ is above $1/2$ exactly where $z$ is above 0, so the border "
            "is the same straight line.",
        ),
        Wrong(
            "too-few-points",
            "Four points are not enough to determine three numbers.",
            hint="Four points were enough for AND. And fewer points leave the line "
            "more freedom, not less.",
        ),
    ],
    hints=[
        "Write down $z$ at the four corners, in terms of $w1$, $w2$ and $b$.",
        "A yes needs $z ≥ 0$, a no needs $z < 0$. Add up the two yes corners, then the "
        "two no corners.",
    ],
    solution="At (0, 1) and (1, 0), $z$ is $w2 + b$ and $w1 + b$. At (0, 0) and (1, "
    "1) it is $b$ and $w1 + w2 + b$. Both pairs add up to $w1 + w2 + 2b$. XOR needs "
    "the first sum to be 0 or more and the second to be below 0, and no number is "
    "both.",
    why="Both pairs of corners have the same total, $w1 + w2 + 2b$, and no number is "
    "below 0 and not below 0 at the same time.",
)


def record(gate):
    """Return the mistakes that a perceptron makes in its first six epochs."""
    return Perceptron(epochs=6).fit(*data.gates(gate)).mistakes_.tolist()


xor_mistakes = Predict(
    "perceptron.xor-mistakes",
    prompt="The perceptron starts from zeros and visits (0, 0), (0, 1), (1, 0) and "
    "(1, 1), again and again. The labels are those of XOR. How many mistakes does it "
    "make in each of six epochs? Follow the first one by hand.",
    code="""
        X, y = data.gates("xor")
        model = Perceptron(epochs=6)
        model.fit(X, y)
        model.mistakes_.tolist()
    """,
    answer=lambda: record("xor"),
    wrong=[
        Wrong(
            "best-line",
            lambda: [4, 3, 2, 1, 1, 1],
            hint="It is true that the best line is wrong only once. But this rule "
            "doesn't look for it: every mistake moves the line, whether it was good or "
            "bad.",
        ),
        Wrong(
            "learns-in-the-end",
            lambda: [4, 3, 2, 1, 1, 0],
            hint="An epoch without a mistake would mean that a line divides XOR.",
        ),
        Wrong(
            "like-and",
            lambda: record("and"),
            hint="That is how AND begins. XOR already differs at the second point. "
            "What does that point do to $w2$?",
        ),
        Wrong(
            "half",
            lambda: [2, 2, 2, 2, 2, 2],
            hint="Half of them would be guessing. But each of these steps undoes "
            "another one. Follow the first epoch with a pencil.",
        ),
    ],
    hints=[
        "A weighted sum of 0 counts as a mistake, so (0, 0) is the first one, and $b$ "
        "becomes $-1$.",
        "What are $w$ and $b$ when the first epoch ends?",
    ],
    solution="After the four visits $w$ is (0, 0), (0, 1), (1, 1) and (0, 0), and $b$ "
    "is $-1$, 0, 1 and 0. The first epoch ends where it began, and so does every "
    "later one.",
    why="Every visit is a mistake, and the four steps cancel, so each epoch begins "
    "with the zeros that the last one began with.",
)


def change_by_graph(name, front, a, y, x, eta):
    """Return -η ∂L/∂w, found by a backward pass through the graph of L."""
    w, z = Value(0.0), logit(a) if name == "sigmoid" else np.arctanh(a)
    loss = front * (getattr(w * x + z, name)() - y) ** 2
    loss.backward()
    return -eta * w.grad


# What the two functions mean in a text: the output, its derivative in a and elsewhere.
SIGMOID = {
    "name": "sigmoid",
    "output": "σ(z)",
    "function": "the sigmoid",
    "slope": "a*(1 - a)",
    "slope_at_a": "sigmoid(a)*(1 - sigmoid(a))",
    "slope_at_y": "y*(1 - y)",
    "of_difference": "(a - y)*(1 - (a - y))",
    "shown": "a(1 - a)",
    "factor": "a(1 - a)",
    "targets": "With $y = 0$ or 1 it is always 0, and nothing would be learned.",
}
TANH = {
    "name": "tanh",
    "output": "tanh(z)",
    "function": "$tanh$",
    "slope": "(1 - a^2)",
    "slope_at_a": "(1 - tanh(a)^2)",
    "slope_at_y": "(1 - y^2)",
    "of_difference": "(1 - (a - y)^2)",
    "shown": "1 - a²",
    "factor": "(1 - a²)",
    "targets": "With $y = -1$ or 1 it is always 0, and nothing would be learned.",
}

soft_update = Formula(
    "perceptron.soft-update",
    given=[
        {**SIGMOID, "front": 0.5, "sign": "½", "twice": "", "rate": "a - y"},
        {**TANH, "front": 0.5, "sign": "½", "twice": "", "rate": "a - y"},
        {**SIGMOID, "front": 2, "sign": "2", "twice": "4", "rate": "4(a - y)"},
        {**TANH, "front": 3, "sign": "3", "twice": "6", "rate": "6(a - y)"},
        {**SIGMOID, "front": 0.25, "sign": "¼", "twice": "½", "rate": "½(a - y)"},
    ],
    prompt=lambda name, output, sign: (
        f"A neuron has the output $a = {output}$ with $z = wx + b$"
        + (", and the derivative of $tanh$ is $1 - a²$" if name == "tanh" else "")
        + f". Its loss is $L = {sign}(a - y)²$. It takes one step of gradient descent. "
        "By how much does $w$ change? Write the change in terms of $a$, $y$, $x$ and "
        "the learning rate $η$ (type `eta` if you have no $η$)."
    ),
    variables={"a": (0, 1), "y": (0, 1), "x": (-2, 3), "eta": (0.1, 1)},
    answer="-{2*front}*eta*(a - y)*{slope}*x",
    reference=change_by_graph,
    functions=("{name}",),
    also=lambda output: {output: "a"},
    wrong=[
        Wrong(
            "no-sigmoid",
            "-{2*front}*eta*(a - y)*x",
            hint="You probably forgot a link of the chain. What is the derivative of "
            "{function}, between $z$ and $a$?",
        ),
        Wrong(
            "sign",
            "{2*front}*eta*(a - y)*{slope}*x",
            hint="This step goes uphill: if $a$ is above $y$, it makes $a$ still "
            "larger. Which way does the loss fall?",
        ),
        Wrong(
            "no-x",
            "-{2*front}*eta*(a - y)*{slope}",
            hint="That is the change of $b$. What is the derivative of $z$ with "
            "respect to $w$?",
        ),
        Wrong(
            "no-rate",
            "-{2*front}*(a - y)*{slope}*x",
            hint="That is the derivative with a minus sign. How long is the step?",
        ),
        Wrong(
            "derivative-at-a",
            "-{2*front}*eta*(a - y)*{slope_at_a}*x",
            hint="You probably took the derivative of {function} at $a$, but it is "
            "needed at $z$. And $a$ is ${output}$ already.",
        ),
        Wrong(
            "derivative-at-y",
            "-{2*front}*eta*(a - y)*{slope_at_y}*x",
            hint="You probably took the derivative at the target. {targets}",
        ),
        Wrong(
            "derivative-at-difference",
            "-{2*front}*eta*{of_difference}*x",
            hint="You probably put the difference $a - y$ into a formula that is made "
            "for the output $a$. These are two links of the chain.",
        ),
        Wrong(
            "two-stays",
            "-2*eta*(a - y)*{slope}*x",
            hint="The square does bring a 2 down. What stands in front of it in $L$?",
        ),
        Wrong(
            "loss-itself",
            "-{front}*eta*(a - y)^2*{slope}*x",
            hint="Your first factor is the loss itself. The chain begins with its "
            "derivative.",
        ),
        Wrong(
            "step-alone",
            "-eta*(a - y)*x*{2*front}*a",
            hint="You multiplied by the output $a$. The link from $z$ to $a$ "
            "contributes the derivative of {function}.",
        ),
    ],
    hints=[
        "Go back from $L$: to $a$, from there to $z$, and then to $w$. That makes "
        "three derivatives.",
        "Their product is $∂L/∂w$. A step of gradient descent is $η$ times as long, "
        "and goes the other way.",
    ],
    solution="$∂L/∂a = {rate}$, $∂a/∂z = {shown}$ and $∂z/∂w = x$, so $w$ "
    "changes by $-{twice}η(a - y){factor}x$.",
    why="It is one step against the derivative: $η$ times the three factors of the "
    "chain, with a minus sign in front.",
)


through_a_point = Numeric(
    "perceptron.through-a-point",
    given=[
        {"w1": 3, "w2": -2, "x1": 5, "x2": 4},
        {"w1": 2, "w2": -5, "x1": 3, "x2": 4},
        {"w1": -4, "w2": -3, "x1": 2, "x2": 5},
        {"w1": 6, "w2": -4, "x1": -2, "x2": 3},
        {"w1": -5, "w2": -4, "x1": -2, "x2": 4},
    ],
    prompt="A perceptron has the weights $w = ({w1}, {w2})$. Which bias makes its line "
    "pass through the point $({x1}, {x2})$?",
    answer=lambda w1, w2, x1, x2: -(w1 * x1 + w2 * x2),
    tolerance=0.01,
    wrong=[
        Wrong(
            "sign",
            lambda w1, w2, x1, x2: w1 * x1 + w2 * x2,
            hint="That is $w·x$ at this point. What has to be added to it, so that "
            "$z$ is 0?",
        ),
        Wrong(
            "sign-of-a-weight",
            lambda w1, w2, x1, x2: -(w1 * x1 - w2 * x2),
            hint="You probably lost the sign of the second weight.",
        ),
        Wrong(
            "inputs-swapped",
            lambda w1, w2, x1, x2: -(w1 * x2 + w2 * x1),
            hint="You probably swapped the two inputs.",
        ),
        Wrong(
            "slope-and-intercept",
            lambda w1, w2, x1, x2: x2 + w1 / w2 * x1,
            hint="That is where the line meets the $x2$ axis. The bias is the number "
            "in $z = w·x + b$.",
        ),
        Wrong(
            "one-input",
            lambda w1, x1: -w1 * x1,
            hint="You counted the first input only. The second one has its weight, "
            "too.",
        ),
    ],
    hints=["On the line, $z$ is 0.", "Put the point into ${w1}x1 + {w2}x2 + b = 0$."],
    solution="${w1}·{x1} + {w2}·{x2} + b = 0$, so ${w1*x1 + w2*x2} + b = 0$ and $b = "
    "{answer}$.",
    why="At this point $w·x$ is ${w1*x1 + w2*x2}$, and the bias has to bring $z$ to 0.",
)


def influence(w2, z):
    """Return how fast the output of a sigmoid unit changes with its second input."""
    return w2 * sigmoid_derivative(z)


# No weight, input or bias is the size of another, so that no two mistakes agree.
UNITS = [
    {"w1": 1.5, "w2": -3.0, "b": 0.5, "x1": 3.0, "x2": 2.0},
    {"w1": -4.0, "w2": 2.5, "b": 1.0, "x1": 0.5, "x2": 0.8},
    {"w1": 3.0, "w2": 2.0, "b": -4.0, "x1": -0.5, "x2": 3.5},
    {"w1": 2.5, "w2": -1.5, "b": -1.0, "x1": 2.0, "x2": 4.0},
    {"w1": -0.5, "w2": 4.0, "b": 0.6, "x1": 3.0, "x2": -0.4},
]

input_matters = Numeric(
    "perceptron.input-matters",
    given=[
        {**unit, "z": unit["w1"] * unit["x1"] + unit["w2"] * unit["x2"] + unit["b"]}
        for unit in UNITS
    ],
    prompt="A sigmoid unit has $w = ({w1}, {w2})$ and $b = {b}$. Its input is $x = "
    "({x1}, {x2})$. How fast does its output change with the second input? Give "
    "$∂a/∂x2$ to three decimals.",
    answer=influence,
    tolerance=0.001,
    wrong=[
        Wrong(
            "no-weight",
            lambda z: sigmoid_derivative(z),
            hint="That is $∂a/∂z$. One link is missing, from $x2$ to $z$.",
        ),
        Wrong(
            "first-weight",
            lambda w1, z: influence(w1, z),
            hint="That is the derivative with respect to the first input.",
        ),
        Wrong(
            "input-for-weight",
            lambda x2, z: influence(x2, z),
            hint="You probably mixed up weight and input. If the input changes, which "
            "number is it multiplied by?",
        ),
        Wrong(
            "the-output",
            lambda w2, z: w2 * sigmoid(z),
            hint="You probably multiplied by the output. The link from $z$ to $a$ "
            "contributes the derivative of the sigmoid.",
        ),
        Wrong(
            "at-the-input",
            lambda w2, x2: influence(w2, x2),
            hint="You probably took $σ′$ at $x2$. It has to be taken at the number "
            "that the sigmoid receives.",
        ),
        Wrong(
            "no-bias",
            lambda w2, z, b: influence(w2, z - b),
            hint="You probably left out the bias when you computed $z$.",
        ),
        Wrong(
            "sign",
            lambda w2, z: -influence(w2, z),
            hint="The size is right. But does the output rise or fall when $x2$ grows?",
        ),
        Wrong(
            "height",
            lambda z: sigmoid(z),
            hint="That is the output itself. How fast does it change?",
        ),
        Wrong(
            "at-the-output",
            lambda w2, z: w2 * sigmoid_derivative(sigmoid(z)),
            hint="You probably took $σ′$ at the output. It has to be taken at $z$.",
        ),
        Wrong(
            "weight-alone",
            lambda w2: w2,
            hint="That is $∂z/∂x2$. One link is missing, from $z$ to $a$.",
        ),
        Wrong(
            "with-input",
            lambda w2, x2, z: influence(w2, z) * x2,
            hint="You multiplied by the input as well. If the input changes, it is not "
            "a factor.",
        ),
        Wrong(
            "one-factor",
            lambda w2, z: w2 * (1 - sigmoid(z)),
            hint="$σ′(z)$ has two factors, and one of them is missing.",
        ),
    ],
    hints=[
        "First $z$, then $σ′$ at $z$.",
        "From $x2$ to $z$ the derivative is a weight.",
    ],
    solution="$z = {w1}·{x1} + {w2}·{x2} + {b} = {z}$, and $σ′({z}) = "
    "{answer/w2:.4f}$. From $x2$ to $z$ the derivative is ${w2}$, so $∂a/∂x2 = "
    "{w2}·{answer/w2:.4f} = {answer:.3f}$.",
    why="It is a chain of two links: the weight ${w2}$, and $σ′$ at $z = {z}$.",
)


true_statements = Choice(
    "perceptron.true-statements",
    prompt="Which of these are true?",
    answer=[
        "If a perceptron has come to rest, it is right about every sample that it was "
        "shown.",
        "Multiplying $w$ and $b$ by 5 changes no output of a perceptron.",
    ],
    wrong=[
        Wrong(
            "given-up",
            "If a perceptron has not come to rest after 100 epochs, no line divides "
            "the samples.",
            hint="The limit of the theorem can be large. All you know after 100 "
            "epochs is that it has not found a line *yet*.",
        ),
        Wrong(
            "best-line",
            "A perceptron stops at the line that stays as far as possible from both "
            "kinds.",
            hint="It stops at the first line without a mistake. Think of the ten "
            "splits of the irises.",
        ),
        Wrong(
            "smooth",
            "A sigmoid unit with the inputs $x1$ and $x2$ can learn XOR, because its "
            "output is smooth.",
            hint="Where is its output above ½? That border is a straight line as well.",
        ),
        Wrong(
            "choosing",
            "If you try ten learning rates, you should keep the one that does best on "
            "the test set.",
            hint="Then the test set has helped to choose, and it can no longer tell "
            "you how good the choice is.",
        ),
    ],
    hints=["Try each statement on an example from the chapter. Two of them are true."],
    solution="An epoch without a mistake has visited every sample. And 5 times a "
    "number has the sign of the number. The other four are false: some sets of "
    "samples need hundreds of epochs, the rule stops at any line that divides, $σ(z)$ "
    "is ½ on a straight line, and a test set is not for choosing.",
    why="The last epoch has visited every sample, and a positive factor changes no "
    "sign.",
)
