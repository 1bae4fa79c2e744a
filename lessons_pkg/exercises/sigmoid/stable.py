"""The sigmoid without overflow, as a function to write.

The wrong answers are the forms that circulate: each is right for some z.
"""

import math

import numpy as np

from lessons_pkg.interactive.exercise import Code, Wrong


def stable_sigmoid_reference(z):
    """Return σ(z) for a number or an array, without overflow."""
    z = np.asarray(z, dtype=float)
    e = np.exp(np.minimum(z, 40))
    return e / (1 + e)


def _both_branches(z):
    e = np.exp(np.asarray(z, dtype=float))
    return np.where(z >= 0, 1 / (1 + 1 / e), e / (1 + e))


def _masked(z):
    z = np.asarray(z)
    out = np.empty_like(z)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    e = np.exp(z[z < 0])
    out[z < 0] = e / (1 + e)
    return out


def _one_number(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


stable_sigmoid = Code(
    "sigmoid.stable-sigmoid",
    prompt="Write `stable_sigmoid(z)` for a number or an array of any shape: no "
    "warning for any z, and nothing lost in the tail: at z = -720 the answer is "
    "2.0e-313, not 0.",
    starter='''
        def stable_sigmoid(z):
            """Return σ(z) for a number or an array, without overflow."""
            ...
    ''',
    reference=stable_sigmoid_reference,
    cases=[
        (0.5,),
        (-800.0,),
        (np.array([-2, 0, 3]),),
        (np.array([-720.0, -50.0, 50.0, 800.0]),),
        (np.array([[1.0, -1.0], [0.25, -30.5]]),),
    ],
    atol=0,
    wrong=[
        Wrong(
            "overflow",
            lambda z: 1 / (1 + np.exp(-z)),
            hint="e^800 is larger than any float. For which sign of z is e^-z large?",
        ),
        Wrong(
            "both-branches",
            _both_branches,
            hint="`np.where` computes both of its branches for every z, and only then "
            "picks; so the one that overflows is computed too.",
        ),
        Wrong(
            "one-number",
            _one_number,
            hint="This works for one number. An array has many signs at once, and "
            "`math.exp` takes no array.",
        ),
        Wrong(
            "integers",
            _masked,
            hint="An array made like z has z's type: integers in, integers out.",
        ),
        Wrong(
            "clipped",
            lambda z: 1 / (1 + np.exp(-np.clip(z, -30.0, 30.0))),
            hint="Clipping on both sides makes every σ(z) below -30 the same. Only one "
            "side overflows.",
        ),
        Wrong(
            "one-branch",
            lambda z: 1 / (1 + np.exp(-np.abs(z))),
            hint="With |z| nothing overflows, but negative z get the value of positive "
            "ones.",
        ),
    ],
    hints=[
        "σ(z) = e^z/(1 + e^z) too. On which side does this form overflow?",
        "Beyond z = 40 nothing changes any more, so z may be limited on that side.",
    ],
    solution="One exponential, no branch, and no warning: 1 + e^40 is e^40 in floats, "
    "so a limit at 40 changes nothing.",
)
