import multiprocessing

STATS = {"rows": 0, "bytes": 0}


def _extract(path):
    with open(path) as fh:
        for line in fh:
            STATS["bytes"] += len(line)  # expect: ASF713


def measure(path):
    child = multiprocessing.Process(target=_extract, args=(path,))
    child.start()
    child.join()
    return STATS["bytes"]
