"""The child fills its own copy."""
import multiprocessing

results: dict[int, int] = {}
count = 0


def work(n: int) -> None:
    global count
    results[n] = n * n  # expect: ASF713
    count += 1  # expect: ASF713


def main() -> None:
    children = [multiprocessing.Process(target=work, args=(n,)) for n in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print(results, count)


if __name__ == "__main__":
    main()
