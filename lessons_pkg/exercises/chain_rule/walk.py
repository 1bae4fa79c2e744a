# ruff: noqa: B905 (a program that is shown stays short)
"""The walk back over a computation graph, put in order and then mended.

The graph is a list of numbers first and made of `Value` afterwards, because the walk is
the same.
"""

from lessons_pkg.autodiff import Value
from lessons_pkg.interactive.exercise import FindBug, Order, Wrong, edited


def backward(arrows):
    """Return the slope of the last box by every box."""
    boxes = range(len(arrows))
    grad = [0.0] * len(boxes)
    grad[-1] = 1.0
    for box in reversed(boxes):
        for parent, slope in arrows[box]:
            grad[parent] += grad[box] * slope
    return grad


order_of_walk = Order(
    "chain_rule.order-of-walk",
    prompt="""
        The boxes of a graph are numbered, inputs first, the loss last. `arrows[i]`
        lists what box i was made from: a pair (parent, slope) for each arrow that
        leads into it. Here box 3 is made from boxes 1 and 2, and both from box 0:

        ```
        arrows = [
            [],
            [(0, 6.0)],
            [(0, 0.5)],
            [(1, 2.0), (2, 9.0)],
        ]
        ```

        Return the slope of the loss by every box, here [16.5, 2.0, 9.0, 1.0]. Not
        every line is needed, and indentation counts.
    """,
    answer=backward,
    cases=[
        ([[], [(0, 6.0)], [(0, 0.5)], [(1, 2.0), (2, 9.0)]],),
        ([[], [], [(0, 3.0), (0, 3.0)], [(2, -4.0), (1, 0.5)], [(3, 0.25)]],),
    ],
    wrong=[
        Wrong(
            "from-the-inputs",
            edited(backward, "reversed(boxes)", "boxes"),
            hint="Your walk begins at the inputs. There nothing has arrived yet that "
            "could be handed on.",
        ),
        Wrong(
            "no-start",
            edited(backward, "    grad[-1] = 1.0\n", ""),
            hint="Nothing but zeros is handed on. How fast does the loss move with "
            "itself?",
        ),
        Wrong(
            "start-at-input",
            edited(backward, "grad[-1] = 1.0", "grad[0] = 1.0"),
            hint="You give the 1 to box 0. Which box do you know the slope of before "
            "the walk begins?",
        ),
        Wrong(
            "slope-alone",
            edited(backward, "grad[box] * slope", "slope"),
            hint="Each parent gets the rate of its own link only. The rates further on "
            "towards the loss have to be multiplied with it.",
        ),
        Wrong(
            "other-way",
            edited(
                backward,
                "grad[parent] += grad[box] * slope",
                "grad[box] += grad[parent] * slope",
            ),
            hint="You walk backwards but hand the slopes on forwards, from the parent "
            "to the box.",
        ),
        Wrong(
            "one-box",
            edited(backward, "    return grad", "        return grad"),
            hint="Your program returns inside the loop, after one box.",
        ),
    ],
    hints=[
        "First zeros everywhere, then the one slope that is known from the start.",
        "A box may hand on only when all that it feeds has had its turn.",
        "At each arrow: what the box has, times the arrow's rate, goes to the parent.",
    ],
    solution="```\nboxes = range(len(arrows))\ngrad = [0.0] * len(boxes)\n"
    "grad[-1] = 1.0\n"
    "for box in reversed(boxes):\n"
    "    for parent, slope in arrows[box]:\n"
    "        grad[parent] += grad[box] * slope\nreturn grad\n```\n\n"
    "Box 0 gets 2.0·6.0 over box 1 and 9.0·0.5 over box 2: multiplied along a path, "
    "added where paths meet.",
)


def slope_at(number):
    """Return the slope of (x + 1)(x - 4), badly."""
    x = Value(number)
    y = (x + 1) * (x - 4)
    y.grad = 1.0
    for box in reversed(y.nodes()):
        for parent, slope in zip(box.parents, box.slopes):
            parent.grad = box.grad * slope
    return x.grad


assigned_gradient = FindBug(
    "chain_rule.assigned-gradient",
    prompt="This program makes y = (x + 1)(x - 4) and walks back over its graph. "
    "`nodes()` lists the boxes, inputs first. At x = 3 the slope of y is 2x - 3 = 3, "
    "and the program says that y falls. With `y = 5 * (x - 4)` in line 3 its slope "
    "would be right. Which line is wrong, and why?",
    buggy=slope_at,
    fixed=edited(
        slope_at,
        "parent.grad = ",
        "parent.grad += ",
        "What arrives later replaces what arrived before.",
    ),
    cases=[(3.0,), (-2.5,)],
    wrong=[
        Wrong(
            "from-the-inputs",
            edited(
                slope_at,
                "reversed(y.nodes())",
                "y.nodes()",
                "The walk takes the boxes in the wrong order.",
            ),
            hint="The walk has to begin at y, which is last in `nodes()`, and reversed "
            "it comes first.",
        ),
        Wrong(
            "starts-from-value",
            edited(
                slope_at,
                "y.grad = 1.0",
                "y.grad = y.data",
                "The walk should start with the value of y.",
            ),
            hint="It starts with the slope of y by y itself: one for one, whatever the "
            "value is.",
        ),
        Wrong(
            "not-cleared",
            edited(
                slope_at,
                "y.grad = 1.0",
                "x.grad, y.grad = 0.0, 1.0",
                "The slopes of an earlier walk were not cleared.",
            ),
            hint="That would matter on a second walk. Here all boxes are new, and a "
            "new `Value` has the slope 0.",
        ),
        Wrong(
            "rates-added",
            edited(
                slope_at,
                "box.grad * slope",
                "box.grad + slope",
                "The rates along a path should be added.",
            ),
            hint="Along a path rates are multiplied, and here they are. But how many "
            "paths lead from x to y?",
        ),
    ],
    hints=[
        "Draw the graph, with the slope of each arrow. How many arrows leave x?",
        "Write down `x.grad` after each turn of the inner loop.",
    ],
    solution="Two paths lead from x to y. The one over x - 4 brings 4, the value of "
    "x + 1; the one over x + 1 brings -1, the value of x - 4. The -1 came later and "
    "took the place of the 4. Added up they are 3.",
)
