"""The child cannot end before its queue is read, the parent does not read before it ends."""
import multiprocessing


def produce(out) -> None:
    for number in range(100_000):
        out.put("x" * 100)


def main() -> list[str]:
    channel: multiprocessing.Queue = multiprocessing.Queue()
    child = multiprocessing.Process(target=produce, args=(channel,))
    child.start()
    child.join()  # expect: ASF610
    return [channel.get() for _ in range(100_000)]


class Runner:
    def __init__(self) -> None:
        self.results: multiprocessing.Queue = multiprocessing.Queue()

    def work(self, n: int) -> None:
        self.results.put([n] * 10_000)

    def run(self) -> list:
        children = [multiprocessing.Process(target=self.work, args=(n,)) for n in range(4)]
        for child in children:
            child.start()
        for child in children:
            child.join()  # expect: ASF610
        return [self.results.get() for _ in children]


if __name__ == "__main__":
    main()
    Runner().run()
