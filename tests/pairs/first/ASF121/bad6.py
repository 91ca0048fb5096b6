import shutil
import tempfile
from contextlib import contextmanager


@contextmanager
def scratch():
    where = tempfile.mkdtemp()
    try:
        yield where
    finally:
        shutil.rmtree(where)


class Packer:
    @staticmethod
    def _copy(source: str, target: str) -> None:
        shutil.copytree(source, target)

    async def pack(self, source: str, upload) -> None:
        with scratch() as where:  # expect: ASF121
            place = self._copy
            place(source, f"{where}/src")  # expect: ASF121
            await upload(where)
