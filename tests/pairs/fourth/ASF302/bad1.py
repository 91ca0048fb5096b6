"""Authorisation code in FastAPI that tests and formats coroutines."""
import json
import logging

from fastapi import Depends, FastAPI, HTTPException

log = logging.getLogger("auth")
app = FastAPI()


class UserRepo:
    async def exists(self, name: str) -> bool:
        return name == "root"

    async def role(self, name: str) -> str:
        return "admin"

    async def profile(self, name: str) -> dict:
        return {"name": name}


def get_repo() -> UserRepo:
    return UserRepo()


@app.get("/users/{name}")
async def user(name: str, repo: UserRepo = Depends(get_repo)) -> dict:
    if not repo.exists(name):  # expect: ASF302
        raise HTTPException(404)
    log.info("role of %s is %s", name, repo.role(name))  # expect: ASF302
    return await repo.profile(name)


@app.get("/admin/{name}")
async def admin(name: str, repo: UserRepo = Depends(get_repo)) -> str:
    if repo.role(name) == "admin":  # expect: ASF302
        return "welcome"
    return json.dumps(repo.profile(name))  # expect: ASF302
