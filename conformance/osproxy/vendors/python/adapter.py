"""The adapter process: requests on standard input, one JSON object a line, replies in order on standard output.

The envelope is spec/adapter.schema.json, the operations are those of profile `control` in
spec/osproxy/adapter.schema.json.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from typing import Any, Dict, List, Optional

from lines import Lines
from operations import Unsupported
from osproxy import Refused
from session import Session
from strict_json import Malformed, decode, encode
from values import Invalid, integer, members, write_refusal

CHUNK_BYTES = 1024 * 1024

# Replies are written together, but none waits longer than this for its neighbours: a kit has bounds on silence.
LONGEST_WAIT_SECONDS = 0.05

MALFORMED = '{"id":null,"error":{"code":"malformed"}}\n'
TOO_LARGE = '{"id":null,"error":{"code":"too_large"}}\n'

_id = integer(1, 2**53 - 1)
_envelope = frozenset(("id", "op", "params"))


def reply(session: Session, line: Optional[bytes]) -> str:
    """The reply to one line, with its LF; None is a line that was too long."""
    if line is None:
        return TOO_LARGE
    try:
        request = decode(line)
        if not isinstance(request, dict):
            return MALFORMED
        number = _id(request.get("id"))
    except (Malformed, Invalid):
        return MALFORMED
    return f'{{"id":{number},{_answer(session, request)}}}\n'


def _answer(session: Session, request: Dict[str, Any]) -> str:
    try:
        operation = session.find(request.get("op"))
        if not request.keys() <= _envelope:
            raise Invalid("id, op and params")
        arguments = members(request.get("params", {}), operation.shape)
        return operation.answer(operation.attempt(session.deployment, arguments))
    except Invalid:
        return f'"error":{write_refusal(Refused("invalid_params"), False)}'
    except Refused as refusal:
        return f'"error":{write_refusal(refusal, False)}'
    except Unsupported as why:
        return f'"unsupported":{encode(str(why))}'
    except Exception:  # a defect of ours: tell it, and go on serving (OSP-120)
        traceback.print_exc()
        return '"error":{"code":"internal","retryable":false,"definite":false}'


def _write(replies: List[str]) -> None:
    waiting = memoryview("".join(replies).encode("utf-8"))
    while waiting:
        waiting = waiting[os.write(1, waiting) :]


def main() -> int:
    """Serves until `bye` or the end of the input."""
    session = Session()
    lines = Lines()
    try:
        while not session.ended:
            chunk = os.read(0, CHUNK_BYTES)
            if not chunk:
                break
            replies: List[str] = []
            due = time.monotonic() + LONGEST_WAIT_SECONDS
            for line in lines.feed(chunk):
                replies.append(reply(session, line))
                if session.ended:
                    break
                if time.monotonic() > due:
                    _write(replies)
                    replies = []
                    due = time.monotonic() + LONGEST_WAIT_SECONDS
            _write(replies)
    finally:
        session.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
