"""Chapter 10, bugs in the wild.

Its exercises, in the order in which the page shows them: programs with one wrong line
each, by families (shapes that broadcast, derivatives of something else, order and
state, numbers, tests that cannot fail), and between them what the bugs do to numbers;
then a mixed review. Most programs are shown under one name, `train`.
"""

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import (
    Choice,
    FindBug,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)
from lessons_pkg.loss import cross_entropy

__all__ = [
    "coin_flips",
    "all_right",
    "thirty_columns",
    "real_rate",
    "sudden_end",
    "slow_start",
    "straight_line",
    "kept_weights",
    "stored_weights",
    "ten_digits",
    "clipped_loss",
    "xor_by_one",
    "which_test",
    "measured_derivative",
]

# Two points, each of them twice, with either label.
TWICE = np.array([[1.0, 2.0], [1.0, 2.0], [3.0, -1.0], [3.0, -1.0]])
EITHER = np.array([0, 1, 0, 1])


# Shapes that broadcast


def train_network(X, y, rate, epochs, seed):
    """Return the share of labels that a network gets right, and its loss, badly."""
    rng, Y = np.random.default_rng(seed), y[:, np.newaxis]
    W1 = rng.normal(size=(X.shape[1], 4))
    W2, b2 = rng.normal(size=(4, 1)), np.zeros(1)
    for _ in range(epochs):
        A1 = sigmoid(X @ W1)
        A2 = sigmoid(A1 @ W2 + b2)
        delta2 = (A2 - Y) / len(X)
        delta1 = delta2 @ W2.T * A1 * (1 - A1)
        W2 = W2 - rate * A1.T @ delta2
        b2 = b2 - rate * delta2
        W1 = W1 - rate * X.T @ delta1
    return np.mean((A2 > 0.5) == Y), cross_entropy(Y, A2)


coin_flips = FindBug(
    "bugs.coin-flips",
    prompt="`train` trains a network with four hidden neurons, and returns the share "
    "of the labels that it gets right, and its loss. Here it is given two points, each "
    "of them twice and with both labels. No function of the point can get more than "
    "half of these right. Which line is wrong, and why?",
    buggy=train_network,
    name="train",
    fixed=edited(
        train_network,
        "b2 - rate * delta2\n",
        "b2 - rate * delta2.sum(axis=0)\n",
        "Every sample gets a parameter of its own.",
    ),
    cases=[(TWICE, EITHER, 2.0, 200, 0), (TWICE, EITHER, 5.0, 300, 4)],
    wrong=[
        Wrong(
            "labels-row",
            edited(
                train_network,
                "y[:, np.newaxis]",
                "y.reshape(-1, 1)",
                "The labels should be made into a column by `reshape`.",
            ),
            hint="The two ways give the same column. Compare the shape of each "
            "parameter before and after its update.",
        ),
        Wrong(
            "squared-error",
            edited(
                train_network,
                "(A2 - Y) / len(X)",
                "(A2 - Y) * A2 * (1 - A2) / len(X)",
                "The derivative of the output's sigmoid is missing.",
            ),
            hint="With cross-entropy it cancels. And no change of the loss can "
            "explain how one point gets two outputs.",
        ),
        Wrong(
            "random-start",
            edited(
                train_network,
                "rng.normal(size=(4, 1))",
                "rng.uniform(size=(4, 1))",
                "The random start happens to suit these labels.",
            ),
            hint="Whatever the start, a network gives the same output for the same "
            "input. Here it doesn't. What else differs from sample to sample?",
        ),
    ],
    hints=[
        "Equal inputs got different outputs. So something other than the input must "
        "differ from row to row.",
        "Write the shape of each parameter next to its update.",
    ],
    solution="`delta2` has the shape `(n, 1)`, and so from the first step on `b2` has "
    "it too. Each training sample then has a private bias, which learns this sample's "
    "label by heart. The derivative for a bias is the *sum* of its error signals.",
    why="A parameter keeps its shape, and its derivative is summed over the samples.",
)


def train_neuron(X, y, rate, epochs):
    """Return the share of labels that a neuron gets right, badly."""
    Y = y.astype(float)
    W, b = np.zeros((X.shape[1], 1)), np.zeros(1)
    for _ in range(epochs):
        P = sigmoid(X @ W + b)
        delta = (P - Y) / len(X)
        W = W - rate * X.T @ delta
        b = b - rate * delta.sum(axis=0)
    return ((P > 0.5) == Y).mean()


all_right = FindBug(
    "bugs.all-right",
    prompt="This `train` trains a single neuron, with its weights in a column as in a "
    "network's last layer. `y` has the shape `(n,)`. The four samples are the same as "
    "before, so again at most half of the labels can be right. Which line is wrong, "
    "and why?",
    buggy=train_neuron,
    name="train",
    fixed=edited(
        train_neuron,
        "y.astype(float)",
        "y.astype(float).reshape(-1, 1)",
        "The labels do not have the shape of the outputs.",
    ),
    cases=[(TWICE, EITHER, 1.0, 100), (TWICE, EITHER, 3.0, 50)],
    wrong=[
        Wrong(
            "bias-not-summed",
            edited(
                train_neuron,
                "delta.sum(axis=0)",
                "delta.sum(axis=0, keepdims=True)",
                "The bias is not summed correctly over the samples.",
            ),
            hint="This sum runs over the samples, as it should. But how many numbers "
            "does it give?",
        ),
        Wrong(
            "threshold",
            edited(
                train_neuron,
                "P > 0.5",
                "P >= 0.5",
                "An output of exactly ½ is counted wrongly.",
            ),
            hint="That would matter before the first step only. Print `P.shape`.",
        ),
        Wrong(
            "zero-start",
            edited(
                train_neuron,
                "np.zeros((X.shape[1], 1))",
                "np.ones((X.shape[1], 1))",
                "A neuron cannot start from zeros.",
            ),
            hint="A single neuron can: there is no symmetry to break. And `W` has as "
            "many numbers at the start as it should. Does it stay so?",
        ),
    ],
    hints=[
        "How many outputs should a single neuron give for four samples?",
        "Write the shape next to each line. A column minus a row is a table.",
    ],
    solution="`(n, 1)` minus `(n,)` is `(n, n)`. After the first step `W` has a "
    "column for each *training sample*, and column $j$ is a neuron whose target is "
    "always the label of sample $j$. It learns that through its bias, and each column "
    "is then compared with its own label when the right answers are counted.",
    why="With labels of shape `(n, 1)` the difference has one number for each sample.",
)


def train_shape(X, y, rate, epochs):
    """Return the weights of a neuron, badly."""
    weights = np.zeros(X.shape[1])
    for _ in range(epochs):
        p = sigmoid(X @ weights)
        gradient = X.T @ (p - y) / weights.shape[0]
        weights = weights - rate * gradient
    return weights.round(3)


thirty_columns = FindBug(
    "bugs.thirty-columns",
    prompt="`train` should go down the gradient of the *mean* cross-entropy, for a "
    "neuron without a bias. Its weights are too large, although the rate is small. "
    "Which line is wrong, and why?",
    buggy=train_shape,
    name="train",
    fixed=edited(
        train_shape,
        "weights.shape[0]",
        "X.shape[0]",
        "It divides by the wrong number.",
    ),
    cases=[
        (
            np.array([[2.0, -1.0], [0.5, 3.0], [-1.0, 2.0]]),
            np.array([1, 1, 0]),
            0.1,
            10,
        ),
    ],
    wrong=[
        Wrong(
            "sign",
            edited(
                train_shape,
                "(p - y)",
                "(y - p)",
                "The difference has the wrong sign.",
            ),
            hint="Then the weights would have the wrong signs. These only change too "
            "fast.",
        ),
        Wrong(
            "squared-error",
            edited(
                train_shape,
                "(p - y)",
                "((p - y) * p * (1 - p))",
                "The factor $p(1 - p)$ is missing.",
            ),
            hint="With cross-entropy it has cancelled.",
        ),
        Wrong(
            "zero-start",
            edited(
                train_shape,
                "np.zeros(X.shape[1])",
                "np.full(X.shape[1], 0.1)",
                "The weights should not all start at 0.",
            ),
            hint="A single neuron may start anywhere. Do the first step by hand, from "
            "0, and compare.",
        ),
    ],
    hints=[
        "How many samples are there, and how many weights?",
        "Give each sample twice. Should the mean gradient change?",
    ],
    solution="A mean over the samples is divided by the number of samples, "
    "`X.shape[0]` or `len(X)`. `weights.shape[0]` is the number of features. With as "
    "many samples as features you would never notice; otherwise the rate is not the "
    "one that you set.",
    why="The mean runs over the samples, and their number is `X.shape[0]`.",
)


real_rate = Numeric(
    "bugs.real-rate",
    given=[
        {"n": n, "m": m, "rate": rate}
        for n, m, rate in (
            (600, 30, 0.05),
            (150, 4, 0.2),
            (200, 5, 0.3),
            (900, 60, 0.02),
            (360, 8, 0.04),
        )
    ],
    prompt="A program adds up the gradients of {n} samples with {m} features, divides "
    "the sum by the number of *features*, and takes a step with $η = {rate}$. A "
    "correct program divides by the number of samples. With which learning rate would "
    "it take the same step?",
    answer=lambda n, m, rate: rate * n / m,
    tolerance=0.001,
    wrong=[
        Wrong(
            "upside-down",
            lambda n, m, rate: rate * m / n,
            hint="There are more samples than features, so dividing by the number of "
            "features leaves *more* of the sum.",
        ),
        Wrong(
            "unchanged",
            lambda rate: rate,
            hint="That is the rate in the program. Its step is longer than this rate "
            "says.",
        ),
        Wrong(
            "factor",
            lambda n, m: n / m,
            hint="That is how many times longer the step is. What is the rate then?",
        ),
        Wrong(
            "sum",
            lambda n, rate: rate * n,
            hint="That would be the rate if nothing were divided at all.",
        ),
    ],
    hints=["Call the sum $S$. What is the step of each of the two programs?"],
    solution="The wrong program's step is ${rate}·S/{m}$. The correct one's, with the "
    "rate $r$, is $r·S/{n}$. They are equal for $r = {rate}·{n}/{m} = {answer}$.",
    why="The step is ${n}/{m}$ times too long, so the rate in effect is {answer}.",
)


# A derivative of something else


def train_tanh(X, Y, W1, W2, rate, epochs):
    """Return both weights after training, badly."""
    for _ in range(epochs):
        Z1 = X @ W1
        A1 = np.tanh(Z1)
        A2 = sigmoid(A1 @ W2)
        delta2 = (A2 - Y) / len(X)
        delta1 = delta2 @ W2.T * (1 - Z1**2)
        W1 = W1 - rate * X.T @ delta1
        W2 = W2 - rate * A1.T @ delta2
    return W1.round(3), W2.round(3)


sudden_end = FindBug(
    "bugs.sudden-end",
    prompt="A hidden layer of tanh, an output with a sigmoid, and no biases. After one "
    "step `W2` is right and `W1` is not. Which line is wrong, and why?",
    buggy=train_tanh,
    name="train",
    fixed=edited(
        train_tanh,
        "1 - Z1**2",
        "1 - A1**2",
        "The formula is right, but for another variable.",
    ),
    cases=[
        (
            np.array([[1.0, 2.0], [3.0, -1.0]]),
            np.array([[1.0], [0.0]]),
            np.array([[0.5, -0.4], [0.3, 0.8]]),
            np.array([[2.0], [-3.0]]),
            0.5,
            1,
        ),
    ],
    wrong=[
        Wrong(
            "sigmoid-rule",
            edited(
                train_tanh,
                "(1 - Z1**2)",
                "A1 * (1 - A1)",
                "The derivative should be $a(1 - a)$.",
            ),
            hint="That is the rule for a sigmoid. This layer is tanh.",
        ),
        Wrong(
            "factor-missing",
            edited(
                train_tanh,
                "(A2 - Y) / len(X)",
                "(A2 - Y) * A2 * (1 - A2) / len(X)",
                "The output's sigmoid has no derivative here.",
            ),
            hint="With cross-entropy it has cancelled. And `W2`, which depends on the "
            "same line, is right.",
        ),
        Wrong(
            "early-update",
            edited(
                train_tanh,
                "A1.T @ delta2",
                "np.tanh(X @ W1).T @ delta2",
                "`W2` should use the new hidden activations.",
            ),
            hint="All gradients belong to one forward pass. And `W2` is right.",
        ),
    ],
    hints=[
        "`W2` is right. Which lines affect `W1` alone?",
        "Put in $z = 2$. Can a derivative of tanh have the value that comes out?",
    ],
    solution="$tanh′(z) = 1 - tanh²(z)$, which is $1 - a²$ in terms of the "
    "*activation*. Near $z = 0$ the two hardly differ, because there $a ≈ z$. Where "
    "$|z|$ is above 1, the wrong one is negative, and at $z = 3$ it is $-8$.",
    why="$1 - a²$ is a formula in the activation, $a = tanh(z)$.",
)


def loss_and_gradient(X, y, w):
    """Return the mean cross-entropy and its gradient, badly."""
    n, z = len(X), X @ w
    p = sigmoid(z)
    loss = np.mean(np.logaddexp(0, z) - y * z)
    dloss_dp = (p - y) / n
    dp_dz = p * (1 - p)
    dz_dw = X
    dloss_dw = dz_dw.T @ (dloss_dp * dp_dz)
    return loss, dloss_dw


slow_start = FindBug(
    "bugs.slow-start",
    prompt="The mean cross-entropy of a neuron without a bias, and its gradient, link "
    "by link. Each name says what its line should be. The loss is right. Which line is "
    "wrong, and why?",
    buggy=loss_and_gradient,
    fixed=edited(
        loss_and_gradient,
        "(p - y) / n",
        "(p - y) / (p * (1 - p)) / n",
        "It belongs to a different loss.",
    ),
    cases=[
        (
            np.array([[2.0, -1.0], [0.5, 3.0], [-1.0, 2.0]]),
            np.array([1, 0, 1]),
            np.array([-1.5, 0.5]),
        ),
    ],
    wrong=[
        Wrong(
            "in-z",
            edited(
                loss_and_gradient,
                "p * (1 - p)",
                "z * (1 - z)",
                "It should be written in terms of `z`.",
            ),
            hint="$σ′ = p(1 - p)$, with the output $p$. That line keeps its promise.",
        ),
        Wrong(
            "sign",
            edited(
                loss_and_gradient,
                "(p - y) / n",
                "(y - p) / n",
                "The difference has the wrong sign.",
            ),
            hint="Each sample's contribution has the right sign, but not the right "
            "size.",
        ),
        Wrong(
            "loss",
            edited(
                loss_and_gradient,
                "np.logaddexp(0, z) - y * z",
                "np.logaddexp(0, -z) - y * z",
                "The loss has the wrong sign in it.",
            ),
            hint="The prompt says that the loss is right: $ln(1 + e^z) - yz$.",
        ),
    ],
    hints=[
        "Where $y = 1$ the loss is $-ln(p)$. What is its derivative with respect to "
        "$p$?",
        "Compare with $½(p - y)²$.",
    ],
    solution="$p - y$ is the derivative of $½(p - y)²$ with respect to $p$. For "
    "cross-entropy it is $(p - y)/(p(1 - p))$, and this denominator cancels against "
    "the next link. (In your own program you would write $p - y$ for the product of "
    "the two, so that nothing is divided by 0.)",
    why="$-1/p$ for $y = 1$ and $1/(1 - p)$ for $y = 0$ together are $(p - y)/(p(1 - "
    "p))$.",
)


def fit_line(x, y, steps):
    """Return the weight and bias of a straight line, badly."""
    x = x - x.mean()
    w, b = 0.0, 0.0
    for _ in range(steps):
        r = w * x + b - y
        dw, db = np.sum(r * x), np.sum(r)
        ddw, ddb = np.sum(x * x), 1.0
        w, b = w - dw / ddw, b - db / ddb
    return round(w, 3), round(b, 3)


straight_line = FindBug(
    "bugs.straight-line",
    prompt="`fit_line` fits a straight line to points, with the loss $L = ½∑(wx + "
    "b - y)²$. It divides each derivative by the second derivative, and one such step "
    "should reach the minimum. The weight is right, the bias is not. Which line is "
    "wrong, and why?",
    buggy=fit_line,
    fixed=edited(
        fit_line,
        "np.sum(x * x), 1.0",
        "np.sum(x * x), len(x)",
        "This derivative, too, is a sum over the samples.",
    ),
    cases=[
        (np.array([1.0, 2.0, 4.0, 5.0]), np.array([3.0, 5.0, 8.0, 12.0]), 1),
        (np.array([0.5, 2.0, 3.5]), np.array([4.0, 2.0, 6.0]), 2),
    ],
    wrong=[
        Wrong(
            "not-centred",
            edited(
                fit_line,
                "x - x.mean()",
                "x + 0.0",
                "The mean of `x` should not be subtracted.",
            ),
            hint="It only moves the origin, so that weight and bias do not disturb "
            "each other.",
        ),
        Wrong(
            "mean",
            edited(
                fit_line,
                "np.sum(r * x), np.sum(r)",
                "np.mean(r * x), np.mean(r)",
                "The derivatives should be means.",
            ),
            hint="The loss is a sum, so its derivatives are sums. Changing both would "
            "spoil the weight, which is right.",
        ),
        Wrong(
            "sign",
            edited(
                fit_line,
                "w * x + b - y",
                "y - w * x - b",
                "The residual has the wrong sign.",
            ),
            hint="Then the weight would have the wrong sign as well.",
        ),
    ],
    hints=[
        "Which lines does the bias depend on, but not the weight?",
        "Differentiate $½∑(wx + b - y)²$ twice with respect to $b$. Each sample "
        "contributes something.",
    ],
    solution="The first derivative is $∑(wx + b - y)$. Differentiating it once more "
    "with respect to $b$ gives a 1 *for each sample*, which is $n$ altogether. With 1 "
    "in its place the step is $n$ times too long.",
    why="Each of the $n$ samples contributes 1 to the second derivative for the bias.",
)


# Order and state


def train_list(X, Y, W1, W2, rate, epochs):
    """Return both weights after training, badly."""
    W = [W1, W2]
    for _ in range(epochs):
        old = W
        A1 = sigmoid(X @ W[0])
        A2 = sigmoid(A1 @ W[1])
        delta = (A2 - Y) / len(X)
        W[1] = W[1] - rate * A1.T @ delta
        delta = delta @ old[1].T * A1 * (1 - A1)
        W[0] = W[0] - rate * X.T @ delta
    return W[0].round(3), W[1].round(3)


kept_weights = FindBug(
    "bugs.kept-weights",
    prompt="The author of this `train` knew that an error signal has to go back "
    "through the weights of the forward pass, and kept them. Still, after one step the "
    "first matrix is wrong and the second is right. Which line is wrong, and why?",
    buggy=train_list,
    name="train",
    fixed=edited(
        train_list,
        "old = W\n",
        "old = list(W)\n",
        "It makes a second name, but no second list.",
    ),
    cases=[
        (
            np.array([[1.0, 2.0], [3.0, -1.0]]),
            np.array([[0.0], [1.0]]),
            np.array([[1.5, -0.5], [-1.0, 2.0]]),
            np.array([[3.0], [-2.0]]),
            2.0,
            1,
        ),
    ],
    wrong=[
        Wrong(
            "squared-error",
            edited(
                train_list,
                "(A2 - Y) / len(X)",
                "(A2 - Y) * A2 * (1 - A2) / len(X)",
                "The derivative of the output's sigmoid is missing.",
            ),
            hint="With cross-entropy it has cancelled. And the second matrix is right.",
        ),
        Wrong(
            "forward",
            edited(
                train_list,
                "sigmoid(A1 @ W[1])",
                "sigmoid(A1 @ old[1])",
                "The forward pass should use the kept weights.",
            ),
            hint="In that line the two are still the same, in either program.",
        ),
        Wrong(
            "overwritten",
            edited(
                train_list,
                "delta @ old[1].T",
                "(A2 - Y) / len(X) @ old[1].T",
                "`delta` has been overwritten before it is used.",
            ),
            hint="On the right-hand side stands the output's error signal, untouched. "
            "What else stands there?",
        ),
    ],
    hints=[
        "What is in `old[1]` when it is used?",
        "After `a = [7, 8]`, `b = a`, `a[0] = 9`: what is `b[0]`?",
    ],
    solution="`old = W` gives the same list a second name. When `W[1]` is replaced, "
    "`old[1]` is replaced with it. `list(W)` makes a new list that keeps the old "
    "matrices. Or compute all gradients first, and update afterwards: then you need "
    "no copy.",
    why="A new list keeps the matrices of the forward pass when `W[1]` is replaced.",
)


# Numbers


stored_weights = Predict(
    "bugs.stored-weights",
    given=[
        {"u": u, "v": v, "p": p, "q": q}
        for u, v, p, q in (
            (2, -2, 0.4, -0.3),
            (4, -3, 0.2, -0.4),
            (5, -6, 0.3, -0.1),
            (3, -4, 0.1, -0.2),
            (7, -5, 0.4, -0.4),
        )
    ],
    prompt="What does `w` hold after this step?",
    code="""
        w = np.array([{u}, {v}])
        w[:] = w - np.array([{p}, {q}])
        w
    """,
    answer=lambda u, v: f"`[{u - 1}, {v + 1}]`",
    wrong=[
        Wrong(
            "floats",
            lambda u, v, p, q: f"`[{u - p:.1f}, {v - q:.1f}]`",
            hint="That is the right-hand side. It is written into `w`. What type of "
            "number does `w` hold?",
        ),
        Wrong(
            "rounded",
            lambda u, v: f"`[{u}, {v}]`",
            hint="You rounded to the nearest whole number. NumPy does something "
            "simpler with the digits after the point.",
        ),
        Wrong(
            "downwards",
            lambda u, v: f"`[{u - 1}, {v}]`",
            hint="You went down to the next whole number in both cases. For a negative "
            "number, cutting off the digits goes the other way.",
        ),
    ],
    hints=[
        "`w` was made from whole numbers, and `w[:] = …` writes into the same array.",
        "The digits after the point are cut off.",
    ],
    solution="The right-hand side holds `{u - p:.1f}` and `{v - q:.1f}`, and what "
    "comes after the point is cut off when they are written into an array of whole "
    "numbers.",
    why="Both numbers were cut off towards 0, and there was no warning.",
)


def one_against_rest(X, y, classes, rate, epochs):
    """Return a row of weights for each class, badly."""
    W = np.zeros((classes, X.shape[1]), dtype=X.dtype)
    for k in range(classes):
        target = (y == k).astype(float)
        for _ in range(epochs):
            delta = (sigmoid(X @ W[k]) - target) / len(X)
            W[k] = W[k] - rate * X.T @ delta
    return W.round(3)


ten_digits = FindBug(
    "bugs.ten-digits",
    prompt="`one_against_rest` trains one neuron for each class, which tells that "
    "class from all the others. `X` holds whole numbers, like the brightness of "
    "pixels. With larger steps the weights do learn, but not as they should. Which "
    "line is wrong, and why?",
    buggy=one_against_rest,
    fixed=edited(
        one_against_rest,
        "dtype=X.dtype",
        "dtype=float",
        "The parameters take over a property of the data.",
    ),
    cases=[
        (np.array([[9, 2], [1, 8], [7, 1], [2, 6]]), np.array([0, 1, 0, 1]), 2, 0.6, 3),
    ],
    wrong=[
        Wrong(
            "shared-weights",
            edited(
                one_against_rest,
                "sigmoid(X @ W[k])",
                "sigmoid(X @ W[k].copy())",
                "All classes share the same weights.",
            ),
            hint="`W[k]` is row $k$, and every class has its own.",
        ),
        Wrong(
            "pixels",
            edited(
                one_against_rest,
                "X @ W[k]",
                "X.astype(float) @ W[k]",
                "The pixels have to be turned into floats.",
            ),
            hint="The product of whole numbers and floats is a float. Follow what the "
            "last line of the loop stores, and where.",
        ),
        Wrong(
            "zero-start",
            edited(
                one_against_rest,
                "np.zeros((classes, X.shape[1]), dtype=X.dtype)",
                "np.ones((classes, X.shape[1]), dtype=X.dtype)",
                "The weights should not start at 0.",
            ),
            hint="A single neuron may start from zeros. Look at the weights that come "
            "out. What do they have in common?",
        ),
    ],
    hints=[
        "All the weights that come out are of one kind. Which?",
        "What is `W.dtype`, and where does it come from?",
    ],
    solution="With `dtype=X.dtype` the weights hold whole numbers, because the pixels "
    "do, and at every step the fractions are cut off. Large steps still get through, "
    "so the neurons learn something, and nothing looks broken.",
    why="Weights are floats, whatever type of number the data have.",
)


def train_clipped(x, y, rate, epochs):
    """Return the loss before each step, badly."""
    w, losses = 0.0, []
    for _ in range(epochs):
        p = sigmoid(w * x)
        inside = np.clip(p, 1e-20, 1 - 1e-20)
        likely = np.where(y == 1, inside, 1 - inside)
        losses.append(-np.mean(np.log(likely)))
        w = w - rate * np.mean((p - y) * x)
    return np.round(losses, 2)


clipped_loss = FindBug(
    "bugs.clipped-loss",
    prompt="The author of this `train` knew that $ln 0$ is $-∞$, and limited the "
    "probability on both sides. Still, the second loss is infinite. Which line is "
    "wrong, and why?",
    buggy=train_clipped,
    name="train",
    fixed=edited(
        train_clipped,
        "np.clip(p, 1e-20, 1 - 1e-20)",
        "np.clip(p, 1e-12, 1 - 1e-12)",
        "One of its two limits is lost in rounding.",
    ),
    cases=[
        (np.array([-2.0, 1.0, 3.0, 50.0]), np.array([0, 1, 1, 0]), 4.0, 3),
    ],
    wrong=[
        Wrong(
            "overflow",
            edited(
                train_clipped,
                "sigmoid(w * x)",
                "sigmoid(np.clip(w * x, -500, 500))",
                "The sigmoid overflows.",
            ),
            hint="The book's `sigmoid` doesn't. It gives 1.0 here, and 1.0 is a good "
            "number. What happens to it next?",
        ),
        Wrong(
            "rate",
            edited(
                train_clipped,
                "rate * np",
                "0.9 * rate * np",
                "The learning rate is a little too large.",
            ),
            hint="The rate is large, and a neuron may well be sure and wrong. But its "
            "loss should then be large, not infinite.",
        ),
        Wrong(
            "products",
            edited(
                train_clipped,
                "np.where(y == 1, inside, 1 - inside)",
                "y * inside + (1 - y) * (1 - inside)",
                "It should multiply by the labels, not choose by `np.where`.",
            ),
            hint="Both give the same numbers here. Which number is it that goes into "
            "the logarithm?",
        ),
    ],
    hints=[
        "Which sample has the infinite loss: one with the label 0, or with 1?",
        "What is `1 - 1e-20 == 1` in floats?",
    ],
    solution="Next to 0 the floats lie so close together that 1e-20 is one of "
    "them. But next to 1 they lie much farther apart, so `1 - 1e-20` is 1.0 itself. "
    "Best of all is a loss that is computed from $z$, as in chapter 4: it needs no "
    "limits, and is right where these only hide the damage.",
    why="1 - 1e-12 is a float of its own, below 1, and 1 - 1e-20 is not.",
)


# The test that cannot fail


def train_batches(X, y, rate, epochs, size):
    """Return how many samples a neuron gets right, badly."""
    w, b = np.zeros(X.shape[1]), 0.0
    starts = range(0, len(X) - size + 1, size)
    batches = [(X[k : k + size], y[k : k + size]) for k in starts]
    for _ in range(epochs):
        for u, t in batches:
            delta = (sigmoid(u @ w + b) - t) / len(t)
            w = w - rate * u.T @ delta
            b = b - rate * delta.sum()
    right = sum(np.sum((u @ w + b > 0) == t) for u, t in batches)
    return f"{right} of {sum(len(t) for _, t in batches)} right"


xor_by_one = FindBug(
    "bugs.xor-by-one",
    prompt="`train` trains a single neuron in batches, and says how many samples it "
    "gets right. The four samples are XOR, which a single neuron cannot do. Which line "
    "is wrong, and why?",
    buggy=train_batches,
    name="train",
    fixed=edited(
        train_batches,
        "range(0, len(X) - size + 1, size)",
        "range(0, len(X), size)",
        "It leaves out samples, in training and in the count.",
    ),
    cases=[
        (
            np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),
            np.array([0, 1, 1, 0]),
            1.0,
            200,
            3,
        ),
    ],
    wrong=[
        Wrong(
            "threshold",
            edited(
                train_batches,
                "u @ w + b > 0",
                "u @ w + b > 0.5",
                "The threshold should be ½.",
            ),
            hint="$σ(z)$ is above ½ where $z$ is above 0. Compare the result with what "
            "went in: what is strange about it?",
        ),
        Wrong(
            "batch-mean",
            edited(
                train_batches,
                "/ len(t)",
                "/ len(y)",
                "The mean should run over all samples.",
            ),
            hint="A step goes by the mean over its batch. A different divisor only "
            "makes a different rate.",
        ),
        Wrong(
            "zero-start",
            edited(
                train_batches,
                "np.zeros(X.shape[1])",
                "np.ones(X.shape[1])",
                "The weights should not start at 0.",
            ),
            hint="From wherever it starts, no neuron can do all of XOR. How many "
            "samples does the result speak of?",
        ),
    ],
    hints=[
        "How many samples are there, and how many does the result speak of?",
        "Write down `starts` for 4 samples and batches of 3.",
    ],
    solution="For 4 samples and batches of 3, `range(0, 2, 3)` gives one batch, and "
    "the fourth sample is in none. Three rows of XOR can be separated by a line. The "
    "count goes through the same batches, so it cannot notice. Count on the data "
    "themselves, `X` and `y`, and not on what the training made of them.",
    why="With `range(0, len(X), size)` the last, shorter batch takes part as well.",
)


# Mixed review

FINITE = "comparing the gradient with finite differences"
SHAPES = "comparing each parameter's shape before and after a step"
TWOFOLD = "giving every sample twice, and comparing the gradients"
COIN = "tossing a coin for each label, and seeing whether it still gets them right"

which_test = Choice(
    "bugs.which-test",
    given=[
        {
            "bug": "computes the gradient of the *sum* over the samples, and its loss "
            "is that sum too, although you wanted the mean",
            "answer_text": TWOFOLD,
            "a": FINITE,
            "b": SHAPES,
            "c": COIN,
        },
        {
            "bug": "uses the derivative of the sigmoid for a hidden layer of tanh",
            "answer_text": FINITE,
            "a": TWOFOLD,
            "b": SHAPES,
            "c": COIN,
        },
        {
            "bug": "keeps the labels as a row, so that after a step its single output "
            "has a column of weights for each sample, and its loss falls nicely",
            "answer_text": SHAPES,
            "a": "trying other learning rates",
            "b": "training for longer",
            "c": "looking at the loss curve",
        },
        {
            "bug": "has the label among the features by mistake, and computes "
            "everything else correctly",
            "answer_text": COIN,
            "a": FINITE,
            "b": SHAPES,
            "c": TWOFOLD,
        },
        {
            "bug": "forgets the factor $a(1 - a)$ in the hidden error signal",
            "answer_text": FINITE,
            "a": COIN,
            "b": TWOFOLD,
            "c": SHAPES,
        },
    ],
    prompt="A program for a small network {bug}. Which of these tests will show it?",
    answer=lambda answer_text: answer_text,
    wrong=[
        Wrong(
            "first",
            lambda a: a,
            hint="Imagine the bug in a program and do that test. Would anything "
            "change?",
        ),
        Wrong(
            "second",
            lambda b: b,
            hint="Could you tell from that alone that the bug is there?",
        ),
        Wrong(
            "third",
            lambda c: c,
            hint="Could you tell from it that the bug is there?",
        ),
    ],
    hints=["For each test, ask what it would show with the bug and what without it."],
    solution="What shows it is {answer_text}. None of the other three tells you that "
    "it is there.",
    why="A test is of use if it comes out differently with the bug and without it.",
)


def measure(loss, W, i, j, h):
    """Return the measured derivative for one weight, and leave W as it was."""
    kept = W[i, j]
    W[i, j] = kept + h
    above = loss(W)
    W[i, j] = kept - h
    below = loss(W)
    W[i, j] = kept
    return (above - below) / (2 * h)


def cubes(W):
    """Return a loss to try it on."""
    return np.sum(W**3)


measured_derivative = Order(
    "bugs.measured-derivative",
    prompt="Your own check, for when there is no package at hand: measure the "
    "derivative of the loss for one weight, by moving that weight first up, then down. "
    "Afterwards `W` must be as it was. Not every line is needed.",
    answer=measure,
    cases=[(cubes, np.array([[1.5, 2.0], [-0.5, 3.0]]), 0, 1, 0.1)],
    wrong=[
        Wrong(
            "one-h",
            edited(measure, "/ (2 * h)", "/ h"),
            hint="How far apart are the two places at which the loss was computed?",
        ),
        Wrong(
            "never-restored",
            edited(
                measure,
                "    W[i, j] = kept\n",
                "",
            ),
            hint="The derivative is right, but look at `W` afterwards. The next weight "
            "would be measured in a different network.",
        ),
    ],
    hints=[
        "Begin by keeping what you are going to change.",
        "The loss is computed twice, each time right after the weight was moved.",
    ],
    solution="""
        ```
        kept = W[i, j]
        W[i, j] = kept + h
        above = loss(W)
        W[i, j] = kept - h
        below = loss(W)
        W[i, j] = kept
        return (above - below) / (2 * h)
        ```

        The weight moves to both sides of its own value and comes back.
    """,
    why="The two places lie $2h$ apart, and in the end the weight is back.",
)
