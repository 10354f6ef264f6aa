"""What can be told about a formula from its characters alone, before anything tries to parse it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from latex2mathml import commands
from latex2mathml.symbols_parser import convert_symbol

MAX_DEPTH = 40

# Definitions can expand without end; the others would put addresses and styles into the page.
_REFUSED = {
    r"\newcommand", r"\renewcommand", r"\def", r"\newenvironment", r"\DeclareMathOperator",
    r"\href", r"\style", r"\class", r"\verb", r"\unicode",
}  # fmt: skip
# Environments by their LaTeX name, and what the converter calls them.
_ENVIRONMENTS = {name.removeprefix("\\"): name.removeprefix("\\") for name in commands.MATRICES} | {
    "aligned": "align*",
    "dcases": "cases",
    "equation": "matrix",
    "equation*": "matrix",
    "gather": "matrix",
    "gather*": "matrix",
    "gathered": "matrix",
}
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
_TOKEN = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*)"
    r"|(?P<environment>\\(?P<edge>begin|end)\s*\{(?P<name>[^{}]*)\})"
    r"|(?P<words>\\(?:text(?:bf|it|rm|sf|tt|up|md|normal|color)?|operatorname\*?|mbox|hbox|fbox|tag\*?)"
    r"\s*\{[^{}]*\})"
    r"|(?P<command>\\(?:[A-Za-z]+|.))"
    r"|(?P<brace>[{}])"
    r"|(?P<other>\S)",
    re.DOTALL,
)


@dataclass(frozen=True)
class LatexProblem:
    """What is wrong with a formula and at which character, counted from 0."""

    reason: str
    position: int


@dataclass(frozen=True)
class _Opening:
    """Something that has to be closed: a brace, `\\left`, or an environment by name."""

    kind: str
    position: int


def check_structure(latex: str) -> LatexProblem | None:
    """Return the first open brace, unknown or refused command of `latex`, or None when all looks right."""
    if not latex.strip():
        return LatexProblem(_("the formula is empty"), 0)
    openings: list[_Opening] = []
    for match in _TOKEN.finditer(latex):
        problem = _command_problem(match) or _nesting_problem(match, openings)
        if problem:
            return LatexProblem(problem, match.start())
    if openings:
        return LatexProblem(_never_closed(openings[-1]), openings[-1].position)
    return None


def cut_points(latex: str) -> list[int]:
    """Positions at which `latex` may be cut without cutting through a brace, a pair or a command."""
    openings: list[_Opening] = []
    points = [0]
    for match in _TOKEN.finditer(latex):
        _nesting_problem(match, openings)
        if not openings:
            points.append(match.end())
    return points


def in_known_environments(latex: str) -> str:
    """Return `latex` with each environment under the name that the converter knows it by."""
    return _ENVIRONMENT.sub(
        lambda match: rf"\{match[1]}{{{_ENVIRONMENTS.get(match[2], match[2])}}}",
        latex,
    )


def _command_problem(match: re.Match[str]) -> str:
    command = match["command"]
    if match["edge"] == "begin" and match["name"] not in _ENVIRONMENTS:
        return _("there is no environment called %(name)s here") % {"name": match["name"]}
    if not command:
        return ""
    if command in _REFUSED:
        return _("%(command)s is not available here") % {"command": command}
    if command[1:].isalpha() and not _is_known(command):
        return _("%(command)s is not a command that is known here") % {"command": command}
    return ""


def _nesting_problem(match: re.Match[str], openings: list[_Opening]) -> str:
    """Follow what opens and closes, changing `openings`; return what does not fit, or an empty string."""
    opened, closed = _edge(match)
    if opened:
        if len(openings) >= MAX_DEPTH:
            return _("this is nested too deeply")
        openings.append(_Opening(opened, match.start()))
    if closed:
        if not openings:
            return _("nothing is open that this could close")
        opening = openings.pop()
        if opening.kind != closed:
            openings.append(opening)
            return _never_closed(opening)
    return ""


def _edge(match: re.Match[str]) -> tuple[str, str]:
    """What the token opens and what it closes, as kinds; two empty strings for an ordinary one."""
    if match["environment"]:
        kind = rf"\begin{{{match['name']}}}"
        return (kind, "") if match["edge"] == "begin" else ("", kind)
    token = match["command"] or match["brace"]
    return {"{": ("{", ""), "}": ("", "{"), r"\left": (r"\left", ""), r"\right": ("", r"\left")}.get(
        token or "", ("", "")
    )


def _never_closed(opening: _Opening) -> str:
    closing = {"{": "}", r"\left": r"\right"}.get(opening.kind, opening.kind.replace(r"\begin", r"\end", 1))
    return _("%(opening)s is opened but %(closing)s is missing") % {
        "opening": opening.kind,
        "closing": closing,
    }


@lru_cache(maxsize=1)
def _commands() -> frozenset[str]:
    """Every command name that latex2mathml gives a meaning, collected from its own tables."""
    names: set[str] = set()
    for value in vars(commands).values():
        found = value if isinstance(value, (tuple, list, set, frozenset, dict)) else [value]
        names.update(name for name in found if isinstance(name, str) and name.startswith("\\"))
    return frozenset(names)


def _is_known(command: str) -> bool:
    return command in _commands() or convert_symbol(command) is not None
