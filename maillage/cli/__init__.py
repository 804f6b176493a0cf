"""The installed command, `maillage`.

Exit codes: 0 done, 1 the answer is no, 2 unusable input or environment, 70 our own bug. Results on stdout, one sentence on
stderr, never a traceback. `law` needs no database and no key; the rest are Django's commands under the same name.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

EXIT_DONE, EXIT_NO, EXIT_UNUSABLE, EXIT_BUG = 0, 1, 2, 70


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _dispatch(arguments)
    except KeyboardInterrupt:
        return EXIT_DONE
    except BrokenPipeError:
        return EXIT_DONE
    except Exception as problem:
        return _report_bug(problem)


def _dispatch(arguments: list[str]) -> int:
    own: dict[str, Callable[[list[str]], int]] = {"law": _law, "serve": _serve}
    if arguments and arguments[0] in own:
        return own[arguments[0]](arguments[1:])
    return _django(arguments)


def _law(arguments: list[str]) -> int:
    from maillage.cli import law

    return law.run(arguments)


def _serve(arguments: list[str]) -> int:
    from maillage.cli import serve

    return serve.run(arguments)


def _django(arguments: list[str]) -> int:
    choose_settings()
    # Whatever is written (database, journal, documents, logs) is for its owner's eyes.
    os.umask(0o077)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["maillage", *(arguments or ["help"])])
    except ImproperlyConfigured as problem:
        print(problem, file=sys.stderr)
        return EXIT_UNUSABLE
    except SystemExit as ended:
        if isinstance(ended.code, str):
            print(ended.code, file=sys.stderr)
            return EXIT_UNUSABLE
        return int(ended.code or 0)
    return EXIT_DONE


def choose_settings() -> None:
    """The demonstration runs on the development settings; anything else is a real installation."""
    demonstration = os.environ.get("MAILLAGE_DEMO") == "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"maillage.config.settings.{'dev' if demonstration else 'production'}")


def _report_bug(problem: Exception) -> int:
    folder = Path(os.environ.get("MAILLAGE_VAR", "var")) / "log"
    where = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "last-bug.txt").write_text("".join(traceback.format_exception(problem)), encoding="utf-8")
        where = f" Its details are in {folder / 'last-bug.txt'}."
    except OSError:
        pass
    print(f"Maillage stopped on a fault of its own ({type(problem).__name__}).{where}", file=sys.stderr)
    return EXIT_BUG
