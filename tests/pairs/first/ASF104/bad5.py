import builtins
import json
from gzip import open as gz_open
from zipfile import ZipFile

_opener = builtins.open


async def read_events(path: str) -> list[dict]:
    if path.endswith(".gz"):
        with gz_open(path, "rt") as fh:  # expect: ASF104
            return json.load(fh)
    with builtins.open(path) as fh:  # expect: ASF104
        return json.load(fh)


async def head(path: str) -> str:
    with _opener(path) as fh:  # expect: ASF104
        return fh.readline()


async def names(archive: str) -> list[str]:
    with ZipFile(archive) as bundle:  # expect: ASF104
        return bundle.namelist()
