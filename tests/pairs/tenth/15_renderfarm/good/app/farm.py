import logging
import multiprocessing

from . import registry
from .process import TileProcess, Watchdog, launch, launch_quiet

log = logging.getLogger(__name__)


def _load_textures(names):
    loaded = {}
    for name in names:
        loaded[name] = b"\0" * registry.SIZES["small"]
    log.info("checked %d textures", len(loaded))


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
    done = [worker.results.get() for _ in tiles]
    worker.join()
    return done


def convert(source):
    proc = launch(["convert", source, "png:-"])
    output, _ = proc.communicate()
    if proc.returncode != 0:
        raise RuntimeError(source)
    return output


def optimise(source):
    proc = launch_quiet(["optipng", source])
    return proc.wait()


def guarded(limit, job):
    dog = Watchdog(limit)
    dog.start()
    job(dog.reset)
    return dog.fired.is_set()
