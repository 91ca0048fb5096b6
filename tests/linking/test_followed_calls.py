"""What a chain of calls through another module means: false alarms and missed alarms that real packages showed.

Each project is a few files; a mark stands where a report has to be, and nothing else is reported.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.model.linking.project import Project
from flake8_asyncsafe.project.workspace import Workspace
from flake8_asyncsafe.settings import Settings

RULES = frozenset({"ASF000", "ASF107", "ASF108", "ASF112", "ASF120", "ASF121"})
_FILE = re.compile(r"^# file: (\S+)\n", re.MULTILINE)
_MARK = re.compile(r"# expect: (ASF\d{3})")

PROJECTS = {
    "a stream whose base class makes the socket quiet": """
# file: app/stream.py
import socket
from app.net import wrapped


class Stream:
    def __init__(self, sock: socket.socket) -> None:
        self.socket = sock
        self.socket.setblocking(False)


class SecureStream(Stream):
    socket: socket.socket

    def secure(self) -> None:
        self.socket = wrapped(self.socket)

    def fill(self, buffer: bytearray) -> int:
        try:
            return self.socket.recv_into(buffer)
        except BlockingIOError:
            return 0

    def send(self, data: bytes) -> int:
        return self.socket.send(data)

# file: app/net.py
import socket


def wrapped(sock: socket.socket) -> socket.socket:
    return sock

# file: app/main.py
from app.stream import SecureStream


async def serve(stream: SecureStream) -> None:
    stream.fill(bytearray(10))
    stream.send(b"x")
""",
    "a handler that asks for the number of the error": """
# file: app/stream.py
import ssl


class Stream:
    def __init__(self, sock: ssl.SSLSocket, other: ssl.SSLSocket) -> None:
        self.socket = sock
        self.other = other

    def shake(self) -> bool:
        try:
            self.socket.do_handshake()
        except ssl.SSLError as error:
            if error.args[0] == ssl.SSL_ERROR_WANT_READ:
                return False
            raise
        return True

    def insist(self) -> None:
        try:
            self.other.do_handshake()
        except ssl.SSLError:
            pass

# file: app/main.py
from app.stream import Stream


async def serve(stream: Stream) -> None:
    stream.shake()
    stream.insist()  # expect: ASF120
""",
    "a caller that is prepared for a socket that does not block": """
# file: app/tls.py
import select
import ssl

NOT_NOW = (BlockingIOError, ssl.SSLWantReadError)


class Connection:
    def receive(self) -> bytes:
        select.select([self], [], [])
        return b""

# file: app/main.py
from app.tls import NOT_NOW, Connection


async def prepared(connection: Connection) -> bytes:
    try:
        return connection.receive()
    except NOT_NOW:
        return b""


async def unprepared(connection: Connection) -> bytes:
    return connection.receive()  # expect: ASF120
""",
    "a queue made without a limit, kept in another module": """
# file: app/pool.py
import queue


class Pool:
    def __init__(self) -> None:
        self.jobs = queue.Queue()
        self.few = queue.Queue(2)

# file: app/executor.py
from app.pool import Pool


class Executor(Pool):
    def close(self) -> None:
        self.jobs.put(None)

    def wait(self) -> None:
        self.few.put(None)

# file: app/main.py
from app.executor import Executor


async def stop(executor: Executor) -> None:
    executor.close()
    executor.wait()  # expect: ASF120
""",
    "a parameter that has to be one literal": """
# file: app/client.py
import subprocess


def loaded(address: str) -> object:
    return address


class Client:
    def __init__(self, address: str, security: object = None) -> None:
        if security is None:
            security = loaded(address)
        if security is None:
            self.security = {}
        elif security is True:
            self.security = subprocess.check_output(["keygen"])


class Lazy:
    def __init__(self, security: object = None) -> None:
        if security is None:
            security = True
        if security is True:
            self.security = subprocess.check_output(["keygen"])

# file: app/main.py
from app.client import Client, Lazy


async def connect(address: str) -> None:
    Client(address)
    Client(address, security={})
    Client(address, security=True)  # expect: ASF120
    Lazy()  # expect: ASF120
""",
    "a parameter that is bound anew only where it is true": """
# file: app/client.py
import time


def find(address: str = "") -> None:
    if address:
        address = address.lower()
    if not address:
        return
    time.sleep(1)


def find_any(address: str = "") -> None:
    if not address:
        address = "localhost"
    if address:
        time.sleep(1)

# file: app/main.py
from app.client import find, find_any


async def connect() -> None:
    find()
    find("here")  # expect: ASF120
    find_any()  # expect: ASF120
""",
    "a class with two ways, which asks for the loop by a property of its base": """
# file: app/base.py
import asyncio


def on_loop(loop: object) -> bool:
    try:
        return asyncio.get_running_loop() is loop
    except RuntimeError:
        return False


class Both:
    loop: object = None

    @property
    def asynchronous(self) -> bool:
        try:
            return on_loop(self.loop)
        except AttributeError:
            return False

# file: app/client.py
import asyncio
import threading
from app.base import Both


def wait() -> None:
    threading.Event().wait()


class Client(Both):
    def __init__(self) -> None:
        if self.asynchronous:
            self.started = asyncio.ensure_future(self.connect())
        else:
            wait()

    async def connect(self) -> None: ...

    def stop(self) -> None:
        wait()

# file: app/main.py
from app.client import Client


async def run() -> None:
    client = Client()
    client.stop()  # expect: ASF120
""",
    "an attribute that a base in another package may have": """
# file: app/actor.py
import time
from elsewhere import Reference


class Actor(Reference):
    def __getattr__(self, name: str) -> str:
        time.sleep(1)
        return name


class Proxy:
    def __getattr__(self, name: str) -> str:
        time.sleep(1)
        return name

# file: app/main.py
from app.actor import Actor, Proxy


async def ask(actor: Actor, proxy: Proxy) -> None:
    actor.key
    proxy.key  # expect: ASF120
""",
    "an awaited helper that blocks whichever way it takes": """
# file: app/main.py
import threading


class Strategy:
    def execute(self, command: str) -> object:
        answer = None
        thread = threading.Thread(target=print)
        thread.start()
        thread.join()
        return answer

    def either(self, command: str) -> object:
        if command:
            return self.run(command)
        threading.Event().wait()
        return None

    async def run(self, command: str) -> None: ...

    async def watch(self) -> None:
        await self.execute("WATCH")  # expect: ASF120
        await self.either("WATCH")
""",
    "a property whose setter is in another module": """
# file: app/memory.py
class Memory:
    @property
    def key(self) -> bytes:
        return b""

    @key.setter
    def key(self, value: bytes) -> None: ...

# file: app/stored.py
import sqlite3
from app.memory import Memory


class Stored(Memory):
    def __init__(self) -> None:
        self.connection = sqlite3.connect("session")

    @Memory.key.setter
    def key(self, value: bytes) -> None:
        self.connection.commit()

# file: app/main.py
from app.memory import Memory
from app.stored import Stored


async def save(session: Stored, other: Memory) -> None:
    session.key = b"x"  # expect: ASF120
    other.key = b"x"
""",
    "an inherited method that calls what the class has in its own form": """
# file: app/memory.py
class Memory:
    def entity(self, key: str) -> object:
        return self._found(key)

    def _found(self, key: str) -> object:
        return self.row(key)

    def row(self, key: str) -> object:
        return None

    def rare(self, deep: bool = False) -> object:
        return self.row("x") if deep else None

# file: app/stored.py
import sqlite3
from app.memory import Memory


class Stored(Memory):
    def __init__(self) -> None:
        self.connection = sqlite3.connect("session")

    def row(self, key: str) -> object:
        return self.connection.execute(key).fetchone()

# file: app/main.py
import time
from app.memory import Memory
from app.stored import Stored


class Slow(Memory):
    def row(self, key: str) -> object:
        time.sleep(1)
        return None


async def find(stored: Stored, memory: Memory, slow: Slow) -> None:
    stored.entity("x")  # expect: ASF120
    slow.entity("x")  # expect: ASF120
    memory.entity("x")
    stored.rare()
""",
    "a mixin that says what its self is": """
# file: app/base.py
import sqlite3


class Session:
    def __init__(self) -> None:
        self.connection = sqlite3.connect("session")

    def save(self) -> None:
        self.connection.commit()


class Base:
    def __init__(self) -> None:
        self.session = Session()

# file: app/auth.py
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.client import Client


class Auth:
    async def log_in(self: "Client") -> None:
        self.session.save()  # expect: ASF120

    async def log_out(self: "Client") -> None:
        self.session = None

# file: app/client.py
from app.auth import Auth
from app.base import Base


class Client(Auth, Base):
    pass
""",
    "a function kept in an attribute": """
# file: app/main.py
import subprocess


class Client:
    def __init__(self) -> None:
        self._token = None

    def use(self, path: str) -> None:
        def read() -> str:
            return subprocess.check_output(["read", path], text=True)

        self._token = read

    def command(self) -> str:
        return self._token()

    async def connect(self) -> str:
        return self.command()  # expect: ASF120
""",
}


@pytest.mark.parametrize("text", PROJECTS.values(), ids=PROJECTS)
def test_reports(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "app").mkdir()
    (tmp_path / "app/__init__.py").touch()
    _, *parts = _FILE.split(text.lstrip("\n"))
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    for name, source in files.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    settings = Settings(rules=RULES, no_cache=True)
    for names in (list(files), list(files)[::-1]):
        project = Project(Workspace(settings))
        for name in names:
            source = files[name]
            expected = {
                (number, match[1])
                for number, line in enumerate(source.splitlines(), 1)
                for match in _MARK.finditer(line)
            }
            reports = analyse(source, str(tmp_path / name), settings, None, project)
            assert {(report.line, report.code) for report in reports} == expected, reports
