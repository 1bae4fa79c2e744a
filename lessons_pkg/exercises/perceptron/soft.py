"""The soft perceptron: the step becomes a sigmoid, and the rule follows a slope.

One weight, one sample. The sum over many samples is chapter 4's.
"""

from lessons_pkg.activation import logit
from lessons_pkg.autodiff import Value
from lessons_pkg.interactive.exercise import Formula, Wrong


def change_by_graph(a, y, x, eta):
    """Return -η ∂L/∂w, found by walking back through the graph of L."""
    w = Value(0.0)
    loss = 0.5 * ((w * x + logit(a)).sigmoid() - y) ** 2
    loss.backward()
    return -eta * w.grad


soft_update = Formula(
    "perceptron.soft-update",
    prompt="A neuron answers a = σ(z) with z = wx + b. Its loss is L = ½(a - y)². It "
    "learns by one step down the slope. By how much does w change? Write the change in "
    "a, y, x and `eta`, the learning rate.",
    variables={"a": (0, 1), "y": (0, 1), "x": (-2, 3), "eta": (0.1, 1)},
    answer="-eta*(a - y)*a*(1 - a)*x",
    reference=change_by_graph,
    functions=("sigmoid",),
    wrong=[
        Wrong(
            "no-slope",
            "-eta*(a - y)*x",
            hint="You forgot a link of the chain: how steep is the sigmoid between z "
            "and a?",
        ),
        Wrong(
            "sign",
            "eta*(a - y)*a*(1 - a)*x",
            hint="This step climbs: with a above y it makes a still larger. Which way "
            "does the loss fall?",
        ),
        Wrong(
            "no-x",
            "-eta*(a - y)*a*(1 - a)",
            hint="That is the change of b. From w to z the rate is not 1.",
        ),
        Wrong(
            "no-rate",
            "-(a - y)*a*(1 - a)*x",
            hint="That is the slope, turned downhill. How far along it does the step "
            "go?",
        ),
        Wrong(
            "slope-at-a",
            "-eta*(a - y)*sigmoid(a)*(1 - sigmoid(a))*x",
            hint="You took the slope of σ at a, but it is wanted at z. And a is σ(z) "
            "already.",
        ),
        Wrong(
            "slope-at-y",
            "-eta*(a - y)*y*(1 - y)*x",
            hint="You took the slope at the target. With y = 0 or 1 that is 0 always, "
            "and nothing would be learned.",
        ),
        Wrong(
            "slope-of-error",
            "-eta*(a - y)*(1 - (a - y))*x",
            hint="You put the error a - y into a rule that is made for the answer a. "
            "The error and the slope are two links of the chain.",
        ),
        Wrong(
            "two-stays",
            "-2*eta*(a - y)*a*(1 - a)*x",
            hint="The square does bring a 2 down. Look what stands before it in L.",
        ),
    ],
    hints=[
        "Walk back from L: to a, from there to z, and then to w. Three rates.",
        "Their product is ∂L/∂w. A step downhill goes η times as far, the other way.",
    ],
    solution="∂L/∂a = a - y, da/dz = a(1 - a) and ∂z/∂w = x, so w changes by "
    "`-eta*(a - y)*a*(1 - a)*x`. Rosenblatt's rule has no slope in it; here a neuron "
    "that is sure of itself hardly moves, even when it is wrong.",
)
