"""How the table of who may do what is written, see `matrix`."""

from typing import NamedTuple

ROLES = ("anonymous", "stranger", "learner", "other_instructor", "teacher", "moderator", "admin")


class Call(NamedTuple):
    """One row: the route as the URLconf has it, the address that is called, its body, a status for each role."""

    method: str
    route: str
    address: str
    statuses: str
    body: object = None


OPEN = "200 200 200 200 200 200 200"
SIGNED_IN = "401 200 200 200 200 200 200"
GONE = "204 204 204 204 204 204 204"
WRONG = "400 400 400 400 400 400 400"
