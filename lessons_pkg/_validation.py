"""Checks of what the reader passes in, so that a mistake gets one clear sentence.

Each helper takes a value and the name it goes by in the caller's signature, and returns
the value in the form that the caller computes with. `elementwise` does this for a whole
function, which then holds nothing but its formula. No helper repairs data: whatever
is wrong is refused.
"""

import functools
import inspect
import operator

import numpy as np

BLOCK = 32_768  # elements; a block and its temporaries stay in the processor's cache
# The type of the result and of the computation; all that is not here is float64.
PRECISION = {"e": (np.float16, np.float32), "f": (np.float32, np.float32)}
KINDS = {
    "U": "text",
    "S": "bytes",
    "c": "complex numbers",
    "O": "Python objects",
    "M": "dates",
    "m": "time spans",
    "V": "records",
}
CONTRACT = """\
Parameters
----------
{name} : float or array_like of float
    Any shape, the empty one included. float32 and float16 keep their precision,
    every other real type becomes float64.

Returns
-------
float or ndarray
    The same shape as {name}: a Python number gives a float.

Raises
------
TypeError
    If {name} does not hold real numbers.

"""


def real_array(value, name):
    """Return value as an array of real numbers, of whatever real type it holds."""
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} must hold real numbers, but it is a masked array.")
    if isinstance(value, int):
        value = float(value)  # NumPy would keep one beyond 64 bits as an object
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must be rectangular, but its rows differ.") from None
    if array.dtype.kind not in "biuf":
        held = KINDS.get(array.dtype.kind, str(array.dtype))
        raise TypeError(f"{name} must hold real numbers, but it holds {held}.")
    return array


def finite_array(value, name):
    """Return value as a non-empty float64 array without nan or infinity."""
    array = real_array(value, name).astype(np.float64)
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, but its shape is {array.shape}.")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but it holds nan or infinity.")
    return array


def finite_number(value, name):
    """Return value as a finite float."""
    array = real_array(value, name)
    if array.ndim or not np.isfinite(array):
        raise ValueError(f"{name} must be one finite number, but it is {value!r}.")
    return float(array)


def whole_number(value, name, minimum=0):
    """Return value as an int of at least minimum."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, but it is {value!r}.") from None
    if number < minimum:
        raise ValueError(f"{name} must be at least {minimum}, but it is {number}.")
    return number


def choice(value, name, options):
    """Return value if it is one of the options."""
    if value not in options:
        wanted = ", ".join(map(repr, options))
        raise ValueError(f"{name} must be one of {wanted}, but it is {value!r}.")
    return value


def elementwise(function):
    """Let a formula for a one-dimensional float array take any real number or array.

    The formula is computed block by block, so that its intermediate results stay in
    cache. Underflow is silent: there the nearest float is the right answer.

    Parameters
    ----------
    function : callable
        Maps a one-dimensional float32 or float64 array, its first parameter, to an
        array of the same length. Other parameters are passed on.

    Returns
    -------
    callable
        The same function for numbers and arrays of any shape. Its docstring gains
        the sections Parameters, Returns and Raises unless it has its own.

    Examples
    --------
    >>> @elementwise
    ... def cube(z):
    ...     return z * z * z
    >>> cube(2)
    8.0
    >>> cube([[1, 2], [3, 4]])
    array([[ 1.,  8.],
           [27., 64.]])
    """
    signature = inspect.signature(function)
    name = next(iter(signature.parameters))

    @functools.wraps(function)
    def checked(*args, **kwargs):
        if not args:  # z was given by its name, or not at all
            bound = signature.bind(**kwargs)
            args, kwargs = bound.args, bound.kwargs
        array = real_array(args[0], name)
        dtype, working = PRECISION.get(array.dtype.char, (np.float64, np.float64))
        flat = array.astype(working, copy=False).ravel()
        with np.errstate(under="ignore"):
            if flat.size <= BLOCK:
                out = function(flat, *args[1:], **kwargs).astype(dtype, copy=False)
            else:
                out = np.empty(flat.size, dtype)
                for start in range(0, flat.size, BLOCK):
                    block = slice(start, start + BLOCK)
                    out[block] = function(flat[block], *args[1:], **kwargs)
        if array.ndim:
            return out.reshape(array.shape)
        if isinstance(args[0], int | float) and not isinstance(args[0], np.generic):
            return float(out[0])  # np.float64 is a float too, and stays what it is
        return out[0]

    doc = inspect.getdoc(function) or ""
    if "Parameters\n---" not in doc:
        contract = CONTRACT.format(name=name)
        checked.__doc__ = doc.replace("Examples\n---", f"{contract}Examples\n---", 1)
    return checked
