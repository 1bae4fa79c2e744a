"""Checks of what the reader passes in, so that a mistake gets one clear sentence.

Each helper takes a value and the name it goes by in the caller's signature, and returns
the value in the form that the caller computes with. `elementwise` does this for a whole
function, which then holds nothing but its formula. No helper repairs data: whatever
is wrong is refused.
"""

import functools
import operator
import textwrap

import numpy as np

BLOCK = 32_768  # elements; a block and its temporaries stay in the processor's cache
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
    Any shape, the empty one included. float32 and float16 keep their type, every
    other real type becomes float64, in which all of them are computed.

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
    # An array compares entry by entry, so its type is looked at before its value.
    if not any(isinstance(value, type(o)) and value == o for o in options):
        wanted = ", ".join(map(repr, options))
        raise ValueError(f"{name} must be one of {wanted}, but it is {value!r}.")
    return value


def truth(value, name):
    """Return value as a bool if it is True or False."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be True or False, but it is {value!r}.")
    return bool(value)


def elementwise(function):
    """Let a formula for float arrays take any real number or array.

    The formula is computed block by block, so that its intermediate results stay in
    cache. Underflow is silent: there the nearest float is the right answer.

    Parameters
    ----------
    function : callable
        Maps a float64 array, its first parameter, to an array of the same
        shape. Other parameters are passed on.

    Returns
    -------
    callable
        The same function for numbers and arrays of any shape. Its docstring gains
        the sections Parameters, Returns and Raises unless it has its own. Its
        attribute `unchecked` is the function for float64 arrays that are checked
        already; training calls that one, for a small batch twice as fast.

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
    name = function.__code__.co_varnames[0]

    def unchecked(array, *args, **kwargs):
        if array.size <= BLOCK:
            return function(array, *args, **kwargs)
        flat = array.ravel()
        out = np.empty_like(flat)
        for start in range(0, flat.size, BLOCK):
            block = slice(start, start + BLOCK)
            out[block] = function(flat[block], *args, **kwargs)
        return out.reshape(array.shape)

    @functools.wraps(function)
    def checked(*args, **kwargs):
        if not args and name in kwargs:
            args = (kwargs.pop(name),)
        if not args:
            return function(**kwargs)  # which says what is missing
        array = real_array(args[0], name)
        dtype = array.dtype if array.dtype in (np.float16, np.float32) else np.float64
        flat = array.astype(np.float64, copy=False).ravel()
        with np.errstate(under="ignore"):
            out = unchecked(flat, *args[1:], **kwargs).astype(dtype, copy=False)
        if array.ndim:
            return out.reshape(array.shape)
        if isinstance(args[0], int | float) and not isinstance(args[0], np.generic):
            return float(out[0])  # np.float64 is a float too, and stays what it is
        return out[0]

    checked.unchecked = unchecked
    doc = function.__doc__ or ""
    head, examples, tail = doc.partition("Examples\n")
    if examples and "Parameters\n" not in head:
        margin = head.rpartition("\n")[2]  # of none from Python 3.13 on
        contract = textwrap.indent(CONTRACT.format(name=name), margin).lstrip()
        checked.__doc__ = head + contract + margin + examples + tail
    return checked
