"""Answers that are the same for everybody, kept as they were rendered until what they show changes."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language
from rest_framework.response import Response

from lms_site.near_cache import NearCache

SECONDS = 300
MAX_QUERY = 200
# With any other name in the query an answer is not kept, so that nobody fills the cache by inventing some.
PARAMETERS = frozenset({"page", "per_page", "fields"})


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The body of an answer with status 200."""

    content: bytes
    media_type: str

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        return 200 + len(self.content)

    def response(self) -> HttpResponse:
        """The answer, to be given once."""
        answer = HttpResponse(self.content, content_type=self.media_type)
        answer.is_enveloped = True
        return answer


answers: NearCache[KeptAnswer] = NearCache("answer", max_bytes=16 * 1024**2)


def may_be_kept(request) -> bool:
    """Whether answers are kept at all, and an address like this one: others are hardly asked twice."""
    is_short = len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY
    return bool(settings.LMS_SHELL_SECONDS) and is_short and set(request.query_params) <= PARAMETERS


def find_answer(request, version: str) -> KeptAnswer | None:
    """What was kept for this address, language and form of answer under `version`."""
    return answers.get(_name(request, version)) if may_be_kept(request) else None


def keep_answer(request, version: str, response: Response) -> None:
    """Keep a rendered answer. `version` was read before anything of what the answer shows."""
    if may_be_kept(request) and request.method == "GET" and response.status_code == 200:
        kept = KeptAnswer(response.content, response.headers["Content-Type"])
        answers.put(_name(request, version), kept, SECONDS)


def _name(request, version: str) -> str:
    parts = (version, get_language() or "", request.get_full_path(), request.accepted_renderer.media_type)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()
