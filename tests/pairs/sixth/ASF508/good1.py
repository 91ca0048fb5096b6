import queue
import threading


class Spooler:
    def __init__(self, directory: str) -> None:
        self.directory = directory
        self.jobs: queue.Queue[str | None] = queue.Queue()
        self.extension = ".prn"
        self.printed: list[str] = []
        self.thread = threading.Thread(target=self._run, name="spooler")
        self.thread.start()

    def _run(self) -> None:
        while (job := self.jobs.get()) is not None:
            self.printed.append(f"{self.directory}/{job}{self.extension}")

    def close(self) -> list[str]:
        self.jobs.put(None)
        self.thread.join()
        return self.printed


class Deferred:
    def __init__(self, text: str) -> None:
        self.thread = threading.Thread(target=self._run)
        self.text = text

    def _run(self) -> None:
        print(self.text)

    def start(self) -> None:
        self.thread.start()


class Waiting:
    def __init__(self) -> None:
        self.go = threading.Event()
        self.name = ""

    def _run(self) -> None:
        self.go.wait()
        print("hello", self.name)

    def launch(self, name: str) -> threading.Thread:
        thread = threading.Thread(target=self._run)
        thread.start()
        self.name = name
        self.go.set()
        return thread


def compute(values: list[int]) -> list[int]:
    result: list[int] = []
    thread = threading.Thread(target=lambda: result.extend(sorted(values)))
    thread.start()
    summary = len(values)
    thread.join()
    result.append(summary)
    return result


def main() -> None:
    spooler = Spooler("/var/spool")
    spooler.jobs.put("letter")
    print(spooler.close(), compute([3, 1]))
    deferred = Deferred("later")
    deferred.start()
    deferred.thread.join()
    Waiting().launch("ann").join()


if __name__ == "__main__":
    main()
