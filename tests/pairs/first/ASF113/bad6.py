import multiprocessing
from threading import Timer


class Session:
    def __init__(self, ttl: float) -> None:
        self.ttl = ttl
        self.alive = True

    def expire(self) -> None:
        self.alive = False

    def arm(self) -> Timer:
        timer = Timer(self.ttl, self.expire())  # expect: ASF113
        timer.start()
        return timer

    def arm_short(self) -> Timer:
        timer = Timer(interval=0.5, function=self.expire())  # expect: ASF113
        timer.start()
        return timer


def build_index(words: list[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(words)}


def index_in_child(words: list[str]) -> "multiprocessing.Process":
    child = multiprocessing.Process(target=build_index(words))  # expect: ASF113
    child.start()
    return child
