from subprocess import run as run_command
import socket


def dial(host, port):
    sock = socket.create_connection((host, port), timeout=10)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def dial_nonblocking(host, port):
    sock = dial(host, port)
    sock.setblocking(False)
    return sock
