"""Checks of the labelled equations of chapter 9, a network that reads digits.

The page's own `forward` and `backward` are taken from its cells. They are held against
`Network` of the package, against finite differences and against plain loops.
"""

import ast
import itertools
import math

import nbformat
import numpy as np

from lessons_pkg import numerical_gradient, softmax
from lessons_pkg.exercises.digits import confusion_reference, standard_error
from lessons_pkg.mlp import Network, initial_weights

from ..conftest import BOOK
from . import equation

close = np.testing.assert_allclose
RNG = np.random.default_rng(9)
SIZES = [7, 5, 4, 3]
X, LABELS = RNG.normal(size=(6, 7)), np.array([2, 0, 1, 1, 2, 0])
Y = np.eye(3)[LABELS]
WS, _ = initial_weights(SIZES, seed=RNG)
BS = [RNG.normal(size=size) for size in SIZES[1:]]


def page(*cells):
    """Return the functions that these cells of the page define."""
    found = nbformat.read(BOOK / "09_digits.ipynb", as_version=4).cells
    names = {"np": np, "softmax": softmax}
    for cell in cells:
        (source,) = [c.source for c in found if c.id == cell]
        tree = ast.parse(source)
        tree.body = [part for part in tree.body if isinstance(part, ast.FunctionDef)]
        exec(compile(tree, cell, "exec"), names)
    return names


def surprisal(Ws, bs):
    *_, P = page("forward")["forward"](X, Ws, bs)
    return -sum(math.log(P[i, LABELS[i]]) for i in range(len(X))) / len(X)


@equation(
    "eq-three-layers",
    r"""
\begin{aligned}
Z_1 &= X W_1 + b_1 \\[0.5ex]
A_1 &= \max(0, Z_1) \\[0.5ex]
Z_2 &= A_1 W_2 + b_2 \\[0.5ex]
A_2 &= \max(0, Z_2) \\[0.5ex]
Z_3 &= A_2 W_3 + b_3 \\[0.5ex]
P &= \operatorname{softmax}(Z_3)
\end{aligned}
""",
)
def _():
    Z, A, P = page("forward")["forward"](X, WS, BS)
    network = Network(WS, BS, "relu", "softmax", "cross_entropy")
    theirs, inputs = network.forward(X)
    for mine, its in zip([*Z, *A], [*theirs, *inputs], strict=True):
        close(mine, its, rtol=1e-12, atol=1e-14)
    for i, x in enumerate(X):
        a = x
        for layer in (0, 1):
            z = [a @ WS[layer][:, j] + BS[layer][j] for j in range(SIZES[layer + 1])]
            a = np.array([max(0, each) for each in z])
        close(P[i], softmax(a @ WS[2] + BS[2]))


@equation("eq-digit-loss", r"L = -\frac1n \sum_{i=1}^{n} \ln P_{i\,y_i}")
def _():
    network = Network(WS, BS, "relu", "softmax", "cross_entropy")
    close(surprisal(WS, BS), network.output_losses(Y, network.forward(X)[0][-1]).mean())


@equation(
    "eq-three-back",
    r"""
\begin{aligned}
\delta_3 &= \tfrac1n (P - Y) \\[1ex]
\delta_2 &= \delta_3 W_3^{\mathsf T} \circ [Z_2 > 0] \\[1ex]
\delta_1 &= \delta_2 W_2^{\mathsf T} \circ [Z_1 > 0] \\[1ex]
\frac{\partial L}{\partial W_l} &= A_{l-1}^{\mathsf T}\, \delta_l \\[1ex]
\frac{\partial L}{\partial b_l} &= \textstyle\sum_i \delta_{l,i}
\end{aligned}
""",
)
def _():
    names = page("forward", "backward-code")
    Z, A, P = names["forward"](X, WS, BS)
    delta3 = (P - Y) / len(X)
    delta2 = delta3 @ WS[2].T * (Z[1] > 0)
    delta1 = delta2 @ WS[1].T * (Z[0] > 0)
    found = names["backward"](Y, WS, Z, A, P)
    for layer, delta in enumerate((delta1, delta2, delta3)):

        def with_weights(W, layer=layer):
            return surprisal([*WS[:layer], W, *WS[layer + 1 :]], BS)

        def with_biases(b, layer=layer):
            return surprisal(WS, [*BS[:layer], b, *BS[layer + 1 :]])

        dW, db = found[layer]
        close(A[layer].T @ delta, numerical_gradient(with_weights, WS[layer]), 0, 1e-8)
        close(delta.sum(axis=0), numerical_gradient(with_biases, BS[layer]), 0, 1e-8)
        close(dW, A[layer].T @ delta, rtol=1e-12)
        close(db, delta.sum(axis=0), rtol=1e-12)


@equation("eq-start-loss", r"-\frac{1}{10} \sum_{j=1}^{10} \ln p_j \ge \ln 10,")
def _():
    close(-np.log(np.full(10, 0.1)).mean(), math.log(10))
    for scale in (0.1, 1, 5):
        for _ in range(50):
            p = softmax(RNG.normal(0, scale, size=10))
            assert -np.log(p).mean() > math.log(10)


@equation("eq-share-error", r"s = \sqrt{\frac{p(1 - p)}{n}}.")
def _():
    # The mean of n draws of 0 or 1, over all outcomes.
    n, p = 7, 0.3
    outcomes = np.array(list(itertools.product((0, 1), repeat=n)))
    chance = np.prod(np.where(outcomes, p, 1 - p), axis=1)
    share = outcomes.mean(axis=1)
    close(chance @ share, p)
    s = math.sqrt(p * (1 - p) / n)
    close(chance @ (share - p) ** 2, s**2)
    close(standard_error(400, 32), 100 * math.sqrt(0.08 * 0.92 / 400))


@equation("eq-confusion", r"C_{jk} = \#\{\, i : y_i = j,\ \hat y_i = k \,\},")
def _():
    truth, guess = RNG.integers(0, 4, 30), RNG.integers(0, 4, 30)
    for count in (page("confusion-code")["confusion"], confusion_reference):
        C = count(truth, guess, 4)
        for j, k in itertools.product(range(4), repeat=2):
            assert C[j, k] == sum(
                y == j and said == k for y, said in zip(truth, guess, strict=True)
            )
