"""Deployment tool that asks its questions before the loop runs."""
import asyncio
import getpass
import sys


def ask_credentials() -> tuple[str, str]:
    user = input("user: ") or getpass.getuser()
    return user, getpass.getpass("password: ")


def debug(kind, value, traceback) -> None:
    import pdb

    sys.__excepthook__(kind, value, traceback)
    pdb.post_mortem(traceback)


class Deployer:
    def __init__(self, user: str, password: str) -> None:
        self.user = user
        self.password = password

    async def deploy(self, hosts: list[str]) -> list[str]:
        done = []
        for host in hosts:
            await asyncio.sleep(0.1)
            done.append(f"{self.user}@{host}")
        return done


def main() -> None:
    sys.excepthook = debug
    user, password = ask_credentials()
    hosts = input("hosts: ").split()
    print(asyncio.run(Deployer(user, password).deploy(hosts)))


if __name__ == "__main__":
    main()
