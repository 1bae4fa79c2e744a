"""Chapter 1, the sigmoid and its derivative.

Its exercises, in the order in which the page shows them: from a number to a probability
and back, the derivative as a formula and as a program, and a mixed review. Each stands
below the helpers that it uses, and a wrong answer is the form that circulates or the
derivative of something else. Nothing here is learned: the parameters are chosen by
hand.
"""

import math

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import logit, sigmoid, sigmoid_derivative, tanh_derivative
from lessons_pkg.interactive.exercise import (
    Build,
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
    "at_minus_2",
    "which_z",
    "separate_beans",
    "derivative_in_a",
    "derivative_at_minus_1",
    "sigmoid_slope",
    "curve_of_derivative",
    "true_statements",
    "tangent_line",
    "size_for_ninety",
    "no_weight",
]

at_minus_2 = Predict(
    "sigmoid.at-minus-2",
    given={"z": [2.0, 1.0, 3.0, 0.5, 1.5]},
    prompt="You know that $σ({z}) = {sigmoid(z):.4f}$. Before you run anything: what "
    "is $σ(-{z})$?",
    code="round(sigmoid({-z!r}), 4)",
    answer=lambda z: round(sigmoid(-z), 4),
    wrong=[
        Wrong(
            "odd",
            lambda z: round(-sigmoid(z), 4),
            hint="That would make $σ$ an odd function. But $σ$ has no negative "
            "values: it is $e$ to some power, divided by a larger number.",
        ),
        Wrong(
            "even",
            lambda z: round(sigmoid(z), 4),
            hint="That would make $σ$ even. $σ$ rises everywhere, so its value at "
            "$-{z}$ lies below its value at 0, which is $1/2$.",
        ),
        Wrong(
            "slope",
            lambda z: round(sigmoid_derivative(-z), 4),
            hint="That is the slope of $σ$ at $-{z}$, not its height there.",
        ),
    ],
    hints=[
        "Multiply the numerator and the denominator of $1/(1 + e^{z})$ by $e^-{z}$."
    ],
    solution="$σ(-z) = 1/(1 + e^z) = e^-z/(e^-z + 1) = 1 - σ(z)$: the two add up to 1.",
    why="$σ(z)$ and $σ(-z)$ always add up to 1, and $1 - {sigmoid(z):.4f} = "
    "{answer:.4f}$.",
)


which_z = Numeric(
    "sigmoid.which-z",
    given={"a": [0.8, 0.6, 0.25, 0.7, 0.95]},
    prompt="A sigmoid gives $a = {a}$. Which logit $z$ went in? Give two decimals.",
    answer=lambda a: logit(a),
    tolerance=0.005,
    wrong=[
        Wrong(
            "forward",
            lambda a: sigmoid(a),
            hint="That is $σ({a})$: you went forwards once more. Here {a} is what "
            "comes out, and you want what went in.",
        ),
        Wrong(
            "odds",
            lambda a: a / (1 - a),
            hint="Those are the odds, $a/(1 - a)$. One more function takes you to $z$.",
        ),
        Wrong(
            "upside-down",
            lambda a: math.log((1 - a) / a),
            hint=lambda a: (
                "The odds are upside down. An $a$ "
                + (
                    "above $½$ needs a positive $z$."
                    if a > 0.5
                    else "below $½$ needs a negative $z$."
                )
            ),
        ),
        Wrong(
            "base-10",
            lambda a: math.log10(a / (1 - a)),
            hint="That is the logarithm to base 10; $e^-z$ asks for the natural one.",
        ),
        Wrong(
            "log-a",
            lambda a: math.log(a),
            hint="That is the logarithm of $a$ alone. Which quotient of $a$ and $1 - "
            "a$ is $e^z$?",
        ),
        Wrong(
            "slope",
            lambda a: a * (1 - a),
            hint="That is the slope of $σ$ there. Here you want the number that went "
            "in.",
        ),
    ],
    hints=[
        "Solve $a = 1/(1 + e^-z)$ for $e^-z$ first.",
        "$e^z = a/(1 - a)$. And which function undoes $e^z$?",
    ],
    solution="$z = ln(a/(1 - a)) = ln({a}/{1 - a}) = {answer:.3f}$.",
    why="Odds of {a} to {1 - a} are {a/(1 - a)} to 1, and $z$ is their logarithm, "
    "${answer:.3f}$.",
)


separate_beans = Build(
    "sigmoid.separate-beans",
    prompt="Each mark is a bean: toxic ones above, safe ones below. Choose the "
    "steepness $k$ and the midpoint $x0$ of $p = σ(k(x - x0))$ so that all goals are "
    "met.",
    controls={
        "k": ("steepness", -80, 80, 2, -30),
        "x0": ("midpoint", 0, 1, 0.01, 0.5),
    },
    goals=[
        ("larger beans get larger $p$", "k"),
        (
            "$p$ is ½ where safe and toxic beans mix, between 0.3 and 0.45",
            "(x0 - 0.295)*(0.455 - x0)",
        ),
        ("a bean of size 0.15 gets $p$ below 0.1", "0.1 - sigmoid(k*(0.15 - x0))"),
        ("a bean of size 0.65 gets $p$ above 0.9", "sigmoid(k*(0.65 - x0)) - 0.9"),
        ("the curve leaves room for doubt: its slope stays below 6", "6 - abs(k)/4"),
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
            hint="Your curve does not rise, so large beans get no larger $p$ than "
            "small ones. Which of the two numbers decides whether it rises?",
        ),
        Wrong(
            "too-soft",
            {"k": 6, "x0": 0.4},
            hint="The midpoint is fine. But your curve is undecided about beans that "
            "are clearly small or clearly large. Make it steeper.",
        ),
        Wrong(
            "too-far-left",
            {"k": 14, "x0": 0.2},
            hint="Small beans get too large a $p$. The curve rises too early.",
        ),
        Wrong(
            "too-far-right",
            {"k": 14, "x0": 0.6},
            hint="Large beans get too small a $p$. The curve rises too late.",
        ),
        Wrong(
            "cliff",
            {"k": 60, "x0": 0.38},
            hint="Only the last goal is missing. Your curve is too much like the step "
            "function: too sure of itself in the middle, where small toxic beans and "
            "large safe ones mix.",
        ),
    ],
    hints=[
        "Put $x0$ where toxic and safe beans meet; then only $k$ is left.",
        "The logit of 0.9 is 2.2. So $k(x - x0)$ has to reach $-2.2$ at the small "
        "bean and 2.2 at the large one.",
    ],
    solution="Ignore the noise for now: then a bean is toxic when $0.7x + 0.5 > 0.8$, "
    "that is, when $x > 3/7 ≈ 0.43$. The large bean is 0.22 further on, so $k$ has "
    "to be at least $2.2/0.22 = 10$. For the last goal it has to be below 24: the "
    "slope in the middle is $k/4$, and chapter 2 shows why. The neuron of this chapter "
    "has $k = 14$.",
    why="Your curve rises where safe and toxic beans mix, is sure on both sides, and "
    "leaves room for doubt in between.",
)


derivative_in_a = Formula(
    "sigmoid.derivative-in-a",
    prompt="A neuron has computed $a = σ(z)$ and forgotten $z$. Write $σ′(z)$ in terms "
    "of $a$.",
    variables={"a": (0, 1)},
    answer="a*(1 - a)",
    reference=lambda a: sigmoid_derivative(logit(a)),
    functions=(),
    also={"σ(z)": "a"},
    wrong=[
        Wrong("square", "a^2", hint="You took the same factor twice."),
        Wrong(
            "sign",
            "-a*(1 - a)",
            hint="Check the sign: $σ$ rises everywhere. Two minus signs meet in the "
            "quotient rule, one of them from the derivative of $e^-z$.",
        ),
        Wrong(
            "plus",
            "a*(1 + a)",
            hint="That is larger than 1 near $a = 1$, where the curve is flat. The "
            "sign inside the parentheses is wrong.",
        ),
        Wrong(
            "tanh",
            "1 - a^2",
            hint="That is the derivative of another function, "
            "$tanh$, in terms of its own output.",
        ),
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
    why="So a neuron that has kept its output $a$ gets the derivative with a single "
    "multiplication, without another exponential.",
)


derivative_at_minus_1 = Numeric(
    "sigmoid.derivative-at-minus-1",
    given={"z": [-1.0, 1.5, -2.0, 3.0, -0.5]},
    prompt="What is the slope of the sigmoid at $z = {z}$, to four decimals? You know "
    "that $σ({z}) = {sigmoid(z):.4f}$.",
    answer=lambda z: sigmoid_derivative(z),
    tolerance=0.00007,
    wrong=[
        Wrong(
            "is-sigma",
            lambda z: sigmoid(z),
            hint="That is $σ({z})$ itself, the height of the curve. How steep is it?",
        ),
        Wrong(
            "derivative-of-output",
            lambda z: sigmoid_derivative(sigmoid(z)),
            hint="You took the slope at {sigmoid(z):.4f}, which is $a$. Take it at $z$ "
            "instead.",
        ),
        Wrong(
            "z-as-a",
            lambda z: z * (1 - z),
            hint="$a(1 - a)$ wants the output $a = σ(z)$, and you gave it $z$. $σ$ "
            "rises everywhere, so its slope cannot be negative.",
        ),
        Wrong(
            "sign",
            lambda z: -sigmoid_derivative(z),
            hint="The size is right. But $σ$ rises everywhere, at $z = {z}$ too.",
        ),
        Wrong(
            "tanh",
            lambda z: 1 - sigmoid(z) ** 2,
            hint="$1 - a²$ is the rule for another function, $tanh$.",
        ),
        Wrong(
            "one-minus-a",
            lambda z: 1 - sigmoid(z),
            hint="That is $1 - a$, only one of the two factors.",
        ),
    ],
    hints=["$σ′(z) = σ(z)(1 - σ(z))$.", "You can type an expression here."],
    solution="$σ′({z}) = {sigmoid(z):.4f}·(1 - {sigmoid(z):.4f}) = "
    "{sigmoid(z):.4f}·{1 - sigmoid(z):.4f} = {answer:.4f}$.",
    why="The height is all you need: {sigmoid(z):.4f}, times one minus itself.",
)


def sigmoid_slope_reference(z):
    """Return σ′(z)."""
    a = sigmoid(z)
    return a * (1 - a)


sigmoid_slope = Code(
    "sigmoid.sigmoid-slope",
    prompt="Write `sigmoid_slope(z)`, the slope of the sigmoid at $z$, for a number "
    "or an array. You may call `sigmoid`. Your numbers are checked to 13 digits, even "
    "far out on the left: at $z = -40$ the slope is about $4·10⁻¹⁸$. A finite "
    "difference is good to only about 10 digits, so use the formula.",
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
            hint="You used $a(1 - a)$ with $z$ in place of $a$. Which number is $a$?",
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
            hint="That rule is for another function, $tanh$.",
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
            hint="Right in algebra. But at $z = -40$ you subtract two numbers that the "
            "computer cannot tell apart, and your slope becomes 0. There $σ(z)$ is the "
            "tiny number, and a product that begins with it keeps its digits.",
        ),
    ],
    hints=[
        "First the activation, in a variable of its own.",
        "Multiply it by one minus itself.",
    ],
    solution="Both lines work on numbers and on arrays alike. Far out on the right, "
    "$a$ rounds to 1 and $1 - a$ loses its digits: at $z = 40$ this gives 0. The page "
    "*Numbers in a computer* shows the cure.",
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
            hint="That becomes negative, but $σ$ never falls. What you see there is "
            "the slope of the slope.",
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
            "slope are two different things.",
        ),
        Wrong(
            "slope-one",
            "the slope of $σ$ at $z = 0$ is 1",
            hint="$σ$ climbs from nearly 0 to nearly 1 between $-6$ and 6. With slope "
            "1 in the middle it would get there much sooner.",
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


def tangent(z, at):
    """Return the height at z of the sigmoid's tangent at another place."""
    a = sigmoid(at)
    slope = sigmoid_derivative(a)
    run = z - at
    return a + slope * run


tangent_line = FindBug(
    "sigmoid.tangent-line",
    prompt="This function should return the height at $z$ of the line that touches "
    "the sigmoid at the place `at`. It gives a straight line that does meet the curve "
    "at that place, but is not the tangent. Which line of code is wrong, and why?",
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
            edited(
                tangent, "a + slope", "at + slope", "The result should start from `at`."
            ),
            hint="`at` is a place on the axis; the line starts from the height above "
            "it, and that is $a$.",
        ),
    ],
    hints=[
        "Say for each line what it takes: a logit or an output.",
        "A function of $z$ and a function of $a$ can have the same name in two books.",
    ],
    solution="`sigmoid_derivative` applies the sigmoid itself, so given $a$ it "
    "returns the slope at $a$. If you want to use $a$, write the slope out as `a * (1 "
    "- a)`.",
    why="`sigmoid_derivative` wants $z$, and the line touches the curve at `at`, so "
    "that is where the slope has to be taken.",
)


size_for_ninety = Numeric(
    "sigmoid.size-for-ninety",
    given=[
        {"w": 8, "b": -3, "p": 0.9},
        {"w": 10, "b": -4, "p": 0.8},
        {"w": 6, "b": -2, "p": 0.75},
        {"w": 12, "b": -5, "p": 0.9},
        {"w": 5, "b": -3, "p": 0.6},
    ],
    prompt="A neuron has $w = {w}$ and $b = {b}$. For what size of bean does it give "
    "the probability {p}? Give two decimals.",
    answer=lambda w, b, p: (logit(p) - b) / w,
    tolerance=0.005,
    wrong=[
        Wrong(
            "no-bias",
            lambda w, p: logit(p) / w,
            hint="The logit is right, and you divided it by the weight. But the logit "
            "is ${w}x - {-b}$.",
        ),
        Wrong(
            "sign-of-bias",
            lambda w, b, p: (logit(p) + b) / w,
            hint="The sign of the bias went wrong on the way to the other side. There "
            "are no beans of negative size.",
        ),
        Wrong(
            "odds-as-logit",
            lambda w, b, p: (p / (1 - p) - b) / w,
            hint="You put the odds, {p/(1 - p)}, in place of the logit. What is the "
            "logit when the odds are {p/(1 - p)} to 1?",
        ),
        Wrong(
            "probability-as-logit",
            lambda w, b, p: (p - b) / w,
            hint="You put {p} in place of the logit. But {p} is what comes out of the "
            "sigmoid.",
        ),
        Wrong(
            "logit-alone",
            lambda p: logit(p),
            hint="That is the logit. Which $x$ makes ${w}x - {-b}$ as large as that?",
        ),
        Wrong(
            "not-divided",
            lambda b, p: logit(p) - b,
            hint="That is ${w}x$. One step is missing.",
        ),
        Wrong(
            "odds-alone",
            lambda p: p / (1 - p),
            hint="Those are the odds. Which logit goes with them, and which size?",
        ),
        Wrong(
            "midpoint",
            lambda w, b: -b / w,
            hint="That is the midpoint, where the probability is $½$.",
        ),
        Wrong(
            "forward",
            lambda w, b, p: sigmoid(w * p + b),
            hint="You took {p} as the size. It is the output.",
        ),
    ],
    hints=[
        "Work backwards. Which logit gives the probability {p}?",
        "The odds are {p/(1 - p)} to 1. Then solve ${w}x - {-b} = z$ for $x$.",
    ],
    solution="The odds are {p/(1 - p)}, so the logit is $ln {p/(1 - p)} = {log(p/(1 - "
    "p)):.3f}$. Then ${w}x - {-b} = {log(p/(1 - p)):.3f}$ gives $x = {log(p/(1 - p)) - "
    "b:.3f}/{w} = {answer:.2f}$.",
    why="Undo the neuron's two steps in reverse order: first the sigmoid, then the "
    "line.",
)


no_weight = Choice(
    "sigmoid.no-weight",
    given={"b": [2, 1.5, 3, 2.5, 4]},
    prompt="A neuron has $w = 0$ and $b = {b}$. What does it say about beans?",
    answer="The same for every bean: toxic, with probability {sigmoid(b):.2f}.",
    wrong=[
        Wrong(
            "half",
            "The same for every bean: toxic, with probability 0.5.",
            hint="You probably took the logit to be 0 because the weight is. The bias "
            "is added to it.",
        ),
        Wrong(
            "step",
            "Beans larger than {b} are toxic, and the others are safe.",
            hint="You probably read the bias as a limit. The midpoint is $-b/w$, and "
            "here there is none.",
        ),
        Wrong(
            "bias-as-probability",
            "Nothing, because {b} is not a probability.",
            hint="{b} is the logit. The sigmoid turns any number into a probability.",
        ),
        Wrong(
            "size-counts",
            "The larger the bean, the higher the probability.",
            hint="For that, the weight has to be positive. What is the size multiplied "
            "by here?",
        ),
    ],
    hints=["Write down the logit for a small bean and for a large one."],
    solution="The logit is $0·x + {b} = {b}$ for every bean, and $σ({b}) = "
    "{sigmoid(b):.4f}$.",
    why="The bias alone sets the same logit for every input; only a weight can tell "
    "two inputs apart.",
)
