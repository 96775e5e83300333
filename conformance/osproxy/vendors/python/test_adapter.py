"""The process around the machine: lines, journal, lanes, and how it begins and ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unittest
from typing import Any, List, Tuple

from adapter import reply
from conversation import EU, US, Conversation, moving
from journal import Journal
from lanes import Call, Done, epoch_decreased, run_batch
from lines import LIMIT, Lines
from osproxy import TOP, Entry, Refused, Store
from placements import Active, DedicatedCluster
from strict_json import DEEPEST

ADAPTER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "adapter.py")


def run(sent: bytes) -> Tuple[int, List[Any], bytes]:
    done = subprocess.run([sys.executable, ADAPTER], input=sent, capture_output=True, timeout=60)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


class Process(unittest.TestCase):
    def test_bye_is_answered_and_ends_it(self) -> None:
        code, replies, said = run(b'{"id":1,"op":"bye"}\n{"id":2,"op":"clock.now"}\n')
        self.assertEqual((code, replies, said), (0, [{"id": 1, "ok": {}}], b""))

    def test_the_end_of_input_ends_it_and_a_line_without_its_end_is_nobodys(self) -> None:
        code, replies, said = run(b'{"id":1,"op":"clock.now"}\n{"id":2,"op":"clock.now"}')
        self.assertEqual((code, replies, said), (0, [{"id": 1, "ok": {"ns": "0"}}], b""))

    def test_a_line_that_is_too_long_is_told_once_and_the_next_is_served(self) -> None:
        fits = b'{"id":1,"op":"clock.now"' + b" " * (LIMIT - 25) + b"}\n"
        self.assertEqual(len(fits), LIMIT + 1)
        code, replies, _ = run(fits + b" " + fits + b'{"id":2,"op":"clock.now"}\n')
        self.assertEqual(code, 0)
        now = {"ok": {"ns": "0"}}
        self.assertEqual(replies, [{"id": 1, **now}, {"id": None, "error": {"code": "too_large"}}, {"id": 2, **now}])


class Decoding(unittest.TestCase):
    def setUp(self) -> None:
        self.talk = Conversation(self)
        self.talk.epoch("store.set", partition="p", placement=EU)

    def test_what_is_not_one_request_is_malformed(self) -> None:
        for line in (
            b"",
            b"nonsense",
            b"[]",
            b"1",
            b"{}",
            b'{"id":1,"op":"clock.now"',
            b'{"id":1,"op":"clock.now"}}',
            b'{"id":1,"op":"clock.now","op":"clock.now"}',
            b'{"id":1,"op":"store.state","params":{"partition":"p","p\\u0061rtition":"p"}}',
            b'{"id":1,"op":"store.state","params":{"partition":"\\ud800"}}',
            b'{"id":1,"op":"store.state","params":{"\\udc00":"p"}}',
            b'{"id":1,"op":"store.state","params":{"partition":"\xff"}}',
            b'{"id":1,"op":"store.state","params":{"partition":"\xed\xa0\x80"}}',
            b'\xef\xbb\xbf{"id":1,"op":"clock.now"}',
            b'{"id":1,"op":"clock.now","params":{"x":NaN}}',
            b'{"id":1,"op":"clock.now","params":{"x":-Infinity}}',
            b'{"id":1,"op":"store.state","params":{"partition":"a\nb"}}',
            b'{"id":0,"op":"clock.now"}',
            b'{"id":"1","op":"clock.now"}',
            b'{"id":true,"op":"clock.now"}',
            b'{"id":1.5,"op":"clock.now"}',
            b'{"id":9007199254740992,"op":"clock.now"}',
            b'{"op":"clock.now"}',
            b'{"id":1,"op":"clock.now","params":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        ):
            with self.subTest(line[:60]):
                self.assertEqual(self.talk.raw(line), {"id": None, "error": {"code": "malformed"}})
        pair = self.talk.raw(b'{"id":1,"op":"store.state","params":{"partition":"\\ud83d\\ude00"}}')
        self.assertEqual(pair, {"id": 1, "ok": {"found": False}})

    def test_an_operation_that_does_not_exist_is_unsupported_op(self) -> None:
        for line in (b'{"id":4}', b'{"id":4,"op":7}', b'{"id":4,"op":"store.drop"}'):
            self.assertEqual(self.talk.raw(line)["error"]["code"], "unsupported_op")
        self.assertIn("unsupported", self.talk.ask("proxy.read", instance=0))
        self.assertIn("unsupported", self.talk.ask("fault.arm", op="state", mode="stall"))
        self.assertIn("unsupported", self.talk.ask("reset", id_rule="none"))

    def test_parameters_of_another_shape_are_refused_without_effect(self) -> None:
        before = self.talk.ask("store.state", partition="p"), self.talk.ask("store.current_epoch")
        placements: List[Any] = [
            None,
            [EU, US],
            "eu-1",
            {},
            {"cluster": "c"},
            {"kind": "DedicatedCluster", "cluster": "c"},
            {"kind": "sharded", "cluster": "c"},
            {"kind": ["dedicated_cluster"], "cluster": "c"},
            {"kind": "dedicated_cluster"},
            {"kind": "dedicated_cluster", "cluster": 1},
            {"kind": "dedicated_cluster", "cluster": None},
            {"kind": "dedicated_cluster", "cluster": "c", "index": "i"},
            {"kind": "dedicated_cluster", "cluster": "é" * 2049},
            {"kind": "dedicated_index", "cluster": "c"},
            {"kind": "shared_index", "cluster": "c", "index": "i"},
            {"kind": "shared_index", "cluster": "c", "index": "i", "inject": {}},
        ]
        values: List[Any] = [{"kind": "constant"}, {"kind": "partition_id", "x": 1}, {"kind": "from_header"}, "x"]
        inject = [[{"name": "f", "value": value}] for value in values]
        inject.append([{"name": "f", "value": {"kind": "partition_id"}}] * 1025)
        placements += [{"kind": "shared_index", "cluster": "c", "index": "i", "inject": fields} for fields in inject]
        for placement in placements:
            with self.subTest(str(placement)[:80]):
                self.assertEqual(self.talk.code("store.set", partition="p", placement=placement), "invalid_params")
                self.assertEqual(self.talk.code("store.begin_migration", partition="p", to=placement), "invalid_params")
        stamps: List[Any] = [1, 7.0, "01", "-1", "+1", "1.0", "1e3", "", " 1", "1\n", "١", str(TOP + 1), None, True]
        for stamp in stamps:
            with self.subTest(f"stamp {stamp!r}"):
                self.assertEqual(self.talk.code("store.admit_write", partition="p", epoch=stamp), "invalid_params")
        for op, params in (
            ("store.state", {}),
            ("store.state", {"partition": "p", "x": 1}),
            ("store.state", {"partition": 1}),
            ("ctl.abort_migration", {"partition": "p", "controller": 64}),
            ("ctl.abort_migration", {"partition": "p", "controller": True}),
            ("ctl.abort_migration", {"partition": "p", "controller": None}),
            ("fault.arm", {"op": "state", "mode": "after_apply"}),
            ("fault.arm", {"op": "begin_migration", "mode": "before_apply", "count": 0}),
            ("fault.arm", {"op": "begin_migration", "mode": "unavailable", "code": "not_migrating"}),
            ("reset", {"barrier_ns": 30}),
            ("batch.concurrent", {"lanes": []}),
            ("batch.concurrent", {"lanes": [[{"op": "clock.now"}]]}),
            ("state.query", {"state": {"state": "active", "placement": EU, "phase": "draining"}}),
            ("state.query", {"state": {"state": "migrating", "from": EU, "to": US, "phase": "settled"}}),
        ):
            with self.subTest(f"{op} {params}"):
                self.assertEqual(self.talk.code(op, **params), "invalid_params")
        self.assertEqual(self.talk.raw(b'{"id":1,"op":"clock.now","params":[]}')["error"]["code"], "invalid_params")
        self.assertEqual(self.talk.raw(b'{"id":1,"op":"clock.now","x":1}')["error"]["code"], "invalid_params")
        self.assertEqual((self.talk.ask("store.state", partition="p"), self.talk.ask("store.current_epoch")), before)

    def test_constants_come_back_to_the_last_digit(self) -> None:
        number = "-0.1000000000000000000000000000000001"
        constant = f'{{"b":[null,true,"\\u2028\\"",{number},{"9" * 5000}],"a":{{}}}}'
        field = f'{{"name":"f","value":{{"kind":"constant","json":{constant}}}}}'
        placement = f'{{"kind":"shared_index","cluster":"","index":"","inject":[{field}]}}'
        sent = f'{{"id":1,"op":"store.set","params":{{"partition":"","placement":{placement}}}}}'
        self.assertIn("ok", self.talk.raw(sent.encode()))
        self.talk.ask("store.restart")
        came = reply(self.talk.session, b'{"id":2,"op":"store.state","params":{"partition":""}}')
        self.assertIn(constant.replace("\\u2028", "\u2028"), came)

    def test_nesting_is_kept_up_to_a_bound(self) -> None:
        def nested(levels: int) -> Any:
            value: Any = None
            for _ in range(levels):
                value = [value]
            field = {"name": "f", "value": {"kind": "constant", "json": value}}
            return {"kind": "shared_index", "cluster": "c", "index": "i", "inject": [field]}

        self.talk.epoch("store.set", partition="p", placement=nested(DEEPEST))
        self.assertEqual(self.talk.state()["placement"], nested(DEEPEST))
        self.assertEqual(self.talk.code("store.begin_migration", partition="p", to=nested(DEEPEST)), "same_placement")
        self.assertEqual(self.talk.code("store.set", partition="p", placement=nested(DEEPEST + 1)), "invalid_params")

    def test_names_are_told_apart_byte_for_byte(self) -> None:
        for name in ("Acme", "acme", "acme ", "\u00e1cme", "a\u0301cme", "", "\u00e9" * 2048, "\u0000"):
            self.assertEqual(self.talk.ask("store.state", partition=name), {"ok": {"found": False}})
            self.talk.epoch("store.set", partition=name, placement=EU)


class Durability(unittest.TestCase):
    def test_entries_and_generation_survive_a_restart(self) -> None:
        talk = Conversation(self)
        talk.epoch("store.set", partition="p", placement=EU)
        talk.epoch("store.begin_migration", partition="p", to=US)
        last = talk.epoch("store.set", partition="q", placement=US)
        self.assertEqual(talk.ask("store.restart"), {"ok": {}})
        self.assertEqual(talk.state(), moving(EU, US, "draining"))
        self.assertEqual(talk.epoch("store.current_epoch"), last)
        self.assertGreater(talk.epoch("store.enter_cutover", partition="p"), last)

    def test_a_seed_survives_a_restart_and_no_reset(self) -> None:
        talk = Conversation(self)
        talk.ask("reset", initial_generation="100")
        talk.ask("store.restart")
        self.assertEqual(talk.epoch("store.current_epoch"), 100)
        talk.ask("reset")
        talk.ask("store.restart")
        self.assertEqual(talk.epoch("store.current_epoch"), 0)

    def test_compaction_keeps_what_counts(self) -> None:
        journal = Journal(compact_at=1000)
        self.addCleanup(journal.close)
        store = Store(journal.append)
        for epoch in range(200):
            store.set(f"p{epoch % 3}", DedicatedCluster(str(epoch)))
        before = [store.state(f"p{n}") for n in range(3)], store.current_epoch()
        self.assertLess(journal._size, 2000)
        store.restart(journal.load)
        self.assertEqual(([store.state(f"p{n}") for n in range(3)], store.current_epoch()), before)

    def test_a_line_that_a_crash_cut_short_does_not_count(self) -> None:
        journal = Journal()
        self.addCleanup(journal.close)
        store = Store(journal.append)
        epoch = store.set("p", DedicatedCluster("a"))
        journal._file.write(b'{"partition":"p","state":{"state":"active"')
        store.restart(journal.load)
        self.assertEqual(store.state("p"), Entry(Active(DedicatedCluster("a")), epoch))

    def test_what_cannot_be_recorded_is_not_done(self) -> None:
        talk = Conversation(self)
        talk.session.deployment.store._record = _full
        self.assertEqual(talk.code("store.set", partition="p", placement=EU), "backend")
        self.assertEqual(talk.ask("store.state", partition="p"), {"ok": {"found": False}})


def _full(partition: str, entry: Entry) -> None:
    raise OSError("no space left on device")


class Lanes(unittest.TestCase):
    def test_of_identical_requests_exactly_one_succeeds(self) -> None:
        talk = Conversation(self)
        names = [f"p{number}" for number in range(300)]
        for name in names:
            talk.epoch("store.set", partition=name, placement=EU)
        begins = [{"op": "store.begin_migration", "params": {"partition": name, "to": US}} for name in names]
        lanes = talk.ask("batch.concurrent", lanes=[begins] * 8)["ok"]["results"]
        for answers in zip(*lanes):
            self.assertEqual(sum("ok" in answer for answer in answers), 1)
            self.assertEqual({a["error"]["code"] for a in answers if "error" in a}, {"already_migrating"})
        sequence = [n for lane in lanes for a in lane for n in (a["call_seq"], a["return_seq"])]
        self.assertEqual(sorted(sequence), list(range(len(sequence))))

    def test_a_call_that_cannot_be_read_is_refused_in_its_place(self) -> None:
        calls = [{"op": op, "params": {}} for op in ("clock.now", "store.state", "reset", "proxy.read")]
        (lane,) = Conversation(self).ask("batch.concurrent", lanes=[calls])["ok"]["results"]
        self.assertEqual(lane[0]["ok"], {"ns": "0"})
        codes = [answer["error"]["code"] for answer in lane[1:]]
        self.assertEqual(codes, ["invalid_params", "unsupported_op", "unsupported_op"])

    def test_an_epoch_that_goes_down_is_noticed_only_in_real_time_order(self) -> None:
        def history(*reads: Tuple[int, int, str, int]) -> bool:
            lanes = [[Call(lambda: None, str, partition)] for _, _, partition, _ in reads]
            where = Active(DedicatedCluster("c"))
            return epoch_decreased(lanes, [[Done(called, back, Entry(where, e))] for called, back, _, e in reads])

        self.assertTrue(history((0, 1, "p", 9), (2, 3, "p", 8)))
        self.assertFalse(history((0, 2, "p", 9), (1, 3, "p", 8)))
        self.assertFalse(history((0, 1, "p", 9), (2, 3, "q", 8)))
        self.assertFalse(history((0, 1, "p", 9), (2, 3, "p", 9)))
        refused = [[Call(lambda: None, str, "p")]]
        self.assertFalse(epoch_decreased(refused, [[Done(0, 1, Refused("backend"))]]))


    def test_a_batch_is_repeated_until_an_epoch_goes_down(self) -> None:
        epochs = iter([5, 6, 7, 6, 9, 9])
        read = Call(lambda: Entry(Active(DedicatedCluster("c")), next(epochs)), str, "p")
        rounds, history = run_batch([[read, read]], 3)
        self.assertEqual((rounds, [done.outcome.epoch for done in history[0]]), (2, [7, 6]))


class Splitting(unittest.TestCase):
    def test_lines_are_the_same_however_they_are_cut(self) -> None:
        stream = b"one\n\ntwo-is-too-long\nthree\nunfinished"
        for size in range(1, len(stream) + 1):
            lines = Lines(limit=10)
            out = [line for at in range(0, len(stream), size) for line in lines.feed(stream[at : at + size])]
            self.assertEqual(out, [b"one", b"", None, b"three"])


if __name__ == "__main__":
    unittest.main()
