"""Mail is sent in the background so that the web handlers need not wait."""
import queue
import smtplib
import threading
from email.message import EmailMessage


class Mailer:
    def __init__(self, host):
        self._host = host
        self._outbox = queue.Queue(200)
        self._thread = threading.Thread(target=self._run, name="mailer")

    def start(self):
        self._thread.start()

    def send(self, to, subject, body):
        message = EmailMessage()
        message["To"] = to
        message["Subject"] = subject
        message.set_content(body)
        self._outbox.put(message)

    def _run(self):
        while True:
            message = self._outbox.get()  # expect: ASF609
            with smtplib.SMTP(self._host) as smtp:
                smtp.send_message(message)
