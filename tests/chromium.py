"""Get a Chromium for the browser tests: an installed one, else Playwright's, else the distribution's package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str | None:
    """Path of an installed Chromium, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def playwrights() -> bool:
    """Whether Playwright has a browser of its own on this machine, fetching it when it can."""
    done = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, text=True, check=False, timeout=300
    )
    return done.returncode == 0


def distributions() -> bool:
    """Whether the distribution's package could be installed."""
    apt = shutil.which("apt-get")
    if not apt:
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    for command in ([apt, "update", "-qq"], [apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        if subprocess.run([*sudo, *command], stdout=subprocess.DEVNULL, check=False).returncode:
            return False
    return installed() is not None


if __name__ == "__main__":
    if not (installed() or playwrights() or distributions()):
        sys.exit("No Chromium: install one with your package manager, or 'python -m playwright install chromium', and run this again.")
