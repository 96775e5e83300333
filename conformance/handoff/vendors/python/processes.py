"""The processes of incumbents, as the adapter sees them."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import sys
from typing import Any, Dict, List, Optional

from serving import Refusal
from surroundings import Directory

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "incumbent_process.py")
START_SECONDS = 60
ANSWER_SECONDS = 60


class IncumbentProcess:
    """Raises `Refusal` where it does not start."""

    def __init__(self, directory: Directory, events: str, start: Dict[str, Any]) -> None:
        self._events = events
        open(events, "w").close()
        ours, theirs = socket.socketpair()
        with theirs:
            self._child = subprocess.Popen(
                [sys.executable, "-B", PROGRAM, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=sys.stderr,
                pass_fds=[theirs.fileno()],
            )
        self._channel = ours
        self._lines = ours.makefile("r", encoding="utf-8")
        where = {"directory": directory.data, "control": directory.control, "events": events}
        reply = self._ask({**start, **where}, START_SECONDS)
        if "refused" in reply:
            self.end()
            raise Refusal(reply.pop("refused"), **reply)
        self.pid: int = reply["started"]
        self._limits: Optional[Any] = None

    def ask(self, **question: Any) -> Dict[str, Any]:
        """A question to a process that lives. Raises `Refusal` with io where it does not answer."""
        return self._ask(question, ANSWER_SECONDS)

    def events(self) -> List[Dict[str, Any]]:
        """What happened so far, also to one that is gone. A torn last line has not happened."""
        with open(self._events, encoding="utf-8") as file:
            return [json.loads(line) for line in file.read().split("\n")[:-1]]

    def hooks(self) -> List[Dict[str, Any]]:
        calls: List[Dict[str, Any]] = []
        for event in self.events():
            if "hook" in event:
                calls.append({name: value for name, value in event.items() if name != "call"})
            elif "result" in event:
                calls[event["call"]]["result"] = event["result"]
        return calls

    def state(self) -> str:
        states = [event["state"] for event in self.events() if "state" in event]
        return states[-1] if states else "listening"

    def serve(self) -> Dict[str, Any]:
        errors = [event["error"] for event in self.events() if "error" in event]
        if errors:
            return {"serve": "failed", "error": errors[0]}
        code = self.exit_code()
        if code is None:
            return {"serve": "running"}
        return {"serve": "ended"} if code == 0 else {"serve": "failed"}

    def exit_code(self) -> Optional[int]:
        """None while it runs; negative where a signal ended it."""
        return self._child.poll()

    def signal(self, number: int) -> None:
        if self.exit_code() is None:
            self._child.send_signal(number)
            if number == signal.SIGKILL:
                self._child.wait()

    def descriptors(self) -> List[int]:
        try:
            return sorted(int(number) for number in os.listdir(f"/proc/{self.pid}/fd"))
        except FileNotFoundError:
            return []

    def limit_descriptors(self, limited: bool) -> None:
        if self.exit_code() is not None:
            return
        soft, hard = resource.prlimit(self.pid, resource.RLIMIT_NOFILE)
        if self._limits is None:
            self._limits = (soft, hard)
        used = set(self.descriptors())
        free = next(number for number in range(len(used) + 1) if number not in used)
        resource.prlimit(self.pid, resource.RLIMIT_NOFILE, (free, hard) if limited else self._limits)

    def end(self) -> None:
        self._child.kill()
        self._child.wait()
        self._lines.close()
        self._channel.close()

    def _ask(self, question: Dict[str, Any], seconds: int) -> Dict[str, Any]:
        self._channel.settimeout(seconds)
        try:
            self._channel.sendall((json.dumps(question) + "\n").encode())
            line = self._lines.readline()
        except OSError as error:
            raise Refusal("io", message=f"the process does not answer: {error}") from None
        if not line:
            raise Refusal("io", message="the process has ended")
        return json.loads(line)
