"""Page 1b, numbers in a computer.

Its exercises: how far apart floats lie, what is lost when two of them are subtracted,
and a sigmoid that neither overflows nor loses its tail. Some of them stood in chapter 1
before this page had them, and keep the id that they had there, so that whoever has
solved them has still solved them.
"""

import math

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.exercise import (
    Choice,
    Code,
    FindBug,
    Numeric,
    Predict,
    Wrong,
    edited,
)

__all__ = [
    "at_40",
    "gap_at_1024",
    "log_of_the_rest",
    "slope_at_40",
    "stable_sigmoid",
    "filled_array",
]

at_40 = Predict(
    "sigmoid.at-40",
    prompt="In mathematics $0 < σ(z) < 1$ for every $z$. And in Python? What does this "
    "line give?",
    code="sigmoid(40.0) == 1.0, sigmoid(-40.0) == 0.0",
    answer=lambda: (sigmoid(40.0) == 1.0, sigmoid(-40.0) == 0.0),
    wrong=[
        Wrong(
            "as-in-mathematics",
            (False, False),
            hint="A number in Python has 53 binary digits. $1 - σ(40)$ is about "
            "$4·10⁻¹⁸$, and the nearest neighbour of 1 is $10⁻¹⁶$ away.",
        ),
        Wrong(
            "symmetric",
            (True, True),
            hint="The numbers that Python can store lie close together near 0 and far "
            "apart near 1: $4·10⁻¹⁸$ is one of them, $1 - 4·10⁻¹⁸$ is not.",
        ),
        Wrong(
            "other-way-round",
            (False, True),
            hint="It is the other way round: the numbers that Python can store lie "
            "closer together near 0 than near 1.",
        ),
    ],
    hints=[
        "How far below 1 is the next number that Python can store? `1 - "
        "np.nextafter(1.0, 0.0)` tells you."
    ],
    solution="$σ(40)$ rounds to 1, so $1 - σ(40)$ is 0, and the derivative $a(1 - a)$ "
    "is lost as well. But $σ(-40) ≈ 4·10⁻¹⁸$ keeps all its digits.",
    why="Just below 1 the numbers that Python can store are $10⁻¹⁶$ apart, so $1 - "
    "4·10⁻¹⁸$ rounds to 1; near 0 they lie so close together that $4·10⁻¹⁸$ is "
    "nothing special.",
)


def exponent_of_gap(x):
    """Return the power of two that lies between x and the next float."""
    return round(math.log2(np.spacing(x)))


gap_at_1024 = Numeric(
    "numbers_in_a_computer.gap-at-1024",
    given=[{"n": n, "x": 2**n} for n in (10, 7, 16, 20, 13)],
    prompt="Between 1 and 2 the floats lie $2^-52$ apart. How far apart do they lie "
    "between {x:d} and {2x:.0f}? Give the exponent of 2. ({x:d} is $2^{n}$.)",
    answer=lambda x: exponent_of_gap(float(x)),
    tolerance=0.01,
    wrong=[
        Wrong(
            "gap-itself",
            lambda n: 2.0 ** (n - 52),
            hint="If that is the gap itself, type its exponent alone: for $2^-52$ "
            "that would be $-52$.",
        ),
        Wrong(
            "wrong-way",
            lambda n: -52 - n,
            hint="You probably went the wrong way. With the same number of digits, a "
            "larger number has fewer of them after the point.",
        ),
        Wrong(
            "everywhere-the-same",
            lambda: exponent_of_gap(1.0),
            hint="That would be a ruler with even marks. The number of digits is what "
            "stays the same, and a larger number has more of them before the point.",
        ),
        Wrong(
            "sign",
            lambda n: 52 - n,
            hint="The size is right, but that gap would be larger than the numbers "
            "themselves.",
        ),
        Wrong(
            "decimal",
            lambda x: -52 + len(str(x)) - 1,
            hint=lambda x: (
                f"You probably counted decimal digits. {x} has {len(str(x)) - 1} more "
                "of those than 1, but how many more binary ones?"
            ),
        ),
        Wrong(
            "doublings",
            lambda n: n,
            hint="That is how many times the gap doubles on the way. From which gap "
            "does it start?",
        ),
        Wrong(
            "digits",
            lambda n: n - 53,
            hint="A float has 53 binary digits, but between 1 and 2 one of them stands "
            "before the point.",
        ),
    ],
    hints=[
        "Between 2 and 4 the gap is twice as large as between 1 and 2. Go on from "
        "there.",
        "How many times do you have to double 1 to get to {x:d}?",
    ],
    solution="From 1 to {x:d} the numbers double {n} times, and with each doubling the "
    "gap doubles as well: $2^-52 · 2^{n} = 2^{n - 52}$.",
    why="A float has 53 binary digits wherever it lies, so {n} more of them before "
    "the point leave {n} fewer after it.",
)


log_of_the_rest = Choice(
    "numbers_in_a_computer.log-of-the-rest",
    given={"z": [40.0, 45.0, 60.0, 100.0, 38.0]},
    prompt="A neuron has the logit {z}, and we want $ln(1 - σ({z}))$. The right result "
    "is very nearly $-{z}$. Which of these gives it?",
    answer="`np.log(sigmoid({-z!r}))`",
    wrong=[
        Wrong(
            "subtract",
            "`np.log(1 - sigmoid({z!r}))`",
            hint="In floats $σ({z})$ is exactly 1. What does the logarithm make of the "
            "difference?",
        ),
        Wrong(
            "add-a-little",
            "`np.log(1 - sigmoid({z!r}) + 1e-12)`",
            hint="It gives a number, about $-27.6$, and the same one for every larger "
            "logit. It comes from the 1e-12 and not from the neuron.",
        ),
        Wrong(
            "more-digits",
            "`np.log(np.float64(1) - sigmoid(np.float64({z:.0f})))`",
            hint="A Python float has 64 bits already.",
        ),
        Wrong(
            "difference-of-logs",
            "`np.log(1) - np.log(sigmoid({z!r}))`",
            hint="The logarithm of a difference is not the difference of the "
            "logarithms. This gives 0.",
        ),
    ],
    hints=[
        "Put in the value that $σ({z})$ has as a float, and follow each expression.",
        "Chapter 1 has an equation for $1 - σ(z)$ that needs no subtraction.",
    ],
    solution="$1 - σ({z}) = σ(-{z})$, and that is about {exp(-z):.0e}, with all its "
    "digits. Its logarithm is $-{z}$.",
    why="A digit that is lost in a subtraction is lost for good, so avoid the "
    "subtraction.",
)


def slope(z):
    """Return σ′(z), badly."""
    a = sigmoid(z)
    rest = 1 - a
    return a * rest


slope_at_40 = FindBug(
    "sigmoid.slope-at-40",
    prompt="The formula $σ′ = σ(1 - σ)$ is right, and so is `sigmoid`. And yet the "
    "derivative at 40 comes out as 0, and not one digit of that is right. Which line "
    "has to change, and why?",
    buggy=slope,
    fixed=edited(
        slope,
        "1 - a",
        "sigmoid(-z)",
        "It needs the digits that were lost when $a$ was rounded.",
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
            "limit on $z$ gives some derivative, but not the one at 40.",
        ),
        Wrong(
            "underflow",
            edited(
                slope,
                "a * rest",
                "np.exp(np.log(a) + np.log(rest))",
                "The product is too small for a float.",
            ),
            hint="Floats go down to $5·10⁻³²⁴$, and the derivative is about $4·10⁻¹⁸$. "
            "One factor is already 0 before they are multiplied.",
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
    prompt="Write `stable_sigmoid(z)` for a number or an array of any shape. It must "
    "give no warning for any $z$, and not give up in the tail: at $z = -720$ the "
    "result should be 2.0e-313, not 0. Your numbers are checked to 9 digits.",
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
            hint="Right near 0. But for $z = -50$ tanh rounds to $-1$, and $1 - 1$ is "
            "0: the tail is lost.",
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
                f"below $-{limit}$. Only one side overflows.",
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
        "You can also write $σ(z) = e^z/(1 + e^z)$. On which side does this overflow?",
        "Beyond $z = 40$ nothing changes any more, so $z$ may be limited on that side.",
    ],
    solution="One exponential, no branch, and no warning: $1 + e^40$ is $e^40$ in "
    "floats, so a limit at 40 changes nothing.",
    why="Nothing overflows on either side, and in the left tail the result is as good "
    "as a float can hold.",
)


def filled_with_integers(z):
    """Put the sigmoid's values into an array of integers."""
    z = np.array(z)
    out = np.zeros_like(z)
    out[:] = sigmoid(z)
    return out.tolist()


filled_array = Predict(
    "sigmoid.filled-array",
    given={"z": [[-2, 0, 2], [40, 1, -1], [3, -1, 1], [0, 2, 50], [-3, 40, 1]]},
    prompt=lambda z: (
        "{}, {} and {} are {}, {} and {} as floats, to four decimals. What is in `out`?"
    ).format(*(f"$σ({x})$" for x in z), *np.round(sigmoid(z), 4)),
    code="""
        z = np.array({z!r})
        out = np.zeros_like(z)
        out[:] = sigmoid(z)
        out.tolist()
    """,
    answer=lambda z: f"`{filled_with_integers(z)}`",
    wrong=[
        Wrong(
            "floats",
            lambda z: sigmoid(z).round(4).tolist(),
            hint="`zeros_like` makes an array of the type of `z`. What type does `z` "
            "have?",
        ),
        Wrong(
            "rounded",
            lambda z: np.rint(sigmoid(z)).astype(int).tolist(),
            hint="The array does hold integers; but NumPy does not round on the way "
            "in.",
        ),
        Wrong(
            "refused",
            "a `TypeError`",
            hint="That would be better. But NumPy converts silently when you assign "
            "into an array.",
        ),
    ],
    hints=["What is `z.dtype`? And what does `int(0.8808)` give?"],
    solution="Assigning into an integer array cuts off the fraction. Make the array "
    "with `np.zeros(z.shape)`, or put a decimal point into one of the numbers of `z`.",
    why="`zeros_like` copies the integer type of `z`, and storing a fraction among "
    "integers cuts it off.",
)
