import asyncio
import time


async def calibrate(samples: int) -> list[float]:
    def measure() -> list[float]:
        out = []
        for _ in range(samples):
            before = time.perf_counter()
            time.sleep(0.005)
            out.append(time.perf_counter() - before)
        return out

    drift = await asyncio.to_thread(measure)
    return sorted(drift)


async def main() -> None:
    values = await calibrate(10)
    print(f"median {values[len(values) // 2]:.6f}")


if __name__ == "__main__":
    asyncio.run(main())
