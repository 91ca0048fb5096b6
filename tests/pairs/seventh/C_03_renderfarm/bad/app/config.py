from dataclasses import dataclass


@dataclass
class FarmConfig:
    workers: int = 4
    tile_size: int = 32
    width: int = 640
    height: int = 480

    def tiles(self):
        step = self.tile_size
        for y in range(0, self.height, step):
            for x in range(0, self.width, step):
                yield x, y
