"""Backup script that copies each volume in its own thread."""
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path


def copy(source: Path, target: Path) -> int:
    data = source.read_bytes()
    return target.write_bytes(data)


class Backup:
    def __init__(self, target: Path) -> None:
        self.target = target

    def threads(self, volumes: list[Path]) -> None:
        running = []
        for volume in volumes:
            thread = threading.Thread(target=lambda: copy(volume, self.target / "copy"))  # expect: ASF310
            thread.start()
            running.append(thread)
        for thread in running:
            thread.join()

    def pooled(self, volumes: list[Path]) -> list[int]:
        futures: list[Future[int]] = []
        with ThreadPoolExecutor(4) as pool:
            for volume in volumes:
                def job() -> int:
                    return copy(volume, self.target)  # expect: ASF310

                futures.append(pool.submit(job))
        return [future.result() for future in futures]


def main() -> None:
    backup = Backup(Path("/backup"))
    volumes = [Path("/srv/a.img"), Path("/srv/b.img")]
    backup.threads(volumes)
    print(backup.pooled(volumes))


if __name__ == "__main__":
    main()
