"""The third-party libraries of the catalogue: which release of which distribution the entries are held against.

To have another library checked, add its distribution to ``PINNED`` (small ones: they are installed for the test) and
take its import roots out of ``UNCHECKED``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pinned:
    """One release, and the import roots of the catalogue that it provides."""

    requirement: str
    roots: tuple[str, ...]

    @property
    def version(self) -> tuple[int, ...]:
        """The release as numbers, to compare with ``since`` and ``until``."""
        return tuple(int(part) for part in self.requirement.partition("==")[2].split(".") if part.isdecimal())


PINNED = (
    Pinned("aiosqlite==0.22.1", ("aiosqlite",)),
    Pinned("asyncpg==0.32.0", ("asyncpg",)),
    Pinned("django==5.2.19", ("django",)),
    Pinned("elasticsearch==9.5.1", ("elasticsearch",)),
    Pinned("httpx==0.28.1", ("httpx",)),
    Pinned("motor==3.7.1", ("motor",)),
    Pinned("peewee==4.5.3", ("peewee", "playhouse")),
    Pinned("psycopg2-binary==2.9.13", ("psycopg2",)),
    Pinned("psycopg-binary==3.3.9", ()),
    Pinned("psycopg==3.3.9", ("psycopg",)),
    Pinned("psycopg-pool==3.3.3", ("psycopg_pool",)),
    Pinned("pymongo==4.20.0", ("pymongo", "gridfs")),
    Pinned("pymysql==1.2.4", ("pymysql",)),
    Pinned("redis==8.1.0", ("redis",)),
    Pinned("requests==2.34.2", ("requests",)),
    Pinned("sqlalchemy==2.1.9", ("sqlalchemy",)),
    Pinned("tinydb==4.9.0", ("tinydb",)),
)

#: import roots of PINNED
ROOTS = frozenset(root for each in PINNED for root in each.roots)
