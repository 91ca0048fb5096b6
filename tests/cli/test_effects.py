"""``flake8-asyncsafe effects``: what it says of functions, and of names that stand for none."""

from __future__ import annotations

import json
import textwrap

import pytest

FILES = {
    "shop/__init__.py": """
        from shop.orders import Orders as Orders
        from shop.wire import call as again
    """,
    "shop/wire.py": """
        import contextlib
        import functools
        import time


        def call(path="/"):
            time.sleep(1)
            return path


        def waits(wait=True):
            if wait:
                time.sleep(1)


        def accepted():
            time.sleep(0.001)  # noqa: ASF101


        class Client:
            def get(self, path):
                return call(path)

            @functools.cached_property
            def home(self):
                return self.get("/")


        @contextlib.contextmanager
        def connected():
            yield call()


        def retried(function):
            @functools.wraps(function)
            def wrapper(*args):
                time.sleep(1)
                return function(*args)

            return wrapper
    """,
    "shop/orders.py": """
        import asyncio

        from . import wire
        from .wire import Client, retried


        class Orders:
            def __init__(self):
                self.client = Client()

            def count(self) -> int:
                return len(self.all())

            def all(self):
                return self.client.get("/orders")

            def link(self):
                return "/orders"


        class Eager:
            def __init__(self):
                self.first = wire.call("/first")


        class Bare:
            pass


        def order(number):
            return wire.call(f"/orders/{number}")


        def pages():
            for number in range(2):
                yield order(number)


        async def report(orders: Orders):
            orders.count()
            for page in pages():
                print(page)
            wire.waits(wait=False)
            await asyncio.to_thread(order, 1)


        def serve():
            asyncio.run(report(Orders()))


        async def nested():
            serve()


        @retried
        def decorated():
            return 1


        def outer():
            def inner():
                return order(1)

            return inner
    """,
    "app.py": """
        import shop
        from shop import Orders
        from shop.orders import *

        SIZE = 3


        class Local(Orders):
            def all(self):
                return []


        def main():
            shop.again()
    """,
}


@pytest.fixture(params=[".", "src"])
def project(request, write, tmp_path, monkeypatch):
    """The current directory with the packages right in it, or in ``src``."""
    write(tmp_path / request.param, FILES)
    monkeypatch.chdir(tmp_path)
    return "" if request.param == "." else "src/"


@pytest.fixture
def here(write, tmp_path, monkeypatch):
    """The current directory with the packages in it."""
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_method_with_its_whole_chain(effects, project):
    assert effects("shop.orders:Orders.count") == (
        0,
        textwrap.dedent(f"""\
            shop.orders:Orders.count
              {project}shop/orders.py:11  method of Orders
              returns: <int>
              blocks
                sleep: time.sleep
                  {project}shop/orders.py:12  Orders.count: self.all
                  {project}shop/orders.py:15  Orders.all: self.client.get
                  {project}shop/wire.py:22  Client.get: call
                  {project}shop/wire.py:7  call: time.sleep

            source roots: {"src, ." if project else "."}
        """),
        "",
    )


@pytest.mark.parametrize(
    "asked", ["shop.orders:order", "shop.orders.order", "{}shop/orders.py:order", "./{}shop/orders.py:order"]
)
def test_ways_to_ask(effects, project, asked):
    code, out, err = effects(asked.format(project))
    assert (code, err) == (0, "")
    assert out.startswith(f"shop.orders:order\n  {project}shop/orders.py:30  function\n")


def test_a_path_outside_the_current_directory(effects, here, monkeypatch):
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    code, out, _ = effects("../shop/orders.py:order")
    assert code == 0
    assert "time.sleep" in out


def test_a_coroutine_function(facts, here):
    (report,) = facts("shop.orders:report")
    assert report["kind"] == "coroutine function"
    assert [(chain["category"], chain["steps"][0]["line"], len(chain["steps"])) for chain in report["blocks"]] == [
        ("sleep", 40, 5),
        ("sleep", 41, 4),
    ]
    assert report["blocks"][1]["steps"][0]["does"] == "for page in pages()"
    assert [(each["line"], each["api"], each["where"]) for each in report["starts"]] == [
        (44, "asyncio.to_thread", "another thread")
    ]
    assert "function order" in report["starts"][0]["what"]


def test_event_loops(facts, here):
    (serve,) = facts("shop.orders:serve")
    assert [chain["api"] for chain in serve["loops"]] == ["asyncio.run"]
    (nested,) = facts("shop.orders:nested")
    assert [[step["line"] for step in chain["steps"]] for chain in nested["loops"]] == [[52, 48]]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("shop.wire:connected", "context manager"),
        ("shop.wire:Client.home", "cached property, method of Client"),
        ("shop.orders:pages", "generator"),
        ("shop.orders:order", "function"),
    ],
)
def test_kinds(facts, here, name, kind):
    (found,) = facts(name)
    assert found["kind"] == kind
    assert [chain["api"] for chain in found["blocks"]] == ["time.sleep"]


def test_constructors(effects, facts, here):
    (eager,) = facts("shop.orders:Eager")
    assert (eager["name"], [chain["api"] for chain in eager["blocks"]]) == ("Eager.__init__", ["time.sleep"])
    code, out, _ = effects("shop.orders:Bare")
    assert code == 0
    assert "without a constructor of its own" in out


def test_wrappers_count(facts, here):
    (decorated,) = facts("shop.orders:decorated")
    assert [step["function"] for step in decorated["blocks"][0]["steps"]] == ["retried.<locals>.wrapper"]


@pytest.mark.parametrize("name", ["outer.inner", "outer.<locals>.inner"])
def test_functions_in_functions(facts, here, name):
    (inner,) = facts(f"shop.orders:{name}")
    assert inner["blocks"]


def test_what_noqa_accepts(effects, facts, here):
    (accepted,) = facts("shop.wire:accepted")
    assert accepted["blocks"] == []
    assert [chain["api"] for chain in accepted["accepted"]] == ["time.sleep"]
    assert "noqa" in effects("shop.wire:accepted")[1]


@pytest.mark.parametrize("name", ["shop:again", "app:shop.again", "app:order", "app:Orders.count"])
def test_imported_names(effects, here, name):
    code, out, _ = effects(name)
    assert code == 0
    assert out.startswith(f"{name} is shop.")
    assert "time.sleep" in out


def test_inherited_methods_mean_what_the_class_has(facts, here):
    (count,) = facts("app:Local.count")
    assert (count["module"], count["name"], count["blocks"]) == ("shop.orders", "Orders.count", [])


def test_a_whole_module(effects, here):
    code, out, _ = effects("shop.orders")
    assert code == 0
    names = [line for line in out.splitlines() if line.startswith("shop.orders:") and " " not in line]
    assert {"shop.orders:Orders.count", "shop.orders:report", "shop.orders:serve", "shop.orders:nested"} <= set(names)
    assert "shop.orders:Orders.link" not in names
    assert out.splitlines()[-1].startswith("shop.orders: 3 other functions without an effect")
    assert effects("shop/orders.py")[1] == out


def test_a_module_without_effects(effects, here):
    (here / "plain.py").write_text("def one():\n    return 1\n")
    assert effects("plain")[1].startswith("plain: 1 function without an effect that is known")


def test_json(effects, here):
    code, out, _ = effects("shop.wire:call", "--json")
    data = json.loads(out)
    assert code == 0
    assert data["source_roots"]
    assert data["functions"][0]["blocks"] == [
        {
            "category": "sleep",
            "api": "time.sleep",
            "steps": [{"file": "shop/wire.py", "line": 7, "function": "call", "does": "time.sleep"}],
        }
    ]


# -- names that stand for nothing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ("shop.orders:ordr", "shop.orders has no function or class `ordr`; near it: order"),
        ("shop.orders:Order.count", "near it: Orders.count"),
        ("shop.orders:link", "near it: Orders.link"),
        ("shop.order:x", "there is no module shop.order under the source roots; near it: shop.orders"),
        ("shpo:x", "near it: shop"),
        ("nothing_like_it:x", "source roots: ."),
        ("shop.orders.order:x", "there is no module shop.orders.order"),
        ("json:loads", "standard library"),
        ("app:SIZE", "is no function or class but 3"),
        ("app:shop.wire", "is no function or class but shop.wire"),
        ("spaces:x", "a directory without a module of its own; in it: spaces.inner"),
        ("none.py:x", "cannot read"),
        ("bad.py:x", "cannot parse"),
        ("what is this", "neither MODULE:NAME nor FILE.py:NAME"),
        ("", "neither MODULE:NAME nor FILE.py:NAME"),
        ("../shop", "neither MODULE:NAME nor FILE.py:NAME"),
        ("shop:a:b", "neither MODULE:NAME nor FILE.py:NAME"),
    ],
)
def test_refusals(effects, write, here, asked, complaint):
    write(here, {"spaces/inner.py": "", "bad.py": "def (\n"})
    code, out, err = effects(asked)
    assert (code, out) == (2, "")
    assert complaint in err
    assert len(err.splitlines()) == 1


def test_options(effects, here):
    (here / "lib" / "inner").mkdir(parents=True)
    (here / "lib/inner/deep.py").write_text("from mylib import fetch\n\n\ndef f():\n    fetch()\n")
    assert effects("inner.deep:f")[0] == 2
    options = ("--asyncsafe-source-roots=lib", "--asyncsafe-blocking-calls=mylib.fetch -> use afetch")
    code, out, _ = effects("inner.deep:f", *options)
    assert code == 0
    assert "mylib.fetch" in out
    code, _, err = effects("inner.deep:f", "--asyncsafe-library=twisted")
    assert code == 2
    assert "--asyncsafe-library: 'twisted'" in err


def test_a_cache_changes_nothing(run, here):
    answers = {run("effects", "shop.orders:report", f"--asyncsafe-cache-dir={here / 'cache'}") for _ in range(2)}
    assert len(answers) == 1
    assert any((here / "cache").rglob("*"))
    (here / "shop/wire.py").write_text("def call(path):\n    return path\n")
    _, out, _ = run("effects", "shop.orders:order", f"--asyncsafe-cache-dir={here / 'cache'}")
    assert "blocks: no, as far as is known" in out


def test_nothing_is_imported(effects, here):
    (here / "trap.py").write_text("raise SystemExit('imported')\n\n\ndef f():\n    pass\n")
    assert effects("trap:f")[0] == 0


def test_libcst_refuses(effects, here, monkeypatch):
    from flake8_asyncsafe.syntax.parse import ParseRefusedError

    def refuse(*_: object) -> str:
        raise ParseRefusedError("line 3: why")

    monkeypatch.setattr("flake8_asyncsafe.model.module.parse", refuse)
    code, out, err = effects("shop.orders:order")
    assert (code, out) == (2, "")
    assert "line 3: why" in err


def test_help(run):
    code, out, _ = run("effects", "--help")
    assert code == 0
    assert "flake8-asyncsafe effects shop.orders:Orders.count " in out
    assert "exit codes" in out


def test_the_model_of_a_file_is_linked_too(run, here):
    code, out, _ = run("model", "app.py", "--asyncsafe-no-cache")
    assert code == 0
    assert "again = function shop.wire.call" not in out
    assert "-> function shop.wire.call, shop/wire.py:6" in out
    assert "bases: shop.orders.Orders" in out
    assert "blocks (sleep): line 14 in main -> shop/wire.py:7 in call -> time.sleep" in out
