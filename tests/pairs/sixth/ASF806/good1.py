import asyncio
import threading
from dataclasses import dataclass, field

LEVELS = ("low", "normal", "high")


class ShardedMap:
    def __init__(self, shards=16):
        self._count = shards
        self._locks = [threading.Lock() for _ in range(shards)]
        self._buckets = [[] for _ in range(shards)]
        self._hits = [0] * shards
        self._names = [""] * shards
        self._owners = [None] * shards
        self._marks = [()] * shards

    def put(self, key, value):
        index = hash(key) % self._count
        with self._locks[index]:
            self._buckets[index].append((key, value))
            self._hits[index] += 1


@dataclass
class Scheduler:
    workers: int
    boxes: dict = field(default_factory=lambda: {level: [] for level in LEVELS})
    counts: dict = field(default_factory=lambda: dict.fromkeys(LEVELS, 0))
    channels: list = field(init=False)

    def __post_init__(self):
        self.channels = [asyncio.Queue(8) for _ in range(self.workers)]

    def unique(self, jobs):
        return list(dict.fromkeys(jobs))


def zeros(width, height):
    return [[0] * width for _ in range(height)]


def with_header(rows):
    return [["name", "size"]] + rows


def placeholders(count):
    return ", ".join(["?"] * count)


def fan_out(channel, count):
    return [channel] * count
