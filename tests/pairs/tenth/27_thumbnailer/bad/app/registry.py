_converters = {}


def converter(suffix):
    def add(func):
        _converters[suffix] = func
        return func

    return add


def lookup(suffix):
    return _converters[suffix]


async def convert(suffix, blob):
    return await _converters[suffix](blob)
