"""Objects that other modules make: constructors, singletons, attributes, and what functions return."""

from __future__ import annotations

import pytest
from runs import check

LOW = """
# file: pkg/__init__.py
# file: pkg/low.py
import time
class Base:
    def load(self):
        time.sleep(1)
    def quick(self):
        return 1
    def run(self):
        return self.step()
    def step(self):
        return 1
"""

PROJECTS = {
    "constructors": """
# file: pkg/ways.py
import time
class Slow:
    def __init__(self):
        time.sleep(1)
class Fast:
    def __init__(self):
        self.x = 1
class Sub(Slow):
    pass
# file: pkg/main.py
from pkg.ways import Fast, Slow, Sub
async def main():
    Slow()  # expect: ASF120
    Sub()  # expect: ASF120
    Fast()
""",
    "a constructor that calls the base's": """
# file: pkg/ways.py
import time
class Slow:
    def __init__(self):
        time.sleep(1)
# file: pkg/mid.py
from pkg.ways import Slow
class Mid(Slow):
    def __init__(self):
        super().__init__()
class Apart(Slow):
    def __init__(self):
        self.x = 1
# file: pkg/main.py
from pkg.mid import Apart, Mid
async def main():
    Mid()  # expect: ASF120
    Apart()
""",
    "singletons": """
# file: pkg/state.py
from pkg.low import Base
base = Base()
other: Base = make()
# file: pkg/main.py
from pkg import state
from pkg.state import base, other
async def main():
    base.load()  # expect: ASF120
    other.load()  # expect: ASF120
    state.base.load()  # expect: ASF120
    state.base.quick()
""",
    "what a function returns": """
# file: pkg/make.py
from pkg.low import Base
def make():
    return Base()
def annotated() -> Base:
    return registry["base"]
def maybe() -> "Base | None":
    return registry.get("base")
def nothing():
    return registry
# file: pkg/main.py
from pkg.make import annotated, make, maybe, nothing
async def main():
    make().load()  # expect: ASF120
    annotated().load()  # expect: ASF120
    base = maybe()
    if base:
        base.load()  # expect: ASF120
    nothing().load()
    make().quick()
""",
    "what a coroutine returns": """
# file: pkg/make.py
from pkg.low import Base
async def make():
    return Base()
# file: pkg/main.py
from pkg.make import make
async def main():
    base = await make()
    base.load()  # expect: ASF120
    (await make()).quick()
""",
    "class methods and static methods": """
# file: pkg/ways.py
import time
class Ways:
    @classmethod
    def make(cls):
        return cls()
    @staticmethod
    def load():
        time.sleep(1)
    @classmethod
    def slow(cls):
        cls.load()
    def wait(self):
        time.sleep(1)
# file: pkg/main.py
from pkg.ways import Ways
async def main():
    Ways.load()  # expect: ASF120
    Ways.slow()  # expect: ASF120
    Ways.make().wait()  # expect: ASF120
    Ways.make()
""",
    "fluent": """
# file: pkg/ways.py
import time
from typing import Self
class Query:
    def where(self) -> Self:
        return self
    def limit(self):
        return self
    def run(self):
        time.sleep(1)
class Sub(Query):
    def run(self):
        return 1
# file: pkg/main.py
from pkg.ways import Query, Sub
async def main():
    Query().where().limit().run()  # expect: ASF120
    Query().where().limit()
""",
    "an attribute that its class sets": """
# file: pkg/ways.py
from pkg.low import Base
class App:
    def __init__(self):
        self.base = Base()
        self.other = None
# file: pkg/main.py
from pkg.ways import App
app = App()
class Own(App):
    async def go(self):
        self.base.load()  # expect: ASF120
        self.other.load()
async def main():
    app.base.load()  # expect: ASF120
    app.base.quick()
""",
    "an attribute that a helper uses": """
# file: pkg/ways.py
from pkg.low import Base
class App:
    def __init__(self):
        self.base = Base()
    def go(self):
        self.base.load()
    def fast(self):
        self.base.quick()
# file: pkg/main.py
from pkg.ways import App
async def main(app: App):
    app.go()  # expect: ASF120
    app.fast()
""",
    "fields of a dataclass": """
# file: pkg/ways.py
from dataclasses import dataclass, field
from pkg.low import Base
@dataclass
class App:
    base: Base
    made: Base = field(default_factory=Base)
    name: str = ""
    def __post_init__(self):
        self.base.load()
@dataclass
class Plain:
    base: Base
# file: pkg/main.py
from pkg.low import Base
from pkg.ways import App, Plain
async def main(app: App):
    app.base.load()  # expect: ASF120
    app.made.load()  # expect: ASF120
    app.base.quick()
    App(Base())  # expect: ASF120
    Plain(Base())
""",
    "a list of objects": """
# file: pkg/ways.py
from pkg.low import Base
def bases() -> list[Base]:
    return registry.all()
everything: dict[str, Base] = {}
# file: pkg/main.py
from pkg.ways import bases, everything
async def main():
    for base in bases():
        base.load()  # expect: ASF120
    bases()[0].load()  # expect: ASF120
    everything["a"].load()  # expect: ASF120
""",
    "a class with the same name elsewhere": """
# file: pkg/other.py
class Base:
    def load(self):
        return 1
# file: pkg/main.py
from pkg import low, other
async def main():
    other.Base().load()
    low.Base().load()  # expect: ASF120
""",
    "a base that the standard library defines": """
# file: pkg/ways.py
import threading
class Worker(threading.Thread):
    pass
# file: pkg/main.py
from pkg.ways import Worker
async def main():
    worker = Worker()
    worker.start()
    worker.join()  # expect: ASF108
""",
    "an object of the standard library": """
# file: pkg/ways.py
import threading, time
lock = threading.Lock()
class Store:
    def __init__(self):
        self.thread = threading.Thread()
# file: pkg/main.py
from pkg.ways import Store
async def main(store: Store):
    store.thread.join()  # expect: ASF108
""",
    "a nested class": """
# file: pkg/ways.py
import time
class Outer:
    class Inner:
        def load(self):
            time.sleep(1)
# file: pkg/main.py
from pkg.ways import Outer
async def main():
    Outer.Inner().load()  # expect: ASF120
""",
    "generic": """
# file: pkg/ways.py
import time
from typing import Generic, TypeVar
T = TypeVar("T")
class Box(Generic[T]):
    def load(self):
        time.sleep(1)
class IntBox(Box[int]):
    pass
# file: pkg/main.py
from pkg.ways import Box, IntBox
async def main(box: Box[str]):
    box.load()  # expect: ASF120
    IntBox().load()  # expect: ASF120
""",
}


@pytest.mark.parametrize("name", PROJECTS)
def test_made(tmp_path, name):
    check(tmp_path, LOW + PROJECTS[name])
