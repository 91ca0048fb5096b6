"""Orders of locks that only two modules together contradict."""

from __future__ import annotations

import pytest
from runs import check

JOURNAL = """
# file: pkg/__init__.py
# file: pkg/journal.py
from __future__ import annotations
import threading
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from pkg.accounts import Accounts
class Journal:
    def __init__(self, accounts: Accounts):
        self._lock = threading.Lock()
        self._accounts = accounts
    def write(self):
        with self._lock:
            print()
"""

PROJECTS = {
    "two classes that call each other": f"""{JOURNAL}
    def audit(self):
        with self._lock:
            return self._accounts.total()  # expect: ASF204
# file: pkg/accounts.py
import threading
from pkg.journal import Journal
class Accounts:
    def __init__(self):
        self._lock = threading.Lock()
        self.journal = Journal(self)
    def transfer(self):
        with self._lock:
            self.journal.write()  # expect: ASF204
    def total(self):
        with self._lock:
            return 1
""",
    "one order everywhere": f"""{JOURNAL}
    def audit(self):
        total = self._accounts.total()
        with self._lock:
            return total
# file: pkg/accounts.py
import threading
from pkg.journal import Journal
class Accounts:
    def __init__(self):
        self._lock = threading.Lock()
        self.journal = Journal(self)
    def transfer(self):
        with self._lock:
            self.journal.write()
    def total(self):
        with self._lock:
            return 1
""",
    "global locks, taken by hand and in a helper": """
# file: pkg/__init__.py
# file: pkg/one.py
import threading
from pkg import two
first = threading.Lock()
def outer():
    with first:
        two.inner()  # expect: ASF204
def take():
    with first:
        print()
# file: pkg/two.py
import threading
from pkg import one
second = threading.Lock()
def inner():
    second.acquire()
    try:
        print()
    finally:
        second.release()
def other():
    with second:
        step()  # expect: ASF204
def step():
    one.take()
""",
    "a lock of another module in place": """
# file: pkg/__init__.py
# file: pkg/locks.py
import threading
a = threading.Lock()
b = threading.Lock()
def both():
    with a:
        with b:
            print()
# file: pkg/user.py
from pkg.locks import a, b
def both():
    with b, a:  # expect: ASF204
        print()
""",
    "locks that both take and neither owns": """
# file: pkg/__init__.py
# file: pkg/locks.py
import threading
a = threading.Lock()
b = threading.Lock()
# file: pkg/low.py
from pkg.locks import a, b
def low():
    with a:
        with b:
            print()
# file: pkg/high.py
from pkg.locks import a, b
from pkg.low import low
def high():
    low()
    with b:
        with a:  # expect: ASF204
            print()
""",
    "an attempt is no order": """
# file: pkg/__init__.py
# file: pkg/locks.py
import threading
a = threading.Lock()
b = threading.Lock()
def both():
    with a:
        if b.acquire(timeout=1):
            b.release()
# file: pkg/user.py
from pkg.locks import a, b
def both():
    with b, a:
        print()
""",
    "a gate that both pass": """
# file: pkg/__init__.py
# file: pkg/locks.py
import threading
gate = threading.Lock()
a = threading.Lock()
b = threading.Lock()
def both():
    with gate:
        with a:
            with b:
                print()
# file: pkg/user.py
from pkg.locks import a, b, gate
def both():
    with gate, b, a:
        print()
""",
}

INTERRUPTED = """
# file: pkg/__init__.py
# file: pkg/metrics.py
import threading
class Metric:
    def __init__(self):
        self._lock = threading.Lock()
        self._values = {}
    def add(self, key):
        with self._lock:
            self._values[key] = 1
    def note(self, key):
        self._last = key
# file: pkg/collector.py
import gc
from pkg.metrics import Metric
def install():
    metric = Metric()
    def collected(phase, info):
        metric.note(phase)
        metric.add(phase)  # expect: ASF213
    gc.callbacks.append(collected)
# file: pkg/exits.py
import signal
from pkg.metrics import Metric
metric = Metric()
def ended(number, frame):
    metric.add(number)  # expect: ASF213
signal.signal(signal.SIGTERM, ended)
# file: pkg/things.py
from pkg.metrics import Metric
metric = Metric()
class Thing:
    def __init__(self):
        self._own = Metric()
    def __del__(self):
        self._own.add("gone")
        metric.add("gone")  # expect: ASF213
"""


def test_locks_of_other_modules_in_what_interrupts(tmp_path) -> None:
    check(tmp_path, INTERRUPTED)


@pytest.mark.parametrize("name", PROJECTS)
def test_orders_across_modules(name: str, tmp_path) -> None:
    check(tmp_path, PROJECTS[name])
