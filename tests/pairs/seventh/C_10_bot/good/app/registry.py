COMMANDS = {}
FILTERS = {}


def command(name):
    def register(fn):
        COMMANDS[name] = fn
        return fn

    return register


def text_filter(fn):
    FILTERS[fn.__name__] = fn
    return fn


async def dispatch(name, message):
    fn = COMMANDS.get(name)
    if fn is None:
        return f"no such command: {name}"
    return await fn(message)


def clean(text):
    for fn in FILTERS.values():
        text = fn(text)
    return text
