from .core import Service
from .journal import Journal, history, opened

__all__ = ["Service", "Journal", "history", "opened"]
