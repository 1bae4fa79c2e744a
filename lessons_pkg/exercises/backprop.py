"""Chapter 5, backpropagation.

Its exercises, in the order in which the page shows them: error terms by hand, shapes
and programs of the backward pass, checks of a gradient, and a network that learns. Each
stands below the helpers that it uses. Mini-batches, other outputs and other starts are
left to the package's `MLP`.
"""

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import logit, sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import (
    Build,
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
from lessons_pkg.mlp import MLP

__all__ = [
    "xor_weights",
    "delta_output",
    "delta_formula",
    "hidden_delta",
    "shapes",
    "order_of_backward",
    "backward",
    "gradient_check",
    "zero_start",
    "depth",
    "two_conventions",
    "learn_xor",
]


OR, AND = "sigmoid(20*(x - 0.5))", "sigmoid(20*(x - 1.5))"


def answer_at(total):
    """Return the formula of the network's answer where x1 + x2 is `total`."""
    hidden = f"v1*{OR} + v2*{AND}".replace("(x -", f"({total} -")
    return f"sigmoid({hidden} + c)"


xor_weights = Build(
    "backprop.xor-weights",
    prompt="Two hidden units are set already: the first says OR, $a1 = σ(20(x1 + x2 - "
    "0.5))$, and the second says AND, $a2 = σ(20(x1 + x2 - 1.5))$. The answer is "
    "$σ(v1·a1 + v2·a2 + c)$. Choose $v1$, $v2$ and $c$ so that it is XOR. The picture "
    "shows the answer over $x1 + x2$.",
    controls={
        "v1": ("weight of OR", -20, 20, 1, 0),
        "v2": ("weight of AND", -20, 20, 1, 0),
        "c": ("bias", -20, 20, 1, 0),
    },
    goals=[
        ("(0, 0) gets less than 0.1", f"0.1 - {answer_at(0)}"),
        ("(0, 1) and (1, 0) get more than 0.9", f"{answer_at(1)} - 0.9"),
        ("(1, 1) gets less than 0.1", f"0.1 - {answer_at(2)}"),
    ],
    answer={"v1": 10, "v2": -20, "c": -5},
    plot={
        "curve": f"sigmoid(v1*{OR} + v2*{AND} + c)",
        "x": [-0.2, 2.2, "x1 + x2"],
        "y": [0, 1, "answer"],
        "points": [[0, 0, 0], [1, 1, 1], [2, 0, 0]],
    },
    wrong=[
        Wrong(
            "or",
            {"v1": 10, "v2": 0, "c": -5},
            hint="That is OR: right but for (1, 1). Which hidden unit knows that both "
            "are 1, and what should it do to the answer?",
        ),
        Wrong(
            "and",
            {"v1": 0, "v2": 10, "c": -5},
            hint="(0, 0) is right, and nothing else. The unit that says AND should "
            "forbid; the one that says OR should demand.",
        ),
        Wrong(
            "no-bias",
            {"v1": 10, "v2": -20, "c": 0},
            hint="Only (0, 0) is missing. Both units are silent there, so its score "
            "is $c$ alone. How far below 0 does it have to be?",
        ),
        Wrong(
            "too-soft",
            {"v1": 2, "v2": -4, "c": -1},
            hint="Only (1, 1) is right. Work out the scores of the others, $c$ and "
            "$v1 + c$: how far from 0 does a score have to be for an answer below "
            "0.1, or above 0.9?",
        ),
        Wrong(
            "never",
            {"v1": 5, "v2": 5, "c": -20},
            hint="The two zeros of XOR are right; only (0, 1) and (1, 0) are not. OR "
            "alone says 1 there, so their score is $v1 + c$. How large does it have "
            "to be?",
        ),
    ],
    hints=[
        "Go through the three cases: no unit says 1, OR alone does, both do. The "
        "score is $c$, then $v1 + c$, then $v1 + v2 + c$.",
        "You need $c$ below $-2.2$, $v1 + c$ above 2.2, and $v1 + v2 + c$ below "
        "$-2.2$ again.",
    ],
    solution="OR, but not AND: with $v1 = 10$, $v2 = -20$, $c = -5$ the scores are "
    "$-5$, 5 and $-15$. Many other settings do it too: what counts is that $c$ and "
    "$v1 + v2 + c$ lie below $-2.2$, and $v1 + c$ above 2.2.",
    why="The output listens to OR and is overruled by AND: one of the two inputs, but "
    "not both, is XOR.",
)


def output_error(a=0.8, y=0.0):
    """Return δ of a sigmoid neuron with squared error."""
    return (a - y) * a * (1 - a)


delta_output = Numeric(
    "backprop.delta-output",
    prompt="An output neuron, a sigmoid, answers $a = 0.8$. The target is $y = 0$, "
    "and the loss is $½(a - y)²$. What is its error term $δ = ∂L/∂z$?",
    answer=output_error,
    tolerance=0.001,
    wrong=[
        Wrong(
            "no-slope",
            lambda: 0.8,
            hint="That is $∂L/∂a = a - y$. From the answer back to the score there is "
            "one more link.",
        ),
        Wrong(
            "sign",
            lambda: -output_error(),
            hint="The size is right. If the score rises, does this loss rise or fall?",
        ),
        Wrong(
            "only-slope",
            lambda: 0.8 * 0.2,
            hint="That is $σ′(z)$, the link from the score to the answer. What comes "
            "before it?",
        ),
        Wrong(
            "slope-at-answer",
            lambda: 0.8 * sigmoid_derivative(0.8),
            hint="You took the sigmoid's slope at 0.8; but 0.8 is the answer, not the "
            "score.",
        ),
        Wrong(
            "divided",
            lambda: 0.8 / (0.8 * 0.2),
            hint="You divided by the slope. Rates along a path are multiplied.",
        ),
        Wrong(
            "twice",
            lambda: 2 * output_error(),
            hint="You forgot the $½$ in the loss: the derivative of $½u²$ is $u$.",
        ),
    ],
    hints=[
        "Two links: from the score to the answer, from the answer to the loss.",
        "$σ′(z) = a(1 - a)$, and here $a$ is known.",
    ],
    solution="$∂L/∂a = 0.8 - 0$ and $σ′(z) = 0.8·0.2 = 0.16$, so $δ = 0.8·0.16 = "
    "0.128$: a higher score would be worse.",
    why="Two links lead back from the loss to $z$: $a - y = 0.8$, then the sigmoid's "
    "slope $0.8·0.2 = 0.16$.",
)


delta_formula = Formula(
    "backprop.delta-formula",
    prompt="Write $δ = ∂L/∂z$ of a sigmoid output with the loss $½(a - y)²$, in $a$ "
    "and $y$.",
    variables={"a": (0, 1), "y": (0, 1)},
    answer="(a - y)*a*(1 - a)",
    reference=lambda a, y: (a - y) * sigmoid_derivative(logit(a)),
    functions=(),
    also={"σ(z)": "a"},
    wrong=[
        Wrong(
            "cross-entropy",
            "a - y",
            hint="That is $∂L/∂a$. It would be $δ$ if the slope of the sigmoid were 1.",
        ),
        Wrong(
            "sign",
            "(y - a)*a*(1 - a)",
            hint="With $y - a$ you have minus the slope: the way to go, not the slope.",
        ),
        Wrong(
            "divided",
            "(a - y)/(a*(1 - a))",
            hint="You divided by the slope of the sigmoid. Along a path one "
            "multiplies.",
        ),
        Wrong(
            "tanh",
            "(a - y)*(1 - a^2)",
            hint="$1 - a²$ is the slope of $tanh$. This neuron is a sigmoid.",
        ),
        Wrong(
            "slope-in-y",
            "(a - y)*y*(1 - y)",
            hint="You took the slope at the target: it is 0 for $y = 0$ and for $y = "
            "1$, so this neuron would never learn.",
        ),
        Wrong(
            "loss-not-slope",
            "(a - y)^2/2*a*(1 - a)",
            hint="Your first factor is the loss itself. Its slope in $a$ is needed.",
        ),
    ],
    hints=[
        "Two factors: the slope of the loss in $a$, and the slope of $σ$.",
        "$σ′$ is in $a$, too.",
    ],
    solution="$(a - y)a(1 - a)$. It is 0 for $a = y$, and also for $a = 1$ and $y = "
    "0$: the surest mistake teaches least.",
    why="One link for the loss, $a - y$, and one for the sigmoid, $a(1 - a)$; along a "
    "path they multiply.",
)


def hidden_error(delta=0.5, weight=-2.0, a=0.9):
    """Return δ of a hidden neuron that speaks to one output."""
    return delta * weight * a * (1 - a)


hidden_delta = Numeric(
    "backprop.hidden-delta",
    prompt="A hidden neuron, a sigmoid, answers 0.9. It speaks to the output through "
    "the weight $-2$, and the output's error term is $δ = 0.5$. What is the hidden "
    "neuron's own error term?",
    answer=hidden_error,
    tolerance=0.001,
    wrong=[
        Wrong(
            "no-slope",
            lambda: 0.5 * -2,
            hint="That is how the loss answers to the neuron's answer. From there to "
            "its score is one link more.",
        ),
        Wrong(
            "no-weight",
            lambda: hidden_error(weight=1.0),
            hint="The blame comes back through the arrow, and an arrow multiplies: by "
            "what?",
        ),
        Wrong(
            "sign",
            lambda: -hidden_error(),
            hint="The size is right. It speaks through a negative weight.",
        ),
        Wrong(
            "slope-at-answer",
            lambda: -sigmoid_derivative(0.9),
            hint="You took the slope at 0.9 as if that were a score. It is the answer.",
        ),
        Wrong(
            "answer-for-slope",
            lambda: 0.5 * -2 * 0.9,
            hint="The last factor should say how much the neuron could still change "
            "its mind, not what it said.",
        ),
        Wrong(
            "weights-slope",
            lambda: 0.5 * 0.9,
            hint="Error term times what came in: that is the slope of the weight "
            "between the two, $∂L/∂v$.",
        ),
    ],
    hints=[
        "Start from the output's $δ$ and walk back: arrow first, then the sigmoid.",
        "A sigmoid that answers $a$ has the slope $a(1 - a)$.",
    ],
    solution="$δ$ times the weight is $0.5·(-2) = -1$; the slope is $0.9·0.1 = 0.09$; "
    "so the error term is $-0.09$. The output should answer less, and it will if this "
    "neuron answers more.",
    why="The error signal comes back through the weight, $0.5·(-2) = -1$, and then "
    "through the sigmoid's slope, $0.9·0.1 = 0.09$.",
)


# Samples, inputs, hidden neurons, outputs: all different, so that no shape is right by
# accident.
n, m, h, k = 5, 3, 4, 2


def four(dW1, db1, dW2, db2):
    """Write four shapes in a line."""
    return f"`{dW1}`, `{db1}`, `{dW2}`, `{db2}`"


shapes = Choice(
    "backprop.shapes",
    prompt="A network has 3 inputs, 4 hidden neurons and 2 outputs, and it sees 5 "
    "samples at once. Which shapes have `dW1`, `db1`, `dW2` and `db2`?",
    answer=four((m, h), (h,), (h, k), (k,)),
    wrong=[
        Wrong(
            "transposed",
            four((h, m), (h,), (k, h), (k,)),
            hint="In this book `W1` has a row per input and a column per neuron, "
            "since `Z1 = X @ W1 + b1`. A slope has the shape of its weight.",
        ),
        Wrong(
            "error-terms",
            four((n, h), (h,), (n, k), (k,)),
            hint="`(5, 4)` and `(5, 2)` are the shapes of the error terms. A weight "
            "does not have a slope for each sample: the samples add up.",
        ),
        Wrong(
            "bias-per-sample",
            four((m, h), (n, h), (h, k), (n, k)),
            hint="Your biases have a slope for each sample. What does every sample's "
            "blame do on the way into one bias?",
        ),
        Wrong(
            "batch-kept",
            four((n, m, h), (n, h), (n, h, k), (n, k)),
            hint="That would be one table of slopes for each sample. The loss is the "
            "mean over the samples, so they have been added up.",
        ),
    ],
    hints=["How many weights lead into the hidden layer?", "Which shape has `b1`?"],
    solution="A slope has the shape of what it is the slope of: `W1` is `(3, 4)`, "
    "`b1` is `(4,)`, `W2` is `(4, 2)`, `b2` is `(2,)`. The 5 has been summed over.",
    why="A gradient has the same shape as its parameter; the 5 samples have been "
    "summed over.",
)


def one_step(X, Y, W1, W2, rate):
    """Return both weights after one step of gradient descent."""
    Z1 = X @ W1
    A1 = sigmoid(Z1)
    A2 = sigmoid(A1 @ W2)
    delta2 = (A2 - Y) / len(X)
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    W2 = W2 - rate * A1.T @ delta2
    W1 = W1 - rate * X.T @ delta1
    return W1, W2


def another_step(X, Y, W1, W2, rate):
    """Return the same, the first layer's step before the second's."""
    Z1 = X @ W1
    A1 = sigmoid(Z1)
    A2 = sigmoid(A1 @ W2)
    delta2 = (A2 - Y) / len(X)
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    W1 = W1 - rate * X.T @ delta1
    W2 = W2 - rate * A1.T @ delta2
    return W1, W2


DELTA1_LINE = "    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)\n"
W2_LINE = "    W2 = W2 - rate * A1.T @ delta2\n"
rng = np.random.default_rng(3)
CASE = tuple(rng.normal(size=size) for size in [(n, m), (n, k), (m, h), (h, k)])
order_of_backward = Order(
    "backprop.order-of-backward",
    prompt="One step of a network without biases, with cross-entropy at sigmoid "
    "outputs: forward, the error terms, then the steps. Not every line is needed.",
    answer=[one_step, another_step],
    cases=[(*CASE, 0.5)],
    wrong=[
        Wrong(
            "moved-first",
            edited(one_step, DELTA1_LINE + W2_LINE, W2_LINE + DELTA1_LINE),
            hint="You step with `W2` and then send the blame back through it. It has "
            "to go back through the weights that the answer came from.",
        ),
        Wrong(
            "slope-at-answer",
            edited(one_step, "sigmoid_derivative(Z1)", "sigmoid_derivative(A1)"),
            hint="`sigmoid_derivative` wants a score, and `A1` holds answers.",
        ),
        Wrong(
            "entry-by-entry",
            edited(one_step, "delta2 @ W2.T *", "delta2 * W2.T *"),
            hint="A hidden neuron adds up the blame of all outputs: that is the matrix "
            "product `@`. The star multiplies entry by entry.",
        ),
        Wrong(
            "not-turned",
            edited(one_step, "delta2 @ W2.T *", "delta2 @ W2 *"),
            hint="Blame walks the arrows backwards, from outputs to hidden neurons. "
            "Look at the shapes: (5, 2) times what gives (5, 4)?",
        ),
        Wrong(
            "slope-kept",
            edited(one_step, "(A2 - Y) / len(X)", "(A2 - Y) * A2 * (1 - A2) / len(X)"),
            hint="With cross-entropy the slope of the output's sigmoid has cancelled.",
        ),
    ],
    hints=[
        "`delta1` needs `delta2`, and the old `W2`.",
        "First both error terms, then both steps.",
    ],
    solution="Forward `Z1`, `A1`, `A2`; then `delta2`, `delta1`; then the steps, in "
    "either order. All slopes are known before the first weight moves.",
    why="Both error signals were computed before the first weight moved, so the blame "
    "went back through the weights that gave the answer.",
)


def backward_reference(X, Y, Z1, A1, A2, W2):
    """Return dW1, db1, dW2, db2 of the mean cross-entropy."""
    delta2 = (A2 - Y) / len(X)
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    return X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)


# Sizes differ in every direction, and there is more than one output, so that a
# forgotten transpose or sum cannot pass.
def case(n, m, h, k):
    """Return a forward pass of random numbers."""
    rng = np.random.default_rng(n)
    X, Y = rng.normal(size=(n, m)), rng.integers(0, 2, size=(n, k)).astype(float)
    W1, W2 = rng.normal(size=(m, h)), rng.normal(size=(h, k))
    Z1 = X @ W1 + rng.normal(size=h)
    A1 = sigmoid(Z1)
    return X, Y, Z1, A1, sigmoid(A1 @ W2 + rng.normal(size=k)), W2


def far_case():
    """Return a forward pass with large inputs and weights, and a neuron that is off."""
    X, Y, Z1, _, _, W2 = case(7, 2, 4, 2)
    Z1[:, 1] -= 45
    A1, W2 = sigmoid(Z1), W2 * 800
    return X * 800, Y, Z1, A1, sigmoid(A1 @ W2), W2


def _backward_with(old, new):
    return edited(backward_reference, old, new)


SLOPE = "sigmoid_derivative(Z1)"
backward = Code(
    "backprop.backward",
    prompt="Write `backward`, the gradient of a network with one hidden layer and "
    "sigmoid outputs. A sample's loss is the cross-entropy, **added up over its "
    "outputs**, and $L$ is the **mean** over the samples. The forward pass `Z1 = X @ "
    "W1 + b1`, `A1 = sigmoid(Z1)`, `A2 = sigmoid(A1 @ W2 + b2)` has been done, with a "
    "row for each sample. Return `dW1`, `db1`, `dW2`, `db2`. Your numbers are "
    "compared to 12 digits.",
    starter='''
        def backward(X, Y, Z1, A1, A2, W2):
            """Return dW1, db1, dW2, db2 of the mean cross-entropy."""
            ...
    ''',
    reference=backward_reference,
    cases=[case(5, 2, 3, 1), case(4, 3, 5, 2), case(6, 1, 2, 3), far_case()],
    digits=12,
    atol=0,
    returns="dW1, db1, dW2, db2",
    wrong=[
        Wrong(
            "slope-at-answer",
            _backward_with(SLOPE, "sigmoid_derivative(A1)"),
            hint="Your `dW2` and `db2` are right. `sigmoid_derivative` wants the "
            "pre-activation, and you gave it the activation `A1`.",
        ),
        Wrong(
            "score-as-answer",
            _backward_with(SLOPE, "Z1 * (1 - Z1)"),
            hint="Your `dW2` and `db2` are right. But the $a$ in $a(1 - a)$ is an "
            "activation, and `Z1` holds pre-activations.",
        ),
        Wrong(
            "no-slope",
            _backward_with(f" * {SLOPE}", ""),
            hint="Your dW2 and db2 are right. On its way back through the hidden "
            "neurons the error signal passes their sigmoids.",
        ),
        Wrong(
            "moved-first",
            _backward_with("delta2 @ W2.T", "delta2 @ (W2 - A1.T @ delta2).T"),
            hint="You sent the error signal back through a `W2` that had moved "
            "already.",
        ),
        Wrong(
            "mean-over-outputs",
            _backward_with(" / len(X)", " / Y.size"),
            hint="Right for one output. For several you take the mean over the outputs "
            "too, and the task adds them up.",
        ),
        Wrong(
            "score-in-dW2",
            _backward_with("A1.T @ delta2", "Z1.T @ delta2"),
            hint="Three of four are right. What enters `W2`: the hidden "
            "pre-activations, or the hidden activations?",
        ),
        Wrong(
            "no-W2",
            lambda X, Y, Z1, A1, A2, W2: backward_reference(
                X, Y, Z1, A1, A2, np.ones_like(W2)
            ),
            hint="The error signal goes back along the weights, and each multiplies "
            "it. Where is `W2`?",
        ),
        Wrong(
            "slope-kept",
            _backward_with("(A2 - Y) / len(X)", "(A2 - Y) * A2 * (1 - A2) / len(X)"),
            hint="You kept the derivative of the output's sigmoid. With cross-entropy "
            "it cancels; this is the gradient of the squared error.",
        ),
        Wrong(
            "sum",
            _backward_with(" / len(X)", ""),
            hint="All derivatives are $n$ times too large. The loss is a mean over the "
            "samples.",
        ),
        Wrong(
            "sign",
            _backward_with("(A2 - Y)", "(Y - A2)"),
            hint="Every sign is wrong. These are the steps downhill; the gradient "
            "points uphill.",
        ),
        Wrong(
            "bias-per-sample",
            _backward_with(
                "X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)",
                "X.T @ delta1, delta1, A1.T @ delta2, delta2",
            ),
            hint="Your db1 and db2 have a row for each sample. One bias serves them "
            "all, and gets a share from each.",
        ),
        Wrong(
            "bias-over-neurons",
            _backward_with(
                "X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)",
                "X.T @ delta1, delta1.sum(), A1.T @ delta2, delta2.sum()",
            ),
            hint="Without `axis=0` the sum runs over the neurons too, and each neuron "
            "has its own bias.",
        ),
        Wrong(
            "bias-mean",
            _backward_with(
                "X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)",
                "X.T @ delta1, delta1.mean(axis=0), A1.T @ delta2, delta2.mean(axis=0)",
            ),
            hint="You divide `db1` and `db2` by $n$ twice: `delta2` already holds "
            "the mean.",
        ),
    ],
    hints=[
        "First `delta2`, from `A2` and `Y`; the $1/n$ of the mean goes in here.",
        "Then `delta1`: back through `W2`, then times the derivative of the sigmoid.",
        "A weight's derivative is what came in times the error signal; over all "
        "samples that is a matrix product. A bias's is a sum over the rows.",
    ],
    solution="These are the four equations, one after the other.",
    why="Your four gradients are the four equations of backpropagation, for all "
    "samples at once.",
)


def loss(w):
    """Return the loss that `worst` knows: the sum of the squares."""
    return (w**2).sum()


def worst(w, slopes):
    """Return the largest error of `slopes`, badly."""
    h = 1e-6
    nudged = np.zeros(len(w))
    for i in range(len(w)):
        bump = np.zeros(len(w))
        bump[i] = h
        rise = loss(w + bump) - loss(w - bump)
        nudged[i] = rise / (2 * h)
    errors = slopes - nudged
    return errors.max().round(3)


gradient_check = FindBug(
    "backprop.gradient-check",
    prompt="`worst` should return by how much the worst of the given slopes misses "
    "the nudged one. The loss is the sum of the squares of $w$, so its true slopes "
    "are $2w$: at $w = (1, 2)$ that is $(2, 4)$. Somebody forgot the 2, and the check "
    "said: no error. Which line lets it pass, and why?",
    buggy=worst,
    fixed=edited(
        worst,
        "slopes - nudged",
        "np.abs(slopes - nudged)",
        "A slope that is too small gives a negative error, and a maximum overlooks it.",
    ),
    cases=[
        (np.array([1.0, 2.0, 0.0]), np.array([1.0, 2.0, 0.0])),
        (np.array([0.0, -1.0, 2.0]), np.array([0.0, -1.0, 1.0])),
    ],
    wrong=[
        Wrong(
            "step",
            edited(worst, "h = 1e-6", "h = 1e-2", "The nudge is too small to be seen."),
            hint="$10⁻⁶$ is close to the best step of a central difference. The "
            "nudged slopes come out as 2 and 4.",
        ),
        Wrong(
            "run",
            edited(
                worst, "rise / (2 * h)", "rise / h", "The rise is divided by too much."
            ),
            hint="From `w - bump` to `w + bump` the run is $2h$. The nudged slopes "
            "are right.",
        ),
        Wrong(
            "maximum",
            edited(
                worst, "errors.max()", "errors.mean()", "The mean error is asked for."
            ),
            hint="A mean would hide one wrong slope among a thousand right ones. The "
            "worst is asked for.",
        ),
    ],
    hints=[
        "Put in $w = (1, 2, 0)$ and the slopes $(1, 2, 0)$. What is in `nudged`?",
        "And what is in `errors`? Which of its entries is the largest?",
    ],
    solution="The errors are $-1$, $-2$ and 0, and the largest of these is 0. A check "
    "that cannot fail is worse than none: try it on slopes that you know to be wrong.",
    why="An error counts in both directions, so its absolute value has to be taken "
    "before the maximum.",
)


def from_zeros(gate):
    """Return how many rows are right in the end, and whether all columns are equal."""
    X, y = data.gates(gate)
    model = MLP(hidden=(3,), learning_rate=2.0, epochs=1000, batch_size=None)
    W1 = model.set_params(init="zeros").fit(X, y).coefs_[0]
    equal = np.allclose(W1, W1[:, :1])
    return int((model.predict(X) == y).sum()), equal


zero_start = Predict(
    "backprop.zero-start",
    prompt="A network with three hidden neurons starts with all weights and biases at "
    "0 and learns AND, then XOR. How many of the four rows are right in the end, and "
    "are the three columns of `W1` equal to each other?",
    code="""
        model = MLP(hidden=(3,), init="zeros",
                    learning_rate=2.0, epochs=1000,
                    batch_size=None)
        for gate in ("and", "xor"):
            X, y = data.gates(gate)
            W1 = model.fit(X, y).coefs_[0]
            right = sum(model.predict(X) == y)
            equal = np.allclose(W1, W1[:, :1])
            print((right, equal))
    """,
    answer=lambda: "\n".join(f"`{from_zeros(gate)}`" for gate in ("and", "xor")),
    wrong=[
        Wrong(
            "both-stuck",
            "`(3, True)`\n`(2, True)`",
            hint="Only the first layer's gradient is 0 at the start, because `W2` is "
            "0. For AND the output says ½ where three of four labels are 0, so its "
            "bias and its weights move at once.",
        ),
        Wrong(
            "both-learn",
            "`(4, False)`\n`(4, False)`",
            hint="What could make one hidden neuron move differently from its "
            "neighbour, if all their weights are the same?",
        ),
        Wrong(
            "differ-and-learn",
            "`(4, False)`\n`(2, True)`",
            hint="AND is learned, yes. But compare the slopes of two hidden neurons: "
            "which factor could differ?",
        ),
        Wrong(
            "equal-and-learn",
            "`(4, True)`\n`(4, True)`",
            hint="Three equal neurons are worth one. Can one hidden neuron do XOR?",
        ),
    ],
    hints=[
        "Two hidden neurons with equal weights give equal answers. What do they get "
        "back?",
        "Which of the two gates can one neuron do?",
    ],
    solution="Equal neurons get equal slopes and stay equal, so the three are worth "
    "one. One neuron is enough for AND. For XOR it is not, and the slopes even cancel "
    "out: nothing moves at all.",
    why="Equal neurons get equal gradients and stay equal; one neuron's worth is "
    "enough for AND, and for XOR it is not.",
)


depth = Numeric(
    "backprop.depth",
    prompt="A chain of many neurons, one per layer, all of whose scores are 0. Every "
    "weight is $w$. From layer to layer the error term is multiplied by some factor. "
    "How large must $w$ be so that the error term neither shrinks nor grows?",
    answer=lambda: 4.0,
    tolerance=0.01,
    wrong=[
        Wrong(
            "quarter",
            lambda: 0.25,
            hint="$¼$ is the slope of the sigmoid at 0. The factor is slope times "
            "weight, and it should be 1.",
        ),
        Wrong(
            "one",
            lambda: 1.0,
            hint="With weights of 1 the arrow changes nothing, but the sigmoid does.",
        ),
        Wrong(
            "squared",
            lambda: 16.0,
            hint="You made up for two sigmoids. How many does the blame pass from one "
            "layer to the next?",
        ),
        Wrong(
            "whole-path",
            lambda: 4.0**5,
            hint="That makes up for five layers at once. Every layer has its own "
            "weight.",
        ),
    ],
    hints=[
        "One layer back: times the weight, times $σ′$.",
        "$σ′(0) = ¼$. What times $¼$ is 1?",
    ],
    solution="$w·σ′(0) = w/4 = 1$, so $w = 4$. But then a neuron that answers 1 "
    "instead of $½$ raises the next score by 2, where $σ′$ is 0.105 already: weights "
    "that large saturate what comes after them.",
    why="At a score of 0 the sigmoid passes on a quarter, and a weight of 4 makes up "
    "for exactly that.",
)


def slope(a):
    """Return the slope of the sigmoid where its answer is a."""
    return a * (1 - a)


# Shown as `backward`, which here is an exercise.
def backward_at_answers(X, Y, W1, W2):
    """Return dW1 and dW2 of half the squared error, badly."""
    A1 = sigmoid(X @ W1)
    A2 = sigmoid(A1 @ W2)
    delta2 = (A2 - Y) * slope(A2)
    delta1 = (delta2 @ W2.T) * sigmoid_derivative(A1)
    dW2 = A1.T @ delta2
    dW1 = X.T @ delta1
    return dW1.round(4), dW2.round(4)


two_conventions = FindBug(
    "backprop.two-conventions",
    prompt="Two people wrote this backward pass, for the sum of $½(a - y)²$. One "
    "brought `slope(a)`, which is $a·(1 - a)$; the other took `sigmoid_derivative(z)` "
    "of this book. `dW2` is right, `dW1` is not. Which line is wrong, and why?",
    buggy=backward_at_answers,
    name="backward",
    fixed=edited(
        backward_at_answers,
        "sigmoid_derivative(A1)",
        "slope(A1)",
        "A function of the score is given an answer.",
    ),
    cases=[
        (
            np.array([[1.0, 2.0]]),
            np.array([[1.0]]),
            np.array([[2.0], [1.0]]),
            np.array([[3.0]]),
        ),
        (
            np.array([[1.0, 2.0], [0.5, -1.0]]),
            np.array([[1.0], [0.0]]),
            np.array([[2.0, 1.0], [-1.0, 0.5]]),
            np.array([[3.0], [-2.0]]),
        ),
    ],
    wrong=[
        Wrong(
            "output-slope",
            edited(
                backward_at_answers,
                "(A2 - Y) * slope(A2)",
                "A2 - Y",
                "The slope of the output should have cancelled.",
            ),
            hint="It cancels with cross-entropy. This loss is squared error, and `dW2` "
            "is right.",
        ),
        Wrong(
            "answers-in",
            edited(
                backward_at_answers,
                "X.T @ delta1",
                "A1.T @ delta1",
                "The slope of `W1` should use what the hidden neurons answer.",
            ),
            hint="What comes in along the first layer's weights is `X`.",
        ),
        Wrong(
            "score-missing",
            edited(
                backward_at_answers,
                "A1 = sigmoid(X @ W1)",
                "A1 = X @ W1",
                "The hidden layer should pass on its scores.",
            ),
            hint="A hidden neuron passes on its answer; the forward pass is right.",
        ),
    ],
    hints=[
        "Say for each slope whether it takes a score or an answer.",
        "The output and the hidden layer should be treated alike.",
    ],
    solution="`sigmoid_derivative` applies the sigmoid itself. `slope(A1)` or "
    "`sigmoid_derivative(X @ W1)` would do; the mixture gives slopes near $¼$ even "
    "for a saturated neuron.",
    why="`A1` holds activations, and `slope` is the one of the two functions that "
    "takes them.",
)


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
    """Return a table with weights so large that every neuron says 1."""
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
    prompt="Write `learn`: so many epochs of gradient descent, over all samples at "
    "once, for a network with one hidden layer of sigmoids and sigmoid outputs. The "
    "loss is the cross-entropy, added up over the outputs and averaged over the "
    "samples. `X` and `Y` may be any table, not XOR alone. Return `W1`, `b1`, `W2`, "
    "`b2`, and leave the arrays that were handed in as they are.",
    starter='''
        def learn(X, Y, W1, b1, W2, b2, rate, epochs):
            """Return W1, b1, W2, b2 after so many steps against the slope."""
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
            hint="Your loss rises with every step: a sign is wrong. The gradient "
            "points uphill, and a step goes against it.",
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
            hint="The weights move, the biases stand still.",
        ),
        Wrong(
            "moved-first",
            _learn_with(
                BACK + STEP_W1 + STEP_b1 + STEP_W2, STEP_W2 + BACK + STEP_W1 + STEP_b1
            ),
            hint="W2 moves before the error signal goes back through it. First the "
            "whole gradient, then all steps.",
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
            hint="This goes down the squared error. With cross-entropy the derivative "
            "of the output's sigmoid has cancelled.",
        ),
        Wrong(
            "sum",
            _learn_with(" / len(X)", ""),
            hint="Your steps are n times too long: the loss is a mean over the n "
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
            hint="The numbers are right, but the arrays that were handed in have "
            "changed: `-=` steps into them. Write `W1 = W1 - …`.",
        ),
    ],
    hints=[
        "In each epoch: forward, error signals, gradient, steps.",
        "You have written the backward pass already. Around it goes a loop, and after "
        "it the four steps.",
    ],
    solution="With four hidden neurons, rate 2 and 2000 epochs this learns XOR from "
    "nearly every random start. Try it.",
    why="In each epoch all gradients come from the same weights, and only then does "
    "every weight take its step.",
)
