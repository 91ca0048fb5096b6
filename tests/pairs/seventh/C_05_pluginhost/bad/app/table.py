import inspect

from . import actions

ACTIONS = {  # expect: ASF902
    "manifest": actions.manifest,
    "version": actions.version,
}

FILTERS = [actions.checksum, actions.ping]


async def run(name, request):
    action = ACTIONS[name]
    return await action(request)


async def run_filters(value):
    out = []
    for step in FILTERS:
        result = step(value)
        if inspect.isawaitable(result):
            result = await result
        out.append(result)
    return out
