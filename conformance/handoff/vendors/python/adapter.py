"""The adapter process: requests on standard input, one JSON object a line, replies in order on standard output.

The envelope is spec/adapter.schema.json, the operations are those of spec/handoff/adapter.schema.json that need none but the
capabilities named here.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any, Dict, List, Optional, Union

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), *[os.pardir] * 3, "vendors", "python"))

from catalogue import Catalogue
from frames import VERSION, Frame, FrameError, FrameReader, encode_frame, negotiate
from incumbent import Times
from messages import OutOfRange, Rules, decode_journal, encode_journal
from postcard import Refused
from processes import IncumbentProcess
from serving import Refusal, serve
from surroundings import Surroundings, find, wait_until

CAPABILITIES = ["codec", "reader", "reader_timeouts", "rules", "journal", "incumbent", "streams", "constants", "paths"]
CAPABILITIES += ["signals", "crash_points", "foreign_holder", "consumer", "descriptors", "descriptor_limits"]
CAPABILITIES += ["incumbent_state", "raw_lines"]
if os.geteuid() == 0:
    CAPABILITIES.append("other_user")

LENIENT = {"overlong_varints": "accept", "trailing_bytes": "ignore", "header_version": "ignore"}

PICS = {
    "implementation": "handoff in Python",
    "version": "1.0.0",
    "language": "Python",
    "protocol": "handoff",
    "profile": "strict",
    "roles": ["CODEC", "O", "JOURNAL"],
    "capabilities": CAPABILITIES,
    "clock": "real",
    "deterministic": False,
    "instances": 64,
    "observes": ["incumbent.state", "process.descriptors"],
    "parameters": {
        "overlong_varints": "refuse",
        "trailing_bytes": "refuse",
        "header_version": "check",
        "repeated_prepare": "refuse",
        "failed_resume": "retry",
        **Times()._asdict(),
    },
}


class Adapter:
    """Everything between two resets."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._surroundings: Optional[Surroundings] = None
        self.ended = False
        self._begin({})

    def close(self) -> None:
        for process in self._processes.values():
            process.end()
        if self._surroundings is not None:
            self._surroundings.close()
            self._surroundings = None

    def answer(self, op: str, params: Dict[str, Any]) -> Dict[str, Any]:
        """The result. Raises `Refusal`, `Mismatch`, or NotImplementedError for what it does not bring."""
        if op == "hello":
            if params.get("protocol") != "handoff":
                raise Refusal("invalid_params", message="this adapter speaks handoff")
            return PICS
        if op == "bye":
            self.ended = True
            return {}
        if op == "reset":
            self._catalogue.configuration(params)
            if params.get("profile", "strict") != "strict":
                raise Refusal("invalid_params", message="it acts by profile strict alone")
            self.close()
            self._begin(params)
            return {}
        if op not in self._catalogue.operations:
            raise Refusal("unsupported_op", message=f"spec/handoff/adapter.schema.json has no {op}")
        for capability in self._catalogue.operations[op]["requires"]:
            if capability not in CAPABILITIES:
                raise NotImplementedError(f"no capability {capability}")
        self._catalogue.params(op, params)
        return getattr(self, "_" + op.replace(".", "_"))(**params) or {}

    def _begin(self, configuration: Dict[str, Any]) -> None:
        self._rules = Rules(*[configuration.get(name) == lenient for name, lenient in LENIENT.items()])
        self._times = {name: configuration[name] for name in Times._fields if name in configuration}
        self._readers: Dict[str, FrameReader] = {}
        self._processes: Dict[str, IncumbentProcess] = {}

    @property
    def _around(self) -> Surroundings:
        if self._surroundings is None:
            self._surroundings = Surroundings()
        return self._surroundings

    def _codec_encode(self, message: Any, version: int = VERSION) -> Dict[str, Any]:
        try:
            return {"frame": encode_frame(message, version).hex()}
        except OutOfRange as why:
            raise Refusal("encode_range", message=str(why)) from None
        except FrameError as error:
            raise _refusal(error) from None

    def _codec_decode(self, hex: str, negotiated: int = VERSION) -> Dict[str, Any]:
        data = bytes.fromhex(hex)
        reader = FrameReader(self._rules, negotiated)
        declared = int.from_bytes(data[:4], "little")
        event = (reader.push(data[: 4 + declared]) + reader.eof())[0]
        if isinstance(event, FrameError):
            raise _refusal(event)
        return {"version": event.version, "message": event.message, "consumed": 4 + declared}

    def _codec_negotiate(self, **ranges: int) -> Dict[str, Any]:
        version = negotiate(**ranges)
        if version is None:
            raise Refusal("version_mismatch", **ranges)
        return {"version": version}

    def _codec_short_name(self, message: Dict[str, Any]) -> Dict[str, Any]:
        return {"name": message["type"]}

    def _reader_new(self, reader: str, negotiated: int = VERSION) -> None:
        self._readers[reader] = FrameReader(self._rules, negotiated)

    def _reader_push(self, reader: str, hex: str) -> Dict[str, Any]:
        return _events(find(self._readers, reader).push(bytes.fromhex(hex)))

    def _reader_timeout(self, reader: str) -> Dict[str, Any]:
        find(self._readers, reader)
        return _events([])

    def _reader_eof(self, reader: str) -> Dict[str, Any]:
        return _events(find(self._readers, reader).eof())

    def _journal_encode(self, record: Any) -> Dict[str, Any]:
        try:
            return {"hex": encode_journal(record).hex()}
        except OutOfRange as why:
            raise Refusal("encode_range", message=str(why)) from None

    def _journal_decode(self, hex: str) -> Dict[str, Any]:
        try:
            return {"record": decode_journal(bytes.fromhex(hex), self._rules)}
        except Refused as why:
            raise Refusal("codec", message=str(why)) from None

    def _dir_lock(self, dir: str) -> Dict[str, Any]:
        return {"free": self._around.lock_is_free(dir)}

    def _dir_files(self, dir: str) -> Dict[str, Any]:
        return self._around.files(dir)

    def _dir_paths(self, dir: str) -> Dict[str, Any]:
        directory = self._around.directory(dir)
        return {"data_dir": directory.data, "control": directory.control, "journal": directory.journal}

    def _dir_hold(self, dir: str, lock: str) -> None:
        self._around.hold(dir, lock)

    def _dir_release(self, lock: str) -> None:
        self._around.release(lock)

    def _dir_write_pidfile(self, dir: str, text: str) -> None:
        self._around.write_pidfile(dir, text)

    def _dir_read_journal(self, dir: str) -> Dict[str, Any]:
        try:
            with open(self._around.directory(dir).journal, "rb") as file:
                return {"hex": file.read().hex()}
        except FileNotFoundError:
            return {}

    def _dir_write_journal(self, dir: str, hex: str) -> None:
        with open(self._around.directory(dir).journal, "wb") as file:
            file.write(bytes.fromhex(hex))

    def _control_connect(self, dir: str, stream: str, uid: Optional[int] = None) -> Dict[str, Any]:
        if uid is not None and "other_user" not in CAPABILITIES:
            raise Refusal("invalid_params", message="no capability other_user")
        return self._around.connect(dir, stream, uid)

    def _control_listen(self, dir: str) -> None:
        self._around.listen(dir)

    def _control_accept(self, dir: str, stream: str, max_ms: int = 0) -> Dict[str, Any]:
        return {"accepted": self._around.accept(dir, stream, max_ms)}

    def _control_unlisten(self, dir: str) -> None:
        self._around.unlisten(dir)

    def _control_mode(self, dir: str) -> Dict[str, Any]:
        return self._around.mode(dir)

    def _stream_send(self, stream: str, hex: str) -> None:
        self._around.send(stream, bytes.fromhex(hex))

    def _stream_receive(self, stream: str, max_ms: int = 0) -> Dict[str, Any]:
        return self._around.receive(stream, max_ms)

    def _stream_close(self, stream: str, reset: bool = False) -> None:
        self._around.close_stream(stream, reset)

    def _process_exit(self, process: str, max_ms: int = 0) -> Dict[str, Any]:
        child = find(self._processes, process)
        wait_until(lambda: child.exit_code() is not None, max_ms)
        code = child.exit_code()
        if code is None:
            return {"exited": False}
        return {"exited": True} if code < 0 else {"exited": True, "code": code}

    def _process_kill(self, process: str) -> None:
        find(self._processes, process).signal(signal.SIGKILL)

    def _process_stop(self, process: str) -> None:
        find(self._processes, process).signal(signal.SIGSTOP)

    def _process_continue(self, process: str) -> None:
        find(self._processes, process).signal(signal.SIGCONT)

    def _process_crash_at(self, process: str, point: str) -> None:
        find(self._processes, process).ask(ask="crash_at", point=point)

    def _process_descriptors(self, process: str) -> Dict[str, Any]:
        return {"count": len(find(self._processes, process).descriptors())}

    def _process_limit_descriptors(self, process: str, limited: bool) -> None:
        find(self._processes, process).limit_descriptors(limited)

    def _incumbent_start(self, incumbent: str, dir: str, build_id: str = "", hooks: Any = None) -> Dict[str, Any]:
        around = self._around
        start = {"build_id": build_id, "hooks": hooks or {}, "times": self._times, "rules": self._rules._asdict()}
        events = os.path.join(around.root, f"events-{incumbent}")
        process = IncumbentProcess(around.directory(dir), events, start)
        self._processes[incumbent] = process
        return {"pid": process.pid}

    def _incumbent_release(self, incumbent: str, hook: str) -> None:
        if not find(self._processes, incumbent).ask(ask="release", hook=hook)["released"]:
            raise Refusal("out_of_order", message=f"no {hook} blocks")

    def _incumbent_hooks(self, incumbent: str) -> Dict[str, Any]:
        return {"calls": find(self._processes, incumbent).hooks()}

    def _incumbent_serve(self, incumbent: str) -> Dict[str, Any]:
        return find(self._processes, incumbent).serve()

    def _incumbent_state(self, incumbent: str) -> Dict[str, Any]:
        return {"session": find(self._processes, incumbent).state()}

    def _client_write(self, process: str, key: str, value: str) -> Dict[str, Any]:
        child = find(self._processes, process)
        if child.exit_code() is not None:
            return {"acknowledged": False}
        return child.ask(ask="write", key=key, value=value)

    def _client_read(self, process: str, key: str) -> Dict[str, Any]:
        child = find(self._processes, process)
        if child.exit_code() is not None:
            return {"found": False}
        return child.ask(ask="read", key=key)


def _refusal(error: FrameError) -> Refusal:
    return Refusal(error.code, **({} if error.declared is None else {"declared": error.declared}))


def _events(events: List[Union[Frame, FrameError]]) -> Dict[str, Any]:
    told: List[Dict[str, Any]] = []
    for event in events:
        if isinstance(event, FrameError):
            refusal = _refusal(event)
            told.append({"kind": "error", "code": refusal.code, **refusal.more})
        else:
            told.append({"kind": "message", "version": event.version, "message": event.message})
    return {"events": told}


def main() -> int:
    """Serves until `bye` or the end of the input."""
    adapter = Adapter(Catalogue("handoff"))
    try:
        serve(adapter, "handoff")
    finally:
        adapter.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
