"""One path: the rates of its links are multiplied.

First two lines in a row, then a line and a sigmoid, then the three links from a weight
to a loss. Where paths fork, `paths` goes on.
"""

from lessons_pkg.activation import logit, sigmoid, sigmoid_derivative
from lessons_pkg.autodiff import Value
from lessons_pkg.interactive.exercise import Formula, Numeric, Predict, Wrong


def chain(x):
    """Return 3x + 3, in two links."""
    z = 3 * x
    return z + 3


two_links = Predict(
    "chain_rule.two-links",
    prompt="Two links in a row: the first takes x to z = 3x, the second takes z to "
    "y = z + 3. So x = 2 becomes z = 6 and y = 9. Now x grows by 0.1. By how much does "
    "y grow?",
    code="""
        def chain(x):
            z = 3 * x
            return z + 3

        round(chain(2.1) - chain(2.0), 4)
    """,
    answer=lambda: round(chain(2.1) - chain(2.0), 4),
    wrong=[
        Wrong(
            "added-again",
            lambda: round(chain(0.1), 4),
            hint="You sent 0.1 through both links as if it were an x. The + 3 is in y "
            "before the nudge and after it, so the difference does not see it.",
        ),
        Wrong(
            "both-threes",
            lambda: round(3 * 3 * 0.1, 4),
            hint="You took both threes as rates. The second link adds 3, it does not "
            "multiply by 3: when z goes from 6 to 7, where does y go?",
        ),
        Wrong(
            "rates-added",
            lambda: round((3 + 1) * 0.1, 4),
            hint="You added the two rates, 3 and 1. But the second link never meets "
            "the nudge of x: it meets the nudge of z, which has been enlarged already.",
        ),
        Wrong(
            "new-height",
            lambda: round(chain(2.1), 4),
            hint="That is where y is after the nudge. By how much has it grown?",
        ),
    ],
    hints=[
        "Follow the nudge, one link after the other: how much does z grow?",
        "Work out z and y at x = 2.1, and compare with z = 6 and y = 9.",
    ],
    solution="z grows from 6 to 6.3, three times the nudge; y grows by as much as z "
    "does. The rates are 3 and 1, and 3·1 = 3. What is added shifts y, but no nudge of "
    "it.",
)

sigmoid_of_line = Numeric(
    "chain_rule.sigmoid-of-line",
    prompt="A neuron answers a = σ(3x - 1). At x = 1, how fast does a climb per unit "
    "of x? Give four decimals. One of these will help: σ(1) = 0.7311, σ(2) = 0.8808, "
    "σ(3) = 0.9526.",
    answer=lambda: 3 * sigmoid_derivative(2.0),
    tolerance=0.0005,
    wrong=[
        Wrong(
            "no-inner-rate",
            lambda: sigmoid_derivative(2.0),
            hint="That is how fast a climbs per unit of z. And how fast does z climb "
            "per unit of x?",
        ),
        Wrong(
            "outer-at-x",
            lambda: 3 * sigmoid_derivative(1.0),
            hint="Both rates are there, but you took the slope of σ at x = 1. σ never "
            "sees x; what does it see?",
        ),
        Wrong(
            "outer-at-rate",
            lambda: sigmoid_derivative(3.0),
            hint="You took the slope of σ at 3, which is the inner rate. A rate is "
            "multiplied, not put in: σ is fed with the score z.",
        ),
        Wrong(
            "slope-at-a",
            lambda: 3 * sigmoid_derivative(sigmoid(2.0)),
            hint="You took the slope of σ at a = 0.8808. In this book σ′ takes the "
            "score.",
        ),
        Wrong(
            "height-for-slope",
            lambda: 3 * sigmoid(2.0),
            hint="You multiplied by σ itself. How high the curve is does not tell how "
            "steep it is.",
        ),
        Wrong(
            "rates-added",
            lambda: 3 + sigmoid_derivative(2.0),
            hint="You added the two rates. z moves 3 times as much as x, and a moves "
            "by some share of **that**.",
        ),
    ],
    hints=[
        "Two links: z = 3x - 1, then a = σ(z). Which z belongs to x = 1?",
        "σ′(z) = σ(z)(1 - σ(z)). The other link is a line, and its rate is its weight.",
    ],
    solution="At x = 1 the score is 2. σ′(2) = 0.8808·0.1192 = 0.1050 per unit of z, "
    "and z climbs 3 per unit of x: 3·0.1050 = 0.3150. The bias moves the place where "
    "the slope is taken; it is no rate.",
)


def slope_by_weight(a, x, w):
    """Return dL/dw by a walk back over the graph."""
    weight = Value(w)
    loss = -(weight * x + (logit(a) - w * x)).sigmoid().log()
    loss.backward()
    return weight.grad


fill_in = Formula(
    "chain_rule.fill-in",
    prompt="A neuron should say 1, and its loss is L = -ln(a), with a = σ(z) and "
    "z = wx + b. Three links lead from w to L. Fill in their rates, multiply, and "
    "tidy up: what is dL/dw? Not every letter need be in it.",
    variables={"a": (0.1, 0.9), "x": (-3, 3), "w": (-2, 2)},
    answer="(a - 1)*x",
    reference=slope_by_weight,
    functions=("sigmoid",),
    wrong=[
        Wrong(
            "last-link-by-x",
            "(a - 1)*w",
            hint="Two links are right. In the link z = wx + b it is w that is nudged "
            "now, and x stands still.",
        ),
        Wrong(
            "no-loss",
            "a*(1 - a)*x",
            hint="That is da/dw: two links out of three. How fast does L = -ln(a) move "
            "when a does?",
        ),
        Wrong(
            "no-slope",
            "-x/a",
            hint="The first link and the last one are there. Between them lies the "
            "sigmoid, and it has a slope too.",
        ),
        Wrong(
            "no-last-link",
            "a - 1",
            hint="That is dL/dz, or dL/db. How much does z move per unit of w?",
        ),
        Wrong(
            "sign",
            "(1 - a)*x",
            hint="The size is right. With x > 0 a larger w brings a nearer to 1; does "
            "the loss go up then?",
        ),
        Wrong(
            "slope-at-a",
            "-sigmoid(a)*(1 - sigmoid(a))*x/a",
            hint="You took the slope of σ at a. It belongs at z, and there you can "
            "write it in a without any σ.",
        ),
    ],
    hints=[
        "dL/dw = dL/da · da/dz · dz/dw. Write each rate down before you multiply.",
        "The slope of ln(a) is 1/a, and σ′ in a is a(1 - a).",
        "Something cancels: one factor stands above and below the line.",
    ],
    solution="dL/da = -1/a, da/dz = a(1 - a), dz/dw = x. In the product a cancels: "
    "-(1 - a)x = `(a - 1)*x`. How far a is from its target, times the input: you will "
    "see this one again in chapter 4.",
)
