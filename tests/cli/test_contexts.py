"""``flake8-asyncsafe contexts``: where each function of a file may run."""

from __future__ import annotations

import json

SOURCE = """\
import asyncio
import threading


class Poller:
    def __init__(self):
        self.count = 0
        self._thread = threading.Thread(target=self._run)

    def start(self):
        self._thread.start()

    def _run(self):
        self._step()

    def _step(self):
        self.count += 1

    def get(self):
        return self.count


def _unused():
    ...


async def tick():
    ...


class Worker(threading.Thread):
    def run(self):
        asyncio.run(tick())


def main():
    for _ in range(3):
        Worker().start()


if __name__ == "__main__":
    main()
"""


def test_as_text(run, tmp_path):
    path = tmp_path / "poller.py"
    path.write_text(SOURCE)
    code, out, _ = run("contexts", str(path))
    assert code == 0
    lines = out.replace(str(path), "poller.py").splitlines()
    assert lines[lines.index("poller.py:16  Poller._step") :][:4] == [
        "poller.py:16  Poller._step",
        "  another thread",
        "    poller.py:8  threading.Thread runs Poller._run",
        "    poller.py:14  Poller._run: self._step",
    ]
    assert lines[lines.index("poller.py:19  Poller.get") + 1] == "  its callers' thread"
    assert lines[lines.index("poller.py:27  tick") + 1] == "  another thread (many, own object, on an event loop there)"
    assert lines[-1] == "poller.py: 1 function of which it is not known where they run"


def test_as_json(run, tmp_path):
    path = tmp_path / "poller.py"
    path.write_text(SOURCE)
    code, out, _ = run("contexts", str(path), "--json")
    assert code == 0
    found = {each["function"]: each["contexts"] for each in json.loads(out)}
    assert found["Poller._step"] == [
        {
            "where": "thread",
            "entry": "Poller._run",
            "api": "threading.Thread",
            "line": 8,
            "many": False,
            "own_object": False,
            "own_loop": False,
            "via": [{"line": 14, "function": "Poller._run"}],
        }
    ]
    assert [each["where"] for each in found["main"]] == ["main"]
    assert found["tick"][0]["own_loop"]
    assert "_unused" not in found


def test_a_file_that_is_not_there(run):
    code, _, err = run("contexts", "absent.py")
    assert code == 2
    assert err == "flake8-asyncsafe: cannot read absent.py: No such file or directory\n"


def test_no_python(run, tmp_path):
    path = tmp_path / "broken.py"
    path.write_text("def f(:\n")
    code, _, err = run("contexts", str(path))
    assert code == 2
    assert "cannot parse" in err
