"""Backup script that passes each volume as an argument."""
import threading
from concurrent.futures import ThreadPoolExecutor
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
            thread = threading.Thread(target=copy, args=(volume, self.target / volume.name))
            thread.start()
            running.append(thread)
        for thread in running:
            thread.join()

    def pooled(self, volumes: list[Path]) -> list[int]:
        def job(volume: Path) -> int:
            return copy(volume, self.target / volume.stem)

        with ThreadPoolExecutor(4) as pool:
            futures = [pool.submit(job, volume) for volume in volumes]
            return [future.result() for future in futures]

    def serial(self, volumes: list[Path]) -> int:
        total = 0
        with ThreadPoolExecutor(1) as pool:
            for volume in volumes:
                total += pool.submit(lambda: copy(volume, self.target / "serial")).result()
        return total


def main() -> None:
    backup = Backup(Path("/backup"))
    volumes = [Path("/srv/a.img"), Path("/srv/b.img")]
    backup.threads(volumes)
    print(backup.pooled(volumes), backup.serial(volumes))


if __name__ == "__main__":
    main()
