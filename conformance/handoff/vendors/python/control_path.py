"""The control path: a Unix stream socket that is replaced without a moment of absence."""

from __future__ import annotations

import errno
import os
import select
import socket
import struct
from typing import Optional

LONGEST = 107
"""Bytes of a path that a socket address holds."""

PASSING = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, errno.ECONNABORTED, errno.EINTR, errno.EAGAIN)
"""Errors of accept that pass (HOF-155)."""

RETRY_SECONDS = 0.02


class PathTooLong(Exception):
    pass


class ControlPath:
    """Bound at construction. Raises `PathTooLong`, or OSError."""

    def __init__(self, path: str) -> None:
        if len(os.fsencode(path)) > LONGEST:
            raise PathTooLong(path)
        self._path = path
        self._listener: Optional[socket.socket] = None
        self._inode = 0
        self.bind()

    def bind(self) -> None:
        """Binds under another name and renames it. The way through the descriptor of the directory keeps the other name
        short, however long the path is."""
        directory, name = os.path.split(self._path)
        other = f".{os.getpid()}"
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        at = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
        try:
            if os.path.lexists(os.path.join(directory, other)):
                os.unlink(other, dir_fd=at)
            listener.bind(f"/proc/self/fd/{at}/{other}")
            os.chmod(os.path.join(directory, other), 0o600)
            listener.listen(128)
            listener.setblocking(False)
            self._inode = os.stat(other, dir_fd=at).st_ino
            os.rename(other, name, src_dir_fd=at, dst_dir_fd=at)
        except OSError:
            listener.close()
            raise
        finally:
            os.close(at)
        if self._listener is not None:
            self._listener.close()
        self._listener = listener

    def bind_again_where_lost(self) -> None:
        """Takes the path back where another has bound it meanwhile, or removed it (HOF-114)."""
        try:
            mine = os.stat(self._path).st_ino == self._inode
        except FileNotFoundError:
            mine = False
        if not mine:
            self.bind()

    def accept(self) -> socket.socket:
        """The next connection of a user who may (HOF-153)."""
        listener = self._listener
        if listener is None:
            raise OSError(errno.EBADF, "closed")
        while True:
            select.select([listener], [], [])
            try:
                connection, _ = listener.accept()
            except OSError as error:
                if error.errno not in PASSING:
                    raise
                select.select([], [], [], RETRY_SECONDS)
                continue
            if _user(connection) in (0, os.geteuid()):
                return connection
            connection.close()

    def close(self) -> None:
        """Stops to listen. The path stays: by now it may be another's."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None


def _user(connection: socket.socket) -> int:
    size = struct.calcsize("3i")
    _, user, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))
    return user
