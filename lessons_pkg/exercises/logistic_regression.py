"""Chapter 4, logistic regression.

Its exercises, in the order in which the page shows them: the surprisal of one bean, the
derivative of the loss, the gradient over all samples, where a loss or a weight runs off
to infinity, and a mixed review. Each stands below the helpers that it uses, and a wrong
answer is the form that circulates, right for some numbers.
"""

import math
from dataclasses import dataclass

import numpy as np

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import (
    Code,
    FindBug,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)
from lessons_pkg.loss import cross_entropy

__all__ = [
    "surprisal",
    "ratio_of_derivatives",
    "gradient",
    "column_and_row",
    "one_epoch",
    "loss_is_nan",
    "stable_loss",
    "noiseless_beans",
    "same_for_all",
    "derivative_when_wrong",
    "two_labels",
]


def said(p, y):
    """Return a probability and a label with what the neuron gave to that label."""
    told = {"q": p, "bean": "**is** toxic"} if y else {"q": 1 - p, "bean": "is safe"}
    return {"p": p, "y": y, "other": ("safe", "toxic")[1 - y], **told}


surprisal = Numeric(
    "logistic_regression.surprisal",
    given=[said(0.2, 1), said(0.3, 0), said(0.05, 1), said(0.9, 0), said(0.6, 1)],
    prompt="A neuron says that a bean is toxic with the probability $p = {p}$. The "
    "bean {bean}: $y = {y}$. What is the surprisal, with the natural logarithm, to "
    "two decimals?",
    answer=lambda q: -math.log(q),
    tolerance=0.005,
    units=("nats", "nat"),
    wrong=[
        Wrong(
            "sign",
            lambda q: math.log(q),
            hint="The logarithm of a number below 1 is negative, and a surprisal is "
            "never below 0.",
        ),
        Wrong(
            "other-label",
            lambda q: -math.log(1 - q),
            hint="That is what a {other} bean would cost. What probability did the "
            "neuron give to what then happened?",
        ),
        Wrong(
            "squared",
            lambda q: (1 - q) ** 2,
            hint="You squared the difference between $y$ and $p$. That is never more "
            "than 1, however sure the neuron was.",
        ),
        Wrong(
            "half-squared",
            lambda q: 0.5 * (1 - q) ** 2,
            hint="That is the loss of chapter 2, $½(a - y)²$. A surprisal is a "
            "logarithm.",
        ),
        Wrong(
            "no-logarithm",
            lambda q: 1 - q,
            hint="That is how far $p$ is from $y$. Surprisals of several beans should "
            "add up where their probabilities multiply. Which function turns products "
            "into sums?",
        ),
        Wrong(
            "base-10",
            lambda q: -math.log10(q),
            hint="You took the logarithm to base 10. The natural one, $ln$, has the "
            "base $e$. In Python it is `math.log`.",
        ),
        Wrong(
            "base-2",
            lambda q: -math.log2(q),
            hint="You took the logarithm to base 2, which gives the surprisal in bits. "
            "The natural one, $ln$, has the base $e$.",
        ),
        Wrong(
            "inverse",
            lambda q: 1 / q,
            hint="That is 1 divided by the probability. Its logarithm is missing.",
        ),
    ],
    hints=[
        "What probability did the neuron give to what happened?",
        "The surprisal is minus the natural logarithm of that.",
    ],
    solution="$-ln {q} = {answer:.3f}$. With 0.5 it would have been 0.693, and with "
    "{q/10} it would have been {answer + log(10):.3f}. Each time this probability is "
    "divided by 10, the surprisal grows by 2.303, without end.",
    why="What happened had been given the probability {q}, and the surprisal is minus "
    "its logarithm.",
)


ratio_of_derivatives = Numeric(
    "logistic_regression.ratio-of-derivatives",
    given={
        "z": [-6, 5, -4, 7, -8],
        "bean": ["toxic", "safe", "toxic", "safe", "toxic"],
    },
    prompt="A {bean} bean has the logit ${z}$, so the neuron is wrong, and sure of "
    "it. How many times as large is $∂L/∂z$ with cross-entropy as with the squared "
    "error, to one decimal? You know that $e^{abs(z)} = {exp(abs(z)):.2f}$.",
    answer=lambda z: 1 / sigmoid_derivative(1.0 * z),
    tolerance=0.06,
    wrong=[
        Wrong(
            "as-at-0",
            lambda: 1 / sigmoid_derivative(0.0),
            hint="That is the ratio at $z = 0$, where the sigmoid is steepest. How "
            "steep is it at ${z}$?",
        ),
        Wrong(
            "other-way-round",
            lambda z: sigmoid_derivative(1.0 * z),
            hint="That would mean that the squared error pulls much harder. Its $a - "
            "y$ is large, but what is left of that after the sigmoid?",
        ),
        Wrong(
            "losses",
            lambda z: (
                cross_entropy([0.0], [sigmoid(abs(z))]) / (0.5 * sigmoid(abs(z)) ** 2)
            ),
            hint="That is the ratio of the losses themselves, "
            "{log(1 + exp(abs(z))):.4f} to {sigmoid(abs(z))^2/2:.4f}. A step depends "
            "on how steep a loss is, not on how high.",
        ),
        Wrong(
            "factor-squared",
            lambda z: 1 / sigmoid_derivative(1.0 * z) ** 2,
            hint="You passed through the sigmoid twice. The factor $a(1 - a)$ is in "
            "the squared error's derivative once.",
        ),
        Wrong(
            "exponential-alone",
            lambda z: math.exp(abs(z)),
            hint="That is one of three terms. What is $1/(a(1 - a))$, with $a = 1/(1 + "
            "e^-z)$?",
        ),
        Wrong(
            "one-factor",
            lambda z: 1 + math.exp(abs(z)),
            hint="You divided by only one of the two factors of $a(1 - a)$.",
        ),
    ],
    hints=[
        "The two derivatives differ by one factor, $a(1 - a)$.",
        "Put $z = {z}$ into $e^z + 2 + e^(-z)$.",
    ],
    solution="The ratio is $1/(a(1 - a)) = e^{abs(z)} + 2 + e^(-{abs(z)}) = "
    "{answer:.1f}$. Each further unit of the logit makes it about $e$ times as large. "
    "So the more certain the neuron is of its wrong answer, the less a squared error "
    "teaches it.",
    why="The squared error has one more factor, $a(1 - a)$, and at $z = {z}$ that is "
    "{1/answer:.2g}, about one part in {answer:.0f}.",
)


def gradient_reference(X, y, w, b):
    """Return the derivatives for w, shape (m,), and for b."""
    delta = sigmoid(X @ w + b) - y
    return X.T @ delta / len(y), np.mean(delta)


def _gradient_with(old, new):
    return edited(gradient_reference, old, new)


SAMPLES = np.array(
    [
        [0.4, -1.2, 2.0],
        [1.5, 0.3, -0.7],
        [-0.9, 0.8, 1.1],
        [0.2, 1.9, -1.6],
        [-1.4, -0.5, 0.6],
    ]
)
FAR = np.array(
    [
        [812.3, 0.9461293, 0.7],
        [-733.9, 0.9500187, -1.3],
        [940.2, 0.9447342, 0.2],
        [-871.5, 0.9497216, 1.9],
        [725.8, 0.9451863, -0.4],
        [-990.6, 0.9506124, 1.1],
    ]
)


def _times(c, derivatives):
    return c * derivatives[0], c * derivatives[1]


def _from_delta(X, delta):
    return X.T @ delta / len(delta), np.mean(delta)


def _after_step(w, b, dw, db):
    return w - dw, b - db


gradient = Code(
    "logistic_regression.gradient",
    prompt="Write `gradient(X, y, w, b)`: the derivatives of the mean cross-entropy "
    "with respect to each weight and to the bias. `X` has $n$ rows, the samples, and "
    "$m$ columns, the features; $y$ and $w$ have shapes `(n,)` and `(m,)`, and $b$ is "
    "a number. Return an array of shape `(m,)` and a number. You may call `sigmoid`. "
    "Your numbers are checked to 12 digits, and a finite difference is good to only "
    "about 10. So derive the formulas.",
    starter='''
        def gradient(X, y, w, b):
            """Return the derivatives for w, shape (m,), and for b."""
            ...
    ''',
    reference=gradient_reference,
    cases=[
        (SAMPLES[:2, :2], np.array([1, 0]), np.array([0.6, -0.3]), 0.2),
        (SAMPLES, np.array([0, 1, 1, 0, 1]), np.array([0.5, -1.0, 0.8]), 0.3),
        (SAMPLES, np.array([1, 0, 0, 1, 0]), np.array([-1.5, 0.2, 2.0]), -1.1),
        (
            FAR,
            np.array([0, 1, 1, 0, 1, 1]),
            np.array([0.00213, 750.31468, 0.37]),
            -711.34057,
        ),
        (SAMPLES[:2, :2] * 14, np.array([0, 0]), np.array([0.6, 2.4]), -30.0),
    ],
    digits=12,
    atol=0,
    returns="dw, db",
    wrong=[
        Wrong(
            "sum",
            lambda X, y, w, b: _times(len(y), gradient_reference(X, y, w, b)),
            hint="You added up the derivatives of all samples. The loss is a mean, or "
            "else twice the samples would give twice the step.",
        ),
        Wrong(
            "sign",
            lambda X, y, w, b: _times(-1, gradient_reference(X, y, w, b)),
            hint="Every sign is wrong. Where $p$ is larger than $y$, a larger logit "
            "makes the loss larger.",
        ),
        Wrong(
            "squared-error",
            lambda X, y, w, b: _from_delta(
                X, (p := sigmoid(X @ w + b)) * (1 - p) * (p - y)
            ),
            hint="Your $δ$ has the factor $p(1 - p)$ in it. The squared error has it; "
            "with cross-entropy it cancels.",
        ),
        Wrong(
            "no-sigmoid",
            _gradient_with("sigmoid(X @ w + b)", "(X @ w + b)"),
            hint="You compare the label with the logit. The neuron's output is a "
            "probability.",
        ),
        Wrong(
            "yes-or-no",
            _gradient_with("sigmoid(X @ w + b)", "(X @ w + b >= 0)"),
            hint="You compare the label with a bare yes or no, as a perceptron does. A "
            "probability also says how sure the neuron was.",
        ),
        Wrong(
            "no-bias",
            _gradient_with("X @ w + b", "X @ w"),
            hint="Your logits are computed without the bias.",
        ),
        Wrong(
            "bias-not-averaged",
            _gradient_with("np.mean(delta)", "np.sum(delta)"),
            hint="Your dw is right. The derivative for the bias is a mean over the "
            "samples as well, and yours is a sum.",
        ),
        Wrong(
            "bias-not-summed",
            _gradient_with("np.mean(delta)", "delta"),
            hint="Your dw is right. But one bias serves all samples, so it has one "
            "derivative, not one for each of them.",
        ),
        Wrong(
            "bias-divided-twice",
            _gradient_with("np.mean(delta)", "np.mean(delta) / len(y)"),
            hint="Your dw is right. In db you divide by the number of samples twice.",
        ),
        Wrong(
            "divided-by-features",
            _gradient_with("len(y)", "X.shape[1]"),
            hint="You divide dw by the number of features. The mean is over the "
            "samples.",
        ),
        Wrong(
            "star",
            _gradient_with("X.T @ delta", "X.T * delta"),
            hint="Your `*` multiplies entry by entry and adds nothing up, so you have "
            "a table. `@` multiplies and adds.",
        ),
        Wrong(
            "rows-not-added",
            _gradient_with("X.T @ delta / len(y)", "X * delta[:, np.newaxis]"),
            hint="You have a table with the derivatives of each single sample. All "
            "samples share the weights: take the mean over the rows.",
        ),
        Wrong(
            "labels-as-column",
            lambda X, y, w, b: _from_delta(
                X, sigmoid(X @ w + b)[:, np.newaxis] - y[:, np.newaxis]
            ),
            hint="The numbers are right, but `dw` is a column, and $w$ is not. "
            "Subtract one from the other, and you get a table.",
        ),
        Wrong(
            "star-on-x",
            _gradient_with("X.T @ delta", "X * delta"),
            hint="Your `X * delta` pairs the $δ$ of each sample with a feature. Each "
            "$δ$ belongs to a row of `X`, and then the rows have to be added up.",
        ),
        Wrong(
            "not-transposed",
            _gradient_with("X.T @ delta", "X @ delta"),
            hint="Your `X @ delta` adds over the features. To add over the samples, "
            "which shape must `X` have?",
        ),
        Wrong(
            "one-for-all",
            lambda X, y, w, b: (
                np.mean(gradient_reference(X, y, w, b)[0]),
                np.mean(sigmoid(X @ w + b) - y),
            ),
            hint="You took one mean over everything. Each weight has a derivative of "
            "its own.",
        ),
        Wrong(
            "weights-after",
            lambda X, y, w, b: _after_step(w, b, *gradient_reference(X, y, w, b)),
            hint="You return the weights after a step. The task wants the gradient "
            "alone; how far to step is decided elsewhere.",
        ),
    ],
    hints=[
        "First $δ$, one number for each sample: the neuron's output minus the label.",
        "The derivative for weight $j$ is the mean of $δ$ times column $j$ of `X`.",
        "A product of shapes `(m, n)` and `(n,)` does this for all columns at once.",
    ],
    solution="Rows are samples, so the transpose has a row for each feature; its "
    "product with $δ$ adds up over the samples. The bias is the weight of a column of "
    "ones.",
    why="Each derivative is the mean of $δ$ times the input, and the product of the "
    "transposed `X` with $δ$ computes them all at once.",
)


def derivatives(x, y, w, b):
    """Return the derivatives for beans of sizes x, badly."""
    p = sigmoid(w * x + b)
    delta = p - y.reshape(-1, 1)
    dw = np.mean(delta * x)
    db = np.mean(delta)
    return dw, db


column_and_row = FindBug(
    "logistic_regression.column-and-row",
    prompt="`derivatives` should return $∂L/∂w$ and $∂L/∂b$ for the three beans that "
    "you did by hand. `x` and `y` have the shape `(3,)`. There is no error and no "
    "warning, and even the derivative for the bias is right. The one for the weight is "
    "not. Which line is wrong, and why?",
    buggy=derivatives,
    fixed=edited(
        derivatives,
        "y.reshape(-1, 1)",
        "y",
        "A row minus a column is a table of all pairs.",
    ),
    cases=[
        (np.array([0.2, 0.4, 0.7]), np.array([0, 1, 1]), 10, -5),
        (np.array([0.1, 0.9, 0.3, 0.5, 0.8]), np.array([0, 1, 0, 0, 1]), 3, -1),
    ],
    wrong=[
        Wrong(
            "mean",
            edited(
                derivatives,
                "np.mean(delta * x)",
                "np.sum(delta * x) / len(y)",
                "The mean should be the sum divided by `len(y)`.",
            ),
            hint="For three numbers the two are the same. How many numbers does `delta "
            "* x` hold here? Find out what made them so many.",
        ),
        Wrong(
            "sigmoid-slope",
            edited(
                derivatives,
                "delta * x",
                "delta * p * (1 - p) * x",
                "The factor $p(1 - p)$ is missing.",
            ),
            hint="With cross-entropy that factor cancels. And if it were missing, `db` "
            "would be wrong, too.",
        ),
        Wrong(
            "x-as-column",
            edited(
                derivatives,
                "delta * x",
                "delta * x.reshape(-1, 1)",
                "`x` should be a column, too.",
            ),
            hint="Then each size would meet its own label, but the $p$ of every bean. "
            "All three need the same shape. Which one is the odd one out?",
        ),
        Wrong(
            "sign",
            edited(
                derivatives,
                "p - y.reshape(-1, 1)",
                "y.reshape(-1, 1) - p",
                "The difference has the wrong sign.",
            ),
            hint="With the other sign `db` would be wrong, and it is right.",
        ),
    ],
    hints=[
        "Write the shape of each result next to its line.",
        "What is `np.array([1, 2, 3]) - np.array([[1], [2], [3]])`?",
    ],
    solution="`(3,)` minus `(3, 1)` is `(3, 3)`: every $p$ minus every $y$. The mean "
    "of all nine is still the mean of $p$ minus the mean of $y$, so `db` hides the "
    "mistake. In `dw` each size meets the labels of all the beans. The line `assert "
    "delta.shape == y.shape` would have told you.",
    why="With the shape `(3,)` on both sides, the $p$ of each bean meets its own "
    "label, and only that.",
)


def one_pass(X, y, w, b, k, rng):
    """Return w and b after epoch k, with rates from 2 downwards."""
    rate = 2.0 / (1 + 0.1 * k)
    for i in rng.permutation(len(y)):
        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
        b = b - rate * delta
    return w, b


@dataclass
class Shuffler:
    """A generator without memory, so that every call of a program sees one order."""

    seed: int

    def permutation(self, n):
        """Return the numbers from 0 to n - 1 in random order."""
        return np.random.default_rng(self.seed).permutation(n)


ROWS = np.array([[0.2, 1.0], [0.9, -0.4], [-0.5, 0.7], [1.2, 0.3], [-0.8, -1.1]])
LABELS = np.array([0, 1, 0, 1, 1])
WEIGHTS = np.array([0.4, -0.3])
one_epoch = Order(
    "logistic_regression.one-epoch",
    prompt="This is epoch $k$ of stochastic gradient descent: visit the samples one by "
    "one, in a random order, and take a step after each. The rate is $2/(1 + 0.1·k)$ "
    "for the whole epoch. `rng.permutation(n)` gives the numbers from 0 to $n - 1$ in "
    "random order. You may not need every line, and indentation counts.",
    answer=one_pass,
    cases=[
        (ROWS, LABELS, WEIGHTS, 0.1, 4, Shuffler(3)),
        (ROWS, LABELS, 3 * WEIGHTS, -0.5, 20, Shuffler(1)),
    ],
    wrong=[
        Wrong(
            "constant-rate",
            edited(one_pass, "2.0 / (1 + 0.1 * k)", "2.0"),
            hint="Your rate is the same in every epoch, so the weights never settle.",
        ),
        Wrong(
            "in-file-order",
            edited(one_pass, "rng.permutation(len(y))", "range(len(y))"),
            hint="You visit the samples in the order of the file. If all the toxic "
            "beans come last, each epoch ends with a neuron that finds too many beans "
            "toxic.",
        ),
        Wrong(
            "all-samples",
            edited(
                one_pass,
                "sigmoid(X[i] @ w + b) - y[i]",
                "np.mean(sigmoid(X @ w + b) - y)",
            ),
            hint="You look at all the samples before each step, which is what "
            "stochastic gradient descent is meant to avoid. And the mean of all $δ$ "
            "does not belong to the one sample whose features you multiply it by.",
        ),
        Wrong(
            "step-before-error",
            edited(
                one_pass,
                """        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
        b = b - rate * delta
""",
                """        w = w - rate * delta * X[i]
        b = b - rate * delta
        delta = sigmoid(X[i] @ w + b) - y[i]
""",
            ),
            hint="Your program takes the step before it has computed this sample's "
            "`delta`. At the first sample there is none yet, and later it is that of "
            "the sample before.",
        ),
        Wrong(
            "bias-after-weights",
            edited(
                one_pass,
                """        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
        b = b - rate * delta
    return""",
                """        delta = sigmoid(X[i] @ w + b) - y[i]
        w = w - rate * delta * X[i]
    b = b - rate * delta
    return""",
            ),
            hint="Your bias changes once in an epoch, after the loop. It has a "
            "derivative at every sample, as the weights do.",
        ),
    ],
    hints=[
        "The rate belongs to the epoch, so it is computed once.",
        "Then comes the loop. At each sample, first compute `delta`, then take the "
        "two steps.",
        "The result is returned after the loop, with no more indentation than the loop "
        "has.",
    ],
    solution="""
        ```
        rate = 2.0 / (1 + 0.1 * k)
        for i in rng.permutation(len(y)):
            delta = sigmoid(X[i] @ w + b) - y[i]
            w = w - rate * delta * X[i]
            b = b - rate * delta
        return w, b
        ```

        The two updates may be swapped, because both use the `delta` computed before
        them. Each goes against the gradient of one sample, so nothing is divided by the
        number of samples.
    """,
    why="Each sample changes the weights as soon as it is seen, by its own gradient, "
    "and the steps become shorter from epoch to epoch.",
)


def train(x, y, rate, epochs):
    """Learn one weight, and return it with the loss, badly."""
    w, p = 0.0, np.full(len(x), 0.5)
    for _ in range(epochs):
        delta = p - y
        w = w - rate * np.mean(delta * x)
        p = sigmoid(w * x)
    loss = y * np.log(p) + (1 - y) * np.log(1 - p)
    return w, -np.mean(loss)


loss_is_nan = FindBug(
    "logistic_regression.loss-is-nan",
    prompt="Here the sizes $x$ are in hundredths of a millimetre, measured from a "
    "bean of medium size, so no bias is needed. The weight comes out well, but the "
    "loss is `nan`, which means not a number. Which line makes `nan` out of good "
    "numbers, and why?",
    buggy=train,
    fixed=edited(
        train,
        "y * np.log(p) + (1 - y) * np.log(1 - p)",
        "np.log(np.where(y == 1, p, 1 - p))",
        "Where the neuron is right and sure, this line multiplies 0 by $ln 0$.",
    ),
    cases=[
        (np.array([-150, -60, -3, 90, 200]), np.array([0, 0, 1, 1, 1]), 0.1, 3),
        (np.array([-180, -40, 70, 160]), np.array([0, 0, 1, 1]), 0.2, 4),
    ],
    wrong=[
        Wrong(
            "rate",
            edited(
                train,
                "rate * np",
                "0.1 * rate * np",
                "The learning rate is too large, so the weight explodes.",
            ),
            hint="Look at the weight. It is a modest number. And with a tenth of the "
            "rate the loss is `nan` as well.",
        ),
        Wrong(
            "epsilon-on-z",
            edited(
                train,
                "sigmoid(w * x)",
                "sigmoid(w * x + 1e-9)",
                "A small number must be added to the logit, so that $p$ is not 1.",
            ),
            hint="$σ(970)$ and $σ(970.000000001)$ are both 1.0 in floats. And $p = "
            "1.0$ is still a good number.",
        ),
        Wrong(
            "overflow",
            edited(
                train,
                "sigmoid(w * x)",
                "sigmoid(np.clip(w * x, -500, 500))",
                "The sigmoid overflows for large logits.",
            ),
            hint="This book's `sigmoid` doesn't. It gives 1.0 for every large $z$, "
            "and it still would if you limited $z$ to 500. What happens to that 1.0?",
        ),
    ],
    hints=[
        "Try the last bean. Its label is 1, and its logit is in the hundreds. What "
        "is $p$?",
        "What do `np.log(0.0)` and `0 * np.log(0.0)` give?",
    ],
    solution="Now only the probability of the true label goes into the logarithm. "
    "That isn't enough yet: where the neuron is wrong and so sure that $p$ is 0 or 1, "
    "a bean costs $∞$ here, but it should cost about $|z|$. So the chapter goes on to "
    "a loss without $p$.",
    why="$0·ln 0$ is `nan` in floats, and one `nan` spoils the mean. If you take only "
    "the logarithm that belongs to the label, there is no such product.",
)


def stable_loss_reference(y, z):
    """Return the mean cross-entropy of labels y and logits z."""
    small = np.log1p(np.exp(-np.abs(z)))
    return np.mean(np.maximum(z, 0) - y * z + small)


def _from_p(y, p):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def _loss_with(old, new):
    return edited(stable_loss_reference, old, new)


stable_loss = Code(
    "logistic_regression.stable-loss",
    prompt="Write `stable_loss(y, z)`: the mean cross-entropy of labels $y$ and "
    "logits $z$, for arrays or for two numbers. It should give no warning for any "
    "$z$, and lose no digits: $y = 0$, $z = 800$ costs 800, and $y = 1$, $z = 40$ "
    "costs $4.248·10⁻¹⁸$.",
    starter='''
        def stable_loss(y, z):
            """Return the mean cross-entropy of labels y and logits z."""
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
        (1, 35.46128),
        (1, 800.0),
        (np.array([0, 0, 1]), np.array([1.25174, -2.46391, -0.31468])),
    ],
    atol=0,
    wrong=[
        Wrong(
            "from-p",
            lambda y, z: _from_p(y, sigmoid(z)),
            hint="You compute $p$ first. Beyond $z = 40$ that is 1, and the logarithm "
            "of $1 - p$ is that of 0.",
        ),
        Wrong(
            "picked-from-p",
            lambda y, z: (
                -np.mean(np.log(np.where(np.equal(y, 1), sigmoid(z), 1 - sigmoid(z))))
            ),
            hint="There is no longer a `nan`; but a probability that was rounded to 0 "
            "or 1 has lost its digits, and $ln 0$ is still there. Work without $p$.",
        ),
        *[
            Wrong(
                f"clipped-at-{limit}",
                lambda y, z, limit=limit: _from_p(
                    y, np.clip(sigmoid(z), limit, 1 - limit)
                ),
                hint="You keep $p$ away from 0 and 1. The warning is gone; but where "
                "the neuron is wrong and sure, a bean costs the same from some logit "
                "on, so its derivative is 0.",
            )
            for limit in (1e-7, 1e-12, 1e-15, float(np.finfo(float).eps))
        ],
        *[
            Wrong(
                f"logit-within-{limit}",
                lambda y, z, limit=limit: stable_loss_reference(
                    y, np.clip(z, -limit, limit)
                ),
                hint=f"You clip $z$ at $±{limit}$. Nothing overflows any more; but "
                "where the neuron is wrong and sure, a bean costs the same at any "
                "logit beyond. It should cost more and more.",
            )
            for limit in (30, 50, 100, 500, 700, 709)
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
                "gone; but all losses are a little off, and where the neuron is wrong "
                "and sure, a bean costs the same from some logit on.",
            )
            for epsilon in (1e-8, 1e-12, 1e-15)
        ],
        Wrong(
            "sum",
            _loss_with("np.mean", "np.sum"),
            hint="You added up the losses; the task wants their mean.",
        ),
        Wrong(
            "one-each",
            _loss_with("np.mean", ""),
            hint="These are the losses of the single samples. The task wants one "
            "number, their mean.",
        ),
        Wrong(
            "sign",
            _loss_with("np.mean", "-np.mean"),
            hint="Your loss is negative. A surprisal is never below 0.",
        ),
        Wrong(
            "label-added",
            _loss_with("- y * z", "+ y * z"),
            hint="Right for $y = 0$. For $y = 1$ your loss grows with the logit, and "
            "it should fall.",
        ),
        Wrong(
            "no-maximum",
            _loss_with("np.maximum(z, 0) - y * z", "-y * z"),
            hint="Right for negative logits. For positive ones, the large part that "
            "was taken out of the logarithm has to stand somewhere.",
        ),
        Wrong(
            "no-absolute",
            _loss_with("-np.abs(z)", "-z"),
            hint="Right for positive logits. For negative ones the exponent becomes "
            "positive.",
        ),
        Wrong(
            "right-overflows",
            lambda y, z: np.mean(np.log1p(np.exp(z)) - y * z),
            hint="That is right for small $z$, but $e^800$ is larger than any float. "
            "For positive $z$ the large part has to come out of the logarithm.",
        ),
        Wrong(
            "wrong-side-overflows",
            lambda y, z: np.mean(np.log1p(np.exp(-(2 * y - 1) * z))),
            hint="That is right for small $z$. But where the neuron is wrong and sure, "
            "this needs $e^800$, which is larger than any float. The large part has to "
            "come out of the logarithm.",
        ),
        Wrong(
            "both-logarithms",
            lambda y, z: np.mean(
                y * np.log1p(np.exp(np.negative(z))) + (1 - y) * np.log1p(np.exp(z))
            ),
            hint="You compute two logarithms for every bean. The one that does not "
            "count may be infinite, and 0 times infinity is no number.",
        ),
        Wrong(
            "left-overflows",
            lambda y, z: np.mean(z - y * z + np.log1p(np.exp(-np.asarray(z)))),
            hint="You took the large part out for every $z$. That helps positive $z$; "
            "for $z = -800$ it is $e^800$ again.",
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
            hint="Your `np.where` computes both of its branches for every $z$, so the "
            "one that overflows is computed too. With $|z|$ you need no branch.",
        ),
        Wrong(
            "plain-logarithm",
            _loss_with("np.log1p(", "np.log(1 + "),
            hint="Nothing overflows. But $1 + 4·10⁻¹⁸$ is 1 in floats, and its "
            "logarithm is 0: the small part is lost before the logarithm sees it.",
        ),
        Wrong(
            "small-part-first",
            _loss_with(
                "np.maximum(z, 0) - y * z + small", "np.maximum(z, 0) + small - y * z"
            ),
            hint="The formula is right, but $40 + 4·10⁻¹⁸$ is 40 in floats, and then "
            "the 40 is taken away. Let the large parts cancel first.",
        ),
    ],
    hints=[
        "Work from the logits: `sigmoid` is not needed.",
        "Inside the logarithm there is 1 plus $e$ to a power that is never positive: "
        "minus $|z|$.",
        "In floats the order of a sum matters. The smallest part comes last.",
    ],
    solution="The exponent is never positive, so nothing overflows. Where the neuron "
    "was right, the two large parts cancel exactly, and what is left is the small one.",
    why="Nothing overflows and no digit is lost, however sure the neuron is, because "
    "$p$ is never computed.",
)


def weight_after(epochs):
    """Return w after some epochs."""
    x = np.array([0.1, 0.3, 0.6, 0.9])
    y = np.array([0, 0, 1, 1])
    w, b = 0.0, 0.0
    for _ in range(epochs):
        delta = sigmoid(w * x + b) - y
        w -= 5 * np.mean(delta * x)
        b -= 5 * np.mean(delta)
    return round(float(w), 1)


EPOCHS = (100, 1000, 10_000)


def weights(rule):
    """Return the weights after 100, 1000 and 10000 epochs, as some rule has them."""
    return [round(rule(epochs), 1) for epochs in EPOCHS]


noiseless_beans = Predict(
    "logistic_regression.noiseless-beans",
    prompt="Four beans, two small safe ones and two large toxic ones, so that a limit "
    "on the size separates them. Gradient descent has all four right long before "
    "epoch 100. What does its weight do from there to epoch 1000, and to epoch 10000?",
    code="""
        x, y = np.array([0.1, 0.3, 0.6, 0.9]), np.array([0, 0, 1, 1])
        w, b, path = 0.0, 0.0, []
        for epoch in range(10_000):
            delta = sigmoid(w * x + b) - y
            w, b = w - 5 * np.mean(delta * x), b - 5 * np.mean(delta)
            path.append(round(float(w), 1))
        [path[99], path[999], path[9999]]
    """,
    answer=lambda: weights(weight_after),
    wrong=[
        Wrong(
            "rests-when-right",
            lambda: weights(lambda epochs: weight_after(100)),
            hint="A perceptron rests when all are right. But here every bean still has "
            "a $δ = p - y$. When would that be 0?",
        ),
        Wrong(
            "finds-the-best",
            lambda: weights(lambda epochs: weight_after(min(epochs, 400))),
            hint="That would be the lowest point of the loss. Double $w$ and $b$: "
            "every bean stays on its side. What happens to its surprisal?",
        ),
        Wrong(
            "even-steps",
            lambda: weights(lambda epochs: weight_after(100) * epochs / 100),
            hint="It does go on, but not at the same pace. A step is as large as the "
            "$δ$ of the beans, and what happens to these?",
        ),
        Wrong(
            "explodes",
            "It overflows, and becomes `nan`.",
            hint="By then, each step makes $p - y$ smaller, and so the next step, "
            "too. Nothing explodes.",
        ),
    ],
    hints=[
        "Is there a weight for which $p - y$ is 0 for all four beans?",
        "The loss can fall as long as some $p$ is not exactly 0 or 1. But how large "
        "are the steps by then?",
    ],
    solution="Every $p$ comes closer to its label, and no finite logit makes them "
    "equal. So the weight grows without end, more and more slowly. Wherever you stop, "
    "it says more about your patience than about beans.",
    why="No finite weight makes $p$ equal to its label, so there is always something "
    "left to gain, and less of it each time.",
)


def sack(p, beans, toxic, most, least):
    """Return what a neuron says of each bean, and a sack in numbers and in words."""
    share = toxic / beans
    return {
        **{"p": p, "beans": beans, "toxic": toxic, "safe": beans - toxic},
        **{"share": share, "most": most, "least": least},
        "best": -share * math.log(share) - (1 - share) * math.log(1 - share),
    }


same_for_all = Numeric(
    "logistic_regression.same-for-all",
    given=[
        sack(0.6, 50, 40, "Four fifths", "one fifth"),
        sack(0.9, 40, 12, "Three tenths", "seven tenths"),
        sack(0.2, 60, 24, "Two fifths", "three fifths"),
        sack(0.4, 80, 60, "Three quarters", "one quarter"),
        sack(0.3, 30, 3, "One tenth", "nine tenths"),
    ],
    prompt="A neuron with the weight 0 gives every bean a probability of {p} of being "
    "toxic. The sack holds {beans} beans, and {toxic} of them are toxic. What is the "
    "cross-entropy, to three decimals?",
    answer=lambda p, share: -share * math.log(p) - (1 - share) * math.log(1 - p),
    tolerance=0.002,
    units=("nats", "nat"),
    wrong=[
        Wrong(
            "toxic-only",
            lambda p: -math.log(p),
            hint=lambda p, safe: (
                f"That is the surprisal of a toxic bean. {safe} beans are safe, and "
                f"they cost {'more' if p > 0.5 else 'less'}."
            ),
        ),
        Wrong(
            "shares-swapped",
            lambda p, share: -(1 - share) * math.log(p) - share * math.log(1 - p),
            hint="You gave the safe beans the weight of the toxic ones. Which of the "
            "two surprisals occurs {toxic} times?",
        ),
        Wrong(
            "sum",
            lambda p, toxic, safe: -toxic * math.log(p) - safe * math.log(1 - p),
            hint="That is the sum over all beans. The cross-entropy is a mean.",
        ),
        Wrong(
            "log-of-the-mean",
            lambda p, share: -math.log(share * p + (1 - share) * (1 - p)),
            hint="You took the mean of the probabilities first and the logarithm "
            "afterwards. It is the surprisals that are averaged.",
        ),
        Wrong(
            "share-in-the-logarithm",
            lambda best: best,
            hint="That is the loss of a neuron that says {share}. This one says {p}.",
        ),
        Wrong(
            "parts-exchanged",
            lambda p, share: -p * math.log(share) - (1 - p) * math.log(1 - share),
            hint="What happened and what was said have changed places. The logarithm "
            "is taken of what the neuron said.",
        ),
        Wrong(
            "squared",
            lambda p, share: (share * (1 - p) ** 2 + (1 - share) * p**2) / 2,
            hint="That is the mean of $½(a - y)²$. Cross-entropy is made of "
            "logarithms.",
        ),
        Wrong(
            "sign",
            lambda p, share: share * math.log(p) + (1 - share) * math.log(1 - p),
            hint="A cross-entropy is never negative.",
        ),
        Wrong(
            "safe-only",
            lambda p: -math.log(1 - p),
            hint="That is the surprisal of a safe bean. {toxic} beans are toxic, and "
            "they cost something else.",
        ),
        Wrong(
            "not-weighted",
            lambda p: -(math.log(p) + math.log(1 - p)) / 2,
            hint="You took the mean of the two surprisals as if there were as many "
            "safe beans as toxic ones.",
        ),
        Wrong(
            "added",
            lambda p: -math.log(p) - math.log(1 - p),
            hint="You added the two surprisals. The loss is a mean over {beans} beans: "
            "how often does each of them occur?",
        ),
        Wrong(
            "base-10",
            lambda p, share: -share * math.log10(p) - (1 - share) * math.log10(1 - p),
            hint="You took the logarithm to base 10. This book uses the natural one, "
            "$ln$.",
        ),
    ],
    hints=[
        "There are only two different surprisals, one for the toxic beans and one for "
        "the safe ones.",
        "{most} of the beans have the first, and {least} the second.",
    ],
    solution="${share}·{-log(p):.4f} + {1 - share}·{-log(1 - p):.4f} = {answer:.3f}$. "
    "Had it said {share}, which is the share of toxic beans, the loss would have been "
    "{best:.3f}, and no other constant gives less. A neuron that uses the size has to "
    "do better than that.",
    why="The mean of the surprisals weights each by how often it occurs: "
    "{-log(p):.4f} in {toxic} of {beans} cases, {-log(1 - p):.4f} in {safe}.",
)


def mistaken(z):
    """Return the logit of a bean on the wrong side, with the bean in words."""
    y = int(z < 0)
    bean, other = ("toxic", "safe") if y else ("safe", "toxic")
    told = f"p = σ({z:g})" if y else f"1 - p = σ({-z:g})"
    told = f"{told} = {sigmoid(-abs(z)):.4f}"
    return {"z": z, "y": y, "bean": bean, "other": other, "a": sigmoid(z), "told": told}


derivative_when_wrong = Numeric(
    "logistic_regression.derivative-when-wrong",
    given=[mistaken(z) for z in (-2.0, 1.5, -0.5, 0.8, -1.2)],
    prompt="A {bean} bean, $y = {y}$, has the logit $z = {z}$. So ${told}$, "
    "and the neuron is wrong. What is the derivative $δ = ∂L/∂z$ of the cross-entropy, "
    "to three decimals?",
    answer=lambda a, y: a - y,
    tolerance=0.002,
    wrong=[
        Wrong(
            "sign",
            lambda a, y: y - a,
            hint=lambda y: (
                "With this sign the loss would rise with the logit. But a larger logit "
                "would be less wrong."
                if y
                else "With this sign the loss would fall as the logit grows. But a "
                "larger logit would be more wrong."
            ),
        ),
        Wrong(
            "squared-error",
            lambda a, y: (a - y) * a * (1 - a),
            hint="That is the derivative of the squared error $½(a - y)²$. With "
            "cross-entropy one of its factors cancels.",
        ),
        Wrong(
            "stopped-at-a",
            lambda a, y: -1 / a if y else 1 / (1 - a),
            hint=lambda y: (
                f"You stopped at $∂L/∂a = {'-1/a' if y else '1/(1 - a)'}$. One link is "
                "missing, from $z$ to $a$."
            ),
        ),
        Wrong(
            "no-target",
            lambda a, y: a - (1 - y),
            hint=lambda y, bean, other: (
                ("That is $p$, and it" if y else "That is $p - 1$. It")
                + f" would be the derivative for a {other} bean. This one is {bean}."
            ),
        ),
        Wrong(
            "score-as-answer",
            lambda z, y: z - y,
            hint="You subtracted $y$ from the logit. Subtract it from the output $p$.",
        ),
        Wrong(
            "sigmoid-slope",
            lambda a: a * (1 - a),
            hint="That is $σ′(z)$, the link from $z$ to $a$ alone. It cancels against "
            "part of the other link.",
        ),
        Wrong(
            "loss",
            lambda a, y: cross_entropy([float(y)], [a]),
            hint=lambda y: (
                f"That is the loss itself, ${'-ln p' if y else '-ln(1 - p)'}$. We are "
                "looking for its derivative."
            ),
        ),
        Wrong(
            "other-probability",
            lambda a, y: (1 - a) - y,
            hint="You took $1 - p$ for $p$, the probability of the label 1.",
        ),
    ],
    hints=[
        lambda y: (
            f"There are two links: $∂L/∂a = {'-1/a' if y else '1/(1 - a)'}$ when $y = "
            f"{y}$, and $∂a/∂z = a(1 - a)$."
        ),
        "Multiply them. What cancels?",
    ],
    solution=lambda a, y, answer: (
        f"$δ = p - y = {a:.4f} - {y} = {answer:.4f}$. It is "
        + ("negative, so the loss falls" if y else "positive, so the loss rises")
        + " as the logit grows. "
        + (
            f"And it is close to ${'-1' if y else '1'}$, the steepest slope that "
            "cross-entropy can have."
            if abs(answer) > 0.85
            else "The surer the neuron is of its wrong answer, the closer $δ$ comes to "
            f"${'-1' if y else '1'}$, the steepest slope that cross-entropy can have."
        )
    ),
    why="$δ = p - y$ is the difference between what the neuron said and what was true, "
    "and nothing else.",
)


def picture(here, missing, p, q, first=True):
    """Return a picture's two animals, with what each neuron says, in their order."""
    said = [f"{p} for {here}", f"{q} for {missing}"]
    return {
        "shown": f"{here} and no {missing.split()[1]}"
        if first
        else f"no {missing.split()[1]}, but {here}",
        "labels": "(1, 0)" if first else "(0, 1)",
        "said": " and ".join(said if first else said[::-1]),
        **{"here": here, "missing": missing, "p": p, "q": q},
        **{"a": here.split()[1], "b": missing.split()[1]},
    }


two_labels = Numeric(
    "logistic_regression.two-labels",
    given=[
        picture("a dog", "an elephant", 0.9, 0.4),
        picture("a horse", "a cat", 0.7, 0.1, first=False),
        picture("a cow", "a sheep", 0.3, 0.6),
        picture("an owl", "a fox", 0.9, 0.8, first=False),
        picture("a goat", "a goose", 0.6, 0.9),
    ],
    prompt="A picture shows {shown}, so its labels are ${labels}$. The two neurons "
    "give the probabilities {said}. What is the loss of this picture, the sum of the "
    "two cross-entropies, to two decimals?",
    answer=lambda p, q: -math.log(p) - math.log(1 - q),
    tolerance=0.006,
    units=("nats", "nat"),
    wrong=[
        Wrong(
            "both-present",
            lambda p, q: -math.log(p) - math.log(q),
            hint="You took the probability of {missing}, and there is none in the "
            "picture. What probability did the neuron give to that?",
        ),
        Wrong(
            "true-label-only",
            lambda p: -math.log(p),
            hint="You counted only the label that is 1. That would be right if "
            "exactly one label could be true. Here the other neuron answers a "
            "question of its own.",
        ),
        Wrong(
            "mean",
            lambda p, q: (-math.log(p) - math.log(1 - q)) / 2,
            hint="You took the mean over the two labels. Their losses add up. (A mean "
            "is taken over pictures, and here there is one.)",
        ),
        Wrong(
            "made-to-add-up",
            lambda p, q: -math.log(p / (p + q)),
            hint="You divided by ${p} + {q}$, so that the probabilities add up to 1. "
            "They need not: a picture can hold both animals, or neither.",
        ),
        Wrong(
            "product",
            lambda p, q: p * (1 - q),
            hint="That is the probability of both labels together, so you are nearly "
            "there. What turns it into a loss?",
        ),
        Wrong(
            "other-labels",
            lambda p, q: -math.log(1 - p) - math.log(q),
            hint="That is the loss if the picture showed {missing} and no {a}.",
        ),
        Wrong(
            "both-absent",
            lambda p, q: -math.log(1 - p) - math.log(1 - q),
            hint="You took the probability of no {a}, and there is one in the picture.",
        ),
        Wrong(
            "base-10",
            lambda p, q: -math.log10(p) - math.log10(1 - q),
            hint="You took the logarithm to base 10. This book uses the natural one, "
            "$ln$.",
        ),
    ],
    hints=[
        "Each neuron gave a probability to what is true of its own animal. What are "
        "these two numbers?",
        "The {b}'s neuron gave $1 - {q}$ to *no {b}*.",
    ],
    solution="The {a} costs $-ln {p} = {-log(p):.3f}$, and the missing {b} costs $-ln "
    "{1 - q} = {-log(1 - q):.3f}$. Together that is {answer:.2f}. It is also "
    "$-ln({p}·{1 - q})$, because the model treats the two labels as independent, given "
    "the picture.",
    why="Two labels are two questions, each with a surprisal of its own, and the "
    "surprisals add up.",
)
