"""The loss made from scores, as a function to write.

The wrong answers are the forms that circulate: each is right for some scores, or hides
the trouble.
"""

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import Code, Wrong, edited


def stable_loss_reference(y, z):
    """Return the mean cross-entropy of labels y and scores z."""
    small = np.log1p(np.exp(-np.abs(z)))
    return np.mean(np.maximum(z, 0) - y * z + small)


def _from_p(y, p):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def _changed(old, new):
    return edited(stable_loss_reference, old, new)


stable_loss = Code(
    "logistic_regression.stable-loss",
    prompt="Write `stable_loss(y, z)`: the mean cross-entropy of labels y and scores "
    "z, for arrays or for two numbers. No warning for any z, and nothing lost: y = 0, "
    "z = 800 costs 800, and y = 1, z = 40 costs 4.248e-18.",
    starter='''
        def stable_loss(y, z):
            """Return the mean cross-entropy of labels y and scores z."""
            ...
    ''',
    reference=stable_loss_reference,
    cases=[
        (1, -1.5),
        (0, 800.0),
        (1, -800.0),
        (1, 40.0),
        (np.array([1, 0]), np.array([40.0, -50.0])),
        (np.array([0, 1, 1, 0]), np.array([0.5, -2.0, 3.0, -0.25])),
        (np.array([0, 1, 1, 0]), np.array([800.0, -800.0, 2.0, -3.0])),
    ],
    atol=0,
    wrong=[
        Wrong(
            "from-p",
            lambda y, z: _from_p(y, sigmoid(z)),
            hint="You form p first. Beyond z = 40 that is 1, and the logarithm of "
            "1 - p is that of 0.",
        ),
        Wrong(
            "picked-from-p",
            lambda y, z: (
                -np.mean(np.log(np.where(np.equal(y, 1), sigmoid(z), 1 - sigmoid(z))))
            ),
            hint="There is no `nan` any more; but an answer that was rounded to 0 or 1 "
            "has lost its digits, and ln 0 is still there. Do not form p.",
        ),
        *[
            Wrong(
                f"clipped-at-{limit}",
                lambda y, z, limit=limit: _from_p(
                    y, np.clip(sigmoid(z), limit, 1 - limit)
                ),
                hint="You keep p away from 0 and 1. The warning is gone; but a bean "
                "that is wrong and sure costs the same at any score, so there is no "
                "slope left.",
            )
            for limit in (1e-7, 1e-12, 1e-15)
        ],
        *[
            Wrong(
                f"epsilon-of-{epsilon}",
                lambda y, z, epsilon=epsilon: (
                    -np.mean(
                        y * np.log(sigmoid(z) + epsilon)
                        + (1 - y) * np.log(1 - sigmoid(z) + epsilon)
                    )
                ),
                hint="You add a small number within the logarithms. The warning is "
                "gone; but all losses are a little off, and a bean that is wrong and "
                "sure costs the same at any score.",
            )
            for epsilon in (1e-8, 1e-12, 1e-15)
        ],
        Wrong(
            "sum",
            _changed("np.mean", "np.sum"),
            hint="You added up all costs; the loss is their mean.",
        ),
        Wrong(
            "one-each",
            _changed("np.mean", ""),
            hint="These are the costs of the single samples. One number is asked for.",
        ),
        Wrong(
            "sign",
            _changed("np.mean", "-np.mean"),
            hint="Your loss is negative. A surprise is 0 at the least.",
        ),
        Wrong(
            "label-added",
            _changed("- y * z", "+ y * z"),
            hint="Right for y = 0. For y = 1 your loss grows with the score, and it "
            "should fall.",
        ),
        Wrong(
            "no-maximum",
            _changed("np.maximum(z, 0) - y * z", "-y * z"),
            hint="Right for negative scores. For positive ones, the large part that "
            "was taken out of the logarithm has to stand somewhere.",
        ),
        Wrong(
            "no-absolute",
            _changed("-np.abs(z)", "-z"),
            hint="Right for positive scores. For negative ones the exponent becomes "
            "positive.",
        ),
        Wrong(
            "right-overflows",
            lambda y, z: np.mean(np.log1p(np.exp(z)) - y * z),
            hint="That is right for small z, and e^800 is larger than any float. For "
            "positive z the large part has to come out of the logarithm.",
        ),
        Wrong(
            "left-overflows",
            lambda y, z: np.mean(z - y * z + np.log1p(np.exp(-np.asarray(z)))),
            hint="You took the large part out for every z. That helps positive z; for "
            "z = -800 it is e^800 again.",
        ),
        Wrong(
            "both-branches",
            lambda y, z: np.mean(
                np.where(
                    np.greater(z, 0),
                    z + np.log1p(np.exp(-np.asarray(z))),
                    np.log1p(np.exp(z)),
                )
                - y * z
            ),
            hint="`np.where` computes both of its branches for every z, so the one "
            "that overflows is computed too. Only |z| knows no wrong side.",
        ),
        Wrong(
            "plain-logarithm",
            _changed("np.log1p(", "np.log(1 + "),
            hint="Nothing overflows. But 1 + 4e-18 is 1 in floats, and its logarithm "
            "is 0: the small part is lost before the logarithm sees it.",
        ),
        Wrong(
            "small-part-first",
            _changed(
                "np.maximum(z, 0) - y * z + small", "np.maximum(z, 0) + small - y * z"
            ),
            hint="The formula is right, but 40 + 4e-18 is 40 in floats, and then the "
            "40 is taken away. Let the large parts cancel first.",
        ),
    ],
    hints=[
        "Work from the scores: `sigmoid` is not needed.",
        "The logarithm's part is 1 + e to a power that is never positive: minus |z|.",
        "In floats the order of a sum matters. The smallest part comes last.",
    ],
    solution="The exponent is never positive, so nothing overflows. For a label that "
    "was right the two large parts cancel exactly, and what is left is the small one.",
)
