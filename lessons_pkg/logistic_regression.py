"""Logistic regression: a neuron that learns by cross-entropy, for labels of two kinds.

It stands here in the order of chapter 4: the loss that is minimised, with its gradient
and its Hessian; three ways down; and the model, which takes scikit-learn's place. Each
way is a generator: it takes a point of the path, the weights with what is known there,
and yields one point an epoch until the gradient is small. X has a last column of ones
there, so that the last weight is the intercept. Left out are more than two classes
(`MLP` with hidden=() has them) and other penalties than the square.
"""

import itertools
from typing import NamedTuple

import numpy as np

from lessons_pkg._validation import BLOCK, choice, whole_number
from lessons_pkg.activation import sigmoid
from lessons_pkg.estimator import (
    Estimator,
    Trace,
    check_X_y,
    column_names,
    label_classes,
    positive_number,
    weighted,
)
from lessons_pkg.loss import each_cross_entropy_from_logits

# The loss -----------------------------------------------------------------------------


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
    The weights of the samples are of mean 1; they multiply what the mean is taken of.
    """

    X: np.ndarray
    y: np.ndarray
    penalty: np.ndarray
    weights: np.ndarray | float = 1.0

    def at(self, w):
        """Return the point w; where its logits overflow, the loss is not finite."""
        z = self.X @ w
        p = sigmoid.unchecked(z)
        entropy = self.weights * each_cross_entropy_from_logits(self.y, z)
        loss = float(entropy.mean() + self.penalty @ w**2 / 2)
        gradient = self.gradient(w, self.X, self.y, p, self.weights)
        return Point(w, z, p, loss, gradient)

    def gradient(self, w, X, y, p, weights):
        """Return ∇L(w) = Xᵀ(p - y) / n + penalty w, for rows X, y with p = σ(Xw)."""
        return X.T @ (weights * (p - y)) / len(y) + self.penalty * w

    def hessian(self, p):
        """Return Xᵀ S X / n + penalty, where S is the diagonal of p(1 - p).

        With R = √(S/n) X it is RᵀR, summed over blocks of rows that stay in cache.
        """
        H = np.diag(self.penalty)
        root = np.sqrt(self.weights * p * (1 - p) / len(p))[:, np.newaxis]
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


# Three ways down ----------------------------------------------------------------------


def gradient_descent(problem, point, tol, trace, learning_rate):
    """Yield the points after each w ← w - η ∇L(w)."""
    while not point.is_flat(tol):
        point = problem.at(point.w - learning_rate * point.gradient)
        trace.add(point.w)
        yield point


def stochastic_descent(problem, point, tol, trace, learning_rate, decay, size, rng):
    """Yield the points after each epoch of steps along the gradients of batches.

    An epoch k = 0, 1, … takes the samples in a new order, `size` of them a step, and
    steps by η / (1 + decay k).
    """
    epoch = 0
    weights = np.broadcast_to(problem.weights, problem.y.shape)
    while not point.is_flat(tol):
        rate = learning_rate / (1 + decay * epoch)
        order, w = rng.permutation(len(problem.y)), point.w
        for start in range(0, len(order), size):
            rows = order[start : start + size]
            X, y = problem.X[rows], problem.y[rows]
            p = sigmoid.unchecked(X @ w)
            w = w - rate * problem.gradient(w, X, y, p, weights[rows])
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


# The model ----------------------------------------------------------------------------

SEPARABLE = (
    "A line separates the classes, so without a penalty the loss has no minimum and "
    "the weights would grow for ever: set l2 > 0."
)


class LogisticRegression(Estimator):
    """P(y = 1 | x) = σ(x·w + b), with the w and b that minimise a loss.

    L(w, b) = mean cross-entropy of y and σ(Xw + b) + (l2 / 2) ‖w‖². The intercept b is
    not penalised. scikit-learn's C is 1 / (n · l2).

    Parameters
    ----------
    solver : {"gd", "sgd", "newton"}
        Gradient descent, one step an epoch; stochastic gradient descent, one step a
        batch in a new random order each epoch; Newton's method, one step an epoch.
    l2 : float
        Strength of the penalty, at least 0.
    learning_rate : float
        η of gd and sgd, positive.
    decay : float
        In epoch k = 0, 1, … sgd steps with η / (1 + decay · k).
    batch_size : int
        Samples per step of sgd.
    epochs : int
        Most epochs.
    tol : float, optional
        Stop when no entry of the gradient is larger. By default newton stops at 1e-8,
        and the others do all their epochs.
    seed : int
        Of the order of samples in sgd.
    record : int
        Keep at most so many points of the path; 0 keeps none, else at least 2.

    Attributes
    ----------
    coef_ : ndarray of float64, shape (1, m)
    intercept_ : ndarray of float64, shape (1,)
    classes_ : ndarray, shape (2,)
        The two labels, sorted; p is the probability of the second.
    n_iter_ : int
        Epochs done.
    loss_curve_ : list of float
        The loss after each epoch; all weights start from 0, where it is log 2.
    path_ : ndarray of float64, shape (points, m + 1)
        Weights along the way, the intercept last, if recorded: after each batch of sgd,
        after each epoch of the others.
    path_steps_ : list of int
        The number of steps behind each point of the path.

    References
    ----------
    Cox (1958), "The regression analysis of binary sequences", J. Royal Statistical
    Society B 20, 215-242.

    Examples
    --------
    >>> from lessons_pkg import data
    >>> model = LogisticRegression(solver="newton").fit(*data.challenger())
    >>> model.coef_.round(4), model.intercept_.round(4)
    (array([[-0.2322]]), array([15.0429]))
    >>> print(f"{model.predict_proba([[31]])[0, 1]:.4f}")
    0.9996
    """

    def __init__(
        self,
        *,
        solver="gd",
        l2=0.0,
        learning_rate=0.1,
        decay=0.01,
        batch_size=1,
        epochs=1000,
        tol=None,
        seed=0,
        record=0,
    ):
        self.solver = solver
        self.l2 = l2
        self.learning_rate = learning_rate
        self.decay = decay
        self.batch_size = batch_size
        self.epochs = epochs
        self.tol = tol
        self.seed = seed
        self.record = record

    def fit(self, X, y, sample_weight=None):
        """Learn from X, shape (n, m), and its labels y, shape (n,); return the model.

        With `sample_weight`, of shape (n,), the mean over the samples is weighted; a
        sample of weight 0 takes no part.

        Raises
        ------
        TypeError, ValueError
            If X, y or a hyperparameter is not what it should be, or y does not hold
            two classes.
        FloatingPointError
            If the weights overflow; `loss_curve_` tells the story up to there.

        Warns
        -----
        ConvergenceWarning
            If nothing is penalised and a line separates the classes, for then no
            weights are the best; if the epochs end before the gradient is as small as
            `tol` asks; or if the loss has more than doubled.
        """
        names = column_names(X)
        X, y = check_X_y(X, y)
        classes, y = label_classes(y, two=True)
        X, y, weights = weighted(X, y, sample_weight)
        penalty = np.full(X.shape[1] + 1, positive_number(self.l2, "l2", or_zero=True))
        penalty[-1] = 0
        problem = Problem(
            X=np.column_stack([X, np.ones(len(X))]),
            y=y * 1.0,
            penalty=penalty,
            weights=1.0 if weights is None else weights,
        )
        solver = choice(self.solver, "solver", ("gd", "sgd", "newton"))
        tol, epochs = self._tol(solver), whole_number(self.epochs, "epochs")
        start = before = point = problem.at(np.zeros(len(penalty)))
        record = whole_number(self.record, "record")
        trace = Trace(record or 2, start.w)
        points = self._points(solver, problem, start, tol, trace)
        self.loss_curve_ = []
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            for new in itertools.islice(points, epochs):
                if not np.isfinite(new.loss):
                    raise FloatingPointError(self._too_fast("The weights overflow"))
                self.loss_curve_.append(new.loss)
                before, point = point, new

        self._remember_features(X, names)
        self.classes_, self.n_iter_ = classes, len(self.loss_curve_)
        self.coef_, self.intercept_ = point.w[np.newaxis, :-1], point.w[-1:]
        for name in ("path_", "path_steps_"):  # of a fit before
            vars(self).pop(name, None)
        if record:
            steps, path = zip(*trace.snapshots(), strict=True)
            self.path_steps_, self.path_ = list(steps), np.array(path)
        largest = np.abs(point.gradient).max()
        if problem.has_no_minimum(before, point, tol):
            self._warn(SEPARABLE)
        elif point.loss > 2 * start.loss:
            self._warn(self._too_fast("The loss has doubled"))
        elif tol and epochs and self.n_iter_ == epochs and largest > tol:
            self._warn(
                f"After {epochs} epochs the gradient still has an entry of "
                f"{largest:.2g}, more than tol={tol:g}: allow more epochs, or a larger "
                "tol."
            )
        return self

    def _tol(self, solver):
        if self.tol is None:
            return 1e-8 if solver == "newton" else 0.0
        return positive_number(self.tol, "tol", or_zero=True)

    def _points(self, solver, problem, start, tol, trace):
        learning_rate = positive_number(self.learning_rate, "learning_rate")
        decay = positive_number(self.decay, "decay", or_zero=True)
        size = whole_number(self.batch_size, "batch_size", minimum=1)
        rng = np.random.default_rng(whole_number(self.seed, "seed"))
        if solver == "gd":
            return gradient_descent(problem, start, tol, trace, learning_rate)
        if solver == "sgd":
            return stochastic_descent(
                problem, start, tol, trace, learning_rate, decay, size, rng
            )
        return newton(problem, start, tol, trace)

    def decision_function(self, X):
        """Return the log-odds z = Xw + b of the second class, shape (n,)."""
        X = self._check_fitted_X(X)
        return X @ self.coef_[0] + self.intercept_[0]

    def predict_proba(self, X):
        """Return the probabilities of the two classes, shape (n, 2)."""
        z = self.decision_function(X)
        return np.column_stack([sigmoid(-z), sigmoid(z)])

    def predict(self, X):
        """Return the more probable class for each row of X, shape (n,)."""
        second = self.decision_function(X) > 0
        return self.classes_[second.astype(int)]
