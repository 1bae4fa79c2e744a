"""The loss of logistic regression with its derivatives, and three ways down.

Each way is a generator: it takes a point of the path, the weights with what is known
there, and yields one point an epoch until the gradient is small. X has a last column of
ones, so that the last weight is the intercept. How a reader asks for it, and what is
reported when there is no minimum, is in `logistic_regression`.
"""

from typing import NamedTuple

import numpy as np

from lessons_pkg._validation import BLOCK
from lessons_pkg.activation import sigmoid


class Point(NamedTuple):
    """Weights w, and there z = Xw, p = σ(z), the loss and its gradient."""

    w: np.ndarray
    z: np.ndarray
    p: np.ndarray
    loss: float
    gradient: np.ndarray

    def is_flat(self, tol):
        """Return whether no entry of the gradient is larger than tol."""
        return bool(np.abs(self.gradient).max() <= tol)


class Problem(NamedTuple):
    """What is minimised: L(w) = mean cross-entropy of y and σ(Xw) + Σ penalty w² / 2.

    X is (n, m + 1), y is (n,) of 0 and 1, penalty is (m + 1,) with 0 for the intercept.
    """

    X: np.ndarray
    y: np.ndarray
    penalty: np.ndarray

    def at(self, w):
        """Return the point w; where its logits overflow, the loss is not finite."""
        z = self.X @ w
        p = sigmoid(z)
        # cross_entropy_from_logits, without its checks
        entropy = np.maximum(z, 0) - self.y * z + np.log1p(np.exp(-np.abs(z)))
        loss = float(entropy.mean() + self.penalty @ w**2 / 2)
        return Point(w, z, p, loss, self.gradient(w, self.X, self.y, p))

    def gradient(self, w, X, y, p):
        """Return ∇L(w) = Xᵀ(p - y) / n + penalty w, for rows X, y with p = σ(Xw)."""
        return X.T @ (p - y) / len(y) + self.penalty * w

    def hessian(self, p):
        """Return Xᵀ S X / n + penalty, where S is the diagonal of p(1 - p).

        With R = √(S/n) X it is RᵀR, summed over blocks of rows that stay in cache.
        """
        H = np.diag(self.penalty)
        root = np.sqrt(p * (1 - p) / len(p))[:, np.newaxis]
        rows = 1 + 4 * BLOCK // len(H)
        for start in range(0, len(p), rows):
            block = slice(start, start + rows)
            R = root[block] * self.X[block]
            H += R.T @ R
        return H

    def is_separated(self, point):
        """Return whether nothing is penalised and each sample is on its own side.

        Then the loss has no minimum: it falls for ever as the weights grow.
        """
        return self.penalty[0] == 0 and bool(self.margins(point.z).min() > 0)

    def has_no_minimum(self, before, point, tol):
        """Return whether it is seen, from the last step or without it, that none is.

        Towards a minimum Newton's steps shrink. Where only samples on the line keep it
        from separating the classes, the others move away by about 1 a step, for ever.
        """
        change = self.margins(point.z - before.z)
        drifts = change.max() > 0.5 and change.min() > -1e-3 * change.max()
        return self.is_separated(point) or bool(point.is_flat(tol) and drifts)

    def margins(self, z):
        """Return z counted positive on the side where each sample belongs."""
        return np.where(self.y == 1, z, -z)


def gradient_descent(problem, point, tol, trace, learning_rate):
    """Yield the points after each w ← w - η ∇L(w)."""
    while not point.is_flat(tol):
        point = problem.at(point.w - learning_rate * point.gradient)
        trace.add(point.w)
        yield point


def stochastic_descent(problem, point, tol, trace, learning_rate, decay, size, seed):
    """Yield the points after each epoch of steps along the gradients of batches.

    An epoch k = 0, 1, … takes the samples in a new order, `size` of them a step, and
    steps by η / (1 + decay k).
    """
    rng, epoch = np.random.default_rng(seed), 0
    while not point.is_flat(tol):
        rate = learning_rate / (1 + decay * epoch)
        order = rng.permutation(len(problem.y))
        X, y, w = problem.X[order], problem.y[order], point.w
        for start in range(0, len(y), size):
            X_batch, y_batch = X[start : start + size], y[start : start + size]
            p = sigmoid(X_batch @ w)
            w = w - rate * problem.gradient(w, X_batch, y_batch, p)
            trace.add(w)
        point, epoch = problem.at(w), epoch + 1
        yield point


def newton(problem, point, tol, trace):
    """Yield the points after each w ← w - t H⁻¹ ∇L(w), with t = 1, 1/2, 1/4, ….

    t is halved until the loss does not rise.
    """
    while not (point.is_flat(tol) or problem.is_separated(point)):
        step = solve(problem.hessian(point.p), point.gradient)
        t, bound = 1.0, point.loss * (1 + 1e-14)  # with room for rounding
        while not (new := problem.at(point.w - t * step)).loss <= bound:
            t /= 2
        if np.array_equal(new.w, point.w):
            return  # floats hold no better weights in this direction
        point = new
        trace.add(point.w)
        yield point


def solve(H, gradient):
    """Return H⁻¹ ∇L or, where columns of X depend on each other, the shortest step."""
    scale = np.sqrt(np.diag(H))
    try:  # the part of a column that the columns before it do not explain
        if (np.linalg.cholesky(H).diagonal() > 1e-7 * scale).all():
            return np.linalg.solve(H, gradient)
    except np.linalg.LinAlgError:
        pass
    if not np.isfinite(H).all():
        raise FloatingPointError("The squares of X overflow: standardise X.")
    scale[scale == 0] = 1
    H, gradient = H / np.outer(scale, scale), gradient / scale
    return np.linalg.lstsq(H, gradient, rcond=None)[0] / scale
