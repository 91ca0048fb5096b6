"""Mail and DNS from a Starlette app, all of it off the loop."""
import asyncio
import smtplib
import socket
from email.message import EmailMessage

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


def deliver(body: str) -> None:
    msg = EmailMessage()
    msg["To"] = "office@example.org"
    msg.set_content(body)
    with smtplib.SMTP("localhost") as server:
        server.send_message(msg)


async def contact(request: Request) -> JSONResponse:
    body = (await request.body()).decode()
    await run_in_threadpool(deliver, body)
    return JSONResponse({"sent": True})


async def contact_later(request: Request) -> JSONResponse:
    body = (await request.body()).decode()
    return JSONResponse({"queued": True}, background=BackgroundTask(deliver, body))


async def resolve(request: Request) -> JSONResponse:
    host = request.path_params["host"]
    loop = asyncio.get_running_loop()
    infos = await loop.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    own = await asyncio.to_thread(socket.getfqdn)
    return JSONResponse({"addresses": [i[4][0] for i in infos], "own": own})


app = Starlette(
    routes=[
        Route("/contact", contact, methods=["POST"]),
        Route("/later", contact_later, methods=["POST"]),
        Route("/resolve/{host}", resolve),
    ]
)
