"""A neuron set by hand, so that a handful of beans surprise it little.

Two of the beans lie on the wrong side of each other, as in the sack; so no weight makes
all of them cheap, and there is a best one. Nothing is learned here.
"""

from lessons_pkg.interactive.exercise import Build, Wrong

BEANS = [[0.1, 0], [0.2, 0], [0.4, 1], [0.5, 0], [0.7, 1], [0.9, 1]]


def surprise_of(x, y):
    """Write a bean's surprise as a formula in w and b."""
    return f"log(1+exp({'-' if y else ''}(w*{x}+b)))"


SAFE, TOXIC = surprise_of(0.5, 0), surprise_of(0.4, 1)
MEAN = "(" + "+".join(surprise_of(x, y) for x, y in BEANS) + ")/6"

fit_by_hand = Build(
    "logistic_regression.fit-by-hand",
    prompt="Six beans: toxic ones above, safe ones below. The two in the middle are "
    "the wrong way round. Set the weight and the bias of p = σ(wx + b) so that all "
    "goals are met.",
    controls={
        "w": ("weight", -20, 40, 1, 0),
        "b": ("bias", -20, 10, 0.5, 0),
    },
    goals=[
        ("larger beans get larger p", "w"),
        ("0.1 more of size multiplies the odds by at least 3", "exp(w/10) - 3"),
        ("the safe bean of 0.5 surprises by less than 1.4", f"1.4-{SAFE}"),
        ("the toxic bean of 0.4 surprises by less than 1.4", f"1.4-{TOXIC}"),
        ("the mean surprise of all six is below 0.38", f"0.38-{MEAN}"),
    ],
    answer={"w": 12, "b": -5.5},
    plot={
        "curve": "sigmoid(w*x + b)",
        "x": [0, 1, "size x"],
        "y": [0, 1, "p(toxic)"],
        "points": BEANS,
    },
    wrong=[
        Wrong(
            "falling",
            {"w": -8, "b": 3.5},
            hint="Your curve falls, so it calls the small beans toxic. Which of the "
            "two numbers decides that?",
        ),
        Wrong(
            "undecided",
            {"w": 4, "b": -2},
            hint="Your neuron is unsure of every bean, and pays something for each. "
            "The outer four would be cheaper with a steeper curve.",
        ),
        Wrong(
            "odds-only",
            {"w": 9, "b": -4},
            hint="So little surprise, and only the odds are missing: e^(0.1·w) has to "
            "be 3 at least. A little more mean surprise is allowed for it.",
        ),
        Wrong(
            "no-bias",
            {"w": 8, "b": -1},
            hint="Most of your scores are positive, even the safe bean's of size 0.5. "
            "p is one half where wx + b = 0: where is that now, and where should it "
            "be?",
        ),
        Wrong(
            "too-much-bias",
            {"w": 5, "b": -6},
            hint="Most of your scores are negative, even the toxic bean's of size 0.4. "
            "p is one half where wx + b = 0: where is that now, and where should it "
            "be?",
        ),
        Wrong(
            "too-early",
            {"w": 12, "b": -3},
            hint="The steepness is enough, but the safe bean of 0.5 costs too much: "
            "your curve turns too early. Only b moves it and leaves it as steep.",
        ),
        Wrong(
            "too-late",
            {"w": 12, "b": -8},
            hint="The steepness is enough, but the toxic bean of 0.4 costs too much: "
            "your curve turns too late. Only b moves it and leaves it as steep.",
        ),
        Wrong(
            "a-bit-steep",
            {"w": 16, "b": -7},
            hint="Only the mean is missing. The outer four beans cost next to nothing "
            "already, and each bit of steepness makes the middle two dearer.",
        ),
        Wrong(
            "cliff",
            {"w": 30, "b": -13.5},
            hint="Both middle beans cost too much: a steep curve is sure of itself, "
            "and they prove it wrong. It must leave room for doubt.",
        ),
    ],
    hints=[
        "The odds settle how small w may be: solve e^(0.1·w) = 3.",
        "The two middle beans should cost about alike. At which size is the curve at "
        "one half then?",
        "It is at one half where wx + b = 0, so b = -w·x there.",
    ],
    solution="e^(0.1·w) ≥ 3 asks for w ≥ 10 ln 3 = 10.99. One half at 0.45, between "
    "the middle beans, asks for b = -0.45·w. So w = 12 and b = -5.5 do, with a mean "
    "surprise of 0.366. The smallest that there is, 0.357, is at w = 9.4 and b = -4.3: "
    "beans that overlap put a limit to how steep the best curve is.",
)
