"""Contexts: which code may run on which thread, task or process, and which of it at the same time.

``module.ask(Contexts)`` answers; see `question.Contexts` for the questions and `places` for what the answers are.
`how` tells a chain in a message.
"""

from flake8_asyncsafe.model.contexts.places import Concurrency, Context, Kind, Reach
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.contexts.words import how

__all__ = ["Concurrency", "Context", "Contexts", "Kind", "Reach", "how"]
