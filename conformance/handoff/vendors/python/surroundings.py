"""What a driver holds beside the incumbents: data directories, streams, the control path, locks of others."""

from __future__ import annotations

import fcntl
import os
import select
import shutil
import socket
import stat
import tempfile
import threading
import time
from typing import Any, Dict, List, Optional

from lock import LOCK, PIDFILE, holder, pidfile
from serving import Refusal

MOST_BYTES = 4 * 1024 * 1024
"""What one stream.receive gives at most; in hex it fits into a line."""


def find(table: Dict[str, Any], name: str) -> Any:
    if name not in table:
        raise Refusal("unknown_name", message=f"nothing is called {name}")
    return table[name]


class Directory:
    """A data directory; control path and journal lie beside it."""

    def __init__(self, root: str) -> None:
        self.data = os.path.join(root, "data")
        self.control = os.path.join(root, "control")
        self.journal = os.path.join(root, "journal")
        self.listener: Optional[socket.socket] = None
        os.makedirs(self.data)
        os.chmod(root, 0o755)


class Surroundings:
    def __init__(self) -> None:
        self.root = tempfile.mkdtemp(prefix="handoff-")
        os.chmod(self.root, 0o755)
        self._device = self._device_of_locks()
        self._directories: Dict[str, Directory] = {}
        self._streams: Dict[str, socket.socket] = {}
        self._senders: Dict[str, threading.Thread] = {}
        self._closed: set = set()
        self._locks: Dict[str, int] = {}

    def close(self) -> None:
        for stream in self._streams.values():
            stream.close()
        for descriptor in self._locks.values():
            os.close(descriptor)
        for directory in self._directories.values():
            if directory.listener is not None:
                directory.listener.close()
        shutil.rmtree(self.root)

    def directory(self, name: str) -> Directory:
        if name not in self._directories:
            self._directories[name] = Directory(os.path.join(self.root, str(len(self._directories))))
        return self._directories[name]

    def lock_is_free(self, name: str) -> bool:
        """Read off the kernel's table: trying the lock would get in the way of who wants it."""
        try:
            inode = os.stat(os.path.join(self.directory(name).data, LOCK)).st_ino
        except FileNotFoundError:
            return True
        return f"{self._device}:{inode}" not in _held_locks()

    def files(self, name: str) -> Dict[str, Any]:
        data = self.directory(name).data
        text = pidfile(data)
        result = {} if text is None else {"pidfile": text}
        path = os.path.join(data, LOCK)
        if os.path.exists(path):
            result["lock_inode"] = str(os.stat(path).st_ino)
        return result

    def hold(self, name: str, lock: str) -> None:
        data = self.directory(name).data
        descriptor = os.open(os.path.join(data, LOCK), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise Refusal("lock_held", holder_pid=holder(data)) from None
        self._locks[lock] = descriptor

    def release(self, lock: str) -> None:
        os.close(find(self._locks, lock))
        del self._locks[lock]

    def write_pidfile(self, name: str, text: str) -> None:
        with open(os.path.join(self.directory(name).data, PIDFILE), "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def mode(self, name: str) -> Dict[str, int]:
        try:
            return {"mode": stat.S_IMODE(os.stat(self.directory(name).control).st_mode)}
        except FileNotFoundError:
            return {}

    def connect(self, name: str, stream: str, user: Optional[int]) -> Dict[str, Any]:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.setblocking(False)
        path = self.directory(name).control
        self._become(user)
        try:
            connection.connect(path)
        except OSError as error:
            connection.close()
            why = {FileNotFoundError: "absent", PermissionError: "denied"}.get(type(error), "refused")
            return {"connected": False, "why": why}
        finally:
            self._become(None if user is None else 0)
        self._streams[stream] = connection
        return {"connected": True}

    def listen(self, name: str) -> None:
        directory = self.directory(name)
        self.unlisten(name)
        try:
            if os.path.lexists(directory.control):
                os.unlink(directory.control)
            directory.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            directory.listener.bind(directory.control)
            directory.listener.listen(128)
        except OSError as error:
            raise Refusal("io", message=str(error)) from None

    def accept(self, name: str, stream: str, max_ms: int) -> bool:
        listener = self.directory(name).listener
        if listener is None or not _readable(listener, max_ms):
            return False
        connection, _ = listener.accept()
        connection.setblocking(False)
        self._streams[stream] = connection
        return True

    def unlisten(self, name: str) -> None:
        directory = self.directory(name)
        if directory.listener is not None:
            directory.listener.close()
            directory.listener = None

    def send(self, stream: str, data: bytes) -> None:
        """Returns at once: what the peer does not read yet is sent behind the driver's back."""
        connection = self._stream(stream)
        before = self._senders.get(stream)
        waiting = memoryview(data)
        while waiting and not (before is not None and before.is_alive()):
            try:
                waiting = waiting[connection.send(waiting) :]
            except BlockingIOError:
                break
            except OSError:
                raise Refusal("closed", message="the peer is gone") from None
        if waiting:
            sender = threading.Thread(target=_send_rest, args=(connection, waiting, before), daemon=True)
            self._senders[stream] = sender
            sender.start()

    def receive(self, stream: str, max_ms: int) -> Dict[str, Any]:
        if stream in self._closed:
            return {"hex": "", "closed": True}
        connection = self._stream(stream)
        pieces: List[bytes] = []
        _readable(connection, max_ms)
        while sum(map(len, pieces)) < MOST_BYTES:
            try:
                data = connection.recv(65536)
            except BlockingIOError:
                return {"hex": b"".join(pieces).hex()}
            except OSError:
                data = b""
            if not data:
                return {"hex": b"".join(pieces).hex(), "closed": True}
            pieces.append(data)
        return {"hex": b"".join(pieces).hex()}

    def close_stream(self, stream: str, reset: bool) -> None:
        if stream in self._closed:
            return
        connection = self._stream(stream)
        if not reset:  # a close with input unread is a reset
            while not self.receive(stream, 0).get("closed") and _readable(connection, 0):
                pass
        connection.close()
        del self._streams[stream]
        self._closed.add(stream)

    def _stream(self, name: str) -> socket.socket:
        if name in self._closed:
            raise Refusal("closed", message="closed by the driver")
        return find(self._streams, name)

    def _device_of_locks(self) -> str:
        """What the kernel's table calls the device that the directories are on; `stat` may call it otherwise."""
        with open(os.path.join(self.root, "probe"), "w") as probe:
            fcntl.flock(probe, fcntl.LOCK_EX)
            inode = os.fstat(probe.fileno()).st_ino
            device = os.fstat(probe.fileno()).st_dev
            held = [lock for lock in _held_locks(os.getpid()) if lock.endswith(f":{inode}")]
        named = f"{os.major(device):02x}:{os.minor(device):02x}"
        return held[0].rsplit(":", 1)[0] if held else named

    @staticmethod
    def _become(user: Optional[int]) -> None:
        if user is not None:
            os.seteuid(user)


def _send_rest(connection: socket.socket, waiting: memoryview, before: Optional[threading.Thread]) -> None:
    if before is not None:
        before.join()
    try:
        while waiting:
            select.select([], [connection], [], 1)
            try:
                waiting = waiting[connection.send(waiting) :]
            except BlockingIOError:
                continue
    except (OSError, ValueError):
        return  # the peer is gone, or the driver has closed the stream


def _readable(connection: socket.socket, max_ms: int) -> bool:
    return bool(select.select([connection], [], [], max_ms / 1000)[0])


def _held_locks(process: Optional[int] = None) -> List[str]:
    """Device and inode of each file that is locked with flock."""
    with open("/proc/locks", encoding="ascii") as table:
        fields = [line.split() for line in table]
    return [row[5] for row in fields if row[1] == "FLOCK" and (process is None or row[4] == str(process))]


def wait_until(holds: Any, max_ms: int) -> bool:
    """Whether a condition came to hold in time."""
    limit = time.monotonic() + max_ms / 1000
    while not holds():
        left = limit - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(left, 0.002))
    return True
