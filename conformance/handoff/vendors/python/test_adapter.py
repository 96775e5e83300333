"""The process around it: lines, the statement, how it begins and ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unittest
from typing import Any, List, Tuple

from adapter import CAPABILITIES, PICS
from catalogue import Mismatch
from conversation import CATALOGUE, Conversation
from lines import LIMIT

ADAPTER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "adapter.py")


def run(sent: bytes) -> Tuple[int, List[Any], bytes]:
    done = subprocess.run([sys.executable, "-B", ADAPTER], input=sent, capture_output=True, timeout=120)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


class Process(unittest.TestCase):
    def test_bye_and_the_end_of_input_end_it(self) -> None:
        bye = b'{"id":1,"op":"bye"}\n'
        self.assertEqual(run(bye + b'{"id":2,"op":"hello"}\n'), (0, [{"id": 1, "ok": {}}], b""))
        self.assertEqual(run(b'{"id":1,"op":"reset"}\n{"id":2,"op":"hello"}'), (0, [{"id": 1, "ok": {}}], b""))

    def test_lines_that_are_no_request_are_told_and_passed_over(self) -> None:
        bad = (b"", b"x", b"[]", b"{}", b'{"id":0,"op":"bye"}', b'{"id":1,"id":1,"op":"bye"}', b'{"id":"\xff"}')
        bad += (b'{"id":1,"op":"\\ud800"}', b'{"id":1,"op":"bye","params":{"a":NaN}}', b'{"id":1.5,"op":"bye"}')
        code, replies, said = run(b"".join(line + b"\n" for line in bad) + b'{"id":9,"op":"bye"}\n')
        self.assertEqual((code, said, replies[-1]), (0, b"", {"id": 9, "ok": {}}))
        self.assertEqual(replies[:-1], [{"id": None, "error": {"code": "malformed"}}] * len(bad))
        long = b'{"id":1,"op":"reset"' + b" " * (LIMIT - 21) + b"}\n"
        code, replies, _ = run(long + b" " + long + b'{"id":2,"op":"bye"}\n')
        self.assertEqual([reply.get("error", {}).get("code") for reply in replies], [None, "too_large", None])

    def test_an_end_leaves_no_process_and_no_directory(self) -> None:
        start = b'{"id":1,"op":"incumbent.start","params":{"incumbent":"o","dir":"d"}}\n'
        _, replies, _ = run(start + b'{"id":2,"op":"dir.paths","params":{"dir":"d"}}\n')
        self.assertFalse(os.path.exists(f"/proc/{replies[0]['ok']['pid']}"))
        self.assertFalse(os.path.exists(replies[1]["ok"]["data_dir"]))


class Statement(unittest.TestCase):
    def test_every_operation_of_its_capabilities_is_answered_and_no_other(self) -> None:
        talk = Conversation(self)
        for op, entry in CATALOGUE.operations.items():
            offered = set(entry["requires"]) <= set(CAPABILITIES)
            answer = talk._call(op, {"nothing": 1})
            self.assertEqual("unsupported" not in answer, offered, op)
            if offered:
                self.assertEqual(answer["error"]["code"], "invalid_params", op)
        self.assertEqual(talk.refused("incumbent.stop")["code"], "unsupported_op")

    def test_its_parameters_are_those_that_reset_takes(self) -> None:
        times = {name: value for name, value in PICS["parameters"].items() if name.endswith("_ms")}
        CATALOGUE.configuration(times)
        self.assertGreaterEqual(times["liveness_ms"], 4 * times["heartbeat_ms"])
        talk = Conversation(self)
        self.assertEqual(talk.refused("reset", heartbeat_ms=0)["code"], "invalid_params")
        self.assertEqual(talk.refused("reset", profile="core")["code"], "invalid_params")
        self.assertEqual(talk.refused("reset", nothing=1)["code"], "invalid_params")

    def test_the_catalogue_refuses_what_is_not_of_its_shape(self) -> None:
        for result in ({}, {"free": 1}, {"free": True, "more": 1}):
            with self.assertRaises(Mismatch):
                CATALOGUE.result("dir.lock", result)
        CATALOGUE.result("dir.lock", {"free": True})


if __name__ == "__main__":
    unittest.main()
