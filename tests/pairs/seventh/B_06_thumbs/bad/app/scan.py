import multiprocessing
from pathlib import Path

found = []


def scan(root):
    for path in Path(root).rglob("*.png"):
        found.append(str(path))  # expect: ASF713


def scan_in_child(root):
    child = multiprocessing.Process(target=scan, args=(root,))
    child.start()
    child.join()
    return list(found)
