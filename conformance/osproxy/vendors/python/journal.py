"""The store's durable memory: one line per change, read back in order. The last line of a partition is its entry."""

from __future__ import annotations

import os
import tempfile
from typing import Dict, Optional

from osproxy import Contents, Entry
from strict_json import decode, encode
from values import Member, identifier, members, state, u64, write_state

# A journal of many changes of few partitions is mostly history.
COMPACT_AT_BYTES = 8 * 1024 * 1024

_seed = (Member("generation", u64),)
_change = (Member("partition", identifier), Member("state", state), Member("epoch", u64))


class Journal:
    """A file without a name, so nothing is left behind however the process ends. Appends are with the operating system
    before they return. Calls are made one at a time, under the store's lock."""

    def __init__(self, compact_at: int = COMPACT_AT_BYTES) -> None:
        self._compact_at = compact_at
        self._file = tempfile.TemporaryFile(buffering=0)
        self._size = 0

    def begin(self, seed: Optional[int]) -> None:
        """Forgets everything; `seed` is the generation to start from."""
        self._cut(0)
        if seed:
            self._write(f'{{"generation":"{seed}"}}\n')

    def append(self, partition: str, entry: Entry) -> None:
        if self._size > self._compact_at:
            self._compact()
        self._write(_line(partition, entry))

    def load(self) -> Contents:
        """What the lines say. A last line that a crash cut short was never answered and does not count."""
        entries: Dict[str, Entry] = {}
        generation = 0
        self._file.seek(0)
        for line in self._file.read().split(b"\n")[:-1]:
            record = decode(line)
            if "generation" in record:
                (generation,) = members(record, _seed)
            else:
                partition, where, epoch = members(record, _change)
                entries[partition] = Entry(where, epoch)
                generation = max(generation, epoch)
        return Contents(entries, generation)

    def close(self) -> None:
        self._file.close()

    def _write(self, line: str) -> None:
        data = line.encode("utf-8")
        if self._file.write(data) != len(data):
            self._cut(self._size)  # half a line must not stand in front of the next one
            raise OSError("the journal is full")
        self._size += len(data)

    def _cut(self, size: int) -> None:
        self._file.truncate(size)
        self._file.seek(size)
        self._size = size

    def _compact(self) -> None:
        """Goes on in a new file that holds the newest line of each partition; the largest epoch is among them."""
        lines = "".join([_line(partition, entry) for partition, entry in self.load().entries.items()])
        before, self._file, self._size = self._file, tempfile.TemporaryFile(buffering=0), 0
        try:
            self._write(lines)
        except OSError:
            self._file.close()
            self._file = before
            self._size = before.seek(0, os.SEEK_END)
            raise
        before.close()
        # Many partitions may fill it with nothing but their newest lines.
        self._compact_at = max(self._compact_at, 2 * self._size)


def _line(partition: str, entry: Entry) -> str:
    return f'{{"partition":{encode(partition)},"state":{write_state(entry.state)},"epoch":"{entry.epoch}"}}\n'
