import hashlib

from .providers import HmacProvider


class RotatingProvider(HmacProvider):
    """Tries the secrets of the last few weeks."""

    def __init__(self, secrets):
        super().__init__(secrets[0])
        self.secrets = secrets

    def verify(self, body, signature):
        for secret in self.secrets:
            if hashlib.sha256(secret + body).hexdigest() == signature:
                return True
        return False

    def newest(self):
        return self.secrets[0]
