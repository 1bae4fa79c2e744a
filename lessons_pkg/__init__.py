"""The code of the course From Sigmoid to Backprop, one module per idea.

What a chapter derives is imported from here: `from lessons_pkg import sigmoid`. The
modules `plots`, `explore` and `exercises` are imported on their own, since they bring
matplotlib and the widgets along.
"""

from lessons_pkg import data
from lessons_pkg.activation import (
    logistic,
    logistic_derivative,
    logit,
    logit_derivative,
    sigmoid,
    sigmoid_derivative,
    step,
    step_derivative,
    tanh,
    tanh_derivative,
)
from lessons_pkg.activation_zoo import (
    ACTIVATIONS,
)
from lessons_pkg.autodiff import Value
from lessons_pkg.gradient import (
    check_gradient,
    numerical_gradient,
    relative_error,
)
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
from lessons_pkg.perceptron import Perceptron
from lessons_pkg.rectifier import (
    identity,
    identity_derivative,
    leaky_relu,
    leaky_relu_derivative,
    maxout,
    maxout_derivative,
    prelu,
    prelu_derivative,
    relu,
    relu_derivative,
)
from lessons_pkg.smooth_rectifier import (
    elu,
    elu_derivative,
    gelu,
    gelu_derivative,
    softplus,
    softplus_derivative,
)

__all__ = [
    "ACTIVATIONS",
    "MLP",
    "LogisticRegression",
    "Perceptron",
    "Value",
    "check_gradient",
    "cross_entropy",
    "cross_entropy_from_logits",
    "cross_entropy_from_logits_gradient",
    "cross_entropy_gradient",
    "data",
    "elu",
    "elu_derivative",
    "gelu",
    "gelu_derivative",
    "identity",
    "identity_derivative",
    "leaky_relu",
    "leaky_relu_derivative",
    "logistic",
    "logistic_derivative",
    "logit",
    "logit_derivative",
    "maxout",
    "maxout_derivative",
    "mean_squared_error",
    "mean_squared_error_gradient",
    "numerical_gradient",
    "prelu",
    "prelu_derivative",
    "relative_error",
    "relu",
    "relu_derivative",
    "sigmoid",
    "sigmoid_derivative",
    "softplus",
    "softplus_derivative",
    "step",
    "step_derivative",
    "tanh",
    "tanh_derivative",
]
