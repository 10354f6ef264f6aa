"""What the description of the API says before its operations."""

from .codes import SENTENCES

TEXT = """
Everything that learners, instructors and visitors do on the site, for programs: web, mobile, desktop, partners.

**Answers** have one form: `{"success": true, "data": …, "meta": {…}, "links": {…}}`, errors
`{"success": false, "error": {"code", "message", "details"}, "meta": {"timestamp", "request_id"}}`. Decide by `code`;
`message` is for people, in the language of `Accept-Language`. Moments are UTC, prices in minor units and as text.

**Tokens.** `POST /api/v1/auth/login/` gives an access token for 15 minutes (`Authorization: Bearer …`) and a refresh
token for 14 days, which changes with each use. A spent refresh token gives the same pair again for ten seconds; after
that its use ends the session.

**Lists** take `page` and `per_page` (20, at most 100) and tell the total; notes go back by `links.next`.
`fields=id,title` leaves all other fields out.

**Versions** stand in the address; `Accept: application/vnd.hybridlms.v1+json` names it as well, any other is 406.

**Limits** are counted by person, or by address without a token: `RateLimit-Limit`, `RateLimit-Remaining` and
`RateLimit-Reset` stand on every answer, `Retry-After` on a 429.

**Sent twice, done once.** A POST that creates takes an `Idempotency-Key`: the same key gives the same answer for a
day, with another body it is refused. Reads carry an `ETag`; `If-None-Match` saves the
answer, `If-Match` protects a draft.

**Buying** goes cart, order, pay, poll: prices are the site's alone, an order names the `fingerprint` of the cart that
the buyer has seen, and it is paid when the provider has told the site so. Visitors send `X-Cart-Key`.

Every answer has an `X-Request-ID`; name your own (8 to 64 letters) to find a request in both logs.

### Codes of errors

| Code | What it says |
|---|---|
"""


def introduction(sentences: dict[str, str]) -> str:
    """The text in Markdown with all codes; `sentences` are those of the domain, by code."""
    rows = {**{code: str(sentence) for code, sentence in SENTENCES.items()}, **sentences}
    return TEXT.strip() + "\n" + "\n".join(f"| `{code}` | {rows[code]} |" for code in sorted(rows))
