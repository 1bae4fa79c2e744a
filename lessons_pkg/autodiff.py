"""A number that remembers how it was made, and so finds its derivative by each input.

Every operation of `Value` is one rule on floats, which returns the result and beside it
the local derivative by each operand; `backward` multiplies those along the paths of the
computation graph and adds up the paths, and that is the whole chain rule. Arrays,
second derivatives and computing a graph anew for a changed input are not here.
"""

import functools
import math
import reprlib
from decimal import Decimal
from numbers import Real

PLAIN = (Real, Decimal)  # plain numbers: int, bool, float, Fraction, np.float32, ...


def operation(rule, symbol=None):
    """Make a method of `Value` from a rule: floats -> (result, slope by each operand).

    A drawing shows the symbol, by default the rule's name. A plain number becomes a
    part of the operation, as in "3 *": no parent, and the slope by it is not looked at.
    """
    symbol = symbol or rule.__name__

    @functools.wraps(rule)
    def method(*operands):
        if not all(isinstance(o, (Value, *PLAIN)) for o in operands):
            return NotImplemented  # the other operand, an array say, may know more
        operands = [o if isinstance(o, Value) else _finite_float(o) for o in operands]
        numbers = [o.data if isinstance(o, Value) else o for o in operands]
        try:
            data, *slopes = rule(*numbers)
            result = Value(data)
            pairs = zip(operands, slopes, strict=True)
            pairs = [(o, slope) for o, slope in pairs if isinstance(o, Value)]
            edges = [(o, _finite_float(slope)) for o, slope in pairs]
        except (ArithmeticError, ValueError):
            given = _write(symbol, numbers)
            raise ValueError(f"{given} has no finite value and slope.") from None
        result.operation = _write(symbol, operands)
        result.parents, result.slopes = zip(*edges, strict=True)
        return result

    return method


def reflected(method):
    """Make x.__rsub__(3), which Python calls for 3 - x, from Value.__sub__."""
    return lambda self, other: method(other, self)


def power(a, b):
    """Return aᵇ, b·aᵇ⁻¹ and aᵇ·log a; the last is nan where a is not positive."""
    y = math.pow(a, b)  # an error where a ** b would be complex
    by_a = b * math.pow(a, b - 1) if b else 0.0
    return y, by_a, y * math.log(a) if a > 0 else math.nan


class Value:
    """A scalar that `+ - * / **` and its methods join into a computation graph.

    The other operand is a Value or a plain number. Two Values are equal only if they
    are the same one: compare their `data`. An operation without a finite real result
    and slope is a ValueError: 1 / 0, the log of 0, `0 ** 0.5`.

    Parameters
    ----------
    data : float
        One finite real number of any type, else TypeError or ValueError. It becomes a
        float, and so does what you assign to `data` later.
    name : str
        What a drawing calls it.

    Attributes
    ----------
    grad : float
        dL/d(this) once `L.backward()` has run; 0 before.
    operation : str
        How it was made, such as ``"*"``, ``"3 *"`` or ``"exp"``; ``""`` for an input.
    parents, slopes : tuple
        The Values it was made from and its local derivative by each; () for an input.

    References
    ----------
    Griewank & Walther (2008), "Evaluating derivatives", 2nd ed., SIAM, chapter 3;
    Linnainmaa (1976), "Taylor expansion of the accumulated rounding error", BIT 16.

    Examples
    --------
    >>> x = Value(2.0, name="x")
    >>> loss = (3 * x - 6).sigmoid()
    >>> loss.backward()
    >>> x
    Value(2.0, name='x', grad=0.75)
    """

    __slots__ = ("_data", "grad", "name", "operation", "parents", "slopes")

    def __init__(self, data, *, name=""):
        self.data, self.grad, self.name = data, 0.0, name
        self.operation, self.parents, self.slopes = "", (), ()

    @property
    def data(self):
        """The number itself, a finite float."""
        return self._data

    @data.setter
    def data(self, number):
        self._data = _finite_float(number)

    __neg__ = operation(lambda a: (-a, -1.0), "-")
    __add__ = operation(lambda a, b: (a + b, 1.0, 1.0), "+")
    __sub__ = operation(lambda a, b: (a - b, 1.0, -1.0), "-")
    __mul__ = operation(lambda a, b: (a * b, b, a), "*")
    __truediv__ = operation(lambda a, b: (a / b, 1 / b, -a / b / b), "/")
    __pow__ = operation(power, "**")
    __radd__, __rsub__ = reflected(__add__), reflected(__sub__)
    __rmul__, __rtruediv__ = reflected(__mul__), reflected(__truediv__)
    __rpow__ = reflected(__pow__)

    @operation
    def exp(a):
        """Return eᵃ, which is its own derivative."""
        return math.exp(a), math.exp(a)

    @operation
    def log(a):
        """Return the natural logarithm of a > 0; its derivative is 1 / a."""
        return math.log(a), 1 / a

    @operation
    def relu(a):
        """Return max(0, a); its derivative is 1 where a > 0 and 0 elsewhere."""
        return (a, 1.0) if a > 0 else (0.0, 0.0)

    @operation
    def tanh(a):
        """Return tanh a; its derivative is 1 - tanh² a, here without cancellation."""
        e = math.exp(-2 * abs(a))
        return math.tanh(a), 4 * e / (1 + e) ** 2

    @operation
    def sigmoid(a):
        """Return σ(a) = 1 / (1 + e⁻ᵃ); its derivative is σ(a)(1 - σ(a))."""
        e = math.exp(-abs(a))  # at most 1, so that nothing overflows
        return (1 if a >= 0 else e) / (1 + e), e / (1 + e) ** 2

    def nodes(self):
        """Return all Values that this one depends on, inputs first and itself last.

        What a Value was made from stands before it. Its `parents` and `slopes` are the
        arrows that lead to it; in x * x there are two from x.

        Examples
        --------
        >>> x = Value(3.0, name="x")
        >>> [node.operation or node.name for node in (x * x + 1).nodes()]
        ['x', '*', '+ 1']
        """
        order, seen, stack = [], set(), [(self, False)]
        while stack:  # recursion would end at a depth of 1000
            node, parents_done = stack.pop()
            if parents_done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend((parent, False) for parent in reversed(node.parents))
        return order

    def backward(self):
        """Set `grad` to d(this)/d(node) in every node of the graph.

        dL/dx = Σ dL/dy · ∂y/∂x over all y made from x. The gradients of an earlier call
        are cleared first; one too large for a float is a ValueError.

        Examples
        --------
        >>> w, x = Value(2.0), Value(3.0)
        >>> (w * x + w).backward()
        >>> w.grad, x.grad
        (4.0, 2.0)
        """
        nodes = self.nodes()
        for node in nodes:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(nodes):  # whatever was made from it has had its turn
            if not math.isfinite(node.grad):
                raise ValueError(f"The gradient of {node} is no finite number.")
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                parent.grad += node.grad * slope

    def __repr__(self):
        name = f"name={self.name!r}, " if self.name else ""
        return f"Value({self.data}, {name}grad={self.grad})"


def _write(symbol, operands):
    """Write down 2.0 and 3.0 as "2 * 3", 2.0 and a Value as "2 *", a Value as "exp"."""
    *first, last = ("" if isinstance(o, Value) else f"{o:g}" for o in operands)
    return " ".join([*first, symbol, last]).strip()


def _finite_float(number):
    if getattr(number, "ndim", None) == 0:  # an array without axes, or np.bool_
        number = number.tolist()
    if isinstance(number, Value):
        raise TypeError("A Value holds a plain number, not a Value: take its data.")
    if not isinstance(number, PLAIN):
        given = reprlib.repr(number)
        raise TypeError(f"A Value holds one real number such as 0.5, not {given}.")
    try:
        data = float(number)
    except OverflowError:
        raise ValueError("A Value holds no number beyond ±1.8e308.") from None
    if not math.isfinite(data):
        raise ValueError(f"A Value holds a finite number, not {number!s}.")
    return data
