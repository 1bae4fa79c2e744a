"""Everything at once: a network that learns, as a function to write."""

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import Code, Wrong, edited


def learn_reference(X, Y, W1, b1, W2, b2, rate, epochs):
    """Return W1, b1, W2, b2 after so many steps against the slope."""
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


def in_place(X, Y, W1, b1, W2, b2, rate, epochs):
    """Step into the arrays that were handed in."""
    learned = learn_reference(X, Y, W1, b1, W2, b2, rate, epochs)
    for old, new in zip((W1, b1, W2, b2), learned, strict=True):
        old[:] = new
    return W1, b1, W2, b2


def _wrong(old, new):
    return edited(learn_reference, old, new)


BACK = "        delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)\n"
STEP_W1 = "        W1 = W1 - rate * X.T @ delta1\n"
STEP_b1 = "        b1 = b1 - rate * delta1.sum(axis=0)\n"
STEP_W2 = "        W2 = W2 - rate * A1.T @ delta2\n"
STEP_b2 = "        b2 = b2 - rate * delta2.sum(axis=0)\n"

learn_xor = Code(
    "backprop.learn-xor",
    prompt="Write `learn`: so many epochs of gradient descent on the mean "
    "cross-entropy, over all samples at once, for a network with one hidden layer of "
    "sigmoids and a sigmoid output. Return W1, b1, W2, b2, and leave the arrays that "
    "were handed in as they are.",
    starter='''
        def learn(X, Y, W1, b1, W2, b2, rate, epochs):
            """Return W1, b1, W2, b2 after so many steps against the slope."""
            ...
    ''',
    reference=learn_reference,
    cases=[
        (*start(3, seed=0), 0.5, 1),
        (*start(2, seed=1), 2.0, 7),
        (*start(4, seed=2), 1.0, 25),
    ],
    rtol=1e-8,
    wrong=[
        Wrong(
            "uphill",
            _wrong("(A2 - Y)", "(Y - A2)"),
            hint="Your loss rises with every step: a sign is turned. The slope points "
            "uphill, and a step goes against it.",
        ),
        Wrong(
            "constant-start",
            lambda X, Y, W1, b1, W2, b2, rate, epochs: learn_reference(
                X, Y, *(np.ones_like(w) for w in (W1, b1, W2, b2)), rate, epochs
            ),
            hint="You start from weights of your own that are all alike, and equal "
            "neurons stay equal. Start from those that are handed in.",
        ),
        Wrong(
            "one-step",
            _wrong("    return W1", "        return W1"),
            hint="Your function returns inside the loop, after one step.",
        ),
        Wrong(
            "biases-frozen",
            _wrong(STEP_b1 + STEP_W2 + STEP_b2, STEP_W2),
            hint="The weights move, the biases stand still.",
        ),
        Wrong(
            "moved-first",
            _wrong(
                BACK + STEP_W1 + STEP_b1 + STEP_W2, STEP_W2 + BACK + STEP_W1 + STEP_b1
            ),
            hint="W2 moves before the blame goes back through it. First all slopes, "
            "then all steps.",
        ),
        Wrong(
            "slope-at-answer",
            _wrong("sigmoid_derivative(Z1)", "sigmoid_derivative(A1)"),
            hint="It learns, but not along the slope: `sigmoid_derivative` is given "
            "answers where it wants scores.",
        ),
        Wrong(
            "squared-error",
            _wrong("(A2 - Y) / len(X)", "(A2 - Y) * A2 * (1 - A2) / len(X)"),
            hint="This goes down the squared error. With cross-entropy the output's "
            "slope has cancelled.",
        ),
        Wrong(
            "sum",
            _wrong(" / len(X)", ""),
            hint="Your steps are four times too long: the loss is a mean over the four "
            "samples.",
        ),
        Wrong(
            "no-rate",
            lambda X, Y, W1, b1, W2, b2, rate, epochs: learn_reference(
                X, Y, W1, b1, W2, b2, 1.0, epochs
            ),
            hint="You step by the whole slope, whatever the learning rate is.",
        ),
        Wrong(
            "in-place",
            in_place,
            hint="The numbers are right, but the arrays that were handed in have "
            "changed: `-=` steps into them. Write `W1 = W1 - …`.",
        ),
    ],
    hints=[
        "In each epoch: forward, error terms, slopes, steps.",
        "You have written the backward pass already. Around it goes a loop, and after "
        "it the four steps.",
    ],
    solution="With four hidden neurons, rate 2 and 2000 epochs this learns XOR from "
    "nearly every random start. Try it.",
)
