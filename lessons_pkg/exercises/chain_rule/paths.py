"""Several paths: what arrives over each of them is added.

A product, in which x acts twice, and three gears that have to work together.
"""

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import Build, Numeric, Wrong

product_path = Numeric(
    "chain_rule.product-path",
    prompt="y = u·v with u = x² and v = σ(x), so x acts on y along two paths. What is "
    "dy/dx at x = 3, to three decimals? You know that σ(3) = 0.9526.",
    answer=lambda: 6 * sigmoid(3.0) + 9 * sigmoid_derivative(3.0),
    tolerance=0.002,
    wrong=[
        Wrong(
            "path-over-u",
            lambda: 6 * sigmoid(3.0),
            hint="That is what arrives over u, with v held still. But x moves v too.",
        ),
        Wrong(
            "path-over-v",
            lambda: 9 * sigmoid_derivative(3.0),
            hint="That is what arrives over v, with u held still. But x moves u too.",
        ),
        Wrong(
            "slopes-multiplied",
            lambda: 6 * sigmoid_derivative(3.0),
            hint="You multiplied the slopes of u and of v. They do not lie on one "
            "path, one behind the other; they lie side by side.",
        ),
        Wrong(
            "slopes-added",
            lambda: 6 + sigmoid_derivative(3.0),
            hint="That is the slope of u + v. Here y is a product: by how much does "
            "y = u·v move when u moves by a little?",
        ),
        Wrong(
            "paths-multiplied",
            lambda: 6 * sigmoid(3.0) * 9 * sigmoid_derivative(3.0),
            hint="Each path is right. Two nudges arrive at the same y; what becomes of "
            "them there?",
        ),
        Wrong(
            "factor-forgotten",
            lambda: 6 * sigmoid(3.0) + sigmoid_derivative(3.0),
            hint="The path over u is right. On the path over v one rate is missing: "
            "how much does y = u·v move per unit of v?",
        ),
    ],
    hints=[
        "Four rates: du/dx, dv/dx, and how fast y moves with u and with v.",
        "Multiply along each path, then bring the two paths together.",
    ],
    solution="Over u: y moves v = 0.9526 per unit of u, and u moves 2x = 6 per unit of "
    "x: 0.9526·6 = 5.7156. Over v: y moves u = 9 per unit of v, and v moves "
    "0.9526·0.0474 per unit of x: 9·0.9526·0.0474 = 0.4064. Together 6.1220. The "
    "product rule is the chain rule with two paths.",
)

gear_ratios = Build(
    "chain_rule.gear-ratios",
    prompt="A crank x drives a wheel y along two paths. One leads over a wheel u: per "
    "turn of x, u makes p turns; per turn of u, y makes q turns. The other is a belt: "
    "per turn of x it adds r turns of y. A negative rate turns the other way. The line "
    "shows how far y moves when x does, and the dots what the first goal wants. Choose "
    "p, q and r.",
    controls={
        "p": ("crank to u", -8, 8, 0.5, 1),
        "q": ("u to y", -8, 8, 0.5, 1),
        "r": ("belt", -8, 8, 0.5, 1),
    },
    goals=[
        ("when x moves by 0.1, y moves by -0.2", "0.01 - abs(p*q + r + 2)"),
        ("with the belt taken off, y would move by 0.4", "0.01 - abs(p*q - 4)"),
        ("u turns against x", "-p"),
    ],
    answer={"p": -2, "q": -2, "r": -6},
    plot={
        "curve": "(p*q + r)*x",
        "x": [-0.2, 0.2, "x moves by"],
        "y": [-0.6, 0.6, "y moves by"],
        "points": [[-0.2, 0.4], [-0.1, 0.2], [0.1, -0.2], [0.2, -0.4]],
    },
    wrong=[
        Wrong(
            "rates-added",
            {"p": -2, "q": 6, "r": -6},
            hint="Only u turns as it should. Take the path over u first, without the "
            "belt: p and q follow one another, so they are multiplied, not added.",
        ),
        Wrong(
            "paths-multiplied",
            {"p": -2, "q": -2, "r": -0.5},
            hint="The path over u is right. Now the belt: where two paths meet, what "
            "they bring is added.",
        ),
        Wrong(
            "no-turn",
            {"p": 2, "q": 2, "r": -6},
            hint="Both movements of y are right, but u turns with x. Which other "
            "numbers have the same product?",
        ),
        Wrong(
            "one-turn",
            {"p": -2, "q": 2, "r": 2},
            hint="Both paths together are right. But over u alone y does not move by "
            "0.4: with p negative, which sign must q have?",
        ),
    ],
    hints=[
        "Divide by the 0.1: which rate does each of the first two goals ask for?",
        "The second goal is about p and q only. Meet the second and third goal, then "
        "set r.",
    ],
    solution="Over u the rate is p·q, over the belt it is r, and y gets p·q + r. The "
    "second goal wants p·q = 4, and with p negative q must be negative too: two turns "
    "round make none. The first goal wants p·q + r = -2, so r = -6. One of several "
    "settings: p = -2, q = -2, r = -6.",
)
