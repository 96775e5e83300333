"""An adapter process: requests on standard input, one JSON object a line, replies in order on standard output."""

from __future__ import annotations

import json
import os
import traceback
from typing import Any, Dict, Iterator, Optional

from catalogue import Mismatch
from lines import NoRequest, read_request, split


class Refusal(Exception):
    """An error answer: its code, and further members."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more


def reply(adapter: Any, line: Optional[bytes], protocol: str) -> Dict[str, Any]:
    """The reply to one line; None is a line that was too long.

    `adapter.answer(op, params)` gives the result, or raises `Refusal`, `Mismatch`, or NotImplementedError for what it does not bring.
    """
    try:
        request = read_request(line)
    except NoRequest as why:
        return {"id": None, "error": {"code": str(why)}}
    answered: Dict[str, Any] = {"id": request["id"]}
    try:
        op, params = request.get("op"), request.get("params", {})
        if not isinstance(op, str) or not isinstance(params, dict) or not request.keys() <= {"id", "op", "params"}:
            raise Mismatch("a request has id, op and params")
        answered["ok"] = adapter.answer(op, params)
    except Mismatch as why:
        answered["error"] = {"code": "invalid_params", "message": f"{why}; see spec/{protocol}/adapter.schema.json"}
    except Refusal as why:
        answered["error"] = {"code": why.code, **why.more}
    except NotImplementedError as why:
        answered["unsupported"] = str(why)
    except Exception as defect:  # ours: tell it, and go on serving
        traceback.print_exc()
        answered["error"] = {"code": "internal", "message": repr(defect), "definite": False}
    return answered


def _chunks() -> Iterator[bytes]:
    while chunk := os.read(0, 1 << 20):
        yield chunk


def serve(adapter: Any, protocol: str) -> None:
    """Serves until the adapter has `ended`, or the input."""
    out = os.fdopen(1, "wb", closefd=False)
    for line in split(_chunks()):
        answered = reply(adapter, line, protocol)
        out.write(json.dumps(answered, separators=(",", ":"), ensure_ascii=False).encode() + b"\n")
        out.flush()
        if adapter.ended:
            break
