"""The lock of a data directory, with its pidfile."""

from __future__ import annotations

import fcntl
import os
from typing import Optional

LOCK = ".handoff.lock"
PIDFILE = ".handoff.pidfile"


class LockHeld(Exception):
    def __init__(self, holder_pid: int) -> None:
        super().__init__(f"held by {holder_pid}")
        self.holder_pid = holder_pid


class Lock:
    """Held from construction until `drop` or the death of the process. Raises `LockHeld`, or OSError."""

    def __init__(self, directory: str) -> None:
        self._directory = directory
        os.makedirs(directory, exist_ok=True)
        self._descriptor = os.open(os.path.join(directory, LOCK), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._write_pidfile()
        except BlockingIOError:
            os.close(self._descriptor)
            raise LockHeld(holder(directory)) from None
        except OSError:
            os.close(self._descriptor)
            raise

    def drop(self) -> None:
        """Removes the pidfile, then lets the lock go (HOF-145)."""
        try:
            os.unlink(os.path.join(self._directory, PIDFILE))
        except FileNotFoundError:
            pass
        os.close(self._descriptor)

    def _write_pidfile(self) -> None:
        mine = os.path.join(self._directory, f"{PIDFILE}.{os.getpid()}")
        descriptor = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, f"{os.getpid()}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(mine, os.path.join(self._directory, PIDFILE))
        sync_directory(self._directory)


def sync_directory(directory: str) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def pidfile(directory: str) -> Optional[str]:
    """The text of the pidfile; None without one."""
    try:
        with open(os.path.join(directory, PIDFILE), encoding="utf-8", errors="replace", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None


def holder(directory: str) -> int:
    """The process id in the pidfile, 0 where it says none."""
    text = (pidfile(directory) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and int(text) < 2**32 else 0
