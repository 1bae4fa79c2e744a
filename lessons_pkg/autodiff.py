"""A number that remembers how it was made, and can therefore find its own derivatives.

Every operation of `Value` returns a new Value that knows its parents and its derivative
with respect to each of them; `backward` multiplies these along the paths of the
computation graph and adds up the paths, and that is the whole chain rule. Arrays,
second derivatives and computing a graph again for another input are left out.
"""

import functools
import math
import reprlib
import warnings
import weakref
from decimal import Decimal
from numbers import Real

PLAIN = (Real, Decimal)  # plain numbers: int, bool, float, Fraction, np.float32, ...


def operation(symbol):
    """Let a method that combines Values take plain numbers as well.

    The method sees Values only. Afterwards a plain number is no parent but a part of
    the operation: 3 * x is labelled "3 *", and its only parent is x. A result or a
    derivative that is not finite is a ValueError.
    """

    def decorate(method):
        binary = method.__code__.co_argcount == 2

        @functools.wraps(method)
        def decorated(*operands):
            if binary and not all(isinstance(o, (Value, *PLAIN)) for o in operands):
                return NotImplemented  # the other operand, an array say, may know more
            values = [o if isinstance(o, Value) else Value(o) for o in operands]
            try:
                result = method(*values)
            except (ArithmeticError, ValueError):
                written = _write(symbol, values)
                raise ValueError(f"{written} is not a finite real number.") from None
            real = [i for i, o in enumerate(operands) if isinstance(o, Value)]
            result.operation = _write(symbol, values, hidden=real)
            result.parents = tuple(result.parents[i] for i in real)
            result.slopes = tuple(result.slopes[i] for i in real)
            if any(map(math.isinf, result.slopes)):
                written = _write(symbol, values)
                raise ValueError(f"{written} has no finite derivative.")
            return result

        return decorated

    return decorate


class Value:
    """A number that `+ - * / **` and its methods join into a computation graph.

    The other operand is a Value or a plain number. Each result is a new Value: its
    `parents` are the Values it was made from, and its `slopes` are its derivatives with
    respect to them. An operation that has no finite real result, such as 1 / 0, or no
    finite derivative, such as ``0 ** 0.5``, is a ValueError.

    Parameters
    ----------
    data : float
        One finite real number of any type, else TypeError or ValueError. It becomes a
        float, and so does what you assign to `data` later.
    parents, slopes : sequence, optional
        Needed only for an operation of your own: the Values that data was computed
        from, and for each of them the derivative of data with respect to it.
    name : str, optional
        What a drawing calls it.

    Attributes
    ----------
    grad : float
        dL/d(this) once `L.backward()` has run; 0 before.
    operation : str
        How it was made, such as ``"*"``, ``"3 *"`` or ``"exp"``; ``""`` for an input.
    parents, slopes : tuple
        The Values it was made from and its derivative with respect to each; () for an
        input.

    Notes
    -----
    ``<``, ``<=``, ``>`` and ``>=`` compare the numbers, so that `max`, `min` and
    `sorted` work (``max(v, 0)`` is v itself or a plain 0; ``v.relu()`` is always a
    Value), and a Value is true unless its number is 0. ``==`` is different: two Values
    are equal only if they are the same one, since two nodes of a graph can hold the
    same number. Use ``v.data == 2``, because ``v == 2`` is a TypeError.

    ``float(v)``, ``int(v)``, ``round(v, 2)``, ``f"{v:.2f}"`` and the functions of the
    module `math` take the number out of the graph: no gradient passes through
    ``math.exp(v)``, but it does through ``v.exp()``, ``np.exp(v)`` and ``abs(v)``.

    A copy by `copy.deepcopy` or `pickle` holds the whole graph, however deep it is, and
    Values that are copied together still share what they shared.

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

    An operation of your own:

    >>> y = Value(math.sin(x.data), parents=[x], slopes=[math.cos(x.data)])
    >>> y.backward()
    >>> f"sine {y:.4f}, derivative {x.grad:.4f}"
    'sine 0.9093, derivative -0.4161'
    """

    __slots__ = ("_data", "grad", "name", "operation", "parents", "slopes")

    def __init__(self, data, *, parents=(), slopes=(), name=""):
        self.data, self.grad = data, 0.0
        self.name, self.operation = name, ""
        self.parents, self.slopes = tuple(parents), tuple(map(float, slopes))
        if not all(isinstance(parent, Value) for parent in self.parents):
            raise TypeError(f"parents must be Values, but they are {parents!r}.")
        if len(self.parents) != len(self.slopes):
            raise ValueError(
                f"Each parent needs one slope, but there are {len(self.parents)} "
                f"parents and {len(self.slopes)} slopes."
            )

    @property
    def data(self):
        """The number itself, a finite float."""
        return self._data

    @data.setter
    def data(self, number):
        self._data = _finite_float(number)

    # The operations, each with its derivatives.

    @operation("+")
    def __add__(self, other):
        """Return self + other; the derivatives are 1 and 1."""
        a, b = self.data, other.data
        return Value(a + b, parents=(self, other), slopes=(1, 1))

    @operation("-")
    def __sub__(self, other):
        """Return self - other; the derivatives are 1 and -1."""
        a, b = self.data, other.data
        return Value(a - b, parents=(self, other), slopes=(1, -1))

    @operation("*")
    def __mul__(self, other):
        """Return self · other; the derivatives are other and self."""
        a, b = self.data, other.data
        return Value(a * b, parents=(self, other), slopes=(b, a))

    @operation("/")
    def __truediv__(self, other):
        """Return self / other; the derivatives are 1 / other and -self / other²."""
        a, b = self.data, other.data
        return Value(a / b, parents=(self, other), slopes=(1 / b, -a / b / b))

    @operation("**")
    def __pow__(self, other):
        """Return aᵇ for a = self, b = other; the derivatives are b·aᵇ⁻¹ and aᵇ·log a.

        A negative a takes a whole b only. Then there is no derivative with respect to
        b, because the powers next to aᵇ are not real; nor is there one at ``0 ** 0``.
        That slope is nan, and if b is a Value, `backward` warns.
        """
        a, b = self.data, other.data
        y = math.pow(a, b)
        by_a = b * _power_or_inf(a, b - 1) if b != 0 else 0.0
        if a > 0:
            by_b = y * math.log(a)
        elif a == 0 and b > 0:
            by_b = 0.0
        else:
            by_b = math.nan
        return Value(y, parents=(self, other), slopes=(by_a, by_b))

    @operation("-")
    def __neg__(self):
        """Return -self; the derivative is -1."""
        return Value(-self.data, parents=(self,), slopes=(-1,))

    @operation("abs")
    def __abs__(self):
        """Return |self|; the derivative is the sign of self, and 0 at the kink."""
        a = self.data
        sign = (a > 0) - (a < 0)
        return Value(abs(a), parents=(self,), slopes=(sign,))

    @operation("exp")
    def exp(self):
        """Return eᵃ for a = self, which is its own derivative.

        Examples
        --------
        >>> Value(0.0).exp().slopes
        (1.0,)
        """
        y = math.exp(self.data)
        return Value(y, parents=(self,), slopes=(y,))

    @operation("log")
    def log(self):
        """Return the natural logarithm of self > 0; the derivative is 1 / self.

        Examples
        --------
        >>> Value(4.0).log().slopes
        (0.25,)
        """
        a = self.data
        return Value(math.log(a), parents=(self,), slopes=(1 / a,))

    @operation("relu")
    def relu(self):
        """Return max(0, self); the derivative is 1 where self > 0 and 0 elsewhere.

        Examples
        --------
        >>> [Value(a).relu().data for a in (-3.0, 3.0)]
        [0.0, 3.0]
        """
        a = self.data
        slope = 1.0 if a > 0 else 0.0
        return Value(max(0.0, a), parents=(self,), slopes=(slope,))

    @operation("tanh")
    def tanh(self):
        """Return tanh a for a = self; the derivative is 1 - tanh² a.

        Examples
        --------
        >>> Value(0.0).tanh().slopes
        (1.0,)
        """
        a = self.data
        e = math.exp(-2 * abs(a))
        slope = 4 * e / (1 + e) ** 2  # the same as 1 - tanh² a, without cancellation
        return Value(math.tanh(a), parents=(self,), slopes=(slope,))

    @operation("sigmoid")
    def sigmoid(self):
        """Return σ(a) = 1 / (1 + e⁻ᵃ) for a = self; the derivative is σ(a)(1 - σ(a)).

        Examples
        --------
        >>> Value(0.0).sigmoid().slopes
        (0.25,)
        """
        a = self.data
        e = math.exp(-abs(a))  # at most 1, so that nothing overflows
        y = (1 if a >= 0 else e) / (1 + e)
        slope = e / (1 + e) ** 2  # the same as σ(a)(1 - σ(a)), without cancellation
        return Value(y, parents=(self,), slopes=(slope,))

    # Python calls these for 3 + x, where the plain number stands first.

    def __radd__(self, number):
        """Return number + self."""
        return Value.__add__(number, self)

    def __rsub__(self, number):
        """Return number - self."""
        return Value.__sub__(number, self)

    def __rmul__(self, number):
        """Return number · self."""
        return Value.__mul__(number, self)

    def __rtruediv__(self, number):
        """Return number / self."""
        return Value.__truediv__(number, self)

    def __rpow__(self, number):
        """Return number to the power of self."""
        return Value.__pow__(number, self)

    def __pos__(self):
        """Return self."""
        return self

    # The walk.

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
        are cleared first. A gradient too large for a float is a ValueError. One that
        does not exist, that of the exponent in ``(-2) ** b``, is nan, and a
        RuntimeWarning says so; the others are right.

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
        for node in reversed(nodes):  # everything made from it has had its turn
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                parent.grad += node.grad * slope
                if not math.isfinite(parent.grad):
                    _report(parent, node, slope)

    # What every Python number can do. The results of these are outside the graph.

    def __lt__(self, other):
        """Return whether the number is less than other, a Value or a plain number."""
        return self.data < _number(other)

    def __le__(self, other):
        """Return whether the number is at most other, a Value or a plain number."""
        return self.data <= _number(other)

    def __gt__(self, other):
        """Return whether the number is greater than other, a Value or plain number."""
        return self.data > _number(other)

    def __ge__(self, other):
        """Return whether the number is at least other, a Value or a plain number."""
        return self.data >= _number(other)

    def __eq__(self, other):
        """Return whether other is this same node; a plain number is a TypeError."""
        if isinstance(other, PLAIN):
            raise TypeError("A Value equals only itself: compare numbers, v.data == 2.")
        return object.__eq__(self, other)

    __hash__ = object.__hash__  # of this same node, as in ==

    def __bool__(self):
        """Return whether the number is other than 0."""
        return self.data != 0

    def __float__(self):
        """Return the number."""
        return self.data

    def __int__(self):
        """Return the number without its decimals."""
        return int(self.data)

    def __round__(self, digits=None):
        """Return the number, rounded as a float is."""
        return round(self.data, digits)

    def __format__(self, spec):
        """Format the number as a float, or the Value if there is no format."""
        return format(self.data, spec) if spec else str(self)

    def __repr__(self):
        """Return the number, the name if there is one, and the gradient."""
        name = f"name={self.name!r}, " if self.name else ""
        return f"Value({self.data}, {name}grad={self.grad})"

    # Copies: copy.copy makes one node, copy.deepcopy and pickle the whole graph.

    def __copy__(self):
        """Return another node with the same number, parents and slopes."""
        twin, (attributes, slots) = _blank(type(self)), _state(self)
        for name, value in {**(attributes or {}), **slots}.items():
            setattr(twin, name, value)
        return twin

    def __reduce_ex__(self, protocol):
        """Return what `pickle` and `copy.deepcopy` rebuild the graph from."""
        return _last, ([_step(node) for node in self.nodes()],)


class _Step:
    """Stands for one node where a graph is pickled or copied.

    A Value is pickled as the list of its nodes, parents first. Each step then finds its
    parents written already, and no recursion walks back to the inputs.
    """

    __slots__ = ("__weakref__", "node")

    def __init__(self, node):
        self.node = node

    def __reduce_ex__(self, protocol):
        attributes, slots = _state(self.node)
        slots["parents"] = tuple(map(_step, self.node.parents))
        return _blank, (type(self.node),), (attributes, slots)


# By the id of the node: while a pickle is written, one step stands for one node, and so
# Values that are pickled together share their nodes afterwards too.
_steps = weakref.WeakValueDictionary()


def _step(node):
    return _steps.setdefault(id(node), _Step(node))


def _state(node):
    """Return the attributes of a subclass, or None, and those that every Value has."""
    return object.__reduce_ex__(node, 2)[2]


def _blank(kind):
    return kind.__new__(kind)


def _last(nodes):
    return nodes[-1]


def _report(parent, node, slope):
    """Say that a gradient is too large, or that there is none."""
    if math.isinf(parent.grad):
        raise ValueError(f"The gradient of {parent} is too large for a float.")
    if not math.isfinite(slope):  # else it is nan because of another one, already told
        warnings.warn(
            f"{parent} gets the gradient nan: {node} has no derivative with respect to "
            "it. (A negative number to the power b has none with respect to b; make b "
            "a plain number if you need none.)",
            RuntimeWarning,
            stacklevel=3,
        )


def _power_or_inf(a, b):
    try:
        return math.pow(a, b)
    except (OverflowError, ValueError):  # too large; 0 to a negative power
        return math.inf


def _write(symbol, values, hidden=()):
    """Write 2.0 and 3.0 as "2 * 3", without the hidden ones as "2 *", "* 3" or "*"."""
    *first, last = (
        "" if i in hidden else f"{value.data:g}" for i, value in enumerate(values)
    )
    if symbol == "**" and first[0].startswith("-"):
        first = [f"({first[0]})"]
    return " ".join([*first, symbol, last]).strip()


def _number(operand):
    return operand.data if isinstance(operand, Value) else operand


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
