"""The operation catalogue of a protocol, read as it is: what parameters and results must look like.

It understands the words of JSON Schema 2020-12 that these schemas use, and refuses to start on any other.
"""

from __future__ import annotations

import json
import os
import re
from typing import Any, Dict, List

SPEC = os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 3, "spec"))
"""The folder of all specifications."""

_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
_NOTES = {"description", "discriminator", "default", "format"}


class Mismatch(ValueError):
    """A value that a schema refuses, and where."""


class Catalogue:
    def __init__(self, protocol: str) -> None:
        documents = [self._load(protocol, name) for name in ("adapter.schema.json", "messages.schema.json")]
        self._documents = {document["$id"]: document for document in documents}
        self._adapter = documents[0]
        self.operations: Dict[str, Any] = documents[0]["operations"]

    def configuration(self, params: Any) -> None:
        """Checks the parameters of `reset`. Raises `Mismatch`."""
        self._check(params, self._adapter["configuration"], self._adapter, "params")

    def params(self, operation: str, params: Any) -> None:
        """Raises `Mismatch`."""
        self._check(params, self.operations[operation]["params"], self._adapter, "params")

    def result(self, operation: str, result: Any) -> None:
        """Raises `Mismatch`."""
        self._check(result, self.operations[operation]["result"], self._adapter, "result")

    def errors(self, operation: str) -> List[str]:
        """The codes with which it may refuse or fail."""
        return self.operations[operation]["errors"]

    @staticmethod
    def _load(protocol: str, name: str) -> Dict[str, Any]:
        with open(os.path.join(SPEC, protocol, name), encoding="utf-8") as file:
            return json.load(file)

    def _check(self, value: Any, schema: Dict[str, Any], document: Dict[str, Any], at: str) -> None:
        for word, rule in schema.items():
            if word.startswith("x-"):
                continue
            if word in _NOTES:
                if word == "format":
                    self._format(value, rule, at)
            elif word == "$ref":
                name, _, path = rule.partition("#/$defs/")
                target = self._documents[name] if name else document
                self._check(value, target["$defs"][path], target, at)
            elif word == "oneOf":
                self._one_of(value, rule, document, at)
            else:
                self._keyword(value, word, rule, schema, document, at)

    def _one_of(self, value: Any, schemas: List[Dict[str, Any]], document: Dict[str, Any], at: str) -> None:
        why = []
        for schema in schemas:
            try:
                self._check(value, schema, document, at)
            except Mismatch as mismatch:
                why.append(str(mismatch))
        if len(why) != len(schemas) - 1:
            raise Mismatch(f"{at}: one of {len(schemas)}: {'; '.join(why)}")

    def _keyword(self, value: Any, word: str, rule: Any, schema: Dict[str, Any], document: Dict[str, Any], at: str):
        if word == "type":
            right = isinstance(value, _TYPES[rule]) and (rule == "boolean" or not isinstance(value, bool))
        elif word == "const":
            right = value == rule and isinstance(value, type(rule))
        elif word == "enum":
            right = value in rule
        elif word == "pattern":
            right = not isinstance(value, str) or re.search(_pattern(rule), value) is not None
        elif word in ("minLength", "minItems"):
            right = not isinstance(value, (str, list)) or len(value) >= rule
        elif word in ("maxLength", "maxItems"):
            right = not isinstance(value, (str, list)) or len(value) <= rule
        elif word == "minimum":
            right = not isinstance(value, int) or value >= rule
        elif word == "maximum":
            right = not isinstance(value, int) or value <= rule
        elif word == "required":
            right = isinstance(value, dict) and all(name in value for name in rule)
        elif word == "properties":
            right = True
            for name in rule.keys() & (value.keys() if isinstance(value, dict) else ()):
                self._check(value[name], rule[name], document, f"{at}.{name}")
        elif word == "additionalProperties":
            more = value.keys() - schema.get("properties", {}).keys() if isinstance(value, dict) else ()
            right = rule is not False or not more
            if isinstance(rule, dict):
                for name in more:
                    self._check(value[name], rule, document, f"{at}.{name}")
        elif word == "items":
            right = True
            for index, item in enumerate(value if isinstance(value, list) else ()):
                self._check(item, rule, document, f"{at}[{index}]")
        else:
            raise KeyError(f"a word of JSON Schema that is not understood here: {word}")
        if not right:
            raise Mismatch(f"{at}: {word} {json.dumps(rule)[:200]}")

    @staticmethod
    def _format(value: Any, name: str, at: str) -> None:
        if name == "u64" and isinstance(value, str):
            right = not value.isdigit() or int(value) < 1 << 64
        elif name == "hex":
            right = isinstance(value, str) and re.fullmatch(r"(?:[0-9a-f]{2})*", value) is not None
        else:
            raise KeyError(f"a format that is not understood here: {name}")
        if not right:
            raise Mismatch(f"{at}: format {name}")


def _pattern(rule: str) -> str:
    return rule[:-1] + r"\Z" if rule.endswith("$") else rule
