"""Classes and objects over several modules: methods, bases, special methods, attributes, singletons, results."""

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
    "a method": """
# file: pkg/main.py
from pkg.low import Base
async def main():
    Base().load()  # expect: ASF120
    base = Base()
    base.load()  # expect: ASF120
    base.quick()
""",
    "by an annotation": """
# file: pkg/main.py
from pkg.low import Base
async def main(base: Base, other: "Base | None" = None):
    base.load()  # expect: ASF120
    if other is not None:
        other.load()  # expect: ASF120
    base.quick()
""",
    "inherited": """
# file: pkg/mid.py
from pkg.low import Base
class Mid(Base):
    pass
# file: pkg/main.py
from pkg.mid import Mid
class Own(Mid):
    async def go(self):
        self.load()  # expect: ASF120
        self.quick()
async def main():
    Own().load()  # expect: ASF120
    Mid().load()  # expect: ASF120
""",
    "overridden": """
# file: pkg/mid.py
from pkg.low import Base
class Mid(Base):
    def load(self):
        return 1
# file: pkg/main.py
from pkg.mid import Mid
class Own(Mid):
    async def go(self):
        self.load()
async def main():
    Own().load()
""",
    "what an inherited method calls is overridden here": """
# file: pkg/main.py
import time
from pkg.low import Base
class Slow(Base):
    def step(self):
        time.sleep(1)
async def main():
    Base().run()
    Slow().run()  # expect: ASF120
""",
    "what a method calls on itself is overridden in a third module": """
# file: pkg/fast.py
from pkg.low import Base
class Fast(Base):
    def go(self):
        self.load()
class Faster(Fast):
    def load(self):
        return 1
# file: pkg/main.py
from pkg.fast import Fast, Faster
async def main():
    Fast().go()  # expect: ASF120
    Faster().go()
""",
    "super": """
# file: pkg/main.py
from pkg.low import Base
class Own(Base):
    def load(self):
        return super().load()
    async def go(self):
        super().load()  # expect: ASF120
        super().quick()
async def main():
    Own().load()  # expect: ASF120
""",
    "super, in another module": """
# file: pkg/mid.py
from pkg.low import Base
class Mid(Base):
    def load(self):
        return super().load()
# file: pkg/main.py
from pkg.mid import Mid
async def main():
    Mid().load()  # expect: ASF120
""",
    "the order of bases": """
# file: pkg/fast.py
class Fast:
    def load(self):
        return 1
# file: pkg/main.py
from pkg.fast import Fast
from pkg.low import Base
class First(Fast, Base):
    pass
class Second(Base, Fast):
    pass
async def main():
    First().load()
    Second().load()  # expect: ASF120
""",
    "property": """
# file: pkg/props.py
import time
from functools import cached_property
class Config:
    @property
    def text(self):
        time.sleep(1)
        return ""
    @cached_property
    def kept(self):
        time.sleep(1)
        return ""
    def plain(self):
        time.sleep(1)
# file: pkg/main.py
from pkg.props import Config
class Own(Config):
    pass
async def main(config: Config):
    print(config.text)  # expect: ASF120
    print(Own().kept)  # expect: ASF120
    print(config.plain)
""",
    "property, in a helper of a third module": """
# file: pkg/props.py
import time
class Config:
    @property
    def text(self):
        time.sleep(1)
        return ""
# file: pkg/mid.py
from pkg.props import Config
def show(config: Config):
    print(config.text)
def hide(config: Config):
    print(config.other)
# file: pkg/main.py
from pkg.mid import show, hide
async def main(config):
    show(config)  # expect: ASF120
    hide(config)
""",
    "setter": """
# file: pkg/props.py
import time
class Config:
    @property
    def text(self):
        return ""
    @text.setter
    def text(self, value):
        time.sleep(1)
# file: pkg/main.py
from pkg.props import Config
async def main(config: Config):
    print(config.text)
    config.text = ""  # expect: ASF120
""",
    "with": """
# file: pkg/ways.py
import time
class Slow:
    def __enter__(self):
        time.sleep(1)
        return self
    def __exit__(self, *exc):
        return None
class SlowExit:
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        time.sleep(1)
class Fast:
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        return None
# file: pkg/main.py
from pkg.ways import Fast, Slow, SlowExit
async def main():
    with Slow():  # expect: ASF120
        pass
    with SlowExit():  # expect: ASF120
        pass
    with Fast():
        pass
""",
    "what with binds": """
# file: pkg/ways.py
from pkg.low import Base
class Session:
    def __enter__(self) -> Base:
        return Base()
    def __exit__(self, *exc):
        return None
# file: pkg/main.py
from pkg.ways import Session
async def main():
    with Session() as base:
        base.load()  # expect: ASF120
        base.quick()
""",
    "async with": """
# file: pkg/ways.py
import time
from pkg.low import Base
class Session:
    async def __aenter__(self):
        return Base()
    async def __aexit__(self, *exc):
        return None
# file: pkg/main.py
from pkg.ways import Session
async def main():
    async with Session() as base:
        base.load()  # expect: ASF120
""",
    "calling an object": """
# file: pkg/ways.py
import time
class Slow:
    def __call__(self):
        time.sleep(1)
class Fast:
    def __call__(self):
        return 1
slow = Slow()
# file: pkg/main.py
from pkg.ways import Fast, Slow, slow
async def main():
    slow()  # expect: ASF120
    Slow()()  # expect: ASF120
    Fast()()
""",
    "iterating over an object": """
# file: pkg/ways.py
import time
class Slow:
    def __iter__(self):
        return self
    def __next__(self):
        time.sleep(1)
class Fast:
    def __iter__(self):
        return iter([1])
# file: pkg/main.py
from pkg.ways import Fast, Slow
async def main():
    for _ in Slow():  # expect: ASF120
        pass
    for _ in Fast():
        pass
""",
    "items": """
# file: pkg/ways.py
import time
class Table:
    def __getitem__(self, key):
        time.sleep(1)
    def __setitem__(self, key, value):
        return None
# file: pkg/main.py
from pkg.ways import Table
async def main(table: Table):
    print(table["a"])  # expect: ASF120
    table["a"] = 1
""",
    "what is not there": """
# file: pkg/ways.py
import time
class Lazy:
    there = 1
    def __getattr__(self, name):
        time.sleep(1)
# file: pkg/main.py
from pkg.ways import Lazy
async def main(lazy: Lazy):
    print(lazy.there)
    print(lazy.absent)  # expect: ASF120
""",
}


@pytest.mark.parametrize("name", PROJECTS)
def test_objects(tmp_path, name):
    check(tmp_path, LOW + PROJECTS[name])
