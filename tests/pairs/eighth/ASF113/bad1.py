"""Plots of a particle simulation, with the heavy parts moved off the loop."""
from __future__ import annotations

import asyncio
import logging
import math
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import anyio
from anyio import to_thread

logger = logging.getLogger("particles")


@dataclass
class Particle:
    x: float
    y: float
    mass: float = 1.0

    def distance(self, other: "Particle") -> float:
        return math.hypot(self.x - other.x, self.y - other.y)


def energy(particles: list[Particle]) -> float:
    total = 0.0
    for i, one in enumerate(particles):
        for other in particles[i + 1 :]:
            total += one.mass * other.mass / max(one.distance(other), 1e-9)
    return total


class Simulation:
    def __init__(self, particles: list[Particle]) -> None:
        self.particles = particles
        self.steps = 0

    def step(self, dt: float) -> int:
        for particle in self.particles:
            particle.x += dt
            particle.y -= dt
        self.steps += 1
        return self.steps

    def histogram(self, bins: int) -> list[int]:
        counts = [0] * bins
        for particle in self.particles:
            counts[int(abs(particle.x)) % bins] += 1
        return counts

    async def advance(self, dt: float) -> int:
        offload = asyncio.to_thread
        return await offload(self.step(dt))  # expect: ASF113

    async def energy(self, pool: ThreadPoolExecutor) -> float:
        loop = asyncio.get_running_loop()
        result = await loop.run_in_executor(
            pool,
            energy(self.particles),  # expect: ASF113
        )
        return result

    async def bins(self) -> list[int]:
        with anyio.fail_after(5):
            return await to_thread.run_sync(self.histogram(bins=16))  # expect: ASF113


def housekeeping(sim: Simulation) -> None:
    logger.info("%d particles after %d steps", len(sim.particles), sim.steps)


def start_reporter(sim: Simulation, delay: float) -> threading.Timer:
    timer = threading.Timer(delay, housekeeping(sim))  # expect: ASF113
    timer.daemon = True
    timer.start()
    return timer


async def main(pool: ThreadPoolExecutor) -> None:
    sim = Simulation([Particle(i, -i) for i in range(100)])
    reporter = start_reporter(sim, 10)
    try:
        await sim.advance(0.1)
        logger.info("%f %s", await sim.energy(pool), await sim.bins())
        again = await asyncio.to_thread(sim.step, 0.1)
        logger.info("step %d", again)
    finally:
        reporter.cancel()


if __name__ == "__main__":
    with ThreadPoolExecutor(1) as workers:
        asyncio.run(main(workers))
