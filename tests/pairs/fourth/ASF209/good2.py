"""Thread locks taken by try-acquire; locked() only feeds the health page."""
import logging
import threading
from dataclasses import dataclass, field

log = logging.getLogger(__name__)


@dataclass
class Job:
    name: str
    lock: threading.Lock = field(default_factory=threading.Lock)
    runs: int = 0

    def run(self) -> bool:
        if not self.lock.acquire(blocking=False):
            return False
        try:
            self.runs += 1
            return True
        finally:
            self.lock.release()

    def health(self) -> dict[str, object]:
        state = "running" if self.lock.locked() else "idle"
        return {"name": self.name, "state": state}

    def force(self) -> None:
        if self.lock.locked():
            log.info("%s is running, waiting for it", self.name)
        with self.lock:
            self.runs += 1


def overview(jobs: list[Job]) -> list[str]:
    lines = []
    for job in jobs:
        if not job.lock.locked():
            lines.append(f"{job.name} is free")
    return lines


if __name__ == "__main__":
    job = Job("backup")
    job.run()
    print(job.health(), overview([job]))
