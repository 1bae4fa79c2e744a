"""Two programs with a bug: a check that cannot fail, and a slope taken at an answer."""

import numpy as np

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.exercise import FindBug, Wrong, edited


def loss(w):
    """Return the loss that `worst` knows: the sum of the squares."""
    return (w**2).sum()


def worst(w, slopes):
    """Return the largest error of `slopes`, badly."""
    h = 1e-6
    nudged = np.zeros(len(w))
    for i in range(len(w)):
        bump = np.zeros(len(w))
        bump[i] = h
        rise = loss(w + bump) - loss(w - bump)
        nudged[i] = rise / (2 * h)
    errors = slopes - nudged
    return errors.max().round(3)


gradient_check = FindBug(
    "backprop.gradient-check",
    prompt="`worst` should return by how much the worst of the given slopes misses the "
    "nudged one. The loss is the sum of the squares of w, so its true slopes are 2w: "
    "at w = (1, 2) that is (2, 4). Somebody forgot the 2, and the check said: no "
    "error. Which line lets it pass, and why?",
    buggy=worst,
    fixed=edited(
        worst,
        "slopes - nudged",
        "np.abs(slopes - nudged)",
        "A slope that is too small gives a negative error, and a maximum overlooks it.",
    ),
    cases=[
        (np.array([1.0, 2.0, 0.0]), np.array([1.0, 2.0, 0.0])),
        (np.array([0.0, -1.0, 2.0]), np.array([0.0, -1.0, 1.0])),
    ],
    wrong=[
        Wrong(
            "step",
            edited(worst, "h = 1e-6", "h = 1e-2", "The nudge is too small to be seen."),
            hint="1e-6 is close to the best step of a central difference. The nudged "
            "slopes come out as 2 and 4.",
        ),
        Wrong(
            "run",
            edited(
                worst, "rise / (2 * h)", "rise / h", "The rise is divided by too much."
            ),
            hint="From w - bump to w + bump the run is 2h. The nudged slopes are "
            "right.",
        ),
        Wrong(
            "maximum",
            edited(
                worst, "errors.max()", "errors.mean()", "The mean error is asked for."
            ),
            hint="A mean would hide one wrong slope among a thousand right ones. The "
            "worst is asked for.",
        ),
    ],
    hints=[
        "Put in w = (1, 2, 0) and the slopes (1, 2, 0). What is in `nudged`?",
        "And what is in `errors`? Which of its entries is the largest?",
    ],
    solution="The errors are -1, -2 and 0, and the largest of these is 0. A check that "
    "cannot fail is worse than none: try it on slopes that you know to be wrong.",
)


def slope(a):
    """Return the slope of the sigmoid where its answer is a."""
    return a * (1 - a)


def backward(X, Y, W1, W2):
    """Return dW1 and dW2 of half the squared error, badly."""
    A1 = sigmoid(X @ W1)
    A2 = sigmoid(A1 @ W2)
    delta2 = (A2 - Y) * slope(A2)
    delta1 = (delta2 @ W2.T) * sigmoid_derivative(A1)
    dW2 = A1.T @ delta2
    dW1 = X.T @ delta1
    return dW1.round(4), dW2.round(4)


two_conventions = FindBug(
    "backprop.two-conventions",
    prompt="Two people wrote this backward pass, for the sum of ½(a - y)². One brought "
    "`slope(a)`, which is a·(1 - a); the other took `sigmoid_derivative(z)` of this "
    "book. dW2 is right, dW1 is not. Which line is wrong, and why?",
    buggy=backward,
    fixed=edited(
        backward,
        "sigmoid_derivative(A1)",
        "slope(A1)",
        "A function of the score is given an answer.",
    ),
    cases=[
        (
            np.array([[1.0, 2.0]]),
            np.array([[1.0]]),
            np.array([[2.0], [1.0]]),
            np.array([[3.0]]),
        ),
        (
            np.array([[1.0, 2.0], [0.5, -1.0]]),
            np.array([[1.0], [0.0]]),
            np.array([[2.0, 1.0], [-1.0, 0.5]]),
            np.array([[3.0], [-2.0]]),
        ),
    ],
    wrong=[
        Wrong(
            "output-slope",
            edited(
                backward,
                "(A2 - Y) * slope(A2)",
                "A2 - Y",
                "The slope of the output should have cancelled.",
            ),
            hint="It cancels with cross-entropy. This loss is squared error, and dW2 "
            "is right.",
        ),
        Wrong(
            "answers-in",
            edited(
                backward,
                "X.T @ delta1",
                "A1.T @ delta1",
                "The slope of W1 should use what the hidden neurons answer.",
            ),
            hint="What comes in along the first layer's weights is X.",
        ),
        Wrong(
            "score-missing",
            edited(
                backward,
                "A1 = sigmoid(X @ W1)",
                "A1 = X @ W1",
                "The hidden layer should pass on its scores.",
            ),
            hint="A hidden neuron passes on its answer; the forward pass is right.",
        ),
    ],
    hints=[
        "Say for each slope whether it takes a score or an answer.",
        "The output and the hidden layer should be treated alike.",
    ],
    solution="`sigmoid_derivative` applies the sigmoid itself. `slope(A1)` or "
    "`sigmoid_derivative(X @ W1)` would do; the mixture gives slopes near ¼ even for a "
    "saturated neuron.",
)
