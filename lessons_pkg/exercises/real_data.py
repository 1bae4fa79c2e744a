"""Page 5a, a network on real data.

Its exercises, in the order in which the page shows them: a step and a network that
learns, data that leave a question open, an honest test, how sure an estimate and a
difference are, and when to stop.
"""

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import (
    Choice,
    Code,
    FindBug,
    Numeric,
    Order,
    Wrong,
    edited,
)
from lessons_pkg.logistic_regression import LogisticRegression

__all__ = [
    "step_bug",
    "learn_xor",
    "same_derivatives",
    "honest_test",
    "share_wrong",
    "what_it_says",
    "stopping_bug",
]


# Shown as `one_step`, which is a right program in an exercise above.
def step_too_early(X, Y, W1, W2, rate):
    """Return both weights after one step, the first of them wrong."""
    A1 = sigmoid(X @ W1)
    A2 = sigmoid(A1 @ W2)
    delta2 = (A2 - Y) / len(X)
    new_W2 = W2 - rate * A1.T @ delta2
    delta1 = delta2 @ new_W2.T * A1 * (1 - A1)
    new_W1 = W1 - rate * X.T @ delta1
    return new_W1.round(4), new_W2.round(4)


step_bug = FindBug(
    "backprop.step-bug",
    prompt="`one_step` should take one step of gradient descent for a network without "
    "biases. The loss is the cross-entropy, added up over the outputs and averaged "
    "over the samples. The second matrix that it returns is right, but the first is "
    "not. Which line is wrong, and why?",
    buggy=step_too_early,
    name="one_step",
    fixed=edited(
        step_too_early,
        "new_W2.T",
        "W2.T",
        "It uses weights that the forward pass did not use.",
    ),
    cases=[
        (
            np.array([[1.0, 2.0], [3.0, -1.0]]),
            np.array([[0.0], [1.0]]),
            np.array([[2.0], [-1.0]]),
            np.array([[3.0]]),
            2.0,
        ),
    ],
    wrong=[
        Wrong(
            "squared-error",
            edited(
                step_too_early,
                "(A2 - Y) / len(X)",
                "(A2 - Y) * A2 * (1 - A2) / len(X)",
                "The derivative of the output's sigmoid is missing.",
            ),
            hint="You probably thought of squared error. With cross-entropy that "
            "factor has cancelled.",
        ),
        Wrong(
            "two-conventions",
            edited(
                step_too_early,
                "A1 * (1 - A1)",
                "sigmoid_derivative(A1)",
                "The derivative of the hidden sigmoid should come from "
                "`sigmoid_derivative`.",
            ),
            hint="You probably suspected a mixture of the two ways to write $σ′$. `A1` "
            "holds activations, so $a(1 - a)$ is right here.",
        ),
        Wrong(
            "mean-twice",
            edited(
                step_too_early,
                "X.T @ delta1",
                "X.T @ delta1 / len(X)",
                "The first layer's gradient is not divided by the number of samples.",
            ),
            hint="You probably looked for a $1/n$ in each layer. It stands in "
            "`delta2`, and `delta1` is computed from that.",
        ),
    ],
    hints=[
        "Only one of the two matrices is wrong. Which lines does it depend on that "
        "the other one doesn't?",
        "Ask of each array in those lines whether it belongs to the network before the "
        "step or after it.",
    ],
    solution="The error signals were computed in a forward pass with the old `W2`, so "
    "they have to go back through the old `W2`. With a small learning rate the two "
    "matrices hardly differ, and the bug can stay unnoticed for a long time. The safe "
    "order is: first all gradients, then all steps.",
    why="A gradient belongs to the parameters of the forward pass, so nothing may "
    "change until the last gradient has been computed.",
)


def learn_reference(X, Y, W1, b1, W2, b2, rate, epochs):
    """Return W1, b1, W2, b2 after the given number of epochs."""
    for _ in range(epochs):
        Z1 = X @ W1 + b1
        A1 = sigmoid(Z1)
        A2 = sigmoid(A1 @ W2 + b2)
        delta2 = (A2 - Y) / len(X)
        delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
        W1 = W1 - rate * X.T @ delta1
        b1 = b1 - rate * delta1.sum(axis=0)
        W2 = W2 - rate * A1.T @ delta2
        b2 = b2 - rate * delta2.sum(axis=0)
    return W1, b1, W2, b2


def start(h, seed):
    """Return XOR with the weights to start from."""
    X, y = data.gates("xor")
    rng = np.random.default_rng(seed)
    sizes = [(2, h), (h,), (h, 1), (1,)]
    return X, y[:, np.newaxis] * 1.0, *(rng.normal(size=size) for size in sizes)


def table(n, m, h, k):
    """Return random samples with the weights to start from, in other sizes than XOR."""
    rng = np.random.default_rng(n)
    sizes = [(n, m), (m, h), (h,), (h, k), (k,)]
    X, *weights = (rng.normal(size=size) for size in sizes)
    return X, rng.integers(0, 2, size=(n, k)).astype(float), *weights


def far_inputs(n, m, h, k):
    """Return a table of large numbers, and small first weights to go with them."""
    X, Y, W1, *others = table(n, m, h, k)
    return X * 1500, Y, W1 / 1500, *others


def far_weights(n, m, h, k):
    """Return a table with weights so large that every neuron gives 1."""
    X, Y, *weights = table(n, m, h, k)
    return abs(X), Y, *(1500 * abs(w) for w in weights)


def in_place(X, Y, W1, b1, W2, b2, rate, epochs):
    """Step into the arrays that were handed in."""
    learned = learn_reference(X, Y, W1, b1, W2, b2, rate, epochs)
    for old, new in zip((W1, b1, W2, b2), learned, strict=True):
        old[:] = new
    return W1, b1, W2, b2


def _learn_with(old, new):
    return edited(learn_reference, old, new)


BACK = "        delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)\n"
STEP_W1 = "        W1 = W1 - rate * X.T @ delta1\n"
STEP_b1 = "        b1 = b1 - rate * delta1.sum(axis=0)\n"
STEP_W2 = "        W2 = W2 - rate * A1.T @ delta2\n"
STEP_b2 = "        b2 = b2 - rate * delta2.sum(axis=0)\n"
learn_xor = Code(
    "backprop.learn-xor",
    prompt="Write `learn`, which trains a network with one hidden layer of sigmoids "
    "and sigmoid outputs. Each epoch is one step of gradient descent over all "
    "samples, and `epochs` says how many there are. The loss is the cross-entropy, "
    "added up over the outputs and averaged over the samples. `X` and `Y` may hold "
    "any data, not just XOR. Return `W1`, `b1`, `W2`, `b2`, and don't change the "
    "arrays that are passed in.",
    starter='''
        def learn(X, Y, W1, b1, W2, b2, rate, epochs):
            """Return W1, b1, W2, b2 after the given number of epochs."""
            ...
    ''',
    reference=learn_reference,
    cases=[
        (*start(3, seed=0), 0.5, 1),
        (*start(2, seed=1), 2.0, 7),
        (*start(4, seed=2), 1.0, 31),
        (*start(2, seed=3), 0.7, 0),
        (*table(5, 3, 4, 2), 0.31725, 12),
        (*far_weights(5, 2, 3, 2), 1000.5, 1),
        (*far_inputs(6, 2, 3, 1), 0.3, 1),
    ],
    returns="W1, b1, W2, b2",
    wrong=[
        Wrong(
            "uphill",
            _learn_with("(A2 - Y)", "(Y - A2)"),
            hint="Your loss rises with every step, so a sign is wrong. The gradient "
            "points uphill, and a step goes against it.",
        ),
        Wrong(
            "constant-start",
            lambda X, Y, W1, b1, W2, b2, rate, epochs: learn_reference(
                X, Y, *(np.ones_like(w) for w in (W1, b1, W2, b2)), rate, epochs
            ),
            hint="You start from weights of your own that are all alike, and equal "
            "neurons stay equal. Start from those that are passed in.",
        ),
        Wrong(
            "one-step",
            _learn_with("    return W1", "        return W1"),
            hint="Your function returns inside the loop, after one step.",
        ),
        Wrong(
            "one-too-few",
            _learn_with("range(epochs)", "range(epochs - 1)"),
            hint="You stop one epoch too early. How often does your loop run when "
            "`epochs` is 1?",
        ),
        Wrong(
            "one-too-many",
            _learn_with("range(epochs)", "range(epochs + 1)"),
            hint="You make one epoch too many. How often does your loop run when "
            "`epochs` is 1?",
        ),
        Wrong(
            "biases-frozen",
            _learn_with(STEP_b1 + STEP_W2 + STEP_b2, STEP_W2),
            hint="The weights change, and the biases do not.",
        ),
        Wrong(
            "moved-first",
            _learn_with(
                BACK + STEP_W1 + STEP_b1 + STEP_W2, STEP_W2 + BACK + STEP_W1 + STEP_b1
            ),
            hint="You change `W2` before the error signal goes back through it. First "
            "the whole gradient, then all steps.",
        ),
        Wrong(
            "slope-at-answer",
            _learn_with("sigmoid_derivative(Z1)", "sigmoid_derivative(A1)"),
            hint="It learns, but not along the gradient: `sigmoid_derivative` is given "
            "activations where it wants pre-activations.",
        ),
        Wrong(
            "squared-error",
            _learn_with("(A2 - Y) / len(X)", "(A2 - Y) * A2 * (1 - A2) / len(X)"),
            hint="This is gradient descent on the squared error. With cross-entropy "
            "the derivative of the output's sigmoid has cancelled.",
        ),
        Wrong(
            "sum",
            _learn_with(" / len(X)", ""),
            hint="Your steps are $n$ times too long: the loss is a mean over the $n$ "
            "samples.",
        ),
        Wrong(
            "no-rate",
            lambda X, Y, W1, b1, W2, b2, rate, epochs: learn_reference(
                X, Y, W1, b1, W2, b2, 1.0, epochs
            ),
            hint="You step by the whole gradient, whatever the learning rate is.",
        ),
        Wrong(
            "in-place",
            in_place,
            hint="The numbers are right, but the arrays that were passed in have "
            "changed: `-=` steps into them. Write `W1 = W1 - …`.",
        ),
    ],
    hints=[
        "In each epoch: forward, error signals, gradient, steps.",
        "You have written the backward pass already. Around it goes a loop, and after "
        "it the four steps.",
    ],
    solution="With four hidden neurons, a learning rate of 2 and 2000 epochs this "
    "learned XOR from all ten random starts that we tried. Try it.",
    why="In each epoch all gradients belong to the same parameters, and only then "
    "does every parameter take its step.",
)


same_derivatives = Choice(
    "real_data.same-derivatives",
    prompt="In all four rows of the table $x₃$ is 1. Each hidden neuron has a weight "
    "for $x₃$. Which other parameters of the network have exactly the same derivatives "
    "as these weights?",
    answer="the biases of the hidden neurons",
    wrong=[
        Wrong(
            "other-inputs",
            "the weights for $x₁$",
            hint="The derivative for a weight is its input times the error signal, "
            "summed over the samples. Is $x₁$ the same in all four rows?",
        ),
        Wrong(
            "output-bias",
            "the bias of the output neuron",
            hint="You are right to think of a bias. But its derivative is the sum of "
            "the error signals of *its own* neuron. Which neurons do the weights for "
            "$x₃$ lead to?",
        ),
        Wrong(
            "output-weights",
            "the weights of the output neuron",
            hint="The inputs along those are the hidden activations. Which "
            "parameters have an input that is always 1?",
        ),
        Wrong(
            "none",
            "none of them",
            hint="The derivative for a weight is its input times the error signal. "
            "There are parameters whose input is always 1. Which?",
        ),
    ],
    hints=[
        "The derivative for a weight is the sum over the samples of input times error "
        "signal. What is left of that when the input is always 1?",
        "Compare with the fourth of the four equations.",
    ],
    solution="The derivative for such a weight is $1·δ$, added up over the samples, "
    "and that is the derivative for the hidden neuron's bias. To this network, $x₃$ is "
    "a second bias.",
    why="An input that is always 1 gives $1·δ$, summed over the samples, which is the "
    "derivative for the bias.",
)


def test_share(X, y, training, test):
    """Return the share of the test set that is predicted wrongly."""
    mean, deviation = X[training].mean(axis=0), X[training].std(axis=0)
    S = (X - mean) / deviation
    model = LogisticRegression(solver="newton", l2=0.1)
    model.fit(S[training], y[training])
    wrong = model.predict(S[test]) != y[test]
    return wrong.mean()


def two_classes():
    """Return samples of two classes that overlap, and the row numbers of two sets."""
    rng = np.random.default_rng(49)
    y = rng.integers(0, 2, 60)
    X = rng.normal(size=(60, 2)) * [1.0, 9.0] + y[:, np.newaxis] + [0.0, 5.0]
    X[40:] += [2.0, -9.0]
    return X, y, np.arange(40), np.arange(40, 60)


PREPARE = "X[training].mean(axis=0), X[training].std(axis=0)"
honest_test = Order(
    "real_data.honest-test",
    prompt="`test_share` should return the share of test samples that a model gets "
    "wrong. The test set must have no influence on the model. Put the lines in order; "
    "not every line is needed.",
    answer=test_share,
    cases=[two_classes()],
    wrong=[
        Wrong(
            "peeking",
            edited(test_share, PREPARE, "X.mean(axis=0), X.std(axis=0)"),
            hint="You standardise with the mean and the deviation of all samples. Then "
            "the test samples have an influence on the model after all.",
        ),
        Wrong(
            "fitted-to-all",
            edited(test_share, "fit(S[training], y[training])", "fit(S, y)"),
            hint="Your model learns from the test samples, too.",
        ),
        Wrong(
            "tested-on-training",
            edited(
                test_share,
                "predict(S[test]) != y[test]",
                "predict(S[training]) != y[training]",
            ),
            hint="You count the mistakes on the samples that the model has learned "
            "from. What about samples it has not seen?",
        ),
        Wrong(
            "not-standardised",
            edited(test_share, "    S = (X - mean) / deviation\n", "    S = X\n"),
            hint="You compute a mean and a deviation and don't use them.",
        ),
    ],
    hints=[
        "First get the features ready, then fit, then test.",
        "Ask of each line which samples it uses.",
    ],
    solution="Mean and deviation come from the training set alone, and so does "
    "everything else that the model is made of. The test set is standardised with the "
    "same two numbers, and used once, at the end.",
    why="Whatever the model is made of comes from the training set, the mean and the "
    "deviation included.",
)


share_wrong = Numeric(
    "real_data.share-wrong",
    given=[
        {"wrong": 40, "n": 200, "p": 0.2},
        {"wrong": 9, "n": 90, "p": 0.1},
        {"wrong": 18, "n": 120, "p": 0.15},
        {"wrong": 90, "n": 250, "p": 0.36},
        {"wrong": 6, "n": 75, "p": 0.08},
    ],
    prompt="A model gets {wrong} of {n} test samples wrong, a share of {100*p} %. How "
    "large is the standard error of this share, in percentage points, to two decimals?",
    answer=lambda p, n: 100 * np.sqrt(p * (1 - p) / n),
    tolerance=0.01,
    units=("percentage points", "%"),
    wrong=[
        Wrong(
            "as-a-share",
            lambda p, n: np.sqrt(p * (1 - p) / n),
            hint="That is right as a share. How many percentage points is that?",
        ),
        Wrong(
            "no-root",
            lambda p, n: 100 * p * (1 - p) / n,
            hint="That is the variance of the share. Its root is needed.",
        ),
        Wrong(
            "no-complement",
            lambda p, n: 100 * np.sqrt(p / n),
            hint="Both shares stand under the root, that of the wrong ones and that "
            "of the right ones.",
        ),
        Wrong(
            "two-errors",
            lambda p, n: 200 * np.sqrt(p * (1 - p) / n),
            hint="That is two standard errors, half of the interval.",
        ),
        Wrong(
            "divided-by-n",
            lambda p, n: 100 * np.sqrt(p * (1 - p)) / n,
            hint="You divided by $n$ outside the root. The standard error shrinks "
            "with the root of $n$.",
        ),
        Wrong(
            "single-sample",
            lambda p: 100 * np.sqrt(p * (1 - p)),
            hint="That is the standard deviation for a single sample. What do {n} of "
            "them change?",
        ),
    ],
    hints=[
        "With the share $p$ of $n$ samples, the variance of the share is $p(1 - p)/n$.",
        "Take the root, and multiply by 100.",
    ],
    solution="$\\sqrt{{{p}·{1 - p}/{n}}} = {answer/100:.4f}$, which is {answer:.2f} "
    "percentage points. The interval of two standard errors on either side reaches "
    "from {100*p - 2*answer:.1f} % to {100*p + 2*answer:.1f} %.",
    why="The variance of a share is $p(1 - p)/n$, and the standard error is its root.",
)


def shown(number):
    """Write a whole number with a true minus sign."""
    return f"{number}".replace("-", "−")


def compared(difference, margin):
    """Return a difference in mistakes with its interval, and what follows from it."""
    low, high = difference - margin, difference + margin
    size = abs(difference)
    more, better = ("more", "worse") if difference > 0 else ("fewer", "better")
    return {
        **{"size": size, "margin": margin, "difference": shown(difference)},
        **{"low": shown(low), "high": shown(high), "decided": size > margin},
        **{"more": more, "better": better},
        "few": f"{size - margin} and {size + margin} {more}",
    }


what_it_says = Choice(
    "real_data.what-it-says",
    given=[
        compared(3, 6),
        compared(9, 5),
        compared(-2, 7),
        compared(-8, 4),
        compared(4, 5),
    ],
    prompt="On the same 569 tumours a network makes {size} {more} mistakes than a "
    "single neuron, and the interval is ${difference} ± {margin}$. Which conclusion is "
    "justified?",
    answer=lambda decided, better, few: (
        f"The network is {better} on such tumours, but by how much is uncertain: "
        f"between {few} mistakes in 569."
        if decided
        else "These data don't show which of the two is better; a difference of a few "
        "mistakes in either direction is possible."
    ),
    wrong=[
        Wrong(
            "worse",
            lambda decided, better, more, size: (
                f"The network is {better}, and on other tumours it will make {size} "
                f"{more} mistakes in 569, too."
                if decided
                else f"The network is {better}, because it makes {more} mistakes."
            ),
            hint="It does on these tumours. But what would happen on others? The "
            "interval reaches from {low} to {high}.",
        ),
        Wrong(
            "equal",
            lambda decided: (
                "The two may be equally good, because the interval is so wide."
                if decided
                else "The two are equally good, because 0 lies in the interval."
            ),
            hint=lambda decided, low, high: (
                f"The interval reaches from {low} to {high}. Is 0, which would be no "
                "difference, among these?"
                if decided
                else f"0 lies in the interval, and so do {low} and {high}. Not seeing "
                "a difference is not the same as seeing that there is none."
            ),
        ),
        Wrong(
            "half",
            "The network is {better} with a probability of one half.",
            hint="An interval doesn't give such a probability. Which differences "
            "would be compatible with what was seen?",
        ),
        Wrong(
            "useless",
            "Nothing, because the comparison was useless.",
            hint="It does exclude something: is it plausible that the network makes 20 "
            "{more} mistakes?",
        ),
    ],
    hints=[
        "Which differences are compatible with the data? From where to where?",
        "Is 0 among them? And is it the only one?",
    ],
    solution=lambda decided, better, low, high: (
        f"The interval reaches from {low} to {high}. "
        + (
            f"All of it lies on one side of 0, so the network is {better}, as far as "
            "such an interval can be trusted. But it may be by little or by much."
            if decided
            else "So neither of the two can be called better. But a large difference, "
            "of 20 mistakes, say, is unlikely."
        )
    ),
    why=lambda decided: (
        "Every difference in the interval is compatible with the data, and "
        + ("all have the same sign." if decided else "they have both signs.")
    ),
)


def stopped(training, validation, test):
    """Return when to stop, and how good the network is then, badly."""
    best = 0
    for epoch in range(len(training)):
        if test[epoch] < test[best]:
            best = epoch
    return best, test[best]


stopping_bug = FindBug(
    "real_data.stopping-bug",
    prompt="`stopped` is given the losses on three sets, one number for each epoch. It "
    "should return the epoch at which to stop, and an honest estimate of the loss on "
    "new data. Which line is wrong, and why?",
    buggy=stopped,
    fixed=edited(
        stopped,
        "test[epoch] < test[best]",
        "validation[epoch] < validation[best]",
        "The test set takes part in a decision.",
    ),
    cases=[
        ([0.5, 0.3, 0.2], [0.6, 0.4, 0.5], [0.6, 0.5, 0.4]),
        ([0.5, 0.3, 0.2, 0.1], [0.6, 0.5, 0.4, 0.7], [0.6, 0.5, 0.7, 0.8]),
    ],
    wrong=[
        Wrong(
            "by-training",
            edited(
                stopped,
                "test[epoch] < test[best]",
                "training[epoch] < training[best]",
                "It should stop where the training loss is lowest.",
            ),
            hint="The training loss usually falls to the end, so this would hardly "
            "ever stop.",
        ),
        Wrong(
            "wrong-estimate",
            edited(
                stopped,
                "return best, test[best]",
                "return best, validation[best]",
                "The validation loss should be returned.",
            ),
            hint="If the validation set has chosen the epoch, its loss there is too "
            "good. Which set should give the estimate?",
        ),
        Wrong(
            "starts-at-zero",
            edited(
                stopped,
                "best = 0",
                "best = 1",
                "Epoch 0 should not count.",
            ),
            hint="The loop has to start with some epoch, and replaces it whenever a "
            "later one is better.",
        ),
    ],
    hints=[
        "Three sets, three jobs. What is each of them for?",
        "Whatever has taken part in a choice looks better than it is.",
    ],
    solution="The epoch is chosen where the *test* loss happens to be lowest, and then "
    "this lowest value is reported. It is better than what new data will give. The "
    "validation set chooses, and the test set is asked once, at the end.",
    why="The validation set chooses the epoch, and the test set only says how good the "
    "result is.",
)
