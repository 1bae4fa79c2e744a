"""XOR from units that are set by hand.

The hidden units are given, so that three numbers are left: what the output makes of
them. The goals are the rows of the truth table.
"""

from lessons_pkg.interactive.exercise import Build, Wrong

OR, AND = "sigmoid(20*(x - 0.5))", "sigmoid(20*(x - 1.5))"


def answer_at(total):
    """Return the formula of the network's answer where x1 + x2 is `total`."""
    hidden = f"v1*{OR} + v2*{AND}".replace("(x -", f"({total} -")
    return f"sigmoid({hidden} + c)"


xor_weights = Build(
    "backprop.xor-weights",
    prompt="Two hidden units are set already: the first says OR, a1 = σ(20(x1 + x2 - "
    "0.5)), and the second says AND, a2 = σ(20(x1 + x2 - 1.5)). The answer is σ(v1·a1 "
    "+ v2·a2 + c). Choose v1, v2 and c so that it is XOR. The picture shows the "
    "answer over x1 + x2.",
    controls={
        "v1": ("weight of OR", -20, 20, 1, 0),
        "v2": ("weight of AND", -20, 20, 1, 0),
        "c": ("bias", -20, 20, 1, 0),
    },
    goals=[
        ("(0, 0) gets less than 0.1", f"0.1 - {answer_at(0)}"),
        ("(0, 1) and (1, 0) get more than 0.9", f"{answer_at(1)} - 0.9"),
        ("(1, 1) gets less than 0.1", f"0.1 - {answer_at(2)}"),
    ],
    answer={"v1": 10, "v2": -20, "c": -5},
    plot={
        "curve": f"sigmoid(v1*{OR} + v2*{AND} + c)",
        "x": [-0.2, 2.2, "x1 + x2"],
        "y": [0, 1, "answer"],
        "points": [[0, 0], [1, 1], [2, 0]],
    },
    wrong=[
        Wrong(
            "or",
            {"v1": 10, "v2": 0, "c": -5},
            hint="That is OR: right but for (1, 1). Which hidden unit knows that both "
            "are 1, and what should it do to the answer?",
        ),
        Wrong(
            "and",
            {"v1": 0, "v2": 10, "c": -5},
            hint="(0, 0) is right, and nothing else. The unit that says AND should "
            "forbid; the one that says OR should demand.",
        ),
        Wrong(
            "no-bias",
            {"v1": 10, "v2": -20, "c": 0},
            hint="At (0, 0) both units are silent, so the answer there is σ(c). What "
            "is σ(0)?",
        ),
        Wrong(
            "too-soft",
            {"v1": 2, "v2": -4, "c": -1},
            hint="The signs are as they should be, but the scores are small. How far "
            "from 0 must a score be for an answer above 0.9?",
        ),
        Wrong(
            "never",
            {"v1": 5, "v2": 5, "c": -20},
            hint="Your network never says 1: not even OR lifts the score above 0.",
        ),
    ],
    hints=[
        "Go through the three cases: no unit says 1, OR alone does, both do. The score "
        "is c, then v1 + c, then v1 + v2 + c.",
        "You need c below -2.2, v1 + c above 2.2, and v1 + v2 + c below -2.2 again.",
    ],
    solution="OR, but not AND: with v1 = 10, v2 = -20, c = -5 the scores are -5, 5 and "
    "-15. Every triple with these signs does it, if it is large enough.",
)
