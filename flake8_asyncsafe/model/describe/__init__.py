"""A readable print of a model, for rule authors and bug reports."""

from flake8_asyncsafe.model.describe.functions import describe

__all__ = ["describe"]
