"""Port scanner in threads and a list of checks made in a while loop."""
import socket
import threading


def scan(host: str, ports: list[int]) -> list[bool]:
    threads = []
    outcomes: list[bool] = []
    for port in ports:

        def probe() -> None:
            with socket.socket() as sock:
                sock.settimeout(0.5)
                outcomes.append(sock.connect_ex((host, port)) == 0)  # expect: ASF310

        thread = threading.Thread(target=probe, daemon=True)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return outcomes


def checks(text: str) -> list:
    made = []
    for line in text.splitlines():
        if not (word := line.strip()):
            continue
        made.append(lambda value: value.startswith(word))  # expect: ASF310
    return made


def main() -> None:
    print(scan("localhost", [22, 80, 443]))
    print([check("http") for check in checks("ht\nx\n")])


if __name__ == "__main__":
    main()
