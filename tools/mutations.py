"""The small changes that are made to a program, one at a time, to see who notices.

`tools/mutants.py` makes them to the package's modules, and the exercises' tests to the
right programs of the exercises, with the slips of beginners besides.

Each is a slip that somebody could make: < for <=, + for -, a number off by one, a
tolerance ten times as large, the wrong axis, `and` for `or`, a statement, a condition
or an argument left out, a result negated. Texts, messages and annotations stay as they
are.
"""

import ast
import copy
from collections import Counter
from dataclasses import dataclass

COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
PAIRS = "min max, minimum maximum, any all, zeros ones, zeros_like ones_like, sum mean"
NAMES = dict(pair.split() for pair in PAIRS.split(", "))
NAMES |= {right: left for left, right in NAMES.items()}
NAMES |= {"log1p": "log", "expm1": "exp", "floor": "ceil", "add": "multiply"}
AXES = {"0": (1, None), "1": (0, None), "-1": (0, 1, None)}
NEGATED = (ast.Compare, ast.BoolOp)
BRACKETED = (*NEGATED, ast.BinOp, ast.UnaryOp)
TESTED = (ast.If, ast.IfExp, ast.While)


@dataclass(frozen=True)
class Mutant:
    """A module with one change: where it is, the line before and after, the result."""

    module: str
    function: str
    line: int
    old: str
    new: str
    count: int  # which of several equal changes in one function
    source: str

    @property
    def change(self):
        """What the list of equivalent mutants names it by; no line number."""
        where = f"{self.module}.{self.function}" if self.function else self.module
        return where, self.old, self.new

    @property
    def key(self):
        """What the cache names it by."""
        return "\n".join((*self.change, str(self.count)))

    def __str__(self):
        where = f"lessons_pkg/{self.module}.py:{self.line}  {self.function}"
        return f"{where}\n  - {self.old}\n  + {self.new}"


def mutants(module, source, find=None):
    """Yield each mutant of a module, in the order of its lines.

    `find` lists the changes, as `changes` does.
    """
    text, counts = source.encode(), Counter()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def between(first, last):
        return " ".join(text[first:last].decode().split())

    for function, node, new in (find or changes)(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        first, last = starts[node.lineno - 1], starts[node.end_lineno]
        changed = text[:start] + new.encode() + text[end:]
        old = between(first, last)
        line = " ".join(
            (text[first:start] + new.encode() + text[end:last]).decode().split()
        )
        counts[function, old, line] += 1
        yield Mutant(
            module,
            function,
            node.lineno,
            old,
            line,
            counts[function, old, line],
            changed.decode(),
        )


def changes(tree, function=""):
    """Yield (function, node, text to put in its place) for everything below a node."""
    for child in ast.iter_child_nodes(tree):
        inside = function
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            inside = f"{function}.{child.name}".strip(".")
        if isinstance(child, ast.JoinedStr) or child is getattr(tree, "annotation", ()):
            continue
        if isinstance(tree, ast.keyword) and tree.arg in ("axis", "strict"):
            continue  # an axis has changes of its own; what `strict` guards never comes
        for new in (*statement(child, tree), *expression(child, tree)):
            yield inside, child, new
        if not isinstance(child, ast.Raise):
            yield from changes(child, inside)


def redone(node, **fields):
    """Return the text of a node with some of its fields changed."""
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    text = ast.unparse(other)
    return f"({text})" if isinstance(node, BRACKETED) else text


def statement(node, parent):
    """Yield what may stand in place of a statement."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return  # a docstring
        case ast.Raise() | ast.Expr() | ast.Continue() | ast.Break():
            yield "pass"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "pass"
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            if any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(value)):
                yield "pass"
        case ast.AugAssign(op=op):
            yield "pass"
            if type(op) in OPERATORS:
                yield redone(node, op=OPERATORS[type(op)]())
        case ast.Return(value=ast.expr() as value):
            negation = "not" if isinstance(value, NEGATED) else "-"
            if not isinstance(value, ast.Tuple | ast.Constant | ast.JoinedStr):
                yield f"return {negation} ({ast.unparse(value)})"


def expression(node, parent):
    """Yield what may stand in place of an expression."""
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                for other in COMPARISONS[type(op)]:
                    yield redone(node, ops=[*ops[:place], other(), *ops[place + 1 :]])
        case ast.BinOp(op=op) if type(op) in OPERATORS:
            yield redone(node, op=OPERATORS[type(op)]())
        case ast.BoolOp(op=op, values=values):
            yield redone(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
            for place in range(len(values)):
                yield redone(node, values=[*values[:place], *values[place + 1 :]])
        case ast.UnaryOp(operand=operand):
            yield f"({ast.unparse(operand)})"
        case ast.Constant(value=bool() as value):
            yield str(not value)
        case ast.Constant(value=int() as value):
            yield from (str(value + 1), number(value - 1))
        case ast.Constant(value=float() as value):
            scaled = 0 < abs(value) < 0.01 or abs(value) > 1e9
            yield from (
                (repr(value * 10), repr(value / 10))
                if scaled
                else (
                    repr(value + 1),
                    number(value - 1),
                )
            )
        case ast.Call(keywords=keywords):
            for place, keyword in enumerate(keywords):
                if keyword.arg == "strict":
                    continue
                rest = keywords[:place], keywords[place + 1 :]
                yield redone(node, keywords=[*rest[0], *rest[1]])
                if keyword.arg == "axis":
                    for axis in AXES.get(ast.unparse(keyword.value), ()):
                        other = ast.keyword("axis", ast.Constant(axis))
                        yield redone(node, keywords=[*rest[0], other, *rest[1]])
        case ast.Name(id=name) if name in NAMES:
            yield NAMES[name]
        case ast.Attribute(attr=name) if name in NAMES:
            yield redone(node, attr=NAMES[name])
    if isinstance(parent, TESTED) and node is parent.test:
        if not isinstance(node, ast.Compare):
            yield f"(not ({ast.unparse(node)}))"
    elif isinstance(parent, ast.comprehension) and node in parent.ifs:
        yield f"(not ({ast.unparse(node)}))"


def equivalents(path):
    """Read the changes that make no difference: {(where, old line, new line): why}."""
    found = {}
    for block in path.read_text("utf-8").split("\n\n"):
        lines = [line.strip() for line in block.strip().splitlines()]
        why = [line[1:].strip() for line in lines if line.startswith("#")]
        rest = [line for line in lines if not line.startswith("#")]
        for where, old, new in zip(*[iter(rest)] * 3, strict=True):
            found[where, old[1:].strip(), new[1:].strip()] = " ".join(why)
    return found


def number(value):
    """Return the text of a number, in brackets if it is negative."""
    return repr(value) if value >= 0 else f"({value!r})"
