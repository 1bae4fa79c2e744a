"""The error terms of an output neuron and of a hidden one, by hand.

Two numbers and a formula. Matrices come later.
"""

from lessons_pkg.activation import logit, sigmoid_derivative
from lessons_pkg.interactive.exercise import Formula, Numeric, Wrong


def output_error(a=0.8, y=0.0):
    """Return δ of a sigmoid neuron with squared error."""
    return (a - y) * a * (1 - a)


delta_output = Numeric(
    "backprop.delta-output",
    prompt="An output neuron, a sigmoid, answers a = 0.8. The target is y = 0, and the "
    "loss is ½(a - y)². What is its error term δ = ∂L/∂z?",
    answer=output_error,
    tolerance=0.001,
    wrong=[
        Wrong(
            "no-slope",
            lambda: 0.8,
            hint="That is ∂L/∂a = a - y. From the answer back to the score there is "
            "one more link.",
        ),
        Wrong(
            "sign",
            lambda: -output_error(),
            hint="The size is right. If the score rises, does this loss rise or fall?",
        ),
        Wrong(
            "only-slope",
            lambda: 0.8 * 0.2,
            hint="That is σ′(z), the link from the score to the answer. What comes "
            "before it?",
        ),
        Wrong(
            "slope-at-answer",
            lambda: 0.8 * sigmoid_derivative(0.8),
            hint="You took the sigmoid's slope at 0.8; but 0.8 is the answer, not the "
            "score.",
        ),
        Wrong(
            "divided",
            lambda: 0.8 / (0.8 * 0.2),
            hint="You divided by the slope. Rates along a path are multiplied.",
        ),
        Wrong(
            "twice",
            lambda: 2 * output_error(),
            hint="You forgot the ½ in the loss: the derivative of ½u² is u.",
        ),
    ],
    hints=[
        "Two links: from the score to the answer, from the answer to the loss.",
        "σ′(z) = a(1 - a), and here a is known.",
    ],
    solution="∂L/∂a = 0.8 - 0 and σ′(z) = 0.8·0.2 = 0.16, so δ = 0.8·0.16 = 0.128: a "
    "higher score would be worse.",
)

delta_formula = Formula(
    "backprop.delta-formula",
    prompt="Write δ = ∂L/∂z of a sigmoid output with the loss ½(a - y)², in a and y.",
    variables={"a": (0, 1), "y": (0, 1)},
    answer="(a - y)*a*(1 - a)",
    reference=lambda a, y: (a - y) * sigmoid_derivative(logit(a)),
    functions=(),
    wrong=[
        Wrong(
            "cross-entropy",
            "a - y",
            hint="That is ∂L/∂a. It would be δ if the slope of the sigmoid were 1.",
        ),
        Wrong(
            "sign",
            "(y - a)*a*(1 - a)",
            hint="With y - a you have minus the slope: the way to go, not the slope.",
        ),
        Wrong(
            "divided",
            "(a - y)/(a*(1 - a))",
            hint="You divided by the slope of the sigmoid. Along a path one "
            "multiplies.",
        ),
        Wrong(
            "tanh",
            "(a - y)*(1 - a^2)",
            hint="1 - a² is the slope of tanh. This neuron is a sigmoid.",
        ),
        Wrong(
            "slope-in-y",
            "(a - y)*y*(1 - y)",
            hint="You took the slope at the target: it is 0 for y = 0 and for y = 1, "
            "so this neuron would never learn.",
        ),
        Wrong(
            "loss-not-slope",
            "(a - y)^2/2*a*(1 - a)",
            hint="Your first factor is the loss itself. Its slope in a is needed.",
        ),
    ],
    hints=[
        "Two factors: the slope of the loss in a, and the slope of σ.",
        "σ′ is in a, too.",
    ],
    solution="`(a - y)*a*(1 - a)`. It is 0 for a = y, and also for a = 1 and y = 0: "
    "the surest mistake teaches least.",
)


def hidden_error(delta=0.5, weight=-2.0, a=0.9):
    """Return δ of a hidden neuron that speaks to one output."""
    return delta * weight * a * (1 - a)


hidden_delta = Numeric(
    "backprop.hidden-delta",
    prompt="A hidden neuron, a sigmoid, answers 0.9. It speaks to the output through "
    "the weight -2, and the output's error term is δ = 0.5. What is the hidden "
    "neuron's own error term?",
    answer=hidden_error,
    tolerance=0.001,
    wrong=[
        Wrong(
            "no-slope",
            lambda: 0.5 * -2,
            hint="That is how the loss answers to the neuron's answer. From there to "
            "its score is one link more.",
        ),
        Wrong(
            "no-weight",
            lambda: hidden_error(weight=1.0),
            hint="The blame comes back through the arrow, and an arrow multiplies: by "
            "what?",
        ),
        Wrong(
            "sign",
            lambda: -hidden_error(),
            hint="The size is right. It speaks through a negative weight.",
        ),
        Wrong(
            "slope-at-answer",
            lambda: -sigmoid_derivative(0.9),
            hint="You took the slope at 0.9 as if that were a score. It is the answer.",
        ),
        Wrong(
            "answer-for-slope",
            lambda: 0.5 * -2 * 0.9,
            hint="The last factor should say how much the neuron could still change "
            "its mind, not what it said.",
        ),
        Wrong(
            "weights-slope",
            lambda: 0.5 * 0.9,
            hint="Error term times what came in: that is the slope of the weight "
            "between the two, ∂L/∂v.",
        ),
    ],
    hints=[
        "Start from the output's δ and walk back: arrow first, then the sigmoid.",
        "A sigmoid that answers a has the slope a(1 - a).",
    ],
    solution="δ times the weight is 0.5·(-2) = -1; the slope is 0.9·0.1 = 0.09; so the "
    "error term is -0.09. The output should answer less, and it will if this neuron "
    "answers more.",
)
