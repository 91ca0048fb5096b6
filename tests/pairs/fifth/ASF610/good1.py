"""First read, then join."""
import multiprocessing


def produce(out) -> None:
    for _ in range(100_000):
        out.put("x" * 100)


def main() -> list[str]:
    channel: multiprocessing.Queue = multiprocessing.Queue()
    child = multiprocessing.Process(target=produce, args=(channel,))
    child.start()
    found = [channel.get() for _ in range(100_000)]
    child.join()
    return found


def silent(path: str) -> None:
    print(path)


def run(paths: list[str]) -> None:
    children = [multiprocessing.Process(target=silent, args=(path,)) for path in paths]
    for child in children:
        child.start()
    for child in children:
        child.join()


if __name__ == "__main__":
    main()
    run(["a"])
