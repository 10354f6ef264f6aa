"""The container's health check: exit 0 when the server in this container answers /healthz."""

import os
import sys
from http.client import HTTPConnection, HTTPException


def main() -> int:
    """Ask as a visitor of the first allowed host would, because other names are refused."""
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("GRANIAN_PORT", "8000")), timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"Host": host if host not in ("", "*") else "localhost"})
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
