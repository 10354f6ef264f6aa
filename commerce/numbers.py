"""Numbers of orders."""

import secrets
from datetime import datetime

# No letters that look like others: numbers are read out on the telephone.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_number(now: datetime) -> str:
    """A number to read out, that tells nobody how much is sold: `26-7K3P-9QXM`."""
    letters = [secrets.choice(LETTERS) for _place in range(8)]
    return f"{now:%y}-{''.join(letters[:4])}-{''.join(letters[4:])}"
