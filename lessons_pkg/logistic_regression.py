"""Logistic regression: a neuron that learns by cross-entropy, for labels of two kinds.

The model here takes scikit-learn's place; the loss it minimises and the three ways down
are in `descent`. Left out are more than two classes (`MLP` with hidden=() has them),
other penalties than the square, and weights for samples.
"""

import itertools

import numpy as np

from lessons_pkg import descent
from lessons_pkg._validation import choice, whole_number
from lessons_pkg.activation import sigmoid
from lessons_pkg.estimator import Estimator, check_X_y, label_classes, positive_number
from lessons_pkg.trace import Trace

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
    tol : float
        Stop when no entry of the gradient is larger.
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
        tol=1e-8,
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

    def fit(self, X, y):
        """Learn from X, shape (n, m), and its labels y, shape (n,); return the model.

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
            weights are the best; or if the loss has more than doubled.
        """
        X, y = check_X_y(X, y)
        classes, y = label_classes(y, two=True)
        n, m = X.shape
        penalty = np.full(m + 1, positive_number(self.l2, "l2", or_zero=True))
        penalty[-1] = 0
        problem = descent.Problem(np.column_stack([X, np.ones(n)]), y * 1.0, penalty)
        start = before = point = problem.at(np.zeros(m + 1))
        trace = Trace(self.record or 2, start.w)
        self.loss_curve_ = []
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            for new in self._points(problem, start, trace):
                if not np.isfinite(new.loss):
                    raise FloatingPointError(self._too_fast("The weights overflow"))
                self.loss_curve_.append(new.loss)
                before, point = point, new

        self.classes_, self.n_features_in_ = classes, m
        self.coef_, self.intercept_ = point.w[np.newaxis, :-1], point.w[-1:]
        self.n_iter_ = len(self.loss_curve_)
        if self.record:
            steps, path = zip(*trace.snapshots(), strict=True)
            self.path_steps_, self.path_ = list(steps), np.array(path)
        if problem.has_no_minimum(before, point, self.tol):
            self._warn(SEPARABLE)
        elif point.loss > 2 * start.loss:
            self._warn(self._too_fast("The loss has doubled"))
        return self

    def _points(self, problem, start, trace):
        epochs = whole_number(self.epochs, "epochs")
        tol = positive_number(self.tol, "tol", or_zero=True)
        learning_rate = positive_number(self.learning_rate, "learning_rate")
        decay = positive_number(self.decay, "decay", or_zero=True)
        size = whole_number(self.batch_size, "batch_size", minimum=1)
        seed = whole_number(self.seed, "seed")
        solver = choice(self.solver, "solver", ("gd", "sgd", "newton"))
        if solver == "gd":
            points = descent.gradient_descent(problem, start, tol, trace, learning_rate)
        elif solver == "sgd":
            points = descent.stochastic_descent(
                problem, start, tol, trace, learning_rate, decay, size, seed
            )
        else:
            points = descent.newton(problem, start, tol, trace)
        return itertools.islice(points, epochs)

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
