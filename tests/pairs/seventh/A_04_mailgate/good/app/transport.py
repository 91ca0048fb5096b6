import smtplib
from email.message import EmailMessage


def open_relay(host, port=25):
    relay = smtplib.SMTP(host, port, timeout=20)
    relay.ehlo()
    return relay


def compose(sender, to, subject, text):
    msg = EmailMessage()
    msg["From"] = sender
    msg["To"] = to
    msg["Subject"] = subject
    msg.set_content(text)
    return msg


class Throttle:
    def __init__(self, per_minute):
        self.per_minute = per_minute
        self.sent = []

    def delay(self, now):
        self.sent = [t for t in self.sent if now - t < 60]
        self.sent.append(now)
        return 0 if len(self.sent) <= self.per_minute else 60 - (now - self.sent[0])
