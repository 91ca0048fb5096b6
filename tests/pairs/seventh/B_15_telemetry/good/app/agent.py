import threading

from app.channel import Channel
from app.poller import Poller


def start_agent(name, transport, sources):
    channel = Channel(name, transport)
    poller = Poller(channel)
    beat = threading.Thread(target=heartbeat, args=(channel, poller.stopped), daemon=True)
    beat.start()
    thread = threading.Thread(target=poller.loop, daemon=True)
    poller.use(sources)
    thread.start()
    return channel, poller


def heartbeat(channel, stop):
    while not stop.wait(5):
        channel.add({"beat": 1, "dropped": channel.clear_dropped()})
