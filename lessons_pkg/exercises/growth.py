"""Page 1a, where the S comes from.

Its exercises: growth by steps of Euler's method and by the formula, the error of a
step, and the sigmoid's relatives, the general logistic curve and tanh. Some of them
stood in chapter 1 before this page had them, and keep the id that they had there, so
that whoever has solved them has still solved them.
"""

import math

from lessons_pkg.activation import logistic, logistic_derivative, tanh
from lessons_pkg.interactive.exercise import (
    Formula,
    Numeric,
    Order,
    Predict,
    Wrong,
    edited,
)

__all__ = [
    "euler_step",
    "euler_program",
    "half_full",
    "halved_step",
    "steepest_slope",
    "tanh_from_sigma",
]


def growth(P, r, K, h, steps):
    """Follow logistic growth by Euler steps."""
    for _ in range(steps):
        slope = r * P * (1 - P / K)
        P = P + h * slope
    return P


euler_step = Numeric(
    "sigmoid.euler-step",
    given=[
        {"r": 0.4, "K": 100, "P": 10, "h": 2},
        {"r": 0.5, "K": 80, "P": 20, "h": 2},
        {"r": 0.2, "K": 50, "P": 30, "h": 0.5},
        {"r": 0.6, "K": 200, "P": 50, "h": 2},
        {"r": 0.3, "K": 60, "P": 12, "h": 5},
    ],
    prompt="The fish in a pond follow $P′ = rP(1 - P/K)$ with $r = {r}$ and $K = {K}$. "
    "There are {P} now. How many are there after one Euler step of size $h = {h}$?",
    answer=lambda P, r, K, h: growth(P, r, K, h, steps=1),
    tolerance=0.01,
    units=("fish",),
    wrong=[
        Wrong(
            "no-step-size",
            lambda P, r, K: growth(P, r, K, h=1, steps=1),
            hint="You added $P′$ itself: that is a step of size 1.",
        ),
        Wrong(
            "no-limit",
            lambda P, r, h: P + h * r * P,
            hint="You let it grow without a limit: the factor $1 - P/K$ is missing.",
        ),
        Wrong(
            "only-growth",
            lambda P, r, K, h: growth(P, r, K, h, steps=1) - P,
            hint="That is how much is added. How many are there then?",
        ),
        Wrong(
            "only-rate",
            lambda P, r, K: r * P * (1 - P / K),
            hint="That is the rate $P′$ at the start. A step continues at this rate "
            "for the time $h$.",
        ),
        Wrong(
            "share-for-room",
            lambda P, r, K, h: P + h * r * P * P / K,
            hint="You multiplied by $P/K$, the share of the pond that is taken. What "
            "slows the growth down is the room that is left.",
        ),
    ],
    hints=[
        "Work out $P′$ at $P = {P}$ first.",
        "The new $P$ is the old $P$ plus $h$ times $P′$.",
    ],
    solution="$P′ = {r}·{P}·(1 - {P}/{K}) = {r*P*(1 - P/K)}$, so the new $P$ is ${P} + "
    "{h}·{r*P*(1 - P/K)} = {answer}$.",
    why="At first the pond gains {r*P*(1 - P/K)} fish per unit of time, and the step "
    "lasts {h} units: ${P} + {h}·{r*P*(1 - P/K)} = {answer}$.",
)


euler_program = Order(
    "sigmoid.euler-program",
    prompt="Follow $P′ = rP(1 - P/K)$ in Euler steps of size $h$, and return the "
    "population at the end. Not every line is needed, and indentation counts.",
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
        "The result comes after the loop, and is indented no deeper than the loop.",
    ],
    solution="```\nfor _ in range(steps):\n    slope = r * P * (1 - P / K)\n"
    "    P = P + h * slope\nreturn P\n```",
    why="Each turn of the loop works out the slope where you are and walks along it "
    "for $h$. That is all there is to Euler's method.",
)


half_full = Numeric(
    "growth.half-full",
    given=[
        {"K": 80, "P": 16, "r": 0.5},
        {"K": 100, "P": 10, "r": 0.4},
        {"K": 60, "P": 12, "r": 0.25},
        {"K": 150, "P": 15, "r": 0.6},
        {"K": 120, "P": 8, "r": 0.7},
    ],
    prompt="A second pond has room for $K = {K}$ fish. It starts with {P}, and $r = "
    "{r}$ per year. After how many years is it half full, to two decimals?",
    answer=lambda K, P, r: math.log((K - P) / P) / r,
    tolerance=0.005,
    units=("years", "year"),
    wrong=[
        Wrong(
            "not-divided",
            lambda K, P: math.log((K - P) / P),
            hint="You probably stopped at the difference between the log-odds. They "
            "rise by $r$ in each year; how many years does that difference take?",
        ),
        Wrong(
            "multiplied",
            lambda K, P, r: math.log((K - P) / P) * r,
            hint="You probably multiplied by $r$. If the log-odds rise by less in each "
            "year, does the pond need more time or less?",
        ),
        Wrong(
            "share-not-odds",
            lambda K, P, r: math.log(K / P) / r,
            hint="You probably took the logarithm of $K/P$. That is not the odds: "
            "compare the room that is left with the room that is taken.",
        ),
        Wrong(
            "no-limit",
            lambda K, P, r: math.log(K / 2 / P) / r,
            hint="That is how long {P} fish take to become {K/2} when nothing slows "
            "them down. But the pond fills up on the way.",
        ),
        Wrong(
            "straight",
            lambda K, P, r: (K / 2 - P) / (r * P * (1 - P / K)),
            hint="You probably used the initial rate throughout. But on the "
            "way to the middle the growth speeds up.",
        ),
        Wrong(
            "base-10",
            lambda K, P, r: math.log10((K - P) / P) / r,
            hint="You took the logarithm to base 10. Log-odds are made with the "
            "natural one, $ln$.",
        ),
    ],
    hints=[
        "What are the log-odds of a pond that is half full? And of {P} fish in {K}?",
        "The log-odds are a straight line in time, and $r$ is its slope.",
    ],
    solution="The log-odds start at $ln({P}/{K - P}) = {log(P/(K - P)):.4f}$ and have "
    "to reach 0. They rise by {r} per year, so it takes ${log((K - P)/P):.4f}/{r} = "
    "{answer:.2f}$ years.",
    why="The log-odds rise by $r$ in each unit of time, so the time from one share to "
    "another is the difference between their log-odds, divided by $r$.",
)


def exact_fish(r):
    """Return how many fish the formula gives after four years."""
    return logistic(4.0, L=100.0, k=r, x0=math.log(9) / r)


def missing_fish(r, steps):
    """Return how many fish Euler is short after four years, with so many steps."""
    return round(exact_fish(r) - growth(10.0, r, K=100.0, h=4 / steps, steps=steps), 2)


halved_step = Predict(
    "growth.halved-step",
    given=[
        {"r": r, "exact": exact_fish(r), "short": missing_fish(r, 4)}
        for r in (0.6, 0.4, 0.5, 0.3, 0.7)
    ],
    prompt="With $r = {r}$ the formula gives {exact:.2f} fish after four years. With "
    "four steps of a year each, Euler's method ends {short:.2f} fish short of that. "
    "How many fish short is it with eight steps of half a year?",
    code="round(exact - euler(10, h=0.5, until=4)[-1], 2)",
    answer=lambda r: missing_fish(r, 8),
    wrong=[
        Wrong(
            "same",
            lambda r: missing_fish(r, 4),
            hint="That would mean that shorter steps don't help. But with them Euler "
            "looks at the rate more often.",
        ),
        Wrong(
            "quarter",
            lambda r: missing_fish(r, 16),
            hint="You probably expected half the step to give a quarter of the error. "
            "There are methods that do this, but Euler's isn't one of them.",
        ),
        Wrong(
            "none",
            0.0,
            hint="That would be exact. Within each half year the rate still changes, "
            "and Euler still doesn't look.",
        ),
        Wrong(
            "double",
            lambda short: round(2 * short, 2),
            hint="That is twice as much. More steps do mean more errors, but each of "
            "them becomes much smaller.",
        ),
    ],
    hints=[
        "A step of half the length goes wrong by about a quarter as much. And how many "
        "steps are there now?"
    ],
    solution="The error of each step is about a quarter of what it was, and there are "
    "twice as many steps, so about half of the error is left.",
    why="The error of Euler's method is roughly proportional to the length of its "
    "steps.",
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
            hint="You have taken the height into account. But if the curve is $k$ "
            "times as narrow, what happens to the slope?",
        ),
        Wrong(
            "without-l",
            "k/4",
            hint="You have taken the width into account. But a curve that is $L$ "
            "times as high climbs $L$ times as steeply.",
        ),
        Wrong(
            "without-peak",
            "L*k",
            hint="You have taken both stretches into account, but the slope of $σ$ "
            "itself at 0 is missing.",
        ),
        Wrong(
            "height",
            "L/2",
            hint="That is how high the curve is at $x0$, not how steep.",
        ),
        Wrong(
            "divided-by-k",
            "L/(4*k)",
            hint="A larger $k$ makes the curve narrower. Is a narrow curve steeper or "
            "less steep?",
        ),
    ],
    hints=[
        "$σ$ has slope $1/4$ at 0. The curve is $L$ times as high and $k$ times as "
        "narrow: what does each do to rise over run?",
    ],
    solution="$L·σ(k(x - x0))$ has slope $L·σ′(z)·k$, and $σ′(0) = 1/4$: together "
    "$Lk/4$.",
    why="Making the curve $L$ times as high and $k$ times as narrow multiplies its "
    "slope by $L$ and by $k$, and the slope of $σ$ itself is $¼$.",
)


tanh_from_sigma = Formula(
    "sigmoid.tanh-from-sigma",
    prompt="$tanh$ is a sigmoid in disguise. Write $tanh(z)$ in terms of `sigmoid` "
    "and $z$.",
    variables={"z": (-4, 4)},
    answer="2*sigmoid(2*z) - 1",
    reference=tanh,
    functions=("sigmoid",),
    wrong=[
        Wrong(
            "half-speed",
            "2*sigmoid(z) - 1",
            hint="The range is right, the width is not: this is $tanh(z/2)$.",
        ),
        Wrong(
            "not-stretched",
            "sigmoid(2*z)",
            hint="The width is right. But the values lie between 0 and 1, and $tanh$ "
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
        Wrong(
            "too-wide",
            "2*sigmoid(z/2) - 1",
            hint="The range is right, but your curve is wider than $σ$, and $tanh$ is "
            "narrower.",
        ),
    ],
    hints=[
        "$σ$ runs from 0 to 1. Stretch and shift it to run from $-1$ to 1.",
        "Compare the slopes at 0, and multiply $z$ by a number that makes them agree.",
    ],
    solution="$tanh(z) = (1 - e^-2z)/(1 + e^-2z) = 2/(1 + e^-2z) - 1 = 2σ(2z) - 1$.",
    why="Half as wide, twice as high, and one lower: that is the whole difference "
    "between $σ$ and $tanh$.",
)
