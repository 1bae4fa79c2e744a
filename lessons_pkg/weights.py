"""Where a network starts: weights drawn at random, all zero, or given.

Equal neurons with equal weights get equal gradients and stay equal, so that chance has
to break the symmetry; zeros are here to show it. Weights that are given are checked
against the sizes of the layers and copied.
"""

import itertools

import numpy as np

from lessons_pkg._validation import finite_array, whole_number


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

    Parameters
    ----------
    sizes : sequence of int
        Features, neurons of each hidden layer, outputs.
    init : {"random", "zeros"} or (coefs, intercepts)
        Uniform within ±√(6 / (inputs + outputs)), with intercepts of 0; or all 0; or
        two lists of arrays of these shapes.
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
