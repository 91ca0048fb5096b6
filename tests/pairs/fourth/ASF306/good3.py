"""One coroutine, one await, on each of several exclusive paths."""
import asyncio
import random


class Gate:
    def __init__(self) -> None:
        self.limit = 2.0

    async def enter(self, who: str) -> str:
        await asyncio.sleep(random.random())
        return who


async def visit(gate: Gate, who: str, patient: bool) -> str:
    entering = gate.enter(who)
    if patient:
        return await entering
    try:
        return await asyncio.wait_for(entering, gate.limit)
    except TimeoutError:
        entering = gate.enter(who + "!")
        return await entering


async def either(gate: Gate, kind: str) -> str:
    job = gate.enter(kind)
    match kind:
        case "direct":
            result = await job
        case "task":
            result = await asyncio.create_task(job)
        case _:
            job.close()
            result = "refused"
    return result


async def first_good(gate: Gate, names: list[str]) -> str | None:
    spare = gate.enter("spare")
    for name in names:
        if name:
            break
    else:
        return await spare
    found, other = await asyncio.gather(gate.enter(name), spare)
    return found or other


async def main() -> None:
    gate = Gate()
    print(await visit(gate, "ann", False), await either(gate, "task"))
    print(await first_good(gate, ["", "bob"]))
