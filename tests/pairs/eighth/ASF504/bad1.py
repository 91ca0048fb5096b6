"""Report renderer: jobs run on a thread pool, resources are shared."""
from __future__ import annotations

import logging
import sqlite3
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

log = logging.getLogger("reports")

_fonts: "FontBook | None" = None
_palette: dict[str, str] | None = None
_palette_lock = threading.Lock()


class FontBook:
    def __init__(self, path: str) -> None:
        self.path = path
        self.faces = {"body": f"{path}/serif.ttf", "title": f"{path}/sans.ttf"}


def fonts() -> FontBook:
    global _fonts
    if _fonts is None:
        _fonts = FontBook("/usr/share/fonts")  # expect: ASF504
    return _fonts


def palette() -> dict[str, str]:
    global _palette
    if _palette is None:
        with _palette_lock:
            log.info("building palette")
            _palette = {name: f"#{hash(name) & 0xFFFFFF:06x}" for name in ("ink", "paper")}  # expect: ASF504
    return _palette


@dataclass
class Job:
    report: str
    customer: str
    urgent: bool = False


class Renderer:
    def __init__(self, database: str) -> None:
        self._database = database
        self._templates: dict[str, str] = {}
        self._waiting: dict[str, int] = {}
        self._titles: list[str] | None = None

    def _load(self, name: str) -> str:
        connection = sqlite3.connect(self._database)
        try:
            row = connection.execute("SELECT body FROM template WHERE name = ?", (name,)).fetchone()
        finally:
            connection.close()
        if row is None:
            raise LookupError(name)
        return row[0]

    def template(self, name: str) -> str:
        if name not in self._templates:
            self._templates[name] = self._load(name)  # expect: ASF504
        return self._templates[name]

    def titles(self) -> list[str]:
        if self._titles is not None:
            return self._titles
        self._titles = self._load("titles").splitlines()  # expect: ASF504
        return self._titles

    def finish(self, customer: str) -> None:
        if self._waiting.get(customer):
            log.info("%s has its report", customer)
            del self._waiting[customer]  # expect: ASF504

    def render(self, job: Job) -> str:
        try:
            body = self.template(job.report)
        except LookupError:
            log.error("no template %s", job.report)
            return ""
        face, ink = fonts().faces["body"], palette()["ink"]
        text = f"<p style='font:{face};color:{ink}'>{self.titles()[0]}: {body}</p>"
        self.finish(job.customer)
        return text

    def render_all(self, jobs: list[Job]) -> list[str]:
        for job in jobs:
            self._waiting[job.customer] = 1
        with ThreadPoolExecutor(max_workers=6) as pool:
            futures: list[Future[str]] = [pool.submit(self.render, job) for job in jobs]
            return [future.result() for future in futures]


if __name__ == "__main__":
    for page in Renderer("reports.db").render_all([Job("sales", "acme"), Job("stock", "acme")]):
        print(page)
