"""Loaded by schemathesis: leads two of three calls to things that exist, whose ids stand in FUZZ_IDS."""

import json
import os
import re
import zlib

import schemathesis

IDS = json.loads(os.environ.get("FUZZ_IDS", "{}"))


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Which id is put in depends on the one that was made up, so that a run can be repeated."""
    if not path_parameters:
        return path_parameters
    words = dict(re.findall(r"([a-z-]+)/\{(\w+)\}", context.operation.path))
    known = {name: IDS.get(word, []) for word, name in words.items()}
    return {name: _real(known.get(name), value) for name, value in path_parameters.items()}


def _real(known: list[str] | None, made_up: object) -> object:
    chance = zlib.crc32(str(made_up).encode())
    return known[chance // 3 % len(known)] if known and chance % 3 else made_up
