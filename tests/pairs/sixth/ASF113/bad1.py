import asyncio
from dataclasses import dataclass


@dataclass
class Image:
    name: str
    pixels: list


def histogram(image):
    counts = [0] * 256
    for pixel in image.pixels:
        counts[pixel] += 1
    return counts


class Gallery:
    def __init__(self, images):
        self.images = images

    def blur(self, image, radius):
        size = 2 * radius + 1
        return [sum(image.pixels[i:i + size]) // size for i in range(len(image.pixels))]

    async def histograms(self):
        result = {}
        for image in self.images:
            result[image.name] = await asyncio.to_thread(histogram(image))  # expect: ASF113
        return result

    async def blurred(self, image):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, self.blur(image, 2))  # expect: ASF113


async def main():
    gallery = Gallery([Image("cat", [1, 2, 3] * 100)])
    print(await gallery.histograms())
    print(await gallery.blurred(gallery.images[0]))


asyncio.run(main())
