import queue
from dataclasses import dataclass, field


@dataclass
class Config:
    jobs: int = 4
    depth: int = 8
    targets: list = field(default_factory=list)

    def step_queue(self):
        return queue.Queue(maxsize=self.depth)

    def notice_queue(self):
        return queue.SimpleQueue()
