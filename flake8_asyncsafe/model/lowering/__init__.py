"""From libcst tree to operations."""

from flake8_asyncsafe.model.lowering.core import Lowering, lower

__all__ = ["Lowering", "lower"]
