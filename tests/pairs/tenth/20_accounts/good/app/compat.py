from getpass import getpass as ask_secret
from hashlib import pbkdf2_hmac as derive
from hashlib import sha256 as fingerprint

import requests
from requests import get as fetch

http = requests.Session()
http.headers["Accept"] = "application/json"
