"""Telemetry sampler and export queue."""
import asyncio
import logging
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("sampler")


class Exporter:
    def __init__(self, sink) -> None:
        self.sink = sink
        self.inbox: queue.Queue = queue.Queue(maxsize=50)
        self.thread = threading.Thread(target=self._export, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def _export(self) -> None:
        while (batch := self.inbox.get()) is not None:
            for name, value in batch:
                self.sink.write(name, value)


class Sampler:
    def __init__(self, exporter: Exporter, sensors: dict) -> None:
        self.exporter = exporter
        self.sensors = sensors
        self.sequence = 0

    def run(self, rounds: int) -> None:
        batch: list[tuple[str, float]] = []
        for _ in range(rounds):
            for name, sensor in self.sensors.items():
                batch.append((name, sensor.read()))
            self.exporter.inbox.put(batch)
            batch.clear()  # expect: ASF807
            time.sleep(1.0)
        self.exporter.inbox.put(None)

    def frames(self, camera, sink: queue.Queue) -> None:
        frame = bytearray(64 * 1024)
        while camera.read_into(frame):
            sink.put(frame)
            self.sequence = self.sequence + 1
            frame[0:4] = self.sequence.to_bytes(4, "big")  # expect: ASF807


def upload_all(client, names: list[str]) -> int:
    headers = {"agent": "sampler"}
    futures = []
    with ThreadPoolExecutor(4) as pool:
        for name in names:
            headers["x-name"] = name  # expect: ASF807
            futures.append(pool.submit(client.upload, name, headers))
    return sum(future.result() for future in futures)


async def send(socket, message: dict) -> None:
    await asyncio.sleep(0.1)
    await socket.send(repr(message))


async def announce(socket, peers: list[str]) -> None:
    message = {"kind": "hello", "peers": peers}
    task = asyncio.create_task(send(socket, message))
    log.info("saying hello to %d peers", len(peers))
    message |= {"kind": "bye"}  # expect: ASF807
    await task
    await send(socket, message)
