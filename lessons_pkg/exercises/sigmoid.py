"""Chapter 1, the sigmoid and its derivative.

Its exercises, in the order in which the page shows them: from a number to a probability
and back, the slope with its formula and its program, and what floats make of both. Each
stands below the helpers that it uses, and a wrong answer is the form that circulates or
the slope of something else. Nothing here is learned: the parameters are chosen by hand.
"""

import math

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import (
    logistic_derivative,
    logit,
    sigmoid,
    sigmoid_derivative,
    tanh,
    tanh_derivative,
)
from lessons_pkg.interactive.exercise import (
    Build,
    Choice,
    Code,
    FindBug,
    Formula,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)

__all__ = [
    "at_minus_2",
    "which_z",
    "separate_beans",
    "euler_step",
    "euler_program",
    "derivative_in_a",
    "derivative_at_minus_1",
    "sigmoid_slope",
    "curve_of_derivative",
    "steepest_slope",
    "true_statements",
    "tanh_from_sigma",
    "at_40",
    "stable_sigmoid",
    "filled_array",
    "tangent_line",
    "slope_at_40",
]

at_minus_2 = Predict(
    "sigmoid.at-minus-2",
    prompt="You know that $σ(2) = 0.8808$. Before you run anything: what is $σ(-2)$?",
    code="round(sigmoid(-2.0), 4)",
    answer=lambda: round(sigmoid(-2.0), 4),
    wrong=[
        Wrong(
            "odd",
            lambda: round(-sigmoid(2.0), 4),
            hint="That would make $σ$ an odd function. But $σ$ has no negative "
            "values: it is $e$ to some power, divided by a larger number.",
        ),
        Wrong(
            "even",
            lambda: round(sigmoid(2.0), 4),
            hint="That would make $σ$ even. $σ$ rises everywhere, so its value at "
            "$-2$ lies below its value at 0, which is $1/2$.",
        ),
        Wrong(
            "slope",
            lambda: round(sigmoid_derivative(-2.0), 4),
            hint="That is the slope of $σ$ at $-2$, not its height there.",
        ),
    ],
    hints=["Multiply the numerator and the denominator of $1/(1 + e^2)$ by $e^-2$."],
    solution="$σ(-z) = 1/(1 + e^z) = e^-z/(e^-z + 1) = 1 - σ(z)$: the two add up to 1.",
    why="$σ(z)$ and $σ(-z)$ always add up to 1, and $1 - 0.8808 = 0.1192$.",
)


which_z = Numeric(
    "sigmoid.which-z",
    prompt="A neuron answers $a = 0.8$. What was its score $z$?",
    answer=lambda: logit(0.8),
    tolerance=0.005,
    wrong=[
        Wrong(
            "forward",
            lambda: sigmoid(0.8),
            hint="That is $σ(0.8)$: you went forward once more. Here 0.8 is what "
            "comes out, and you want what went in.",
        ),
        Wrong(
            "odds",
            lambda: 0.8 / 0.2,
            hint="Those are the odds, $a/(1 - a)$. One more function leads on to $z$.",
        ),
        Wrong(
            "upside-down",
            lambda: math.log(0.2 / 0.8),
            hint="The odds are upside down. An $a$ above $1/2$ needs a positive $z$.",
        ),
        Wrong(
            "base-10",
            lambda: math.log10(0.8 / 0.2),
            hint="That is the logarithm to base 10; $e^-z$ asks for the natural one.",
        ),
        Wrong(
            "log-a",
            lambda: math.log(0.8),
            hint="That is the logarithm of $a$ alone. Which quotient of $a$ and $1 - "
            "a$ is $e^z$?",
        ),
    ],
    hints=[
        "Solve $a = 1/(1 + e^-z)$ for $e^-z$ first.",
        "$e^z = a/(1 - a)$. You can type an expression here, with `log` in it.",
    ],
    solution="$z = ln(a/(1 - a)) = ln(0.8/0.2) = ln 4 = 1.386$.",
    why="Odds of 0.8 to 0.2 are 4 to 1, and $z$ is their logarithm, $ln 4 = 1.386$.",
)


separate_beans = Build(
    "sigmoid.separate-beans",
    prompt="Each dot is a bean: toxic ones above, safe ones below. Choose the "
    "steepness $k$ and the midpoint $x0$ of $p = σ(k(x - x0))$ so that all goals are "
    "met.",
    controls={
        "k": ("steepness", -80, 80, 2, 4),
        "x0": ("midpoint", 0, 1, 0.01, 0.8),
    },
    goals=[
        ("larger beans get larger $p$", "k"),
        (
            "$p$ is ½ where safe and toxic beans mix, between 0.3 and 0.45",
            "(x0 - 0.295)*(0.455 - x0)",
        ),
        ("a bean of size 0.15 gets $p$ below 0.1", "0.1 - sigmoid(k*(0.15 - x0))"),
        ("a bean of size 0.65 gets $p$ above 0.9", "sigmoid(k*(0.65 - x0)) - 0.9"),
        ("it leaves room for doubt: its slope stays below 6", "6 - abs(k)/4"),
    ],
    answer={"k": 14, "x0": 0.43},
    plot={
        "curve": "sigmoid(k*(x - x0))",
        "x": [0, 1, "size x"],
        "y": [0, 1, "p(toxic)"],
        "points": [
            [round(float(x), 3), int(y), int(y)]
            for x, y in zip(*(a.ravel() for a in data.beans()), strict=True)
        ],
    },
    wrong=[
        Wrong(
            "falling",
            {"k": -14, "x0": 0.43},
            hint="Your curve does not rise, so it trusts the large beans. Which of the "
            "two numbers decides whether it rises?",
        ),
        Wrong(
            "too-soft",
            {"k": 6, "x0": 0.4},
            hint="The midpoint is fine. But your curve is undecided about beans that "
            "are clearly small or clearly large. Make it turn faster.",
        ),
        Wrong(
            "too-far-left",
            {"k": 14, "x0": 0.2},
            hint="Small beans get too large a $p$. The curve turns too early.",
        ),
        Wrong(
            "too-far-right",
            {"k": 14, "x0": 0.6},
            hint="Large beans get too small a $p$. The curve turns too late.",
        ),
        Wrong(
            "cliff",
            {"k": 60, "x0": 0.38},
            hint="Only the last goal is missing. Your curve is nearly the step "
            "function: sure of itself even in the middle, where small toxic beans "
            "and large safe ones mix.",
        ),
    ],
    hints=[
        "Put $x0$ where toxic and safe beans meet; then only $k$ is left.",
        "The logit of 0.9 is 2.2. So $k(x - x0)$ has to reach $-2.2$ at the small "
        "bean and 2.2 at the large one.",
    ],
    solution="Ignore the noise for now: then a bean is toxic when $0.7x + 0.5 > 0.8$, "
    "which is beyond $x = 3/7 = 0.43$. From there it is 0.22 to the large bean, so $k$ "
    "has to be at least $2.2/0.22 = 10$, and below 24 for the last goal. The neuron of "
    "this chapter has $k = 14$.",
    why="Your curve turns where safe and toxic beans mix, is sure on both sides, and "
    "leaves room for doubt in between.",
)


def growth(P, r, K, h, steps):
    """Follow logistic growth by Euler steps."""
    for _ in range(steps):
        slope = r * P * (1 - P / K)
        P = P + h * slope
    return P


euler_step = Numeric(
    "sigmoid.euler-step",
    prompt="The fish in a pond follow $P′ = rP(1 - P/K)$ with $r = 0.4$ and $K = "
    "100$. There are 10 now. How many are there after one Euler step of size $h = 2$?",
    answer=lambda: growth(10.0, r=0.4, K=100.0, h=2.0, steps=1),
    tolerance=0.01,
    units=("fish",),
    wrong=[
        Wrong(
            "no-step-size",
            lambda: 10 + 0.4 * 10 * 0.9,
            hint="You added $P′$ itself: that is a step of size 1.",
        ),
        Wrong(
            "no-limit",
            lambda: 10 + 2 * 0.4 * 10,
            hint="You let it grow without a limit: the factor $1 - P/K$ is missing.",
        ),
        Wrong(
            "only-growth",
            lambda: 2 * 0.4 * 10 * 0.9,
            hint="That is how much is added. How many are there then?",
        ),
        Wrong(
            "only-rate",
            lambda: 0.4 * 10 * 0.9,
            hint="That is the rate $P′$ at the start. A step goes on at this rate for "
            "$h$.",
        ),
    ],
    hints=[
        "Work out $P′$ at $P = 10$ first.",
        "The new $P$ is the old $P$ plus $h$ times $P′$.",
    ],
    solution="$P′ = 0.4·10·(1 - 10/100) = 3.6$, so the new $P$ is $10 + 2·3.6 = 17.2$.",
    why="The pond gains 3.6 fish per unit of time at first, and the step lasts two: "
    "$10 + 2·3.6 = 17.2$.",
)


euler_program = Order(
    "sigmoid.euler-program",
    prompt="Follow $P′ = rP(1 - P/K)$ by Euler steps of size $h$, and return where it "
    "leads. Not every line is needed, and indentation counts.",
    answer=growth,
    cases=[(10.0, 0.5, 100.0, 2.0, 3), (80.0, 1.0, 90.0, 0.1, 5)],
    wrong=[
        Wrong(
            "no-limit",
            edited(growth, "r * P * (1 - P / K)", "r * P"),
            hint="This population grows for ever, past $K$. What slows it down?",
        ),
        Wrong(
            "no-step-size",
            edited(growth, "h * slope", "slope"),
            hint="Your step has size 1, whatever $h$ is.",
        ),
        Wrong(
            "replaced",
            edited(growth, "P + h * slope", "h * slope"),
            hint="You replace the population by its increase.",
        ),
        Wrong(
            "one-step",
            edited(growth, "    return P", "        return P"),
            hint="Your program returns inside the loop, so it takes one step only.",
        ),
    ],
    hints=[
        "Within the loop: first the slope where you are, then the step.",
        "After the loop, and no deeper than it, comes the result.",
    ],
    solution="```\nfor _ in range(steps):\n    slope = r * P * (1 - P / K)\n"
    "    P = P + h * slope\nreturn P\n```",
    why="Each turn of the loop measures the slope where you are and walks on along it "
    "for $h$; that is all of Euler's method.",
)


derivative_in_a = Formula(
    "sigmoid.derivative-in-a",
    prompt="A neuron has computed $a = σ(z)$ and forgotten $z$. Write $σ′(z)$ in $a$.",
    variables={"a": (0, 1)},
    answer="a*(1 - a)",
    reference=lambda a: sigmoid_derivative(logit(a)),
    functions=(),
    also={"σ(z)": "a"},
    wrong=[
        Wrong("square", "a^2", hint="Of the two factors you took the same one twice."),
        Wrong(
            "sign",
            "-a*(1 - a)",
            hint="The sign: $σ$ rises everywhere. Two minus signs meet in the "
            "quotient rule, one of them from the derivative of $e^-z$.",
        ),
        Wrong(
            "plus",
            "a*(1 + a)",
            hint="That is larger than 1 near $a = 1$, where the curve is flat. A sign "
            "inside is wrong.",
        ),
        Wrong("tanh", "1 - a^2", hint="That is the slope of $tanh$ in its own value."),
        Wrong(
            "other-factor",
            "1 - a",
            hint="At $a = 0$ this is 1, but there the curve is flat. One factor is "
            "missing.",
        ),
    ],
    hints=[
        "The quotient rule gives $e^-z/(1 + e^-z)^2$. Split it into two fractions.",
        "One of the fractions is $a$. Write the other as 1 minus something.",
    ],
    solution="$e^-z/(1 + e^-z)^2 = 1/(1 + e^-z) · e^-z/(1 + e^-z) = a(1 - a)$.",
    why="So a neuron that has kept its output $a$ gets its slope for one "
    "multiplication, without another exponential.",
)


derivative_at_minus_1 = Numeric(
    "sigmoid.derivative-at-minus-1",
    prompt="What is the slope of the sigmoid at $z = -1$, to four decimals? You know "
    "that $σ(-1) = 0.2689$.",
    answer=lambda: sigmoid_derivative(-1.0),
    tolerance=0.0002,
    wrong=[
        Wrong(
            "is-sigma",
            lambda: sigmoid(-1.0),
            hint="That is $σ(-1)$ itself, the height of the curve. How steep is it?",
        ),
        Wrong(
            "derivative-of-output",
            lambda: sigmoid_derivative(sigmoid(-1.0)),
            hint="You took the slope at 0.2689, which is $a$. The slope is wanted at "
            "$z$.",
        ),
        Wrong(
            "z-as-a",
            lambda: -1.0 * (1 - -1.0),
            hint="$a(1 - a)$ wants the answer $a = σ(z)$, and you gave it $z$. $σ$ "
            "rises everywhere, so its slope cannot be negative.",
        ),
        Wrong(
            "sign",
            lambda: -sigmoid_derivative(-1.0),
            hint="The size is right. But $σ$ rises on the left of 0 too.",
        ),
        Wrong(
            "tanh",
            lambda: 1 - sigmoid(-1.0) ** 2,
            hint="$1 - a²$ is the rule for $tanh$.",
        ),
        Wrong(
            "one-minus-a",
            lambda: 1 - sigmoid(-1.0),
            hint="That is $1 - a$, one factor of two.",
        ),
    ],
    hints=["$σ′(z) = σ(z)(1 - σ(z))$.", "You can type an expression here."],
    solution="$σ′(-1) = 0.2689·(1 - 0.2689) = 0.2689·0.7311 = 0.1966$.",
    why="The height is all you need: 0.2689, times one minus itself.",
)


def sigmoid_slope_reference(z):
    """Return σ′(z)."""
    a = sigmoid(z)
    return a * (1 - a)


sigmoid_slope = Code(
    "sigmoid.sigmoid-slope",
    prompt="Write `sigmoid_slope(z)`, the slope of the sigmoid at $z$, for a number or "
    "an array. You may call `sigmoid`. Your numbers are compared to 13 digits, and a "
    "finite difference has about 10: derive the formula.",
    starter='''
        def sigmoid_slope(z):
            """Return σ′(z)."""
            ...
    ''',
    reference=sigmoid_slope_reference,
    cases=[
        (0.5,),
        (-2.0,),
        (np.array([-3.0, 0.2517391, 1.46391]),),
        (np.array([[2, -1]]),),
        (-40.0,),
    ],
    digits=13,
    atol=0,
    wrong=[
        Wrong(
            "z-as-a",
            lambda z: z * (1 - z),
            hint="You used $a(1 - a)$ with $z$ in the place of $a$. Which number is "
            "$a$?",
        ),
        Wrong(
            "slope-at-a",
            lambda z: sigmoid_derivative(sigmoid(z)),
            hint="You applied the sigmoid once too often: this is the slope at $a$, "
            "not at $z$.",
        ),
        Wrong(
            "no-parentheses",
            lambda z: sigmoid(z) * 1 - sigmoid(z),
            hint="This is 0 everywhere. Multiplication goes first; parentheses help.",
        ),
        Wrong(
            "tanh",
            lambda z: 1 - sigmoid(z) ** 2,
            hint="That rule is for $tanh$.",
        ),
        Wrong(
            "no-square",
            lambda z: np.exp(-z) / (1 + np.exp(-z)),
            hint="The quotient rule squares the denominator. What you have is $1 - a$.",
        ),
        Wrong("is-sigma", sigmoid, hint="That is the sigmoid itself."),
        Wrong(
            "from-the-rest",
            lambda z: (1 - sigmoid(z)) * (1 - (1 - sigmoid(z))),
            hint="Right in algebra. But at z = -40 you subtract something tiny from 1, "
            "which leaves 1 in floats, and your slope becomes 0. There σ(z) itself is "
            "the tiny number: start from that.",
        ),
    ],
    hints=[
        "First the activation, in a variable of its own.",
        "Multiply it by one minus itself.",
    ],
    solution="Both lines work on numbers and on arrays alike.",
    why="Once $a$ is computed, both factors of the slope are there, for a number and "
    "for an array of any shape.",
)


curve_of_derivative = Choice(
    "sigmoid.curve-of-derivative",
    prompt="Which curve is $σ′$, the slope of the sigmoid? Mind the scale.",
    answer=sigmoid_derivative,
    curves=(-6, 6),
    wrong=[
        Wrong(
            "is-sigma",
            sigmoid,
            hint="That is $σ$ itself. Where it is flat, its slope must be near 0.",
        ),
        Wrong(
            "tanh",
            tanh_derivative,
            hint="The shape is right. Look at the top: that is the slope of $tanh$, "
            "which climbs from $-1$ to 1.",
        ),
        Wrong(
            "second-derivative",
            lambda z: sigmoid_derivative(z) * (1 - 2 * sigmoid(z)),
            hint="That becomes negative, but $σ$ never falls. You see the slope of "
            "the slope.",
        ),
        Wrong(
            "at-the-activation",
            lambda z: sigmoid_derivative(sigmoid(z)),
            hint="That is $σ′$ taken at $a = σ(z)$ instead of at $z$: it hardly falls "
            "on the right, where $σ$ is flat.",
        ),
    ],
    hints=[
        "Where is $σ$ flat, and where is it steepest?",
        "$σ′ = σ(1 - σ)$: put in $σ = 1/2$.",
    ],
    solution="A bell over $z = 0$, $1/4$ high, and nearly flat at both ends.",
    why="It is highest where $σ$ is steepest, at 0, and its height there is $½·½ = ¼$.",
)


steepest_slope = Formula(
    "sigmoid.steepest-slope",
    prompt="The logistic curve $L/(1 + e^(-k(x - x0)))$ is steepest at $x = x0$. What "
    "is its slope there?",
    variables={"L": (0.5, 4), "k": (0.5, 4)},
    answer="L*k/4",
    reference=lambda L, k: logistic_derivative(0.0, L=L, k=k),
    functions=(),
    wrong=[
        Wrong(
            "standard",
            "1/4",
            hint="True for the standard sigmoid, where $L = 1$ and $k = 1$. "
            "Stretching the curve changes its slope.",
        ),
        Wrong(
            "without-k",
            "L/4",
            hint="The height is in it. But if $x$ runs $k$ times as fast through the "
            "curve, what happens to the slope?",
        ),
        Wrong(
            "without-l",
            "k/4",
            hint="The speed is in it. But a curve that is $L$ times as high climbs "
            "$L$ times as fast.",
        ),
        Wrong(
            "without-peak",
            "L*k",
            hint="Both stretches are in it; the slope of $σ$ itself at 0 is missing.",
        ),
        Wrong(
            "height",
            "L/2",
            hint="That is how high the curve is at $x0$, not how steep.",
        ),
    ],
    hints=[
        "$σ$ has slope $1/4$ at 0. The curve is $L$ times as high, and $x$ runs "
        "through it $k$ times as fast: what does each do to rise over run?",
    ],
    solution="$L·σ(k(x - x0))$ has slope $L·σ′(z)·k$, and $σ′(0) = 1/4$: together "
    "$Lk/4$.",
    why="Making the curve $L$ times as high and $k$ times as fast multiplies its "
    "slope by both, and the slope of $σ$ itself was $¼$.",
)


true_statements = Choice(
    "sigmoid.true-statements",
    prompt="Which of these hold for the sigmoid $σ$ as a function of real numbers? "
    "There may be several.",
    answer=[
        "$σ(z) + σ(-z) = 1$ for every $z$",
        "$σ$ is steepest where its value is $1/2$",
        "the slope is the same at $z$ and at $-z$",
    ],
    wrong=[
        Wrong(
            "reaches-one",
            "$σ(z) = 1$ once $z$ is large enough",
            hint="Not for real numbers: $e^-z$ is positive for every $z$, however "
            "large. (What a computer's floats make of it is another question.)",
        ),
        Wrong(
            "steep-where-high",
            "the larger $σ(z)$, the larger its slope",
            hint="Follow the curve to the right: it goes up and flattens. Height and "
            "slope are two things.",
        ),
        Wrong(
            "slope-one",
            "the slope of $σ$ at $z = 0$ is 1",
            hint="$σ$ climbs from nearly 0 to nearly 1 between $-6$ and 6. With slope "
            "1 in the middle it would be through much sooner.",
        ),
    ],
    hints=["Draw the curve, and mark what happens at $z = -2$, 0 and 2."],
    solution="Multiply the top and the bottom of $1/(1 + e^-z)$ by $e^z$ and you see "
    "that $σ(-z) = 1 - σ(z)$, so the two add up to 1. The rest follows from $σ′ = σ(1 "
    "- σ)$: it is largest where $σ = 1/2$, and it does not change when $σ$ and $1 - "
    "σ$ trade places.",
    why="The curve is unchanged by half a turn around its middle, $(0, ½)$, and that "
    "middle is where it is steepest.",
)


tanh_from_sigma = Formula(
    "sigmoid.tanh-from-sigma",
    prompt="$tanh$ is a sigmoid in other clothes. Write $tanh(z)$ with `sigmoid` and "
    "$z$.",
    variables={"z": (-4, 4)},
    answer="2*sigmoid(2*z) - 1",
    reference=tanh,
    functions=("sigmoid",),
    wrong=[
        Wrong(
            "half-speed",
            "2*sigmoid(z) - 1",
            hint="The range is right, the speed is not: this is $tanh(z/2)$.",
        ),
        Wrong(
            "not-stretched",
            "sigmoid(2*z)",
            hint="The speed is right. But the values lie between 0 and 1, and $tanh$ "
            "runs from $-1$ to 1.",
        ),
        Wrong(
            "not-shifted",
            "2*sigmoid(2*z)",
            hint="This is 1 at $z = 0$, where $tanh$ is 0.",
        ),
        Wrong(
            "not-doubled",
            "sigmoid(2*z) - 1",
            hint="This runs from $-1$ to 0 only.",
        ),
        Wrong(
            "shifted-inside",
            "2*sigmoid(2*z - 1)",
            hint="You moved the curve to the right. It has to move down.",
        ),
    ],
    hints=[
        "$σ$ runs from 0 to 1. Stretch and shift it to run from $-1$ to 1.",
        "Compare the slopes at 0, and let $z$ run faster until they agree.",
    ],
    solution="$tanh(z) = (1 - e^-2z)/(1 + e^-2z) = 2/(1 + e^-2z) - 1 = 2σ(2z) - 1$.",
    why="Twice as fast, twice as high, and one lower: that is all the difference "
    "between $σ$ and $tanh$.",
)


at_40 = Predict(
    "sigmoid.at-40",
    prompt="In mathematics $0 < σ(z) < 1$ for every $z$. In Python?",
    code="sigmoid(40.0) == 1.0, sigmoid(-40.0) == 0.0",
    answer=lambda: (sigmoid(40.0) == 1.0, sigmoid(-40.0) == 0.0),
    wrong=[
        Wrong(
            "as-in-mathematics",
            (False, False),
            hint="A float has 53 binary digits. $1 - σ(40)$ is about $4·10⁻¹⁸$, and "
            "the nearest neighbour of 1 is $10⁻¹⁶$ away.",
        ),
        Wrong(
            "symmetric",
            (True, True),
            hint="Floats lie close together near 0 and far apart near 1: $4·10⁻¹⁸$ is "
            "a float like any other, $1 - 4·10⁻¹⁸$ is not.",
        ),
        Wrong(
            "other-way-round",
            (False, True),
            hint="It is the other way round: floats lie closer together near 0 than "
            "near 1.",
        ),
    ],
    hints=[
        "How far from 1 is the next smaller float? `1 - np.nextafter(1.0, 0.0)` tells."
    ],
    solution="$σ(40)$ rounds to 1, so $1 - σ(40)$ is 0 and a slope $a(1 - a)$ is "
    "lost; $σ(-40) ≈ 4·10⁻¹⁸$ keeps all its digits.",
    why="Just below 1 floats are $10⁻¹⁶$ apart, so $1 - 4·10⁻¹⁸$ rounds to 1; near 0 "
    "they lie so close that $4·10⁻¹⁸$ is nothing special.",
)


def stable_sigmoid_reference(z):
    """Return σ(z) for a number or an array, without overflow."""
    z = np.asarray(z, dtype=float)
    e = np.exp(np.minimum(z, 40))
    return e / (1 + e)


# These forms circulate, and each is right for some z.
def _both_branches(z):
    e = np.exp(np.asarray(z, dtype=float))
    return np.where(z >= 0, 1 / (1 + 1 / e), e / (1 + e))


def _masked(z):
    z = np.asarray(z)
    out = np.empty_like(z)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    e = np.exp(z[z < 0])
    out[z < 0] = e / (1 + e)
    return out


def _to_infinity(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


def _one_number(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


stable_sigmoid = Code(
    "sigmoid.stable-sigmoid",
    prompt="Write `stable_sigmoid(z)` for a number or an array of any shape. There "
    "is no warning for any $z$, and nothing is lost in the tail: at $z = -720$ the "
    "result is 2.0e-313, not 0. Your numbers are compared to 9 digits.",
    starter='''
        def stable_sigmoid(z):
            """Return σ(z) for a number or an array, without overflow."""
            ...
    ''',
    reference=stable_sigmoid_reference,
    cases=[
        (0.5,),
        (-800.0,),
        (np.array([-2, 0, 3]),),
        (np.array([-720.0, -50.3, 50.3, 800.0]),),
        (np.array([[1.0, -1.2517391], [0.46, -30.53], [-0.46, 7.31]]),),
    ],
    digits=9,
    atol=0,
    wrong=[
        Wrong(
            "overflow",
            lambda z: 1 / (1 + np.exp(-z)),
            hint="Your exponential overflows: $e^800$ is larger than any float. For "
            "which sign of $z$ is $e^-z$ large?",
        ),
        Wrong(
            "to-infinity",
            _to_infinity,
            hint="No warning, but at $z = -720$ you give 0: $e^720$ counts as "
            "infinite, and $1/∞$ is 0. SciPy's `expit` does the same. Another form of "
            "$σ$ has a small exponential there.",
        ),
        Wrong(
            "by-tanh",
            lambda z: (1 + np.tanh(np.asarray(z) / 2)) / 2,
            hint="Right near 0. But for $z = -50$ tanh rounds to -1, and 1 - 1 is 0: "
            "the tail is lost.",
        ),
        Wrong(
            "both-branches",
            _both_branches,
            hint="Your `np.where` computes both of its branches for every $z$, and "
            "only then picks; so the one that overflows is computed too.",
        ),
        Wrong(
            "one-number",
            _one_number,
            hint="This works for one number. An array has many signs at once, and "
            "`math.exp` takes no array.",
        ),
        Wrong(
            "integers",
            _masked,
            hint="An array made like `z` has its type: integers in, integers out.",
        ),
        *[
            Wrong(
                f"clipped-at-{limit}",
                lambda z, limit=limit: 1 / (1 + np.exp(-np.clip(z, -limit, limit))),
                hint="Clipping on both sides makes $σ(z)$ the same for every $z$ "
                f"below -{limit}. Only one side overflows.",
            )
            for limit in (20, 30, 50, 100, 500, 700, 709)
        ],
        Wrong(
            "one-branch",
            lambda z: 1 / (1 + np.exp(-np.abs(z))),
            hint="With $|z|$ nothing overflows, but negative $z$ get the value of "
            "positive ones.",
        ),
    ],
    hints=[
        "$σ(z) = e^z/(1 + e^z)$ too. On which side does this form overflow?",
        "Beyond $z = 40$ nothing changes any more, so $z$ may be limited on that side.",
    ],
    solution="One exponential, no branch, and no warning: $1 + e^40$ is $e^40$ in "
    "floats, so a limit at 40 changes nothing.",
    why="Nothing overflows on either side, and in the left tail every digit survives.",
)


def filled_with_integers():
    """Put the sigmoid's values into an array of integers."""
    z = np.array([-2, 0, 2])
    out = np.zeros_like(z)
    out[:] = sigmoid(z)
    return out.tolist()


filled_array = Predict(
    "sigmoid.filled-array",
    prompt="$σ(-2)$, $σ(0)$ and $σ(2)$ are 0.1192, 0.5 and 0.8808. What is in `out`?",
    code="""
        z = np.array([-2, 0, 2])
        out = np.zeros_like(z)
        out[:] = sigmoid(z)
        out.tolist()
    """,
    answer=filled_with_integers,
    wrong=[
        Wrong(
            "floats",
            lambda: sigmoid([-2, 0, 2]).round(4).tolist(),
            hint="`zeros_like` makes an array of the type of `z`. Which type has `z`?",
        ),
        Wrong(
            "rounded",
            lambda: np.rint(sigmoid([-2, 0, 2])).astype(int).tolist(),
            hint="The array does hold integers; but NumPy does not round on the way "
            "in.",
        ),
        Wrong(
            "refused",
            "a `TypeError`",
            hint="It would be better so. But NumPy converts in silence when you assign "
            "into an array.",
        ),
    ],
    hints=["What is `z.dtype`? And what does `int(0.8808)` give?"],
    solution="Assigning into an integer array cuts off the fraction. Make the array "
    "with `np.zeros(z.shape)`, or `z` with `2.0` in it.",
    why="`zeros_like` copies the integer type of `z`, and storing 0.8808 among "
    "integers cuts it off to 0.",
)


def tangent(z, at):
    """Return the height at z of the sigmoid's tangent at another place."""
    a = sigmoid(at)
    slope = sigmoid_derivative(a)
    run = z - at
    return a + slope * run


tangent_line = FindBug(
    "sigmoid.tangent-line",
    prompt="This function should return the height at $z$ of the line that touches "
    "the sigmoid at the place `at`. The line starts on the curve and then leaves it. "
    "In this book `sigmoid_derivative(z)` takes the score. Which line is wrong, and "
    "why?",
    buggy=tangent,
    fixed=edited(
        tangent,
        "sigmoid_derivative(a)",
        "sigmoid_derivative(at)",
        "The slope is taken at the wrong place: two conventions are mixed.",
    ),
    cases=[(3.0, 2.0), (-1.5, 0.5), (0.0, -4.0)],
    wrong=[
        Wrong(
            "run",
            edited(tangent, "z - at", "at - z", "The run has the wrong sign."),
            hint="To the right of `at` the run must be positive, and `z - at` is.",
        ),
        Wrong(
            "height",
            edited(
                tangent,
                "sigmoid(at)",
                "sigmoid(z)",
                "The height should be taken at $z$.",
            ),
            hint="A tangent touches the curve at `at`, so its height is known there, "
            "not at $z$.",
        ),
        Wrong(
            "start",
            edited(tangent, "a + slope", "at + slope", "It should start from `at`."),
            hint="`at` is a place on the axis; the line starts from the height above "
            "it, and that is $a$.",
        ),
    ],
    hints=[
        "Say for each line what it takes: a score or an answer.",
        "A function of $z$ and a function of $a$ can have the same name in two books.",
    ],
    solution="`sigmoid_derivative` applies the sigmoid itself, so given $a$ it "
    "returns the slope at $a$. With the other convention, the line would be `a * (1 - "
    "a)`.",
    why="`sigmoid_derivative` wants $z$, and the line touches the curve at `at`, so "
    "that is where the slope has to be taken.",
)


def slope(z):
    """Return σ′(z), badly."""
    a = sigmoid(z)
    rest = 1 - a
    return a * rest


slope_at_40 = FindBug(
    "sigmoid.slope-at-40",
    prompt="The formula $σ′ = σ(1 - σ)$ is right, and so is `sigmoid`. Still the "
    "slope at 40 comes out as 0, and a neuron with such a slope stops learning. Which "
    "line loses it, and why?",
    buggy=slope,
    fixed=edited(
        slope,
        "1 - a",
        "sigmoid(-z)",
        "A difference of two nearly equal numbers keeps no digits.",
    ),
    cases=[(40.0,), (np.array([-2.0, 25.0, 60.0]),)],
    wrong=[
        Wrong(
            "overflow",
            edited(
                slope,
                "sigmoid(z)",
                "sigmoid(min(z, 30.0))",
                "$e^z$ overflows for large $z$.",
            ),
            hint="`sigmoid` takes care of that: $σ(40)$ is right to the last digit. A "
            "limit on $z$ gives some slope, but not that at 40.",
        ),
        Wrong(
            "underflow",
            edited(
                slope,
                "a * rest",
                "np.exp(np.log(a) + np.log(rest))",
                "The product is too small for a float.",
            ),
            hint="Floats go down to $5·10⁻³²⁴$, and the slope is about $4·10⁻¹⁸$. One "
            "factor is already 0 before they are multiplied.",
        ),
        Wrong(
            "wrong-product",
            edited(
                slope, "a * rest", "a - a * a", "The two factors should be subtracted."
            ),
            hint="$a - a²$ is the same formula, and it gives 0 as well.",
        ),
    ],
    hints=[
        "Put in $z = 40$ and follow each line's value.",
        "In floats $σ(40)$ is exactly 1.",
    ],
    solution="$1 - σ(z) = σ(-z)$, and this keeps its digits.",
    why="In floats $σ(40)$ is exactly 1, and 1 minus that leaves nothing; $σ(-40)$ is "
    "the same number, found without a subtraction.",
)
