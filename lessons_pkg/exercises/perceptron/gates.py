"""Weights set by hand: for AND there are many, for XOR there are none.

The corners of a square are the four inputs. Nothing is learned here.
"""

from lessons_pkg.interactive.exercise import Build, Choice, Wrong

and_by_hand = Build(
    "perceptron.and-by-hand",
    prompt="The dots are the four inputs of AND; only (1, 1) should be a yes. The line "
    "is where z = w1·x1 + w2·x2 + b is 0. Set the three numbers so that the yes scores "
    "above 0.4, and every no below -0.4.",
    controls={
        "w1": ("weight", -3, 3, 0.5, 1),
        "w2": ("weight", -3, 3, 0.5, -1),
        "b": ("bias", -3, 3, 0.5, 0),
    },
    goals=[
        ("(1, 1) scores above 0.4", "w1 + w2 + b - 0.4"),
        ("(1, 0) scores below -0.4", "-0.4 - w1 - b"),
        ("(0, 1) scores below -0.4", "-0.4 - w2 - b"),
        ("(0, 0) scores below -0.4", "-0.4 - b"),
    ],
    answer={"w1": 1, "w2": 1, "b": -1.5},
    plot={
        # A hair beside w2, so that a vertical line can be drawn too.
        "curve": "-(w1*x + b)/(w2 + 0.0001)",
        "x": [-0.5, 1.5, "x1"],
        "y": [-0.5, 1.5, "x2"],
        "points": [[0, 0], [0, 1], [1, 0], [1, 1]],
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
            hint="The score of (0, 0) is b, whatever the weights are. While b is 0 or "
            "more, this corner is no clear no.",
        ),
        Wrong(
            "first-input-only",
            {"w1": 1, "w2": 0, "b": -0.5},
            hint="Your perceptron trusts x1 alone: (1, 0) does not come out as a no. "
            "Give x2 a say.",
        ),
        Wrong(
            "second-input-only",
            {"w1": 0, "w2": 1, "b": -0.5},
            hint="Your perceptron trusts x2 alone: (0, 1) does not come out as a no. "
            "Give x1 a say.",
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
        "Each input counts alike, so let w1 = w2.",
        "Then b has to outweigh one weight, but not both together.",
    ],
    solution="With w1 = w2 = 1 the corners score b, 1 + b, 1 + b and 2 + b. Halfway "
    "between the last two, b = -1.5 makes the scores -1.5, -0.5, -0.5 and 0.5.",
)

xor_by_hand = Choice(
    "perceptron.xor-by-hand",
    prompt="Now XOR: z = w1·x1 + w2·x2 + b should be 0 or more for (0, 1) and (1, 0), "
    "and below 0 for (0, 0) and (1, 1). You try for hours, and always a corner is "
    "wrong. Why?",
    answer="Whatever you set, the two yes scores and the two no scores have the same "
    "sum.",
    wrong=[
        Wrong(
            "bias",
            "One bias is too little: each input needs a bias of its own.",
            hint="Two biases would only ever appear as their sum, and b can be that "
            "sum already.",
        ),
        Wrong(
            "epochs",
            "The right values exist, but finding them takes more epochs.",
            hint="Time is not the trouble. Add up what the two yes corners demand of "
            "w1, w2 and b, and then what the two no corners demand.",
        ),
        Wrong(
            "rate",
            "The right values lie between your steps: a smaller η would find them.",
            hint="Finer steps help where there is something to find. Write down the "
            "score that each corner has, and look for a contradiction.",
        ),
        Wrong(
            "sigmoid",
            "The step is too hard: a sigmoid in its place would do it.",
            hint="σ(z) is above 1/2 exactly where z is above 0, so the border is the "
            "same straight line.",
        ),
        Wrong(
            "too-few-points",
            "Four points are too few to settle three numbers.",
            hint="Four points were enough for AND. Fewer points leave more choice for "
            "the line, not less.",
        ),
    ],
    hints=[
        "Write the four scores in w1, w2 and b.",
        "A yes wants z ≥ 0, a no wants z < 0. Add the first two, then the other two.",
    ],
    solution="(0, 1) and (1, 0) score w2 + b and w1 + b; (0, 0) and (1, 1) score b and "
    "w1 + w2 + b. Both pairs add up to w1 + w2 + 2b. XOR wants the first sum to be 0 "
    "or more and the second to be below 0. No number is both.",
)
