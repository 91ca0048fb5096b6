import asyncio
import threading

from app.lint import Linter
from app.steps import build


def report(title, rows, out):
    out.write(title + "\n" + "\n".join(rows) + "\n")


def main(targets, out):
    lint = Linter(["ruff", "check", "."])
    lint.start()
    ticker = threading.Thread(target=report, args=("building", [t["name"] for t in targets], out))
    ticker.start()
    failed = asyncio.run(build(targets))
    ticker.join()
    report("lint", [lint.result()], out)
    return 1 if failed else 0
