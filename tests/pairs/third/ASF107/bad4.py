"""Deployment agent that restarts services over SSH and checks their health."""
import asyncio

import grpc
import paramiko
from grpc_health.v1 import health_pb2, health_pb2_grpc


class Node:
    def __init__(self, name: str, address: str) -> None:
        self.name = name
        self.address = address
        self.channel = grpc.insecure_channel(f"{address}:50051")
        self.health = health_pb2_grpc.HealthStub(self.channel)

    async def healthy(self, service: str) -> bool:
        await asyncio.sleep(0)
        request = health_pb2.HealthCheckRequest(service=service)
        reply = self.health.Check(request, timeout=2)  # expect: ASF107
        return reply.status == health_pb2.HealthCheckResponse.SERVING


async def restart(node: Node, service: str, client: paramiko.SSHClient) -> None:
    await asyncio.sleep(0)
    client.connect(node.address, username="deploy")  # expect: ASF107
    client.exec_command(f"systemctl restart {service}")  # expect: ASF107


async def deploy(nodes: list[Node], service: str) -> list[str]:
    client = paramiko.SSHClient()
    failed = []
    for node in nodes:
        await restart(node, service, client)
        await asyncio.sleep(5)
        if not await node.healthy(service):
            failed.append(node.name)
    return failed


if __name__ == "__main__":
    print(asyncio.run(deploy([Node("web-1", "10.0.0.5")], "web")))
