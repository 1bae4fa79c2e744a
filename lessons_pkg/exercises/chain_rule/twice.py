# ruff: noqa: B905 (a program that is shown stays short)
"""The walk back, taken twice with nothing cleared in between.

What the first walk leaves behind stands in every box, not in the inputs alone.
"""

from lessons_pkg.autodiff import Value
from lessons_pkg.interactive.exercise import Predict, Wrong
from lessons_pkg.interactive.exercise.program import source


def walk_back(y):
    """Walk back from y over its graph."""
    y.grad = 1.0
    for box in reversed(y.nodes()):
        for parent, slope in zip(box.parents, box.slopes):
            parent.grad += box.grad * slope


def slope_after(walks):
    """Return the slope at x after so many walks, nothing being cleared in between."""
    x = Value(3.0)
    u = 2 * x
    y = u * u
    for _ in range(walks):
        walk_back(y)
    return x.grad


TWICE = """x = Value(3.0)
u = 2 * x
y = u * u
walk_back(y)
walk_back(y)
x.grad"""

second_call = Predict(
    "chain_rule.second-call",
    prompt="y = (2x)² has the slope 8x, so one walk back from y gives 24 at x = 3. "
    "This walk clears nothing before it starts, and here it is taken twice. What "
    "stands in `x.grad` at the end? A pencil helps.",
    code=f"{source(walk_back)}\n\n{TWICE}",
    answer=lambda: slope_after(2),
    wrong=[
        Wrong(
            "replaced",
            lambda: slope_after(1),
            hint="That is right after the first walk. The second one adds to what it "
            "finds, because of the `+=`.",
        ),
        Wrong(
            "doubled",
            lambda: 2 * slope_after(1),
            hint="So it would be if only x had kept its slope. What did the first walk "
            "leave in u, and what does the second one hand on from there?",
        ),
        Wrong(
            "multiplied",
            lambda: slope_after(1) ** 2,
            hint="Two walks are not two links of one path. The second one adds to what "
            "it finds.",
        ),
    ],
    hints=["Keep two numbers on paper, `u.grad` and `x.grad`, and walk twice."],
    solution="First walk: u gets 6 + 6 = 12, and x gets 12·2 = 24. Second walk: u has "
    "12 and gets 12 more; x has 24 and gets 24·2 = 48 more. Not even twice the right "
    "slope, so dividing by 2 is no cure. `Value.backward` clears the graph before it "
    "walks.",
)
