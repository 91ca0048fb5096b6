import anyio

from .limits import Encoder, Limits, summarise
from .probe import Prober


async def blink(period=0.5):
    while True:
        print(".", end="", flush=True)
        await anyio.sleep(period)


async def watch(prober, hosts):
    async with anyio.create_task_group() as tg:
        tg.start_soon(blink)
        await prober.sweep(hosts)
        return summarise(prober.results)  # expect: ASF409


async def main(hosts):
    prober = Prober(Limits(), Encoder())
    print(await watch(prober, hosts))
    await prober.publish("collector.local")


if __name__ == "__main__":
    anyio.run(main, ["a.local", "b.local"])
