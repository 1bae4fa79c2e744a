"""Chapter 1, the sigmoid and its derivative.

Two more exercises of its mixed review, which follow those of `sigmoid` on the page.
"""

from lessons_pkg.activation import logit, sigmoid
from lessons_pkg.interactive.exercise import Choice, Numeric, Wrong

__all__ = ["size_for_ninety", "no_weight"]

size_for_ninety = Numeric(
    "sigmoid.size-for-ninety",
    prompt="A neuron has w = 8 and b = -3. For a bean of which size does it give the "
    "probability 0.9, to two decimals?",
    answer=lambda: (logit(0.9) + 3) / 8,
    tolerance=0.005,
    wrong=[
        Wrong(
            "no-bias",
            lambda: logit(0.9) / 8,
            hint="Not quite: the logit is right, and you divided it by the weight. But "
            "the logit is 8x - 3.",
        ),
        Wrong(
            "sign-of-bias",
            lambda: (logit(0.9) - 3) / 8,
            hint="Not quite: the sign of the bias went wrong on the way to the other "
            "side. There are no beans of negative size.",
        ),
        Wrong(
            "odds-as-logit",
            lambda: (9 + 3) / 8,
            hint="Not quite: 9 are the odds. What does the neuron have as its logit "
            "when the odds are 9?",
        ),
        Wrong(
            "probability-as-logit",
            lambda: (0.9 + 3) / 8,
            hint="Not quite: you put 0.9 in the place of the logit. But 0.9 is what "
            "comes out of the sigmoid.",
        ),
        Wrong(
            "midpoint",
            lambda: 3 / 8,
            hint="Not quite: that is the midpoint, where the probability is ½.",
        ),
        Wrong(
            "forward",
            lambda: sigmoid(8 * 0.9 - 3),
            hint="Not quite: you took 0.9 as the size. It is the output.",
        ),
    ],
    hints=[
        "Work backwards. Which logit has the probability 0.9?",
        "The odds are 9 to 1. Then solve 8x - 3 = z for x.",
    ],
    solution="The odds are 9, so the logit is ln 9 = 2.197. From 8x - 3 = 2.197 "
    "follows x = 5.197/8 = 0.65.",
    why="Undo the neuron's two steps in reverse order: first the sigmoid, then "
    "the line.",
)

no_weight = Choice(
    "sigmoid.no-weight",
    prompt="A neuron has w = 0 and b = 2. What does it say about beans?",
    answer="The same for every bean: toxic, with probability 0.88.",
    wrong=[
        Wrong(
            "half",
            "The same for every bean: toxic, with probability 0.5.",
            hint="Not quite: you probably took the logit to be 0 because the weight "
            "is. The bias is added to it.",
        ),
        Wrong(
            "step",
            "Beans larger than 2 are toxic, and the others are safe.",
            hint="Not quite: you probably read the bias as a limit. The midpoint is "
            "-b/w, and here there is none.",
        ),
        Wrong(
            "bias-as-probability",
            "Nothing, because 2 is not a probability.",
            hint="Not quite: 2 is the logit. The sigmoid turns any number into a "
            "probability.",
        ),
        Wrong(
            "size-counts",
            "The larger the bean, the higher the probability.",
            hint="Not quite: for that, the weight has to be positive. By what is the "
            "size multiplied here?",
        ),
    ],
    hints=["Write down the logit for a small bean and for a large one."],
    solution="The logit is 0·x + 2 = 2 for every bean, and σ(2) = 0.8808.",
    why="The bias alone sets the same logit for every input; only a weight can "
    "tell two inputs apart.",
)
