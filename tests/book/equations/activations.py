"""Checks of the labelled equations of chapter 6, activation functions.

The functions and their derivatives are held against sympy; what is said of random
weights is measured on large random matrices, and a product along a chain is measured
with finite differences through the steps written out here.
"""

import itertools
import math

import numpy as np
import sympy as sp
from scipy.stats import norm

from lessons_pkg import (
    elu,
    elu_derivative,
    gelu,
    gelu_derivative,
    leaky_relu,
    maxout,
    maxout_derivative,
    numerical_gradient,
    prelu,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    softplus,
    softplus_derivative,
    tanh,
    tanh_derivative,
)
from lessons_pkg.activation import ACTIVATIONS
from lessons_pkg.exercises.activations import cell_step
from lessons_pkg.explore import Depth
from lessons_pkg.explore.activations import PLACES, root_mean_square
from lessons_pkg.mlp import Network

from . import equation

z = sp.symbols("z", real=True)
Z = np.array([-3.1, -1.4, -0.2, 0.3, 0.9, 2.7])
close = np.testing.assert_allclose

# n = 5 samples, m = 2 inputs, hidden layers of 3 and 4 neurons, 2 outputs.
RNG = np.random.default_rng(6)
SIZES = (2, 3, 4, 2)
X, Y = RNG.normal(size=(5, 2)), RNG.uniform(size=(5, 2))
W = [RNG.normal(size=pair) for pair in itertools.pairwise(SIZES)]
B = [RNG.normal(size=size) for size in SIZES[1:]]
DIFFERENT = ("tanh", "elu", "gelu", "softplus", "leaky_relu")


def same(left, right):
    """Assert that two formulas are one."""
    assert sp.simplify((left - right).rewrite(sp.exp)) == 0


def network(name):
    return Network(W, B, name, "identity", "squared_error")


@equation("eq-forward-any", r"Z_l = A_{l-1} W_l + b_l, \qquad A_l = f(Z_l),")
def _():
    for name in DIFFERENT:
        f, _ = ACTIVATIONS[name]
        a = X
        found, activations = network(name).forward(X)
        for layer, (weights, bias) in enumerate(zip(W, B, strict=True)):
            close(found[layer], a @ weights + bias)
            if layer < 2:
                a = f(a @ weights + bias)
                close(activations[layer + 1], a)


@equation(
    "eq-backward-any",
    r"\delta_l = \bigl(\delta_{l+1} W_{l+1}^{\mathsf T}\bigr) \circ f'(Z_l).",
)
def _():
    def loss(b, layer, net):
        _, A = net.forward(X)
        a = A[layer] @ W[layer] + b
        for weights, bias in zip(W[layer + 1 :], B[layer + 1 :], strict=True):
            a = ACTIVATIONS[net.activation][0](a) @ weights + bias
        return ((a - Y) ** 2).sum() / (2 * len(X))

    for name in DIFFERENT:
        net = network(name)
        z, _ = net.forward(X)
        delta = (z[2] - Y) / len(X)
        for layer in (1, 0):
            delta = (delta @ W[layer + 1].T) * ACTIVATIONS[name][1](z[layer])
            # The sum of a column of δ is the derivative for the bias.
            measured = numerical_gradient(
                lambda b, layer=layer, net=net: loss(b, layer, net), B[layer]
            )
            close(delta.sum(axis=0), measured, rtol=1e-6)


@equation(
    "eq-tanh-as-sigmoid",
    r"\tanh(z) = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}} = 2\sigma(2z) - 1",
)
def _():
    quotient = (sp.exp(z) - sp.exp(-z)) / (sp.exp(z) + sp.exp(-z))
    same(sp.tanh(z), quotient)
    same(quotient, 2 / (1 + sp.exp(-2 * z)) - 1)
    close(tanh(Z), 2 * sigmoid(2 * Z) - 1)


@equation("eq-tanh-by-sigmoid", r"\tanh'(z) = 4\,\sigma'(2z)")
def _():
    slope = sp.diff(1 / (1 + sp.exp(-z)), z).subs(z, 2 * z)
    same(sp.diff(sp.tanh(z), z), 4 * slope)
    close(tanh_derivative(Z), 4 * sigmoid_derivative(2 * Z))


@equation("eq-tanh-derivative", r"\tanh'(z) = 1 - \tanh^2(z).")
def _():
    same(sp.diff(sp.tanh(z), z), 1 - sp.tanh(z) ** 2)
    close(tanh_derivative(Z), 1 - tanh(Z) ** 2)


@equation("eq-relu", r"\operatorname{relu}(z) = \max(0, z)")
def _():
    close(relu(Z), [max(0, each) for each in Z])


@equation(
    "eq-relu-derivative",
    r"\operatorname{relu}'(z) = \begin{cases} 1 & \text{if } z > 0 \\ 0 & \text{if } z < 0 \end{cases}",  # noqa: E501
)
def _():
    close(relu_derivative(Z), [1 if each > 0 else 0 for each in Z])
    close(relu_derivative(Z), numerical_gradient(lambda z: relu(z).sum(), Z))


@equation(
    "eq-leaky",
    r"\operatorname{leaky}(z) = \begin{cases} z & \text{if } z > 0 \\ \alpha z & \text{otherwise} \end{cases}",  # noqa: E501
)
def _():
    for f, alpha in ((leaky_relu, 0.03), (prelu, 0.4)):
        close(f(Z, alpha), [z if z > 0 else alpha * z for z in Z])


@equation("eq-prelu-alpha", r"\frac{\partial a}{\partial \alpha} = \min(0, z)")
def _():
    for each in Z:
        measured = numerical_gradient(lambda alpha, z=each: prelu(z, alpha), 0.3)
        close(measured, min(0, each), atol=1e-9)


@equation(
    "eq-elu",
    r"\begin{aligned} \operatorname{elu}(z) &= \begin{cases} z & \text{if } z > 0 \\ "
    r"\alpha\,(e^{z} - 1) & \text{otherwise} \end{cases} \\[1ex] "
    r"\operatorname{elu}'(z) &= \begin{cases} 1 & \text{if } z > 0 \\ "
    r"\alpha\, e^{z} & \text{otherwise} \end{cases} \end{aligned}",
)
def _():
    close(elu(Z, 0.7), [z if z > 0 else 0.7 * (math.exp(z) - 1) for z in Z])
    slopes = [1 if z > 0 else 0.7 * math.exp(z) for z in Z]
    close(elu_derivative(Z, 0.7), slopes)
    close(numerical_gradient(lambda z: elu(z, 0.7).sum(), Z), slopes, rtol=1e-7)


@equation("eq-softplus", r"\operatorname{softplus}(z) = \ln(1 + e^{z})")
def _():
    close(softplus(Z), [math.log(1 + math.exp(each)) for each in Z])


@equation(
    "eq-softplus-derivative",
    r"\operatorname{softplus}'(z) = \frac{e^{z}}{1 + e^{z}} = \sigma(z)",
)
def _():
    slope = sp.diff(sp.log(1 + sp.exp(z)), z)
    same(slope, sp.exp(z) / (1 + sp.exp(z)))
    same(slope, 1 / (1 + sp.exp(-z)))
    close(softplus_derivative(Z), sigmoid(Z))


@equation(
    "eq-gelu",
    r"\begin{aligned} \operatorname{gelu}(z) &= z\,\Phi(z) \\[1ex]"
    r" \operatorname{gelu}'(z) &= \Phi(z) + z\,\varphi(z) \end{aligned}",
)
def _():
    close(gelu(Z), Z * norm.cdf(Z))
    close(gelu_derivative(Z), norm.cdf(Z) + Z * norm.pdf(Z))
    close(gelu_derivative(Z), numerical_gradient(lambda z: gelu(z).sum(), Z), rtol=1e-6)


@equation(
    "eq-maxout",
    r"\operatorname{maxout}(z_1, \dots, z_k) = \max(z_1, \dots, z_k)",
)
def _():
    pieces = Z.reshape(2, 3)[:, ::-1]
    close(maxout(pieces), [max(row) for row in pieces])
    # Said below it: the derivative is 1 for the largest and 0 for the others.
    largest = [[float(each == max(row)) for each in row] for row in pieces]
    close(maxout_derivative(pieces), largest)


def weighted_sums(m, v, a, trials, seed):
    """Return many sums of inputs a with random weights of variance v."""
    rng = np.random.default_rng(seed)
    return rng.normal(0, math.sqrt(v), size=(trials, m)) @ a


@equation(
    "eq-random-square",
    r"z^2 = \sum_i w_i^2 a_i^2 + \sum_{i \ne j} w_i w_j\, a_i a_j.",
)
def _():
    w, a = RNG.normal(size=4), RNG.normal(size=4)
    squares = sum(w[i] ** 2 * a[i] ** 2 for i in range(4))
    crossed = sum(
        w[i] * w[j] * a[i] * a[j] for i in range(4) for j in range(4) if i != j
    )
    close((w @ a) ** 2, squares + crossed)


@equation("eq-size-forward", r"\overline{z^2} = m v \, \overline{a^2}.")
def _():
    for m, v in ((7, 0.3), (40, 0.05)):
        a = np.random.default_rng(m).uniform(-0.5, 2, size=m)
        found = (weighted_sums(m, v, a, 400_000, seed=1) ** 2).mean()
        close(found, m * v * (a**2).mean(), rtol=0.02)


@equation(
    "eq-size-backward",
    r"\overline{\delta_l^2} \approx m v \, \overline{\delta_{l+1}^2} \cdot \overline{f'(z_l)^2}.",  # noqa: E501
)
def _():
    m, v = 500, 0.004
    for name in ("sigmoid", "tanh", "relu"):
        rng = np.random.default_rng(2)
        delta, z = rng.normal(0, 0.3, size=m), rng.normal(0, 1.7, size=m)
        slopes = ACTIVATIONS[name][1](z)
        found = []
        for _ in range(60):
            weights = rng.normal(0, math.sqrt(v), size=(m, m))
            found.append(((delta @ weights.T * slopes) ** 2).mean())
        expected = m * v * (delta**2).mean() * (slopes**2).mean()
        close(np.mean(found), expected, rtol=0.05)


@equation("eq-factor-per-layer", r"s \, \sqrt{\overline{f'(z)^2}}.")
def _():
    for name in ("sigmoid", "tanh", "gelu"):
        for s in (0.7, 1.3):
            figure = Depth(name, s, 6)
            rows, derivative = figure.table(), ACTIVATIONS[name][1]
            for (_, spread, _, here), (_, _, _, later) in itertools.pairwise(rows):
                z = np.random.default_rng(3).normal(0, spread, size=1_000_000)
                factor = s * math.sqrt((derivative(z) ** 2).mean())
                close(here / later, factor, rtol=0.01)


@equation("eq-he", r"v = \frac{2}{m}")
def _():
    s = math.sqrt(100 * (2 / 100))
    close(s * root_mean_square(relu_derivative(PLACES)), 1)
    close(Depth("relu", s, 20).numbers()["size"], 1)


W_LOOP, U_LOOP = 0.8, -0.6
INPUTS = np.array([1.2, -0.7, 0.4, 2.1])


def outputs(h, f, w=W_LOOP, u=U_LOOP, inputs=INPUTS):
    """Return the outputs of a recurrent network with one neuron, and its z."""
    rows = []
    for x in inputs:
        z = w * h + u * x
        h = f(z)
        rows.append((h, z))
    return np.transpose(rows)


@equation("eq-recurrent", r"h_t = f(w\,h_{t-1} + u\,x_t).")
def _():
    # Without inputs, and on the right side of a ReLU, each step multiplies by w.
    quiet = outputs(0.5, relu, w=1.1, inputs=np.zeros(100))[0]
    close(quiet[-1], 0.5 * 1.1**100)
    # One step responds to the last output by f′(z) w, and to its input by f′(z) u.
    z = outputs(0.3, tanh)[1][0]
    for name, rate in (("h", W_LOOP), ("x", U_LOOP)):

        def step(change, name=name):
            h, x = 0.3 + change * (name == "h"), INPUTS[0] + change * (name == "x")
            return outputs(h, tanh, inputs=[x])[0][0]

        close(numerical_gradient(step, 0.0), rate * tanh_derivative(z), rtol=1e-7)


@equation(
    "eq-recurrent-product",
    r"\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^{T} w\,f'(z_t).",
)
def _():
    for f, derivative in (ACTIVATIONS[name] for name in DIFFERENT):
        z = outputs(0.3, f)[1]
        measured = numerical_gradient(lambda h, f=f: outputs(h, f)[0][-1], 0.3)
        close(np.prod(W_LOOP * derivative(z)), measured, rtol=1e-6)


# The package's own step of an LSTM is the solution of an exercise.
LSTM = cell_step.answer
ARGUMENTS = cell_step.cases[0]


def gates():
    """Return f, i, o and g of the exercise's cell."""
    x, h, _, U, V, b = ARGUMENTS
    f, i, o, g = np.split(x @ U + h @ V + b, 4)
    return sigmoid(f), sigmoid(i), sigmoid(o), tanh(g)


@equation("eq-cell", r"c_t = f_t\, c_{t-1} + i_t\, g_t")
def _():
    f, i, _, g = gates()
    close(LSTM(*ARGUMENTS)[1], f * ARGUMENTS[2] + i * g)
    # The three steps by hand.
    c = 0.0
    for keep, let_in, value, after in (
        (0.9, 0.8, 0.5, 0.4),
        (0.95, 0.1, -0.9, 0.29),
        (0.2, 0.9, -0.7, -0.572),
    ):
        c = keep * c + let_in * value
        close(c, after)


@equation("eq-cell-output", r"h_t = o_t \tanh(c_t).")
def _():
    h, c = LSTM(*ARGUMENTS)
    close(h, gates()[2] * tanh(c))


@equation(
    "eq-cell-product",
    r"\frac{\partial c_T}{\partial c_0} = \prod_{t=1}^{T} f_t",
)
def _():
    keep = np.array([0.9, 0.35, 0.7, 0.99])
    let_in, values = np.array([0.2, 0.8, 0.5, 0.1]), np.array([0.6, -0.4, 0.9, -0.2])

    def last(c):
        for f, i, g in zip(keep, let_in, values, strict=True):
            c = f * c + i * g
        return c

    close(numerical_gradient(last, 0.4), np.prod(keep), rtol=1e-7)
