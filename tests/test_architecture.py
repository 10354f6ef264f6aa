"""The rules of the house that a program can check: sizes, names, addresses, reactions, safe templates."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

from lms_site.reactions import REACTIONS

ROOT = Path(__file__).resolve().parents[1]
APPS = ["lms_site", "accounts", "catalog", "classroom", "commerce", "home"]
PYTHON_FOLDERS = [*APPS, "scripts", "tests", "benchmarks"]
TEMPLATE_FOLDERS = ["templates", *(f"{app}/templates" for app in APPS)]
VAGUE_NAMES = {"utils", "helpers", "misc", "common", "util", "helper"}


@cache
def source(path: Path) -> str:
    return path.read_text("utf-8")


def python_files() -> list[Path]:
    files = [
        ROOT / "manage.py",
        *(path for folder in PYTHON_FOLDERS for path in (ROOT / folder).rglob("*.py")),
    ]
    return sorted(path for path in files if "migrations" not in path.parts)


def template_files() -> list[Path]:
    return sorted(path for folder in TEMPLATE_FOLDERS for path in (ROOT / folder).rglob("*.html"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def line_count(path: Path) -> int:
    return len(source(path).splitlines())


def statements_of(node: ast.AST) -> Iterator[ast.AST]:
    """Yield every statement below `node`; a walk through all expressions would take four times as long."""
    for part in ("body", "orelse", "handlers", "finalbody", "cases"):
        for statement in getattr(node, part, ()):
            yield statement
            yield from statements_of(statement)


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of a file with its length in lines, the docstring not counted."""
    for node in statements_of(ast.parse(source(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
            documented = docstring.end_lineno - docstring.lineno + 1 if docstring else 0
            yield f"{name_of(path)}: {node.name}", node.end_lineno - node.lineno + 1 - documented


def percentile_95(values: list[int]) -> float:
    return quantiles(values, n=20)[-1]


# --- Sizes -----------------------------------------------------------------------------------
def test_no_python_file_is_longer_than_400_lines():
    assert [name_of(path) for path in python_files() if line_count(path) > 400] == []


def test_files_of_the_product_are_short_as_a_rule():
    lengths = [line_count(path) for path in python_files() if "tests" not in path.parts]

    assert median(lengths) <= 60
    assert percentile_95(lengths) <= 250


def test_files_of_tests_are_short_as_a_rule():
    assert percentile_95([line_count(path) for path in python_files() if "tests" in path.parts]) <= 250


def test_no_function_is_longer_than_60_lines():
    functions = [function for path in python_files() for function in functions_of(path)]

    assert [(name, length) for name, length in functions if length > 60] == []
    assert percentile_95([length for _, length in functions]) <= 25


def test_no_template_is_longer_than_120_lines():
    assert [name_of(path) for path in template_files() if line_count(path) > 120] == []


# --- Names -----------------------------------------------------------------------------------
def test_no_module_has_a_name_that_says_nothing():
    assert [name_of(path) for path in python_files() if path.stem in VAGUE_NAMES] == []
    assert [name_of(path) for path in python_files() if VAGUE_NAMES & set(path.parts)] == []


def test_no_check_is_switched_off_in_place():
    markers = re.compile(r"#\s*(noqa|type:\s*ignore|TODO|FIXME|XXX)\b", re.IGNORECASE)

    assert [name_of(path) for path in python_files() if markers.search(source(path))] == []


def test_every_module_says_what_it_is_for():
    sources = [path for path in python_files() if "tests" not in path.parts and line_count(path)]
    undocumented = [path for path in sources if not ast.get_docstring(ast.parse(source(path)))]

    assert [name_of(path) for path in undocumented if path.name not in {"__init__.py", "apps.py"}] == []


# --- The contract ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/courses/",
        "/courses/batik/",
        "/courses/batik/first-module/first-lesson/",
        "/learn/",
        "/cms/",
        "/django-admin/",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/api/cms/v2/pages/",
        "/api/cms/v2/images/",
        "/api/cms/v2/documents/",
        "/api/cms/v3/pages/",
        "/certificates/6f8d0d0e-6a53-4d4e-9d0c-3c2f6a1b8f52/",
        "/cart/",
        "/checkout/",
        "/healthz",
        "/readyz",
    ],
)
def test_address_of_the_contract_resolves(path):
    try:
        match = resolve(path)
    except Resolver404:
        pytest.fail(f"{path} leads nowhere")

    # Only pages may fall through to Wagtail's catch-all.
    is_page = path == "/" or path.startswith("/courses/")
    assert is_page or match.url_name != "wagtail_serve"


@pytest.mark.parametrize("event", REACTIONS)
def test_event_and_its_reactions_exist(event):
    assert import_string(event).__doc__
    for path in REACTIONS[event]:
        assert import_string(path).name == path


# --- Safe templates --------------------------------------------------------------------------
def templates_with(pattern: str) -> list[str]:
    """Return the templates that contain `pattern`, e-mail ones aside: mail programs know no style sheet."""
    wanted = re.compile(pattern, re.IGNORECASE)
    pages = [path for path in template_files() if "email" not in path.parts]
    return [name_of(path) for path in pages if wanted.search(source(path))]


def test_no_template_trusts_text_blindly():
    assert templates_with(r"\|\s*safe\b|autoescape\s+off") == []


def test_no_template_has_inline_script():
    assert templates_with(r"<script(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))") == []
    assert templates_with(r"\son[a-z]+\s*=\s*[\"']") == []
    assert templates_with(r"[\"']\s*javascript:") == []


def test_no_template_has_inline_style():
    assert templates_with(r"<style\b") == []
    assert templates_with(r"\sstyle\s*=\s*[\"']") == []


def test_no_template_loads_anything_from_another_site_but_the_one_with_card_fields():
    loading = r"<(script|link|img|iframe|source|video|audio)\b[^>]*\b(src|href)=[\"'](https?:)?//"

    assert [name for name in templates_with(loading) if "json_ld" not in name] == ["templates/commerce/pay.html"]
    own = source(ROOT / "templates/commerce/pay.html").replace('src="https://js.stripe.com/v3/"', "")
    assert not re.search(loading, own)


# --- Who may write ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    "model",
    [
        *("Enrollment", "Grant", "Completion", "Certificate", "OutboxEvent", "OutgoingMail"),
        *("CourseSubmission", "SubmissionItem"),
        *("Review", "ReviewVote", "ReviewReport", "ReviewDecision", "Announcement", "Conversation", "Message"),
    ],
)
def test_row_that_services_guard_is_written_by_them_alone(model):
    writing = re.compile(rf"\b{model}\.objects\.(create|get_or_create|update_or_create|bulk_create)\(")
    sources = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    writers = [name_of(path) for path in sources if writing.search(source(path))]

    allowed = re.compile(r"^(catalog/services/|lms_site/(events|mail|handover)\.py$)")
    assert [name for name in writers if not allowed.match(name)] == []
