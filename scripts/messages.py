"""Compile translations (.po to .mo) without GNU gettext; with --check, only say what is not right.

The compiled files are kept in the repository, so that `make demo` needs no gettext.
"""

import argparse
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Return 0 when every catalogue is compiled (and, with --check, complete)."""
    parser = argparse.ArgumentParser(prog="python -m scripts.messages", description=__doc__)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        compile_all(ROOT)
        return 0
    problems = find_problems(ROOT)
    print("\n".join(problems) or "Translations are complete and compiled.")
    return 1 if problems else 0


def catalogues(root: Path) -> list[Path]:
    """Return our own .po files: those of the site and of its apps."""
    return sorted([*root.glob("locale/*/LC_MESSAGES/*.po"), *root.glob("*/locale/*/LC_MESSAGES/*.po")])


def compile_all(root: Path) -> None:
    """Write a .mo file beside each .po file."""
    for source in catalogues(root):
        source.with_suffix(".mo").write_bytes(polib.pofile(str(source)).to_binary())


def find_problems(root: Path) -> list[str]:
    """Return a sentence for each text that is untranslated or uncertain, and for each stale .mo file."""
    return [problem for source in catalogues(root) for problem in _problems_of(source, source.relative_to(root))]


def _problems_of(source: Path, name: Path) -> list[str]:
    catalogue = polib.pofile(str(source))
    problems = [f"{name}: not translated: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    problems += [f"{name}: marked fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    compiled = source.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        problems.append(f"{name}: not compiled since its last change; run `python -m scripts.messages`")
    return problems


if __name__ == "__main__":
    sys.exit(main())
