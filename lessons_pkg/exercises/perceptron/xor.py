"""XOR for a machine that learns: what happens, and a report of success.

Both are about the count of mistakes in an epoch, which says when to stop.
"""

from lessons_pkg import data
from lessons_pkg.interactive.exercise import FindBug, Predict, Wrong, edited
from lessons_pkg.perceptron import Perceptron


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
            "what does it do to w2?",
        ),
        Wrong(
            "half",
            lambda: [2, 2, 2, 2, 2, 2],
            hint="Half of them would be guessing. But each of these steps undoes "
            "another: follow the first epoch with a pencil.",
        ),
    ],
    hints=[
        "A score of 0 counts as a mistake, so (0, 0) is the first: b becomes -1.",
        "What are w and b when the first epoch ends?",
    ],
    solution="After the four visits w is (0, 0), (0, 1), (1, 1) and (0, 0), and b is "
    "-1, 0, 1 and 0. The first epoch ends where it began, and so does every other.",
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
                "The labels are 0 and 1, but should be -1 and +1.",
            ),
            hint="`Perceptron` makes t = ±1 of any two labels. Which points do they "
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
            hint="Then it is 1. From zeros the rate scales w and b alike, and moves no "
            "line.",
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
        "Write down X as it is when `fit` gets it.",
    ],
    solution="With i = 1 the inner loop starts at j = 1, as if (1, 0) had come already "
    "as (0, 1). The other three points have a line, x2 - x1 = 1/2. Count the mistakes "
    "on all four rows of the table, and such a report cannot happen.",
)
