"""What is about the session or about other calls: hello, reset, bye and concurrent batches."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any, Dict, List, Optional

from deployment import Deployment
from journal import Journal
from lanes import Call, run_batch
from operations import INSTANCES, Operation, Unsupported, find, write_nothing
from osproxy import Refused
from strict_json import encode
from values import Invalid, Member, integer, members, one_of, text, u64, write_refusal

PICS = {
    "implementation": "osproxy-python",
    "version": "1.0.0",
    "language": "Python",
    "protocol": "osproxy",
    "profile": "control",
    "roles": ["STORE", "CTL"],
    "capabilities": [
        "state_query",
        "generation",
        "expect_epoch",
        "initial_generation",
        "durable_store",
        "empty_ids",
        "messages",
        "store_calls",
        "clock_rewind",
        "faults",
        "unknown_codes",
        "concurrent",
        "raw_lines",
    ],
    "clock": "virtual",
    "deterministic": True,
    "parameters": {"set_during_migration": "refuse", "same_placement": "refuse"},
}

_string = text(0, sys.maxsize)


def _object(value: Any) -> Dict[str, Any]:
    if not isinstance(value, dict):
        raise Invalid("an object")
    return value


_call = (Member("op", _string), Member("params", _object))


def _lanes(value: Any) -> List[List[Any]]:
    if not isinstance(value, list) or not 1 <= len(value) <= 16:
        raise Invalid("1 to 16 lanes")
    for lane in value:
        if not isinstance(lane, list) or len(lane) > 4096:
            raise Invalid("at most 4096 calls")
    return [[members(call, _call) for call in lane] for lane in value]


_policy = (
    Member("max_attempts", integer(0, 100)),
    Member("base_backoff_ns", u64),
    Member("max_backoff_ns", u64),
)


def _retry(value: Any) -> None:
    """How proxies retry. There are none here, so the policy is checked and not kept."""
    members(value, _policy)


def _id_rule(value: Any) -> str:
    rule = one_of("partition", "constant", "none")(value)
    if rule != "partition":
        raise Unsupported("capability id_rule")
    return rule


_greeting = (Member("protocol", one_of("osproxy")), Member("kit", _string), Member("adapter_protocol", integer(1, 1)))
_configuration = (
    Member("barrier_ns", u64, optional=True),
    Member("initial_generation", u64, optional=True),
    Member("retry", _retry, optional=True),
    Member("upstream_deadline_ns", u64, optional=True),
    Member("instances", integer(1, INSTANCES), optional=True),
    Member("id_rule", _id_rule, optional=True),
)
_batch = (Member("lanes", _lanes), Member("repeat", integer(1, 100_000), optional=True))


class Session:
    """The one deployment that requests are about, and whether `bye` was said. Its own operations stand in no lane."""

    def __init__(self) -> None:
        self._journal = Journal()
        self.deployment = Deployment(self._journal)
        self.ended = False
        self._operations = {
            "hello": Operation(_greeting, lambda _, *greeting: PICS, encode),
            "reset": Operation(_configuration, self._reset, write_nothing),
            "bye": Operation((), self._bye, write_nothing),
            "batch.concurrent": Operation(_batch, _run_batch, str),
        }

    def find(self, op: Any) -> Operation:
        own = self._operations.get(op) if isinstance(op, str) else None
        return own or find(op)

    def close(self) -> None:
        self._journal.close()

    def _reset(
        self, _before: Deployment, barrier_ns: Optional[int], initial_generation: Optional[int], *_of_proxies: Any
    ) -> None:
        self.deployment = Deployment(self._journal, barrier_ns, initial_generation)

    def _bye(self, _deployment: Deployment) -> None:
        self.ended = True


def _run_batch(deployment: Deployment, lanes: List[List[Any]], repeat: Optional[int]) -> str:
    ready = [[_ready(deployment, op, params) for op, params in lane] for lane in lanes]
    rounds, history = run_batch(ready, repeat or 1)
    results = [
        ",".join(
            [
                f'{{"call_seq":{done.call_seq},"return_seq":{done.return_seq},{call.write(done.outcome)}}}'
                for call, done in zip(lane, dones)
            ]
        )
        for lane, dones in zip(ready, history)
    ]
    written = ",".join([f"[{lane}]" for lane in results])
    return f'{{"rounds":{rounds},"results":[{written}]}}'


def _ready(deployment: Deployment, op: str, params: Dict[str, Any]) -> Call:
    """Reads a lane's call once, however often it is run. One that cannot be read is refused in its place."""
    try:
        operation = find(op)
        arguments = members(params, operation.shape)
    except (Invalid, Refused, Unsupported) as cause:
        refusal = cause if isinstance(cause, Refused) else Refused(_code_of(cause))
        return Call(lambda: refusal, lambda refused: f'"error":{write_refusal(refused, False)}', None)
    about = arguments[0] if operation.shape and operation.shape[0].name == "partition" else None
    return Call(partial(operation.attempt, deployment, arguments), operation.answer, about)


def _code_of(cause: Exception) -> str:
    return "invalid_params" if isinstance(cause, Invalid) else "unsupported_op"
