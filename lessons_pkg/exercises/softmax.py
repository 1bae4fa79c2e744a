"""Chapter 7, softmax.

Its exercises, in the order in which the page shows them: probabilities from logits,
what a shift and a temperature change, the loss and its gradient, softmax beside
sigmoids, and a step of learning; then a mixed review. Each stands below the helpers
that it uses.
"""

import math

import numpy as np

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import (
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
from lessons_pkg.softmax import softmax, softmax_cross_entropy

__all__ = [
    "one_of_three",
    "shift_of_all",
    "softmax_rows",
    "loss_of_large_logits",
    "tempered",
    "against_equals",
    "which_output",
    "error_signal",
    "other_logit",
    "one_step",
    "smallest_penalty",
    "sure_and_right",
    "hidden_signal",
]


def three(*triples, **words):
    """List the members of a family with three logits, and what else they have."""
    rest = zip(*words.values(), strict=True) if words else ((),) * len(triples)
    return [
        dict(zip("uvw", map(float, logits), strict=True))
        | dict(zip(words, values, strict=True))
        for logits, values in zip(triples, rest, strict=True)
    ]


def first(u, v, w):
    """Return the probability that softmax gives to the first of three classes."""
    return softmax([u, v, w])[0]


one_of_three = Numeric(
    "softmax.one-of-three",
    given=three(
        (1.5, 2, -0.5),
        (0.5, -1.5, 2),
        (-0.4, 0.8, 1.1),
        (2.5, 1, -2),
        (-0.5, 0.6, -1.2),
    ),
    prompt="Three classes have the logits ${u}$, ${v}$ and ${w}$. What probability "
    "does softmax give to the class with the logit ${u}$, to three decimals?",
    answer=first,
    tolerance=0.001,
    wrong=[
        Wrong(
            "logits-shared",
            lambda u, v, w: u / (u + v + w),
            hint="You divided the logit itself by the sum of the logits. With a "
            "negative logit that can't give probabilities. What comes before the "
            "division?",
        ),
        Wrong(
            "sigmoid",
            lambda u: sigmoid(u),
            hint="That is what a sigmoid makes of ${u}$ alone. It doesn't see the "
            "other two logits.",
        ),
        Wrong(
            "sigmoids-shared",
            lambda u, v, w: sigmoid(u) / sum(map(sigmoid, (u, v, w))),
            hint="You shared out the three sigmoids. Softmax shares out the three "
            "exponentials.",
        ),
        Wrong(
            "odds",
            lambda u, v, w: math.exp(u) / (math.exp(v) + math.exp(w)),
            hint="Those are the odds: the class against the other two. For its "
            "probability, its own exponential belongs in the sum as well.",
        ),
        Wrong(
            "exponential",
            lambda u: math.exp(u),
            hint="That is its exponential. Now divide by the sum of all three.",
        ),
        Wrong(
            "squares",
            lambda u, v, w: u * u / (u * u + v * v + w * w),
            hint="Squares are positive too, but they don't keep the order: a very "
            "negative logit would get a large share.",
        ),
    ],
    hints=[
        "First take the exponential of each logit.",
        "Then divide the exponential of ${u}$ by the sum of all three.",
    ],
    solution="The exponentials are {exp(u):.4f}, {exp(v):.4f} and {exp(w):.4f}. Their "
    "sum is {exp(u) + exp(v) + exp(w):.4f}, and the first one is {answer:.3f} of it.",
    why="${exp(u):.3f}/({exp(u):.3f} + {exp(v):.3f} + {exp(w):.3f})$.",
)


def written(values):
    """Return an array as Python prints it, with two decimals."""
    return "`" + str(np.asarray(values).round(2)) + "`"


shift_of_all = Predict(
    "softmax.shift-of-all",
    given=[
        member | {"before": written(softmax(z)), "apart": written(sigmoid(z))}
        for member in three(
            (1, -1, 0.5), (-2, 0.4, -0.6), (0.8, 1.6, -1), (-1.5, -0.5, 1), (2, 0.2, -1)
        )
        for z in [[member["u"], member["v"], member["w"]]]
    ],
    prompt="Softmax turns the logits ${u}$, ${v}$ and ${w}$ into {before}, and "
    "sigmoids turn them into {apart}. Now all three neurons get a larger bias, and "
    "each logit rises by 2. What is printed?",
    code="""
        z = np.array([{u}, {v}, {w}])
        print(softmax(z + 2).round(2))
        print(sigmoid(z + 2).round(2))
    """,
    answer=lambda u, v, w: (
        f"{written(softmax([u, v, w]))}\n{written(sigmoid(np.array([u, v, w]) + 2))}"
    ),
    wrong=[
        Wrong(
            "both-stay",
            lambda u, v, w: (
                f"{written(softmax([u, v, w]))}\n{written(sigmoid([u, v, w]))}"
            ),
            hint="The first line is right. But each sigmoid sees its own logit alone, "
            "and that has risen.",
        ),
        Wrong(
            "sharper",
            lambda u, v, w: (
                f"{written(softmax([2 * u, 2 * v, 2 * w]))}\n"
                f"{written(sigmoid(np.array([u, v, w]) + 2))}"
            ),
            hint="The second line is right. In the first you multiplied the logits by "
            "2, which makes their differences larger. Here 2 is added.",
        ),
        Wrong(
            "all-larger",
            lambda u, v, w: (
                f"{written(sigmoid(np.array([u, v, w]) + 2))}\n"
                f"{written(sigmoid(np.array([u, v, w]) + 2))}"
            ),
            hint="The second line is right. Three probabilities of softmax can't all "
            "rise, since they have to add up to 1.",
        ),
        Wrong(
            "swapped",
            lambda u, v, w: (
                f"{written(softmax([2 * u, 2 * v, 2 * w]))}\n"
                f"{written(sigmoid([u, v, w]))}"
            ),
            hint="Which of the two sees only the differences between the logits?",
        ),
    ],
    hints=[
        "What happens to the three exponentials when each logit rises by 2? And to "
        "their sum?",
        "A sigmoid sees one logit.",
    ],
    solution="Each exponential is multiplied by $e^2$, and so is their sum, so the "
    "shares stay the same. Each sigmoid sees a logit that is larger by 2.",
    why="The factor $e^2$ cancels in each share; a sigmoid has nothing to cancel it "
    "with.",
)


def softmax_rows_reference(Z):
    """Return the softmax of each row of Z."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def _rows_with(*changes):
    return edited(softmax_rows_reference, *changes)


LOGITS = np.array(
    [
        [0.3127, -1.4093, 2.2281],
        [1.1136, 0.5227, -0.0719],
        [-2.6071, 0.2913, 0.3307],
        [0.0451, 3.1873, -0.7129],
        [1.9277, 1.0119, 1.6043],
    ]
)

softmax_rows = Code(
    "softmax.softmax-rows",
    prompt="Write `softmax_rows(Z)`. `Z` is an array of floats with a row of logits "
    "for each sample and a column for each class. Return the softmax of each row, in "
    "the shape of `Z`. It must work however large the logits are: one row may hold "
    "5000, and another row of the same `Z` −5000, and nothing may overflow. Your "
    "numbers are checked to 12 digits.",
    starter='''
        def softmax_rows(Z):
            """Return the softmax of each row of Z."""
            ...
    ''',
    reference=softmax_rows_reference,
    cases=[
        (LOGITS[:2, :2],),
        (LOGITS,),
        (LOGITS.T * 1.7,),
        (LOGITS - np.array([[5000.0], [0.0], [5000.0], [-400.0], [-5000.0]]),),
        (-LOGITS * np.array([[2200.0], [1.0], [3.0], [-2.0], [0.1]]),),
    ],
    digits=12,
    atol=0,
    wrong=[
        Wrong(
            "overflow",
            _rows_with("Z - Z.max(axis=1, keepdims=True)", "Z"),
            hint="Small logits come out right. But the exponential of 5000 is no "
            "longer a float, and infinity divided by infinity is `nan`. What may you "
            "subtract first?",
        ),
        Wrong(
            "one-maximum",
            _rows_with("Z.max(axis=1, keepdims=True)", "Z.max()"),
            hint="You subtract one number from the whole of `Z`. A row far below it "
            "then consists of zeros, and $0/0$ is `nan`. Each row has a largest logit "
            "of its own.",
        ),
        Wrong(
            "mean",
            _rows_with("Z.max(axis=1, keepdims=True)", "Z.mean(axis=1, keepdims=True)"),
            hint="You subtract the mean of each row. A logit far above it still has "
            "too large an exponential. Which number of the row must come out as 0 at "
            "most?",
        ),
        Wrong(
            "one-sum",
            _rows_with("E.sum(axis=1, keepdims=True)", "E.sum()"),
            hint="You divide by the sum over the whole array, so that all the numbers "
            "together add up to 1. Each row has to.",
        ),
        Wrong(
            "columns",
            lambda Z: softmax_rows_reference(Z.T).T,
            hint="You took the softmax of each column. Rows are samples, so the sum "
            "runs along a row.",
        ),
        Wrong(
            "not-divided",
            _rows_with(" / E.sum(axis=1, keepdims=True)", ""),
            hint="Your numbers have the right ratios, but they don't add up to 1 yet.",
        ),
        Wrong(
            "sigmoids",
            lambda Z: sigmoid(Z),
            hint="Those are sigmoids, each of one logit alone.",
        ),
    ],
    hints=[
        "Subtract from each row its largest logit. `Z.max(axis=1, keepdims=True)` is a "
        "column with the largest of each row.",
        "Then take `np.exp`, and divide each row by its sum.",
    ],
    solution="Subtracting the largest logit of a row changes no share. The largest "
    "exponent is then 0, so nothing overflows, and the sum is at least 1, so we never "
    "divide by 0. Without `keepdims=True` the column would become a row: NumPy would "
    "stop with an error or, if `Z` is square, subtract along the wrong axis.",
    why="After the subtraction the largest exponential of each row is 1: nothing can "
    "overflow, and no sum can be 0.",
)


def lse(*logits):
    """Return the logarithm of the sum of exponentials."""
    top = max(logits)
    return top + math.log(sum(math.exp(z - top) for z in logits))


loss_of_large_logits = Numeric(
    "softmax.loss-of-large-logits",
    given=[
        {"u": top + a, "v": top + b, "w": top + c, "top": top, "a": a, "b": b, "c": c}
        for top, a, b, c in (
            (902, -1.5, -2.2, 0),
            (-900, -1, 0, -2.5),
            (905, -1, -2.5, 0),
            (-749.5, -1.5, -0.5, 0),
            (801, -1.4, -1, 0),
        )
    ],
    prompt="Three classes have the logits ${u}$, ${v}$ and ${w}$, and the true class "
    "is the first, with ${u}$. What is the loss, $-ln$ of its probability, to two "
    "decimals?",
    answer=lambda u, v, w: lse(u, v, w) - u,
    tolerance=0.006,
    units=("nats", "nat"),
    wrong=[
        Wrong(
            "largest-alone",
            lambda u, v, w: max(u, v, w) - u,
            hint="That is the distance to the largest logit. The other classes have a "
            "share in the sum as well.",
        ),
        Wrong(
            "probability",
            first,
            hint="That is the probability. The loss is the negative logarithm of it.",
        ),
        Wrong(
            "sign",
            lambda u, v, w: u - lse(u, v, w),
            hint="That is $ln p$, which is negative. The loss is $-ln p$.",
        ),
        Wrong(
            "true-class-left-out",
            lambda u, v, w: lse(v, w) - u,
            hint="The sum runs over all three classes, the true one included.",
        ),
        Wrong(
            "log-sum-exp",
            lambda u, v, w: lse(u, v, w),
            hint="That is the logarithm of the sum of exponentials. From it you have "
            "to subtract the logit of the true class.",
        ),
        Wrong(
            "largest-class",
            lambda u, v, w: lse(u, v, w) - max(u, v, w),
            hint="That would be the loss if the class with the largest logit were the "
            "true one.",
        ),
    ],
    hints=[
        "A calculator can't take the exponential of such numbers. Only their "
        "differences matter: subtract the largest from all three.",
        "The loss is the logarithm of the sum of the exponentials, minus the logit of "
        "the true class. After the shift it is the same as before.",
    ],
    solution="Subtract ${top}$ from all three, which leaves ${a}$, ${b}$ and ${c}$. "
    "The logarithm of the sum of their exponentials is {answer + a:.3f}. From that, "
    "subtract the first, ${a}$, and the loss is {answer:.2f}.",
    why="A shift changes neither the probability nor the loss, so you may shift to "
    "where a calculator can follow.",
)


tempered = Numeric(
    "softmax.tempered",
    given=three(
        (2, 1, -1),
        (1.2, -0.6, 2.1),
        (-0.5, 1.5, 0.7),
        (1.8, 2.4, -1.2),
        (0.9, -0.6, 0.4),
        T=(2.0, 3.0, 0.5, 1.5, 0.4),
    ),
    prompt="Three classes have the logits ${u}$, ${v}$ and ${w}$. What probability "
    "does softmax with the temperature {T} give to the first class, to three decimals?",
    answer=lambda u, v, w, T: first(u / T, v / T, w / T),
    tolerance=0.001,
    wrong=[
        Wrong(
            "no-temperature",
            first,
            hint="That is the probability at $T = 1$.",
        ),
        Wrong(
            "multiplied",
            lambda u, v, w, T: first(u * T, v * T, w * T),
            hint="You multiplied the logits by {T}. At a high temperature the "
            "probabilities come closer together, so the logits are divided.",
        ),
        Wrong(
            "probability-divided",
            lambda u, v, w, T: first(u, v, w) / T,
            hint="You divided the probability. Then the three no longer add up to 1. "
            "It is the logits that are divided.",
        ),
        Wrong(
            "root",
            lambda u, v, w, T: first(u, v, w) ** (1 / T),
            hint="The ratios are right if you do the same with the other two. But then "
            "the three have to be divided by their sum.",
        ),
        Wrong(
            "numerator-alone",
            lambda u, v, w, T: (
                math.exp(u / T) / (math.exp(u / T) + math.exp(v) + math.exp(w))
            ),
            hint="You divided one logit by {T}. All three are divided.",
        ),
    ],
    hints=[
        "First divide the three logits by the temperature.",
        "The rest is the softmax that you know, of ${u/T:.3f}$, ${v/T:.3f}$ and "
        "${w/T:.3f}$.",
    ],
    solution="Divided by {T}, the logits are ${u/T:.3f}$, ${v/T:.3f}$ and ${w/T:.3f}$. "
    "Their softmax gives {answer:.3f} to the first class.",
    why="The temperature divides the logits, so it changes their differences.",
)


against_equals = Formula(
    "softmax.against-equals",
    given={"k": [2, 3, 4, 9, 6]},
    prompt="One class has the logit $z$, and each of the {k} others has the logit 0. "
    "Write the first one's probability as a formula in $z$.",
    variables={"z": (-4, 4)},
    answer="1/(1 + {k}*exp(-z))",
    reference=lambda k, z: softmax([z, *[0.0] * int(k)])[0],
    wrong=[
        Wrong(
            "two-classes",
            "1/(1 + exp(-z))",
            hint="That would be right against *one* other class. Here there are {k}.",
        ),
        Wrong(
            "others",
            "{k}/({k} + exp(z))",
            hint="That is the probability of all the others together.",
        ),
        Wrong(
            "zero-for-zero",
            "exp(z)/exp(z)",
            hint="The logit of the others is 0, but its exponential is not.",
        ),
        Wrong(
            "odds",
            "exp(z)/{k}",
            hint="Those are the odds of the first class against the others. What is "
            "missing from the sum?",
        ),
        Wrong(
            "steeper",
            "1/(1 + exp(-{k}*z))",
            hint="The {k} belongs in front of the exponential, not in its exponent: "
            "there are {k} equal terms in the sum.",
        ),
        Wrong(
            "all-of-them",
            "exp(z)/{k + 1}",
            hint="You divided by the number of classes. Softmax divides by the sum of "
            "their exponentials, and one of these is $e^z$.",
        ),
    ],
    hints=[
        "The exponential of 0 is 1. So what is the sum of all exponentials?",
        "It is $e^z + {k}$. You may leave the quotient as it is, or divide its top and "
        "bottom by $e^z$.",
    ],
    solution="$e^z/(e^z + {k})$, and after dividing top and bottom by $e^z$ it is "
    "$1/(1 + {k}e^(-z))$. That is $σ(z - ln {k})$: against {k} others, it takes a "
    "logit of $ln {k}$ to reach ½.",
    why="The {k} others together count like one class with the logit $ln {k}$.",
)


SOFTMAX, SIGMOIDS = "One softmax over {n} outputs.", "{n} outputs, a sigmoid for each."
TASKS = [
    (5, "which of 5 species of owl is calling, in a recording of a single bird", True),
    (6, "which of 6 species of frog can be heard in a night's recording", False),
    (8, "which of 8 blood groups a donor has", True),
    (9, "which of 9 side effects a patient reports", False),
    (12, "which of 12 languages is spoken in a recording of one sentence", True),
    (7, "which of 7 instruments are playing in a piece of music", False),
]

which_output = Choice(
    "softmax.which-output",
    given=[
        {"n": n, "task": task, "exclusive": exclusive}
        | (
            {
                "because": "one of them is true, and only one",
                "asks": "Can two of them be true at once, or none?",
                "one_number": "",
            }
            if exclusive
            else {
                "because": "any number of them can be true",
                "asks": "What would the other probabilities have to do if one of them "
                "came close to 1?",
                "one_number": " And one number can't name two of them at once.",
            }
        )
        for n, task, exclusive in TASKS
    ],
    prompt="A network is to say {task}. Which output suits the task?",
    answer=lambda n, exclusive: (SOFTMAX if exclusive else SIGMOIDS).format(n=n),
    wrong=[
        Wrong(
            "the-other",
            lambda n, exclusive: (SIGMOIDS if exclusive else SOFTMAX).format(n=n),
            hint="{asks}",
        ),
        Wrong(
            "numbered",
            "One output, a sigmoid, which gives the number of the class, divided by "
            "{n}.",
            hint="Then class 2 would lie between class 1 and class 3. But the order of "
            "the classes means nothing.{one_number}",
        ),
        Wrong(
            "numbers",
            "{n} outputs, the identity for each, with squared error.",
            hint="The labels are yes or no, and we want probabilities. The identity "
            "can give −3 or 17.",
        ),
        Wrong(
            "half-above",
            "One softmax over {n} outputs, and whatever is above ½ is true.",
            hint="With softmax, at most one class can be above ½, and perhaps none is. "
            "What does the task need?",
        ),
    ],
    hints=["How many of the {n} can be true at the same time?"],
    solution="Here {because}.",
    why="Here {because}.",
)


error_signal = Numeric(
    "softmax.error-signal",
    given=three(
        (0.5, 1.5, -1), (-0.8, 0.4, 1), (1.4, -0.6, 1.8), (-1.5, -0.5, 0.3), (0.2, 2, 1)
    ),
    prompt="Three classes have the logits ${u}$, ${v}$ and ${w}$, and the true class "
    "is the first. What is the derivative of the loss $-ln p$ of this sample with "
    "respect to the first logit, to three decimals?",
    answer=lambda u, v, w: first(u, v, w) - 1,
    tolerance=0.001,
    wrong=[
        Wrong(
            "probability",
            first,
            hint="That is the probability. Something has to be subtracted from it, "
            "since this class is the true one.",
        ),
        Wrong(
            "sign",
            lambda u, v, w: 1 - first(u, v, w),
            hint="The size is right. But if this logit rises, the true class becomes "
            "more likely. Does the loss rise or fall?",
        ),
        Wrong(
            "stopped-at-p",
            lambda u, v, w: -1 / first(u, v, w),
            hint="That is the derivative with respect to the *probability*. One more "
            "link leads to the logit.",
        ),
        Wrong(
            "slope-kept",
            lambda u, v, w: (
                (first(u, v, w) - 1) * first(u, v, w) * (1 - first(u, v, w))
            ),
            hint="You multiplied by $p(1 - p)$ once more. With cross-entropy it "
            "cancels, as it did for the sigmoid.",
        ),
        Wrong(
            "loss",
            lambda u, v, w: lse(u, v, w) - u,
            hint="That is the loss itself.",
        ),
        Wrong(
            "sigmoid",
            lambda u: sigmoid(u) - 1,
            hint="You took the sigmoid of the first logit. The other two classes take "
            "part, too.",
        ),
    ],
    hints=[
        "What probability does the first class have?",
        "The derivative is the probability minus the label, and the label of this "
        "class is 1.",
    ],
    solution="The first class has the probability {answer + 1:.3f} and the label 1, so "
    "the derivative is ${answer:.3f}$.",
    why="Probability minus label: ${answer + 1:.3f} - 1$.",
)


def slope_by_other_logit(p1, p2):
    """Measure how p1 changes with the second of three logits."""
    z, h = np.log([p1, p2, 1 - p1 - p2]), np.array([0, 1e-5, 0])
    return (softmax(z + h)[0] - softmax(z - h)[0]) / 2e-5


other_logit = Formula(
    "softmax.other-logit",
    prompt="Softmax gives the probabilities $p1$, $p2$ and some more. Write the "
    "derivative of $p1$ with respect to the *second* logit, $∂p1/∂z2$, in terms of "
    "$p1$ and $p2$.",
    variables={"p1": (0.05, 0.48), "p2": (0.05, 0.48)},
    answer="-p1*p2",
    reference=slope_by_other_logit,
    functions=(),
    wrong=[
        Wrong(
            "own-logit",
            "p1*(1 - p1)",
            hint="That is the derivative with respect to its *own* logit.",
        ),
        Wrong(
            "sign",
            "p1*p2",
            hint="The size is right. But when the second logit rises, its class takes "
            "a larger share. What is left for the first?",
        ),
        Wrong(
            "of-the-second",
            "p2*(1 - p2)",
            hint="That is how fast $p2$ rises. The first class loses only part of "
            "that.",
        ),
        Wrong(
            "all-of-the-loss",
            "-p2*(1 - p2)",
            hint="That is what all the other classes lose together. The first one "
            "bears only its share.",
        ),
        Wrong(
            "numerator-only",
            "-p1",
            hint="You have the minus and the $p1$. How fast does the sum of the "
            "exponentials grow, compared with its own size?",
        ),
        Wrong(
            "not-at-all",
            "0",
            hint="The second logit isn't in the numerator, but it is in the sum.",
        ),
    ],
    hints=[
        "$p1 = e^(z1)/S$, where $S$ is the sum of the exponentials. Only $S$ depends "
        "on $z2$.",
        "The derivative of $1/S$ with respect to $S$ is $-1/S^2$, and that of $S$ with "
        "respect to $z2$ is $e^(z2)$.",
    ],
    solution="$-e^(z1)·e^(z2)/S^2$, and that is $-p1·p2$. The second class gains "
    "$p2(1 - p2)$, and each of the others bears its share of that.",
    why="The second class gains at the expense of the others, of each in proportion "
    "to its probability.",
)


def step(X, Y, W, b, rate, l2):
    P = softmax(X @ W + b)
    delta = (P - Y) / len(X)
    dW = X.T @ delta + l2 * W
    db = delta.sum(axis=0)
    return W - rate * dW, b - rate * db


RNG = np.random.default_rng(7)
STEP_CASE = (
    RNG.normal(size=(3, 2)).round(2),
    np.eye(3)[[2, 0, 1]],
    RNG.normal(size=(2, 3)).round(2),
    RNG.normal(size=3).round(2),
    0.5,
    0.1,
)

one_step = Order(
    "softmax.one-step",
    prompt="One step of gradient descent for a layer with softmax, on the mean "
    "cross-entropy with an L2 penalty on the weights. `Y` has a column for each class. "
    "Not every line is needed.",
    answer=step,
    cases=[STEP_CASE],
    wrong=[
        Wrong(
            "uphill",
            edited(step, "(P - Y)", "(Y - P)"),
            hint="With this sign, `delta` is the direction in which the loss falls, "
            "and the last line then subtracts it.",
        ),
        Wrong(
            "slope-kept",
            edited(step, "(P - Y) / len(X)", "(P - Y) * P * (1 - P) / len(X)"),
            hint="With cross-entropy the derivative of softmax cancels.",
        ),
        Wrong(
            "bias-by-sample",
            edited(step, "delta.sum(axis=0)", "delta.sum(axis=1)"),
            hint="There is one bias for each class, so the sum runs over the samples. "
            "Rows are samples.",
        ),
        Wrong(
            "bias-penalised",
            edited(step, "delta.sum(axis=0)", "delta.sum(axis=0) + l2 * b"),
            hint="You penalise the biases as well. In this book only the weights are "
            "penalised.",
        ),
        Wrong(
            "sigmoids",
            edited(step, "softmax(X @ W + b)", "sigmoid(X @ W + b)"),
            hint="That is a step for independent labels.",
        ),
    ],
    hints=[
        "First forward to the probabilities, then the error signal, then the two "
        "gradients.",
        "The error signal is the output minus the label, divided by the number of "
        "samples.",
    ],
    solution="First come the probabilities, then the error signal $(P - Y)/n$, then "
    "the two gradients (with the penalty for the weights, without it for the biases), "
    "and last the step downhill.",
    why="Only the first line differs from chapter 4: softmax in place of the sigmoid.",
)


smallest_penalty = Numeric(
    "softmax.smallest-penalty",
    given=three(
        (2, -1, 3.5), (0.8, 2, -1), (-1.5, 0.6, 2.4), (3, 1.2, 1.8), (-2, -3, 0.5)
    ),
    prompt="For one feature, three classes have the weights ${u}$, ${v}$ and ${w}$. "
    "Add the same number to all three, and no probability changes. Add the number "
    "that makes the L2 penalty as small as possible. What is the first weight then?",
    answer=lambda u, v, w: u - (u + v + w) / 3,
    tolerance=0.006,
    wrong=[
        Wrong(
            "unchanged",
            lambda u: u,
            hint="Is the sum of the squares really smallest as it is? Try a small "
            "shift of all three, up or down.",
        ),
        Wrong(
            "mean",
            lambda u, v, w: (u + v + w) / 3,
            hint="That is the mean of the three weights. What do you do with it?",
        ),
        Wrong(
            "added",
            lambda u, v, w: u + (u + v + w) / 3,
            hint="You shifted by the right amount, but in the wrong direction.",
        ),
        Wrong(
            "sum",
            lambda u, v, w: u - (u + v + w),
            hint="You subtracted the sum of the three. Then their sum isn't 0 yet.",
        ),
        Wrong(
            "least",
            lambda u, v, w: u - min(u, v, w),
            hint="You made the smallest weight 0. That leaves the others large.",
        ),
    ],
    hints=[
        "Add $c$ to all three. Then the penalty is proportional to the sum of $(w + "
        "c)^2$. Where is its derivative 0?",
        "It is 0 where the three shifted weights add up to 0.",
    ],
    solution="The mean of the three is ${(u + v + w)/3:.3f}$. Subtracted from each, it "
    "leaves weights that add up to 0, and the first of them is ${answer:.2f}$.",
    why="The sum of squares is smallest where the weights add up to 0, so their mean "
    "is subtracted.",
)


def mean_loss(X, Y, W, b):
    """Return the mean cross-entropy, badly."""
    Z = X @ W + b
    P = softmax(Z)
    return softmax_cross_entropy(Y, P)


sure_and_right = FindBug(
    "softmax.sure-and-right",
    prompt="`mean_loss` should return the mean cross-entropy of a layer with softmax. "
    "The layer below is right about both samples, and almost certain, and yet its loss "
    "is large. Training goes on, but slowly. Which line is wrong, and why?",
    buggy=mean_loss,
    fixed=edited(
        mean_loss,
        "softmax_cross_entropy(Y, P)",
        "softmax_cross_entropy(Y, Z)",
        "This loss takes logits, and applies softmax itself.",
    ),
    cases=[
        (
            np.array([[1.0, 0.5], [-2.0, 1.5]]),
            np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),
            np.array([[6.0, -2.0, -4.0], [2.0, 1.0, 3.0]]),
            np.array([0.5, -0.5, 0.0]),
        ),
        (
            np.array([[0.3], [-0.7]]),
            np.array([[0.0, 1.0], [1.0, 0.0]]),
            np.array([[-2.0, 3.0]]),
            np.array([0.1, 0.4]),
        ),
    ],
    wrong=[
        Wrong(
            "axis",
            edited(
                mean_loss,
                "softmax(Z)",
                "softmax(Z.T).T",
                "The softmax runs over the wrong axis.",
            ),
            hint="The package's softmax runs over the last axis, along a row. Rows are "
            "samples, so this is right.",
        ),
        Wrong(
            "overflow",
            edited(
                mean_loss,
                "softmax(Z)",
                "softmax(Z - Z.max(axis=1, keepdims=True))",
                "The largest logit of each row is not subtracted first.",
            ),
            hint="The package's softmax does that by itself. And these logits are far "
            "too small to overflow.",
        ),
        Wrong(
            "order",
            edited(
                mean_loss,
                "softmax_cross_entropy(Y, P)",
                "softmax_cross_entropy(P, Y)",
                "The arguments of the loss are in the wrong order.",
            ),
            hint="In this book a loss takes the truth first. It does so here.",
        ),
        Wrong(
            "bias",
            edited(
                mean_loss,
                "X @ W + b",
                "X @ (W + b)",
                "The biases are added too late.",
            ),
            hint="In a logit, the bias is added after the multiplication, once for "
            "each class.",
        ),
    ],
    hints=[
        "What is the smallest loss that three probabilities can have, if they are "
        "taken for logits?",
        "Count how often softmax is applied.",
    ],
    solution="`softmax_cross_entropy` takes logits, as PyTorch's does. Given "
    "probabilities, it applies softmax a second time. From numbers between 0 and 1, "
    "the best of three classes gets at most $e/(e + 2)$, so the loss never falls "
    "below $-ln(e/(e + 2)) = 0.551$.",
    why="Softmax was applied twice, and the second application makes even 1, 0 and 0 "
    "rather uncertain.",
)


hidden_signal = Numeric(
    "softmax.hidden-signal",
    given=[
        {"a": a, "s": s, "t": t, "r": r, "p": p, "q": q, "o": round(1 - p - q, 2)}
        for a, (s, t, r), (p, q) in (
            (0.6, (1.5, -2.0, 0.5), (0.3, 0.2)),
            (0.2, (-1.0, 2.5, 2.0), (0.15, 0.6)),
            (0.7, (2.0, 0.4, -2.0), (0.4, 0.25)),
            (0.1, (0.8, 3.0, 1.2), (0.25, 0.35)),
            (0.9, (-2.5, -0.6, 4.0), (0.1, 0.7)),
        )
    ],
    prompt="A hidden sigmoid neuron gives $a = {a}$. Its weights to three outputs with "
    "softmax are ${s}$, ${t}$ and ${r}$. The outputs are {p}, {q} and {o}, and the "
    "first class is the true one. What is the neuron's error signal for this sample, "
    "to three decimals?",
    answer=lambda a, s, t, r, p, q, o: (s * (p - 1) + t * q + r * o) * a * (1 - a),
    tolerance=0.001,
    wrong=[
        Wrong(
            "no-derivative",
            lambda s, t, r, p, q, o: s * (p - 1) + t * q + r * o,
            hint="The way back leads through the hidden neuron's own function, too.",
        ),
        Wrong(
            "true-class-only",
            lambda a, s, p: s * (p - 1) * a * (1 - a),
            hint="You followed the path to the true class. The other two outputs have "
            "error signals as well.",
        ),
        Wrong(
            "labels-forgotten",
            lambda a, s, t, r, p, q, o: (s * p + t * q + r * o) * a * (1 - a),
            hint="You sent the probabilities back. An output's error signal is its "
            "probability minus its label.",
        ),
        Wrong(
            "at-a",
            lambda a, s, t, r, p, q, o: (
                (s * (p - 1) + t * q + r * o) * sigmoid_derivative(a)
            ),
            hint="You put $a$ where the pre-activation belongs. In terms of $a$, the "
            "derivative is $a(1 - a)$.",
        ),
        Wrong(
            "sign",
            lambda a, s, t, r, p, q, o: (s * (1 - p) - t * q - r * o) * a * (1 - a),
            hint="The size is right. The error signal is the output minus the label, "
            "in this order.",
        ),
    ],
    hints=[
        "Begin with the error signals of the three outputs: probability minus label.",
        "Each goes back along its weight, and the three are added up. Then comes the "
        "neuron's own derivative, $a(1 - a)$.",
    ],
    solution="The outputs' error signals are ${p} - 1 = {p - 1}$, {q} and {o}. Along "
    "the weights they add up to ${s*(p - 1) + t*q + r*o:.3f}$, and times ${a}·{1 - a} "
    "= {a*(1 - a)}$ that is ${answer:.3f}$.",
    why="Chapter 5's rule with the error signals of softmax: probability minus label.",
)
