import sys

from app import heartbeat
from app.render import ThumbRenderer
from app.scan import scan_in_child


def main():
    child = heartbeat.start()
    try:
        paths = scan_in_child(sys.argv[1])
        print(ThumbRenderer("out").render_all(paths))
    finally:
        heartbeat.stop(child)


if __name__ == "__main__":
    main()
