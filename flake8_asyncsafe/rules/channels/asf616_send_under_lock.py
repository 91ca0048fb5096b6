"""ASF616: send-under-lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.locks.sending import SendsUnderLocks
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SendUnderLock(Rule):
    """A send to a queue of limited size holds the lock that the receiver takes on its way to the next item.

    ## What it does
    Checks for `put()` without a time limit on a queue that was made with a `maxsize`, and for `send()` on a memory
    channel of trio or anyio, while a lock is held that everybody who receives from it in the module takes: around the
    `get()`, before it, or between one `get()` and the next.

    ## Why is this bad?
    A bounded channel holds back its sender until the receiver has made room; that is its purpose.  A sender who holds
    a lock meanwhile holds back everybody who wants that lock.  If the receiver is one of them, it waits for the lock,
    the sender for the receiver, and both for ever.  It happens when the queue is full for the first time: under load,
    not in a test.  The bounded channel of the post gives its own mutex back while the sender waits on a condition
    variable; it knows nothing of the locks that the sender came with.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import queue
    import threading


    class Pipeline:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.jobs: queue.Queue[str] = queue.Queue(maxsize=8)
            self.accepted = 0
            self.done = 0

        def submit(self, job: str) -> None:
            with self.lock:
                self.accepted += 1
                self.jobs.put(job)

        def work(self) -> None:
            while True:
                self.jobs.get()
                with self.lock:
                    self.done += 1
    ```

    ## Use instead
    ```python
    import queue
    import threading


    class Pipeline:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.jobs: queue.Queue[str] = queue.Queue(maxsize=8)
            self.accepted = 0
            self.done = 0

        def submit(self, job: str) -> None:
            with self.lock:
                self.accepted += 1
            self.jobs.put(job)

        def work(self) -> None:
            while True:
                self.jobs.get()
                with self.lock:
                    self.done += 1
    ```

    ## Known limits
    Both sides, and the place where the queue is made, have to be in the module.  One receiver that does without the
    lock is enough to go on, so nothing is said then.  A `put` with a timeout ends by itself, though it makes everybody
    wait as long; one behind a look at `full()` or `qsize()` is taken to have room, as is a queue that a constructor
    fills in a loop (a pool, to which only what came from it is given back).
    """

    code = "ASF616"
    name = "send-under-lock"
    message = (
        "`{send}` waits for room while `{lock}` is held (line {taken}), and `{receiver}` takes it ({needed}) "
        "to get to its next item ({receive}): once it is full both wait for ever; send without the lock"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the sends that may never end."""
        for found in module.ask(SendsUnderLocks).found():
            yield self.finding(
                found.send.node,
                send=module.source(found.send.node),
                lock=found.lock.text,
                taken=module.line(found.taken),
                receiver=found.receiver,
                needed=found.needed,
                receive=found.receive,
            )
