"""Chapter 5, backpropagation.

Its exercises, in the order in which the page shows them: XOR by hand, error signals,
shapes and programs of the backward pass, a step of gradient descent, and why a network
must not start from equal weights; then a mixed review. Each stands below the helpers
that it uses. Training in full is left to page 5a.
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


# What a hidden neuron can say: its sign and threshold, and its activations where
# x1 + x2 is 0, 1 and 2.
SAYS = {
    "OR": ("", 0.5, (0, 1, 1)),
    "NOR": ("-", 0.5, (1, 0, 0)),
    "AND": ("", 1.5, (0, 0, 1)),
    "NAND": ("-", 1.5, (1, 1, 0)),
}


def output_at(total):
    """Return the formula of the network's output where x1 + x2 is `total`."""

    def formula(first, second):
        a1, a2 = (
            f"sigmoid({sign}20*({total} - {threshold}))"
            for sign, threshold, _ in (SAYS[first], SAYS[second])
        )
        return f"sigmoid(v1*{a1} + v2*{a2} + c)"

    return formula


def rebuilt(v1, v2, c):
    """Return weights that make XOR of OR and AND as a function of another network.

    A hidden neuron that says the opposite turns its weight's sign, and what it gave
    before goes into the bias. An output that says the opposite turns all signs.
    """

    def setting(gate, first, second):
        weights, bias = [v1, v2], c
        for place, says in enumerate((first, second)):
            if SAYS[says][0]:
                bias += weights[place]
                weights[place] *= -1
        sign = 1 if gate == "XOR" else -1
        names = zip(("v1", "v2", "c"), (*weights, bias), strict=True)
        return {name: sign * value for name, value in names}

    return setting


XOR_BY_TWO = rebuilt(6, -12, -3)


def network(gate, first, second):
    """Return a gate and two hidden neurons, with what can be said of them."""
    signs, given = zip(*(SAYS[says][::2] for says in (first, second)), strict=True)
    answer = XOR_BY_TWO(gate, first, second)
    sums = [
        [*(["v1"] if p else []), *(["v2"] if q else []), "c"]
        for p, q in zip(*given, strict=True)
    ]
    sides = ("below", "above") if gate == "XOR" else ("above", "below")
    verbs = ["raise" if answer[v] > 0 else "lower" for v in ("v1", "v2")]
    if verbs[0] == verbs[1]:
        advice = f"Both hidden neurons should {verbs[0]} the output"
    else:
        advice = (
            f"The neuron that says {first} should {verbs[0]} the output, and the one "
            f"that says {second} should {verbs[1]} it again"
        )
    limit = {"below": "below $-2.2$", "above": "above 2.2"}
    formulas = [
        f"σ({sign}20(x1 + x2 - {SAYS[says][1]}))"
        for sign, says in zip(signs, (first, second), strict=True)
    ]
    return {
        **{"gate": gate, "first": first, "second": second},
        **{
            "a1": formulas[0],
            "a2": formulas[1],
            "at_0": f"{given[0][0]} and {given[1][0]}",
        },
        **{f"sum{i}": " + ".join(names) for i, names in enumerate(sums)},
        "sums": ", ".join(f"${sum(answer[x] for x in names)}$" for names in sums),
        **{"side0": sides[0], "side1": sides[1]},
        **{"limit0": limit[sides[0]], "limit1": limit[sides[1]]},
        "advice": advice,
        "ask": "XOR of the two inputs"
        if gate == "XOR"
        else "1 where the two inputs are equal, and 0 elsewhere (XNOR)",
    }


def corners(total, words):
    """Return the goal of the corners where x1 + x2 is `total`."""
    output = output_at(total)
    return (
        lambda gate: (
            f"{words} more than 0.9"
            if (total == 1) == (gate == "XOR")
            else f"{words} less than 0.1"
        ),
        lambda gate, first, second: (
            f"{output(first, second)} - 0.9"
            if (total == 1) == (gate == "XOR")
            else f"0.1 - {output(first, second)}"
        ),
    )


xor_weights = Build(
    "backprop.xor-weights",
    given=[
        network("XOR", "OR", "AND"),
        network("XOR", "OR", "NAND"),
        network("XNOR", "OR", "AND"),
        network("XOR", "NOR", "AND"),
        network("XNOR", "NOR", "NAND"),
    ],
    prompt="Two hidden neurons are given. The first says {first}, $a1 = {a1}$, and "
    "the second says {second}, $a2 = {a2}$. The output is $σ(v1·a1 + v2·a2 + c)$. "
    "Choose $v1$, $v2$ and $c$ so that this is {ask}. The picture shows the output "
    "plotted against $x1 + x2$.",
    controls={
        "v1": ("weight of {first}", -20, 20, 1, 0),
        "v2": ("weight of {second}", -20, 20, 1, 0),
        "c": ("bias", -20, 20, 1, 0),
    },
    goals=[
        corners(0, "(0, 0) gets"),
        corners(1, "(0, 1) and (1, 0) get"),
        corners(2, "(1, 1) gets"),
    ],
    answer=XOR_BY_TWO,
    plot={
        "curve": output_at("x"),
        "x": [-0.2, 2.2, "x1 + x2"],
        "y": [0, 1, "output"],
        "points": lambda gate: (
            [[0, 0, 0], [1, 1, 1], [2, 0, 0]]
            if gate == "XOR"
            else [[0, 1, 1], [1, 0, 0], [2, 1, 1]]
        ),
    },
    wrong=[
        Wrong(
            "or",
            rebuilt(6, 0, -3),
            hint="All corners are right except (1, 1). Which hidden neuron can tell "
            "this corner from the others, and should it raise or lower the output?",
        ),
        Wrong(
            "and",
            rebuilt(0, 6, -3),
            hint="Only (0, 0) is right. {advice}.",
        ),
        Wrong(
            "no-bias",
            rebuilt(6, -12, 0),
            hint="Only (0, 0) is missing. The hidden neurons give {at_0} there, so the "
            "weighted sum of the output neuron is ${sum0}$. How far {side0} 0 does it "
            "have to be?",
        ),
        Wrong(
            "too-soft",
            rebuilt(2, -4, -1),
            hint="Only (1, 1) is right. Work out the output neuron's weighted sums for "
            "the others, ${sum0}$ and ${sum1}$. How far from 0 do they have to be for "
            "an output below 0.1, or above 0.9?",
        ),
        Wrong(
            "never",
            rebuilt(5, 5, -20),
            hint="(0, 0) and (1, 1) are right, and (0, 1) and (1, 0) are not. There "
            "the output neuron's weighted sum is ${sum1}$. How far {side1} 0 does it "
            "have to be?",
        ),
    ],
    hints=[
        "There are three cases: $x1 + x2$ is 0, 1 or 2. The output neuron's "
        "weighted sum is ${sum0}$, then ${sum1}$, then ${sum2}$.",
        "You need ${sum0}$ {limit0}, ${sum1}$ {limit1}, and ${sum2}$ {limit0} again.",
    ],
    solution=lambda answer, sums, sum0, sum1, sum2, limit0, limit1: (
        f"With $v1 = {answer['v1']}$, $v2 = {answer['v2']}$, $c = {answer['c']}$ the "
        f"three weighted sums are {sums}. Many other settings work as well, as long as "
        f"${sum0}$ and ${sum2}$ lie {limit0}, and ${sum1}$ {limit1}."
    ),
    why="{advice}: then the two corners in the middle differ from the two at the ends.",
)


def signal(a, v1, v2, d1, d2):
    """Return the error signal of a hidden neuron in front of two outputs."""
    return (d1 * v1 + d2 * v2) * a * (1 - a)


hidden_signal = Numeric(
    "backprop.hidden-signal",
    given=[
        {"a": 0.8, "v1": -3, "v2": -1, "d1": 0.4, "d2": -0.5},
        {"a": 0.6, "v1": 2, "v2": -4, "d1": -0.3, "d2": 0.2},
        {"a": 0.9, "v1": -6, "v2": 3, "d1": -0.6, "d2": -0.4},
        {"a": 0.3, "v1": 4, "v2": 2, "d1": 0.7, "d2": -0.5},
        {"a": 0.2, "v1": -2, "v2": 6, "d1": 0.3, "d2": -0.2},
    ],
    prompt="A hidden neuron has the activation $a = {a}$. It is connected to two "
    "output neurons: to the first by the weight ${v1}$, to the second by the weight "
    "${v2}$. Their error signals are ${d1}$ and ${d2}$. What is the error signal of "
    "the hidden neuron, to three decimals?",
    answer=signal,
    tolerance=0.001,
    wrong=[
        Wrong(
            "one-path",
            lambda a, v1, d1: d1 * v1 * a * (1 - a),
            hint="You probably followed the first output only. The second one "
            "contributes too.",
        ),
        Wrong(
            "no-derivative",
            lambda v1, v2, d1, d2: d1 * v1 + d2 * v2,
            hint="You probably added the two contributions and stopped. That is "
            "$∂L/∂a$, and there is one more link, from the activation back to the "
            "pre-activation.",
        ),
        Wrong(
            "derivative-at-activation",
            lambda a, v1, v2, d1, d2: (d1 * v1 + d2 * v2) * sigmoid_derivative(a),
            hint="You probably put {a} into $σ′$ as if it were the pre-activation. It "
            "is the activation.",
        ),
        Wrong(
            "activation-for-derivative",
            lambda a, v1, v2, d1, d2: (d1 * v1 + d2 * v2) * a,
            hint="The last factor should be the derivative of the sigmoid. You "
            "multiplied by the activation itself.",
        ),
        Wrong(
            "sign",
            lambda a, v1, v2, d1, d2: (abs(d1 * v1) + abs(d2 * v2)) * a * (1 - a),
            hint="A sign is lost. Multiply each error signal by its weight, minus "
            "signs included.",
        ),
        Wrong(
            "second-path",
            lambda a, v2, d2: d2 * v2 * a * (1 - a),
            hint="You probably followed the second output only. The first one "
            "contributes too.",
        ),
        Wrong(
            "paths-multiplied",
            lambda a, v1, v2, d1, d2: d1 * v1 * d2 * v2 * a * (1 - a),
            hint="You multiplied what comes along the two paths. Where paths meet, "
            "their contributions add up.",
        ),
        Wrong(
            "no-weights",
            lambda a, d1, d2: (d1 + d2) * a * (1 - a),
            hint="On its way back each error signal is multiplied by the weight of its "
            "arrow, and that is missing.",
        ),
        Wrong(
            "sums-multiplied",
            lambda a, v1, v2, d1, d2: (d1 + d2) * (v1 + v2) * a * (1 - a),
            hint="You added the error signals and the weights first. Each error signal "
            "goes with its own weight: multiply, then add.",
        ),
        Wrong(
            "mean",
            lambda a, v1, v2, d1, d2: (d1 * v1 + d2 * v2) * a * (1 - a) / 2,
            hint="You took the mean of the two paths. Their contributions add up.",
        ),
        Wrong(
            "one-factor",
            lambda a, v1, v2, d1, d2: (d1 * v1 + d2 * v2) * (1 - a),
            hint="The derivative of the sigmoid has two factors, and one of them is "
            "missing.",
        ),
        Wrong(
            "tanh",
            lambda a, v1, v2, d1, d2: (d1 * v1 + d2 * v2) * (1 - a * a),
            hint="$1 - a²$ is the derivative of $tanh$. This neuron is a sigmoid.",
        ),
    ],
    hints=[
        "Go back along each of the two paths, from the output to this neuron's "
        "activation, and add what they contribute.",
        "The sum still has to be multiplied by $σ′$, which you can compute from the "
        "activation alone.",
    ],
    solution="The first output contributes ${d1}·{v1} = {d1*v1}$, the second "
    "${d2}·{v2} = {d2*v2}$, and together that is ${d1*v1 + d2*v2}$. The derivative of "
    "the sigmoid is $a(1 - a) = {a}·{1 - a} = {a*(1 - a)}$. So the error signal is "
    "${d1*v1 + d2*v2}·{a*(1 - a)} = {answer}$.",
    why=lambda answer: (
        "The contributions of both outputs add up, and $σ′$ multiplies their sum "
        "because it lies on both paths. The loss "
        + ("falls" if answer < 0 else "rises")
        + " if this neuron's pre-activation rises."
    ),
)


def four(dW1, db1, dW2, db2):
    """Write four shapes in a line."""
    return f"`{dW1}`, `{db1}`, `{dW2}`, `{db2}`"


# Samples, inputs, hidden neurons, outputs: all different, so that no shape is right by
# accident.
shapes = Choice(
    "backprop.shapes",
    given=[
        {"n": 5, "m": 3, "h": 4, "k": 2},
        {"n": 8, "m": 2, "h": 6, "k": 3},
        {"n": 20, "m": 7, "h": 5, "k": 4},
        {"n": 2, "m": 9, "h": 3, "k": 5},
        {"n": 10, "m": 4, "h": 8, "k": 6},
    ],
    prompt="A network has {m} inputs, {h} hidden neurons and {k} outputs, and it is "
    "given {n} samples at once. What shapes do the gradients `dW1`, `db1`, `dW2` and "
    "`db2` have?",
    answer=lambda m, h, k: four((m, h), (h,), (h, k), (k,)),
    wrong=[
        Wrong(
            "transposed",
            lambda m, h, k: four((h, m), (h,), (k, h), (k,)),
            hint="In this book `W1` has a row per input and a column per neuron, "
            "since `Z1 = X @ W1 + b1`. A gradient has the shape of its parameter.",
        ),
        Wrong(
            "error-terms",
            lambda n, h, k: four((n, h), (h,), (n, k), (k,)),
            hint="`({n}, {h})` and `({n}, {k})` are the shapes of the error signals. A "
            "weight does not have a derivative for each sample: the samples add up.",
        ),
        Wrong(
            "bias-per-sample",
            lambda n, m, h, k: four((m, h), (n, h), (h, k), (n, k)),
            hint="Your biases have a derivative for each sample. What happens to the "
            "contributions of the samples to one bias?",
        ),
        Wrong(
            "batch-kept",
            lambda n, m, h, k: four((n, m, h), (n, h), (n, h, k), (n, k)),
            hint="That would be one gradient for each sample. The loss is the mean "
            "over the samples, so they have been added up.",
        ),
    ],
    hints=[
        "How many weights lead into the hidden layer?",
        "What is the shape of `b1`?",
    ],
    solution="`W1` is `({m}, {h})`, `b1` is `({h},)`, `W2` is `({h}, {k})`, `b2` is "
    "`({k},)`, and each gradient has the shape of its parameter. The {n} has been "
    "summed over.",
    why="A gradient has the same shape as its parameter; the {n} samples have been "
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
    "checked to 12 digits.",
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
            hint="Your `dW2` and `db2` are right. On its way back through the hidden "
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
            hint="Your `db1` and `db2` have a row for each sample. One bias serves "
            "them all, and gets a share from each.",
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


def by_links(name, rate, a, y):
    """Return δ, with σ′ or the derivative of tanh taken at z."""
    z = logit(a) if name == "sigmoid" else np.arctanh(a)
    slope = sigmoid_derivative(z) if name == "sigmoid" else 1 / np.cosh(z) ** 2
    return rate(a - y) * slope


# Two output neurons, and losses with their derivatives for a.
SIGMOID = {
    "name": "sigmoid",
    "neuron": "a sigmoid, $a = σ(z)$",
    "output": "σ(z)",
    "slope": "a*(1 - a)",
    "other": "(1 - a^2)",
    "at_target": "y*(1 - y)",
    "shown": "a(1 - a)",
    "not_that": "$1 - a²$ is the derivative of $tanh$. This output is a sigmoid.",
    "stuck": "It is 0 for $y = 0$ and for $y = 1$",
}
TANH = {
    "name": "tanh",
    "neuron": "a hyperbolic tangent, $a = tanh(z)$ with the derivative $1 - a²$",
    "output": "tanh(z)",
    "slope": "(1 - a^2)",
    "other": "a*(1 - a)",
    "at_target": "(1 - y^2)",
    "shown": "(1 - a²)",
    "not_that": "$a(1 - a)$ is the derivative of the sigmoid. This output is a $tanh$.",
    "stuck": "It is 0 for $y = -1$ and for $y = 1$",
}
SQUARED = {
    "error": "squared error, $½(a - y)²$",
    "loss": "(a - y)^2/2",
    "first": "(a - y)",
    "turned": "(y - a)",
    "told": "a - y",
    "product": "(a - y)",
    "rate": lambda d: d,
}
CUBED = {
    "error": "$¼(a - y)⁴$",
    "loss": "(a - y)^4/4",
    "first": "(a - y)^3",
    "turned": "(y - a)^3",
    "told": "(a - y)³",
    "product": "(a - y)³",
    "rate": lambda d: d**3,
}
TRIPLED = {
    "error": "$3(a - y)²$",
    "loss": "3*(a - y)^2",
    "first": "6*(a - y)",
    "turned": "6*(y - a)",
    "told": "6(a - y)",
    "product": "6(a - y)",
    "rate": lambda d: 6 * d,
}

delta_formula = Formula(
    "backprop.delta-formula",
    given=[
        {**SIGMOID, **SQUARED},
        {**TANH, **SQUARED},
        {**SIGMOID, **CUBED},
        {**TANH, **TRIPLED},
        {**SIGMOID, **TRIPLED},
    ],
    prompt="The output of a network is {neuron}, and the loss is {error}. Write its "
    "error signal $δ = ∂L/∂z$ in terms of $a$ and $y$.",
    variables={"a": (0, 1), "y": (0, 1)},
    answer="{first}*{slope}",
    reference=by_links,
    functions=(),
    also=lambda output: {output: "a"},
    wrong=[
        Wrong(
            "cross-entropy",
            "{first}",
            hint="That is $∂L/∂a$. There is one more link, from the output back to "
            "its pre-activation.",
        ),
        Wrong(
            "sign",
            "{turned}*{slope}",
            hint="With $y - a$ the sign is flipped: that is the direction of the "
            "step, and the derivative points the other way.",
        ),
        Wrong(
            "divided",
            "{first}/({slope})",
            hint="You divided by the derivative of the output's function. Along a "
            "path, derivatives are multiplied.",
        ),
        Wrong("tanh", "{first}*{other}", hint="{not_that}"),
        Wrong(
            "slope-in-y",
            "{first}*{at_target}",
            hint="You took the derivative of the output's function at the target. "
            "{stuck}, so this neuron would never learn.",
        ),
        Wrong(
            "loss-not-slope",
            "{loss}*{slope}",
            hint="Your first factor is the loss itself. Its derivative with respect to "
            "$a$ is needed.",
        ),
        Wrong(
            "slope-alone",
            "{slope}",
            hint="That is the link from $z$ to $a$ alone. How fast does the loss "
            "change with $a$?",
        ),
        Wrong(
            "output-for-slope",
            "{first}*a",
            hint="You multiplied by the output itself. The way back takes the "
            "derivative of its function.",
        ),
    ],
    hints=[
        "Two factors: the derivative of the loss with respect to $a$, and that of $a$ "
        "with respect to $z$.",
        "You can write the second one in terms of $a$, too.",
    ],
    solution=lambda name, product, shown: (
        f"${product}{shown}$. It is 0 for $a = y$. But for $y = "
        f"{'0' if name == 'sigmoid' else '-1'}$ it is also 0 at $a = 1$, where the "
        "output is as wrong as it can be."
    ),
    why="The loss contributes ${told}$, the output's function contributes ${shown}$, "
    "and along a path derivatives multiply.",
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
UPDATES = W2_LINE + W1_LINE, W1_LINE + W2_LINE
DELTA1_LINE = "    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)\n"
AT_ANSWER = "    delta1 = delta2 @ W2.T * sigmoid_derivative(A1)\n"
BY_ENTRY = "    delta1 = delta2 * W2.T * sigmoid_derivative(Z1)\n"
rng = np.random.default_rng(3)
n, m, h, k = 5, 3, 4, 2
CASE = tuple(rng.normal(size=size) for size in [(n, m), (n, k), (m, h), (h, k)])
order_of_backward = Order(
    "backprop.order-of-backward",
    prompt="One step of gradient descent for a network without biases, with "
    "cross-entropy at sigmoid outputs: the forward pass, the error signals, then both "
    "updates. Not every line is needed.",
    answer=one_step,
    cases=[(*CASE, 0.5)],
    wrong=[
        Wrong(
            "moved-first",
            edited(one_step, DELTA1_LINE + W2_LINE, W2_LINE + DELTA1_LINE),
            hint="You update `W2` and then send the error signal back through it. It "
            "has to go back through the weights of the forward pass.",
        ),
        *[
            Wrong(
                f"slope-at-answer-{k}",
                edited(one_step, DELTA1_LINE + UPDATES[0], AT_ANSWER + updates),
                hint="`sigmoid_derivative` takes pre-activations, and `A1` holds "
                "activations.",
            )
            for k, updates in enumerate(UPDATES)
        ],
        *[
            Wrong(
                f"entry-by-entry-{k}",
                edited(one_step, DELTA1_LINE + UPDATES[0], BY_ENTRY + updates),
                hint="A hidden neuron adds up what comes back from all outputs, and "
                "that takes the matrix product `@`. The star multiplies entry by "
                "entry.",
            )
            for k, updates in enumerate(UPDATES)
        ],
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
    given=[
        {"a": 0.5, "state": "pre-activations are 0"},
        {"a": 0.8, "state": "activations are 0.8"},
        {"a": sigmoid(2.0), "state": "pre-activations are 2, where $σ$ is 0.8808"},
        {"a": 0.1, "state": "activations are 0.1"},
        {"a": sigmoid(-1.0), "state": "pre-activations are $-1$, where $σ$ is 0.2689"},
    ],
    prompt="In a deep network each layer has one neuron, and all {state}. All weights "
    "are the same positive number $w$. From one layer to the layer before, the error "
    "signal is multiplied by some factor. How large must $w$ be for the error signal "
    "neither to shrink nor to grow, to two decimals?",
    answer=lambda a: 1 / (a * (1 - a)),
    tolerance=0.01,
    wrong=[
        Wrong(
            "quarter",
            lambda a: a * (1 - a),
            hint="That is the derivative of the sigmoid there. The factor is the "
            "weight times this derivative, and it should be 1.",
        ),
        Wrong(
            "one",
            lambda: 1.0,
            hint="With a weight of 1 the arrow changes nothing, but the sigmoid does.",
        ),
        Wrong(
            "squared",
            lambda a: 1 / (a * (1 - a)) ** 2,
            hint="You made up for two sigmoids. How many does the error signal pass "
            "from one layer to the next?",
        ),
        Wrong(
            "whole-path",
            lambda a: 1 / (a * (1 - a)) ** 5,
            hint="That makes up for five layers at once. Every layer has its own "
            "weight.",
        ),
        Wrong(
            "activation",
            lambda a: 1 / a,
            hint="You divided by the activation. On its way back the error signal is "
            "multiplied by the derivative of the sigmoid.",
        ),
    ],
    hints=[
        "One layer back: times the weight, times $σ′$.",
        lambda a: (
            "$σ′(0) = ¼$. What times $¼$ is 1?"
            if a == 0.5
            else f"$σ′ = a(1 - a)$, which is {a * (1 - a):.4g} here. What times that "
            "is 1?"
        ),
    ],
    solution=lambda a, answer: (
        "$w·σ′(0) = w/4 = 1$, so $w = 4$. But at such a weight, a neuron whose "
        "activation is 1 instead of $½$ raises the next pre-activation by 2, and there "
        "$σ′$ is only 0.105. Weights that large saturate the neurons behind them."
        if a == 0.5
        else f"$w·a(1 - a) = {a * (1 - a):.4g}w = 1$, so $w = {answer:.4g}$. At a "
        "pre-activation of 0 it would be 4, and no smaller weight is ever enough."
    ),
    why=lambda a, answer: (
        f"Here the sigmoid passes on {a * (1 - a):.3g} of an error signal, and a "
        f"weight of {answer:.4g} makes up for exactly that."
    ),
)


def tiny_network(x=(3.0, 4.0)):
    """Return δ of both hidden neurons of the page's tiny network, for target 1."""
    W1, W2 = np.array([[-4.0, 2.0], [3.0, -1.0]]), np.array([5.0, -6.0])
    A1 = sigmoid(np.array(x) @ W1)
    delta = sigmoid(A1 @ W2 + 1) - 1
    return (delta * W2 * A1 * (1 - A1)).tolist()


def one_of_four(place, neuron, rate):
    """Return a weight of the tiny network, what flows along it, and a rate."""
    weights = [["-4", "3"], ["2", "-1"]][neuron]
    return {
        **{"place": place, "neuron": neuron, "η": rate, "d": tiny_network()[neuron]},
        "which": ("first", "second")[neuron],
        "name": f"w{place + 1}{neuron + 1}",
        "from": ("first", "second")[place],
        "not_from": ("second", "first")[place],
        "both": " and ".join(
            f"$w{i + 1}{neuron + 1} = {weight}$" for i, weight in enumerate(weights)
        ),
        **{"w": float(weights[place]), "x": (3, 4)[place], "other": (4, 3)[place]},
    }


one_weight = Numeric(
    "backprop.one-weight",
    given=[
        one_of_four(1, 0, 0.5),
        one_of_four(0, 1, 0.4),
        one_of_four(0, 0, 0.2),
        one_of_four(1, 1, 2),
        one_of_four(1, 0, 0.3),
    ],
    prompt="Back to the network with nine parameters. For the input (3, 4) and the "
    "target 1, the error signal of the {which} hidden neuron was ${d:.4f}$. Its two "
    "weights are {both}. What is ${name}$ after one step of gradient descent with $η "
    "= {η}$, to two decimals?",
    answer=lambda w, η, x, d: w - η * x * d,
    tolerance=0.01,
    wrong=[
        Wrong(
            "uphill",
            lambda w, η, x, d: w + η * x * d,
            hint=lambda d: (
                "This step goes uphill. A step goes against the derivative, and the "
                f"derivative is {'negative' if d < 0 else 'positive'}."
            ),
        ),
        Wrong(
            "no-rate",
            lambda w, x, d: w - x * d,
            hint="You subtracted the whole derivative. The step is $η$ times that.",
        ),
        Wrong(
            "no-input",
            lambda w, η, d: w - η * d,
            hint="You probably took the error signal for the derivative. That would be "
            "right for the bias. For a weight, which factor is missing?",
        ),
        Wrong(
            "other-input",
            lambda w, η, other, d: w - η * other * d,
            hint="You probably multiplied by the {not_from} input. Which input arrives "
            "along ${name}$?",
        ),
        Wrong(
            "only-the-step",
            lambda η, x, d: -η * x * d,
            hint="That is the step itself. Where does it start?",
        ),
        Wrong(
            "derivative",
            lambda x, d: x * d,
            hint="That is the derivative for this weight. What does a step do with it?",
        ),
        Wrong(
            "derivative-times-rate",
            lambda x, d, η: η * x * d,
            hint="That is $η$ times the derivative. What is it subtracted from?",
        ),
    ],
    hints=[
        "The derivative for a weight is the input that arrives along it, times the "
        "error signal of the neuron it leads to.",
        "Then subtract $η$ times this derivative from the weight.",
    ],
    solution="The weight ${name}$ comes from the {from} input, {x}. Its derivative is "
    "${x}·{d:.4f} = {x*d:.2f}$, and the new weight is ${w} - {η}·{x*d:.2f} = "
    "{answer:.2f}$.",
    why="The derivative is input times error signal, ${x}·{d:.4f}$, and the step goes "
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
            hint="You are right about the gradient. But it is a sum over twice as "
            "many rows. So does each row contribute more than before, or less?",
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
