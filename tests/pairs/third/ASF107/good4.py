"""Deployment agent on asyncssh and the asyncio flavour of gRPC."""
import asyncio

import asyncssh
import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc


class Health:
    def __init__(self, channel: grpc.aio.Channel) -> None:
        self.stub = health_pb2_grpc.HealthStub(channel)

    async def serving(self, service: str) -> bool:
        reply = await self.stub.Check(health_pb2.HealthCheckRequest(service=service), timeout=2)
        return reply.status == health_pb2.HealthCheckResponse.SERVING


async def restart(host: str, service: str) -> int:
    async with asyncssh.connect(host, username="deploy") as connection:
        result = await connection.run(f"systemctl restart {service}")
        return result.exit_status or 0


async def deploy(hosts: list[str], service: str) -> dict[str, bool]:
    states = {}
    for host in hosts:
        if await restart(host, service):
            states[host] = False
            continue
        async with grpc.aio.insecure_channel(f"{host}:50051") as channel:
            states[host] = await Health(channel).serving(service)
    return states


if __name__ == "__main__":
    print(asyncio.run(deploy(["web-1", "web-2"], "web")))
