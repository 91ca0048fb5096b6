"""Keys about what objects hold and fetch: ``Self``, ``item``, ``type[...]``, ``operators_block``, ``known_by``."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_asyncsafe.catalogue.loader import CatalogueError
from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.settings import Settings

CATALOGUE = """
[aliases]
"lazydb.impl" = "lazydb"

[[type]]
names = "lazydb.Model"
attributes = { rows = "lazydb.impl.Rows[Self]" }
known_by = "rows"

[[type]]
names = "lazydb.Link"
descriptor = "lazydb.Rows"

[[type]]
names = "lazydb.Rows"
iteration_blocks = "database"
operators_block = { len = "database", "[]" = "database" }
operators = { "[]" = "item", "[:]" = "lazydb.Rows[item]" }
keeps_items = true

[[api]]
names = "lazydb.Rows.where"
returns = "lazydb.Rows[item]"

[[api]]
names = "lazydb.Rows.one"
returns = "item"

[[api]]
names = "lazydb.Model.store lazydb.Rows.count"
blocks = "database"

[[api]]
names = "lazydb.model_class"
returns = "type[lazydb.Model]"

[[type]]
names = "lazydb.Maker lazydb.Session"

[[api]]
names = "lazydb.Maker.__call__"
made = "(kind=None)"
made_unless = ["kind"]
returns = "lazydb.Session"

[[api]]
names = "lazydb.Session.run"
blocks = "database"
"""

HEAD = """
import lazydb
from shop import Order
class Book(lazydb.Model):
    tags = lazydb.Link()
Made = lazydb.model_class()
async def f(unknown):
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "lazydb.toml"
    file.write_text(CATALOGUE, encoding="utf-8")
    return Settings(rules=frozenset({"ASF106", "ASF000"}), catalogue=(str(file),))


@pytest.mark.parametrize(
    ("body", "reports"),
    [
        ("Book.rows.where()", 0),
        ("for book in Book.rows.where(): pass", 1),
        ("for book in Book.rows: book.store()", 2),
        ("Book.rows.where()[0].store()", 1),
        ("Book.rows.where()[:3]", 0),
        ("list(Book.rows.where()[:3])", 1),
        ("len(Book.rows)", 1),
        ("bool(Book.rows)", 0),
        ("Book.rows.one().store()", 1),
        ("rows = Book.rows.where(); len(rows); list(rows)", 1),
        ("rows = Book.rows.where(); [row async for row in rows]; list(rows)", 0),
        ("Book().tags.count()", 1),
        ("Order.rows.count()", 1),
        ("Order.rows.one().store()", 1),
        ("unknown.rows.count()", 0),
        ("Made.rows.count()", 1),
        ("lazydb.Maker()().run()", 1),
        ("lazydb.Maker(kind=unknown)().run()", 0),
    ],
)
def test_what_objects_hold_and_fetch(body: str, reports: int, settings: Settings) -> None:
    found = analyse(f"{HEAD}    {body}\n", "case.py", settings)
    assert [report.code for report in found] == ["ASF106"] * reports


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('[[api]]\nnames = "a.b"\nreturns = "a.C[other]"', "must be exactly one dotted name"),
        ('[[type]]\nnames = "a.C"\noperators_block = { "+" = "database" }', "unknown key `+`; allowed: len, bool, in"),
        (
            '[[type]]\nnames = "a.C"\noperators_block = { len = "slow" }',
            "`operators_block.len` is 'slow'; allowed: sleep",
        ),
    ],
)
def test_what_is_refused(entry: str, says: str, tmp_path: Path) -> None:
    from flake8_asyncsafe.catalogue.loader import load_catalogue

    file = tmp_path / "bad.toml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(CatalogueError) as error:
        load_catalogue((str(file),))
    assert says in str(error.value)
