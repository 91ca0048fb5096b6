import time
from concurrent.futures import Future, ThreadPoolExecutor


class Renderer:
    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self.cooldown = 0.5
        self.finished = 0

    def _cool_down(self, future: "Future[bytes]") -> None:
        time.sleep(self.cooldown)
        self.finished += 1

    def render(self, scene: bytes) -> "Future[bytes]":
        future = self._pool.submit(bytes.upper, scene)
        future.add_done_callback(self._cool_down)
        return future


def main() -> None:
    renderer = Renderer()
    print(renderer.render(b"scene").result())


if __name__ == "__main__":
    main()
