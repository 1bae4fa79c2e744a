"""What a perceptron says about a point, and what its score does not say.

The answer is a side of a line, and nothing about how sure one may be of it. No weight
is learned here yet.
"""

import numpy as np

from lessons_pkg.interactive.exercise import Choice, Predict, Wrong


def scores(w, b):
    """Return the scores of the four points of `which_side`."""
    return np.array([[2, 1], [1, 1], [1, 2], [0, 1]]) @ w + b


def sides(w, b):
    """Return on which side of the line each of the four points lies."""
    return np.where(scores(w, b) >= 0, 1, -1).tolist()


which_side = Predict(
    "perceptron.which-side",
    prompt="A perceptron has the weights 2 and -1 and the bias -1. What does it answer "
    "to the points (2, 1), (1, 1), (1, 2) and (0, 1)?",
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
            hint="You compared w·x with 0 and left out the bias. Look at (1, 2): its "
            "w·x is 0, and then comes b.",
        ),
        Wrong(
            "bias-as-threshold",
            lambda: sides([2, -1], 1),
            hint="You compared w·x with b, as if b were a threshold. Here b is added "
            "to w·x, and the sum is compared with 0.",
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
            "to which w points.",
        ),
        Wrong(
            "the-scores",
            lambda: scores([2, -1], -1).tolist(),
            hint="Those are the scores z. The last line asks of each only whether it "
            "is below 0.",
        ),
    ],
    hints=["For each point: 2 times the first number, minus the second, minus 1."],
    solution="The scores are 2, 0, -1 and -2. A score of 0 counts as 1 here.",
)

is_it_a_probability = Choice(
    "perceptron.is-it-a-probability",
    prompt="A perceptron has learned to tell toxic mushrooms from edible ones, and its "
    "last epoch was without a mistake. Now comes a new mushroom. Its score is z = 0.8, "
    "so the perceptron calls it toxic. What do you know?",
    answer="It lies on the toxic side of the line. How sure to be, z does not say.",
    wrong=[
        Wrong(
            "z-is-p",
            "It is toxic with probability 0.8.",
            hint="You read the score as a probability. The next mushroom may "
            "score 3, or -5: what would that be?",
        ),
        Wrong(
            "sigmoid-of-z",
            "It is toxic with probability σ(0.8) = 0.69.",
            hint="σ makes a number between 0 and 1 of any score, but this rule never "
            "tuned the score's size. Multiply w and b by 10: the line stays, and so do "
            "all answers. What becomes of σ(z)?",
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
        "Which of these would still hold if w and b were both doubled?",
        "The rule looks at the sign of z only.",
    ],
    solution="With w and b doubled the perceptron is the same: same line, same answers "
    "to everything. But z is 1.6 then, so nothing that depends on the size of z alone "
    "can be about the mushroom. Chapter 4 trains a neuron whose σ(z) is a probability.",
)
