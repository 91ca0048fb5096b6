import copy
import logging
import multiprocessing

from .codec import Codec, encode_with
from .heartbeat import start_heartbeat
from .pools import make_pool, warm_table

log = logging.getLogger(__name__)
TABLE = warm_table(256)  # expect: ASF714


class EncoderFarm:
    def __init__(self, quality, workers=4):
        self.codec = Codec(quality)
        self.pool = make_pool(workers)

    def encode_all(self, frames):
        futures = [self.pool.submit(encode_with, self.codec, f) for f in frames]  # expect: ASF707
        return [f.result() for f in futures]

    def snapshot(self):
        return copy.deepcopy(self.codec)  # expect: ASF809

    def close(self):
        self.pool.shutdown()


def _serve(path):
    log.info("serving %s", path)


def main(path):
    start_heartbeat(path + ".beat")
    child = multiprocessing.Process(target=_serve, args=(path,))
    child.start()  # expect: ASF708
    child.join()


if __name__ == "__main__":
    main("/tmp/encoder")
