"""What an expression is: names, types, attributes and the results of calls, resolved on demand."""

from flake8_asyncsafe.model.inference.evaluator import Evaluator

__all__ = ["Evaluator"]
