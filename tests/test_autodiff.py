"""Value's gradients against calculus, finite differences, SymPy and PyTorch.

PyTorch is used where it is installed. After the gradients comes what a Value has in
common with a Python number: comparing, printing, copying, and being refused clearly.
"""

import copy
import functools
import gc
import inspect
import math
import operator
import pickle
import sys
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st

from lessons_pkg import activation, autodiff
from lessons_pkg.autodiff import Value
from lessons_pkg.gradient import check_gradient, numerical_gradient

close = functools.partial(pytest.approx, abs=0)  # its own default is 1e-12

# A program is a list of steps (name, i, j); each appends STEPS[name] of the values i
# and j (modulo the number there are) and the last value is the result. A value can be
# used many times, so that programs make graphs and not trees only. Every step is smooth
# and defined everywhere, for Values, floats, SymPy and PyTorch alike: F has functions.
STEPS = {
    "add": lambda F, a, b: a + b,
    "subtract": lambda F, a, b: a - b,
    "multiply": lambda F, a, b: a * b,
    "divide": lambda F, a, b: a / (b * b + 1),
    "power": lambda F, a, b: (a * a + 1) ** F.tanh(b),
    "square": lambda F, a, b: a**2,
    "inverse": lambda F, a, b: (a**2 + 2) ** -1.5,
    "from a number": lambda F, a, b: 3 - a,
    "over a number": lambda F, a, b: a / 4 + 2 / (a * a + 1),
    "power of a number": lambda F, a, b: 2 ** F.tanh(a),
    "negative": lambda F, a, b: -a,
    "exp": lambda F, a, b: F.exp(-a * b / 4),
    "log": lambda F, a, b: F.log(a * a + 1),
    "tanh": lambda F, a, b: F.tanh(a),
    "sigmoid": lambda F, a, b: F.sigmoid(a),
}
step = st.tuples(st.sampled_from(list(STEPS)), st.integers(0, 20), st.integers(0, 20))
programs = st.lists(step, min_size=1, max_size=8)
inputs = st.lists(st.floats(-2, 2), min_size=3, max_size=3)
FLOATS = SimpleNamespace(
    exp=math.exp, log=math.log, tanh=math.tanh, sigmoid=lambda x: 1 / (1 + math.exp(-x))
)
SYMBOLS = SimpleNamespace(
    exp=sympy.exp,
    log=sympy.log,
    tanh=sympy.tanh,
    sigmoid=lambda x: 1 / (1 + sympy.exp(-x)),
)


def run(program, F, values):
    """Return all values of a program, the inputs first and the result last."""
    values = list(values)
    for name, i, j in program:
        a, b = values[i % len(values)], values[j % len(values)]
        values.append(STEPS[name](F, a, b))
    return values


def differentiate(program, x):
    """Return what the program makes of x, and its gradient, by Value."""
    leaves = [Value(number) for number in x]
    loss = run(program, Value, leaves)[-1]
    loss.backward()
    # A program so steep magnifies the rounding errors that the comparison must ignore.
    assume(all(abs(node.data) < 20 and abs(node.grad) < 20 for node in loss.nodes()))
    return loss, [leaf.grad for leaf in leaves]


@given(programs, inputs)
def test_random_programs_agree_with_nudges(program, x):
    loss, gradient = differentiate(program, x)
    assert loss.data == pytest.approx(run(program, FLOATS, x)[-1], rel=1e-13, abs=1e-13)
    nudged = numerical_gradient(lambda x: run(program, FLOATS, x.tolist())[-1], x)
    np.testing.assert_allclose(gradient, nudged, rtol=1e-7, atol=1e-7)


@given(programs, inputs)
def test_random_programs_agree_with_sympy(program, x):
    _, gradient = differentiate(program, x)
    symbols = sympy.symbols("x:3", real=True)
    formula = run(program, SYMBOLS, symbols)[-1]
    at = dict(zip(symbols, map(sympy.Rational, x), strict=True))
    exact = [float(formula.diff(s).evalf(30, subs=at)) for s in symbols]
    np.testing.assert_allclose(gradient, exact, rtol=1e-12, atol=1e-12)


@given(programs, inputs)
def test_random_programs_agree_with_pytorch(program, x):
    torch = pytest.importorskip("torch")
    loss, gradient = differentiate(program, x)
    leaves = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in x]
    result = run(program, torch, leaves)[-1]
    result.backward()
    expected = [0.0 if leaf.grad is None else leaf.grad.item() for leaf in leaves]
    assert loss.data == pytest.approx(result.item(), rel=1e-12, abs=1e-12)
    np.testing.assert_allclose(gradient, expected, rtol=1e-12, atol=1e-12)


@given(programs, inputs)
def test_nodes_are_the_graph_in_topological_order(program, x):
    values = run(program, Value, [Value(number) for number in x])
    nodes = values[-1].nodes()
    assert nodes[-1] is values[-1]
    place = {node: i for i, node in enumerate(nodes)}
    assert len(place) == len(nodes)
    for node in nodes:
        assert all(place[parent] < place[node] for parent in node.parents)
        assert len(node.parents) == len(node.slopes)
    reached = {parent for node in nodes for parent in node.parents} | {values[-1]}
    assert reached == set(nodes)


a, b = sympy.symbols("a b")
RULES = {
    "+": (operator.add, a + b, 2),
    "-": (operator.sub, a - b, 2),
    "*": (operator.mul, a * b, 2),
    "/": (operator.truediv, a / b, 2),
    "**": (operator.pow, a**b, 2),
    "minus": (operator.neg, -a, 1),
    "abs": (operator.abs, sympy.sqrt(a * a), 1),
    "exp": (Value.exp, sympy.exp(a), 1),
    "log": (Value.log, sympy.log(a), 1),
    "tanh": (Value.tanh, sympy.tanh(a), 1),
    "sigmoid": (Value.sigmoid, 1 / (1 + sympy.exp(-a)), 1),
}
every_rule = pytest.mark.parametrize(
    ("method", "formula", "arity"), RULES.values(), ids=RULES
)


@every_rule
@pytest.mark.parametrize("numbers", [(0.3, 1.7), (2.5, -3.25), (7.0, 2.0), (1e-9, 3.0)])
def test_each_rule_holds_its_derivative(method, formula, arity, numbers):
    operands = [Value(number) for number in numbers[:arity]]
    result = method(*operands)
    at = dict(zip((a, b), map(sympy.Rational, numbers), strict=True))
    assert result.data == close(float(formula.evalf(40, subs=at)), rel=1e-15)
    exact = [float(formula.diff(s).evalf(40, subs=at)) for s in (a, b)[:arity]]
    assert result.slopes == close(exact, rel=1e-15)
    assert result.parents == tuple(operands)


@pytest.mark.parametrize("combine", [rule[0] for rule in list(RULES.values())[:5]])
@pytest.mark.parametrize(
    "number",
    [
        *(3, 0.5, True, Fraction(1, 4), Decimal("0.25")),
        *(np.float64(2.5), np.float32(2.5), np.int8(3), np.True_, np.array(2.5)),
    ],
    ids=repr,
)
def test_a_number_stands_on_either_side(combine, number):
    for left, right in [(Value(1.5), number), (number, Value(1.5))]:
        mixed = combine(left, right)
        values = [Value(v.data if isinstance(v, Value) else v) for v in (left, right)]
        both = combine(*values)
        assert type(mixed) is Value
        assert type(mixed.data) is float
        assert mixed.data == both.data
        (kept,) = (i for i, v in enumerate((left, right)) if isinstance(v, Value))
        assert mixed.parents == ((left, right)[kept],)
        assert mixed.slopes == (both.slopes[kept],)


def gradients(loss, *values):
    loss.backward()
    return [value.grad for value in values]


def test_a_value_used_twice_counts_twice():
    x = Value(3.0)
    assert gradients(x * x, x) == [6]
    assert gradients(x + x, x) == [2]
    assert gradients(x - x, x) == [0]
    assert gradients(x / x, x) == [pytest.approx(0, abs=1e-16)]
    assert gradients(x**x, x) == [close(27 * (1 + math.log(3)), rel=1e-15)]


def test_the_paths_of_a_diamond_add_up():
    x = Value(2.0)
    left, right = 3 * x, x * x
    loss = left * right  # 3x³
    assert gradients(loss, loss, left, right, x) == [1, 4, 6, 36]


def test_paths_multiply_in_number_without_being_walked_one_by_one():
    x = Value(1.0)
    y = x
    for _ in range(60):  # 2⁶⁰ paths
        y = y + y
    assert gradients(y, x) == [2.0**60]


def test_paths_of_different_length_wait_for_each_other():
    x = Value(0.5)
    y = x * x
    loss = y + (y * y).exp() * x + x
    slope = 1 + 1 + math.exp(x.data**4) * (1 + 4 * x.data**4)
    assert gradients(loss, x) == [close(slope, rel=1e-15)]


def test_depth_is_limited_by_memory_only():
    depth = 50_000
    assert depth > 10 * sys.getrecursionlimit()
    x = Value(1.0)
    y = x
    for _ in range(depth):
        y = y + 1e-5 * x
    assert gradients(y, x) == [close(1.5, rel=1e-9)]
    assert len(y.nodes()) == 2 * depth + 1
    del y  # must not exhaust the stack either


def test_a_second_call_gives_the_same():
    x, w = Value(1.5), Value(-0.5)
    loss = (x * w).tanh() * x
    first = gradients(loss, x, w)
    assert gradients(loss, x, w) == first


def test_another_result_starts_from_zero():
    x, w = Value(1.5), Value(4.0)
    first, second = x * w, x + 1
    assert gradients(first, x, w) == [4, 1.5]
    assert gradients(second, x) == [1]
    assert w.grad == 1.5  # no part of the second, so it is left alone
    assert first.grad == 1
    assert gradients(first + second, x, first) == [5, 1]


def test_a_value_can_be_used_after_its_backward():
    x = Value(3.0)
    y = x * x
    assert gradients(y, x) == [6]
    assert gradients(y + 2 * x, x, y) == [8, 1]
    assert gradients(x, x) == [1]


def test_a_gradient_belongs_to_the_numbers_that_it_was_made_with():
    x = Value(3.0)
    y = x * x
    x.data = 100.0
    assert gradients(y, x) == [6]
    assert y.data == 9
    assert gradients(x * x, x) == [200]


def test_descent_leads_downhill():
    w = Value(0)  # an integer, and yet it moves by fractions
    for _ in range(60):
        loss = (w - 2.5) ** 2
        loss.backward()
        w.data -= 0.25 * w.grad
    assert w.data == pytest.approx(2.5, abs=1e-15)


def test_a_neuron_by_hand():
    x, w, b, y = 2.0, Value(0.5), Value(-0.25), 1.0
    loss = ((w * x + b).sigmoid() - y) ** 2
    out = 1 / (1 + math.exp(-0.75))
    delta = 2 * (out - y) * out * (1 - out)
    assert gradients(loss, w, b) == close([delta * x, delta], rel=1e-14)


def test_it_passes_the_gradient_check_of_the_course():
    def loss(w):
        w = [v if isinstance(v, Value) else Value(v) for v in w]
        return (w[0] * w[1].exp() - w[2].tanh() / w[0]).sigmoid()

    def gradient(x):
        leaves = [Value(v) for v in x]
        return gradients(loss(leaves), *leaves)

    x = [0.7, -1.2, 0.4]
    assert check_gradient(lambda x: loss(x).data, gradient, x) < 1e-9


@pytest.mark.parametrize("z", [-1e308, -745.0, -40.0, -1e-9, 0.0, 37.0, 800.0, 1e308])
@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
def test_the_extremes_agree_with_the_array_functions(name, z):
    module = activation
    result = getattr(Value(z), name)()
    assert result.data == close(getattr(module, name)(z), rel=4e-16)
    slope = getattr(module, f"{name}_derivative")(z)
    assert result.slopes == (close(slope, rel=1e-15),)


def test_the_tails_keep_their_slope():
    assert Value(40.0).sigmoid().slopes[0] == close(math.exp(-40), rel=1e-15)
    assert Value(30.0).tanh().slopes[0] == close(4 * math.exp(-60), rel=1e-15)


def test_a_quotient_does_not_underflow_on_the_way():
    assert (Value(1e-300) / Value(1e-170)).slopes == (1e170, close(-1e40, rel=1e-15))


def test_the_bend_of_relu_has_slope_zero():
    assert [Value(z).relu().slopes for z in (-1.0, 0.0, 1.0)] == [(0,), (0,), (1,)]


@pytest.mark.parametrize("number", [0, 1, 2, 3, -1, -3])
def test_a_whole_power_takes_a_negative_base(number):
    x = Value(-2.0)
    y = x**number
    assert y.data == (-2.0) ** number
    assert gradients(y, x) == [number * (-2.0) ** (number - 1)]


@given(st.floats(-9, -0.1), st.integers(-6, 6))
def test_a_negative_base_takes_a_whole_exponent_that_is_a_value(base, exponent):
    x, n = Value(base), Value(exponent, name="n")
    y = x**n
    assert y.data == base**exponent
    with pytest.warns(
        RuntimeWarning, match=r"Value\(.*name='n'.* gets the gradient nan"
    ):
        y.backward()
    assert x.grad == close(exponent * base ** (exponent - 1), rel=1e-15)
    assert math.isnan(n.grad)
    assert (base ** Value(exponent)).data == y.data


@given(
    st.floats(-9, 9) | st.sampled_from([0.0, -1.0, 1.0]),
    st.integers(-6, 6) | st.floats(-3, 3),
)
@pytest.mark.filterwarnings("ignore:.*gets the gradient nan")
def test_powers_agree_with_pytorch(base, exponent):
    torch = pytest.importorskip("torch")
    ours = Value(base), Value(exponent)
    theirs = [torch.tensor(v.data, dtype=torch.float64) for v in ours]
    for tensor in theirs:
        tensor.requires_grad_()
    expected = theirs[0] ** theirs[1]
    expected.backward()
    expected, slopes = expected.item(), [tensor.grad.item() for tensor in theirs]
    if not (math.isfinite(expected) and math.isfinite(slopes[0])):
        with pytest.raises(ValueError, match=r"is not a finite real|has no finite"):
            ours[0] ** ours[1]
        return
    result = ours[0] ** ours[1]
    assert result.data == close(expected, rel=1e-14)
    if base == exponent == 0:  # PyTorch gives 0, but 0ᵇ jumps from 0 to 1 at b = 0
        slopes[1] = math.nan
    assert result.slopes == close(slopes, rel=1e-13, nan_ok=True)


def test_powers_of_zero():
    x = Value(0)
    assert [(x**n).data for n in (0, 1, 2, 1.5)] == [1, 0, 0, 0]
    assert [(x**n).slopes for n in (0, 1, 2, 1.5)] == [(0,), (1,), (0,), (0,)]
    assert [(0 ** Value(n)).data for n in (0, 0.5, 2)] == [1, 0, 0]
    assert [(0 ** Value(n)).slopes for n in (0.5, 2)] == [(0,), (0,)]
    assert math.isnan((0 ** Value(0)).slopes[0])


def test_a_derivative_that_nobody_needs_may_be_missing():
    y = 1e-200 ** Value(-0.6)  # with respect to 1e-200 it would be about -1e320
    assert y.data == close(1e120, rel=1e-13)
    assert y.slopes == close([-4.605170185988091e122], rel=1e-13)
    with pytest.raises(ValueError, match=r"1e-200 \*\* -0.6 has no finite derivative"):
        Value(1e-200) ** -0.6
    assert (Value(1e-310) / 1e-300).data == close(1e-10, rel=1e-13)


def test_a_missing_gradient_is_told_once_and_kept_out_of_the_data():
    k, x, w = Value(1.5, name="k"), Value(-2.0), Value(4.0)
    n = 2 * k
    n.name = "n"
    loss = w * x**n
    with pytest.warns(RuntimeWarning) as caught:
        loss.backward()
    assert [str(warning.message) for warning in caught] == [
        "Value(3.0, name='n', grad=nan) gets the gradient nan: Value(-8.0, grad=4.0) "
        "has no derivative with respect to it. (A negative number to the power b has "
        "none with respect to b; make b a plain number if you need none.)"
    ]
    assert caught[0].filename == __file__
    assert math.isnan(k.grad)
    assert [x.grad, w.grad] == [48, -8]
    with pytest.raises(ValueError, match="A Value holds a finite number, not nan"):
        k.data -= 0.1 * k.grad
    assert k.data == 1.5
    assert gradients(w * x**3, x, w) == [48, -8]  # the way out that it tells


def test_a_negative_number_to_its_own_power():
    x = Value(-2.0)
    with pytest.warns(RuntimeWarning, match="gets the gradient nan"):
        (x**x).backward()
    assert math.isnan(x.grad)


@given(st.floats(-1e300, 1e300))
def test_abs_has_the_sign_as_its_slope(number):
    y = abs(Value(number))
    assert math.copysign(1, y.data) == 1
    assert y.data == abs(number)
    assert y.slopes == (np.sign(number),)
    assert type(y.slopes[0]) is float


def test_plus_changes_nothing():
    x = Value(3.0)
    assert +x is x


def test_a_drawing_finds_names_and_operations():
    x, w = Value(2, name="x"), Value(3, name="w")
    z = w * x
    z.name = "z"
    loss = 1 / (3 * -z.exp().log() - 0.5) ** 2
    labels = [(n.name, n.operation) for n in loss.nodes()]
    operations = ["exp", "log", "-", "3 *", "- 0.5", "** 2", "1 /"]
    assert labels == [("w", ""), ("x", ""), ("z", "*"), *(("", o) for o in operations)]
    assert [(x + w).operation, abs(x).operation] == ["+", "abs"]
    curves = [x.tanh(), x.relu(), x.sigmoid()]
    assert [curve.operation for curve in curves] == ["tanh", "relu", "sigmoid"]
    assert [(x**w).operation, (2**w).operation, (-3 + w).operation] == [
        "**",
        "2 **",
        "-3 +",
    ]


def test_it_shows_itself():
    x = Value(2, name="x")
    assert repr(x) == "Value(2.0, name='x', grad=0.0)"
    (x * 3).backward()
    assert (
        str([x, Value(0.5)]) == "[Value(2.0, name='x', grad=3.0), Value(0.5, grad=0.0)]"
    )


OPERATIONS = [
    name
    for name, method in vars(Value).items()
    if inspect.isfunction(method) and not name.startswith("__init")
]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_method_says_what_it_does(name):
    method = getattr(Value, name)
    assert method.__doc__.startswith(("Return", "Set", "Format"))
    assert method.__name__ == name
    assert next(iter(inspect.signature(method).parameters)) == "self"


def test_an_operation_of_your_own():
    def sin(x):
        return Value(math.sin(x.data), parents=[x], slopes=[math.cos(x.data)])

    x = Value(0.7)
    y = sin(x * x)
    assert gradients(y, x) == close([2 * 0.7 * math.cos(0.49)], rel=1e-15)
    assert (y.name, y.operation) == ("", "")
    assert Value(np.float64(1), parents=[x], slopes=[np.float32(2)]).slopes == (2,)
    named = Value(1, name="one")
    assert (named.name, named.parents, named.slopes) == ("one", (), ())
    assert y.parents[0].parents == (x, x)
    assert type(y.parents) is tuple


def test_an_operation_of_your_own_needs_parents_and_slopes():
    x = Value(1.0)
    with pytest.raises(
        TypeError, match=r"parents must be Values, but they are \[2\]\.$"
    ):
        Value(1.0, parents=[2], slopes=[1])
    for parents, slopes in [([x], []), ([], [1.0]), ([x], [1.0, 2.0])]:
        told = f"{len(parents)} parents and {len(slopes)} slopes"
        with pytest.raises(ValueError, match=rf"one slope, but there are {told}\.$"):
            Value(1.0, parents=parents, slopes=slopes)


def test_a_slope_that_is_not_finite_is_told():
    x = Value(0.0, name="x")
    root = Value(0.0, parents=[x], slopes=[math.inf])
    with pytest.raises(ValueError, match=r"The gradient of Value.*'x'.* is too large"):
        root.backward()
    with pytest.warns(RuntimeWarning, match=r"'x', grad=nan.* gets the gradient nan"):
        (0 * root).backward()


def test_arrays_hold_values():
    X = np.array([[1.0, 2.0], [3.0, 4.0]])
    w = np.array([Value(0.5), Value(-1)])
    z = X @ w
    assert [value.data for value in z] == [-1.5, -2.5]
    loss = (np.tanh(z) * [1, 2]).sum()
    expected = X.T @ ((1 - np.tanh([-1.5, -2.5]) ** 2) * [1, 2])
    assert gradients(loss, *w) == close(expected, rel=1e-12)
    assert gradients((w * X[0] - X[0]).sum(), *w) == [1, 2]
    for product in (w[0] * X[1], X[1] * w[0]):
        assert [value.data for value in product] == [1.5, 2]


NUMBERS = [
    *(3, -2, True, 0.1, Fraction(7, 2), Decimal("0.1"), 10**300, -0.0, 5e-324),
    *(np.int8(3), np.uint64(2**63), np.float16(0.5), np.float32(0.1), np.True_),
    *(np.longdouble(0.1), np.array(0.25), np.array(7), np.array(True)),
]


@pytest.mark.parametrize("number", NUMBERS, ids=repr)
def test_every_real_number_becomes_a_float(number):
    x = Value(1.0)
    x.data = number
    for value in (Value(number), x):
        assert type(value.data) is float
        assert value.data == float(number)
        assert (value / 2).data == float(number) / 2


MISTAKES = {
    "'1'": "1",
    "b'1'": b"1",
    "None": None,
    "1j": 1j,
    "(1+0j)": np.complex128(1),
    "'2'": np.str_("2"),
    "[1.0]": [1.0],
    "(1.0,)": (1.0,),
    "{}": {},
    "array([1.])": np.array([1.0]),
    "[0, 1, 2, 3, 4, 5, ...]": list(range(1000)),
    "array([  0., ..., 998., 999.])": np.arange(1000.0),
}


def refusals(data):
    """Return all ways to put something into a Value that was 7."""
    old = Value(7.0)
    return old, [lambda: Value(data), lambda: setattr(old, "data", data)]


@pytest.mark.parametrize(("given", "data"), MISTAKES.items(), ids=MISTAKES)
def test_data_is_a_number(given, data):
    old, ways = refusals(data)
    for way in ways:
        with pytest.raises(TypeError) as caught:
            way()
        told = f"A Value holds one real number such as 0.5, not {given}."
        assert str(caught.value) == told
    assert old.data == 7


def test_a_masked_number_is_no_number():
    with pytest.raises(TypeError, match="A Value holds one real number such as"):
        Value(np.ma.masked)


@pytest.mark.parametrize("data", [Value(1.0), np.array(Value(1.0))])
def test_data_is_not_another_value(data):
    _, ways = refusals(data)
    for way in ways:
        with pytest.raises(TypeError, match="A Value holds a plain number, not a Val"):
            way()
    w = Value(3.0)
    with pytest.raises(TypeError, match=r"not a Value: take its data\.$"):
        w.data -= 0.1 * w


NOT_FINITE = [
    *(math.nan, math.inf, -math.inf, np.float32("nan"), np.array(np.inf)),
    *(Decimal("Infinity"), Decimal("1e400"), np.longdouble("1e400")),
]


@pytest.mark.parametrize("data", NOT_FINITE, ids=repr)
def test_data_is_finite(data):
    old, ways = refusals(data)
    ways += [lambda: old + data, lambda: data * old]
    for way in ways:
        with pytest.raises(ValueError, match="A Value holds a finite") as caught:
            way()
        assert str(caught.value) == f"A Value holds a finite number, not {data!s}."
    assert old.data == 7


@pytest.mark.parametrize(
    "data", [10**400, -(10**5000), Fraction(10**400, 3)], ids=["10⁴⁰⁰", "-10⁵⁰⁰⁰", "⅓"]
)
def test_a_number_beyond_all_floats_is_refused(data):
    old, ways = refusals(data)
    ways += [lambda: old + data, lambda: data * old, lambda: old**data]
    for way in ways:
        with pytest.raises(ValueError, match="A Value holds no number") as caught:
            way()
        assert str(caught.value) == "A Value holds no number beyond ±1.8e308."
        assert caught.value.__suppress_context__
    assert old.data == 7
    assert (old < data) == (data > 7)  # a comparison is possible all the same


UNDEFINED = {
    "1 / 0": lambda: 1 / Value(0),
    "2 / 0": lambda: Value(2) / 0,
    "0 / 0": lambda: Value(0) / Value(0),
    "0 ** -1": lambda: Value(0) ** -1,
    "(-8) ** 0.333333": lambda: Value(-8) ** (1 / 3),
    "(-8) ** 0.5": lambda: (-8) ** Value(0.5),
    "10 ** 309": lambda: Value(10) ** 309,
    "log 0": lambda: Value(0).log(),
    "log -1": lambda: Value(-1).log(),
    "exp 1000": lambda: Value(1000).exp(),
    "1e+308 * 10": lambda: Value(1e308) * 10,
    "1e+308 + 1e+308": lambda: Value(1e308) + 1e308,
    "-1e+308 - 1e+308": lambda: -1e308 - Value(1e308),
    "1 / 1e-310": lambda: 1 / Value(1e-310),
}
TOO_STEEP = {
    "0 ** 0.5": lambda: Value(0) ** 0.5,
    "1 / 1e-200": lambda: 1 / Value(1e-200),
    "log 1e-310": lambda: Value(1e-310).log(),
    "1e+300 ** 1.02": lambda: 1e300 ** Value(1.02),
    "1e-200 ** -1.5": lambda: Value(1e-200) ** Value(-1.5),
}


@pytest.mark.parametrize(("written", "compute"), UNDEFINED.items(), ids=UNDEFINED)
def test_what_has_no_value_says_so(written, compute):
    with pytest.raises(ValueError, match="is not a finite real number") as caught:
        compute()
    assert str(caught.value) == f"{written} is not a finite real number."
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(("written", "compute"), TOO_STEEP.items(), ids=TOO_STEEP)
def test_what_has_no_derivative_says_so(written, compute):
    with pytest.raises(ValueError, match="has no finite derivative") as caught:
        compute()
    assert str(caught.value) == f"{written} has no finite derivative."


@pytest.mark.parametrize("other", ["1", None, 1j, [1.0], (1,), {}])
@pytest.mark.parametrize("combine", [rule[0] for rule in list(RULES.values())[:5]])
def test_other_operands_are_refused(combine, other):
    for pair in [(Value(1), other), (other, Value(1))]:
        with pytest.raises(TypeError, match="Value"):
            combine(*pair)


def test_other_operators_are_refused():
    x = Value(7.0)
    for combine in (operator.mod, operator.floordiv, divmod, operator.matmul):
        for pair in [(x, 2), (2, x), (x, x)]:
            with pytest.raises(TypeError, match=r"unsupported operand type.*Value"):
                combine(*pair)
    with pytest.raises(TypeError, match="takes 2 positional arguments but 3 were"):
        pow(x, 2, 5)
    with pytest.raises(TypeError, match="takes 1 positional argument but 2 were"):
        x.exp(2)


def test_a_method_takes_a_plain_number_and_refuses_text():
    assert Value.exp(0).data == 1
    assert Value.tanh(0.5).parents == ()
    for call in (lambda: Value.exp("1"), lambda: Value(1.0).exp("1")):
        with pytest.raises(TypeError, match="A Value holds one real number"):
            call()


def test_a_misspelt_attribute_is_refused():
    with pytest.raises(AttributeError, match="gard"):
        Value(1.0).gard = 0.0


def test_a_gradient_that_overflows_is_refused():
    x = Value(1e-300, name="x")
    with pytest.raises(
        ValueError, match=r"gradient of Value\(1e-300, name='x', grad=inf\) is too larg"
    ):
        (x * 1e200 * 1e200).backward()
    largest = sys.float_info.max
    y = x * 1.0
    assert gradients(y * largest, x) == [largest]
    with pytest.raises(ValueError, match=r"is too large for a float\.$"):
        (-(y * largest) + y * largest + y * largest).backward()


# What a Value has in common with a Python number.

COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge]
numbers = st.floats(-1e3, 1e3) | st.integers(-2, 2) | st.fractions(-2, 2)


@pytest.mark.parametrize("compare", COMPARISONS)
@given(a=numbers, b=numbers)
def test_values_compare_as_their_numbers_do(compare, a, b):
    a, b = float(a), b
    for other in (b, float(a)):
        expected = compare(a, other)
        assert compare(Value(a), other) is expected
        assert compare(a, Value(other)) is compare(a, float(other))
        assert compare(Value(a), Value(other)) is compare(a, float(other))


@pytest.mark.parametrize("compare", COMPARISONS)
def test_values_compare_with_all_plain_numbers(compare):
    x = Value(2.0)
    plain = [
        2,
        np.float32(2),
        np.float64(3),
        Decimal(1),
        Fraction(2),
        True,
        np.array(2),
    ]
    for other in [*plain, math.inf, -math.inf, math.nan, 10**400]:
        assert compare(x, other) == compare(2.0, other)
        assert compare(other, x) == compare(other, 2.0)
    for other in ("2", None, 1j, [2.0]):
        for pair in [(x, other), (other, x)]:
            with pytest.raises(TypeError, match="not supported between instances"):
                compare(*pair)
    values = np.array([Value(1.0), x, Value(3.0)])
    np.testing.assert_array_equal(compare(values, 2), compare(np.arange(1, 4), 2))
    np.testing.assert_array_equal(compare(x, np.arange(4)), compare(2, np.arange(4)))


def test_the_largest_and_the_smallest_stay_in_the_graph():
    x, y, z = Value(2.0), Value(-1.0), Value(0.5)
    assert max(x, y, z) is x
    assert min([x, y, z]) is y
    assert sorted([x, y, z]) == [y, z, x]
    assert np.array([x, y, z]).max() is x
    assert max(x, 0) is x
    assert max(y, 0) == 0
    assert gradients(max(x, y) * 3, x, y) == [3, 0]
    assert min(math.inf, x) is x


def test_sums_and_products_stay_in_the_graph():
    x, y = Value(2.0), Value(-3.0)
    assert gradients(sum([x, y, x]), x, y) == [2, 1]
    assert gradients(math.prod([x, y, x]), x, y) == [-12, 4]
    total = x
    total += y
    total *= 2
    assert gradients(total, x, y) == [2, 2]
    assert x.data == 2
    assert gradients(np.mean([x, y]), x, y) == [0.5, 0.5]
    assert gradients(np.float64(3) * x - np.exp(y), x, y) == [3, -math.exp(-3)]
    assert (2**x**2).data == 16


def test_equal_means_the_same():
    x, y = Value(1.0), Value(1.0)
    assert x == x
    assert x != y
    assert len({x, y, x}) == 2
    assert [y, x].index(x) == 1
    assert x not in [y, None, "x"]
    assert hash(x) != hash(y)


@pytest.mark.parametrize("number", [1, 1.0, True, Fraction(1), Decimal(1), np.int8(1)])
@pytest.mark.parametrize("compare", [operator.eq, operator.ne])
def test_equality_with_a_plain_number_is_refused(compare, number):
    for pair in [(Value(1.0), number), (number, Value(1.0))]:
        with pytest.raises(TypeError, match=r"itself: compare numbers, v.data == 2\.$"):
            compare(*pair)


@given(st.floats(-1e300, 1e300))
def test_it_becomes_a_plain_number(number):
    x = Value(number)
    for convert in (
        float,
        int,
        round,
        bool,
        complex,
        math.floor,
        np.float64,
        math.atan,
    ):
        assert convert(x) == convert(number)
        assert type(convert(x)) is type(convert(number))
    assert round(x, 2) == round(number, 2)
    for spec in (".2f", "+.3e", "10.1f", "g", "%", ">30"):
        assert format(x, spec) == format(number, spec)
    assert f"{x}" == str(x) == repr(x)


def test_only_zero_is_false():
    assert [bool(Value(n)) for n in (0, -0.0, 5e-324, -1, 2)] == [
        False,
        False,
        *[True] * 3,
    ]


def test_a_wrong_format_is_refused():
    with pytest.raises(ValueError, match="Unknown format code 'd'"):
        f"{Value(2.0):d}"


class Weight(Value):
    """A subclass with an attribute of its own."""

    def __init__(self, data, **keywords):
        super().__init__(data, **keywords)
        self.history = [data]


class Slotted(Value):
    __slots__ = ("history",)


def test_a_subclass_makes_values():
    w = Weight(2.0, name="w")
    loss = (3 * w - 1).exp()
    assert type(loss) is Value
    assert loss.parents[0].parents[0].parents == (w,)
    assert gradients(loss, w) == [3 * math.exp(5)]


def pickled(value):
    return pickle.loads(pickle.dumps(value))


every_copy = pytest.mark.parametrize("twin_of", [copy.deepcopy, pickled])


def record(value):
    """Return all that a graph holds, with places in nodes() in place of parents."""
    place = {node: i for i, node in enumerate(value.nodes())}
    return [
        (n.data, n.grad, n.name, n.operation, [place[p] for p in n.parents], n.slopes)
        for n in place
    ]


@every_copy
@given(program=programs, x=inputs)
def test_a_copy_is_the_same_graph_of_other_nodes(twin_of, program, x):
    leaves = [Value(number, name=f"x{i}") for i, number in enumerate(x)]
    loss = run(program, Value, leaves)[-1]
    loss.backward()
    before = record(loss)
    twin = twin_of(loss)
    assert record(twin) == before
    assert not set(twin.nodes()) & set(loss.nodes())
    for node in twin.nodes():
        node.grad = 0.0
    twin.backward()
    assert record(twin) == record(loss) == before


@every_copy
def test_values_that_are_copied_together_share_their_nodes(twin_of):
    x, w = Value(2.0, name="x"), Value(3.0, name="w")
    z = x * w
    loss, other = z.tanh(), z + x
    held = {"values": [x, z, loss], "other": (other, loss)}
    twin = twin_of(held)
    x2, z2, loss2 = twin["values"]
    assert twin["other"][1] is loss2
    assert loss2.parents == (z2,)
    assert z2.parents[0] is x2
    assert twin["other"][0].parents == (z2, x2)
    assert x2 is not x
    loss2.backward()
    assert z2.grad == loss2.slopes[0]
    assert z.grad == 0
    again = twin_of(held)["values"][0]
    assert again is not x2


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("dumps", [pickle.dumps, pickle._dumps], ids=["C", "Python"])
def test_every_protocol_of_pickle_will_do(dumps, protocol):
    w = Weight(2.0, name="w")
    loss = (w * 3).tanh()
    twin, again = pickle.loads(dumps([w, loss], protocol))
    assert record(again) == record(loss)
    assert again.nodes()[0] is twin


@every_copy
@pytest.mark.parametrize("kind", [Weight, Slotted])
def test_a_copy_keeps_the_class_and_its_attributes(twin_of, kind):
    w = kind(2.0, name="w")
    w.history = [2.0, w]
    twin, loss = twin_of([w, w * 3])
    assert type(twin) is kind
    assert twin.history == [2.0, twin]
    assert twin.history is not w.history
    assert loss.parents == (twin,)


def test_a_shallow_copy_has_the_same_parents():
    w = Weight(2.0, name="w")
    z = 3 * w
    z.backward()
    for value in (w, z):
        twin = copy.copy(value)
        assert twin is not value
        assert type(twin) is type(value)
        assert repr(twin) == repr(value)
        assert (twin.operation, twin.slopes) == (value.operation, value.slopes)
        assert twin.parents == value.parents
    assert copy.copy(w).history is w.history
    assert gradients(copy.copy(z), w) == [3]


def chain(length):
    """Return an input, and what so many operations make of it."""
    x = Value(1.0, name="x")
    y = x
    for _ in range(length // 2):
        y = y * 0.5 + x
    return x, y


@pytest.fixture(scope="module")
def long_chain():
    x, y = chain(50_000)
    y.backward()
    return x, y


@every_copy
def test_a_long_chain_is_copied(twin_of, long_chain):
    x, y = long_chain
    twin_y, twin_x = twin_of([y, x])
    assert len(twin_y.nodes()) == 50_001
    assert twin_y.nodes()[0] is twin_x
    assert (twin_x.name, twin_x.grad) == ("x", x.grad)
    assert record(twin_y) == record(y)
    assert gradients(twin_y, twin_x) == [x.grad]
    del twin_x, twin_y  # must not exhaust the stack
    gc.collect()


def test_nothing_is_kept_of_a_copy():
    _, y = chain(10)
    assert pickled(y).data == copy.deepcopy(y).data == y.data
    gc.collect()
    assert not autodiff._steps
