"""Chapter 3, the perceptron.

Its exercises, in the order in which the page shows them: lines set by hand,
Rosenblatt's rule for one point and in a loop, the bound on its mistakes, and XOR, which
no line can do. Each stands below the helpers that it uses. The soft unit at the end has
one weight and one sample; the sum over many is chapter 4's.
"""

import math

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import logit, sigmoid
from lessons_pkg.autodiff import Value
from lessons_pkg.interactive.exercise import (
    Build,
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
from lessons_pkg.perceptron import Perceptron, mistake_bound

__all__ = [
    "and_by_hand",
    "which_side",
    "one_step",
    "update",
    "training_loop",
    "is_it_a_probability",
    "bound_of_three",
    "xor_by_hand",
    "xor_mistakes",
    "learned_xor",
    "soft_update",
    "whole_weights",
]

and_by_hand = Build(
    "perceptron.and-by-hand",
    prompt="The marks are the four inputs of AND; only (1, 1) should be a yes. The "
    "line is where $z = w1·x1 + w2·x2 + b$ is 0. Set the three numbers so that the "
    "yes scores above 0.4, and every no below $-0.4$.",
    controls={
        "w1": ("weight", -3, 3, 0.5, 1),
        "w2": ("weight", -3, 3, 0.5, -1),
        "b": ("bias", -3, 3, 0.5, 0),
    },
    goals=[
        ("(1, 1) scores above 0.4", "w1 + w2 + b - 0.4"),
        ("(1, 0) scores below $-0.4$", "-0.4 - w1 - b"),
        ("(0, 1) scores below $-0.4$", "-0.4 - w2 - b"),
        ("(0, 0) scores below $-0.4$", "-0.4 - b"),
    ],
    answer={"w1": 1, "w2": 1, "b": -1.5},
    plot={
        # A hair beside w2, so that a vertical line can be drawn too.
        "curve": "-(w1*x + b)/(w2 + 0.0001)",
        "x": [-0.5, 1.5, "x1"],
        "y": [-0.5, 1.5, "x2"],
        "points": [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 1]],
    },
    wrong=[
        Wrong(
            "or",
            {"w1": 1, "w2": 1, "b": -0.5},
            hint="This is OR: one input alone is enough for a yes, or nearly so. It "
            "should take both.",
        ),
        Wrong(
            "no-bias",
            {"w1": 1, "w2": 1, "b": 0},
            hint="The score of (0, 0) is $b$, whatever the weights are. While $b$ is "
            "0 or more, this corner is no clear no.",
        ),
        Wrong(
            "first-input-only",
            {"w1": 1, "w2": 0, "b": -0.5},
            hint="Your perceptron trusts $x1$ alone: (1, 0) does not come out as a "
            "no. Give $x2$ a say.",
        ),
        Wrong(
            "second-input-only",
            {"w1": 0, "w2": 1, "b": -0.5},
            hint="Your perceptron trusts $x2$ alone: (0, 1) does not come out as a "
            "no. Give $x1$ a say.",
        ),
        Wrong(
            "never",
            {"w1": 1, "w2": 1, "b": -2},
            hint="Every no is clear, but (1, 1) is no clear yes. The bias outweighs "
            "both inputs together.",
        ),
        Wrong(
            "upside-down",
            {"w1": -1, "w2": -1, "b": 1.5},
            hint="No corner meets its goal. If your line divides them rightly, its two "
            "sides are swapped: change all three signs.",
        ),
    ],
    hints=[
        "Each input counts alike, so let $w1 = w2$.",
        "Then $b$ has to outweigh one weight, but not both together.",
    ],
    solution="With $w1 = w2 = 1$ the corners score $b$, $1 + b$, $1 + b$ and $2 + b$. "
    "Halfway between the last two, $b = -1.5$ makes the scores $-1.5$, $-0.5$, $-0.5$ "
    "and 0.5.",
    why="Two weights together outweigh the negative bias, and neither of them does it "
    "alone: that is AND.",
)


def scores(w, b):
    """Return the scores of the four points of `which_side`."""
    return np.array([[2, 1], [1, 1], [1, 2], [0, 1]]) @ w + b


def sides(w, b):
    """Return on which side of the line each of the four points lies."""
    return np.where(scores(w, b) >= 0, 1, -1).tolist()


which_side = Predict(
    "perceptron.which-side",
    prompt="A perceptron has the weights 2 and $-1$ and the bias $-1$. What does it "
    "answer to the points (2, 1), (1, 1), (1, 2) and (0, 1)?",
    code="""
        X = np.array([
            [2, 1], [1, 1],
            [1, 2], [0, 1],
        ])
        z = X @ np.array([2, -1]) - 1
        np.where(z >= 0, 1, -1).tolist()
    """,
    answer=lambda: sides([2, -1], -1),
    wrong=[
        Wrong(
            "no-bias",
            lambda: sides([2, -1], 0),
            hint="You compared $w·x$ with 0 and left out the bias. Look at (1, 2): "
            "its $w·x$ is 0, and then comes $b$.",
        ),
        Wrong(
            "bias-as-threshold",
            lambda: sides([2, -1], 1),
            hint="You compared $w·x$ with $b$, as if $b$ were a threshold. Here $b$ "
            "is added to $w·x$, and the sum is compared with 0.",
        ),
        Wrong(
            "on-the-line",
            lambda: (2 * (scores([2, -1], -1) > 0) - 1).tolist(),
            hint="The point (1, 1) lies on the line: its score is 0. Which answer does "
            "`>=` give it?",
        ),
        Wrong(
            "other-side",
            lambda: [-side for side in sides([2, -1], -1)],
            hint="You took the two sides for one another. The answer is 1 on the side "
            "to which $w$ points.",
        ),
        Wrong(
            "the-scores",
            lambda: scores([2, -1], -1).tolist(),
            hint="Those are the scores $z$. The last line asks of each only whether "
            "it is below 0.",
        ),
    ],
    hints=["For each point: 2 times the first number, minus the second, minus 1."],
    solution="The scores are 2, 0, $-1$ and $-2$. A score of 0 counts as 1 here.",
    why="The scores are 2, 0, $-1$ and $-2$, and `>=` counts the point on the line "
    "among the yeses.",
)


def second_weight(x=2.0, t=1.0, rate=0.5):
    """Return w2 after the step of `one_step`, whose point is a mistake."""
    return -0.4 + rate * t * x


one_step = Numeric(
    "perceptron.one-step",
    prompt="A perceptron has $w = (0.5, -0.4)$ and $b = 0.1$. It meets the point $x = "
    "(1, 2)$, whose label is $t = +1$. The learning rate is $η = 0.5$. What is the "
    "second weight after Rosenblatt's rule?",
    answer=second_weight,
    tolerance=0.005,
    wrong=[
        Wrong(
            "sign",
            lambda: second_weight(t=-1.0),
            hint="You subtracted the step. The score was too low for a point with $t "
            "= +1$: does yours lift it?",
        ),
        Wrong(
            "no-rate",
            lambda: second_weight(rate=1.0),
            hint="You added 2, which is $t·x2$ in full. The learning rate makes the "
            "step smaller. (And the rule multiplies by $t$, not by $t$ minus the "
            "answer.)",
        ),
        Wrong(
            "no-x",
            lambda: second_weight(x=1.0),
            hint="You added $ηt$, which is the step of the bias. The step of a weight "
            "has its own input in it as well.",
        ),
        Wrong(
            "only-the-step",
            lambda: 0.5 * 2,
            hint="That is what is added to $w2$, and also what $w1$ becomes. Where "
            "does $w2$ arrive?",
        ),
        Wrong(
            "raw-score",
            lambda: second_weight(t=1 - (0.5 * 1 - 0.4 * 2 + 0.1)),
            hint="You put $t - z$ in the place of $t$. Rosenblatt's rule asks of $z$ "
            "only whether it has the sign of $t$; its size does not count.",
        ),
        Wrong(
            "left-alone",
            lambda: -0.4,
            hint="That is $w2$ before the step. Compare the signs of $t$ and of the "
            "score: is this point on its side?",
        ),
    ],
    hints=[
        "First the score: $z = 0.5·1 - 0.4·2 + 0.1$. Does it have the sign of $t$?",
        "On a mistake each weight moves by $ηt$ times its own input.",
    ],
    solution="$z = -0.2$ and $t = +1$: a mistake. So $w2 = -0.4 + 0.5·1·2 = 0.6$. "
    "With $w1 = 1$ and $b = 0.6$ the same point now scores 2.8.",
    why="The point was a mistake, so the weight moved by $η·t·x2 = 0.5·1·2 = 1$, from "
    "$-0.4$ to 0.6.",
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
    prompt="Write `update(w, b, x, t, rate)`: Rosenblatt's rule, visiting one point "
    "`x` with the label `t`, which is $+1$ or $-1$. Here `w` and `x` are arrays, `b` "
    "is a number. Return `w` and `b` as they are after the visit. A point on the "
    "line, with $z = 0$, counts as a mistake.",
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
            hint="You also move for points that are on their side already. A "
            "perceptron learns from mistakes alone.",
        ),
        Wrong(
            "until-right",
            _update_with("if t", "while t"),
            hint="You step until the point is right. One visit makes one step at most, "
            "and the point's next turn comes in the next epoch.",
        ),
        Wrong(
            "on-the-line",
            _update_with("<=", "<"),
            hint="With all weights 0 every weighted sum is 0, and your rule never "
            "starts. What does the task say about $z = 0$?",
        ),
        Wrong(
            "answer-on-the-line",
            _update_with("(w @ x + b)", "np.where(w @ x + b >= 0, 1, -1)"),
            hint="You compare $t$ with the output. On the line the output is +1, so a "
            "point with $t = +1$ passes there; the task calls it a mistake too.",
        ),
        Wrong(
            "score-without-bias",
            _update_with("(w @ x + b)", "(w @ x)"),
            hint="Your test for a mistake leaves out the bias, which may tip the "
            "weighted sum over.",
        ),
        Wrong(
            "doubled",
            _delta(lambda z, t: t - (1 if z >= 0 else -1)),
            hint="You move by $t$ minus the output, which is 2 or -2 here: your steps "
            "are twice as long, and a point on the line may be passed over. With "
            "labels ±1 the step has $t$ alone.",
        ),
        Wrong(
            "raw-score",
            _delta(lambda z, t: t - z),
            hint="You move by $t - z$, which is another rule (Widrow and Hoff's). It "
            "even pulls on points that are far on their right side.",
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
            "handed. The caller still needs it: make a new one.",
        ),
    ],
    hints=[
        "First decide whether the point is a mistake. What sign has $t·z$ then?",
        "On a mistake add $ηtx$ to $w$, and to $b$ the same with 1 for $x$.",
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


def bias_first(samples, rate, epochs):
    """Learn w and b, with the two steps in the other order."""
    w, b = np.zeros(2), 0.0
    for _ in range(epochs):
        for x, t in samples:
            z = w @ x + b
            if t * z <= 0:
                b += rate * t
                w += rate * t * x
    return w, b


training_loop = Order(
    "perceptron.training-loop",
    prompt="Train a perceptron with two weights. `samples` is a list of pairs `(x, "
    "t)`, and each epoch visits them all. Begin with zeros. Not every line is needed, "
    "and indentation counts.",
    answer=[train, bias_first],
    cases=[(AND, 1.0, 9), (AND, 0.5, 2), (OR, 0.25, 4)],
    wrong=[
        Wrong(
            "where-right",
            edited(train, "<= 0", "> 0"),
            hint="Your perceptron learns where it is right already, and starting from "
            "zeros it is never right. When is $t·z$ positive?",
        ),
        Wrong(
            "replaced",
            edited(train, "w += rate", "w = rate"),
            hint="You replace the weights by the step, so all that earlier points have "
            "taught is lost.",
        ),
        Wrong(
            "starts-anew",
            edited(
                train,
                "    w, b = np.zeros(2), 0.0\n    for _ in range(epochs):",
                "    for _ in range(epochs):\n        w, b = np.zeros(2), 0.0",
            ),
            hint="Each of your epochs begins with zeros again, so only the last one "
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
        "Two loops: epochs outside, samples within. What is done at each sample?",
        "After both loops, and no deeper than the outer one, comes the result.",
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

        The last two steps may change places: neither needs the other's result. And `+=`
        does no harm here, for the array w is this function's own.
    """,
    why="The zeros come once, each epoch visits every point, and only a mistake moves "
    "the line.",
)


is_it_a_probability = Choice(
    "perceptron.is-it-a-probability",
    prompt="A perceptron has learned to tell toxic mushrooms from edible ones, and "
    "its last epoch was without a mistake. Now comes a new mushroom. Its score is $z "
    "= 0.8$, so the perceptron calls it toxic. What do you know?",
    answer="It lies on the toxic side of the line. How sure to be, $z$ does not say.",
    wrong=[
        Wrong(
            "z-is-p",
            "It is toxic with probability 0.8.",
            hint="You read the score as a probability. The next mushroom may score 3, "
            "or $-5$: what would that be?",
        ),
        Wrong(
            "sigmoid-of-z",
            "It is toxic with probability $σ(0.8) = 0.69$.",
            hint="$σ$ makes a number between 0 and 1 of any score, but this rule "
            "never tuned the score's size. Multiply $w$ and $b$ by 10: the line "
            "stays, and so do all answers. What becomes of $σ(z)$?",
        ),
        Wrong(
            "certain",
            "It is toxic for certain, as the perceptron makes no mistakes.",
            hint="It made none on the mushrooms that it learned from. This one is new.",
        ),
        Wrong(
            "twice-as-sure",
            "The perceptron is twice as sure as with a score of 0.4.",
            hint="This one lies twice as far from the line: that much is true. But "
            "nobody has asked how often mushrooms that far out are toxic.",
        ),
    ],
    hints=[
        "Which of these would still hold if $w$ and $b$ were both doubled?",
        "The rule looks at the sign of $z$ only.",
    ],
    solution="With $w$ and $b$ doubled the perceptron is the same: same line, same "
    "answers to everything. But $z$ is 1.6 then, so nothing that depends on the size "
    "of $z$ alone can be about the mushroom. Chapter 4 trains a neuron whose $σ(z)$ "
    "is a probability.",
    why="Double $w$ and $b$, and the score doubles while every answer stays the same; "
    "so its size says nothing about the mushroom.",
)


# Radius and margin are both taken in the space of x̂ = (x, 1), where the bias is one
# more weight.
POINTS, LABELS = [[1, 2], [3, 1], [0, -1]], [1, 1, -1]
bound_of_three = Numeric(
    "perceptron.bound-of-three",
    prompt="Three points: (1, 2) and (3, 1) with $t = +1$, and $(0, -1)$ with $t = "
    "-1$. The line with $w = (2, 1)$ and $b = -2$ divides them. Which bound $R²/γ²$ "
    "does it give for the number of mistakes? Do not round it to a whole number.",
    answer=lambda: mistake_bound(POINTS, LABELS, w=[2, 1], b=-2),
    tolerance=0.02,
    wrong=[
        Wrong(
            "margin-not-squared",
            lambda: 11 / (2 / 3),
            hint="You divided by $γ$. The bound has its square.",
        ),
        Wrong(
            "radius-without-1",
            lambda: 10 / (4 / 9),
            hint="Your $R$ is the length of $x$. The bias is a weight too, and its "
            "input 1 belongs to $x̂ = (x, 1)$.",
        ),
        Wrong(
            "margin-in-the-plane",
            lambda: 11 / (4 / 5),
            hint="Your $γ$ is the distance to the line in the plane: you divided by "
            "the length of $w$. Divide by the length of all three numbers, $w$ and "
            "$b$.",
        ),
        Wrong(
            "both-in-the-plane",
            lambda: 10 / (4 / 5),
            hint="You took $R$ and $γ$ in the plane. In the proof the bias counts as "
            "a weight and its input as 1: there is a third coordinate.",
        ),
        Wrong(
            "not-divided-by-length",
            lambda: 11 / 2**2,
            hint="Your $γ$ is the smallest $t·z$. If you double $w$ and $b$, that "
            "doubles too; divide it by the length of $(w, b)$.",
        ),
        Wrong(
            "upside-down",
            lambda: (4 / 9) / 11,
            hint="Upside down: wide gaps should mean few mistakes.",
        ),
        Wrong(
            "label-forgotten",
            lambda: 11 / 1**2,
            hint="You took the smallest score for the smallest $t·z$. The point $(0, "
            "-1)$ has $t = -1$, so its $t·z$ is positive.",
        ),
        Wrong(
            "radius-not-squared",
            lambda: math.sqrt(11) / (4 / 9),
            hint="You divided $R$ by $γ²$. Both are squared.",
        ),
    ],
    hints=[
        "The length of $(2, 1, -2)$ is 3. Work out $t·z$ for each point: the "
        "smallest, divided by 3, is $γ$.",
        "$R$ is the length of the longest $x̂ = (x, 1)$. You can type an expression "
        "here.",
    ],
    solution="$t·z$ is 2, 5 and 3, so $γ = 2/3$. The longest $x̂$ is (3, 1, 1), so "
    "$R² = 11$. The bound is $11/(4/9) = 24.75$: at most 24 mistakes, in whatever "
    "order the points come. A wider gap gives a smaller bound.",
    why="$R² = 11$ and $γ = 2/3$, so the perceptron makes at most 24 mistakes here, "
    "in whatever order the points come.",
)


xor_by_hand = Choice(
    "perceptron.xor-by-hand",
    prompt="Now XOR: $z = w1·x1 + w2·x2 + b$ should be 0 or more for (0, 1) and (1, "
    "0), and below 0 for (0, 0) and (1, 1). You try for hours, and always a corner is "
    "wrong. Why?",
    answer="Whatever you set, the two yes scores and the two no scores have the same "
    "sum.",
    wrong=[
        Wrong(
            "bias",
            "One bias is too little: each input needs a bias of its own.",
            hint="Two biases would only ever appear as their sum, and $b$ can be that "
            "sum already.",
        ),
        Wrong(
            "epochs",
            "The right values exist, but finding them takes more epochs.",
            hint="Time is not the trouble. Add up what the two yes corners demand of "
            "$w1$, $w2$ and $b$, and then what the two no corners demand.",
        ),
        Wrong(
            "rate",
            "The right values lie between your steps: a smaller $η$ would find them.",
            hint="Finer steps help where there is something to find. Write down the "
            "score that each corner has, and look for a contradiction.",
        ),
        Wrong(
            "sigmoid",
            "The step is too hard: a sigmoid in its place would do it.",
            hint="$σ(z)$ is above $1/2$ exactly where $z$ is above 0, so the border "
            "is the same straight line.",
        ),
        Wrong(
            "too-few-points",
            "Four points are too few to settle three numbers.",
            hint="Four points were enough for AND. Fewer points leave more choice for "
            "the line, not less.",
        ),
    ],
    hints=[
        "Write the four scores in $w1$, $w2$ and $b$.",
        "A yes wants $z ≥ 0$, a no wants $z < 0$. Add the first two, then the other "
        "two.",
    ],
    solution="(0, 1) and (1, 0) score $w2 + b$ and $w1 + b$; (0, 0) and (1, 1) score "
    "$b$ and $w1 + w2 + b$. Both pairs add up to $w1 + w2 + 2b$. XOR wants the first "
    "sum to be 0 or more and the second to be below 0. No number is both.",
    why="Both pairs of corners have the same total, $w1 + w2 + 2b$, and no number is "
    "below 0 and not below 0 at once.",
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
            hint="The best line is wrong once, that is true; but this rule does not "
            "look for it. Every mistake moves the line again, good or bad.",
        ),
        Wrong(
            "learns-in-the-end",
            lambda: [4, 3, 2, 1, 1, 0],
            hint="An epoch without a mistake would have found a line that divides XOR.",
        ),
        Wrong(
            "like-and",
            lambda: record("and"),
            hint="That is how AND begins. XOR differs in the second point already: "
            "what does it do to $w2$?",
        ),
        Wrong(
            "half",
            lambda: [2, 2, 2, 2, 2, 2],
            hint="Half of them would be guessing. But each of these steps undoes "
            "another: follow the first epoch with a pencil.",
        ),
    ],
    hints=[
        "A score of 0 counts as a mistake, so (0, 0) is the first: $b$ becomes $-1$.",
        "What are $w$ and $b$ when the first epoch ends?",
    ],
    solution="After the four visits $w$ is (0, 0), (0, 1), (1, 1) and (0, 0), and $b$ "
    "is $-1$, 0, 1 and 0. The first epoch ends where it began, and so does every "
    "other.",
    why="Every visit is a mistake, and the four steps cancel, so each epoch begins "
    "with the zeros that the last one began with.",
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
            hint="`Perceptron` makes $t = ±1$ of any two labels. Which points do they "
            "belong to?",
        ),
        Wrong(
            "last-epoch",
            edited(
                learn_xor,
                "model.mistakes_[-1]",
                "model.mistakes_.sum()",
                "It should count the mistakes of all epochs together.",
            ),
            hint="The last epoch is the one that tells: without a mistake, the line "
            "divides all the points it was shown. Which were those?",
        ),
        Wrong(
            "rate",
            edited(
                learn_xor,
                "Perceptron()",
                "Perceptron(learning_rate=0.5)",
                "The learning rate is missing.",
            ),
            hint="Then it is 1. From zeros the rate scales $w$ and $b$ alike, and "
            "moves no line.",
        ),
        Wrong(
            "order",
            edited(
                learn_xor,
                "Perceptron()",
                "Perceptron(shuffle=True)",
                "The points come in the same order in every epoch.",
            ),
            hint="The order changes how many mistakes it takes, not whether there is a "
            "line. Look at what the perceptron is given.",
        ),
    ],
    hints=[
        "A count of 0 means that a line divides the points. Which points?",
        "Write down `X` as it is when `fit` gets it.",
    ],
    solution="With `i = 1` the inner loop starts at `j = 1`, as if (1, 0) had come "
    "already as (0, 1). The other three points have a line, $x2 - x1 = 1/2$. Count "
    "the mistakes on all four rows of the table, and such a report cannot happen.",
    why="Without $(1, 0)$ only three points are left, and a line divides those; for "
    "all four there is none.",
)


def change_by_graph(a, y, x, eta):
    """Return -η ∂L/∂w, found by walking back through the graph of L."""
    w = Value(0.0)
    loss = 0.5 * ((w * x + logit(a)).sigmoid() - y) ** 2
    loss.backward()
    return -eta * w.grad


soft_update = Formula(
    "perceptron.soft-update",
    prompt="A neuron answers $a = σ(z)$ with $z = wx + b$. Its loss is $L = ½(a - "
    "y)²$. It learns by one step down the slope. By how much does $w$ change? Write "
    "the change in $a$, $y$, $x$ and the learning rate $η$ (type `eta` where you have "
    "no $η$).",
    variables={"a": (0, 1), "y": (0, 1), "x": (-2, 3), "eta": (0.1, 1)},
    answer="-eta*(a - y)*a*(1 - a)*x",
    reference=change_by_graph,
    functions=("sigmoid",),
    also={"σ(z)": "a"},
    wrong=[
        Wrong(
            "no-slope",
            "-eta*(a - y)*x",
            hint="You forgot a link of the chain: how steep is the sigmoid between "
            "$z$ and $a$?",
        ),
        Wrong(
            "sign",
            "eta*(a - y)*a*(1 - a)*x",
            hint="This step climbs: with $a$ above $y$ it makes $a$ still larger. "
            "Which way does the loss fall?",
        ),
        Wrong(
            "no-x",
            "-eta*(a - y)*a*(1 - a)",
            hint="That is the change of $b$. From $w$ to $z$ the rate is not 1.",
        ),
        Wrong(
            "no-rate",
            "-(a - y)*a*(1 - a)*x",
            hint="That is the slope, turned downhill. How far along it does the step "
            "go?",
        ),
        Wrong(
            "slope-at-a",
            "-eta*(a - y)*sigmoid(a)*(1 - sigmoid(a))*x",
            hint="You took the slope of $σ$ at $a$, but it is wanted at $z$. And $a$ "
            "is $σ(z)$ already.",
        ),
        Wrong(
            "slope-at-y",
            "-eta*(a - y)*y*(1 - y)*x",
            hint="You took the slope at the target. With $y = 0$ or 1 that is 0 "
            "always, and nothing would be learned.",
        ),
        Wrong(
            "slope-of-error",
            "-eta*(a - y)*(1 - (a - y))*x",
            hint="You put the error $a - y$ into a rule that is made for the answer "
            "$a$. The error and the slope are two links of the chain.",
        ),
        Wrong(
            "two-stays",
            "-2*eta*(a - y)*a*(1 - a)*x",
            hint="The square does bring a 2 down. Look what stands before it in $L$.",
        ),
    ],
    hints=[
        "Walk back from $L$: to $a$, from there to $z$, and then to $w$. Three rates.",
        "Their product is $∂L/∂w$. A step downhill goes $η$ times as far, the other "
        "way.",
    ],
    solution="$∂L/∂a = a - y$, $da/dz = a(1 - a)$ and $∂z/∂w = x$, so $w$ changes by "
    "$-η(a - y)a(1 - a)x$. Rosenblatt's rule has no slope in it; here a neuron that "
    "is sure of itself hardly moves, even when it is wrong.",
    why="It is one step against the derivative: $η$ times the three rates of the "
    "chain, with a minus sign in front.",
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
    "list twenty times over: twenty epochs. There is no error and no warning, but the "
    "weights never move. Which line has to change, and why?",
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
            hint="The step is 0.25 or $-0.25$, and times a whole number it still is a "
            "float. Follow where it goes from there.",
        ),
        Wrong(
            "zero-start",
            edited(
                or_weights,
                "np.array([0, 0])",
                "np.array([1, 1])",
                "From zero weights a perceptron cannot start to learn.",
            ),
            hint="It can: a score of 0 counts as a mistake, so the first point makes "
            "a step. Here steps get lost, and from other weights they would as well.",
        ),
        Wrong(
            "small-rate",
            edited(
                or_weights,
                "rate * t",
                "2 * rate * t",
                "The learning rate is too small.",
            ),
            hint="Small steps add up: twenty epochs of them would show. These weights "
            "have not moved at all, and with twice the rate they do not either.",
        ),
        Wrong(
            "on-the-line",
            edited(
                or_weights,
                "t * z > 0",
                "t * z >= 0",
                "A point with score 0 should be passed over.",
            ),
            hint="In this rule it is a mistake, or nothing would ever move from "
            "zeros. Take a point that is a mistake, and follow `w[0]` and `w[1]` "
            "through its step.",
        ),
    ],
    hints=[
        "Do one visit by hand: $x = (0, 1)$, $t = 1$, $z = -0.25$. What is in `w[1]` "
        "before, and what after?",
        "You have met this trap with the sigmoid's values. What is `w.dtype`?",
    ],
    solution="`np.array([0, 0])` holds integers, and storing 0.25 in it leaves 0. "
    "(`w += …` on the whole array would have been refused with an error; `w[0] += …` "
    "is not.) `np.zeros(2)` would do as well: it holds floats.",
    why="An array made from `[0, 0]` holds integers, and a quarter stored among "
    "integers becomes 0.",
)
