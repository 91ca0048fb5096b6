"""What a name of another module stands for: each way in which Python lets one module see another's functions."""

from __future__ import annotations

import pytest
from runs import check

LOW = """
# file: pkg/low.py
import time

def load():
    time.sleep(1)

def quick():
    return 1
"""

PROJECTS = {
    "from a module": """
# file: pkg/__init__.py
# file: pkg/main.py
from pkg.low import load, quick
async def main():
    load()  # expect: ASF120
    quick()
""",
    "by the module": """
# file: pkg/__init__.py
# file: pkg/main.py
import pkg.low
async def main():
    pkg.low.load()  # expect: ASF120
    pkg.low.quick()
""",
    "by another name of the module": """
# file: pkg/__init__.py
# file: pkg/main.py
import pkg.low as low
async def main():
    low.load()  # expect: ASF120
    low.quick()
""",
    "by another name of the function": """
# file: pkg/__init__.py
# file: pkg/main.py
from pkg.low import load as quick, quick as load
async def main():
    quick()  # expect: ASF120
    load()
""",
    "relative": """
# file: pkg/__init__.py
# file: pkg/main.py
from . import low
from .low import load
async def main():
    load()  # expect: ASF120
    low.load()  # expect: ASF120
    low.quick()
""",
    "relative, from further up": """
# file: pkg/__init__.py
# file: pkg/sub/__init__.py
# file: pkg/sub/deep/__init__.py
# file: pkg/sub/deep/main.py
from ... import low
from ...low import quick
async def main():
    low.load()  # expect: ASF120
    quick()
""",
    "relative, out of the package": """
# file: pkg/__init__.py
# file: pkg/main.py
from ..low import load
async def main():
    load()
""",
    "by the package": """
# file: pkg/__init__.py
from pkg.low import load, quick
# file: pkg/main.py
import pkg
async def main():
    pkg.load()  # expect: ASF120
    pkg.quick()
""",
    "by the package, relative": """
# file: pkg/__init__.py
from .low import load as fetch
# file: pkg/main.py
from . import fetch
async def main():
    fetch()  # expect: ASF120
""",
    "by two packages": """
# file: pkg/__init__.py
from .sub import fetch
# file: pkg/sub/__init__.py
from ..low import load as fetch
# file: pkg/main.py
from . import fetch
async def main():
    fetch()  # expect: ASF120
""",
    "by an assignment": """
# file: pkg/__init__.py
from . import low
fetch = low.load
# file: pkg/main.py
from pkg import fetch
async def main():
    fetch()  # expect: ASF120
""",
    "the package itself defines it": """
# file: pkg/__init__.py
import time
def load():
    time.sleep(1)
# file: pkg/main.py
from pkg import load
async def main():
    load()  # expect: ASF120
""",
    "star": """
# file: pkg/__init__.py
# file: pkg/main.py
from pkg.low import *
async def main():
    load()  # expect: ASF120
    quick()
""",
    "star, in the package": """
# file: pkg/__init__.py
from .low import *
# file: pkg/main.py
from pkg import load, quick
async def main():
    load()  # expect: ASF120
    quick()
""",
    "star of a star": """
# file: pkg/__init__.py
from .mid import *
# file: pkg/mid.py
from .low import *
# file: pkg/main.py
from pkg import *
async def main():
    load()  # expect: ASF120
    quick()
""",
    "star takes no private name": """
# file: pkg/__init__.py
# file: pkg/private.py
import time
def _load():
    time.sleep(1)
# file: pkg/main.py
from pkg.private import *
async def main():
    _load()
""",
    "star takes what __all__ says": """
# file: pkg/__init__.py
# file: pkg/private.py
import time
__all__ = ["_load"]
def _load():
    time.sleep(1)
def other():
    time.sleep(1)
# file: pkg/main.py
from pkg.private import *
async def main():
    _load()  # expect: ASF120
    other()
""",
    "__all__ does not hide a name from others": """
# file: pkg/__init__.py
# file: pkg/private.py
import time
__all__ = []
def load():
    time.sleep(1)
# file: pkg/main.py
from pkg.private import load
async def main():
    load()  # expect: ASF120
""",
    "the later of two stars": """
# file: pkg/__init__.py
# file: pkg/fast.py
def load():
    return 1
# file: pkg/first.py
from .low import *
from .fast import *
async def main():
    load()
# file: pkg/second.py
from .fast import *
from .low import *
async def main():
    load()  # expect: ASF120
""",
    "a module's own definition goes before its star import": """
# file: pkg/__init__.py
# file: pkg/main.py
from .low import *
def load():
    return 1
async def main():
    load()
""",
    "an import inside the function": """
# file: pkg/__init__.py
# file: pkg/main.py
async def main():
    from pkg.low import load
    load()  # expect: ASF120
""",
    "an import inside the helper": """
# file: pkg/__init__.py
# file: pkg/mid.py
def run():
    from .low import load
    return load()
# file: pkg/main.py
from .mid import run
async def main():
    run()  # expect: ASF120
""",
    "a module without a package": """
# file: helper.py
import time
def load():
    time.sleep(1)
# file: main.py
from helper import load
async def main():
    load()  # expect: ASF120
""",
    "a namespace package": """
# file: space/part/helper.py
import time
def load():
    time.sleep(1)
# file: main.py
from space.part.helper import load
import space.part.helper as helper
async def main():
    load()  # expect: ASF120
    helper.load()  # expect: ASF120
""",
    "try, except ImportError": """
# file: pkg/__init__.py
# file: pkg/main.py
try:
    from fast_load import load
except ImportError:
    from pkg.low import load
async def main():
    load()  # expect: ASF120
""",
    "for type checkers alone": """
# file: pkg/__init__.py
# file: pkg/objects.py
import time
class Store:
    def load(self):
        time.sleep(1)
# file: pkg/main.py
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from pkg.objects import Store
async def main(store: Store):
    store.load()  # expect: ASF120
""",
    "two forms, by a condition": """
# file: pkg/__init__.py
# file: pkg/both.py
import sys
if sys.platform == "win32":
    from .low import quick as load
else:
    from .low import load
# file: pkg/main.py
from pkg.both import load
async def main():
    load()  # expect: ASF120
""",
    "modules that import each other": """
# file: pkg/__init__.py
# file: pkg/a.py
from . import b
import time
def load():
    time.sleep(1)
async def main():
    b.run()  # expect: ASF120
# file: pkg/b.py
from . import a
def run():
    a.load()
async def main():
    a.load()  # expect: ASF120
""",
    "a module imports itself": """
# file: pkg/__init__.py
from pkg import load
from . import *
import time
def load():
    time.sleep(1)
# file: pkg/main.py
from pkg import load
async def main():
    load()  # expect: ASF120
""",
    "a submodule is no attribute that hides a function": """
# file: pkg/__init__.py
from .load import load
# file: pkg/load.py
import time
def load():
    time.sleep(1)
# file: pkg/main.py
from pkg import load
async def main():
    load()  # expect: ASF120
""",
    "a deleted name": """
# file: pkg/__init__.py
# file: pkg/gone.py
from .low import load
del load
# file: pkg/main.py
from pkg.low import quick
async def main():
    quick()
""",
    "a name that the last definition decides": """
# file: pkg/__init__.py
# file: pkg/twice.py
import time
def load():
    time.sleep(1)
def load():
    return 1
# file: pkg/main.py
from pkg.twice import load
async def main():
    load()
""",
    "an imported name that a local one hides": """
# file: pkg/__init__.py
# file: pkg/main.py
from pkg.low import load
async def main(load):
    load()
""",
    "the standard library goes before a module of its name": """
# file: queue.py
import time
def load():
    time.sleep(1)
# file: main.py
from queue import load
async def main():
    load()
""",
    "no such module, no such name": """
# file: pkg/__init__.py
# file: pkg/main.py
from pkg.absent import load
from pkg.low import missing
import pkg.low.load.deeper
async def main():
    load()
    missing()
    pkg.low.load.deeper()
""",
    "a global that is bound by the call of an import": """
# file: pkg/__init__.py
# file: pkg/main.py
import importlib
low = importlib.import_module("pkg.low")
async def main():
    low.load()
""",
}


@pytest.mark.parametrize("name", PROJECTS)
def test_names(tmp_path, name):
    text = PROJECTS[name]
    check(tmp_path, text + (LOW if "file: pkg/__init__.py" in text else ""))


def test_source_layout(tmp_path):
    text = """
# file: src/shop/__init__.py
# file: src/shop/low.py
import time
def load():
    time.sleep(1)
# file: src/shop/main.py
from shop.low import load
async def main():
    load()  # expect: ASF120
# file: tools/run.py
from shop.low import load
async def main():
    load()  # expect: ASF120
"""
    check(tmp_path, text, source_roots=(str(tmp_path), str(tmp_path / "src")))


def test_a_namespace_in_two_roots(tmp_path):
    text = """
# file: one/space/low.py
import time
def load():
    time.sleep(1)
# file: two/space/main.py
from space.low import load
async def main():
    load()  # expect: ASF120
"""
    check(tmp_path, text, source_roots=(str(tmp_path / "one"), str(tmp_path / "two")))


def test_the_message_names_the_file_and_the_line(tmp_path):
    text = """
# file: pkg/__init__.py
# file: pkg/mid.py
from . import low
def run():
    return low.load()
# file: pkg/main.py
from .mid import run
async def main():
    run()  # expect: ASF120
"""
    (told,) = check(tmp_path, text + LOW)["pkg/main.py"]
    assert "mid.py:3" in told[2]
    assert "low.py:4 time.sleep" in told[2]
