"""Loaded by schemathesis: leads two of three calls to things that exist (FUZZ_IDS), and keeps the run short.

At the edges of every value (its phase "coverage") schemathesis tries thousands of calls; each role makes the
first of each operation, and of the others a share of its own (FUZZ_SHARE).
"""

import json
import os
import re
import zlib
from collections import Counter

import schemathesis

IDS = json.loads(os.environ.get("FUZZ_IDS", "{}"))
SHARE = int(os.environ.get("FUZZ_SHARE", "0"))
FIRST, ONE_OF = 25, 9
_tried: Counter[str] = Counter()


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Which id is put in depends on the one that was made up, so that a run can be repeated."""
    if not path_parameters:
        return path_parameters
    known = {name: IDS.get(word, []) for word, name in re.findall(r"([a-z-]+)/\{(\w+)\}", context.operation.path)}
    return {name: _real(known.get(name), value) for name, value in path_parameters.items()}


@schemathesis.hook
def filter_case(context, case):
    """Whether to make the call."""
    if case.meta is None or case.meta.phase.name.value != "coverage":
        return True
    _tried[case.operation.label] += 1
    number = _tried[case.operation.label]
    return number <= FIRST or number % ONE_OF == SHARE


def _real(known: list[str] | None, made_up: object) -> object:
    chance = zlib.crc32(str(made_up).encode())
    return known[chance // 3 % len(known)] if known and chance % 3 else made_up
