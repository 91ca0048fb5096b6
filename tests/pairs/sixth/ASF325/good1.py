import asyncio
import threading


class Runner:
    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def call(self, coro):
        return asyncio.run_coroutine_threadsafe(coro, loop=self.loop).result()

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


class Player:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.played = 0

    async def play(self, seconds: float) -> int:
        await asyncio.sleep(seconds)
        self.played += 1
        return self.played


async def current_load() -> int:
    me = asyncio.current_task()
    return len([task for task in asyncio.all_tasks() if task is not me])


async def scheduled() -> None:
    loop = asyncio.get_running_loop()
    player = Player(loop=loop)
    task = asyncio.ensure_future(player.play(0.1), loop=loop)
    done = asyncio.Future(loop=loop)
    loop.call_later(0.2, done.set_result, None)
    await done
    print(await task)


def main() -> None:
    runner = Runner()
    runner.start()
    print(runner.call(current_load()))
    runner.stop()
    with asyncio.Runner() as local:
        print(local.get_loop())
        local.run(scheduled())


if __name__ == "__main__":
    main()
