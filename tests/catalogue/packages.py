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
    Pinned("anthropic==2.12.0", ("anthropic",)),
    Pinned("apsw==3.50.4.0", ("apsw",)),
    Pinned("argon2-cffi==25.1.0", ("argon2",)),
    Pinned("asyncpg==0.32.0", ("asyncpg",)),
    Pinned("bcrypt==5.0.0", ("bcrypt",)),
    Pinned("boto3==1.40.61", ("boto3",)),
    Pinned("click==8.5.1", ("click",)),
    Pinned("django==5.2.19", ("django",)),
    Pinned("dnspython==2.9.2", ("dns",)),
    Pinned("docker==7.2.0", ("docker",)),
    Pinned("elasticsearch==9.5.1", ("elasticsearch",)),
    Pinned("httpx==0.28.1", ("httpx",)),
    Pinned("kafka-python==3.0.12", ("kafka",)),
    Pinned("motor==3.7.1", ("motor",)),
    Pinned("mypy-boto3-s3==1.43.106", ("mypy_boto3_s3",)),
    Pinned("openai==2.54.0", ("openai",)),
    Pinned("paramiko==5.1.0", ("paramiko",)),
    Pinned("passlib==1.7.4", ("passlib",)),
    Pinned("peewee==4.5.3", ("peewee", "playhouse")),
    Pinned("pika==1.4.4", ("pika",)),
    Pinned("psutil==7.2.2", ("psutil",)),
    Pinned("psycopg-pool==3.3.3", ("psycopg_pool",)),
    Pinned("psycopg2-binary==2.9.13", ("psycopg2",)),
    Pinned("psycopg==3.3.9", ("psycopg",)),
    Pinned("psycopg-binary==3.3.9", ()),
    Pinned("pymongo==4.20.0", ("pymongo", "gridfs")),
    Pinned("pymysql==1.2.4", ("pymysql",)),
    Pinned("pyserial==3.5", ("serial",)),
    Pinned("questionary==2.1.1", ("questionary",)),
    Pinned("redis==8.1.0", ("redis",)),
    Pinned("requests==2.34.2", ("requests",)),
    Pinned("sqlalchemy==2.1.9", ("sqlalchemy",)),
    Pinned("tinydb==4.9.0", ("tinydb",)),
    Pinned("websocket-client==1.9.2", ("websocket",)),
)

#: import roots of PINNED
ROOTS = frozenset(root for each in PINNED for root in each.roots)
