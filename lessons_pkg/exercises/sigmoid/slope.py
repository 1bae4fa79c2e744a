"""The slope of the sigmoid: its curve, its values, its formula, and tanh.

Each wrong answer here is the slope of something else, or at some other place.
"""

from lessons_pkg.activation import (
    logit,
    sigmoid,
    sigmoid_derivative,
    tanh,
    tanh_derivative,
)
from lessons_pkg.interactive.exercise import Choice, Formula, Numeric, Wrong

curve_of_derivative = Choice(
    "sigmoid.curve-of-derivative",
    prompt="Which curve is σ′, the slope of the sigmoid? Mind the scale.",
    answer=sigmoid_derivative,
    curves=(-6, 6),
    wrong=[
        Wrong(
            "is-sigma",
            sigmoid,
            hint="That is σ itself. Where it is flat, its slope must be near 0.",
        ),
        Wrong(
            "tanh",
            tanh_derivative,
            hint="The shape is right. Look at the top: that is the slope of tanh, "
            "which climbs from -1 to 1.",
        ),
        Wrong(
            "second-derivative",
            lambda z: sigmoid_derivative(z) * (1 - 2 * sigmoid(z)),
            hint="That becomes negative, but σ never falls. You see the slope of the "
            "slope.",
        ),
        Wrong(
            "at-the-activation",
            lambda z: sigmoid_derivative(sigmoid(z)),
            hint="That is σ′ taken at a = σ(z) instead of at z: it hardly falls on the "
            "right, where σ is flat.",
        ),
    ],
    hints=[
        "Where is σ flat, and where is it steepest?",
        "σ′ = σ(1 - σ): put in σ = 1/2.",
    ],
    solution="A bell over z = 0, 1/4 high, and nearly flat at both ends.",
)

derivative_at_minus_1 = Numeric(
    "sigmoid.derivative-at-minus-1",
    prompt="What is the slope of the sigmoid at z = -1, to four decimals? "
    "You know that σ(-1) = 0.2689.",
    answer=lambda: sigmoid_derivative(-1.0),
    tolerance=0.0002,
    wrong=[
        Wrong(
            "is-sigma",
            lambda: sigmoid(-1.0),
            hint="That is σ(-1) itself, the height of the curve. How steep is it?",
        ),
        Wrong(
            "derivative-of-output",
            lambda: sigmoid_derivative(sigmoid(-1.0)),
            hint="You took the slope at 0.2689, which is a. The slope is wanted at z.",
        ),
        Wrong(
            "z-as-a",
            lambda: -1.0 * (1 - -1.0),
            hint="a(1 - a) wants the answer a = σ(z), and you gave it z. σ rises "
            "everywhere, so its slope cannot be negative.",
        ),
        Wrong(
            "sign",
            lambda: -sigmoid_derivative(-1.0),
            hint="The size is right. But σ rises on the left of 0 too.",
        ),
        Wrong(
            "tanh",
            lambda: 1 - sigmoid(-1.0) ** 2,
            hint="1 - a² is the rule for tanh.",
        ),
        Wrong(
            "one-minus-a",
            lambda: 1 - sigmoid(-1.0),
            hint="That is 1 - a, one factor of two.",
        ),
    ],
    hints=["σ′(z) = σ(z)(1 - σ(z)).", "You can type an expression here."],
    solution="σ′(-1) = 0.2689·(1 - 0.2689) = 0.2689·0.7311 = 0.1966.",
)

derivative_in_a = Formula(
    "sigmoid.derivative-in-a",
    prompt="A neuron has computed a = σ(z) and forgotten z. Write σ′(z) in a.",
    variables={"a": (0, 1)},
    answer="a*(1 - a)",
    reference=lambda a: sigmoid_derivative(logit(a)),
    functions=(),
    wrong=[
        Wrong("square", "a^2", hint="Of the two factors you took the same one twice."),
        Wrong(
            "sign",
            "-a*(1 - a)",
            hint="The sign: σ rises everywhere. Two minus signs meet in the quotient "
            "rule, one of them from the derivative of e^-z.",
        ),
        Wrong(
            "plus",
            "a*(1 + a)",
            hint="That is larger than 1 near a = 1, where the curve is flat. A sign "
            "inside is wrong.",
        ),
        Wrong("tanh", "1 - a^2", hint="That is the slope of tanh in its own value."),
        Wrong(
            "other-factor",
            "1 - a",
            hint="At a = 0 this is 1, but there the curve is flat. One factor is "
            "missing.",
        ),
    ],
    hints=[
        "The quotient rule gives e^-z/(1 + e^-z)^2. Split it into two fractions.",
        "One of the fractions is a. Write the other as 1 minus something.",
    ],
    solution="e^-z/(1 + e^-z)^2 = 1/(1 + e^-z) · e^-z/(1 + e^-z) = `a*(1 - a)`.",
)

tanh_from_sigma = Formula(
    "sigmoid.tanh-from-sigma",
    prompt="tanh is a sigmoid in other clothes. Write tanh(z) with `sigmoid` and z.",
    variables={"z": (-4, 4)},
    answer="2*sigmoid(2*z) - 1",
    reference=tanh,
    functions=("sigmoid",),
    wrong=[
        Wrong(
            "half-speed",
            "2*sigmoid(z) - 1",
            hint="The range is right, the speed is not: this is tanh(z/2).",
        ),
        Wrong(
            "not-stretched",
            "sigmoid(2*z)",
            hint="The speed is right. But the values lie between 0 and 1, and tanh "
            "runs from -1 to 1.",
        ),
        Wrong(
            "not-shifted",
            "2*sigmoid(2*z)",
            hint="This is 1 at z = 0, where tanh is 0.",
        ),
        Wrong(
            "not-doubled",
            "sigmoid(2*z) - 1",
            hint="This runs from -1 to 0 only.",
        ),
        Wrong(
            "shifted-inside",
            "2*sigmoid(2*z - 1)",
            hint="You moved the curve to the right. It has to move down.",
        ),
    ],
    hints=[
        "σ runs from 0 to 1. Stretch and shift it to run from -1 to 1.",
        "Compare the slopes at 0, and let z run faster until they agree.",
    ],
    solution="tanh(z) = (1 - e^-2z)/(1 + e^-2z) = 2/(1 + e^-2z) - 1 = "
    "`2*sigmoid(2*z) - 1`.",
)
