"""Dispatcher of a taxi fleet: rides wait in queues, drivers pull."""
import asyncio
import logging
import queue
import threading

log = logging.getLogger("fleet")


class RideDesk:
    def __init__(self, drivers: int) -> None:
        self.rides: queue.Queue[str] = queue.Queue(maxsize=30)
        self._threads = [threading.Thread(target=self.driver, args=(n,)) for n in range(drivers)]

    def open(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait(self) -> None:
        for thread in self._threads:
            thread.join()

    def driver(self, number: int) -> None:
        while not self.rides.empty():
            ride = self.rides.get()  # expect: ASF606
            log.info("driver %d takes %s", number, ride)
            if ride.startswith("shared "):
                self.offer(ride.removeprefix("shared "))

    def offer(self, ride: str) -> bool:
        if self.rides.full():
            log.warning("desk is full, %s refused", ride)
            return False
        self.rides.put(ride)  # expect: ASF606
        return True


class Lounge:
    """Airport pool: any desk clerk thread may hand out the next car."""

    def __init__(self) -> None:
        self._cars: queue.PriorityQueue = queue.PriorityQueue()

    def _waiting(self) -> bool:
        return self._cars.qsize() > 0

    def park(self, car) -> None:
        self._cars.put(car)

    def hand_out(self):
        if self._waiting():
            return self._cars.get_nowait()  # expect: ASF606
        return None


def clerks(lounge: Lounge, n: int) -> None:
    def clerk() -> None:
        while (car := lounge.hand_out()) is not None:
            log.info("car %s out", car)

    threads = [threading.Thread(target=clerk) for _ in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


async def locate(ride: str) -> tuple[float, float]:
    await asyncio.sleep(0.05)
    return (52.5, float(len(ride)))


async def dispatcher(requests: asyncio.Queue, name: str) -> None:
    while True:
        if requests.empty():
            return
        position = await locate(name)
        request = requests.get_nowait()  # expect: ASF606
        log.info("%s at %s serves %s", name, position, request)


async def serve(rides: list[str]) -> None:
    requests: asyncio.Queue[str] = asyncio.Queue()
    for ride in rides:
        requests.put_nowait(ride)
    await asyncio.gather(*(dispatcher(requests, name) for name in ("north", "south")))
