import logging
import multiprocessing

from . import registry
from .process import TileProcess, Watchdog, launch, launch_quiet

log = logging.getLogger(__name__)


def _load_textures(names):
    for name in names:
        registry.TEXTURES[name] = b"\0" * registry.SIZES["small"]  # expect: ASF713


def preload(names):
    loader = multiprocessing.Process(target=_load_textures, args=(names,))
    loader.start()
    loader.join()
    return loader.exitcode == 0


def texture(name):
    return registry.TEXTURES[name]


def render(tiles):
    worker = TileProcess(tiles)
    worker.start()
    worker.join()  # expect: ASF610
    return [worker.results.get() for _ in tiles]


def convert(source):
    proc = launch(["convert", source, "png:-"])
    if proc.wait() != 0:  # expect: ASF611
        raise RuntimeError(source)
    return proc.stdout.read()


def optimise(source):
    proc = launch_quiet(["optipng", source])
    return proc.wait()


def guarded(limit, job):
    dog = Watchdog(limit)
    dog.run()  # expect: ASF711
    job(dog.reset)
    return dog.fired.is_set()
