"""Make the virtual environment and install what a target needs; quick when nothing has changed.

    python3 scripts/environment.py .venv requirements.txt [requirements-dev.txt]

Runs with the machine's own Python before anything is installed, hence the standard library alone.
"""

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

NO_ENVIRONMENT = "The virtual environment could not be created."


def main():
    """Create and fill the environment named first; exit with a plain sentence when that fails."""
    venv, files = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    if not (venv / "bin" / "pip").exists():
        create(venv)
    for file in files:
        stamp = venv / f".installed-{file.stem}"
        wanted = hashlib.sha256(file.read_bytes()).hexdigest()
        if not stamp.exists() or stamp.read_text() != wanted:
            install(venv, file)
            stamp.write_text(wanted)


def create(venv):
    """Create the environment, also where Debian's python3-venv is missing but pip is there."""
    print(f"Creating {venv} with Python {sys.version.split()[0]} …", flush=True)
    if importlib.util.find_spec("ensurepip"):
        run([sys.executable, "-m", "venv", venv], NO_ENVIRONMENT)
    else:
        run([sys.executable, "-m", "venv", "--without-pip", venv], NO_ENVIRONMENT)
        pip = [sys.executable, "-m", "pip", "--python", venv / "bin" / "python", "install", "--quiet", "pip"]
        run(pip, "pip could not be installed. On Debian, `apt-get install python3-venv` helps.")


def install(venv, file):
    """Install exactly the versions that `file` pins; packages already there need no network."""
    print(f"Installing {file} (the first time takes a minute or two) …", flush=True)
    pip = [venv / "bin" / "python", "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"]
    run([*pip, "install", "--requirement", file], f"Installing {file} failed; the lines above say why.")


def run(command, complaint):
    """Run to the end without asking anything; exit with `complaint` when it fails."""
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        sys.exit(complaint)


if __name__ == "__main__":
    main()
