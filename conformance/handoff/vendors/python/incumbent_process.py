"""The process of an incumbent: `incumbent_process.py CHANNEL`, an inherited stream socket to the adapter.

The first line from the adapter says how to start, the first line back whether it did. Later lines are questions, each
answered with one line. What happens goes into a file, where the adapter finds it also when this process is gone.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
from typing import Any, Dict

from consumer import Consumer, Store
from control_path import ControlPath, PathTooLong
from frames import VERSION
from incumbent import Incumbent, Times
from lock import Lock, LockHeld
from messages import Rules


class Process:
    def __init__(self, start: Dict[str, Any]) -> None:
        self._crash_at = ""
        self._events = os.open(start["events"], os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
        lock = Lock(start["directory"])
        self._store = Store(start["directory"])
        self._store.open()
        self._consumer = Consumer(self._store, start["hooks"], self._tell)
        self._incumbent = Incumbent(
            directory=start["directory"],
            control=ControlPath(start["control"]),
            lock=lock,
            consumer=self._consumer,
            hello={
                "type": "Hello",
                "role": "Incumbent",
                "pid": os.getpid(),
                "build_id": start["build_id"],
                "proto_min": VERSION,
                "proto_max": VERSION,
                "capabilities": {"reserved": "0"},
            },
            times=Times(**start["times"]),
            rules=Rules(**start["rules"]),
            tell=self._tell,
            reach=self._reach,
        )

    def serve(self) -> int:
        try:
            self._incumbent.serve()
            return 0
        except LockHeld:
            self._tell({"error": "lock_held"})
        except OSError as error:
            print(error, file=sys.stderr)
            self._tell({"error": "io"})
        return 1

    def answer(self, question: Dict[str, Any]) -> Dict[str, Any]:
        ask = question["ask"]
        if ask == "release":
            return {"released": self._consumer.release(question["hook"])}
        if ask == "crash_at":
            self._crash_at = question["point"]
            return {}
        if ask == "write":
            return {"acknowledged": self._store.write(question["key"], question["value"])}
        value = self._store.read(question["key"])
        return {"found": False} if value is None else {"found": True, "value": value}

    def _tell(self, event: Dict[str, Any]) -> None:
        os.write(self._events, (json.dumps(event) + "\n").encode())

    def _reach(self, point: str) -> None:
        if point == self._crash_at:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> int:
    channel = socket.socket(fileno=int(sys.argv[1]))
    channel.set_inheritable(False)
    lines = channel.makefile("r", encoding="utf-8")

    def write(answer: Dict[str, Any]) -> None:
        channel.sendall((json.dumps(answer) + "\n").encode())

    try:
        process = Process(json.loads(lines.readline()))
    except LockHeld as refusal:
        write({"refused": "lock_held", "holder_pid": refusal.holder_pid})
        return 1
    except PathTooLong:
        write({"refused": "path_too_long"})
        return 1
    except OSError as error:
        print(error, file=sys.stderr)
        write({"refused": "io"})
        return 1

    def questions() -> None:
        for line in lines:
            write(process.answer(json.loads(line)))
        os._exit(1)  # the adapter is gone

    threading.Thread(target=questions, daemon=True).start()
    write({"started": os.getpid()})
    return process.serve()


if __name__ == "__main__":
    status = main()
    sys.stderr.flush()
    os._exit(status)
