"""A network of layers that learns by backpropagation and stochastic gradient descent.

What a step computes is in `backprop`; `MLP` checks what it is given, goes through the
epochs and keeps the record. Left out are momentum, penalties and early stopping.
"""

import copy

import numpy as np
from tqdm import tqdm

from lessons_pkg import target as targets
from lessons_pkg._validation import choice, whole_number
from lessons_pkg.activation_zoo import ACTIVATIONS
from lessons_pkg.backprop import Network
from lessons_pkg.estimator import Estimator, check_X, positive_number
from lessons_pkg.trace import Trace
from lessons_pkg.weights import initial_weights, layer_sizes


class MLP(Estimator):
    """A multilayer perceptron: layers of neurons Aₗ₊₁ = f(Aₗ Wₗ + bₗ), with A₀ = X.

    Parameters
    ----------
    hidden : tuple of int
        Neurons in each hidden layer; () is logistic regression.
    activation : str
        f of the hidden layers, a name in `ACTIVATIONS`.
    output : {"sigmoid", "softmax", "identity"}, optional
        f of the last layer. By default sigmoid for two classes and softmax for more;
        identity predicts numbers.
    loss : {"cross_entropy", "squared_error"}, optional
        By default cross-entropy for classes and squared error, halved, for numbers;
        both a sum over the outputs and a mean over the samples.
    learning_rate : float
        η, positive.
    epochs : int
        Times to go through all samples; with 0 the network stays as it starts.
    batch_size : int, optional
        Samples per step; None takes all of them.
    shuffle : bool
        Whether each epoch takes the samples in a new order.
    init : {"random", "zeros"} or (coefs, intercepts)
        The first weights, as in `initial_weights`; arrays are copied.
    seed : int
        Of the first weights and of the order of samples.
    record : int
        Keep at most so many states of the network; 0 keeps none, else at least 2.
    verbose : bool
        Whether to show a progress bar.

    Attributes
    ----------
    coefs_, intercepts_ : list of ndarray of float64
        For each layer, of shapes (inputs, outputs) and (outputs,).
    classes_ : ndarray, shape (classes,)
        The labels, sorted; None if numbers are predicted.
    out_activation_, n_iter_ : str, int
        f of the last layer; epochs done.
    loss_curve_ : list of float
        For each epoch, the mean of the samples' losses, each met before its step.
    history_ : list of (epoch, (coefs, intercepts))
        The first state, the last and some between, if `record` asks for them.

    Examples
    --------
    >>> from lessons_pkg import data
    >>> X, y = data.gates("xor")
    >>> MLP(hidden=(4,), learning_rate=5.0, epochs=1000).fit(X, y).predict(X)
    array([0, 1, 1, 0])
    """

    def __init__(
        self,
        *,
        hidden=(8,),
        activation="sigmoid",
        output=None,
        loss=None,
        learning_rate=0.1,
        epochs=200,
        batch_size=10,
        shuffle=True,
        init="random",
        seed=0,
        record=0,
        verbose=False,
    ):
        self.hidden = hidden
        self.activation = activation
        self.output = output
        self.loss = loss
        self.learning_rate = learning_rate
        self.epochs = epochs
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.init = init
        self.seed = seed
        self.record = record
        self.verbose = verbose

    _multi_class = True

    @property
    def _estimator_type(self):
        return "regressor" if self.output == "identity" else "classifier"

    def fit(self, X, y):
        """Learn from X, shape (n, m), and y; return the network itself.

        y is (n,) labels; with output="identity" (n,) or (n, outputs) numbers; with
        output="sigmoid" also (n, labels) of 0 and 1 that do not exclude each other.

        Raises
        ------
        TypeError, ValueError
            If X, y or a hyperparameter is not what it should be.
        FloatingPointError
            If numbers overflow; the weights are left as they were before that epoch.
        """
        X, Y, target = targets.encode(X, y, self.output)
        learning_rate = positive_number(self.learning_rate, "learning_rate")
        epochs, n = whole_number(self.epochs, "epochs"), len(X)
        size = n if self.batch_size is None else self.batch_size
        size = whole_number(size, "batch_size", minimum=1)
        rng = np.random.default_rng(whole_number(self.seed, "seed"))
        sizes = layer_sizes(X.shape[1], self.hidden, Y.shape[1])
        weights = initial_weights(sizes, self.init, rng)
        network = self._network(*weights, target.output)
        trace = Trace(self.record or 2, start=weights)

        self.coefs_, self.intercepts_ = weights  # the steps change them in place
        self._target, self.n_features_in_ = target, X.shape[1]
        self.out_activation_, self.classes_ = target.output, target.classes
        self.loss_curve_, self.n_iter_ = [], 0
        for epoch in tqdm(range(epochs), disable=not self.verbose):
            before = copy.deepcopy(weights)
            order = rng.permutation(n) if self.shuffle else np.arange(n)
            loss = network.descend(X, Y, order, size, learning_rate)
            if not np.isfinite(loss):
                self.coefs_, self.intercepts_ = before
                raise FloatingPointError(self._too_fast("The weights overflow"))
            self.n_iter_ = epoch + 1
            self.loss_curve_.append(loss)
            trace.add(weights)
        if self.record:
            self.history_ = trace.snapshots()
        if epochs and loss > 2 * self.loss_curve_[0]:
            self._warn(self._too_fast("The loss has doubled"))
        return self

    def loss_and_gradients(self, X, Y):
        """Return the loss, and its gradients for the weights as they are.

        X is (n, m) and Y is (n, outputs), a column of targets even for one output. The
        gradients are two lists of arrays, shaped like `coefs_` and `intercepts_`.
        """
        if not hasattr(self, "coefs_"):
            raise ValueError("This MLP has no weights yet: call fit(X, y) first.")
        sizes = [len(self.coefs_[0]), *(len(b) for b in self.intercepts_)]
        weights = initial_weights(sizes, (self.coefs_, self.intercepts_))
        by_width = "sigmoid" if sizes[-1] == 1 else "softmax"
        output = getattr(self, "out_activation_", self.output or by_width)
        X = check_X(X, sizes[0])
        Y = targets.check_targets(Y, (len(X), sizes[-1]), output)
        network = self._network(*weights, output)
        scores, *gradients = network.gradients(X, Y)
        return network.output_loss(Y, scores), *gradients

    def _network(self, coefs, intercepts, output):
        activation = choice(self.activation, "activation", tuple(ACTIVATIONS))
        loss = targets.choose_loss(output, self.loss)
        return Network(coefs, intercepts, activation, output, loss)

    def _scores(self, X):
        X = self._check_fitted_X(X)
        network = self._network(self.coefs_, self.intercepts_, self.out_activation_)
        return network.forward(X)[0][-1]

    def decision_function(self, X):
        """Return the scores z, (n,) for one output and (n, outputs) for more."""
        scores = self._scores(X)
        return scores[:, 0] if scores.shape[1] == 1 else scores

    def predict_proba(self, X):
        """Return the probabilities, (n, classes), or (n, labels) for several labels."""
        return targets.probabilities(self._scores(X), self._target)

    def predict(self, X):
        """Return labels or numbers, in the form of the y that was learned from."""
        return targets.decode(self._scores(X), self._target)

    def score(self, X, y):
        """Return the accuracy or, if numbers are predicted, the mean R²."""
        return targets.score(y, self.predict(X), self._target)
