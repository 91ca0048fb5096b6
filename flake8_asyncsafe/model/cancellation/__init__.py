"""Cancellation: which handlers take one, and what becomes of it."""

from __future__ import annotations

from flake8_asyncsafe.model.cancellation.facts import Swallower
from flake8_asyncsafe.model.cancellation.swallowed import Cancellation

__all__ = ["Cancellation", "Swallower"]
