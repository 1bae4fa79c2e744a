"""A drawing of the graph that a `Value` remembers, from its inputs down to its result.

It runs downwards, so that it fits a narrow page; an arrow over several rows bends
around the boxes between. Crossings are not searched out, and so a graph of twenty boxes
is readable and one of two hundred is not.
"""

from itertools import pairwise

import matplotlib.pyplot as plt

from lessons_pkg.autodiff import Value
from lessons_pkg.plots.links import arrow, box, number, words

WIDTH, APART = 1.3, 1.6  # of a box; from the middle of one to that of the next


def computation_graph(value, ax=None):
    """Draw what `value` was computed from: inputs on top, `value` at the bottom.

    A box holds name, operation and number, and after `value.backward()` the gradient
    too; an arrow bears the slope of its lower end by its upper end. Two arrows between
    the same boxes, as in x * x, are two paths.

    Parameters
    ----------
    value : Value
        The end of the calculation.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the default is a new figure, as high as the graph is deep.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError
        If `value` is not a `Value`.

    Examples
    --------
    >>> x = Value(3.0, name="x")
    >>> ax = computation_graph(x * x)
    >>> [text.get_text() for text in ax.texts]
    ['x', '3', '*', '9', '3', '3']
    >>> plt.close()
    """
    if not isinstance(value, Value):
        raise TypeError(f"computation_graph takes a Value, not {value!r}.")
    arrows = [
        (parent, node, slope)
        for node in value.nodes()
        for parent, slope in zip(node.parents, node.slopes, strict=True)
    ]
    solved = bool(value.grad)
    half, pitch = (0.34, 1.2) if solved else (0.25, 1.0)
    places, routes = layout(value.nodes(), arrows, pitch)
    deepest = -places[value][1]
    if ax is None:
        ax = plt.subplots(figsize=(5, 0.8 + deepest))[1]
    for node, place in places.items():
        box(ax, place, WIDTH, 2 * half, _lines(node, solved))
    paths = []
    for (x0, y0), *between, (x1, y1) in routes:
        bends = [(x, y + side * half) for x, y in between for side in (1, -1)]
        paths.append([(x0, y0 - half), *bends, (x1, y1 + half)])
    for (_, child, slope), path in zip(arrows, paths, strict=True):
        others = [p for (_, c, _), p in zip(arrows, paths, strict=True) if c is child]
        arrow(ax, path)
        _beside(ax, path, number(slope), others)
    widest = max([APART, *(abs(x) for route in routes for x, _ in route)])
    edge = widest + WIDTH / 2 + 0.05
    ax.set(xlim=(-edge, edge), ylim=(-deepest - half - 0.05, half + 0.05))
    ax.set_axis_off()
    return ax


def _lines(node, solved):
    """List what stands in a box: name, number, and the gradient once it is solved."""
    head = ": ".join(part for part in (node.name, node.operation) if part)
    lines = [(head, "black")] if head else []
    lines.append((number(node.data), "black"))
    return lines + [(f"grad {number(node.grad)}", "vermillion")] * solved


def _beside(ax, path, text, others):
    """Write a text beside the end of a path, on the side away from the others'."""
    (x0, y0), (x1, y1) = path[-2:]
    leftmost = path == min(others, key=lambda other: other[-1])
    left = leftmost if len(others) > 1 else x1 < x0 - 1e-9
    shift = 0.08 + 0.1 * abs((x1 - x0) / (y1 - y0))  # the flatter, the further
    x = (x0 + x1) / 2 + (-shift if left else shift)
    words(ax, x, (y0 + y1) / 2, text, "blue", ha="right" if left else "left")


def layout(nodes, arrows, pitch):
    """Return {node: place} and for each arrow its route, a list of places.

    An operation stands one row below the lowest of its parents, an input one row above
    the highest operation that uses it. A route has a place of its own in every row that
    it passes, so that no box stands there. Rows are `pitch` apart.
    """
    row = dict.fromkeys(nodes, 0)
    for parent, child, _ in arrows:  # a node's arrows come after those of its parents
        row[child] = max(row[child], row[parent] + 1)
    for node in nodes:
        users = [row[child] for parent, child, _ in arrows if parent is node]
        if not node.parents and users:
            row[node] = min(users) - 1
    paths = [  # a row that an arrow only passes gets a key of the arrow's own
        [parent, *((i, r) for r in range(row[parent] + 1, row[child])), child]
        for i, (parent, child, _) in enumerate(arrows)
    ]
    above = {}
    for path in paths:
        for upper, lower in pairwise(path):
            above.setdefault(lower, []).append(upper)
    rows = [[] for _ in range(max(row.values()) + 1)]
    for node in nodes:
        rows[row[node]].append(node)
    for path in paths:
        for key in path[1:-1]:
            rows[key[1]].append(key)
    places = {}
    for depth, keys in enumerate(rows):
        middle = {  # of what it hangs on; what hangs on nothing goes to the right
            key: sum(places[u][0] for u in above[key]) / len(above[key])
            if key in above
            else float("inf")
            for key in keys
        }
        for i, key in enumerate(sorted(keys, key=middle.get)):
            places[key] = (APART * (i - (len(keys) - 1) / 2), -depth * pitch)
    routes = [[places[key] for key in path] for path in paths]
    for end in (0, -1):  # arrows that share an end stand beside each other there
        for node in nodes:
            shared = [i for i, path in enumerate(paths) if path[end] is node]
            shared.sort(key=lambda i: routes[i][1 if end == 0 else -2][0])
            for j, i in enumerate(shared):
                x, y = places[node]
                routes[i][end] = (x + 0.36 * (j - (len(shared) - 1) / 2), y)
    return {node: places[node] for node in nodes}, routes
