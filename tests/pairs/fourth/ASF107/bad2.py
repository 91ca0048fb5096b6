"""aiohttp contact form that mails synchronously."""
from email.message import EmailMessage
from smtplib import SMTP as MailServer

from aiohttp import web

routes = web.RouteTableDef()


def compose(sender: str, body: str) -> EmailMessage:
    msg = EmailMessage()
    msg["From"] = sender
    msg["To"] = "office@example.org"
    msg["Subject"] = "Contact form"
    msg.set_content(body)
    return msg


@routes.post("/contact")
async def contact(request: web.Request) -> web.Response:
    form = await request.post()
    server = MailServer("mail.example.org", 587)  # expect: ASF107
    server.starttls()  # expect: ASF107
    server.send_message(compose(form["from"], form["body"]))  # expect: ASF107
    server.quit()  # expect: ASF107
    return web.Response(text="thank you")


@routes.get("/contact")
async def form_page(request: web.Request) -> web.Response:
    html = "<form method=post><input name=from><textarea name=body></textarea></form>"
    return web.Response(text=html, content_type="text/html")


def make_app() -> web.Application:
    app = web.Application()
    app.add_routes(routes)
    return app
