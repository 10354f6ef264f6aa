"""Real servers for the tests: a throw-away PostgreSQL and Redis on free ports, and a Chromium.

`python -m tests.services run -- <command>` runs any command with DATABASE_URL and REDIS_URL set.
"""
