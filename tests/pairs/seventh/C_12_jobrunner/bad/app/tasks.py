import subprocess
import zlib


def score(records):
    """Plain number crunching over a few hundred thousand rows."""
    total = 0
    for row in records:
        total = zlib.crc32(repr(row).encode(), total)
    return total


def rank(records, key):
    return sorted(records, key=lambda row: row[key])


def free_space(mount):
    out = subprocess.check_output(["df", "--output=avail", mount])
    return int(out.split()[-1])
