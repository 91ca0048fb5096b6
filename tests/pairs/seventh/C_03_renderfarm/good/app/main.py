from .config import FarmConfig
from .farm import Farm


def main():
    farm = Farm(FarmConfig(workers=3), "audit.log")
    farm.plan()
    farm.start()
    image = farm.finish()
    print(len(image), "tiles")


if __name__ == "__main__":
    main()
