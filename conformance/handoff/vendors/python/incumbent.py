"""The incumbent: its lock, its control path, its sessions.

The rules are those of profile `strict`. Where the specification leaves a choice: a repeated PrepareHandoff is refused, a
resume that fails is tried again until it succeeds.
"""

from __future__ import annotations

import threading
import time
from typing import Any, Callable, Dict, NamedTuple, Optional, Tuple

from consumer import Consumer, HookFailed
from control_path import ControlPath
from frames import VERSION, FrameError
from lock import Lock, LockHeld
from messages import Rules
from stream import Stream, Timeout

RESUME_RETRY_SECONDS = 0.1


class Times(NamedTuple):
    """In milliseconds."""

    heartbeat_ms: int = 2000
    liveness_ms: int = 10000
    ack_ms: int = 5000
    reacquire_ms: int = 2000
    reacquire_step_ms: int = 25
    write_ms: int = 10000


class SessionEnds(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Incumbent:
    """`tell` gets each change of state; `reach` is called at the points of the crash matrix."""

    def __init__(
        self,
        directory: str,
        control: ControlPath,
        lock: Lock,
        consumer: Consumer,
        hello: Dict[str, Any],
        times: Times,
        rules: Rules,
        tell: Callable[[Dict[str, Any]], None],
        reach: Callable[[str], None],
    ) -> None:
        self.directory = directory
        self.control = control
        self.lock: Optional[Lock] = lock
        self.consumer = consumer
        self.hello = hello
        self.times = times
        self.rules = rules
        self.tell = tell
        self.reach = reach
        self.state = "listening"

    def serve(self) -> None:
        """Serves sessions until a Commit. Raises `LockHeld` where the lock stays with another."""
        while True:
            self.enter("listening")
            stream = Stream(self.control.accept(), self.rules, self.times.write_ms)
            try:
                Session(self, stream).run()
            except (SessionEnds, FrameError, Timeout):
                pass
            finally:
                stream.close()
            if self.state == "committed":
                self.control.close()
                return
            self._recover()

    def enter(self, state: str) -> None:
        self.state = state
        self.tell({"state": state})

    def _recover(self) -> None:
        if self.state in ("draining", "drained"):
            self.resume()
        elif self.state == "sealed":
            self.enter("reacquiring")
            limit = time.monotonic() + self.times.reacquire_ms / 1000
            while self.lock is None:
                try:
                    self.lock = Lock(self.directory)
                except (LockHeld, OSError) as refusal:
                    if time.monotonic() >= limit:
                        self.enter("failed")
                        raise refusal
                    time.sleep(self.times.reacquire_step_ms / 1000)
            self.resume()

    def resume(self) -> None:
        while True:
            try:
                self.consumer.resume(self.lock is not None)
                break
            except (HookFailed, OSError):
                time.sleep(RESUME_RETRY_SECONDS)
        self.control.bind_again_where_lost()


class Session:
    """One connection of a supervisor."""

    def __init__(self, incumbent: Incumbent, stream: Stream) -> None:
        self._incumbent = incumbent
        self._stream = stream
        self._given: Optional[str] = None
        self._active: Optional[str] = None
        self._heard = 0.0

    def run(self) -> None:
        """Ends by a return after Commit, else by an exception; the state of the incumbent then tells what follows."""
        self._handshake()
        while self._incumbent.state != "committed":
            message = self._stream.receive(self._heard + self._incumbent.times.liveness_ms / 1000)
            self._heard = time.monotonic()
            self._take(message)

    def _handshake(self) -> None:
        self._incumbent.enter("await_ack")
        self._stream.send(self._incumbent.hello)
        ack = self._stream.receive(time.monotonic() + self._incumbent.times.ack_ms / 1000)
        if ack["type"] != "HelloAck":
            raise SessionEnds("unexpected_message")
        if ack["proto_version_chosen"] != VERSION:
            raise SessionEnds("version_mismatch")
        self._given = ack["handoff_id"]
        self._heard = time.monotonic()
        self._incumbent.enter("active")

    def _take(self, message: Dict[str, Any]) -> None:
        kind = message["type"]
        state = self._incumbent.state
        if kind == "Heartbeat":
            self._stream.send(_heartbeat())
        elif kind == "PrepareHandoff":
            self._prepare(message)
        elif kind not in ("SealRequest", "Commit", "ResumeAfterAbort", "Abort"):
            raise SessionEnds("unexpected_message")
        elif message["handoff_id"] != self._active:
            raise SessionEnds("unexpected_message")
        elif kind == "SealRequest" and state == "drained":
            self._seal()
        elif kind == "SealRequest":
            raise SessionEnds("unexpected_message")
        elif kind == "Commit":
            if state != "sealed":
                raise SessionEnds("protocol")
            self._incumbent.reach("o-after-commit-recv")
            self._incumbent.enter("committed")
        else:
            self._abort()

    def _prepare(self, message: Dict[str, Any]) -> None:
        if self._active is not None:
            known = message["handoff_id"] == self._active
            raise SessionEnds("unexpected_message" if known else "handoff_in_progress")
        if message["handoff_id"] != self._given:
            raise SessionEnds("unexpected_message")
        self._active = message["handoff_id"]
        self._incumbent.enter("draining")
        deadline = min(int(message["deadline_ms"]), int(message["drain_grace_ms"]))
        consumer = self._incumbent.consumer
        held = self._incumbent.lock is not None

        def hook() -> Dict[str, Any]:
            self._incumbent.reach("o-inside-drain")
            return consumer.drain(held, deadline)

        report, failure = self._during(hook)
        if failure is not None:
            raise SessionEnds("hook_failed")
        self._demand_supervisor()
        self._stream.send({"type": "Drained", **report})
        self._incumbent.reach("o-after-drained-sent")
        self._incumbent.enter("drained")

    def _seal(self) -> None:
        self._incumbent.enter("sealing")
        consumer = self._incumbent.consumer
        held = self._incumbent.lock is not None

        def hook() -> Dict[str, Any]:
            self._incumbent.reach("o-inside-seal")
            return consumer.seal(held)

        report, failure = self._during(hook)
        if failure is not None:
            self._incumbent.enter("drained")
            failed = {"type": "SealFailed", "handoff_id": self._active, "error": failure, "partial_state": ""}
            self._stream.send(failed)
            self._resumed()
            return
        self._incumbent.enter("sealed")
        if self._incumbent.lock is not None:
            self._incumbent.lock.drop()
            self._incumbent.lock = None
        self._incumbent.reach("o-after-seal-flock-released")
        self._demand_supervisor()
        self._stream.send({"type": "SealComplete", "handoff_id": self._active, **report})
        self._incumbent.reach("o-after-seal-complete-sent")

    def _abort(self) -> None:
        if self._incumbent.lock is None:
            try:
                self._incumbent.lock = Lock(self._incumbent.directory)
            except LockHeld:
                raise SessionEnds("lock_held") from None
            except OSError:
                raise SessionEnds("io") from None
        self._resumed()

    def _resumed(self) -> None:
        self._incumbent.resume()
        self._active = None
        self._incumbent.enter("active")
        self._heard = time.monotonic()

    def _during(self, hook: Callable[[], Dict[str, Any]]) -> Tuple[Dict[str, Any], Optional[str]]:
        """Runs a hook, with heartbeats: what it reports, or the text with which it failed."""
        ended: Dict[str, Any] = {}

        def run() -> None:
            try:
                ended["report"] = hook()
            except HookFailed as failure:
                ended["failure"] = str(failure)

        worker = threading.Thread(target=run, daemon=True)
        worker.start()
        beating = True
        due = time.monotonic()
        while worker.is_alive():
            due += self._incumbent.times.heartbeat_ms / 1000
            worker.join(max(due - time.monotonic(), 0))
            if worker.is_alive() and beating:
                try:
                    self._stream.send(_heartbeat())
                except FrameError:
                    beating = False
        return ended.get("report", {}), ended.get("failure")

    def _demand_supervisor(self) -> None:
        """Judges a silence that fell into a hook: a frame that lies there ends it."""
        now = time.monotonic()
        if self._stream.arrived():
            self._heard = now
        elif now > self._heard + self._incumbent.times.liveness_ms / 1000:
            raise SessionEnds("timeout")


def _heartbeat() -> Dict[str, Any]:
    return {"type": "Heartbeat", "ts_ms": str(max(int(time.time() * 1000), 0))}
