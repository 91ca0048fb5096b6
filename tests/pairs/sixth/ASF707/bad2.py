import multiprocessing as mp
from functools import partial

spawn = mp.get_context("spawn")


def convert(write, rows):
    for row in rows:
        write(row)


def read_rows(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield line.rstrip().split(";")


class Converter:
    def __init__(self, path):
        self.path = path

    def in_child(self):
        rows = read_rows(self.path)
        process = spawn.Process(target=convert, args=(print, rows))  # expect: ASF707
        process.start()
        process.join()

    def widths(self, factor):
        def widen(row):
            return [len(cell) * factor for cell in row]

        with spawn.Pool(4) as pool:
            return pool.map(widen, list(read_rows(self.path)))  # expect: ASF707

    def marked(self, names):
        guard = spawn.Lock()
        job = partial(mark, guard)
        with spawn.Pool(4) as pool:
            return pool.map(job, names)  # expect: ASF707


def mark(guard, name):
    with guard:
        print(name)
    return name


if __name__ == "__main__":
    Converter("table.csv").in_child()
