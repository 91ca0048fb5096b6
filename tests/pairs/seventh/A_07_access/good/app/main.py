import asyncio

from .directory import Directory
from .policy import Policy
from .tracing import Tracer


async def main():
    tracer = Tracer()
    policy = Policy(Directory("ldap.internal", 3890, tracer), tracer)
    page = {"owner": "kim", "address": "10.0.0.7", "regions": ["10"]}
    name = policy.who("lee")
    if name is not None:
        print(await name)
    print(await policy.distinguished_name("lee"))
    print(await policy.may_edit("lee", page), await policy.greeting("lee"))
    print(tracer.slowest())


if __name__ == "__main__":
    asyncio.run(main())
