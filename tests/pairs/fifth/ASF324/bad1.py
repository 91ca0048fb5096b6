"""The file is closed when somebody gets around to the generator."""


async def lines(path: str, clean):
    with open(path) as file:
        for line in file:
            yield await clean(line)  # expect: ASF324
