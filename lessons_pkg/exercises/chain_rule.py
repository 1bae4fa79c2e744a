"""Chapter 2, the chain rule.

Its exercises, in the order in which the page shows them: derivatives multiply along a
path and add where paths meet, by hand and as a program, a first step of learning, and
a mixed review. Each stands below the helpers that it uses, and a wrong answer loses a
link or a path, or takes a derivative at the wrong place.
"""

import numpy as np

from lessons_pkg.activation import logit, sigmoid, sigmoid_derivative, tanh
from lessons_pkg.autodiff import Value
from lessons_pkg.interactive.exercise import (
    Choice,
    Code,
    FindBug,
    Formula,
    Numeric,
    Predict,
    Wrong,
    edited,
)

__all__ = [
    "two_links",
    "sigmoid_of_line",
    "product_path",
    "fill_in",
    "neuron_derivatives",
    "five_sigmoids",
    "first_step",
    "tanh_by_chain",
    "stuck_neuron",
    "one_step_bug",
]


def chain(x, m=3, c=3):
    """Return mx + c, in two links."""
    z = m * x
    return z + c


two_links = Predict(
    "chain_rule.two-links",
    given=[
        {"m": 3, "c": 3},
        {"m": 4, "c": 2},
        {"m": 2, "c": 6},
        {"m": 5, "c": 3},
        {"m": 6, "c": 4},
    ],
    prompt="Two links in a row: the first takes $x$ to $z = {m}x$, the second takes "
    "$z$ to $a = z + {c}$. So $x = 2$ becomes $z = {2m}$ and $a = {2m + c}$. Now $x$ "
    "grows by 0.1. By how much does $a$ grow?",
    code="""
        def chain(x):
            z = {m} * x
            return z + {c}

        round(chain(2.1) - chain(2.0), 4)
    """,
    answer=lambda m, c: round(chain(2.1, m, c) - chain(2.0, m, c), 4),
    wrong=[
        Wrong(
            "added-again",
            lambda m, c: round(chain(0.1, m, c), 4),
            hint="You sent 0.1 through both links as if it were an $x$. The $+ {c}$ "
            "is in $a$ before the change and after it, so it cancels in the "
            "difference.",
        ),
        Wrong(
            "both-threes",
            lambda m, c: round(m * c * 0.1, 4),
            hint="You took both numbers as rates. The second link adds {c}; it does "
            "not multiply by {c}. So when $z$ goes from {2m} to {2m + 1}, where does "
            "$a$ go?",
        ),
        Wrong(
            "rates-added",
            lambda m: round((m + 1) * 0.1, 4),
            hint="You added the two rates, {m} and 1. But what reaches the second "
            "link is not the change in $x$. It is the change in $z$, which is already "
            "{m} times as large.",
        ),
        Wrong(
            "new-height",
            lambda m, c: round(chain(2.1, m, c), 4),
            hint="That is where $a$ is after the change. By how much has it grown?",
        ),
    ],
    hints=[
        "Follow the change through one link at a time: by how much does $z$ grow?",
        "Work out $z$ and $a$ at $x = 2.1$, and compare with $z = {2m}$ and $a = {2m + "
        "c}$.",
    ],
    solution="$z$ grows from {2m} to {2.1*m}, {m} times the change in $x$, and $a$ "
    "grows by as much as $z$ does. The rates are {m} and 1, and ${m}·1 = {m}$. Adding "
    "a constant shifts $a$ without changing how $a$ responds.",
    why="The first link makes the change {m} times as large, and the second passes it "
    "on as it is: ${m}·1·0.1 = {m/10}$.",
)


def heights(*places):
    """Write the values of σ at some places, from left to right."""
    return ", ".join(f"$σ({z:g}) = {sigmoid(z):.4f}$" for z in sorted(places))


sigmoid_of_line = Numeric(
    "chain_rule.sigmoid-of-line",
    given=[
        {"w": w, "b": b, "x": x, "line": line, "table": heights(x, w * x + b, w)}
        for w, b, x, line in (
            (3, -1, 1, "3x - 1"),
            (4, -1, 0.5, "4x - 1"),
            (2, -3.5, 0.5, "2x - 3.5"),
            (5, -2, 0.6, "5x - 2"),
            (0.5, -1, 4, "0.5x - 1"),
        )
    ],
    prompt="A neuron gives $a = σ({line})$. At $x = {x}$, how fast does $a$ climb per "
    "unit of $x$? Give three decimals. One of these will help: {table}.",
    answer=lambda w, b, x: w * sigmoid_derivative(w * x + b),
    tolerance=0.0005,
    wrong=[
        Wrong(
            "no-inner-rate",
            lambda w, b, x: sigmoid_derivative(w * x + b),
            hint="That is how fast $a$ climbs per unit of $z$. And how fast does $z$ "
            "climb per unit of $x$?",
        ),
        Wrong(
            "outer-at-x",
            lambda w, x: w * sigmoid_derivative(x),
            hint="Both derivatives are there, but you took that of $σ$ at $x = {x}$. "
            "$σ$ never sees $x$; what does it see?",
        ),
        Wrong(
            "outer-at-x-alone",
            lambda x: sigmoid_derivative(x),
            hint="You took the derivative of $σ$ at $x = {x}$, but $σ$ receives the "
            "logit. And how fast does the logit move when $x$ does?",
        ),
        Wrong(
            "outer-at-rate",
            lambda w: sigmoid_derivative(w),
            hint="You took the derivative of $σ$ at {w}, which is the derivative of "
            "the first link. That is a factor, not an input: $σ$ receives the logit "
            "$z$.",
        ),
        Wrong(
            "slope-at-a",
            lambda w, b, x: w * sigmoid_derivative(sigmoid(w * x + b)),
            hint="You took the derivative of $σ$ at $a = {sigmoid(w*x + b):.4f}$. In "
            "this book $σ′$ takes the logit.",
        ),
        Wrong(
            "height-for-slope",
            lambda w, b, x: w * sigmoid(w * x + b),
            hint="You multiplied by $σ$ itself. How high the curve is does not tell "
            "you how steep it is.",
        ),
        Wrong(
            "rates-added",
            lambda w, b, x: w + sigmoid_derivative(w * x + b),
            hint="You added the two derivatives. $z$ moves {w} times as much as $x$, "
            "and $a$ moves by some share of **that**.",
        ),
        Wrong(
            "height",
            lambda w, b, x: sigmoid(w * x + b),
            hint="That is $a$ itself, how high the curve is. How steep is it there, "
            "and what does the first link do?",
        ),
        Wrong(
            "one-factor",
            lambda w, b, x: w * (1 - sigmoid(w * x + b)),
            hint="$σ′$ has two factors, and one of them is missing.",
        ),
    ],
    hints=[
        "Two links: $z = {line}$, then $a = σ(z)$. Which $z$ belongs to $x = {x}$?",
        "$σ′(z) = σ(z)(1 - σ(z))$. The other link is a line, and its derivative is "
        "its weight.",
    ],
    solution="At $x = {x}$ the logit is ${w*x + b}$. $σ′({w*x + b}) = {sigmoid(w*x + "
    "b):.4f}·{1 - sigmoid(w*x + b):.4f} = {answer/w:.4f}$ per unit of $z$, and $z$ "
    "climbs {w} per unit of $x$: ${w}·{answer/w:.4f} = {answer:.3f}$. The bias moves "
    "the place where the derivative is taken, but it is not a factor.",
    why="Derivatives along a chain multiply: {w} for the line, {answer/w:.4f} for $σ$ "
    "at $z = {w*x + b}$.",
)


def over_u(x):
    """Return what reaches x²·σ(x) through its first factor."""
    return 2 * x * sigmoid(x)


def over_v(x):
    """Return what reaches x²·σ(x) through its second factor."""
    return x**2 * sigmoid_derivative(x)


product_path = Numeric(
    "chain_rule.product-path",
    given=[{"x": x, "s": round(sigmoid(x), 4)} for x in (3, 2.5, -2.5, 4, -1.5)],
    prompt="$f = u·v$ with $u = x²$ and $v = σ(x)$, so $x$ acts on $f$ along two "
    "paths. What is $df/dx$ at $x = {x}$, to three decimals? You know that $σ({x}) = "
    "{sigmoid(x):.4f}$.",
    answer=lambda x: over_u(x) + over_v(x),
    tolerance=0.001,
    wrong=[
        Wrong(
            "path-over-u",
            over_u,
            hint="That is what arrives through $u$, with $v$ held fixed. But $x$ "
            "moves $v$ too.",
        ),
        Wrong(
            "path-over-v",
            over_v,
            hint="That is what arrives through $v$, with $u$ held fixed. But $x$ "
            "moves $u$ too.",
        ),
        Wrong(
            "slopes-multiplied",
            lambda x: 2 * x * sigmoid_derivative(x),
            hint="You multiplied the derivatives of $u$ and of $v$. But they do not "
            "lie on the same path; they lie side by side.",
        ),
        Wrong(
            "slopes-added",
            lambda x: 2 * x + sigmoid_derivative(x),
            hint="That is the derivative of $u + v$. Here $f$ is a product: by how "
            "much does $f = u·v$ move when $u$ moves a little?",
        ),
        Wrong(
            "paths-multiplied",
            lambda x: over_u(x) * over_v(x),
            hint="Each path is right. Two changes arrive at the same $f$; what "
            "happens to them there?",
        ),
        Wrong(
            "height-for-slope",
            lambda x: (2 * x + x**2) * sigmoid(x),
            hint="The path through $u$ is right. On the other one you used $σ$ itself. "
            "How fast does $v$ move when $x$ does?",
        ),
        Wrong(
            "value",
            lambda x: x**2 * sigmoid(x),
            hint="That is $f$ itself, and not how fast it moves.",
        ),
        Wrong(
            "factor-forgotten",
            lambda x: over_u(x) + sigmoid_derivative(x),
            hint="The path through $u$ is right. On the path through $v$ one "
            "derivative is missing: how much does $f = u·v$ move per unit of $v$?",
        ),
    ],
    hints=[
        "Four derivatives: $du/dx$, $dv/dx$, and how fast $f$ moves with $u$ and with "
        "$v$.",
        "Multiply along each path, then bring the two paths together.",
    ],
    solution="Through $u$: $f$ changes by $v = {s:.4f}$ per unit of $u$, and $u$ "
    "changes by $2x = {2x}$ per unit of $x$; their product is ${2x*s:.4f}$. Through "
    "$v$: $f$ changes by $u = {x^2}$ per unit of $v$, and $v$ changes by ${s:.4f}·{1 - "
    "s:.4f}$ per unit of $x$; the product of the three is {x^2*s(1 - s):.4f}. Together "
    "that is ${answer:.3f}$. The product rule is the chain rule with two paths.",
    why="Each path contributes the product of its own derivatives, and where the two "
    "paths meet, their contributions add up.",
)


def derivative_by_weight(a, x, w, y):
    """Return ∂L/∂w by a backward pass through the graph."""
    weight = Value(w)
    loss = -y * (weight * x + (logit(a) - w * x)).sigmoid().log()
    loss.backward()
    return weight.grad


fill_in = Formula(
    "chain_rule.fill-in",
    prompt="A neuron has the target $y = 1$, and its loss is $L = -ln(a)$, with $a = "
    "σ(z)$ and $z = wx + b$. Three links lead from $w$ to $L$. Fill in their "
    "derivatives, multiply, and tidy up: what is $∂L/∂w$? You may not need every "
    "letter.",
    variables={"a": (0.1, 0.9), "x": (-3, 3), "w": (-2, 2), "y": (1, 1)},
    answer="(a - 1)*x",
    reference=derivative_by_weight,
    functions=("sigmoid",),
    also={"σ(z)": "a", "σ(wx + b)": "a"},
    wrong=[
        Wrong(
            "last-link-by-x",
            "(a - 1)*w",
            hint="Two links are right. In the link $z = wx + b$ it is $w$ that "
            "changes now, and $x$ is held fixed.",
        ),
        Wrong(
            "no-loss",
            "a*(1 - a)*x",
            hint="That is $∂a/∂w$: two links out of three. How fast does $L = -ln(a)$ "
            "move when $a$ does?",
        ),
        Wrong(
            "first-link",
            "-1/a",
            hint="That is $∂L/∂a$, the first link of three.",
        ),
        Wrong(
            "loss-as-minus-one",
            "-a*(1 - a)*x",
            hint="The links $a(1 - a)$ and $x$ are right. But the derivative of "
            "$-ln(a)$ is not $-1$.",
        ),
        Wrong(
            "no-slope",
            "-x/a",
            hint="The first link and the last one are there. Between them is the "
            "sigmoid, and it has a derivative too.",
        ),
        Wrong(
            "no-last-link",
            "a - 1",
            hint="That is $∂L/∂z$, or $∂L/∂b$. How much does $z$ move per unit of $w$?",
        ),
        Wrong(
            "sign",
            "(1 - a)*x",
            hint="The size is right. With $x > 0$ a larger $w$ brings $a$ nearer to "
            "1; does the loss go up then?",
        ),
        Wrong(
            "slope-at-a",
            "-sigmoid(a)*(1 - sigmoid(a))*x/a",
            hint="You took the derivative of $σ$ at $a$. It has to be taken at $z$, "
            "and there you can write it in terms of $a$, without any $σ$.",
        ),
        Wrong(
            "squared-loss",
            "(a - 1)*a*(1 - a)*x",
            hint="That belongs to the squared loss. Here $L = -ln(a)$, so the first "
            "link has another derivative.",
        ),
        Wrong(
            "inverse",
            "-(1 - a)*x/a",
            hint="One factor $a$ too few: what is left of $a(1 - a)$ when you divide "
            "it by $a$?",
        ),
    ],
    hints=[
        "$∂L/∂w = ∂L/∂a · ∂a/∂z · ∂z/∂w$. Write each derivative down before you "
        "multiply.",
        "The derivative of $ln(a)$ is $1/a$, and $σ′$ in terms of $a$ is $a(1 - a)$.",
        "Something cancels: one factor is in the numerator and in the denominator.",
    ],
    solution="$∂L/∂a = -1/a$, $∂a/∂z = a(1 - a)$, $∂z/∂w = x$. In the product $a$ "
    "cancels: $-(1 - a)x = (a - 1)x$. How far $a$ is from its target, times the "
    "input: you will see this one again in chapter 4.",
    why="The $a$ in the sigmoid's derivative cancels against the $1/a$ of the "
    "logarithm, and what is left is $a - 1$, how wrong the output is, times the input.",
)


def neuron_derivatives_reference(x, y, w, b):
    """Return the derivatives of L with respect to w and b."""
    a = sigmoid(w * x + b)
    dL_dz = (a - y) * a * (1 - a)
    return np.mean(dL_dz * x), np.mean(dL_dz)


def _from_z(link):
    """Return a function that goes wrong between the loss and z only."""

    def derivatives(x, y, w, b):
        z = w * x + b
        dL_dz = link(y, z, sigmoid(z))
        return np.mean(dL_dz * x), np.mean(dL_dz)

    return derivatives


def _to_parameters(links):
    """Return a function that goes wrong between z and the parameters only."""

    def derivatives(x, y, w, b):
        z = w * x + b
        return links((sigmoid(z) - y) * sigmoid_derivative(z), x, w)

    return derivatives


_SAMPLES = np.array([0.2, -1.3, 2.4, 0.9, -0.6])


neuron_derivatives = Code(
    "chain_rule.neuron-derivatives",
    prompt="One neuron, $a = σ(wx + b)$, with the loss $L = ½(a - y)²$. Write "
    "`neuron_derivatives(x, y, w, b)`, which returns $∂L/∂w$ and $∂L/∂b$. $x$ and $y$ "
    "are numbers, or arrays with one entry per sample. For arrays, $L$ is the "
    "**mean** of the samples' losses, and you still return two numbers. You may call "
    "`sigmoid` and `sigmoid_derivative`. Your numbers are checked to 12 digits, and a "
    "finite difference is good to only about 10, so use the chain rule.",
    starter='''
        def neuron_derivatives(x, y, w, b):
            """Return the derivatives of L with respect to w and b."""
            ...
    ''',
    reference=neuron_derivatives_reference,
    cases=[
        (2.0, 0.0, 0.7, -0.4),
        (-1.5, 1.0, 1.6, 0.8),
        (np.array([1.0, 3.0]), np.array([0, 1]), -0.3, 0.5),
        (_SAMPLES, np.array([1, 0, 1, 0, 0]), 1.7, -0.9),
        (0.97513, -745.20517, 731.70042, -712.4),
        (np.array([-812.7, 40.3, 901.25]), np.array([1, 0, 0]), -0.00153, 0.41957),
        (1.3, 0.0, -20.6, -13.4),
    ],
    digits=12,
    atol=0,
    returns="∂L/∂w, ∂L/∂b",
    wrong=[
        Wrong(
            "no-slope",
            _from_z(lambda y, z, a: a - y),
            hint="You went from $L$ to $a$ and from $z$ to $w$. Between $a$ and $z$ "
            "lies the sigmoid, and its derivative is missing.",
        ),
        Wrong(
            "slope-at-a",
            _from_z(lambda y, z, a: (a - y) * sigmoid_derivative(a)),
            hint="You took $σ′$ at $a$. `sigmoid_derivative` wants the logit $z$.",
        ),
        Wrong(
            "z-as-a",
            _from_z(lambda y, z, a: (a - y) * z * (1 - z)),
            hint="You wrote $a(1 - a)$ with the logit in place of $a$.",
        ),
        Wrong(
            "sign",
            _from_z(lambda y, z, a: (y - a) * sigmoid_derivative(z)),
            hint="Both signs are wrong. When $a$ is too large, more $a$ means more "
            "loss: $∂L/∂a$ is positive then.",
        ),
        Wrong(
            "twice",
            _from_z(lambda y, z, a: 2 * (a - y) * sigmoid_derivative(z)),
            hint="Twice as large as they should be. The square brings a 2 down; and "
            "what is the $½$ in $L$ for?",
        ),
        Wrong(
            "no-loss",
            _from_z(lambda y, z, a: sigmoid_derivative(z)),
            hint="These are the derivatives of the output $a$, whatever the target is. "
            "The link from $a$ to $L$ is missing.",
        ),
        Wrong(
            "no-x",
            _to_parameters(lambda dL_dz, x, w: (np.mean(dL_dz), np.mean(dL_dz))),
            hint="Your $∂L/∂b$ is right. But a change of $w$ moves $z$ by more where "
            "$x$ is larger.",
        ),
        Wrong(
            "w-for-x",
            _to_parameters(lambda dL_dz, x, w: (np.mean(dL_dz * w), np.mean(dL_dz))),
            hint="Your $∂L/∂b$ is right. In $z = wx + b$, how much does $z$ move per "
            "unit of $w$? You used how much it moves per unit of $x$.",
        ),
        Wrong(
            "x-in-both",
            _to_parameters(
                lambda dL_dz, x, w: (np.mean(dL_dz * x), np.mean(dL_dz * x))
            ),
            hint="Your $∂L/∂w$ is right. But $b$ is added after $x$ has done its part.",
        ),
        Wrong(
            "sum",
            _to_parameters(lambda dL_dz, x, w: (np.sum(dL_dz * x), np.sum(dL_dz))),
            hint="Right for one sample. For several you add the derivatives up, but "
            "$L$ is the mean of the losses.",
        ),
        Wrong(
            "one-each",
            _to_parameters(lambda dL_dz, x, w: (dL_dz * x, dL_dz)),
            hint="Right for each sample by itself. There is one $w$ and one $b$, so "
            "over all samples there is one derivative for each.",
        ),
        Wrong(
            "one-bias-each",
            _to_parameters(lambda dL_dz, x, w: (np.mean(dL_dz * x), dL_dz)),
            hint="Your $∂L/∂w$ is right. But $b$ serves all samples too, and has one "
            "derivative.",
        ),
        Wrong(
            "means-multiplied",
            _to_parameters(
                lambda dL_dz, x, w: (
                    np.mean(dL_dz) * np.mean(x),
                    np.mean(dL_dz),
                )
            ),
            hint="You multiplied two means. Each sample's $∂L/∂z$ belongs with its "
            "own $x$: multiply first, then take the mean.",
        ),
    ],
    hints=[
        "Forward first: $z$, then $a$. Then back, link by link: $∂L/∂a$, $∂a/∂z$, "
        "$∂z/∂w$.",
        "$∂L/∂a$ and $∂a/∂z$ are the same for $w$ and $b$, so work out their product "
        "once.",
        "`np.mean` leaves a single number as it is, so the same code works for both.",
    ],
    solution="`dL_dz` is $∂L/∂z$, which both paths share. The last factor is $x$ for "
    "the weight and 1 for the bias.",
    why="Both derivatives share $∂L/∂z$; only the last link differs, $x$ for the "
    "weight and 1 for the bias.",
)


def derivative_through(sigmoids):
    """Return the derivative of sigmoids in a row, each of them at the logit 0."""
    a, derivative = 0.5, 1.0
    for _ in range(sigmoids):
        z = a - 0.5
        a = sigmoid(z)
        derivative *= a * (1 - a)
    return derivative


five_sigmoids = Predict(
    "chain_rule.five-sigmoids",
    prompt="Five neurons in a row, each fed by the one before, with $w = 1$ and $b = "
    "-0.5$. At $x = 0.5$ every logit is 0, where $σ$ is at its steepest. So this is "
    "the best case. What share of a small change in $x$ comes out of the fifth neuron?",
    code="""
        a, derivative = 0.5, 1.0
        for _ in range(5):
            z = a - 0.5
            a = sigmoid(z)
            derivative *= a * (1 - a)
        round(derivative, 6)
    """,
    answer=lambda: round(derivative_through(5), 6),
    wrong=[
        Wrong(
            "added",
            lambda: 5 * sigmoid_derivative(0.0),
            hint="You added the five derivatives, but that would make the change "
            "grow. The five lie on one path, one after the other.",
        ),
        Wrong(
            "heights",
            lambda: sigmoid(0.0) ** 5,
            hint="The five are multiplied, but you took the height of $σ$ at 0, which "
            "is $1/2$. What counts for a change is the derivative.",
        ),
        Wrong(
            "shared",
            lambda: round(sigmoid_derivative(0.0) / 5, 6),
            hint="You divided one derivative by five. But each sigmoid passes on a "
            "share of what reaches it from the one before.",
        ),
        Wrong(
            "once",
            lambda: sigmoid_derivative(0.0),
            hint="That is what is left after the first sigmoid. Four more are to come.",
        ),
    ],
    hints=["What share of a change does one sigmoid at its steepest pass on? And two?"],
    solution="That is $0.25·0.25·0.25·0.25·0.25$, less than a thousandth. At any other "
    "logit a sigmoid passes on less. The first layers of a deep network learn only "
    "from what comes back through all the later ones, and chapter 5 shows what that "
    "does to them.",
    why="Each sigmoid passes on a quarter at best, and five quarters multiplied "
    "together are less than a thousandth.",
)


def bias_after(safe, toxic, rate=10, derivative=0.25):
    """Return the bias after one step from w = 0 and b = 0, where a = ½ everywhere."""
    mean = safe * (0.5 - 0) + toxic * (0.5 - 1)
    return -rate * mean * derivative


first_step = Numeric(
    "chain_rule.first-step",
    given=[
        {"toxic": 40, "η": 10, "most": "safe", "sign": "positive"},
        {"toxic": 70, "η": 8, "most": "toxic", "sign": "negative"},
        {"toxic": 20, "η": 6, "most": "safe", "sign": "positive"},
        {"toxic": 90, "η": 5, "most": "toxic", "sign": "negative"},
        {"toxic": 25, "η": 12, "most": "safe", "sign": "positive"},
    ],
    prompt="In another sack {toxic} of 100 beans are toxic. A neuron starts at $w = "
    "0$ and $b = 0$, and takes one step of gradient descent with $η = {η}$ on the "
    "mean of $½(a - y)²$. What is its bias after this step, to two decimals?",
    answer=lambda toxic, η: bias_after(1 - toxic / 100, toxic / 100, η),
    tolerance=0.005,
    wrong=[
        Wrong(
            "uphill",
            lambda toxic, η: -bias_after(1 - toxic / 100, toxic / 100, η),
            hint="The size is right, but you went uphill. A step subtracts the "
            "derivative.",
        ),
        Wrong(
            "no-sigmoid",
            lambda toxic, η: bias_after(1 - toxic / 100, toxic / 100, η, derivative=1),
            hint="You probably took the mean of $a - y$. Between the loss and the bias "
            "there is one more link, the sigmoid.",
        ),
        Wrong(
            "no-rate",
            lambda toxic: bias_after(1 - toxic / 100, toxic / 100, rate=1),
            hint="You probably forgot the learning rate.",
        ),
        Wrong(
            "derivative",
            lambda toxic: -bias_after(1 - toxic / 100, toxic / 100, rate=1),
            hint="That is $∂L/∂b$. What does a step do with it?",
        ),
        Wrong(
            "mean-error",
            lambda toxic: 0.5 - toxic / 100,
            hint="That is the mean of $a - y$. Between the loss and the bias there is "
            "one more link, the sigmoid; and then comes the step.",
        ),
        Wrong(
            "sum",
            lambda toxic, η: bias_after(100 - toxic, toxic, η),
            hint="You probably added up all hundred derivatives. The loss is a mean.",
        ),
        Wrong(
            "toxic-only",
            lambda toxic, η: bias_after(0, toxic / 100, η),
            hint="You probably counted the toxic beans only. The safe ones pull, too.",
        ),
        Wrong(
            "safe-only",
            lambda toxic, η: bias_after(1 - toxic / 100, 0, η),
            hint="You probably counted the safe beans only. The toxic ones pull, too.",
        ),
        Wrong(
            "twice",
            lambda toxic, η: 2 * bias_after(1 - toxic / 100, toxic / 100, η),
            hint="Twice as much as it should be. The square brings a 2 down; and what "
            "is the $½$ in the loss for?",
        ),
    ],
    hints=[
        "Every bean gets $a = ½$ at first. What is $a - y$ for a toxic bean, and what "
        "is it for a safe one?",
        "$∂L/∂b$ is the mean of $(a - y) · a(1 - a)$, and $a(1 - a)$ is the same for "
        "all beans.",
    ],
    solution="The mean of $a - y$ is ${1 - toxic/100} · 0.5 - {toxic/100} · 0.5 = "
    "{0.5 - toxic/100}$, and $a(1 - a) = 0.25$. So $∂L/∂b = {(0.5 - toxic/100)/4}$, "
    "and the bias becomes ${answer}$, which is $-{η}$ times that. Most of these beans "
    "are {most}, and that is the first thing the bias learns.",
    why="The bias moves against its derivative, the mean of $(a - y) · a(1 - a)$, "
    "which is {sign} here.",
)


def tanh_derivative_from_s(s):
    """Return the derivative of tanh at the z for which σ(2z) is s."""
    z = np.log(s / (1 - s)) / 2
    return 1 - tanh(z) ** 2


tanh_by_chain = Formula(
    "chain_rule.tanh-by-chain",
    prompt="The function $tanh z = 2σ(2z) - 1$ is a relative of the sigmoid, and some "
    "networks use it instead. Write $s$ for $σ(2z)$. What is the derivative of "
    "$tanh$ with respect to $z$, in terms of $s$ alone?",
    variables={"s": (0.1, 0.9)},
    answer="4*s*(1 - s)",
    reference=tanh_derivative_from_s,
    functions=(),
    also={"σ(2z)": "s"},
    wrong=[
        Wrong(
            "one-two",
            "2*s*(1 - s)",
            hint="One factor of 2 is there. But 2 occurs in two of the links.",
        ),
        Wrong(
            "no-two",
            "s*(1 - s)",
            hint="That is $σ′(2z)$, which is one link of three.",
        ),
        Wrong(
            "kept-one",
            "4*s*(1 - s) - 1",
            hint="The product is right. What is the derivative of the constant?",
        ),
        Wrong(
            "in-tanh",
            "1 - s**2",
            hint="$1 - t²$ would be right if $t$ were $tanh z$ itself. Here $s$ is "
            "$σ(2z)$.",
        ),
        Wrong(
            "value",
            "2*s - 1",
            hint="That is $tanh$ itself, written with $s$. How fast does it change "
            "with $z$?",
        ),
    ],
    hints=[
        "Three links: $z$ becomes $2z$, then $s = σ(2z)$, then $2s - 1$.",
        "$σ′(2z)$ is $s(1 - s)$. What are the derivatives of the other two links?",
    ],
    solution="The links have the derivatives 2, $s(1 - s)$ and 2. Their product is "
    "$4s(1 - s)$. At $z = 0$, where $s = ½$, it is 1: $tanh$ is four times as steep "
    "there as the sigmoid.",
    why="The two factors of 2 come from two links: one from $2z$, the other from $2σ$.",
)


stuck_neuron = Choice(
    "chain_rule.stuck-neuron",
    prompt="A safe bean of size 0.8 gets the probability 0.9999. The loss $½(a - y)²$ "
    "could hardly be larger. And yet a step of gradient descent on this bean alone "
    "changes the weight by almost nothing. Which factor is to blame?",
    answer="$a(1 - a)$, because the sigmoid is almost flat there",
    wrong=[
        Wrong(
            "error",
            "$a - y$, because the loss hardly changes with $a$ any more",
            hint="Work out $a - y$. The more wrong the output is, the "
            "larger it becomes.",
        ),
        Wrong(
            "size",
            "$x$, because such a bean hardly affects the logit",
            hint="The size is 0.8, and that is one of the larger beans.",
        ),
        Wrong(
            "target",
            "$y$, because it is 0 and makes the product 0",
            hint="The target is not a factor. It is subtracted.",
        ),
        Wrong(
            "rate",
            "$η$, because it becomes smaller when the loss is large",
            hint="You choose the learning rate, and in this chapter it stays as it is.",
        ),
    ],
    hints=["Write down $∂L/∂w$ for this bean, factor by factor, with numbers."],
    solution="$a - y = 0.9999$ and $x = 0.8$ are ordinary numbers, but $a(1 - a)$ is "
    "about 0.0001. The neuron is sure and wrong, and this loss gives it almost no "
    "reason to move. Chapter 4 has a loss that gives it one.",
    why="The factor that comes from the sigmoid is part of both derivatives, and far "
    "from $z = 0$ it is almost 0.",
)


def new_weight(w, b, x, y, rate):
    z = w * x + b
    a = sigmoid(z)
    dL_da = a - y
    da_dz = sigmoid_derivative(a)
    dz_dw = x
    step = rate * dL_da * da_dz * dz_dw
    return round(w - step, 4)


one_step_bug = FindBug(
    "chain_rule.one-step-bug",
    prompt="`new_weight` should return the weight after one step of gradient descent "
    "on $½(a - y)²$, for one sample. Which line is wrong, and why?",
    buggy=new_weight,
    fixed=edited(
        new_weight,
        "sigmoid_derivative(a)",
        "sigmoid_derivative(z)",
        "The derivative is taken at the output of its link, not at its input.",
    ),
    cases=[(2.0, -1.0, 1.5, 0.0, 3.0), (-1.0, 0.5, 2.0, 1.0, 4.0)],
    wrong=[
        Wrong(
            "sign-of-loss",
            edited(
                new_weight,
                "a - y",
                "y - a",
                "The difference between output and target has the wrong sign.",
            ),
            hint="If $a$ is too large, a larger $a$ means a larger loss, so $∂L/∂a$ "
            "has to be positive. It is.",
        ),
        Wrong(
            "weight-for-input",
            edited(
                new_weight,
                "dz_dw = x",
                "dz_dw = w",
                "The derivative of the logit should be the weight.",
            ),
            hint="That would be right for a change of $x$. Here $w$ changes, and "
            "$x$ is the factor beside it.",
        ),
        Wrong(
            "uphill",
            edited(
                new_weight,
                "w - step",
                "w + step",
                "The step goes in the wrong direction.",
            ),
            hint="The loss should fall, so the derivative is subtracted, and it is.",
        ),
        Wrong(
            "loss-itself",
            edited(
                new_weight,
                "dL_da = a - y",
                "dL_da = (a - y) ** 2 / 2",
                "The chain should begin with the loss itself.",
            ),
            hint="A product of derivatives begins with the derivative of "
            "the loss, and that is $a - y$.",
        ),
    ],
    hints=[
        "The chain rule says where each derivative has to be taken.",
        "In this book, what does `sigmoid_derivative` want: the logit or the output?",
    ],
    solution="$σ′$ has to be taken at $z$, the number that goes into the sigmoid. At "
    "$a$ it is never smaller than 0.1966, so this neuron never notices that it is "
    "saturated.",
    why="Each derivative is taken at the number that its link receives, and the "
    "sigmoid receives $z$.",
)
