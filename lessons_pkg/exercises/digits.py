"""Chapter 9, a network that reads digits.

Its exercises, in the order in which the page shows them: pixels and the three parts of
the data, the network and its loss at the start, choosing and testing, the confusion
matrix, what hidden neurons learn, and what is fast; then a mixed review. Each stands
below the helpers that it uses.
"""

import math

import numpy as np

from lessons_pkg.interactive.exercise import (
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
from lessons_pkg.softmax import softmax

__all__ = [
    "place_of_a_pixel",
    "which_part",
    "count_parameters",
    "three_layers_back",
    "loss_at_the_start",
    "best_of_all",
    "how_sure",
    "confusion",
    "among_the_called",
    "blank_pixel",
    "multiplications",
    "how_many_steps",
]


place_of_a_pixel = Numeric(
    "digits.place-of-a-pixel",
    given=[
        {"r": r, "c": c} for r, c in ((3, 5), (5, 2), (2, 6), (6, 1), (4, 7), (1, 4))
    ],
    prompt="The 64 pixels of a picture stand in one row of `X`, row by row from the "
    "top left. As in Python, everything is counted from 0. At which place stands the "
    "pixel in row {r} and column {c} of the picture?",
    answer=lambda r, c: 8 * r + c,
    tolerance=0.1,
    wrong=[
        Wrong(
            "columns-first",
            lambda r, c: 8 * c + r,
            hint="You went down the columns. The pixels are written row by row.",
        ),
        Wrong(
            "counted-from-1",
            lambda r, c: 8 * r + c + 1,
            hint="That is how many pixels there are up to this one, with itself. The "
            "first pixel of all has the place 0.",
        ),
        Wrong(
            "a-row-less",
            lambda r, c: 8 * (r - 1) + c,
            hint="Row 0 comes first. How many whole rows stand before row {r}?",
        ),
        Wrong(
            "digits-side-by-side",
            lambda r, c: 10 * r + c,
            hint="A row has 8 pixels, not 10.",
        ),
        Wrong(
            "seven",
            lambda r, c: 7 * r + c,
            hint="The columns are called 0 to 7, so a row has 8 of them.",
        ),
    ],
    hints=[
        "How many pixels stand in the rows above it?",
        "And how many stand to its left in its own row?",
    ],
    solution="The {r} rows above have ${r}·8 = {8*r}$ pixels, and {c} more stand to "
    "its left: ${8*r} + {c} = {answer}$.",
    why="Eight for each row above, and one for each pixel to the left.",
)


TRAINING = "The training set."
VALIDATION = "The validation set."
TEST = "The test set."
PARTS = {
    TRAINING: "With enough weights, a network can get nearly everything right that it "
    "was trained on. The training set can't tell that apart from reading well.",
    VALIDATION: "The validation set takes no part in the descent, and after you have "
    "chosen with it, it no longer counts as unseen either.",
    TEST: "What has been used for that is no longer a test: its number would flatter "
    "the network.",
}

which_part = Choice(
    "digits.which-part",
    given=[
        {
            "task": task,
            "right": right,
            "one": one,
            "other": other,
            "of_one": PARTS[one],
            "of_other": PARTS[other],
            "reason": reason,
        }
        for task, right, reason in (
            (
                "choose between 20 and 60 epochs",
                VALIDATION,
                "A choice needs pictures without gradients of their own, and the test "
                "must not take part",
            ),
            (
                "compute the gradients",
                TRAINING,
                "Whatever the descent sees belongs to the training set",
            ),
            (
                "state how many of a hundred new pictures will be misread",
                TEST,
                "Only the test set has had no part in any weight or choice",
            ),
            (
                "choose between 32 and 128 hidden neurons",
                VALIDATION,
                "The number of neurons is a setting, and settings are chosen on the "
                "validation set",
            ),
            (
                "choose the strength of an L2 penalty",
                VALIDATION,
                "On the training set the best penalty would be none, and the test must "
                "not take part",
            ),
        )
        for one, other in [[part for part in PARTS if part != right]]
    ],
    prompt="You want to {task}. Which part of the data do you use?",
    answer=lambda right: right,
    wrong=[
        Wrong("one", lambda one: one, hint="{of_one}"),
        Wrong("other", lambda other: other, hint="{of_other}"),
        Wrong(
            "all",
            "All three together.",
            hint="Then nothing is left that could tell you whether it went well.",
        ),
    ],
    hints=[
        "The training set gives the gradients, the validation set the choices, and the "
        "test set one number at the end."
    ],
    solution="{reason}.",
    why="{reason}.",
)


def parameters(m, h, g, k):
    """Count the parameters of three layers."""
    return m * h + h + h * g + g + g * k + k


count_parameters = Numeric(
    "digits.count-parameters",
    given=[
        dict(zip("mhgk", sizes, strict=True))
        for sizes in (
            (64, 32, 16, 10),
            (30, 12, 6, 4),
            (100, 20, 8, 5),
            (25, 15, 9, 3),
            (48, 24, 18, 7),
        )
    ],
    prompt="A network has {m} inputs, two hidden layers with {h} and {g} neurons, and "
    "{k} outputs. How many parameters does it have?",
    answer=parameters,
    tolerance=0.1,
    wrong=[
        Wrong(
            "no-biases",
            lambda m, h, g, k: m * h + h * g + g * k,
            hint="Those are the weights. Each hidden neuron and each output has a bias "
            "as well.",
        ),
        Wrong(
            "biases-for-inputs",
            lambda m, h, g, k: parameters(m, h, g, k) + m,
            hint="An input is a number that is given. It has no bias.",
        ),
        Wrong(
            "no-output-biases",
            lambda m, h, g, k: parameters(m, h, g, k) - k,
            hint="You left out the biases of the outputs.",
        ),
        Wrong(
            "middle-left-out",
            lambda m, h, g, k: m * h + h + g * k + k,
            hint="Something is missing between the two hidden layers.",
        ),
        Wrong(
            "every-layer-to-output",
            lambda m, h, g, k: m * h + h + h * k + g * k + g + k,
            hint="The first hidden layer leads to the second one, not to the outputs.",
        ),
        Wrong(
            "neurons",
            lambda m, h, g, k: m + h + g + k,
            hint="Those are the neurons and inputs. The parameters are their weights "
            "and biases.",
        ),
    ],
    hints=[
        "Each layer has a matrix of weights, inputs times outputs of that layer.",
        "And each neuron of a layer has one bias.",
    ],
    solution="The weights are ${m}·{h} + {h}·{g} + {g}·{k} = {m*h + h*g + g*k}$, and "
    "the biases ${h} + {g} + {k} = {h + g + k}$, which makes {answer}.",
    why="Each layer has a weight for every pair of input and neuron, and a bias for "
    "every neuron.",
)


def three_layers(X, Y, Z1, A1, Z2, A2, P, W2, W3):
    delta3 = (P - Y) / len(X)
    delta2 = delta3 @ W3.T * (Z2 > 0)
    delta1 = delta2 @ W2.T * (Z1 > 0)
    dW1, dW2 = X.T @ delta1, A1.T @ delta2
    return dW1.round(6), dW2.round(6), (A2.T @ delta3).round(6)


def _pass(seed):
    """Return what one pass leaves behind, with layers of equal width."""
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(5, 4)).round(2), np.eye(4)[rng.integers(0, 4, 5)]
    W1, W2, W3 = (rng.normal(size=(4, 4)).round(2) for _ in range(3))
    Z1 = (X @ W1).round(2)
    A1 = np.maximum(Z1, 0)
    Z2 = (A1 @ W2).round(2)
    A2 = np.maximum(Z2, 0)
    return X, Y, Z1, A1, Z2, A2, softmax(A2 @ W3).round(2), W2, W3


three_layers_back = Order(
    "digits.three-layers-back",
    prompt="The way back through three layers: ReLU in both hidden layers, softmax at "
    "the output. `X` has a row for each sample, `Y` the labels in columns, and `P` the "
    "outputs of softmax. The loss is the mean cross-entropy. Return the three "
    "gradients of the weights. Not every line is needed.",
    answer=three_layers,
    cases=[_pass(4)],
    wrong=[
        Wrong(
            "uphill",
            edited(three_layers, "(P - Y)", "(Y - P)"),
            hint="With this sign the gradients point downhill, and a step that "
            "subtracts them goes up.",
        ),
        Wrong(
            "outer-derivative",
            edited(three_layers, "(P - Y) /", "(P - Y) * P * (1 - P) /"),
            hint="With cross-entropy the derivative of softmax cancels.",
        ),
        Wrong(
            "other-layer",
            edited(three_layers, "W3.T * (Z2 > 0)", "W3.T * (Z1 > 0)"),
            hint="The derivative of a layer's ReLU belongs to that layer's own "
            "pre-activations.",
        ),
        Wrong(
            "layer-skipped",
            edited(three_layers, "delta1 = delta2 @", "delta1 = delta3 @"),
            hint="The error signal of the first layer comes from the second one, not "
            "from the output.",
        ),
        Wrong(
            "activation-for-derivative",
            edited(three_layers, "W2.T * (Z1 > 0)", "W2.T * A1"),
            hint="You multiplied by the activation. The derivative of ReLU is 1 where "
            "the neuron is active, and 0 where it is not.",
        ),
    ],
    hints=[
        "Begin at the output and go back one layer at a time.",
        "Each error signal is the next one times the weights between them, times the "
        "derivative of ReLU in its own layer.",
    ],
    solution="First comes the error signal of the output, then those of the two hidden "
    "layers, each from the layer after it. A gradient is what comes into a layer, "
    "transposed, times the layer's error signal.",
    why="One rule is used twice on the way back, once for each hidden layer.",
)


loss_at_the_start = Numeric(
    "digits.loss-at-the-start",
    given={"k": [10, 26, 7, 52, 4]},
    prompt="A network with {k} classes knows nothing, and gives each of them the same "
    "probability, whatever the picture. What is its mean cross-entropy, to three "
    "decimals?",
    answer=lambda k: math.log(k),
    tolerance=0.001,
    units=("nats", "nat"),
    wrong=[
        Wrong(
            "probability",
            lambda k: 1 / k,
            hint="That is the probability of the true class. What loss does it give?",
        ),
        Wrong(
            "sign",
            lambda k: -math.log(k),
            hint="The logarithm of a probability is negative, and the loss has a minus "
            "in front of it.",
        ),
        Wrong(
            "ten-to-the",
            lambda k: math.log10(k),
            hint="You took the logarithm to base 10. Ours is the natural one.",
        ),
        Wrong(
            "base-2",
            lambda k: math.log2(k),
            hint="That is the loss in bits. We measure it in nats, with the natural "
            "logarithm.",
        ),
        Wrong(
            "all-classes",
            lambda k: k * math.log(k),
            hint="You added up over all {k} classes. Only the true one counts.",
        ),
    ],
    hints=[
        "The loss of a picture is $-ln p$, where $p$ is the probability of its true "
        "class.",
        "All classes have the same $p$. What is it?",
    ],
    solution="Each class gets $1/{k}$, so the loss of every picture is $-ln(1/{k}) = "
    "ln {k}$, which is {answer:.3f}.",
    why="$-ln(1/{k}) = ln {k}$ for every picture, and for their mean as well.",
)


def report(rates, validation, test):
    """Return the chosen rate and the accuracy that is reported, badly."""
    means = validation.mean(axis=0)
    chosen = means.argmin()
    accuracy = 100 * test[:, chosen]
    return rates[chosen], accuracy.max()


best_of_all = FindBug(
    "digits.best-of-all",
    prompt="`report` gets the validation losses of networks from several seeds, one "
    "row for each seed and one column for each learning rate, and in `test` the "
    "shares of the test set that they read right. It returns the rate with the lowest "
    "mean validation loss, and the accuracy in % that you should expect of *one* new "
    "network with this rate. Which line is wrong, and why?",
    buggy=report,
    fixed=edited(
        report,
        "accuracy.max()",
        "accuracy.mean()",
        "It picks the luckiest seed by looking at the test set.",
    ),
    cases=[
        (
            np.array([0.1, 0.3]),
            np.array([[0.21, 0.15], [0.18, 0.16], [0.24, 0.11]]),
            np.array([[0.94, 0.95], [0.97, 0.92], [0.93, 0.96]]),
        ),
        (
            np.array([0.02, 0.5, 0.2]),
            np.array([[0.31, 0.29, 0.19], [0.35, 0.14, 0.2]]),
            np.array([[0.9, 0.95, 0.94], [0.88, 0.99, 0.96]]),
        ),
    ],
    wrong=[
        Wrong(
            "by-accuracy",
            edited(
                report,
                "means.argmin()",
                "test.mean(axis=0).argmax()",
                "The rate with the highest accuracy on the test set is wanted.",
            ),
            hint="Then the test set would choose the rate, and its number would "
            "flatter the network.",
        ),
        Wrong(
            "largest",
            edited(
                report,
                "means.argmin()",
                "means.argmax()",
                "The largest value belongs to the best rate.",
            ),
            hint="`means` holds losses. Which loss is the best one?",
        ),
        Wrong(
            "axis",
            edited(
                report,
                "validation.mean(axis=0)",
                "validation.mean(axis=1)",
                "The mean runs along the wrong axis.",
            ),
            hint="Each column belongs to a rate. The mean over the seeds runs down the "
            "column, along axis 0.",
        ),
        Wrong(
            "column",
            edited(
                report,
                "test[:, chosen]",
                "test[chosen]",
                "The row of the chosen rate is wanted.",
            ),
            hint="`test` has a row for each seed, and a column for each rate.",
        ),
    ],
    hints=[
        "Follow the test set through the function. Is anything chosen with it?",
        "Would the number hold for a network from another seed?",
    ],
    solution="The rate is chosen honestly, on the validation set. But then the largest "
    "accuracy is reported, so the *seed* is chosen on the test set. A new network is a "
    "draw from all seeds, and the mean is what to expect of it.",
    why="The largest of several test results was chosen by the test set. The mean was "
    "not.",
)


def standard_error(n, wrong):
    """Return the standard error of a share, in %."""
    p = wrong / n
    return 100 * math.sqrt(p * (1 - p) / n)


how_sure = Numeric(
    "digits.how-sure",
    given=[
        {"n": n, "wrong": wrong}
        for n, wrong in ((400, 32), (250, 20), (900, 45), (1600, 32), (300, 30))
    ],
    prompt="A network misreads {wrong} of {n} pictures that were drawn independently "
    "of each other. What is the standard error of its share of mistakes, in percent, "
    "to two decimals?",
    answer=standard_error,
    tolerance=0.006,
    units=("%",),
    wrong=[
        Wrong(
            "share",
            lambda n, wrong: 100 * wrong / n,
            hint="That is the share of mistakes itself.",
        ),
        Wrong(
            "no-root",
            lambda n, wrong: standard_error(n, wrong) ** 2,
            hint="That is the variance of the share. A root is missing.",
        ),
        Wrong(
            "one-picture",
            lambda n, wrong: 100 * math.sqrt(wrong / n * (1 - wrong / n)),
            hint="That is the standard deviation for a single picture. The mean of {n} "
            "pictures varies less.",
        ),
        Wrong(
            "twice",
            lambda n, wrong: 2 * standard_error(n, wrong),
            hint="That is twice the standard error, which you would put behind the ±.",
        ),
        Wrong(
            "worst-case",
            lambda n: 50 / math.sqrt(n),
            hint="You took ½ for the share, which gives the largest error. Use the "
            "share that was found.",
        ),
        Wrong(
            "not-percent",
            lambda n, wrong: standard_error(n, wrong) / 100,
            hint="Right, as a share of 1. The question asks for percent.",
        ),
    ],
    hints=[
        "Call the share $p$. For a picture, the number of mistakes is 0 or 1, with the "
        "variance $p(1 - p)$.",
        "The variance of a mean of {n} is {n} times smaller. Take the root at the end.",
    ],
    solution="With $p = {wrong}/{n} = {wrong/n}$, the standard error is the root of "
    "$p(1 - p)/{n}$, which is {answer/100:.5f}, or {answer:.2f} %.",
    why="The root of $p(1 - p)/n$, with $p = {wrong/n}$.",
)


def confusion_reference(truth, guess, k):
    """Return how often each true class was given each name."""
    counts = np.zeros((k, k), dtype=int)
    for true, said in zip(truth, guess, strict=True):
        counts[true, said] += 1
    return counts


def _confusion_with(*changes):
    return edited(confusion_reference, *changes)


def counted_once(truth, guess, k):
    counts = np.zeros((k, k), dtype=int)
    counts[truth, guess] += 1
    return counts


def as_shares(truth, guess, k):
    counts = confusion_reference(truth, guess, k)
    return counts / counts.sum(axis=1, keepdims=True)


def mistakes_only(truth, guess, k):
    counts = confusion_reference(truth, guess, k)
    return counts - np.diag(np.diag(counts))


confusion = Code(
    "digits.confusion",
    prompt="Write `confusion(truth, guess, k)`. `truth` and `guess` are arrays of "
    "whole numbers from 0 to `k` − 1, the true classes and those that a network named. "
    "Return a `k` × `k` array of counts: in row $i$ and column $j$ stands how many "
    "samples of class $i$ were called $j$. Some classes may not occur.",
    starter='''
        def confusion(truth, guess, k):
            """Return how often each true class was given each name."""
            ...
    ''',
    reference=confusion_reference,
    cases=[
        (np.array([0, 1, 1]), np.array([0, 1, 0]), 2),
        (
            np.array([2, 0, 1, 2, 2, 0, 1, 2, 0, 0, 2]),
            np.array([1, 0, 2, 2, 1, 0, 2, 1, 1, 0, 2]),
            3,
        ),
        (np.array([3, 3, 0, 3, 1, 1]), np.array([0, 3, 0, 0, 4, 1]), 6),
        (np.array([5, 7, 7, 5, 7, 2]), np.array([7, 5, 7, 5, 5, 0]), 10),
        (np.array([1, 1, 4, 4, 4, 0, 3]), np.array([1, 1, 3, 3, 4, 3, 3]), 5),
        (np.array([31, 0, 32, 31, 2]), np.array([32, 0, 31, 31, 32]), 33),
    ],
    wrong=[
        Wrong(
            "transposed",
            _confusion_with("[true, said]", "[said, true]"),
            hint="Rows and columns are swapped: a row belongs to a true class.",
        ),
        Wrong(
            "each-place-once",
            counted_once,
            hint="When the same place occurs several times in an index, NumPy adds to "
            "it only once. Count one sample at a time, or use `np.add.at`.",
        ),
        Wrong(
            "shares",
            as_shares,
            hint="You divided each row by its sum. The task wants counts. (And a class "
            "that doesn't occur gives 0/0.)",
        ),
        Wrong(
            "mistakes-only",
            mistakes_only,
            hint="The samples that were read right belong to the matrix, too. They "
            "stand on the diagonal.",
        ),
    ],
    hints=[
        "Begin with zeros, `np.zeros((k, k), dtype=int)`.",
        "Go through both arrays together, and add 1 at the place of each pair.",
    ],
    solution="Each sample adds 1 at one place. `counts[truth, guess] += 1` looks like "
    "the same without a loop, but it counts each place once at most, however often it "
    "occurs. `np.add.at(counts, (truth, guess), 1)` counts all of them.",
    why="Each sample adds 1 in the row of what it is and the column of what it was "
    "called.",
)


def rows(table):
    """Write a matrix of three classes as a sentence."""
    names = ("4", "7", "9")
    parts = []
    for name, counts in zip(names, table, strict=True):
        said = [f"{n} as a {other}" for n, other in zip(counts, names, strict=True)]
        parts.append(f"of the {name}s, {said[0]}, {said[1]} and {said[2]}")
    return "; ".join(parts)


among_the_called = Numeric(
    "digits.among-the-called",
    given=[
        {
            "text": rows(table),
            "hit": table[2][2],
            "column": sum(row[2] for row in table),
            "row": sum(table[2]),
            "diagonal": sum(table[i][i] for i in range(3)),
            "total": sum(map(sum, table)),
            "missed": table[2][0] + table[2][1],
        }
        for table in (
            ((40, 1, 7), (6, 52, 3), (1, 4, 35)),
            ((33, 2, 3), (0, 44, 9), (5, 2, 51)),
            ((61, 0, 4), (3, 38, 6), (2, 7, 48)),
            ((28, 4, 8), (1, 47, 2), (3, 1, 56)),
            ((54, 3, 11), (2, 26, 1), (6, 2, 42)),
        )
    ],
    prompt="A network knows three digits. It reads {text}. Of all pictures that it "
    "*calls* a 9, which share are 9s? Give three decimals.",
    answer=lambda hit, column: hit / column,
    tolerance=0.0015,
    wrong=[
        Wrong(
            "among-the-true",
            lambda hit, row: hit / row,
            hint="That is the share of the 9s that it finds. The question begins with "
            "the pictures that it calls a 9.",
        ),
        Wrong(
            "accuracy",
            lambda diagonal, total: diagonal / total,
            hint="That is the accuracy over all three digits.",
        ),
        Wrong(
            "of-everything",
            lambda hit, total: hit / total,
            hint="You divided by the number of all pictures.",
        ),
        Wrong(
            "the-others",
            lambda hit, column: 1 - hit / column,
            hint="That is the share that are not 9s.",
        ),
        Wrong(
            "share-of-names",
            lambda column, total: column / total,
            hint="That is how often it says 9 at all.",
        ),
    ],
    hints=[
        "Which numbers belong to pictures that it calls a 9? There is one in each row.",
        "Add them up. How many of them are 9s?",
    ],
    solution="It says 9 for {column} pictures, and {hit} of these are 9s: ${hit}"
    "/{column} = {answer:.3f}$.",
    why="The column of the 9 has {column} pictures, and {hit} of them are on the "
    "diagonal.",
)


blank_pixel = Predict(
    "digits.blank-pixel",
    prompt="Pixel 32 is blank in every training picture. `W1` and `b1` are the first "
    "layer after thirty epochs without a penalty, and `W1_start` and `b1_start` are "
    "what they started from. What is printed?",
    code="""
        print((W1[32] == W1_start[32]).all())
        print((b1 == b1_start).all())
    """,
    answer="`True`\n`False`",
    wrong=[
        Wrong(
            "both-learn",
            "`False`\n`False`",
            hint="The second line is right. What is the derivative of the loss for a "
            "weight whose input is always 0?",
        ),
        Wrong(
            "neither",
            "`True`\n`True`",
            hint="The first line is right. The input of a bias is a 1, for every "
            "picture.",
        ),
        Wrong(
            "only-the-bias-stays",
            "`False`\n`True`",
            hint="A derivative is the input times the error signal. For which of the "
            "two is the input 0?",
        ),
    ],
    hints=[
        "The gradient of a weight is the sum over the samples of its input times the "
        "error signal.",
        "What does a step subtract, when the gradient is 0?",
    ],
    solution="The input of these weights is 0 for every training picture, so their "
    "gradient is 0, and every step leaves them as they are. A bias has no such input: "
    "its gradient is the sum of the error signals.",
    why="Where the input is always 0, the gradient is 0, and nothing is learned.",
)


multiplications = Formula(
    "digits.multiplications",
    prompt="A network has $m$ inputs, one hidden layer of $h$ neurons and $k$ outputs. "
    "How many multiplications do the matrix products of the forward pass take for $n$ "
    "pictures? Leave out the activation functions and the additions.",
    variables={"n": (2, 4), "m": (2, 4), "h": (1.5, 3.5), "k": (2.2, 3.8)},
    answer="n*h*(m + k)",
    reference=lambda n, m, h, k: n * m * h + n * h * k,
    functions=(),
    wrong=[
        Wrong(
            "one-picture",
            "h*(m + k)",
            hint="That is for one picture.",
        ),
        Wrong(
            "all-at-once",
            "n*m*h*k",
            hint="You multiplied the two layers with each other. The second one begins "
            "when the first has ended, so their costs add up.",
        ),
        Wrong(
            "entries-of-the-results",
            "n*(h + k)",
            hint="That is how many numbers come out. For each of them, a whole sum of "
            "products is needed.",
        ),
        Wrong(
            "no-second-layer",
            "n*m*h",
            hint="That is the first layer.",
        ),
        Wrong(
            "with-biases",
            "n*(h*(m + k) + h + k)",
            hint="A bias is added, and not multiplied.",
        ),
        Wrong(
            "pictures-once",
            "n*m*h + h*k",
            hint="The second layer, too, is computed for each of the $n$ pictures.",
        ),
    ],
    hints=[
        "An entry of a matrix product is a sum of products. How many products has it "
        "in the first layer?",
        "In the first layer there are $n·h$ entries, and $n·k$ in the second.",
    ],
    solution="The first product has $n·h$ entries with $m$ multiplications each, and "
    "the second $n·k$ entries with $h$ each: $nhm + nkh = nh(m + k)$.",
    why="Each entry takes as many multiplications as its sum has terms.",
)


how_many_steps = Numeric(
    "digits.how-many-steps",
    given=[
        {"n": n, "size": size, "epochs": epochs}
        for n, size, epochs in (
            (1000, 32, 30),
            (500, 64, 20),
            (1297, 50, 40),
            (730, 16, 25),
            (2000, 128, 15),
        )
    ],
    prompt="There are {n} training pictures in batches of {size}, and the last batch "
    "of an epoch takes what is left. How many steps does the network take in {epochs} "
    "epochs?",
    answer=lambda n, size, epochs: math.ceil(n / size) * epochs,
    tolerance=0.1,
    wrong=[
        Wrong(
            "last-batch-left-out",
            lambda n, size, epochs: n // size * epochs,
            hint="You left out the last batch of each epoch. It is smaller, but it is "
            "a step as well.",
        ),
        Wrong(
            "one-epoch",
            lambda n, size: math.ceil(n / size),
            hint="Those are the steps of one epoch.",
        ),
        Wrong(
            "across-epochs",
            lambda n, size, epochs: n * epochs / size,
            hint="An epoch has a whole number of batches.",
        ),
        Wrong(
            "epochs",
            lambda epochs: epochs,
            hint="That would be one step for each epoch. There is one for each batch.",
        ),
        Wrong(
            "pictures",
            lambda n, epochs: n * epochs,
            hint="That would be one step for each picture. There is one for each "
            "batch.",
        ),
    ],
    hints=["How many batches has one epoch? The last one counts."],
    solution="${n}/{size} = {n/size:.2f}$, so an epoch has {answer/epochs:.0f} "
    "batches, and {epochs} epochs have ${answer/epochs:.0f}·{epochs} = {answer}$ "
    "steps.",
    why="One step for each batch, and the smaller last batch of each epoch counts.",
)
