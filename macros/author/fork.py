"""Runs snippets one after another, each in a fork of a program that loads a large library once, when the first snippet names it.

Started by `examples` as a program of its own: `python -m macros.author.fork`, one JSON line in ({code, seconds}), one out
({printed} or {failed}). Loading NumPy, pandas and scikit-learn takes longer than most snippets run. Where a system cannot
fork (Windows), `examples` starts a fresh Python for each snippet instead.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from types import ModuleType

LOADED = (
    "numpy", "pandas", "scipy.stats", "sklearn.base", "sklearn.datasets", "sklearn.ensemble", "sklearn.linear_model", "sklearn.metrics",
    "sklearn.model_selection", "sklearn.pipeline", "sklearn.preprocessing", "sqlite3",
)  # fmt: skip


def _child(code: str, seconds: int, out: int) -> None:
    """Run the code as its own program would run, with everything it prints going to `out`."""
    os.dup2(out, 1)
    os.dup2(out, 2)
    signal.alarm(seconds)
    status = 0
    try:
        sys.modules["__main__"] = program = ModuleType("__main__")  # for what looks itself up by name: doctest, pickle
        exec(compile(code, "<string>", "exec", dont_inherit=True), program.__dict__)  # noqa: S102  the guide's own examples
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    with contextlib.suppress(Exception):
        sys.stdout.flush()
    os._exit(status)


def _run(code: str, seconds: int) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as out:
        child = os.fork()
        if child == 0:
            os.chdir(folder)
            _child(code, seconds, out.fileno())
        _, status = os.waitpid(child, 0)
        out.seek(0)
        printed = out.read().decode("utf-8", "replace")
    if os.WIFSIGNALED(status):
        timed_out = os.WTERMSIG(status) == signal.SIGALRM
        return {"failed": f"ran longer than {seconds} s" if timed_out else f"was ended by signal {os.WTERMSIG(status)}"}
    if os.WEXITSTATUS(status):
        return {"failed": printed.strip().splitlines()[-1] if printed.strip() else f"exit status {os.WEXITSTATUS(status)}"}
    return {"printed": printed}


def main() -> None:
    """Answer each line of standard input."""
    os.chdir(Path(tempfile.gettempdir()))
    for line in sys.stdin:
        asked = json.loads(line)
        for name in LOADED:
            if name not in sys.modules and name.partition(".")[0] in asked["code"]:
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)
        print(json.dumps(_run(asked["code"], asked["seconds"])), flush=True)


if __name__ == "__main__":
    main()
