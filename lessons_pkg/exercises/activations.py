"""Chapter 6, activation functions.

Its exercises, in the order in which the page shows them: tanh and why its centre
matters, rectifiers and how they die, their relatives, how large a network's weights
should be at the start, and the gates of a recurrent cell; then a mixed review. Each
stands below the helpers that it uses.
"""

import math

import numpy as np

from lessons_pkg.activation import (
    sigmoid,
    sigmoid_derivative,
    tanh,
    tanh_derivative,
)
from lessons_pkg.interactive.exercise import (
    Build,
    Choice,
    Code,
    Formula,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)

__all__ = [
    "tanh_in_a",
    "signs",
    "hat",
    "largest_bias",
    "slope_of_prelu",
    "prelu_backward",
    "start_for_relu",
    "cell_step",
    "what_is_left",
    "symptom",
    "one_weight_of_elu",
]


tanh_in_a = Formula(
    "activations.tanh-in-a",
    prompt="A neuron has computed $a = tanh(z)$ and forgotten $z$. Write $tanh′(z)$ in "
    "terms of $a$.",
    variables={"a": (-0.95, 0.95)},
    answer="1 - a^2",
    reference=lambda a: tanh_derivative(math.atanh(a)),
    functions=(),
    also={"tanh(z)": "a"},
    wrong=[
        Wrong(
            "sigmoid",
            "a*(1 - a)",
            hint="That is the sigmoid's rule. It gives 0 at $a = 0$, where tanh is "
            "steepest.",
        ),
        Wrong(
            "inner-factor",
            "(1 - a^2)/2",
            hint="Nearly. The inner function $2z$ contributes a factor, and the 2 in "
            "front of $σ$ contributes another one. Did you lose one of them?",
        ),
        Wrong(
            "both-twos",
            "2*(1 - a^2)",
            hint="Nearly, but there is one factor of 2 too many. How much is "
            "$4·σ′(0)$?",
        ),
        Wrong(
            "square",
            "a^2",
            hint="That is 0 at the steepest point, and largest where tanh is flat.",
        ),
        Wrong(
            "no-square",
            "1 - a",
            hint="tanh is as steep at $-z$ as at $z$, so the sign of $a$ must not "
            "matter.",
        ),
        Wrong(
            "of-s",
            "4*a*(1 - a)",
            hint="In $4s(1 - s)$, $s$ is $σ(2z)$, and not $tanh(z)$. What is $s$ in "
            "terms of $a$?",
        ),
        Wrong(
            "plus",
            "1 + a^2",
            hint="That is largest where $a$ is near 1, and there tanh is almost flat. "
            "Look at the sign.",
        ),
    ],
    hints=[
        "$tanh(z) = 2σ(2z) - 1$, so $tanh′(z) = 4·σ′(2z)$.",
        "Write $s$ for $σ(2z)$. Then $a = 2s - 1$, so $s = (1 + a)/2$. What is "
        "$4s(1 - s)$?",
    ],
    solution="$4s(1 - s)$ with $s = (1 + a)/2$ and $1 - s = (1 - a)/2$ is $(1 + a)(1 - "
    "a) = 1 - a^2$.",
    why="$4s(1 - s)$ is $(1 + a)(1 - a)$, with $s = (1 + a)/2$.",
)


def signs_of(f):
    """Return the signs of one neuron's derivatives, its inputs being f of some z."""
    A = f(np.array([-2.0, -0.5, 1.5, 3.0]))
    return "`" + str(np.sign(A * -0.3).astype(int)) + "`"


signs = Predict(
    "activations.signs",
    prompt="Four hidden neurons lead to one neuron, whose error signal is $δ = -0.3$ "
    "for the sample at hand. The derivative for each of its four weights is the input "
    "times $δ$. What signs do the derivatives have, with sigmoids in the hidden layer, "
    "and with tanh?",
    code="""
        z = np.array([-2.0, -0.5, 1.5, 3.0])
        for f in (sigmoid, tanh):
            print(np.sign(f(z) * -0.3).astype(int))
    """,
    answer=lambda: f"{signs_of(sigmoid)}\n{signs_of(tanh)}",
    wrong=[
        Wrong(
            "both-mixed",
            lambda: f"{signs_of(tanh)}\n{signs_of(tanh)}",
            hint="In the first line the hidden neurons are sigmoids. What signs can "
            "their outputs have?",
        ),
        Wrong(
            "delta-forgotten",
            "`[1 1 1 1]`\n`[-1 -1  1  1]`",
            hint="Those are the signs of the inputs. The error signal is negative.",
        ),
        Wrong(
            "swapped",
            lambda: f"{signs_of(tanh)}\n{signs_of(sigmoid)}",
            hint="Which of the two functions has negative values?",
        ),
        Wrong(
            "derivatives",
            "`[-1 -1 -1 -1]`\n`[-1 -1 -1 -1]`",
            hint="The inputs of the neuron are the outputs of tanh, and not its "
            "derivatives.",
        ),
    ],
    hints=["What signs can the output of each function have?"],
    solution="All outputs of a sigmoid are positive, so all four derivatives have the "
    "sign of $δ$. The outputs of tanh have the signs of $z$.",
    why="The inputs $σ(z)$ are all positive, so the derivatives all have the sign of "
    "$δ$; the inputs $tanh(z)$ have both signs.",
)


def relu_text(shift):
    """Return relu(x - shift) in the grammar of formulas."""
    inside = f"(x - {shift})"
    return f"({inside} + abs{inside})/2"


BENDS = [relu_text(shift) for shift in (0, 1, 3)]
HAT = f"v1*{BENDS[0]} + v2*{BENDS[1]} + v3*{BENDS[2]}"


def hat_at(x):
    """Return the formula of the sum's height at x."""
    return HAT.replace("(x -", f"({x} -")


hat = Build(
    "activations.hat",
    prompt="Three ReLUs bend at 0, 1 and 3. Each gives $max(0, x - c)$, where $c$ is "
    "the place of its bend. Choose their weights $v1$, $v2$ and $v3$ so that their "
    "weighted sum is a hat: it rises to 2 at $x = 1$, falls back to 0 at $x = 3$, and "
    "stays there.",
    controls={
        "v1": ("weight of the first ReLU", -4, 4, 0.5, 1),
        "v2": ("weight of the second ReLU", -4, 4, 0.5, 0),
        "v3": ("weight of the third ReLU", -4, 4, 0.5, 0),
    },
    goals=[
        ("the top is at (1, 2)", f"0.01 - abs({hat_at(1)} - 2)"),
        ("halfway down it is at (2, 1)", f"0.01 - abs({hat_at(2)} - 1)"),
        ("it comes down to (3, 0)", f"0.01 - abs({hat_at(3)})"),
        ("it stays at 0 beyond 3", f"0.01 - abs({hat_at(5)})"),
    ],
    answer={"v1": 2, "v2": -3, "v3": 1},
    plot={
        "curve": HAT,
        "x": [-1, 6, "x"],
        "y": [-2, 3, "sum"],
        "points": [[1, 2, 1], [2, 1, 1], [3, 0, 1], [5, 0, 1]],
    },
    wrong=[
        Wrong(
            "level",
            {"v1": 2, "v2": -2, "v3": 0},
            hint="Only the top is right. From there the sum should fall from 2 to 0 "
            "while $x$ goes from 1 to 3. By how much does the slope change at 1?",
        ),
        Wrong(
            "no-end",
            {"v1": 2, "v2": -3, "v3": 0},
            hint="Up to 3 everything is right. From there on the sum should stay at 0. "
            "What slope does it have without the third ReLU, and what must that one "
            "add?",
        ),
        Wrong(
            "nothing-at-the-top",
            {"v1": 1, "v2": 0, "v3": -1},
            hint="At $x = 1$ only the first ReLU has done anything, so $v1$ alone "
            "decides how high the sum is there.",
        ),
    ],
    hints=[
        "At each bend the slope of the sum changes by the weight of the ReLU that "
        "bends there. What slopes does the hat have, from left to right?",
        "The slope is 0, then it should be 2, then $-1$, then 0 again.",
    ],
    solution="The slopes should be 0, 2, $-1$ and 0. So the changes are $v1 = 2$, $v2 "
    "= -3$ and $v3 = 1$. On an interval, hats of any width, place and height add up to "
    "any continuous curve made of straight pieces.",
    why="Each weight is a change of slope: from 0 to 2, from 2 to $-1$, and from "
    "$-1$ back to 0.",
)


largest_bias = Numeric(
    "activations.largest-bias",
    given=[
        {"w": w, "low": low, "top": top}
        for w, low, top in (
            (3, 0.2, 0.9),
            (2, 0.4, 1.5),
            (4, 0.5, 0.7),
            (5, 0.3, 1.2),
            (2.5, 0.6, 2),
        )
    ],
    prompt="A ReLU unit has one input, with the weight {w}. In the data, the input "
    "ranges from {low} to {top}, and reaches both ends. What is the largest bias at "
    "which the unit is dead, so that it gives 0 for every sample?",
    answer=lambda w, top: -w * top,
    tolerance=0.001,
    wrong=[
        Wrong(
            "sign",
            lambda w, top: w * top,
            hint="With that bias every pre-activation is positive, and the unit is "
            "very much alive.",
        ),
        Wrong(
            "lowest",
            lambda w, low: -w * low,
            hint="At that bias the sample at {low} gives 0. All the others still give "
            "something. Which sample is the last to fall silent?",
        ),
        Wrong(
            "weight-alone",
            lambda w: -w,
            hint="That would be right if the inputs went up to 1.",
        ),
        Wrong(
            "no-weight",
            lambda top: -top,
            hint="The input is multiplied by the weight before the bias is added.",
        ),
        Wrong(
            "divided",
            lambda w, top: -top / w,
            hint="You divided by the weight. At which $b$ is $wx + b$ no longer "
            "positive, for the $x$ that makes it largest?",
        ),
    ],
    hints=[
        "The unit is dead if even the largest pre-activation is not positive.",
        "Which of the inputs gives the largest $wx + b$?",
    ],
    solution="The largest pre-activation belongs to $x = {top}$, and is ${w}·{top} + "
    "b$. It is not positive if $b$ is at most ${answer}$.",
    why="The weight is positive, so the sample with the largest input is the last to "
    "fall silent: ${w}·{top} + b ≤ 0$.",
)


slope_of_prelu = Numeric(
    "activations.slope-of-prelu",
    given=[
        {"u": u, "v": v, "w": w, "p": p, "q": q, "r": r}
        for (u, v, w), (p, q, r) in (
            ((-2, 1.5, -0.5), (0.3, -0.5, 0.2)),
            ((-1.5, -3, 2), (0.5, -0.1, 0.6)),
            ((2.5, -4, -0.5), (-0.2, 0.1, 0.6)),
            ((-0.5, 3, -2.5), (-0.6, 0.2, 0.4)),
            ((1.5, -2, -4), (0.5, 0.6, -0.5)),
        )
    ],
    prompt="A PReLU unit with $α = 0.25$ has the pre-activations ${u}$, ${v}$ and "
    "${w}$ for three samples. For these, $∂L/∂a$ is ${p}$, ${q}$ and ${r}$, with the "
    "$1/n$ of the mean already in it. What is $∂L/∂α$, to two decimals?",
    answer=lambda u, v, w, p, q, r: p * min(u, 0) + q * min(v, 0) + r * min(w, 0),
    tolerance=0.005,
    wrong=[
        Wrong(
            "all-samples",
            lambda u, v, w, p, q, r: p * u + q * v + r * w,
            hint="You let all three samples count. Where $z$ is positive, $a = z$, and "
            "$α$ does not occur in it.",
        ),
        Wrong(
            "without-z",
            lambda u, v, w, p, q, r: p * (u < 0) + q * (v < 0) + r * (w < 0),
            hint="You added the right $∂L/∂a$, but one factor is missing. Where $z$ is "
            "negative, $a = αz$. What is $∂a/∂α$?",
        ),
        Wrong(
            "with-alpha",
            lambda u, v, w, p, q, r: (
                0.25 * (p * min(u, 0) + q * min(v, 0) + r * min(w, 0))
            ),
            hint="You multiplied by $α$ as well. That belongs to the way back to $z$; "
            "here it is $α$ that changes.",
        ),
        Wrong(
            "mean",
            lambda u, v, w, p, q, r: (
                (p * min(u, 0) + q * min(v, 0) + r * min(w, 0)) / 3
            ),
            hint="You divided by 3. But the $1/n$ of the mean is already in $∂L/∂a$.",
        ),
        Wrong(
            "positive-side",
            lambda u, v, w, p, q, r: p * max(u, 0) + q * max(v, 0) + r * max(w, 0),
            hint="That is the side on which $α$ does not occur.",
        ),
        Wrong(
            "to-z",
            lambda u, v, w, p, q, r: (
                p * (0.25 if u < 0 else 1)
                + q * (0.25 if v < 0 else 1)
                + r * (0.25 if w < 0 else 1)
            ),
            hint="Those are the error signals $∂L/∂z$, added up. Here $α$ changes, and "
            "$z$ stays.",
        ),
        Wrong(
            "first-alone",
            lambda u, v, w, p, q, r: p * u if u < 0 else q * v,
            hint="That is what the first negative sample contributes. There is another "
            "one.",
        ),
        Wrong(
            "second-alone",
            lambda u, v, w, p, q, r: r * w if w < 0 else q * v,
            hint="That is what the second negative sample contributes. There is "
            "another one.",
        ),
    ],
    hints=[
        "Where $z > 0$, $a = z$. Elsewhere $a = αz$. How fast does $a$ change with $α$ "
        "in each case?",
        "One $α$ serves all samples, so three paths lead from it to the loss, and "
        "their contributions add up.",
    ],
    solution="A sample with a positive pre-activation contributes nothing. For the two "
    "negative ones $∂a/∂α = z$, so each contributes $z$ times its $∂L/∂a$. Together "
    "that is ${answer:.2f}$.",
    why="$∂a/∂α$ is $z$ where $z$ is negative and 0 elsewhere, and the contributions "
    "of the samples add up.",
)


def prelu_backward_reference(dA, Z, alpha):
    """Return the derivatives of L with respect to Z and alpha."""
    dZ = dA * np.where(Z > 0, 1, alpha)
    dalpha = np.sum(dA * np.minimum(Z, 0))
    return dZ, dalpha


def _prelu_with(old, new):
    return edited(prelu_backward_reference, old, new)


DA = np.array(
    [
        [0.3127, -0.4093, 0.2281],
        [-0.1136, 0.5227, 0.0719],
        [0.6071, -0.2913, -0.3307],
        [0.0451, 0.1873, -0.7129],
    ]
)
Z = np.array(
    [
        [-2.1943, 1.5067, -0.5311],
        [0.9277, -3.0119, 2.6043],
        [-1.2539, 0.4177, -0.0883],
        [3.3071, -0.7937, 1.1351],
    ]
)

prelu_backward = Code(
    "activations.prelu-backward",
    prompt="Now for a whole layer. Write `prelu_backward(dA, Z, alpha)`. `Z` holds the "
    "pre-activations of a layer of PReLUs, a row for each sample and a column for each "
    "unit, and `dA` holds $∂L/∂a$ for each of them. All units share one `alpha`. "
    "Return $∂L/∂Z$, in the shape of `Z`, and the number $∂L/∂α$. Where $z = 0$, take "
    "the derivative from the left. Your numbers are checked to 12 digits.",
    starter='''
        def prelu_backward(dA, Z, alpha):
            """Return the derivatives of L with respect to Z and alpha."""
            ...
    ''',
    reference=prelu_backward_reference,
    cases=[
        (DA[:2, :2], Z[:2, :2], 0.25),
        (DA, Z, 0.13172853),
        (DA.T * 1371.9, Z.T * 854.39, 0.4519),
        (-DA, np.where(np.abs(Z) < 1, 0, Z), -812.3071),
        (DA[1:] * 1e-5, -Z[1:] * 1e-3, 1.7291),
    ],
    digits=12,
    atol=0,
    returns="dZ, dalpha",
    wrong=[
        Wrong(
            "relu",
            _prelu_with("np.where(Z > 0, 1, alpha)", "(Z > 0)"),
            hint="Your dalpha is right. In dZ you treat the units as plain ReLUs: "
            "nothing comes back on their left side.",
        ),
        Wrong(
            "swapped",
            _prelu_with("Z > 0, 1, alpha", "Z > 0, alpha, 1"),
            hint="Your dalpha is right. In dZ the two sides are swapped: on which side "
            "does the unit pass on everything?",
        ),
        Wrong(
            "other-side-at-0",
            _prelu_with("Z > 0", "Z >= 0"),
            hint="Only the entries with $z = 0$ differ. The task wants the derivative "
            "from the left there.",
        ),
        Wrong(
            "output",
            _prelu_with(
                "dA * np.where(Z > 0, 1, alpha)", "np.where(Z > 0, Z, alpha * Z)"
            ),
            hint="Your dZ is the output of the layer. The way back multiplies `dA` by "
            "the derivatives.",
        ),
        Wrong(
            "no-dA",
            _prelu_with("dA * np.minimum(Z, 0)", "np.minimum(Z, 0)"),
            hint="Your dZ is right. In dalpha you added up $∂a/∂α$, and one link of "
            "the chain is missing.",
        ),
        Wrong(
            "all-entries",
            _prelu_with("np.minimum(Z, 0)", "Z"),
            hint="Your dZ is right. In dalpha every entry counts, but $α$ occurs in "
            "$a$ only where $z$ is negative.",
        ),
        Wrong(
            "alpha-for-each-unit",
            _prelu_with(
                "np.sum(dA * np.minimum(Z, 0))", "np.sum(dA * np.minimum(Z, 0), axis=0)"
            ),
            hint="Your dZ is right. You return a derivative for each unit, but all "
            "units share one $α$.",
        ),
        Wrong(
            "mean",
            _prelu_with("np.sum(", "np.mean("),
            hint="Your dZ is right. The $1/n$ of the loss is already in `dA`, so the "
            "contributions of all entries are added up.",
        ),
        Wrong(
            "with-dZ",
            _prelu_with("np.sum(dA * ", "np.sum(dZ * "),
            hint="Your dZ is right. For dalpha you went through the unit and back to "
            "$z$; but the path from $α$ leads straight to $a$.",
        ),
        Wrong(
            "derivatives-of-the-unit",
            lambda dA, Z, alpha: (np.where(Z > 0, 1, alpha), np.sum(np.minimum(Z, 0))),
            hint="These are the derivatives of the unit itself, $∂a/∂z$ and $∂a/∂α$. "
            "Where does `dA` come in?",
        ),
        Wrong(
            "dZ-without-dA",
            lambda dA, Z, alpha: (
                np.where(Z > 0, 1, alpha),
                np.sum(dA * np.minimum(Z, 0)),
            ),
            hint="Your dalpha is right. Your dZ is $∂a/∂z$, and one link of the chain "
            "is missing.",
        ),
    ],
    hints=[
        "First the way back to $z$: each entry of `dA` is multiplied by 1 or by "
        "`alpha`. `np.where(condition, this, that)` chooses, entry by entry.",
        "Then `alpha`: do for every entry at once what you did for three samples. "
        "`np.minimum(Z, 0)` is $z$ where $z$ is negative, and 0 elsewhere.",
    ],
    solution="For $z$, each entry is multiplied by the derivative of its unit. For "
    "$α$, the contributions of all samples and all units are added up, because they "
    "share it.",
    why="Each entry goes back through its own unit, and every entry on the left side "
    "contributes to the one $α$ that they share.",
)


start_for_relu = Numeric(
    "activations.start-for-relu",
    given={"m": [50, 32, 18, 24, 72]},
    prompt="A hidden layer of ReLUs is fed by {m} units of the same kind. What should "
    "the **standard deviation** of its random weights be, so that error signals "
    "neither shrink nor grow on their way back? The layers are equally wide. Give "
    "three decimals.",
    answer=lambda m: math.sqrt(2 / m),
    tolerance=0.0005,
    wrong=[
        Wrong(
            "variance",
            lambda m: 2 / m,
            hint="That is the variance. The standard deviation is its square root.",
        ),
        Wrong(
            "tanh",
            lambda m: math.sqrt(1 / m),
            hint="That is the scale for tanh. A ReLU lets only half of the error "
            "signals through.",
        ),
        Wrong(
            "square-root-forgotten",
            lambda m: math.sqrt(2) / m,
            hint="The scale is right. But a sum of {m} random terms grows like the "
            "square root of {m}.",
        ),
        Wrong(
            "half",
            lambda m: math.sqrt(0.5 / m),
            hint="That would make up for a doubling of the mean square. A ReLU halves "
            "it.",
        ),
        Wrong(
            "scale-alone",
            lambda: math.sqrt(2),
            hint="That is $s$. The standard deviation of the weights is "
            "$s/\\sqrt{{m}}$.",
        ),
        Wrong(
            "tanh-variance",
            lambda m: 1 / m,
            hint="That is a variance, and the one that suits tanh. A ReLU lets only "
            "half of the error signals through; and the standard deviation is the "
            "square root of the variance.",
        ),
        Wrong(
            "root-of-m-only",
            lambda m: 2 / math.sqrt(m),
            hint="You took the square root of {m} alone. Which number is the variance?",
        ),
        Wrong(
            "upside-down",
            lambda m: math.sqrt(m / 2),
            hint="That is upside down: the more terms a sum has, the smaller the "
            "weights have to be.",
        ),
    ],
    hints=[
        "The factor from layer to layer is $s$ times the root of the mean of $f′^2$. "
        "For a ReLU, half of the $f′$ are 1 and half are 0.",
        "So $s^2·½ = 1$. And the weights have the standard deviation $s/\\sqrt{{m}}$.",
    ],
    solution="$s^2·½ = 1$ gives $s^2 = 2$. The variance of the weights is $2/{m}$, and "
    "their standard deviation $\\sqrt{{2/{m}}} = {answer:.3f}$.",
    why="The variance of He's start is $2/m$, and the standard deviation is its root.",
)


def cell(x, h, c, U, V, b):
    z = x @ U + h @ V + b
    f, i, o, g = np.split(z, 4)
    f, i, o = sigmoid(f), sigmoid(i), sigmoid(o)
    c = f * c + i * tanh(g)
    h = o * tanh(c)
    return h, c


CELL_RNG = np.random.default_rng(6)
CELL_CASE = tuple(
    CELL_RNG.normal(size=size).round(2) for size in (3, 2, 2, (3, 8), (2, 8), 8)
)
C_LINE = "    c = f * c + i * tanh(g)\n"
H_LINE = "    h = o * tanh(c)\n"

cell_step = Order(
    "activations.cell-step",
    prompt="One step of an LSTM cell. The pre-activations of the three gates (forget, "
    "input, output) and of the new value are computed together, and then split. Not "
    "every line is needed.",
    answer=cell,
    cases=[CELL_CASE],
    wrong=[
        Wrong(
            "output-first",
            edited(cell, C_LINE + H_LINE, H_LINE + C_LINE),
            hint="You compute the output from the old content of the cell. It should "
            "show what the cell holds after this step.",
        ),
        Wrong(
            "no-memory",
            edited(cell, "c = f * c + i * tanh(g)", "c = i * tanh(g)"),
            hint="Your cell forgets everything in each step: the old content does not "
            "occur in the new one.",
        ),
        Wrong(
            "value-as-gate",
            edited(cell, "i * tanh(g)", "i * sigmoid(g)"),
            hint="Your new value is never negative, so it could never lower the "
            "content of the cell.",
        ),
        Wrong(
            "gate-as-value",
            edited(
                cell,
                "f, i, o = sigmoid(f), sigmoid(i), sigmoid(o)",
                "f, i, o = tanh(f), tanh(i), tanh(o)",
            ),
            hint="A gate says what share gets through, and a share is never negative.",
        ),
    ],
    hints=[
        "First the pre-activations, then the gates, then the content of the cell.",
        "The output `h` shows the new content `c`.",
    ],
    solution="The pre-activations are computed and split; the three gates are "
    "sigmoids; the content is the part of the old one that is kept plus the part of "
    "the new value that is let in; and the output shows the new content through the "
    "last gate.",
    why="The gates decide what is kept, let in and shown, and the output shows the "
    "content after the step.",
)


what_is_left = Numeric(
    "activations.what-is-left",
    given=[
        {"z": z, "T": T}
        for z, T in ((4.0, 50), (3.0, 20), (5.0, 100), (2.0, 10), (4.5, 150))
    ],
    prompt="The forget gate of an LSTM cell has the pre-activation {z} in each of {T} "
    "steps, and nothing new is let in. What share of the cell's content is left at "
    "the end? Give three decimals. You know that $σ({z}) = {sigmoid(z):.6f}$.",
    answer=lambda z, T: sigmoid(z) ** T,
    tolerance=0.0005,
    wrong=[
        Wrong(
            "one-step",
            lambda z: sigmoid(z),
            hint="That is what is left after one step.",
        ),
        Wrong(
            "forgotten",
            lambda z, T: 1 - sigmoid(z) ** T,
            hint="That is the share that is gone.",
        ),
        Wrong(
            "derivative",
            lambda z: sigmoid_derivative(z),
            hint="You took the derivative of the gate. The content is multiplied by "
            "the gate itself.",
        ),
        Wrong(
            "one-minus-each",
            lambda z, T: (1 - sigmoid(z)) ** T,
            hint="The forget gate says what share is *kept*, despite its name.",
        ),
        Wrong(
            "losses-added",
            lambda z, T: 1 - T * (1 - sigmoid(z)),
            hint="You added up what is lost in each step, as if each step took its "
            "share of what was there at the start. Each step takes its share of what "
            "is left.",
        ),
        Wrong(
            "steps-added",
            lambda z, T: T * sigmoid(z),
            hint="You multiplied by the number of steps, and got more than there was "
            "at the start. Each step multiplies what is left, and that is a power.",
        ),
        Wrong(
            "pre-activation",
            lambda z, T: z,
            hint="That is the pre-activation of the gate. The gate itself is its "
            "sigmoid.",
        ),
        Wrong(
            "exponential",
            lambda z: math.exp(z),
            hint="You took $e$ to the pre-activation. The gate is a sigmoid.",
        ),
    ],
    hints=[
        "What is the content multiplied by, in each step?",
        "{T} equal factors.",
    ],
    solution="Each step multiplies the content by $σ({z}) = {sigmoid(z):.6f}$. After "
    "{T} steps that is {answer:.3f}. The derivative of the last content with "
    "respect to the first is the same product.",
    why="Each of the {T} steps multiplies what is left by the same {sigmoid(z):.6f}.",
)


symptom = Choice(
    "activations.symptom",
    prompt="In a network with six hidden layers, the gradient of the first layer is "
    "about $10^-4$ times that of the output layer. None of its entries is exactly 0, "
    "and the outputs of the hidden neurons all lie between 0.3 and 0.7. What is the "
    "most likely reason?",
    answer="The hidden layers are sigmoids, each of which passes on a quarter or less.",
    wrong=[
        Wrong(
            "dead",
            "The hidden layers are ReLUs, and many of them are dead.",
            hint="A dead ReLU's gradient is exactly 0, and so is its output.",
        ),
        Wrong(
            "saturated",
            "The hidden layers are sigmoids, and they are saturated.",
            hint="Where would the outputs lie if the neurons were saturated?",
        ),
        Wrong(
            "zero-start",
            "All weights started at 0.",
            hint="Then the gradient of the first layer would be exactly 0 at the "
            "start.",
        ),
        Wrong(
            "rate",
            "The learning rate is too small.",
            hint="The learning rate multiplies the gradients of all layers alike. It "
            "does not change their ratio.",
        ),
    ],
    hints=[
        "What do the outputs tell you about the kind of neuron?",
        "What is $a(1 - a)$ for an $a$ between 0.3 and 0.7, and what is that to the "
        "power of 6?",
    ],
    solution="Outputs between 0.3 and 0.7 belong to sigmoids near their steepest "
    "point, and there $σ′$ lies between $0.3·0.7 = 0.21$ and $½·½ = 0.25$. Six "
    "such factors leave at most $0.25^6 = 0.00024$ of the error signal, if the weights "
    "don't make up for it.",
    why="Even at its steepest point a sigmoid passes on only a quarter, and here that "
    "happens once for each layer.",
)


one_weight_of_elu = Numeric(
    "activations.one-weight-of-elu",
    given=[
        {"a": a, "x": x, "v": v, "d": d}
        for a, x, v, d in (
            (-0.6, 2.0, -2.5, 0.4),
            (-0.8, 3.0, 2.0, -0.5),
            (-0.4, -1.2, 3.0, 0.2),
            (-0.7, 0.4, -2.0, -0.6),
            (-0.3, 1.6, 1.4, 0.7),
        )
    ],
    prompt="A hidden neuron of a network gives $a = elu(z) = {a}$, with $α = 1$. The "
    "weight from it to the only output is ${v}$, and the output's error signal is $δ "
    "= {d}$. One of the hidden neuron's inputs is ${x}$. What is the derivative of the "
    "loss with respect to the weight of that input, to three decimals?",
    answer=lambda a, x, v, d: d * v * (a + 1) * x,
    tolerance=0.001,
    wrong=[
        Wrong(
            "right-side",
            lambda a, x, v, d: d * v * x,
            hint="You took 1 for the derivative of the hidden neuron's function. But "
            "$a$ is negative, and so is $z$.",
        ),
        Wrong(
            "sigmoid",
            lambda a, x, v, d: d * v * a * (1 - a) * x,
            hint="You used the sigmoid's derivative. This neuron is an ELU.",
        ),
        Wrong(
            "tanh",
            lambda a, x, v, d: d * v * (1 - a * a) * x,
            hint="You used the derivative of tanh. This neuron is an ELU.",
        ),
        Wrong(
            "at-a",
            lambda a, x, v, d: d * v * math.exp(a) * x,
            hint="You put $a$ where the pre-activation belongs. The derivative is "
            "$e^z$, and $a = e^z - 1$.",
        ),
        Wrong(
            "leaky",
            lambda a, x, v, d: d * v * 0.01 * x,
            hint="That is the derivative of a leaky ReLU on its left side.",
        ),
        Wrong(
            "no-input",
            lambda a, v, d: d * v * (a + 1),
            hint="That is the error signal of the hidden neuron. One more link leads "
            "to the weight.",
        ),
        Wrong(
            "no-outgoing-weight",
            lambda a, x, d: d * (a + 1) * x,
            hint="On its way back the error signal is multiplied by the weight of the "
            "arrow, and that is missing.",
        ),
        Wrong(
            "outgoing-weight",
            lambda a, d: d * a,
            hint="That is the derivative for the weight that leads from the hidden "
            "neuron to the output. The one asked for leads into the hidden neuron.",
        ),
        Wrong(
            "output-signal",
            lambda x, d: d * x,
            hint="You multiplied the input by the error signal of the output. This "
            "weight leads to the hidden neuron, which has an error signal of its own.",
        ),
        Wrong(
            "activation",
            lambda a, x, v, d: d * v * a * x,
            hint="You multiplied by $a$ itself. The way back takes the derivative of "
            "the ELU.",
        ),
    ],
    hints=[
        "The error signal of the hidden neuron is $δ·v·f′(z)$. On the left side, "
        "$f′(z) = e^z$ and $a = e^z - 1$. What is $f′$ in terms of $a$?",
        "Then multiply by the input.",
    ],
    solution="From $a = e^z - 1$ follows $f′(z) = e^z = a + 1$. The hidden error "
    "signal is ${d}·{v}·({a} + 1) = {d*v*(a + 1):.4f}$, and with the input ${x}$ the "
    "derivative is ${answer:.4f}$.",
    why="Only one factor has changed since chapter 5: $a + 1$ in place of $a(1 - a)$.",
)
