"""Wrong programs by the hundred, made from the right ones: no exercise may pass them.

Some are slips: the small changes of `tools/mutations.py`, and besides them what
beginners do, such as a size written as a number, another variable, `while` for `if`, a
step left out, float32 on the way. Others are the right program in disguise: its result
as text, in another order, rounded, or its arguments clipped. Those that make no
difference are in `equivalent_programs.txt`, with the reason.
"""

import ast
import copy
import itertools
import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from textwrap import indent

import numpy as np

from lessons_pkg.interactive.exercise.program import compiled, source
from tools.mutations import changes, equivalents, mutants

EQUIVALENT = Path(__file__).parent / "equivalent_programs.txt"
STEPS = 5_000  # lines that a program may run through in one call


@dataclass(frozen=True)
class Program:
    """A wrong program, and how it differs: (exercise, what was, what is now)."""

    change: tuple
    function: object


def programs(exercise):
    """Yield the wrong programs that come from the reference."""
    yield from slipped(exercise, exercise.reference)
    for old, new, function in disguises(exercise, exercise.reference):
        yield Program((exercise.id, old, new), stopped(function))


def slipped(exercise, right):
    """Yield a right program with one slip at a time."""
    text = re.sub(r"\A@.*\n", "", source(right))
    for slip in mutants(exercise.id, text, partial(slips, same=same_length(exercise))):
        try:
            function = compiled(right, slip.source, f"with {slip.new}")
        except SyntaxError:
            continue
        yield Program((exercise.id, slip.old, slip.new), stopped(function))


@lru_cache
def excused():
    """Return the changes that make no difference: {change: reason}."""
    return equivalents(EQUIVALENT)


def same_length(exercise):
    """Return the pairs of arguments that always have as many rows as each other."""
    rows = {
        name: [len(case[k]) if np.ndim(case[k]) else 0 for case in exercise.cases]
        for k, name in enumerate(exercise.parameters)
    }
    return {(a, b) for a in rows for b in rows if rows[a] == rows[b]}


# Programs that never end


class Endless(Exception):
    """A program has run through more lines than any right one."""


def stopped(function):
    """Return a function that gives up after a number of lines."""

    def limited(*arguments):
        with line_limit(STEPS):
            return function(*arguments)

    return limited


@contextmanager
def line_limit(steps):
    """Raise Endless once that many lines of generated programs have been run."""
    before, left = sys.gettrace(), [steps]

    def lines(frame, event, argument):
        left[0] -= 1
        if left[0] < 0:
            raise Endless
        return lines

    def calls(frame, event, argument):
        return lines if frame.f_code.co_filename.startswith("<") else None

    sys.settrace(calls)
    try:
        yield
    finally:
        sys.settrace(before)


# Slips


ANYTHING = ("-({})", "np.float64(np.float32({}))")
PROBABILITY = "np.clip({}, 1e-15, 1 - 1e-15)"
SIMPLE = {"len", "range", "ndim", "zeros", "empty", "ones", "eye", "identity", "append"}
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.MatMult, ast.FloorDiv)
CALLED = {
    "sigmoid": ["sigmoid_derivative"],
    "sigmoid_derivative": ["sigmoid"],
    "float": ["int", "np.float32"],
    "exp": ["expm1", "log", "sqrt"],
    "log1p": ["log", "expm1"],
    "maximum": ["minimum", "multiply"],
    "abs": ["sign", "square"],
    "mean": ["sum", "max", "median", "std"],
    "sum": ["mean", "max", "prod"],
}
SIZES = range(1, 7)


def slips(tree, same):
    """Yield (function, node, text to put in its place), as `changes` does."""
    yield from changes(tree)
    names = {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    names |= {
        n.id
        for n in ast.walk(tree)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    for parent in ast.walk(tree):
        for block in ("body", "orelse"):
            for node, after in pairs(getattr(parent, block, ())):
                yield from (("", *slip) for slip in of_statement(node, after))
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, ast.expr):
                for new in of_expression(node, parent, sorted(names)):
                    if counts_rows(parent) and (text(node), new) in same:
                        continue
                    brackets = isinstance(ast.parse(new, mode="eval").body, SPACED)
                    yield "", node, f"({new})" if brackets else new


def counts_rows(node):
    """Say whether a node is `len(…)`, or `….shape`, of what is below it."""
    called = isinstance(node, ast.Call) and text(node.func) == "len"
    return called or (isinstance(node, ast.Attribute) and node.attr == "shape")


SPACED = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.BoolOp)


def pairs(block):
    """List each statement with the one after it, docstrings apart."""
    block = block if isinstance(block, list) else []
    code = [n for n in block if not isinstance(getattr(n, "value", 0), ast.Constant)]
    return itertools.zip_longest(code, code[1:])


def of_statement(node, after):
    """Yield (node, text) for a statement: left out, too late, or done otherwise."""
    if isinstance(node, ast.FunctionDef):
        return
    yield node, "pass"
    if after and not independent(node, after):
        both = ast.Pass(
            lineno=node.lineno,
            col_offset=node.col_offset,
            end_lineno=after.end_lineno,
            end_col_offset=after.end_col_offset,
        )
        yield both, f"{text(after)}\n{' ' * node.col_offset}{text(node)}"
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            if not isinstance(body[-1], ast.Return):
                loop = ast.While(test=test, body=body, orelse=orelse)
                yield node, text(ast.copy_location(loop, node))
        case ast.For(body=body) | ast.While(body=body):
            last = body[-1]
            yield last, f"{text(last)}\n{' ' * last.col_offset}break"
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.BinOp(left=ast.Name(id=same), op=op, right=right),
        ) if name == same:
            yield node, text(ast.AugAssign(ast.Name(name, ast.Store()), op, right))
        case ast.AugAssign(target=target, op=op, value=value):
            plain = ast.BinOp(left=target, op=op, right=value)
            yield node, f"{text(target)} = {text(value)}"
            yield node, f"{text(target)} = -({text(plain)})"


def independent(one, other):
    """Say whether two assignments may change places."""

    def uses(statement, reads):
        found = set()
        for node in ast.walk(statement):
            if isinstance(node, ast.Name):
                stored = isinstance(node.ctx, ast.Store)
                found |= {node.id} if reads or stored else set()
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                found.add(text(node.value))
        return found

    plain = isinstance(one, ASSIGNMENTS) and isinstance(other, ASSIGNMENTS)
    clash = uses(one, False) & uses(other, True) | uses(other, False) & uses(one, True)
    return plain and not clash


ASSIGNMENTS = (ast.Assign, ast.AugAssign)


def of_expression(node, parent, names):
    """Yield what a beginner may write in the place of an expression."""
    stored = isinstance(getattr(node, "ctx", None), ast.Store)
    if stored or isinstance(parent, (ast.keyword, ast.arguments)):
        return
    match node:
        case ast.Name(id=name) if name in names:
            yield from (other for other in names if other != name)
        case ast.Name(id=name):
            yield from CALLED.get(name, ())
        case ast.Attribute(attr="T", value=value):
            yield text(value)
        case ast.Attribute(attr=name, value=value):
            for other in CALLED.get(name, ()):
                yield f"{text(value)}.{other}"
        case ast.BinOp(left=left, op=op, right=right):
            yield text(left)
            yield text(right)
            if not isinstance(op, (ast.Add, ast.Mult)):
                yield text(ast.BinOp(right, op, left))
            for other in OPERATORS:
                if not isinstance(op, other):
                    yield text(ast.BinOp(left, other(), right))
        case ast.Call(func=ast.Name(id="len"), args=[_]):
            yield from map(str, SIZES)
        case ast.Subscript(value=ast.Attribute(attr="shape")):
            yield from map(str, SIZES)
        case ast.Call(func=ast.Name(id="range"), args=[*start, stop]):
            first = f"{text(start[0])}, " if start else ""
            yield from (f"range({first}{text(stop)} {by} 1)" for by in "+-")
            yield f"range(1, {text(stop)})"
            yield from (f"range({first}{size})" for size in SIZES)
        case ast.Call(func=ast.Attribute(attr="copy", value=value)):
            yield text(value)
        case ast.Call(func=function, args=[value, *_]):
            yield text(value)
            if text(function) == "np.mean":
                yield from (f"np.sum({text(value)}) / {size}" for size in SIZES)
    if isinstance(node, (ast.BinOp, ast.Call)):
        called = text(node.func).split(".")[-1] if isinstance(node, ast.Call) else ""
        yield from (
            form.format(text(node)) for form in ANYTHING if called not in SIMPLE
        )
        if called == "sigmoid":
            yield PROBABILITY.format(text(node))


def text(node):
    """Return a node as code, indented for the place where it stood."""
    lines = ast.unparse(ast.fix_missing_locations(copy.deepcopy(node)))
    return indent(lines, " " * getattr(node, "col_offset", 0)).lstrip()


# Disguises


def each(change):
    """Return a change of every number or array among the results."""

    def changed(value):
        if isinstance(value, tuple):
            return tuple(map(changed, value))
        return change(np.asarray(value))

    return changed


def as_text(form):
    """Return a change of numbers into text."""
    return each(lambda a: np.vectorize(form, otypes=[object])(a).tolist())


RESULTS = {
    "as text": as_text(str),
    "as text with six digits": as_text(lambda x: f"{x:.6f}"),
    "as an array of text": each(lambda a: a.astype(str)),
    "as one text": str,
    "nothing": lambda value: None,
    "in a list": lambda value: [value],
    "in a tuple": lambda value: (value,),
    "in an array": lambda value: each(lambda a: a[np.newaxis])(value),
    "each in a list": each(lambda a: [a.tolist()]),
    "twice": lambda value: (value, value),
    "with a None": lambda value: (
        (*value, None) if isinstance(value, tuple) else (value, None)
    ),
    "as a generator": lambda value: iter([value]),
    "as a function": lambda value: lambda: value,
    "as a dictionary": lambda value: {"result": value},
    "as yes or no": each(lambda a: a.astype(bool)),
    "complex": each(lambda a: a + 0j),
    "transposed": each(lambda a: a.T if a.ndim > 1 else a[..., np.newaxis]),
    "as a column": each(lambda a: a.reshape(-1, 1)),
    "without its last axis": each(lambda a: a[..., 0] if a.ndim else a[np.newaxis]),
    "turned round": each(lambda a: a[::-1] if a.ndim else a + 1),
    "flat": each(lambda a: a.ravel()),
    "negated": each(np.negative),
    "absolute": each(lambda a: -np.abs(a)),
    "doubled": each(lambda a: 2 * a),
    "halved": each(lambda a: a / 2),
    "plus 1": each(lambda a: a + 1),
    "a little larger": each(lambda a: a * (1 + 1e-7)),
    "rounded to 4 places": each(lambda a: np.round(a, 4)),
    "rounded to 8 places": each(lambda a: np.round(a, 8)),
    "in whole numbers": each(lambda a: a.astype(int)),
    "through float32": each(lambda a: a.astype(np.float32).astype(float)),
    "in float16": each(lambda a: a.astype(np.float16)),
    "positive": each(lambda a: np.maximum(a, 0)),
    "within 0 and 1": each(lambda a: np.clip(a, 1e-15, 1 - 1e-15)),
    "nan": each(lambda a: a * np.nan),
}
LIMITS = (1, 30, 709)
ARGUMENTS = {
    **{
        f"clipped to ±{limit}": lambda a, limit=limit: np.clip(a, -limit, limit)
        for limit in LIMITS
    },
    "through float32": lambda a: np.asarray(np.float64(np.float32(a))),
    "rounded to 4 places": lambda a: np.round(a, 4),
    "in whole numbers": lambda a: np.trunc(a),
    "absolute": np.abs,
    "negated": np.negative,
    "plus 1": lambda a: a + 1,
    "first row only": lambda a: a[:1] if np.ndim(a) else a + 1,
    "in another order": lambda a: a[::-1] if np.ndim(a) else a + 1,
    "flat": lambda a: np.ravel(a),
    "its first number": lambda a: np.ravel(a)[0],
    "as a column": lambda a: np.reshape(a, (-1, 1)),
    "transposed": np.transpose,
    "zero": lambda a: a * 0,
    "one": lambda a: a * 0 + 1,
}
ARRAYS = ["first row only", "in another order", "its first number", "as a column"]
TABLES = ["flat", "transposed"]


def disguises(exercise, right):
    """Yield (what, how it is changed, function) for the right program in disguise."""
    count = len(exercise.returns)
    row = all(np.ndim(outcome.value) == 1 for outcome in exercise.right if not count)
    for how, change in RESULTS.items():
        if not (how == "flat" and row):
            yield "result", how, after(right, change)
    for order in itertools.permutations(range(count)):
        if list(order) != sorted(order):
            names = ", ".join(exercise.returns[k] for k in order)
            yield (
                "results",
                names,
                after(right, lambda value, order=order: tuple(value[k] for k in order)),
            )
    for k, name in enumerate(exercise.returns):
        yield "results", f"{name} alone", after(right, lambda value, k=k: value[k])
        yield (
            "results",
            f"without {name}",
            after(right, lambda value, k=k: (*value[:k], *value[k + 1 :])),
        )
        row = all(np.ndim(outcome.value[k]) == 1 for outcome in exercise.right)
        for how, change in RESULTS.items():
            if how == "flat" and row:
                continue
            yield (
                name,
                how,
                after(
                    right,
                    lambda value, k=k, change=change: (
                        *value[:k],
                        change(value[k]),
                        *value[k + 1 :],
                    ),
                ),
            )
    for k, name in enumerate(exercise.parameters):
        given = [case[k] for case in exercise.cases]
        for how, change in ARGUMENTS.items():
            if not changes_nothing(how, change, given):
                yield name, how, before(right, k, change)
        yield name, "changed", spoiling(right, k)


def changes_nothing(how, change, given):
    """Say whether an argument is too simple for a change: a label, or one number."""
    if any(map(callable, given)):
        return how in ARRAYS or how in TABLES
    dimensions = max(map(np.ndim, given))
    if (how in ARRAYS and not dimensions) or (how in TABLES and dimensions < 2):
        return True
    is_label = np.isin(np.concatenate([np.ravel(a) for a in given]), (-1, 0, 1)).all()
    return is_label and all(np.array_equal(a, change(a)) for a in given)


def after(right, change):
    """Return the program whose result is changed."""
    return lambda *arguments: change(right(*arguments))


def before(right, k, change):
    """Return the program that changes an argument first, in a copy."""

    def program(*arguments):
        arguments = list(copy.deepcopy(arguments))
        if not callable(arguments[k]):
            arguments[k] = change(arguments[k])
        else:
            function = arguments[k]
            arguments[k] = lambda x: change(np.float64(function(x)))
        return right(*arguments)

    return program


def spoiling(right, k):
    """Return the program that leaves something else in an array it was given."""

    def program(*arguments):
        result = copy.deepcopy(right(*arguments))
        argument = arguments[k]
        if not isinstance(argument, np.ndarray):
            return None
        argument[...] = 7
        return result

    return program
