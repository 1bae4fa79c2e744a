"""Chapter 5, backpropagation.

Its exercises, in the order in which the page shows them: XOR by hand, error signals,
shapes and programs of the backward pass, a step of gradient descent, and why a network
must not start from equal weights; then a mixed review. Each stands below the helpers
that it uses. Training in full is left to chapter 5a.
"""

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import logit, sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import (
    Build,
    Choice,
    Code,
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
    "hidden_signal",
    "shapes",
    "backward",
    "delta_formula",
    "order_of_backward",
    "zero_start",
    "depth",
    "one_weight",
    "doubled_data",
]


OR, AND = "sigmoid(20*(x - 0.5))", "sigmoid(20*(x - 1.5))"


def output_at(total):
    """Return the formula of the network's output where x1 + x2 is `total`."""
    hidden = f"v1*{OR} + v2*{AND}".replace("(x -", f"({total} -")
    return f"sigmoid({hidden} + c)"


xor_weights = Build(
    "backprop.xor-weights",
    prompt="Two hidden neurons are given. The first says OR, $a1 = σ(20(x1 + x2 - "
    "0.5))$, and the second says AND, $a2 = σ(20(x1 + x2 - 1.5))$. The output is "
    "$σ(v1·a1 + v2·a2 + c)$. Choose $v1$, $v2$ and $c$ so that this is XOR of the two "
    "inputs. The picture shows the output over $x1 + x2$.",
    controls={
        "v1": ("weight of OR", -20, 20, 1, 0),
        "v2": ("weight of AND", -20, 20, 1, 0),
        "c": ("bias", -20, 20, 1, 0),
    },
    goals=[
        ("(0, 0) gets less than 0.1", f"0.1 - {output_at(0)}"),
        ("(0, 1) and (1, 0) get more than 0.9", f"{output_at(1)} - 0.9"),
        ("(1, 1) gets less than 0.1", f"0.1 - {output_at(2)}"),
    ],
    answer={"v1": 10, "v2": -20, "c": -5},
    plot={
        "curve": f"sigmoid(v1*{OR} + v2*{AND} + c)",
        "x": [-0.2, 2.2, "x1 + x2"],
        "y": [0, 1, "output"],
        "points": [[0, 0, 0], [1, 1, 1], [2, 0, 0]],
    },
    wrong=[
        Wrong(
            "or",
            {"v1": 10, "v2": 0, "c": -5},
            hint="All corners are right except (1, 1). Which hidden neuron can tell "
            "this corner from the others, and should it raise or lower the output?",
        ),
        Wrong(
            "and",
            {"v1": 0, "v2": 10, "c": -5},
            hint="Only (0, 0) is right. The neuron that says OR should raise the "
            "output, and the one that says AND should lower it again.",
        ),
        Wrong(
            "no-bias",
            {"v1": 10, "v2": -20, "c": 0},
            hint="Only (0, 0) is missing. Both hidden neurons give 0 there, so the "
            "weighted sum of the output neuron is $c$ alone. How far below 0 does it "
            "have to be?",
        ),
        Wrong(
            "too-soft",
            {"v1": 2, "v2": -4, "c": -1},
            hint="Only (1, 1) is right. Work out the output neuron's weighted sums for "
            "the others, $c$ and $v1 + c$. How far from 0 do they have to be for an "
            "output below 0.1, or above 0.9?",
        ),
        Wrong(
            "never",
            {"v1": 5, "v2": 5, "c": -20},
            hint="The two zeros of XOR are right, and (0, 1) and (1, 0) are not. Only "
            "the OR neuron gives 1 there, so the output neuron's weighted sum is $v1 + "
            "c$. How large does it have to be?",
        ),
    ],
    hints=[
        "There are three cases: neither hidden neuron gives 1, only OR does, or both "
        "do. The output neuron's weighted sum is $c$, then $v1 + c$, then $v1 + v2 + "
        "c$.",
        "You need $c$ below $-2.2$, $v1 + c$ above 2.2, and $v1 + v2 + c$ below "
        "$-2.2$ again.",
    ],
    solution="OR, but not AND: with $v1 = 10$, $v2 = -20$, $c = -5$ the three "
    "weighted sums are $-5$, 5 and $-15$. Many other settings work as well, as long "
    "as $c$ and $v1 + v2 + c$ lie below $-2.2$, and $v1 + c$ above 2.2.",
    why="The OR neuron raises the output, and the AND neuron lowers it again when both "
    "inputs are 1.",
)


hidden_signal = Numeric(
    "backprop.hidden-signal",
    prompt="A hidden neuron has the activation $a = 0.8$. It is connected to two "
    "output neurons: to the first by the weight $-3$, to the second by the weight "
    "$-1$. Their error signals are 0.4 and $-0.5$. What is the error signal of the "
    "hidden neuron, to three decimals?",
    answer=lambda: (0.4 * -3 + -0.5 * -1) * 0.8 * (1 - 0.8),
    tolerance=0.001,
    wrong=[
        Wrong(
            "one-path",
            lambda: 0.4 * -3 * 0.8 * (1 - 0.8),
            hint="You probably followed the first output only. The second one "
            "contributes too.",
        ),
        Wrong(
            "no-derivative",
            lambda: 0.4 * -3 + -0.5 * -1,
            hint="You probably added the two contributions and stopped. That is "
            "$∂L/∂a$, and there is one more link, from the activation back to the "
            "pre-activation.",
        ),
        Wrong(
            "derivative-at-activation",
            lambda: (0.4 * -3 + -0.5 * -1) * sigmoid_derivative(0.8),
            hint="You probably put 0.8 into $σ′$ as if it were the pre-activation. It "
            "is the activation.",
        ),
        Wrong(
            "activation-for-derivative",
            lambda: (0.4 * -3 + -0.5 * -1) * 0.8,
            hint="The last factor should be the derivative of the sigmoid. You "
            "multiplied by the activation itself.",
        ),
        Wrong(
            "sign",
            lambda: (1.2 + 0.5) * 0.8 * (1 - 0.8),
            hint="The two contributions have different signs. Multiply each error "
            "signal by its weight, minus signs included.",
        ),
    ],
    hints=[
        "Go back along each of the two paths, from the output to this neuron's "
        "activation, and add what they contribute.",
        "The sum still has to be multiplied by $σ′$, which you can compute from the "
        "activation alone.",
    ],
    solution="The first output contributes $0.4·(-3) = -1.2$, the second $-0.5·(-1) = "
    "0.5$, and together that is $-0.7$. The derivative of the sigmoid is $a(1 - a) = "
    "0.8·0.2 = 0.16$. So the error signal is $-0.7·0.16 = -0.112$. The two "
    "contributions have opposite signs, and the first is the larger one: the loss "
    "falls if this neuron's pre-activation rises.",
    why="The contributions of both outputs add up, and $σ′$ multiplies their sum "
    "because it lies on both paths.",
)


# Samples, inputs, hidden neurons, outputs: all different, so that no shape is right by
# accident.
n, m, h, k = 5, 3, 4, 2


def four(dW1, db1, dW2, db2):
    """Write four shapes in a line."""
    return f"`{dW1}`, `{db1}`, `{dW2}`, `{db2}`"


shapes = Choice(
    "backprop.shapes",
    prompt="A network has 3 inputs, 4 hidden neurons and 2 outputs, and it is given 5 "
    "samples at once. What shapes do the gradients `dW1`, `db1`, `dW2` and `db2` "
    "have?",
    answer=four((m, h), (h,), (h, k), (k,)),
    wrong=[
        Wrong(
            "transposed",
            four((h, m), (h,), (k, h), (k,)),
            hint="In this book `W1` has a row per input and a column per neuron, "
            "since `Z1 = X @ W1 + b1`. A gradient has the shape of its parameter.",
        ),
        Wrong(
            "error-terms",
            four((n, h), (h,), (n, k), (k,)),
            hint="`(5, 4)` and `(5, 2)` are the shapes of the error signals. A weight "
            "does not have a derivative for each sample: the samples add up.",
        ),
        Wrong(
            "bias-per-sample",
            four((m, h), (n, h), (h, k), (n, k)),
            hint="Your biases have a derivative for each sample. What happens to the "
            "contributions of the samples to one bias?",
        ),
        Wrong(
            "batch-kept",
            four((n, m, h), (n, h), (n, h, k), (n, k)),
            hint="That would be one gradient for each sample. The loss is the mean "
            "over the samples, so they have been added up.",
        ),
    ],
    hints=[
        "How many weights lead into the hidden layer?",
        "What is the shape of `b1`?",
    ],
    solution="`W1` is `(3, 4)`, `b1` is `(4,)`, `W2` is `(4, 2)`, `b2` is `(2,)`, and "
    "each gradient has the shape of its parameter. The 5 has been summed over.",
    why="A gradient has the same shape as its parameter; the 5 samples have been "
    "summed over.",
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
    prompt="Write `backward`, which returns the gradient for a network with one hidden "
    "layer and sigmoid outputs. A sample's loss is the cross-entropy, **added up over "
    "its outputs**, and $L$ is the **mean** over the samples. The forward pass `Z1 = X "
    "@ W1 + b1`, `A1 = sigmoid(Z1)`, `A2 = sigmoid(A1 @ W2 + b2)` has been done, with "
    "a row for each sample. Return `dW1`, `db1`, `dW2`, `db2`. Your numbers are "
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
        "The derivative for a weight is its input times the error signal; over all "
        "samples that is a matrix product. For a bias it is a sum over the rows.",
    ],
    solution="These are the four equations, one after the other.",
    why="Your four gradients are the four equations of backpropagation, for all "
    "samples at once.",
)


delta_formula = Formula(
    "backprop.delta-formula",
    prompt="The output of a network is a sigmoid, $a = σ(z)$, and the loss is squared "
    "error, $½(a - y)²$. Write its error signal $δ = ∂L/∂z$ in terms of $a$ and $y$.",
    variables={"a": (0, 1), "y": (0, 1)},
    answer="(a - y)*a*(1 - a)",
    reference=lambda a, y: (a - y) * sigmoid_derivative(logit(a)),
    functions=(),
    also={"σ(z)": "a"},
    wrong=[
        Wrong(
            "cross-entropy",
            "a - y",
            hint="That is $∂L/∂a$. There is one more link, from the output back to "
            "its pre-activation.",
        ),
        Wrong(
            "sign",
            "(y - a)*a*(1 - a)",
            hint="With $y - a$ the sign is turned round: that is the direction of the "
            "step, and the derivative points the other way.",
        ),
        Wrong(
            "divided",
            "(a - y)/(a*(1 - a))",
            hint="You divided by the derivative of the sigmoid. Along a path, "
            "derivatives are multiplied.",
        ),
        Wrong(
            "tanh",
            "(a - y)*(1 - a^2)",
            hint="$1 - a²$ is the derivative of $tanh$. This output is a sigmoid.",
        ),
        Wrong(
            "slope-in-y",
            "(a - y)*y*(1 - y)",
            hint="You took the derivative of the sigmoid at the target. It is 0 for "
            "$y = 0$ and for $y = 1$, so this neuron would never learn.",
        ),
        Wrong(
            "loss-not-slope",
            "(a - y)^2/2*a*(1 - a)",
            hint="Your first factor is the loss itself. Its derivative with respect to "
            "$a$ is needed.",
        ),
    ],
    hints=[
        "Two factors: the derivative of the loss with respect to $a$, and $σ′(z)$.",
        "You can write $σ′(z)$ in terms of $a$, too.",
    ],
    solution="$(a - y)a(1 - a)$. It is 0 for $a = y$. But for $y = 0$ it is also 0 at "
    "$a = 1$, where the output is as wrong as it can be.",
    why="The loss contributes $a - y$, the sigmoid $a(1 - a)$, and along a path "
    "derivatives multiply.",
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


W1_LINE = "    W1 = W1 - rate * X.T @ delta1\n"
W2_LINE = "    W2 = W2 - rate * A1.T @ delta2\n"
another_step = edited(one_step, W2_LINE + W1_LINE, W1_LINE + W2_LINE)
DELTA1_LINE = "    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)\n"
rng = np.random.default_rng(3)
CASE = tuple(rng.normal(size=size) for size in [(n, m), (n, k), (m, h), (h, k)])
order_of_backward = Order(
    "backprop.order-of-backward",
    prompt="One step of gradient descent for a network without biases, with "
    "cross-entropy at sigmoid outputs: the forward pass, the error signals, then both "
    "updates. Not every line is needed.",
    answer=[one_step, another_step],
    cases=[(*CASE, 0.5)],
    wrong=[
        Wrong(
            "moved-first",
            edited(one_step, DELTA1_LINE + W2_LINE, W2_LINE + DELTA1_LINE),
            hint="You update `W2` and then send the error signal back through it. It "
            "has to go back through the weights of the forward pass.",
        ),
        Wrong(
            "slope-at-answer",
            edited(one_step, "sigmoid_derivative(Z1)", "sigmoid_derivative(A1)"),
            hint="`sigmoid_derivative` takes pre-activations, and `A1` holds "
            "activations.",
        ),
        Wrong(
            "entry-by-entry",
            edited(one_step, "delta2 @ W2.T *", "delta2 * W2.T *"),
            hint="A hidden neuron adds up what comes back from all outputs, and that "
            "takes the matrix product `@`. The star multiplies entry by entry.",
        ),
    ],
    hints=[
        "`delta1` needs `delta2`, and the old `W2`.",
        "First both error signals, then both updates.",
    ],
    solution="The forward pass gives `Z1`, `A1`, `A2`; then come `delta2` and "
    "`delta1`; then the two updates, in either order. Everything is computed before "
    "the first weight changes.",
    why="Both error signals were computed before the first weight changed, so they "
    "went back through the weights of the forward pass.",
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
    "0. It learns AND, and in a second run XOR. For each: how many of the four rows "
    "are right in the end, and are the three columns of `W1` equal to each other?",
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
            hint="At the start the gradient of the first layer is 0, because `W2` is "
            "0. That of `W2` is not: for AND the output says ½, while three of the "
            "four targets are 0. So `W2` moves in the first step, and after that "
            "`W1` can move, too.",
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
            hint="You are right that AND is learned. But compare the gradients of two "
            "hidden neurons: is there a factor in which they could differ?",
        ),
        Wrong(
            "equal-and-learn",
            "`(4, True)`\n`(4, True)`",
            hint="You are right that the three stay equal. But then they are worth "
            "one. Can a network with a single hidden neuron do XOR?",
        ),
    ],
    hints=[
        "Two hidden neurons with equal weights have equal activations. Which error "
        "signals do they get?",
        "Which of the two gates can be done with a single hidden neuron?",
    ],
    solution="Equal neurons get equal gradients and stay equal, so the three are worth "
    "one. For AND one is enough. For XOR it is not; there the contributions of the "
    "four samples even cancel in every gradient, and nothing moves at all.",
    why="Equal neurons get equal gradients and stay equal. A single hidden neuron is "
    "enough for AND, but not for XOR.",
)


depth = Numeric(
    "backprop.depth",
    prompt="In a deep network each layer has one neuron, and all pre-activations are "
    "0. All weights are $w$. From one layer to the layer before, the error signal is "
    "multiplied by some factor. How large must $w$ be so that it neither shrinks nor "
    "grows?",
    answer=lambda: 4.0,
    tolerance=0.01,
    wrong=[
        Wrong(
            "quarter",
            lambda: 0.25,
            hint="$¼$ is the derivative of the sigmoid at 0. The factor is the weight "
            "times this derivative, and it should be 1.",
        ),
        Wrong(
            "one",
            lambda: 1.0,
            hint="With a weight of 1 the arrow changes nothing, but the sigmoid does.",
        ),
        Wrong(
            "squared",
            lambda: 16.0,
            hint="You made up for two sigmoids. How many does the error signal pass "
            "from one layer to the next?",
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
    solution="$w·σ′(0) = w/4 = 1$, so $w = 4$. But at such a weight, a neuron whose "
    "activation is 1 instead of $½$ raises the next pre-activation by 2, and there "
    "$σ′$ is only 0.105. Weights that large saturate the neurons behind them.",
    why="At a pre-activation of 0 the sigmoid passes on a quarter, and a weight of 4 "
    "makes up for exactly that.",
)


def tiny_network(x=(3.0, 4.0)):
    """Return δ of the first hidden neuron of the page's tiny network, for target 1."""
    W1, W2 = np.array([[-4.0, 2.0], [3.0, -1.0]]), np.array([5.0, -6.0])
    A1 = sigmoid(np.array(x) @ W1)
    delta = sigmoid(A1 @ W2 + 1) - 1
    return float(delta * W2[0] * A1[0] * (1 - A1[0]))


one_weight = Numeric(
    "backprop.one-weight",
    prompt="Back to the tiny network. For the input (3, 4) and the target 1, the error "
    "signal of the first hidden neuron was $-1.0704$. Its two weights are $w11 = -4$ "
    "and $w21 = 3$. What is $w21$ after one step of gradient descent with $η = 0.5$, "
    "to two decimals?",
    answer=lambda: 3 - 0.5 * 4 * tiny_network(),
    tolerance=0.01,
    wrong=[
        Wrong(
            "uphill",
            lambda: 3 + 0.5 * 4 * tiny_network(),
            hint="This step goes uphill. A step goes against the derivative, and the "
            "derivative is negative.",
        ),
        Wrong(
            "no-rate",
            lambda: 3 - 4 * tiny_network(),
            hint="You subtracted the whole derivative. The step is $η$ times that.",
        ),
        Wrong(
            "no-input",
            lambda: 3 - 0.5 * tiny_network(),
            hint="You probably took the error signal for the derivative. That would be "
            "right for the bias. For a weight, which factor is missing?",
        ),
        Wrong(
            "other-input",
            lambda: 3 - 0.5 * 3 * tiny_network(),
            hint="You probably multiplied by the first input. Which input arrives "
            "along $w21$?",
        ),
        Wrong(
            "only-the-step",
            lambda: -0.5 * 4 * tiny_network(),
            hint="That is the step itself. Where does it start?",
        ),
    ],
    hints=[
        "The derivative for a weight is the input that arrives along it, times the "
        "error signal of the neuron it leads to.",
        "Then subtract $η$ times this derivative from the weight.",
    ],
    solution="The weight $w21$ comes from the second input, 4. Its derivative is "
    "$4·(-1.0704) = -4.2814$, and the new weight is $3 - 0.5·(-4.2814) = 5.1407$.",
    why="The derivative is input times error signal, $4·(-1.0704)$, and the step goes "
    "against it.",
)


doubled_data = Choice(
    "backprop.doubled-data",
    prompt="Every sample of a data set is entered a second time, so that there are "
    "$2n$ rows instead of $n$. What happens to the entries of $δ₂$ in the rows that "
    "were there before, and what happens to the gradient of $W₂$?",
    answer="The entries are halved, and the gradient stays the same.",
    wrong=[
        Wrong(
            "both-stay",
            "The entries stay the same, and so does the gradient.",
            hint="Each sample's loss has the factor $1/n$ in front of it, and the "
            "error signals contain this factor. What is $n$ now?",
        ),
        Wrong(
            "both-halved",
            "The entries are halved, and so is the gradient.",
            hint="You are right about the entries. But the gradient adds up all rows, "
            "and how many are there now?",
        ),
        Wrong(
            "gradient-doubled",
            "The entries stay the same, and the gradient doubles.",
            hint="That would be so if the loss were a sum over the samples. It is a "
            "mean.",
        ),
        Wrong(
            "entries-doubled",
            "The entries double, and the gradient stays the same.",
            hint="You are right about the gradient. But it is a sum over twice as many "
            "rows, so each of them contributes more or less than before?",
        ),
    ],
    hints=[
        "Does the loss change when every sample is counted twice?",
        "Where does the $1/n$ of the mean stand?",
    ],
    solution="The mean over the samples is the same as before, and so are the loss and "
    "all its derivatives with respect to parameters. But $δ₂$ contains the $1/n$ of "
    "the mean, which is now $1/(2n)$. The gradient $A₁^T δ₂$ adds up twice as many "
    "rows of half the size.",
    why="The error signals contain the $1/n$ of the mean; the gradient adds up twice "
    "as many of them.",
)
