import queue
import threading


class Spooler:
    def __init__(self, directory: str) -> None:
        self.directory = directory
        self.jobs: queue.Queue[str | None] = queue.Queue()
        self.thread = threading.Thread(target=self._run, name="spooler")
        self.thread.start()  # expect: ASF508
        self.extension = ".prn"
        self.printed: list[str] = []

    def _run(self) -> None:
        self.printed.append(f"{self.directory}/banner{self.extension}")
        while (job := self.jobs.get()) is not None:
            self.printed.append(f"{self.directory}/{job}{self.extension}")

    def submit(self, job: str) -> None:
        self.jobs.put(job)

    def close(self) -> list[str]:
        self.jobs.put(None)
        self.thread.join()
        return self.printed


def main() -> None:
    spooler = Spooler("/var/spool")
    for name in ("letter", "invoice"):
        spooler.submit(name)
    print(spooler.close())


if __name__ == "__main__":
    main()
