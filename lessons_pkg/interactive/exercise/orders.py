"""Every order of a program's lines that gives the same result.

Two neighbours can change places when neither sets what the other uses or sets. What
returns, breaks or raises stays where it is, and a method may change the object that it
belongs to, unless it is one of those that are known not to. So whoever solves an Order
in another way than its author has solved it, and the author writes one program.
"""

import ast
from functools import cache
from itertools import product
from types import ModuleType

from lessons_pkg.interactive.exercise.program import source

_STAYS = ast.Return, ast.Break, ast.Continue, ast.Raise, ast.Yield, ast.Assert
_CHANGES_NOTHING = {"copy", "sum", "mean", "max", "min", "reshape", "predict"}


def orders(function):
    """Return a list of programs, each a list of lines, without docstring and head.

    Examples
    --------
    >>> def step(x):
    ...     a = 2 * x
    ...     b = 3 * x
    ...     a = a + b
    ...     return a
    >>> for lines in orders(step):
    ...     print([line.strip() for line in lines])
    ['a = 2 * x', 'b = 3 * x', 'a = a + b', 'return a']
    ['b = 3 * x', 'a = 2 * x', 'a = a + b', 'return a']
    """
    text = source(function)
    definition = ast.parse(text).body[0]
    statements = definition.body[ast.get_docstring(definition) is not None :]
    modules = {
        name
        for name, value in function.__globals__.items()
        if isinstance(value, ModuleType)
    }
    return list(_of_block(statements, text.split("\n"), frozenset(modules)))


def _of_block(statements, lines, modules):
    """Yield the lines of a block in every order."""
    for order in _arranged(statements, modules):
        parts = [list(_of_statement(each, lines, modules)) for each in order]
        for chosen in product(*parts):
            yield [line for part in chosen for line in part]


def _of_statement(statement, lines, modules):
    """Yield the lines of a statement, with its blocks in every order."""
    blocks = [getattr(statement, name, []) for name in ("body", "orelse")]
    parts, begin = [], statement.lineno - 1
    for block in filter(None, blocks):
        parts += [[lines[begin : block[0].lineno - 1]]]  # the head, or "else:"
        parts += [list(_of_block(block, lines, modules))]
        begin = block[-1].end_lineno
    parts += [[lines[begin : statement.end_lineno]]]
    for chosen in product(*parts):
        yield [line for part in chosen for line in part]


def _arranged(statements, modules):
    """Yield the statements in every order that leaves the result as it is."""
    if not statements:
        yield []
    for place, statement in enumerate(statements):
        before = statements[:place]
        if not any(_conflict(each, statement, modules) for each in before):
            others = before + statements[place + 1 :]
            for rest in _arranged(others, modules):
                yield [statement, *rest]


def _conflict(a, b, modules):
    """Say whether two statements have to keep their order."""
    (used_a, set_a), (used_b, set_b) = _names(a, modules), _names(b, modules)
    if None in set_a | set_b:  # one of them has to stay
        return True
    return bool(set_a & (used_b | set_b) or set_b & used_a)


@cache
def _names(statement, modules):
    """Return the names that a statement uses and those that it sets, or changes."""
    used, changed = set(), set()
    for node in ast.walk(statement):
        if isinstance(node, _STAYS):
            changed.add(None)
        elif isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else changed).add(node.id)
        elif isinstance(node, ast.Attribute | ast.Subscript):
            if not isinstance(node.ctx, ast.Load):
                changed.add(_base(node))
        elif isinstance(node, ast.AugAssign):
            used.add(_base(node.target))
        elif isinstance(node, ast.Call):
            method = node.func if isinstance(node.func, ast.Attribute) else None
            if method and method.attr not in _CHANGES_NOTHING:
                changed.add(_base(method))
    return used, changed - modules


def _base(node):
    """Return the name at the beginning of ``a.b[c].d``; where there is none, stay."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None
