"""Page 4c, choosing honestly.

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


COUNTED = {0: "no", 1: "one", 2: "two", 3: "three", 5: "five", 8: "eight"}


def listed(kind, places):
    """Return in words which tumours of a kind are meant."""
    *most, last = [f"{p:g}" for p in places] or [""]
    if not last:
        return f"no {kind} tumour is"
    if not most:
        return f"the {kind} tumour at {last} is"
    return f"the {kind} tumours at {', '.join(most)} and {last} are"


def limits(missed, alarms, answer, low, high, start=0.7):
    """Return how many mistakes of each kind are allowed, and thresholds to try."""
    # One more malignant tumour is missed from here on, one fewer alarm from there.
    last, first = MALIGNANT[missed], BENIGN[-alarms - 1]
    kinds = ("malignant tumour", "benign tumour")
    words = [
        f"{'' if n == 0 else 'at most '}{COUNTED[n]} {kind}{'' if n == 1 else 's'}"
        for n, kind in zip((missed, alarms), kinds, strict=True)
    ]
    verbs = ["is" if n == 1 else "are" for n in (missed, alarms)]
    return {
        **{"last": last + 0.005, "first": first + 0.005, "start": start},
        **{"right": answer, "low": low, "high": high},
        "few_missed": f"{words[0]} {verbs[0]} missed",
        "few_alarms": f"{words[1]} {verbs[1]} called malignant",
        "too_many": f"more than {COUNTED[missed]} malignant "
        f"tumour{'s lie' if missed > 1 else ' lies'}"
        if missed
        else "a malignant tumour lies",
        "missed": listed("malignant", [p for p in MALIGNANT if p < answer]),
        "called": listed("benign", [p for p in BENIGN if p >= answer]),
    }


a_threshold = Build(
    "choosing_honestly.a-threshold",
    given=[
        limits(missed=1, alarms=3, answer=0.11, low=0.04, high=0.5),
        limits(missed=3, alarms=0, answer=0.6, low=0.4, high=0.8, start=0.2),
        limits(missed=0, alarms=8, answer=0.05, low=0.02, high=0.5),
        limits(missed=2, alarms=2, answer=0.38, low=0.2, high=0.5),
        limits(missed=1, alarms=5, answer=0.09, low=0.04, high=0.5),
    ],
    prompt="Each point is a tumour: malignant ones above, benign ones below. The "
    "further to the right a tumour lies, the higher the probability of malignancy "
    "that a neuron gives it. At what probability $t$ should we begin to call a tumour "
    "malignant?",
    controls={"t": ("threshold", 0.01, 0.99, 0.01, lambda start: start)},
    goals=[
        ("{few_missed}", "{last} - t"),
        ("{few_alarms}", "t - {first}"),
        ("a tumour with $p = 0.9$ is called malignant", "0.9 - t"),
    ],
    answer={"t": lambda right: right},
    plot={
        "curve": "sigmoid(500*(x-t))",
        "x": [0, 1, "what the neuron says, p"],
        "y": [0, 1, "called malignant"],
        "points": [*([p, 1, 1] for p in MALIGNANT), *([p, 0, 0] for p in BENIGN)],
    },
    wrong=[
        Wrong(
            "one-half",
            {"t": lambda high: high},
            hint="False alarms are few enough, but {too_many} to the left of your "
            "threshold.",
        ),
        Wrong(
            "too-low",
            {"t": lambda low: low},
            hint="Enough of the malignant tumours are caught, but too many benign "
            "ones lie to the right of your threshold.",
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
    solution="$t = {right}$, for example: {missed} missed, and {called} called "
    "malignant.",
    why="Each step to the left trades false alarms for tumours that would be missed, "
    "and no threshold avoids both.",
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
        "The mean is computed with samples that are not in the training set.",
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
    "preparation, and the test no longer uses samples that nobody has looked at.",
    why="Whatever is computed from data is part of the training, the mean included.",
)


def losses_of_folds(X, y, folds, prepare, fit, loss):
    """Return, for each fold, the loss of a model that has not seen it."""
    losses = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        mean, deviation = prepare(X[rest])
        model = fit((X[rest] - mean) / deviation, y[rest])
        losses.append(loss(model, (X[fold] - mean) / deviation, y[fold]))
    return losses


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
    "a model, and `loss(model, X, y)` its loss. Return, for each fold, the loss of a "
    "model that has not seen it. Not every line is needed, and indentation counts.",
    answer=losses_of_folds,
    cases=[(ROWS, LABELS, THIRDS, _scale, _nearest, _distance)],
    wrong=[
        Wrong(
            "tested-on-the-rest",
            edited(
                losses_of_folds,
                "loss(model, (X[fold] - mean) / deviation, y[fold])",
                "loss(model, (X[rest] - mean) / deviation, y[rest])",
            ),
            hint="Your loss is measured on the samples that the model has learned "
            "from.",
        ),
        Wrong(
            "learned-from-the-fold",
            edited(
                losses_of_folds,
                "fit((X[rest] - mean) / deviation, y[rest])",
                "fit((X[fold] - mean) / deviation, y[fold])",
            ),
            hint="Your model learns from the small fold, and that is also what it is "
            "tested on.",
        ),
        Wrong(
            "scale-of-all",
            edited(losses_of_folds, "prepare(X[rest])", "prepare(X)"),
            hint="Your mean and deviation have seen the fold that the model is tested "
            "on.",
        ),
        Wrong(
            "scale-of-the-fold",
            edited(losses_of_folds, "prepare(X[rest])", "prepare(X[fold])"),
            hint="Your scale comes from the fold that is held back. Take it from where "
            "the model learns.",
        ),
        Wrong(
            "one-fold",
            edited(losses_of_folds, "    return losses", "        return losses"),
            hint="Your program returns inside the loop, after its first fold.",
        ),
    ],
    hints=[
        "For each fold: what is the rest? Then scale, fit, and only then test.",
        "Whatever learns, learns from the rest. Only the loss looks at the fold.",
    ],
    solution="""
        ```
        losses = []
        for fold in folds:
            rest = np.setdiff1d(np.arange(len(y)), fold)
            mean, deviation = prepare(X[rest])
            model = fit((X[rest] - mean) / deviation, y[rest])
            losses.append(loss(model, (X[fold] - mean) / deviation, y[fold]))
        return losses
        ```

        (`np.setdiff1d` gives the rows that are not in the fold.)
    """,
    why="Scale and weights come from the rest, and the fold is used for nothing but "
    "the loss.",
)


precision = Numeric(
    "choosing_honestly.precision",
    given=[
        {"n": 200, "malignant": 40, "called": 45, "right": 36},
        {"n": 500, "malignant": 60, "called": 75, "right": 48},
        {"n": 300, "malignant": 90, "called": 60, "right": 54},
        {"n": 400, "malignant": 150, "called": 120, "right": 114},
        {"n": 150, "malignant": 30, "called": 50, "right": 28},
    ],
    prompt="Of {n} tumours, {malignant} are malignant. A neuron calls {called} of the "
    "{n} malignant, and {right} of these really are. What is its precision, as a "
    "number between 0 and 1?",
    answer=lambda right, called: right / called,
    tolerance=0.005,
    wrong=[
        Wrong(
            "recall",
            lambda right, malignant: right / malignant,
            hint="That is the recall: of the malignant tumours, the share that was "
            "found.",
        ),
        Wrong(
            "accuracy",
            lambda n, malignant, called, right: (
                (n - malignant - called + 2 * right) / n
            ),
            hint="That is the accuracy, the share of all tumours that are judged "
            "right.",
        ),
        Wrong(
            "alarms",
            lambda called, right: (called - right) / called,
            hint="That is the share of false alarms among those called malignant. The "
            "precision is the rest.",
        ),
        Wrong(
            "false-alarm-rate",
            lambda n, malignant, called, right: (called - right) / (n - malignant),
            hint="That is the share of benign tumours that raise an alarm.",
        ),
    ],
    hints=[
        "If the neuron says malignant, how often is it right?",
        "It says so {called} times.",
    ],
    solution="Of the {called} that it calls malignant, {right} are: ${right}/{called} "
    "= {answer}$. The recall is ${right}/{malignant} = {right/malignant}$.",
    why="Precision looks at what was called malignant, {called}, and recall at what is "
    "malignant, {malignant}.",
)


cost_threshold = Formula(
    "choosing_honestly.cost-threshold",
    prompt="A missed tumour costs $m$, and a false alarm costs $a$. A tumour is "
    "malignant with probability $p$. Above which $p$ does calling it malignant cost "
    "less, on average, than calling it benign?",
    variables={"m": (1, 4), "a": (0.2, 3)},
    answer="a/(a + m)",
    reference=lambda m, a: 1 / (1 + m / a),
    functions=(),
    wrong=[
        Wrong(
            "changed-places",
            "m/(a + m)",
            hint="With this a costly miss would make you wait for more certainty. It "
            "should make you raise the alarm earlier.",
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
            hint="Set the two average costs equal, and solve for $p$.",
        ),
        Wrong(
            "half",
            "1/2",
            hint="One half is right only if both mistakes cost the same.",
        ),
    ],
    hints=[
        "If you call it benign, it costs $m$ with the probability $p$. And if you "
        "call it malignant?",
        "Solve $pm = (1 - p)a$ for $p$.",
    ],
    solution="Calling it benign costs $pm$ on average, calling it malignant $(1 - "
    "p)a$. They are equal at $p = a/(a + m)$, and above that it is cheaper to call it "
    "malignant.",
    why="At this $p$ the two average costs are equal, and above it a miss would cost "
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
            hint="With many samples perhaps. But here the luckiest of four results "
            "has half as many mistakes as the first.",
        ),
    ],
    hints=["Which of your decisions has seen the test set?"],
    solution="The best of several results on the same samples is too good on average, "
    "because luck is part of what was chosen. The 8 were found by a rule that had not "
    "seen these samples, so they may be reported.",
    why="A result is honest if nothing about the rule was decided by the samples that "
    "it is counted on.",
)
