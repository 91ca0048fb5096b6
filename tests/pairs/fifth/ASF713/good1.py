"""Answers travel by a queue; the copy is the child's own business."""
import multiprocessing

cache: dict[int, int] = {}


def work(n: int, out) -> None:
    if n not in cache:
        cache[n] = n * n
    out.put(cache[n])


def main() -> None:
    channel: multiprocessing.Queue = multiprocessing.Queue()
    children = [multiprocessing.Process(target=work, args=(n, channel)) for n in range(4)]
    for child in children:
        child.start()
    print([channel.get() for _ in children])
    for child in children:
        child.join()


if __name__ == "__main__":
    main()
