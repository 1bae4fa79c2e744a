"""The code of the course From Sigmoid to Backprop, one module for each idea.

What a chapter derives is imported from here: `from lessons_pkg import sigmoid`. The
names below stand in the order in which the chapters meet them. `plots`, `explore` and
`exercises` are imported on their own, since they bring matplotlib and widgets along.
"""

from lessons_pkg import data
from lessons_pkg.activation import (
    ACTIVATIONS,
    elu,
    elu_derivative,
    gelu,
    gelu_derivative,
    identity,
    identity_derivative,
    leaky_relu,
    leaky_relu_derivative,
    logistic,
    logistic_derivative,
    logit,
    logit_derivative,
    maxout,
    maxout_derivative,
    prelu,
    prelu_derivative,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    softplus,
    softplus_derivative,
    step,
    step_derivative,
    tanh,
    tanh_derivative,
)
from lessons_pkg.autodiff import Value
from lessons_pkg.gradient import check_gradient, numerical_gradient, relative_error
from lessons_pkg.logistic_regression import LogisticRegression
from lessons_pkg.loss import (
    cross_entropy,
    cross_entropy_from_logits,
    cross_entropy_from_logits_gradient,
    cross_entropy_gradient,
    mean_squared_error,
    mean_squared_error_gradient,
)
from lessons_pkg.mlp import MLP
from lessons_pkg.optimise import (
    Moments,
    adam_step,
    batches,
    decayed,
    gradient_step,
    largest_rate,
    logistic_bound,
    momentum_step,
    newton_step,
)
from lessons_pkg.perceptron import Perceptron
from lessons_pkg.softmax import (
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)

__all__ = [  # noqa: RUF022 - by chapter, in reading order
    "data",
    # 1
    "step",
    "step_derivative",
    "sigmoid",
    "sigmoid_derivative",
    "logit",
    "logit_derivative",
    "logistic",
    "logistic_derivative",
    "tanh",
    "tanh_derivative",
    # 2
    "numerical_gradient",
    "relative_error",
    "check_gradient",
    "Value",
    # 3
    "Perceptron",
    # 4
    "mean_squared_error",
    "mean_squared_error_gradient",
    "cross_entropy",
    "cross_entropy_gradient",
    "cross_entropy_from_logits",
    "cross_entropy_from_logits_gradient",
    "LogisticRegression",
    # 5
    "MLP",
    # 6
    "identity",
    "identity_derivative",
    "relu",
    "relu_derivative",
    "leaky_relu",
    "leaky_relu_derivative",
    "prelu",
    "prelu_derivative",
    "softplus",
    "softplus_derivative",
    "elu",
    "elu_derivative",
    "gelu",
    "gelu_derivative",
    "maxout",
    "maxout_derivative",
    "ACTIVATIONS",
    # 7
    "softmax",
    "softmax_cross_entropy",
    "softmax_cross_entropy_gradient",
    # 8
    "gradient_step",
    "momentum_step",
    "Moments",
    "adam_step",
    "batches",
    "decayed",
    "largest_rate",
    "newton_step",
    "logistic_bound",
]
