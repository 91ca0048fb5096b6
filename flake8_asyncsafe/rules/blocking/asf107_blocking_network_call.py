"""ASF107: blocking-network-call."""

from __future__ import annotations

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.direct import DirectBlockingRule


class BlockingNetworkCall(DirectBlockingRule):
    """A coroutine talks to another machine, or to a device, with the thread instead of with the task.

    ## What it does
    Checks for sockets and TLS, name look-ups (`getaddrinfo` and kin), `select`, mail and file transfer clients
    (smtplib, imaplib, poplib, ftplib, paramiko), message brokers (kafka, pika, MQTT), cloud SDKs (boto3, google-cloud,
    azure), gRPC, serial ports and other synchronous clients that the catalogue knows, called where the event loop runs.

    Left alone are sockets that were told not to block (`setblocking(False)`, `settimeout(0)`, also in a helper that
    makes or prepares them, or by all that call the function) or that are expected to raise `BlockingIOError`,
    `ssl.SSLWantReadError` or `ssl.SSLWantWriteError`, `connect` and `send` on datagram sockets, `select` and `poll`
    with a timeout of zero, methods of a client that contact nobody, and the async twin of each client.

    ## Why is this bad?
    The time that a packet takes is idle time, and an event loop exists to fill it with the work of other tasks.  A
    blocking call gives that time away: the loop's thread is parked in the kernel until the other side answers.  Whether
    and when it answers is not in this program's hands.  A lost packet costs a second, a dead peer a quarter of an hour,
    and since the loop does not run, no `wait_for` or `move_on_after` around the call can end it: timeouts are
    themselves the work of the loop.

    Name look-ups are the ones overlooked most: `getaddrinfo` asks a server too, before the first byte is sent.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import socket


    async def banner(host: str) -> bytes:
        with socket.create_connection((host, 22), timeout=5) as connection:
            return connection.recv(100)
    ```

    ## Use instead
    ```python
    import asyncio


    async def banner(host: str) -> bytes:
        reader, writer = await asyncio.open_connection(host, 22)
        try:
            return await asyncio.wait_for(reader.read(100), 5)
        finally:
            writer.close()
    ```

    Where there is no async client, let a thread hold the whole conversation:

    ```python
    import asyncio
    import smtplib


    def deliver(host: str, text: str) -> None:
        with smtplib.SMTP(host) as server:
            server.sendmail("a@example.org", ["b@example.org"], text)


    async def send(host: str, text: str) -> None:
        await asyncio.to_thread(deliver, host, text)
    ```

    ## Known limits
    A client of unknown type is not guessed from its name.  A socket that a function of another library has made
    non-blocking is not known to be so.  HTTP clients are ASF102, databases ASF106.
    """

    category = Category.NETWORK
    code = "ASF107"
    name = "blocking-network-call"
    message = "`{call}` blocks the event loop until the other side has answered: no other task runs; use {instead}"
