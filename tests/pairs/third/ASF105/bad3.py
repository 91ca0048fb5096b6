"""Trio based report about the sizes of log files."""
import glob as g
import os.path as osp
from os import scandir

import trio


class Report:
    def __init__(self):
        self.rows = []

    def add(self, name, size):
        self.rows.append((name, size))

    def render(self):
        return "\n".join(f"{size:>12} {name}" for name, size in sorted(self.rows))


async def collect(pattern, report):
    for name in g.glob(pattern):  # expect: ASF105
        await trio.lowlevel.checkpoint()
        report.add(osp.basename(name), osp.getsize(name))  # expect: ASF105


async def folders(root):
    names = []
    with scandir(root) as entries:  # expect: ASF105
        for entry in entries:
            names.append(entry.name)
    await trio.lowlevel.checkpoint()
    return names


async def main():
    report = Report()
    async with trio.open_nursery() as nursery:
        for folder in await folders("/var/log"):
            nursery.start_soon(collect, osp.join("/var/log", folder, "*.log"), report)
    print(report.render())


if __name__ == "__main__":
    trio.run(main)
