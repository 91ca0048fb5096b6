async def on_connect(host, peer):
    await host.greet(peer)


async def on_close(host, peer):
    await host.forget(peer)


def on_idle(host, peer):
    host.idle.add(peer)


async def on_idle_async(host, peer):
    host.idle.add(peer)
    await host.notify_idle(peer)
