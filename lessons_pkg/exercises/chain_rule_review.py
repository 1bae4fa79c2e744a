"""Chapter 2, the chain rule.

The mixed review at its end, which follows the exercises of `chain_rule` on the page.
"""

import numpy as np

from lessons_pkg.activation import sigmoid, sigmoid_derivative, tanh
from lessons_pkg.interactive.exercise import (
    Choice,
    FindBug,
    Formula,
    Numeric,
    Wrong,
    edited,
)

__all__ = [
    "first_step",
    "tanh_by_chain",
    "stuck_neuron",
    "one_step_bug",
]


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
