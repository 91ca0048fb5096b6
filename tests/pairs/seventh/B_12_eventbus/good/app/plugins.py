import threading

from app.bus import Bus


def start_buses(names, sink, plugins):
    buses = tuple(Bus(name, sink) for name in names)
    done = threading.Event()

    def serve(bus):
        for plugin in plugins:
            bus.register(plugin.topic, plugin.handle)
            for event in plugin.poll():
                bus.post(plugin.topic, event)
        bus.flush()

    def flush_all():
        while not done.wait(0.5):
            for bus in buses:
                bus.flush()

    flusher = threading.Thread(target=flush_all)
    flusher.start()
    threads = [threading.Thread(target=serve, args=(bus,)) for bus in buses]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    done.set()
    flusher.join()
    return [item for bus in buses for item in bus.pending()]
