"""Critical sections: which locks are held where, and what helpers do to them.

``operations`` tells what one operation takes or gives back, ``summaries`` what calling a helper leaves changed,
``flow`` carries the set of held locks through a function, and ``sections`` is what rules ask.
"""

from flake8_asyncsafe.model.locks.critical.flow import LockFlow
from flake8_asyncsafe.model.locks.critical.sections import CriticalSections
from flake8_asyncsafe.model.locks.critical.state import Held, Locked
from flake8_asyncsafe.model.locks.critical.summaries import Acquisition

__all__ = ["Acquisition", "CriticalSections", "Held", "LockFlow", "Locked"]
