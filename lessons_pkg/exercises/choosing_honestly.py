"""Chapter 4c, choosing honestly.

Its exercises: a threshold with two kinds of mistakes, a scale that has seen too much, a
loop of cross-validation, what precision and recall count, the threshold that the costs
ask for, and what may be said after a second look at the test set.
"""

import numpy as np

from lessons_pkg.interactive.exercise import (
    Build,
    Choice,
    FindBug,
    Formula,
    Numeric,
    Order,
    Wrong,
    edited,
)

__all__ = [
    "a_threshold",
    "prepare",
    "cross_validation",
    "precision",
    "cost_threshold",
    "second_look",
]

# What the page's neuron says of some of the tumours that it has not learned from.
MALIGNANT = [0.05, 0.12, 0.41, 0.74, 0.84, 0.88, 0.95, 0.98, 0.99, 0.99, 1.0, 1.0]
BENIGN = [0.0, 0.01, 0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.09, 0.1, 0.31, 0.49, 0.5]


a_threshold = Build(
    "choosing_honestly.a-threshold",
    prompt="Each point is a tumour: malignant ones above, benign ones below, and to "
    "the right what a neuron says. From which probability $t$ on should we call a "
    "tumour malignant?",
    controls={"t": ("threshold", 0.01, 0.99, 0.01, 0.7)},
    goals=[
        ("at most one malignant tumour is missed", "0.125-t"),
        ("at most three benign tumours are called malignant", "t-0.105"),
        ("a tumour with $p = 0.9$ is called malignant", "0.9-t"),
    ],
    answer={"t": 0.11},
    plot={
        "curve": "sigmoid(500*(x-t))",
        "x": [0, 1, "what the neuron says, p"],
        "y": [0, 1, "called malignant"],
        "points": [*([p, 1, 1] for p in MALIGNANT), *([p, 0, 0] for p in BENIGN)],
    },
    wrong=[
        Wrong(
            "one-half",
            {"t": 0.5},
            hint="Few false alarms, but more than one malignant tumour lies to the "
            "left of your threshold.",
        ),
        Wrong(
            "too-low",
            {"t": 0.04},
            hint="No malignant tumour is missed, but too many benign ones lie to the "
            "right of your threshold.",
        ),
        Wrong(
            "too-high",
            {"t": 0.95},
            hint="At this threshold the neuron has to be almost certain before you "
            "listen to it. Go the other way.",
        ),
    ],
    hints=[
        "Count the upper points to the left of the jump and the lower ones to its "
        "right."
    ],
    solution="$t = 0.11$ or $0.12$: one malignant tumour is missed, at 0.05, and three "
    "benign ones are called malignant.",
    why="A low threshold trades a few false alarms for the tumours that one half would "
    "miss, and no threshold avoids both.",
)


def prepared(X, train):
    """Return the features, standardised, badly."""
    mean = X.mean(axis=0)
    deviation = X[train].std(axis=0)
    return (X - mean) / deviation


prepare = FindBug(
    "choosing_honestly.prepare",
    prompt="`X` holds all samples, and `train` the numbers of the rows that the neuron "
    "learns from. `prepared` should standardise the features in an honest way. Which "
    "line is wrong, and why?",
    buggy=prepared,
    fixed=edited(
        prepared,
        "X.mean(axis=0)",
        "X[train].mean(axis=0)",
        "The mean is computed with samples that should be unseen.",
    ),
    cases=[
        (np.array([[1.0, 20.0], [3.0, 26.0], [5.0, 10.0], [9.0, 80.0]]), [0, 1, 2]),
        (np.array([[0.0], [4.0], [-7.0], [2.0], [1.5]]), [1, 3]),
    ],
    wrong=[
        Wrong(
            "deviation",
            edited(
                prepared,
                "X[train].std(axis=0)",
                "X.std(axis=0)",
                "The deviation should be that of all samples, as the mean is.",
            ),
            hint="Then the two lines would agree, but in the wrong way. What may the "
            "preparation know of the samples that come later?",
        ),
        Wrong(
            "axis",
            edited(
                prepared,
                "X.mean(axis=0)",
                "X.mean(axis=1, keepdims=True)",
                "The mean runs over the wrong axis.",
            ),
            hint="Rows are samples, so a mean over the rows, one for each feature, is "
            "`axis=0`.",
        ),
        Wrong(
            "train-only",
            edited(
                prepared,
                "(X - mean)",
                "(X[train] - mean)",
                "Only the training set should be standardised.",
            ),
            hint="The others have to be put on the same scale, or the neuron could not "
            "judge them. With whose mean and deviation?",
        ),
    ],
    hints=["Which of the lines look at samples that are not in `train`?"],
    solution="All samples are standardised, but with the mean and the deviation of "
    "the training set. With `X.mean` a little of the test set leaks into the "
    "preparation, and the test is no longer one of unseen samples.",
    why="Whatever is computed from data is part of the training, and the mean is.",
)


def scores_of_folds(X, y, folds, prepare, fit, loss):
    """Return the loss on each fold, by a model that has not seen it."""
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        mean, deviation = prepare(X[rest])
        model = fit((X[rest] - mean) / deviation, y[rest])
        scores.append(loss(model, (X[fold] - mean) / deviation, y[fold]))
    return scores


def _scale(X):
    return X.mean(axis=0), X.std(axis=0)


def _nearest(X, y):
    """Return the two class means, a model that is quick to fit."""
    return X[y == 0].mean(axis=0), X[y == 1].mean(axis=0)


def _distance(model, X, y):
    zero, one = (((X - centre) ** 2).sum(axis=1) for centre in model)
    return float(np.mean(np.where(y == 1, one - zero, zero - one)))


RNG = np.random.default_rng(7)
ROWS, LABELS = RNG.normal(size=(9, 2)).round(2), np.array([0, 1, 0, 1, 1, 0, 1, 0, 0])
THIRDS = [np.array([0, 1, 2]), np.array([3, 4, 5]), np.array([6, 7, 8])]

cross_validation = Order(
    "choosing_honestly.cross-validation",
    prompt="Cross-validation. `folds` is a list of arrays of row numbers, "
    "`prepare(X)` returns a mean and a deviation for each feature, `fit(X, y)` returns "
    "a model, and `loss(model, X, y)` its loss. Return the loss on each fold, by a "
    "model that has not seen it. Not every line is needed, and indentation counts.",
    answer=scores_of_folds,
    cases=[(ROWS, LABELS, THIRDS, _scale, _nearest, _distance)],
    wrong=[
        Wrong(
            "tested-on-the-rest",
            edited(
                scores_of_folds,
                "loss(model, (X[fold] - mean) / deviation, y[fold])",
                "loss(model, (X[rest] - mean) / deviation, y[rest])",
            ),
            hint="Your loss is measured on the samples that the model has learned "
            "from.",
        ),
        Wrong(
            "learned-from-the-fold",
            edited(
                scores_of_folds,
                "fit((X[rest] - mean) / deviation, y[rest])",
                "fit((X[fold] - mean) / deviation, y[fold])",
            ),
            hint="Your model learns from the small fold, and that is also what it is "
            "tested on.",
        ),
        Wrong(
            "scale-of-all",
            edited(scores_of_folds, "prepare(X[rest])", "prepare(X)"),
            hint="Your mean and deviation have seen the fold that the model is tested "
            "on.",
        ),
        Wrong(
            "scale-of-the-fold",
            edited(scores_of_folds, "prepare(X[rest])", "prepare(X[fold])"),
            hint="Your scale comes from the fold that is held back. Take it from where "
            "the model learns.",
        ),
        Wrong(
            "one-fold",
            edited(scores_of_folds, "    return scores", "        return scores"),
            hint="Your program returns inside the loop, after its first fold.",
        ),
    ],
    hints=[
        "For each fold: what is the rest? Then scale, fit, and only then test.",
        "Whatever learns, learns from the rest. Only the loss looks at the fold.",
    ],
    solution="""
        ```
        scores = []
        for fold in folds:
            rest = np.setdiff1d(np.arange(len(y)), fold)
            mean, deviation = prepare(X[rest])
            model = fit((X[rest] - mean) / deviation, y[rest])
            scores.append(loss(model, (X[fold] - mean) / deviation, y[fold]))
        return scores
        ```

        (`np.setdiff1d` gives the rows that are not in the fold.)
    """,
    why="Scale and weights come from the rest, and the fold is used for nothing but "
    "the loss.",
)


precision = Numeric(
    "choosing_honestly.precision",
    prompt="Among 200 tumours 40 are malignant. A neuron calls 45 of the 200 "
    "malignant, and 36 of these are. What is its precision, as a number between 0 and "
    "1?",
    answer=lambda: 36 / 45,
    tolerance=0.005,
    wrong=[
        Wrong(
            "recall",
            lambda: 36 / 40,
            hint="That is the recall: of the malignant tumours, the share that was "
            "found.",
        ),
        Wrong(
            "accuracy",
            lambda: (200 - 4 - 9) / 200,
            hint="That is the accuracy, the share of all tumours that are judged "
            "right.",
        ),
        Wrong(
            "alarms",
            lambda: 9 / 45,
            hint="That is the share of false alarms among those called malignant. The "
            "precision is the rest.",
        ),
        Wrong(
            "false-alarm-rate",
            lambda: 9 / 160,
            hint="That is the share of benign tumours that raise an alarm.",
        ),
    ],
    hints=[
        "If the neuron says malignant, how often is it right?",
        "It says so 45 times.",
    ],
    solution="Of the 45 that it calls malignant, 36 are: $36/45 = 0.8$. The recall is "
    "$36/40 = 0.9$.",
    why="Precision looks at what was called malignant, 45, and recall at what is "
    "malignant, 40.",
)


cost_threshold = Formula(
    "choosing_honestly.cost-threshold",
    prompt="A missed tumour costs m, a false alarm a. With the probability p that a "
    "tumour is malignant, from which p on does calling it malignant cost less, on "
    "average, than calling it benign?",
    variables={"m": (1, 4), "a": (0.2, 3)},
    answer="a/(a + m)",
    reference=lambda m, a: 1 / (1 + m / a),
    functions=(),
    wrong=[
        Wrong(
            "changed-places",
            "m/(a + m)",
            hint="With this a costly miss would make you wait for more certainty. It "
            "should make you call earlier.",
        ),
        Wrong(
            "ratio",
            "a/m",
            hint="Those are the odds at which the two costs are equal. As a "
            "probability?",
        ),
        Wrong(
            "one-minus-ratio",
            "1 - a/m",
            hint="Set the two average costs equal, and solve for p.",
        ),
        Wrong(
            "half",
            "1/2",
            hint="One half is right only if both mistakes cost the same.",
        ),
    ],
    hints=[
        "If you call it benign, it costs m with the probability p. And if you call it "
        "malignant?",
        "Solve $pm = (1 - p)a$ for p.",
    ],
    solution="Calling it benign costs $pm$ on average, calling it malignant $(1 - "
    "p)a$. They are equal at $p = a/(a + m)$, and above that the call is cheaper.",
    why="At this p the two average costs are equal, and above it a miss would cost "
    "more.",
)


second_look = Choice(
    "choosing_honestly.second-look",
    prompt="You look at the test set, and find 8 mistakes. Then you try three other "
    "thresholds on it, and one of them makes only 4. What may you report?",
    answer="The 8 mistakes. For the new threshold you would need new samples.",
    wrong=[
        Wrong(
            "four",
            "The 4 mistakes, since the neuron has never learned from these samples.",
            hint="The weights haven't, but the threshold has: it was chosen because it "
            "suits these very samples.",
        ),
        Wrong(
            "mean",
            "The mean of the four results.",
            hint="That is the result of no rule that you would use. And what will you "
            "use in the end?",
        ),
        Wrong(
            "interval",
            "The 4 mistakes, with an interval around them.",
            hint="The interval is about the luck of the samples. It knows nothing of "
            "the three results that you threw away.",
        ),
        Wrong(
            "small-choice",
            "The 4 mistakes: a choice among four is too small to matter.",
            hint="With many samples perhaps. But here the best of four lucky draws is "
            "half of the first one.",
        ),
    ],
    hints=["Which of your decisions has seen the test set?"],
    solution="The best of several results on the same samples is too good on average, "
    "because luck is part of what was chosen. The 8 were found by a rule that had not "
    "seen these samples, so they may be reported.",
    why="A result is honest if nothing about the rule was decided by the samples that "
    "it is counted on.",
)
