"""Finds the Chromium that browser tests drive."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The same engine without windows, as Playwright starts of its own accord: a third less work for the processor.
HEADLESS = ["chromium-headless-shell", "chrome-headless-shell"]
NAMES = [*HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
FILES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/snap/bin/chromium"]
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find_chromium() -> str | None:
    """Return the path of a browser on this machine: LMS_CHROMIUM, the usual names, then Playwright's own."""
    named = os.environ.get("LMS_CHROMIUM")
    if named:
        return named
    installed = [path for path in [*map(shutil.which, NAMES), *FILES] if path and Path(path).exists()]
    return installed[0] if installed else _playwright_chromium()


def install_chromium(*, seconds: float = 300) -> str | None:
    """Let Playwright download its browser; return its path, or None where that fails or takes too long."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    return find_chromium()


def _playwright_chromium() -> str | None:
    """Return the browser that Playwright has downloaded, if it has."""
    # Asked in a process of its own: Playwright's event loop would stay in this one.
    command = [sys.executable, "-c", ASK_PLAYWRIGHT]
    path = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return path if path and Path(path).exists() else None
