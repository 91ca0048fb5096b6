import sys

from .builder import Builder
from .config import Config
from .printer import Printer


def main(targets):
    config = Config(targets=targets)
    notices = config.notice_queue()
    printer = Printer(notices, print)
    builder = Builder(config, notices)
    printer.start()
    builder.start()
    builder.schedule(config.targets)
    ok = all(builder.wait_for(step) for step in config.targets)
    builder.stop()
    printer.stop()
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
