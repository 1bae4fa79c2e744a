"""Backpropagation: the forward pass of a network and, beside it, the backward pass.

A `Network` is its weights and the names of its functions. The scores Z of its last
layer become outputs by a function that belongs to the loss, and so stands with it.
Nothing is checked here: `MLP` does that, chooses the batches and keeps the record.
"""

from typing import NamedTuple

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.activation_zoo import ACTIVATIONS
from lessons_pkg.loss import cross_entropy_from_logits
from lessons_pkg.rectifier import identity
from lessons_pkg.softmax import unchecked_softmax, unchecked_softmax_cross_entropy

OUTPUTS = {"sigmoid": sigmoid, "softmax": unchecked_softmax, "identity": identity}

# Where the activation a gives its own slope, that saves an exponential.
SLOPE_FROM_ACTIVATION = {
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a * a,
}


def slope(activation, z, a):
    """Return f′(z), where a = f(z) is known."""
    if activation in SLOPE_FROM_ACTIVATION:
        return SLOPE_FROM_ACTIVATION[activation](a)
    _, derivative = ACTIVATIONS[activation]
    return derivative(z)


class Network(NamedTuple):
    """Layers of neurons: a matrix (inputs, outputs) and a vector (outputs,) for each.

    `activation` names the function of the hidden layers, `output` that of the last
    layer, `loss` is "cross_entropy" or "squared_error".

    References
    ----------
    Rumelhart, Hinton & Williams (1986), "Learning representations by back-propagating
    errors", Nature 323, 533-536.

    Examples
    --------
    >>> network = Network(
    ...     coefs=[np.array([[1.0], [2.0]]), np.array([[3.0]])],
    ...     intercepts=[np.array([0.0]), np.array([4.0])],
    ...     activation="identity",
    ...     output="sigmoid",
    ...     loss="cross_entropy",
    ... )
    >>> Z, A = network.forward(np.array([[-1.0, -0.5]]))
    >>> [z.tolist() for z in Z], [a.tolist() for a in A]
    ([[[-2.0]], [[-2.0]]], [[[-1.0, -0.5]], [[-2.0]]])
    >>> delta = network.output_error(np.array([[0.0]]), Z[-1])
    >>> coef_gradients, intercept_gradients = network.backward(delta, Z, A)
    >>> print(delta.round(3), coef_gradients[-1].round(3))
    [[0.119]] [[-0.238]]
    """

    coefs: list
    intercepts: list
    activation: str
    output: str
    loss: str

    def forward(self, X):
        """Return the pre-activations Z and the inputs A of the layers.

        A₀ = X, then for each layer Zₗ = Aₗ Wₗ + bₗ and Aₗ₊₁ = f(Zₗ). The last Z are the
        scores.
        """
        function, _ = ACTIVATIONS[self.activation]
        Z, A = [], [X]
        for W, b in zip(self.coefs, self.intercepts, strict=True):
            if Z:
                A.append(function(Z[-1]))
            Z.append(A[-1] @ W + b)
        return Z, A

    def backward(self, delta, Z, A):
        """Return the gradients for coefs and intercepts, from δ = dL/dZ of the scores.

        With `output_error` for the δ to start from, these are the four equations of
        backpropagation.
        """
        coef_gradients, intercept_gradients = [], []
        for layer in reversed(range(len(self.coefs))):
            coef_gradients.insert(0, A[layer].T @ delta)  # dL/dW = Aᵀ δ
            intercept_gradients.insert(0, np.add.reduce(delta, axis=0))  # dL/db = Σ δ
            if layer > 0:  # of the layer before, δ = δ Wᵀ ∘ f′(Z)
                delta = delta @ self.coefs[layer].T
                delta *= slope(self.activation, Z[layer - 1], A[layer])
        return coef_gradients, intercept_gradients

    def output_loss(self, Y, scores):
        """Return the loss: a sum over the outputs, a mean over the n samples.

        The squared error of an output is (a - y)² / 2. The half cancels the 2 of its
        derivative.
        """
        if self.loss == "squared_error":
            error = OUTPUTS[self.output](scores) - Y
            return float((error**2).sum() / (2 * len(Y)))
        if self.output == "softmax":
            return unchecked_softmax_cross_entropy(Y, scores)
        return cross_entropy_from_logits(Y, scores) * Y.shape[1]

    def output_error(self, Y, scores):
        """Return δ = dL/dz at the output for each sample, n times its share of dL/dZ.

        With cross-entropy the slope of the output cancels: δ = a - y. With squared
        error it stays: δ = (a - y) σ′(z).
        """
        a = OUTPUTS[self.output](scores)
        error = a - Y
        if self.loss == "cross_entropy" or self.output == "identity":
            return error
        if self.output == "sigmoid":
            return error * slope("sigmoid", scores, a)
        return a * (error - (error * a).sum(axis=1, keepdims=True))

    def gradients(self, X, Y, scale=1.0):
        """Return the scores, and scale times the gradients of the loss.

        All gradients are linear in δ, so that scaling δ is enough. With the learning
        rate for scale they are the steps.
        """
        Z, A = self.forward(X)
        delta = self.output_error(Y, Z[-1])
        delta *= scale / len(X)
        return Z[-1], *self.backward(delta, Z, A)

    def descend(self, X, Y, order, size, learning_rate):
        """Step down the gradient of one batch after the other, in place.

        `order` holds the row numbers of the samples, `size` of them make a batch. The
        loss is returned, of each sample as it was before its step; nan on overflow.
        """
        weights, scores = self.coefs + self.intercepts, []
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            for start in range(0, len(order), size):
                rows = order[start : start + size]
                x, y = X.take(rows, axis=0), Y.take(rows, axis=0)  # as X[rows], faster
                z, coef_steps, intercept_steps = self.gradients(x, y, learning_rate)
                steps = coef_steps + intercept_steps
                for weight, step in zip(weights, steps, strict=True):
                    weight -= step
                scores.append(z)
            scores = np.concatenate(scores)
            if not all(np.isfinite(array).all() for array in (scores, *weights)):
                return np.nan
            return self.output_loss(Y[order], scores)
