import xml.etree.ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(text):
    root = ET.fromstring(text)
    if root.tag == f"{ATOM}feed":
        for node in root.iter(f"{ATOM}entry"):
            yield {"id": node.findtext(f"{ATOM}id"), "title": node.findtext(f"{ATOM}title")}
    else:
        for node in root.iter("item"):
            yield {"id": node.findtext("guid") or node.findtext("link"), "title": node.findtext("title")}


class Notifier:
    def __init__(self, writer):
        self.writer = writer

    async def announce(self, entry):
        self.writer.write(f"{entry['title']}\n".encode())
        await self.writer.drain()
