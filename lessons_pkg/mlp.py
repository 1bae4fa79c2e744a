"""A network of layers that learns by backpropagation and stochastic gradient descent.

It stands here in the order of chapter 5: the weights that a network starts from;
`Network`, the forward pass and beside it the backward pass; and `MLP`, which checks
what it is given, goes through the epochs and keeps the record. Left out are momentum,
penalties and early stopping.
"""

import itertools

import numpy as np

from lessons_pkg._validation import choice, finite_array, truth, whole_number
from lessons_pkg.activation import ACTIVATIONS, identity, sigmoid
from lessons_pkg.estimator import (
    Estimator,
    Target,
    Trace,
    accuracy,
    check_rows,
    check_X,
    column_names,
    for_classifiers,
    positive_number,
    r_squared,
    weighted,
)
from lessons_pkg.loss import each_cross_entropy_from_logits
from lessons_pkg.softmax import each_softmax_cross_entropy, softmax, unchecked_softmax

# Where a network starts ---------------------------------------------------------------


def layer_sizes(features, hidden, outputs):
    """Return the sizes of all layers as a list, where `hidden` is a tuple of some.

    Examples
    --------
    >>> layer_sizes(2, (8, 4), 1)
    [2, 8, 4, 1]
    """
    if not isinstance(hidden, tuple | list):
        raise TypeError(
            f"hidden must be a tuple of integers such as (8,), but it is {hidden!r}."
        )
    inner = [whole_number(size, "a size in hidden", minimum=1) for size in hidden]
    return [features, *inner, outputs]


def initial_weights(sizes, init="random", seed=0):
    """Return two lists: a matrix (inputs, outputs) and a vector (outputs,) per layer.

    Equal neurons with equal weights get equal gradients and stay equal, so that chance
    has to break the symmetry; zeros are here to show it.

    Parameters
    ----------
    sizes : sequence of int
        Features, neurons of each hidden layer, outputs.
    init : {"random", "zeros"} or (coefs, intercepts)
        Uniform within ±√(6 / (inputs + outputs)), with intercepts of 0; or all 0; or
        two lists of arrays of these shapes, which are copied.
    seed : int or numpy.random.Generator

    Raises
    ------
    TypeError, ValueError
        If init is none of these.

    References
    ----------
    Glorot & Bengio (2010), "Understanding the difficulty of training deep feedforward
    neural networks", Proc. AISTATS 9, 249-256.

    Examples
    --------
    >>> coefs, intercepts = initial_weights((2, 3, 1))
    >>> [W.shape for W in coefs], [b.tolist() for b in intercepts]
    ([(2, 3), (3, 1)], [[0.0, 0.0, 0.0], [0.0]])
    """
    shapes = list(itertools.pairwise(sizes))
    if isinstance(init, str) and init in ("random", "zeros"):
        rng = np.random.default_rng(seed)
        limits = [np.sqrt(6 / sum(shape)) * (init == "random") for shape in shapes]
        coefs = [
            rng.uniform(-limit, limit, shape)
            for limit, shape in zip(limits, shapes, strict=True)
        ]
        return coefs, [np.zeros(outputs) for _, outputs in shapes]
    if not isinstance(init, tuple | list) or len(init) != 2:
        raise ValueError(
            "init must be 'random', 'zeros' or a pair of lists, coefs and intercepts, "
            f"but it is {init!r}."
        )
    coefs, intercepts = init
    return (
        _layers(coefs, "coefs", shapes),
        _layers(intercepts, "intercepts", [shape[1:] for shape in shapes]),
    )


def _layers(arrays, name, shapes):
    arrays = [finite_array(array, name) for array in arrays]
    found = [array.shape for array in arrays]
    if found != shapes:
        raise ValueError(f"{name} must have shapes {shapes}, but they have {found}.")
    return arrays


# Forward and backward -----------------------------------------------------------------

OUTPUTS = {
    "sigmoid": sigmoid.unchecked,
    "softmax": unchecked_softmax,
    "identity": identity.unchecked,
}

# Where the activation a gives its own derivative, that saves an exponential.
DERIVATIVE_FROM_ACTIVATION = {
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a * a,
}


def derivative(activation, z, a):
    """Return f′(z), where a = f(z) is known."""
    if activation in DERIVATIVE_FROM_ACTIVATION:
        return DERIVATIVE_FROM_ACTIVATION[activation](a)
    return ACTIVATIONS[activation][1].unchecked(z)


def choose_loss(output, loss=None):
    """Return the loss or, if it is None, the one that belongs to the output.

    Examples
    --------
    >>> choose_loss("identity"), choose_loss("softmax")
    ('squared_error', 'cross_entropy')
    """
    if loss is None:
        return "squared_error" if output == "identity" else "cross_entropy"
    choice(loss, "loss", ("cross_entropy", "squared_error"))
    if loss == "cross_entropy" and output == "identity":
        raise ValueError(
            "loss='cross_entropy' needs probabilities, but output='identity' gives "
            "any number: set loss='squared_error'."
        )
    return loss


class Network:
    """Layers of neurons: a matrix (inputs, outputs) and a vector (outputs,) for each.

    Nothing is checked here: `MLP` does that, and chooses the batches.

    Parameters
    ----------
    coefs, intercepts : list of ndarray of float64
        Copied, one after the other, into the vector `parameters`, of which the
        attributes `coefs` and `intercepts` are views.
    activation : str
        The function of the hidden layers, a name in `ACTIVATIONS`.
    output : {"sigmoid", "softmax", "identity"}
        The function of the last layer.
    loss : {"cross_entropy", "squared_error"}

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

    def __init__(self, coefs, intercepts, activation, output, loss):
        self.activation, self.output, self.loss = activation, output, loss
        layers = [*coefs, *intercepts]
        # One vector holds all parameters and one all gradients, so that a step is one
        # subtraction, however many layers there are.
        self.parameters = np.concatenate([array.ravel() for array in layers])
        self.gradient = np.zeros_like(self.parameters)
        ends = np.cumsum([array.size for array in layers])[:-1]

        def views(vector):
            pairs = zip(np.split(vector, ends), layers, strict=True)
            arrays = [part.reshape(array.shape) for part, array in pairs]
            return arrays[: len(coefs)], arrays[len(coefs) :]

        self.coefs, self.intercepts = views(self.parameters)
        self.coef_gradients, self.intercept_gradients = views(self.gradient)

    def forward(self, X):
        """Return the pre-activations Z and the inputs A of the layers.

        A₀ = X, then for each layer Zₗ = Aₗ Wₗ + bₗ and Aₗ₊₁ = f(Zₗ). The last Z belongs
        to the output.
        """
        f, _ = ACTIVATIONS[self.activation]
        Z, A = [], [X]
        for W, b in zip(self.coefs, self.intercepts, strict=True):
            if Z:
                A.append(f.unchecked(Z[-1]))
            z = A[-1] @ W
            z += b
            Z.append(z)
        return Z, A

    def backward(self, delta, Z, A):
        """Return the gradients for coefs and intercepts, from δ = dL/dZ of the output.

        With `output_error` for the δ to start from, these are the four equations of
        backpropagation. The arrays are used again by the next call.
        """
        for layer in reversed(range(len(self.coefs))):
            # dL/dW = Aᵀ δ and dL/db = Σ δ
            np.matmul(A[layer].T, delta, out=self.coef_gradients[layer])
            np.add.reduce(delta, axis=0, out=self.intercept_gradients[layer])
            if layer > 0:  # δ of the layer before is δ Wᵀ ∘ f′(Z)
                delta = delta @ self.coefs[layer].T
                delta *= derivative(self.activation, Z[layer - 1], A[layer])
        return self.coef_gradients, self.intercept_gradients

    def output_losses(self, Y, z):
        """Return the loss of each sample, a sum over the outputs.

        The squared error of an output is (a - y)² / 2. The half cancels the 2 of its
        derivative.
        """
        if self.loss == "squared_error":
            return ((OUTPUTS[self.output](z) - Y) ** 2).sum(axis=1) / 2
        if self.output == "softmax":
            return each_softmax_cross_entropy(Y, z)
        return each_cross_entropy_from_logits(Y, z).sum(axis=1)

    def output_error(self, Y, z):
        """Return δ = dL/dz at the output for each sample, n times its share of dL/dZ.

        With cross-entropy the derivative of the output cancels: δ = a - y. With squared
        error it stays: δ = (a - y) σ′(z).
        """
        a = OUTPUTS[self.output](z)
        if self.loss == "cross_entropy" or self.output == "identity":
            a -= Y
            return a
        error = a - Y
        if self.output == "sigmoid":
            return error * derivative("sigmoid", z, a)
        return a * (error - (error * a).sum(axis=1, keepdims=True))

    def gradients(self, X, Y, scale=1.0):
        """Return the Z of the output, and scale times the gradients of the loss.

        All gradients are linear in δ, so that scaling δ is enough: with η for the scale
        they are the steps, and with a column of weights each sample has its own. The
        loss is a mean, and so δ is divided by the number of samples.
        """
        Z, A = self.forward(X)
        delta = self.output_error(Y, Z[-1])
        delta *= scale / len(X)
        return Z[-1], *self.backward(delta, Z, A)

    def descend(self, X, Y, order, size, learning_rate, weights=None):
        """Step down the gradient of one batch after the other, in place.

        `order` holds the row numbers of the samples, `size` of them make a batch. The
        loss is returned, of each sample as it was before its step; nan on overflow.
        """
        Y, z = Y.take(order, axis=0), []  # take is Y[order], but faster
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            for start in range(0, len(order), size):
                batch = slice(start, start + size)
                scale = learning_rate
                if weights is not None:
                    scale = learning_rate * weights[order[batch], np.newaxis]
                x = X.take(order[batch], axis=0)
                z.append(self.gradients(x, Y[batch], scale)[0])
                self.parameters -= self.gradient
            z = np.concatenate(z)
            if not (np.isfinite(z).all() and np.isfinite(self.parameters).all()):
                return np.nan
            losses = self.output_losses(Y, z)
            return float(
                np.mean(losses if weights is None else weights[order] * losses)
            )


# The model ----------------------------------------------------------------------------


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
    n_features_in_, feature_names_in_ : int, ndarray of str
        Columns of X; the second only if X was a DataFrame with names.
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
    def _predicts_numbers(self):
        return self.output == "identity"

    @property
    def _estimator_type(self):
        return "regressor" if self._predicts_numbers else "classifier"

    @property
    def _multi_output(self):
        return self._predicts_numbers

    def fit(self, X, y, sample_weight=None):
        """Learn from X, shape (n, m), and y; return the network itself.

        y is (n,) labels; with output="identity" (n,) or (n, outputs) numbers; with
        output="sigmoid" also (n, labels) of 0 and 1 that do not exclude each other.
        With `sample_weight`, of shape (n,), the mean over the samples is weighted; a
        sample of weight 0 takes no part.

        Raises
        ------
        TypeError, ValueError
            If X, y or a hyperparameter is not what it should be.
        FloatingPointError
            If numbers overflow; the weights are left as they were before that epoch.
        """
        names, X = column_names(X), check_X(X)
        target, Y = Target.encode(y, self.output)
        check_rows(X, Y)
        X, Y, weights = weighted(X, Y, sample_weight)
        n, epochs = len(X), whole_number(self.epochs, "epochs")
        learning_rate = positive_number(self.learning_rate, "learning_rate")
        shuffle = truth(self.shuffle, "shuffle")
        size = n if self.batch_size is None else self.batch_size
        size = whole_number(size, "batch_size", minimum=1)
        rng = np.random.default_rng(whole_number(self.seed, "seed"))
        sizes = layer_sizes(X.shape[1], self.hidden, Y.shape[1])
        start = initial_weights(sizes, self.init, rng)
        network = self._network(*start, target.output)
        record = whole_number(self.record, "record")
        trace = Trace(record or 2, start=(network.coefs, network.intercepts))

        self._remember_features(X, names)
        self.coefs_, self.intercepts_ = network.coefs, network.intercepts
        self.out_activation_, self.classes_ = target.output, target.classes
        self._target, self.loss_curve_, self.n_iter_ = target, [], 0
        vars(self).pop("history_", None)  # of a fit before
        for epoch in self._progress(range(epochs)):
            before = network.parameters.copy()
            order = rng.permutation(n) if shuffle else np.arange(n)
            loss = network.descend(X, Y, order, size, learning_rate, weights)
            if not np.isfinite(loss):
                network.parameters[:] = before  # of which coefs_ are views
                raise FloatingPointError(self._too_fast("The weights overflow"))
            self.n_iter_ = epoch + 1
            self.loss_curve_.append(loss)
            trace.add((network.coefs, network.intercepts))
        if record:
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
        X = check_X(X)
        if X.shape[1] != sizes[0]:
            raise ValueError(
                f"X has {X.shape[1]} features, but MLP is expecting {sizes[0]} "
                "features as input."
            )
        network = self._network(*weights, output)
        Y = _check_targets(Y, (len(X), sizes[-1]), network)
        with np.errstate(over="ignore", under="ignore"):
            z, *gradients = network.gradients(X, Y)
            loss = network.output_losses(Y, z).mean()
        return float(loss), *gradients

    def _progress(self, epochs):
        if not self.verbose:
            return epochs
        from tqdm import tqdm  # only here, for it takes as long to import as the rest

        return tqdm(epochs)

    def _network(self, coefs, intercepts, output):
        activation = choice(self.activation, "activation", tuple(ACTIVATIONS))
        loss = choose_loss(output, self.loss)
        return Network(coefs, intercepts, activation, output, loss)

    def _output_z(self, X):
        X = self._check_fitted_X(X)
        network = self._network(self.coefs_, self.intercepts_, self.out_activation_)
        return network.forward(X)[0][-1]

    @for_classifiers
    def decision_function(self, X):
        """Return z of the output, (n, outputs), or for two classes log-odds, (n,)."""
        z = self._output_z(X)
        if z.shape[1] == 1:
            return z[:, 0]
        if z.shape[1] == 2 and self._target.is_vector:
            return z[:, 1] - z[:, 0]
        return z

    @for_classifiers
    def predict_proba(self, X):
        """Return the probabilities, (n, classes), or (n, labels) for several labels.

        Sigmoids for more than two classes are divided by their sum.
        """
        z = self._output_z(X)
        if self.out_activation_ == "softmax":
            return softmax(z)
        if not self._target.is_vector:
            return sigmoid(z)
        if z.shape[1] == 1:
            return sigmoid(np.hstack([-z, z]))
        return softmax(-np.logaddexp(0, -z))  # the logarithms of the sigmoids

    def predict(self, X):
        """Return labels or numbers, in the form of the y that was learned from."""
        z = self._output_z(X)
        return self._target.decode(z)

    def score(self, X, y, sample_weight=None):
        """Return the accuracy or, if numbers are predicted, the mean R²."""
        if self._predicts_numbers:
            return r_squared(y, self.predict(X), sample_weight)
        return accuracy(y, self.predict(X), self.classes_, sample_weight)


def _check_targets(Y, shape, network):
    """Return the targets of a step as a float64 matrix of that shape."""
    Y = finite_array(Y, "Y")
    if Y.shape != shape:
        raise ValueError(
            f"Y must have shape {shape}, a row for each sample and a column for each "
            f"output, but it has {Y.shape}."
        )
    outside = Y[(Y < 0) | (Y > 1)]
    if network.loss == "cross_entropy" and outside.size:
        raise ValueError(f"Y must lie in [0, 1], but it holds {outside[0]}.")
    if network.output == "softmax" and np.abs(Y.sum(axis=1) - 1).max() > 1e-9:
        raise ValueError("Each row of Y must sum to 1, for softmax gives such rows.")
    return Y
