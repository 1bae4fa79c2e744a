"""Chapter 2, the chain rule.

Its exercises, in the order in which the page shows them: rates multiply along a path
and add where paths meet, by hand and as a program, a first step of learning, and a
mixed review. Each stands below the helpers that it uses, and a wrong answer loses a
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
    "nudge_of_neuron",
    "five_sigmoids",
    "first_step",
    "tanh_by_chain",
    "stuck_neuron",
    "one_step_bug",
]


def chain(x):
    """Return 3x + 3, in two links."""
    z = 3 * x
    return z + 3


two_links = Predict(
    "chain_rule.two-links",
    prompt="Two links in a row: the first takes $x$ to $z = 3x$, the second takes $z$ "
    "to $y = z + 3$. So $x = 2$ becomes $z = 6$ and $y = 9$. Now $x$ grows by 0.1. By "
    "how much does $y$ grow?",
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
            hint="You sent 0.1 through both links as if it were an $x$. The $+ 3$ is "
            "in $y$ before the nudge and after it, so the difference does not see it.",
        ),
        Wrong(
            "both-threes",
            lambda: round(3 * 3 * 0.1, 4),
            hint="You took both threes as rates. The second link adds 3, it does not "
            "multiply by 3: when $z$ goes from 6 to 7, where does $y$ go?",
        ),
        Wrong(
            "rates-added",
            lambda: round((3 + 1) * 0.1, 4),
            hint="You added the two rates, 3 and 1. But the second link never meets "
            "the nudge of $x$: it meets the nudge of $z$, which has been enlarged "
            "already.",
        ),
        Wrong(
            "new-height",
            lambda: round(chain(2.1), 4),
            hint="That is where $y$ is after the nudge. By how much has it grown?",
        ),
    ],
    hints=[
        "Follow the nudge, one link after the other: how much does $z$ grow?",
        "Work out $z$ and $y$ at $x = 2.1$, and compare with $z = 6$ and $y = 9$.",
    ],
    solution="$z$ grows from 6 to 6.3, three times the nudge; $y$ grows by as much as "
    "$z$ does. The rates are 3 and 1, and $3·1 = 3$. What is added shifts $y$ without "
    "changing how $y$ responds.",
    why="The first link makes the change three times as large, the second passes it "
    "on as it is: $3·1·0.1 = 0.3$.",
)


sigmoid_of_line = Numeric(
    "chain_rule.sigmoid-of-line",
    prompt="A neuron gives $a = σ(3x - 1)$. At $x = 1$, how fast does $a$ climb per "
    "unit of $x$? Give four decimals. One of these will help: $σ(1) = 0.7311$, $σ(2) "
    "= 0.8808$, $σ(3) = 0.9526$.",
    answer=lambda: 3 * sigmoid_derivative(2.0),
    tolerance=0.0005,
    wrong=[
        Wrong(
            "no-inner-rate",
            lambda: sigmoid_derivative(2.0),
            hint="That is how fast $a$ climbs per unit of $z$. And how fast does $z$ "
            "climb per unit of $x$?",
        ),
        Wrong(
            "outer-at-x",
            lambda: 3 * sigmoid_derivative(1.0),
            hint="Both rates are there, but you took the slope of $σ$ at $x = 1$. $σ$ "
            "never sees $x$; what does it see?",
        ),
        Wrong(
            "outer-at-rate",
            lambda: sigmoid_derivative(3.0),
            hint="You took the slope of $σ$ at 3, which is the inner rate. A rate is "
            "multiplied, not put in: $σ$ is fed with the logit $z$.",
        ),
        Wrong(
            "slope-at-a",
            lambda: 3 * sigmoid_derivative(sigmoid(2.0)),
            hint="You took the slope of $σ$ at $a = 0.8808$. In this book $σ′$ takes "
            "the logit.",
        ),
        Wrong(
            "height-for-slope",
            lambda: 3 * sigmoid(2.0),
            hint="You multiplied by $σ$ itself. How high the curve is does not tell "
            "how steep it is.",
        ),
        Wrong(
            "rates-added",
            lambda: 3 + sigmoid_derivative(2.0),
            hint="You added the two rates. $z$ moves 3 times as much as $x$, and $a$ "
            "moves by some share of **that**.",
        ),
    ],
    hints=[
        "Two links: $z = 3x - 1$, then $a = σ(z)$. Which $z$ belongs to $x = 1$?",
        "$σ′(z) = σ(z)(1 - σ(z))$. The other link is a line, and its rate is its "
        "weight.",
    ],
    solution="At $x = 1$ the logit is 2. $σ′(2) = 0.8808·0.1192 = 0.1050$ per unit of "
    "$z$, and $z$ climbs 3 per unit of $x$: $3·0.1050 = 0.3150$. The bias moves the "
    "place where the slope is taken; it is no rate.",
    why="Rates along a chain multiply: 3 for the line, 0.1050 for $σ$ at $z = 2$.",
)


product_path = Numeric(
    "chain_rule.product-path",
    prompt="$y = u·v$ with $u = x²$ and $v = σ(x)$, so $x$ acts on $y$ along two "
    "paths. What is $dy/dx$ at $x = 3$, to three decimals? You know that $σ(3) = "
    "0.9526$.",
    answer=lambda: 6 * sigmoid(3.0) + 9 * sigmoid_derivative(3.0),
    tolerance=0.002,
    wrong=[
        Wrong(
            "path-over-u",
            lambda: 6 * sigmoid(3.0),
            hint="That is what arrives over $u$, with $v$ held still. But $x$ moves "
            "$v$ too.",
        ),
        Wrong(
            "path-over-v",
            lambda: 9 * sigmoid_derivative(3.0),
            hint="That is what arrives over $v$, with $u$ held still. But $x$ moves "
            "$u$ too.",
        ),
        Wrong(
            "slopes-multiplied",
            lambda: 6 * sigmoid_derivative(3.0),
            hint="You multiplied the slopes of $u$ and of $v$. They do not lie on one "
            "path, one behind the other; they lie side by side.",
        ),
        Wrong(
            "slopes-added",
            lambda: 6 + sigmoid_derivative(3.0),
            hint="That is the slope of $u + v$. Here $y$ is a product: by how much "
            "does $y = u·v$ move when $u$ moves by a little?",
        ),
        Wrong(
            "paths-multiplied",
            lambda: 6 * sigmoid(3.0) * 9 * sigmoid_derivative(3.0),
            hint="Each path is right. Two nudges arrive at the same $y$; what becomes "
            "of them there?",
        ),
        Wrong(
            "factor-forgotten",
            lambda: 6 * sigmoid(3.0) + sigmoid_derivative(3.0),
            hint="The path over $u$ is right. On the path over $v$ one rate is "
            "missing: how much does $y = u·v$ move per unit of $v$?",
        ),
    ],
    hints=[
        "Four rates: $du/dx$, $dv/dx$, and how fast $y$ moves with $u$ and with $v$.",
        "Multiply along each path, then bring the two paths together.",
    ],
    solution="Over $u$: $y$ moves $v = 0.9526$ per unit of $u$, and $u$ moves $2x = "
    "6$ per unit of $x$: $0.9526·6 = 5.7156$. Over $v$: $y$ moves $u = 9$ per unit of "
    "$v$, and $v$ moves $0.9526·0.0474$ per unit of $x$: $9·0.9526·0.0474 = 0.4064$. "
    "Together 6.1220. The product rule is the chain rule with two paths.",
    why="Each path brings the product of its own rates, and where the two paths meet, "
    "what they bring adds up.",
)


def slope_by_weight(a, x, w):
    """Return dL/dw by a walk back over the graph."""
    weight = Value(w)
    loss = -(weight * x + (logit(a) - w * x)).sigmoid().log()
    loss.backward()
    return weight.grad


fill_in = Formula(
    "chain_rule.fill-in",
    prompt="A neuron should say 1, and its loss is $L = -ln(a)$, with $a = σ(z)$ and "
    "$z = wx + b$. Three links lead from $w$ to $L$. Fill in their rates, multiply, "
    "and tidy up: what is $dL/dw$? You may not need every letter.",
    variables={"a": (0.1, 0.9), "x": (-3, 3), "w": (-2, 2)},
    answer="(a - 1)*x",
    reference=slope_by_weight,
    functions=("sigmoid",),
    also={"σ(z)": "a"},
    wrong=[
        Wrong(
            "last-link-by-x",
            "(a - 1)*w",
            hint="Two links are right. In the link $z = wx + b$ it is $w$ that is "
            "nudged now, and $x$ stands still.",
        ),
        Wrong(
            "no-loss",
            "a*(1 - a)*x",
            hint="That is $da/dw$: two links out of three. How fast does $L = -ln(a)$ "
            "move when $a$ does?",
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
            hint="That is $dL/dz$, or $dL/db$. How much does $z$ move per unit of $w$?",
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
            hint="You took the slope of $σ$ at $a$. It belongs at $z$, and there you "
            "can write it in $a$ without any $σ$.",
        ),
    ],
    hints=[
        "$dL/dw = dL/da · da/dz · dz/dw$. Write each rate down before you multiply.",
        "The slope of $ln(a)$ is $1/a$, and $σ′$ in $a$ is $a(1 - a)$.",
        "Something cancels: one factor stands above and below the line.",
    ],
    solution="$dL/da = -1/a$, $da/dz = a(1 - a)$, $dz/dw = x$. In the product $a$ "
    "cancels: $-(1 - a)x = (a - 1)x$. How far $a$ is from its target, times the "
    "input: you will see this one again in chapter 4.",
    why="The $a$ in the sigmoid's slope cancels against the $1/a$ of the logarithm, "
    "and what is left is the error $a - 1$ times the input.",
)


def neuron_slopes_reference(x, y, w, b):
    """Return the slopes dL/dw and dL/db."""
    a = sigmoid(w * x + b)
    by_z = (a - y) * a * (1 - a)
    return np.mean(by_z * x), np.mean(by_z)


def _from_z(link):
    """Return a function that goes wrong between the loss and z only."""

    def slopes(x, y, w, b):
        z = w * x + b
        by_z = link(y, z, sigmoid(z))
        return np.mean(by_z * x), np.mean(by_z)

    return slopes


def _to_parameters(links):
    """Return a function that goes wrong between z and the parameters only."""

    def slopes(x, y, w, b):
        z = w * x + b
        return links((sigmoid(z) - y) * sigmoid_derivative(z), x, w)

    return slopes


_SAMPLES = np.array([0.2, -1.3, 2.4, 0.9, -0.6])


nudge_of_neuron = Code(
    "chain_rule.nudge-of-neuron",
    prompt="One neuron, $a = σ(wx + b)$, with the loss $L = ½(a - y)²$. Write "
    "`neuron_slopes(x, y, w, b)`, which returns $dL/dw$ and $dL/db$. $x$ and $y$ are "
    "numbers, or arrays with one entry per sample; then $L$ is the **mean** of the "
    "samples' losses, and you still return two numbers. You may call `sigmoid` and "
    "`sigmoid_derivative`. Your numbers are compared to 12 digits, and a finite "
    "difference has about 10: use the chain rule.",
    starter='''
        def neuron_slopes(x, y, w, b):
            """Return the slopes dL/dw and dL/db."""
            ...
    ''',
    reference=neuron_slopes_reference,
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
    returns="dL/dw, dL/db",
    wrong=[
        Wrong(
            "no-slope",
            _from_z(lambda y, z, a: a - y),
            hint="You went from $L$ to $a$ and from $z$ to $w$. Between $a$ and $z$ "
            "lies the sigmoid, and its slope is missing.",
        ),
        Wrong(
            "slope-at-a",
            _from_z(lambda y, z, a: (a - y) * sigmoid_derivative(a)),
            hint="You took $σ′$ at $a$. `sigmoid_derivative` wants the logit $z$.",
        ),
        Wrong(
            "z-as-a",
            _from_z(lambda y, z, a: (a - y) * z * (1 - z)),
            hint="You wrote $a(1 - a)$ with the logit in the place of $a$.",
        ),
        Wrong(
            "sign",
            _from_z(lambda y, z, a: (y - a) * sigmoid_derivative(z)),
            hint="Both signs are wrong. When $a$ is too large, more $a$ means more "
            "loss: $dL/da$ is positive then.",
        ),
        Wrong(
            "twice",
            _from_z(lambda y, z, a: 2 * (a - y) * sigmoid_derivative(z)),
            hint="Twice too large. The square brings a 2 down; and what is the $½$ "
            "in $L$ for?",
        ),
        Wrong(
            "no-loss",
            _from_z(lambda y, z, a: sigmoid_derivative(z)),
            hint="These are the derivatives of the output $a$, whatever the target is. "
            "The link from $a$ to $L$ is missing.",
        ),
        Wrong(
            "no-x",
            _to_parameters(lambda by_z, x, w: (np.mean(by_z), np.mean(by_z))),
            hint="Your $dL/db$ is right. But a nudge of $w$ moves $z$ by more where "
            "$x$ is larger.",
        ),
        Wrong(
            "w-for-x",
            _to_parameters(lambda by_z, x, w: (np.mean(by_z * w), np.mean(by_z))),
            hint="Your $dL/db$ is right. In $z = wx + b$, how much does $z$ move per "
            "unit of $w$? You used how much it moves per unit of $x$.",
        ),
        Wrong(
            "x-in-both",
            _to_parameters(lambda by_z, x, w: (np.mean(by_z * x), np.mean(by_z * x))),
            hint="Your $dL/dw$ is right. But $b$ is added after $x$ has done its part.",
        ),
        Wrong(
            "sum",
            _to_parameters(lambda by_z, x, w: (np.sum(by_z * x), np.sum(by_z))),
            hint="Right for one sample. For several you add the derivatives up, and "
            "$L$ is the mean of the losses.",
        ),
        Wrong(
            "one-each",
            _to_parameters(lambda by_z, x, w: (by_z * x, by_z)),
            hint="Right for each sample by itself. There is one $w$ and one $b$, so "
            "over all samples there is one derivative for each.",
        ),
        Wrong(
            "one-bias-each",
            _to_parameters(lambda by_z, x, w: (np.mean(by_z * x), by_z)),
            hint="Your $dL/dw$ is right. But $b$ serves all samples too, and has one "
            "derivative.",
        ),
        Wrong(
            "means-multiplied",
            _to_parameters(
                lambda by_z, x, w: (
                    np.mean(by_z) * np.mean(x),
                    np.mean(by_z),
                )
            ),
            hint="You multiplied two means. Each sample's rate belongs with its own "
            "$x$: multiply first, then take the mean.",
        ),
    ],
    hints=[
        "Forward first: $z$, then $a$. Then back, link by link: $dL/da$, $da/dz$, "
        "$dz/dw$.",
        "$dL/da$ and $da/dz$ are the same for $w$ and $b$, so work out their product "
        "once.",
        "`np.mean` leaves a single number as it is, so one program does for both.",
    ],
    solution="`by_z` is $dL/dz$, which both paths share. From $z$ to $w$ the rate is "
    "$x$, from $z$ to $b$ it is 1.",
    why="Both derivatives share $dL/dz$; only the last link differs, $x$ for the "
    "weight and 1 for the bias.",
)


def slope_through(sigmoids):
    """Return the slope through sigmoids in a row, each of them at the logit 0."""
    a, slope = 0.5, 1.0
    for _ in range(sigmoids):
        z = a - 0.5
        a = sigmoid(z)
        slope *= a * (1 - a)
    return slope


five_sigmoids = Predict(
    "chain_rule.five-sigmoids",
    prompt="Five neurons in a row, each fed by the one before, with $w = 1$ and $b = "
    "-0.5$. Started at $x = 0.5$, every logit is 0, where $σ$ is at its steepest. So "
    "this is the best that can happen: what share of a nudge arrives behind the fifth?",
    code="""
        a, slope = 0.5, 1.0
        for _ in range(5):
            z = a - 0.5
            a = sigmoid(z)
            slope *= a * (1 - a)
        round(slope, 6)
    """,
    answer=lambda: round(slope_through(5), 6),
    wrong=[
        Wrong(
            "added",
            lambda: 5 * sigmoid_derivative(0.0),
            hint="You added five slopes, and so the nudge would have grown. The five "
            "lie on one path, one behind the other.",
        ),
        Wrong(
            "heights",
            lambda: sigmoid(0.0) ** 5,
            hint="The five are multiplied, but you took the height of $σ$ at 0, which "
            "is $1/2$. A nudge feels the slope.",
        ),
        Wrong(
            "shared",
            lambda: round(sigmoid_derivative(0.0) / 5, 6),
            hint="You divided one slope by five. Each sigmoid takes its share of what "
            "the one before has left.",
        ),
        Wrong(
            "once",
            lambda: sigmoid_derivative(0.0),
            hint="That is what is left after the first sigmoid. Four more are to come.",
        ),
    ],
    hints=["What does one sigmoid at its steepest hand on of a nudge? And two?"],
    solution="$0.25·0.25·0.25·0.25·0.25$, less than a thousandth. At any other logit "
    "a sigmoid hands on less. The first layers of a deep network are taught by what "
    "comes back through all the later ones: chapter 5 sees what that does to them.",
    why="Each sigmoid passes on a quarter at best, and a quarter of a quarter, five "
    "times over, is less than a thousandth.",
)


def bias_after(safe, toxic, rate=10, derivative=0.25):
    """Return the bias after one step from w = 0 and b = 0, where a = ½ everywhere."""
    mean = safe * (0.5 - 0) + toxic * (0.5 - 1)
    return -rate * mean * derivative


first_step = Numeric(
    "chain_rule.first-step",
    prompt="In another sack only 40 of 100 beans are toxic. A neuron starts at $w = "
    "0$ and $b = 0$, and makes one step of gradient descent with $η = 10$ on the mean "
    "of $½(a - y)²$. What is its bias after this step, to two decimals?",
    answer=lambda: bias_after(0.6, 0.4),
    tolerance=0.005,
    wrong=[
        Wrong(
            "uphill",
            lambda: -bias_after(0.6, 0.4),
            hint="The size is right, but you went uphill. A step subtracts "
            "the derivative.",
        ),
        Wrong(
            "no-sigmoid",
            lambda: bias_after(0.6, 0.4, derivative=1),
            hint="You probably took the mean of $a - y$. Between the loss "
            "and the bias there is one more link, the sigmoid.",
        ),
        Wrong(
            "no-rate",
            lambda: bias_after(0.6, 0.4, rate=1),
            hint="You probably forgot the learning rate.",
        ),
        Wrong(
            "sum",
            lambda: bias_after(60, 40),
            hint="You probably added up all hundred derivatives. The loss is a mean.",
        ),
        Wrong(
            "toxic-only",
            lambda: bias_after(0, 0.4),
            hint="You probably counted the toxic beans only. The safe ones pull, too.",
        ),
        Wrong(
            "safe-only",
            lambda: bias_after(0.6, 0),
            hint="You probably counted the safe beans only. The toxic ones pull, too.",
        ),
    ],
    hints=[
        "Every bean gets $a = ½$ at first. What is $a - y$ for a toxic bean, and what "
        "is it for a safe one?",
        "$∂L/∂b$ is the mean of $(a - y) · a(1 - a)$, and $a(1 - a)$ is the same for "
        "all beans.",
    ],
    solution="The mean of $a - y$ is $0.6 · 0.5 - 0.4 · 0.5 = 0.1$, and $a(1 - a) = "
    "0.25$. So $∂L/∂b = 0.025$, and the bias becomes $0 - 10 · 0.025 = -0.25$. Most "
    "of these beans are safe, and that is the first thing this neuron learns.",
    why="The bias goes against the mean of $(a - y) · a(1 - a)$, which is positive "
    "here.",
)


def tanh_derivative_from_s(s):
    """Return the derivative of tanh at the z for which σ(2z) is s."""
    z = np.log(s / (1 - s)) / 2
    return 1 - tanh(z) ** 2


tanh_by_chain = Formula(
    "chain_rule.tanh-by-chain",
    prompt="The function $tanh z = 2σ(2z) - 1$ is a relative of the sigmoid, and some "
    "networks use it in its place. Write s for $σ(2z)$. What is the derivative of "
    "tanh with respect to z, written with s alone?",
    variables={"s": (0.1, 0.9)},
    answer="4*s*(1 - s)",
    reference=tanh_derivative_from_s,
    functions=("sigmoid",),
    wrong=[
        Wrong(
            "one-two",
            "2*s*(1 - s)",
            hint="One factor of 2 is there. But 2 occurs in two of the links.",
        ),
        Wrong(
            "no-two",
            "s*(1 - s)",
            hint="That is σ′ at $2z$, which is one link of three.",
        ),
        Wrong(
            "kept-one",
            "4*s*(1 - s) - 1",
            hint="The product is right. What is the derivative of the constant?",
        ),
        Wrong(
            "in-tanh",
            "1 - s**2",
            hint="$1 - t²$ would be right if t were $tanh z$ itself. Here "
            "s is $σ(2z)$.",
        ),
        Wrong(
            "at-s",
            "4*sigmoid(s)*(1 - sigmoid(s))",
            hint="You probably took σ′ at s. It belongs at $2z$, and there "
            "it can be written with s, without any σ.",
        ),
    ],
    hints=[
        "Three links: z becomes $2z$, then $s = σ(2z)$, then $2s - 1$.",
        "σ′ at $2z$ is $s(1 - s)$. What are the rates of the other two links?",
    ],
    solution="The links have the derivatives 2, $s(1 - s)$ and 2. Together that is "
    "`4*s*(1 - s)`. At z = 0, where $s = ½$, it is 1: tanh is four times as steep "
    "there as the sigmoid.",
    why="The two factors of 2 come from two links: one from $2z$, the other from $2σ$.",
)


stuck_neuron = Choice(
    "chain_rule.stuck-neuron",
    prompt="A safe bean of size 0.8 gets the probability 0.9999. The loss $½(a - y)²$ "
    "could hardly be larger. And yet a step of gradient descent on this bean alone "
    "changes the weight by almost nothing. Which factor is to blame?",
    answer="a(1 - a), because the sigmoid is almost flat there",
    wrong=[
        Wrong(
            "error",
            "a - y, because the loss hardly changes with a any more",
            hint="Work out $a - y$. The more wrong the output is, the "
            "larger it becomes.",
        ),
        Wrong(
            "size",
            "x, because such a bean hardly affects the logit",
            hint="The size is 0.8, and that is one of the larger beans.",
        ),
        Wrong(
            "target",
            "y, because it is 0 and makes the product 0",
            hint="The target is not a factor. It is subtracted.",
        ),
        Wrong(
            "rate",
            "η, because it becomes smaller when the loss is large",
            hint="You choose the learning rate, and in this chapter it stays as it is.",
        ),
    ],
    hints=["Write down ∂L/∂w for this bean, factor by factor, with numbers."],
    solution="$a - y = 0.9999$ and $x = 0.8$ are ordinary numbers, but $a(1 - a)$ is "
    "about 0.0001. The neuron is sure and wrong, and squared error gives it almost no "
    "reason to move. Chapter 4 has a loss that does.",
    why="The factor that comes from the sigmoid belongs to every derivative before "
    "it, and far from 0 it is almost 0.",
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
            hint="If a is too large, a larger a means a larger loss, so "
            "$dL/da$ has to be positive. It is.",
        ),
        Wrong(
            "weight-for-input",
            edited(
                new_weight,
                "dz_dw = x",
                "dz_dw = w",
                "The derivative of the logit should be the weight.",
            ),
            hint="That would be right for a change of x. Here w changes, and "
            "x is the factor beside it.",
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
        "The chain rule says of each derivative where it has to be taken.",
        "In this book, what does `sigmoid_derivative` want: the logit or the output?",
    ],
    solution="σ′ has to be taken at z, the number that goes into the sigmoid. At a it "
    "is never smaller than 0.1966, so this neuron never notices that it is saturated.",
    why="Each derivative is taken at the number that its link receives, and the "
    "sigmoid receives z.",
)
