from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field


def render(page: str, theme: str) -> str:
    body = page.strip().replace("\n", "<br>")
    return f"<div class={theme!r}>{body}</div>"


@dataclass
class Site:
    theme: str = "plain"
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4))

    def build(self, pages: list[str]) -> list[str]:
        jobs: list[Future] = [self.pool.submit(render(page, self.theme)) for page in pages]  # expect: ASF113
        return [job.result() for job in jobs]
