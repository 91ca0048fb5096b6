"""``flake8-asyncsafe effects``: calls that lead nowhere, each with its reason."""

from __future__ import annotations

import pytest

DEAD_ENDS = {
    "lib/__init__.py": "",
    "lib/deco.py": "from unheard import register\n\n@register\ndef hidden():\n    pass\n",
    "lib/broken.py": "def (\n",
    "lib/latin.py": "",
    "lib/long.py": "",
    "lib/table.py": "",
    "lib/base.py": """
        import abc

        class Base(abc.ABC):
            @abc.abstractmethod
            def fetch(self): ...
    """,
    "dead.py": """
        import requests
        import unheard
        import lib
        import lib.missing
        from lib import broken, deco, latin, long, table
        from lib.base import Base
        from . import above

        @unheard.register
        def own(): ...

        class Part(unheard.Whole):
            def __init__(self, made):
                self.made = made

            def run(self):
                self.made.go()
                self.inherited()

        def helper(callback):
            callback()

        def start(client, base: Base, odd: "Odd"):
            client.get()
            odd.get()
            base.fetch()
            unheard.call()
            requests.unheard()
            lib.missing.call()
            lib.nothing()
            above.call()
            broken.call()
            latin.call()
            long.call()
            table.call()
            deco.hidden()
            own()
            unheard.make().go()
            undefined()
            {}["x"]()
            helper(print)
            len("known")
            requests.get("known")
    """,
}


@pytest.fixture
def dead_ends(facts, write, tmp_path, monkeypatch):
    """Return a function that gives {(function, call): (reason, detail)} of the calls that lead nowhere."""
    write(tmp_path, DEAD_ENDS)
    (tmp_path / "lib/latin.py").write_bytes(b"x = '\xff'\n")
    (tmp_path / "lib/long.py").write_text("x = 1\n" * 400_000)
    (tmp_path / "lib/table.py").write_text("x = 1\n" * 40_000)
    monkeypatch.chdir(tmp_path)

    def ask(name: str) -> dict:
        (found,) = facts(name)
        return {(each["function"], each["call"]): (each["reason"], each["detail"]) for each in found["unknown"]}

    return ask


def test_each_reason(dead_ends):
    found = dead_ends("dead:start")
    expected = {
        "client.get": ("object of unknown type", "`client` is a parameter"),
        "odd.get": ("object of unknown type", "annotated"),
        "base.fetch": ("dynamic dispatch", "abstract"),
        "unheard.call": ("not in the catalogue", "not of the project"),
        "requests.unheard": ("not in the catalogue", "the catalogue has `requests`"),
        "lib.missing.call": ("module not found", "lib.missing"),
        "lib.nothing": ("no such name", "`lib` does not bind `nothing`"),
        "above.call": ("module not found", "leads out of the package"),
        "broken.call": ("module not read", "cannot be parsed (line 1"),
        "latin.call": ("module not read", "cannot be decoded"),
        "long.call": ("module not read", "longer than 2 MB"),
        "table.call": ("module not read", "table"),
        "deco.hidden": ("decorator not in sight", "`@register`"),
        "own": ("decorator not in sight", "`@unheard.register`"),
        "unheard.make": ("not in the catalogue", "unheard.make"),
        "unheard.make().go": ("object of unknown type", "unheard.make"),
        "undefined": ("no such name", "nothing in sight binds"),
        '{}["x"]': ("unknown callable", "not known"),
    }
    for call, (reason, word) in expected.items():
        assert found["start", call][0] == reason, call
        assert word in found["start", call][1], call
    assert ("helper", "callback") in found, "one level down"
    assert found["helper", "callback"][0] == "dynamic dispatch"
    assert {call for function, call in found if function == "start"} == expected.keys()


def test_where_an_attribute_comes_from(dead_ends):
    found = dead_ends("dead:Part.run")
    assert (
        "`self.made` is set on line 14: `made` is a parameter of `Part.__init__`"
        in found["Part.run", "self.made.go"][1]
    )
    assert "base outside the project (unheard.Whole)" in found["Part.run", "self.inherited"][1]


def test_a_function_that_its_decorator_hides(dead_ends):
    assert dead_ends("dead:own")["own", "@unheard.register"][0] == "decorator not in sight"


def test_dead_ends_are_printed_with_the_source_roots(effects, dead_ends):
    out = effects("dead:start")[1]
    assert "  leads nowhere, here and in what is called from here\n" in out
    assert "    dead.py:24  start: client.get\n      object of unknown type: " in out
    assert out.splitlines()[-1].startswith("source roots: ")


def test_a_name_that_is_set_from_itself_ends(facts, write, tmp_path, monkeypatch):
    source = """
        def f(x):
            x = x.go()
            x = x.go().further()
            while x.more():
                y = y.step()
                x = y
            return x
    """
    write(tmp_path, {"loops.py": source})
    monkeypatch.chdir(tmp_path)
    (found,) = facts("loops:f")
    details = {each["call"]: each["detail"] for each in found["unknown"]}
    assert details.keys() == {"x.go", "x.go().further", "x.more", "y.step"}
    assert "`x` is a parameter of `f`" in details["x.go"]
    assert all(len(detail) < 500 for detail in details.values())


def test_methods_of_data_are_left_out(facts, write, tmp_path, monkeypatch):
    write(tmp_path, {"data.py": "def f(x):\n    x.split()\n    x.__len__()\n    x.startswith(1)\n    x.join()\n"})
    monkeypatch.chdir(tmp_path)
    (found,) = facts("data:f")
    assert [each["call"] for each in found["unknown"]] == ["x.join"], "threads have a `join`"


def test_a_catalogued_type_keeps_its_meaning_in_its_own_project(facts, write, tmp_path, monkeypatch):
    files = {
        "requests/__init__.py": "import time\n\n\nclass Session:\n    def mount(self):\n        time.sleep(1)\n",
        "use.py": "import requests\n\n\ndef f():\n    requests.Session().mount()\n",
    }
    write(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    (found,) = facts("use:f")
    assert found["blocks"] == []
    assert "the catalogue has `requests.Session`, but not" in found["unknown"][0]["detail"]
