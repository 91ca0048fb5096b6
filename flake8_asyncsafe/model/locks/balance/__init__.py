"""The balance of acquires and releases: who gives back what he does not hold."""

from flake8_asyncsafe.model.locks.balance.releases import Excess, Releases

__all__ = ["Excess", "Releases"]
