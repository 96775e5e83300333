"""The daemon around an incumbent: a store of keys and values on disk, and hooks that do what a script says."""

from __future__ import annotations

import json
import os
import threading
import time
from typing import Any, Callable, Dict, List, Optional

from lock import sync_directory

LOG = "store.log"
NO_SEAL = {"last_revision_per_shard": [], "data_dir_fingerprint": "00" * 32}
NO_DRAIN = {"open_conns_remaining": 0, "accept_closed": False}


class HookFailed(Exception):
    """A hook failed, with this text."""


class Store:
    """Keys and values, each write durable before it is acknowledged."""

    def __init__(self, directory: str) -> None:
        self._directory = directory
        self._values: Dict[str, str] = {}
        self._log: Optional[int] = None
        self._mutex = threading.Lock()

    def open(self) -> None:
        """Reads the log anew and takes writes. Can be called when it does so already."""
        with self._mutex:
            self._close()
            path = os.path.join(self._directory, LOG)
            self._log = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            sync_directory(self._directory)
            with open(path, "rb") as file:
                content = file.read()
            whole = content.rfind(b"\n") + 1  # a line without its end was never acknowledged
            os.ftruncate(self._log, whole)
            os.lseek(self._log, whole, os.SEEK_SET)
            self._values = dict(json.loads(line) for line in content[:whole].splitlines())

    def stop(self) -> None:
        """Takes no write from here on. What was acknowledged is durable."""
        with self._mutex:
            self._close()

    def write(self, key: str, value: str) -> bool:
        with self._mutex:
            if self._log is None:
                return False
            line = (json.dumps([key, value]) + "\n").encode()
            try:
                written = os.write(self._log, line)
                os.fsync(self._log)
            except OSError:
                written = 0
            if written != len(line):  # the rest of a line would spoil the next one: no more writes before it is read anew
                self._close()
                return False
            self._values[key] = value
            return True

    def read(self, key: str) -> Optional[str]:
        with self._mutex:
            return self._values.get(key)

    def _close(self) -> None:
        if self._log is not None:
            os.close(self._log)
            self._log = None


class Consumer:
    """Hooks after a script, around a store. `tell` gets what happened, as it happens."""

    def __init__(self, store: Store, script: Dict[str, List[Dict[str, Any]]], tell: Callable[[Dict[str, Any]], None]):
        self._store = store
        self._script = script
        self._tell = tell
        self._calls = {"drain": 0, "seal": 0, "resume": 0}
        self._count = 0
        self._blocked: Optional[str] = None
        self._gate = threading.Condition()

    def drain(self, lock_held: bool, deadline_in_ms: int) -> Dict[str, Any]:
        self._store.stop()
        step = self._run("drain", lock_held, {"deadline_in_ms": min(deadline_in_ms, 2**53 - 1)})
        return step.get("drained", NO_DRAIN)

    def seal(self, lock_held: bool) -> Dict[str, Any]:
        return self._run("seal", lock_held, {}).get("sealed", NO_SEAL)

    def resume(self, lock_held: bool) -> None:
        self._run("resume", lock_held, {})
        self._store.open()

    def release(self, hook: str) -> bool:
        """Lets a hook go on that blocks; False where it does not."""
        with self._gate:
            if self._blocked != hook:
                return False
            self._blocked = None
            self._gate.notify_all()
            return True

    def _run(self, hook: str, lock_held: bool, more: Dict[str, Any]) -> Dict[str, Any]:
        steps = self._script.get(hook) or [{}]
        step = steps[min(self._calls[hook], len(steps) - 1)]
        self._calls[hook] += 1
        number = self._count
        self._count += 1
        with self._gate:
            self._blocked = hook if step.get("block") else None
        self._tell({"call": number, "hook": hook, "lock_held": lock_held, **more})
        if "after_ms" in step:
            time.sleep(min(step["after_ms"], 2**40) / 1000)
        with self._gate:
            self._gate.wait_for(lambda: self._blocked is None)
        failed = "fail" in step
        self._tell({"call": number, "result": "failed" if failed else "ok"})
        if failed:
            raise HookFailed(step["fail"])
        return step
