import sys

from app.extract import measure
from app.lookup import code
from app.stages import CleanStage


def main(path):
    stage = CleanStage("clean.tsv")
    try:
        with open(path) as fh:
            stage.run(fh.readlines())
        print(measure(path), code("robert"))
    finally:
        stage.close()


if __name__ == "__main__":
    main(sys.argv[1])
