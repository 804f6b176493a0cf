"""Write each room's one migration anew from its models: until the first release a room keeps one clean set.

python -m tools.remigrate [room ...]    only the named labels (mg_people ...) may change; without a name, all of ours
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT_BY_HAND = {"territories"}  # one of theirs carries data


def main(labels: list[str]) -> int:
    """Regenerate in a copy of the code, so that a room being written beside is never seen half done; then take what changed."""
    with (Path(tempfile.gettempdir()) / "maillage-remigrating.lock").open("w") as lock, tempfile.TemporaryDirectory() as scratch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        copy = Path(scratch)
        shutil.copytree(ROOT / "maillage", copy / "maillage", ignore=shutil.ignore_patterns("__pycache__"))
        for old in copy.glob("maillage/*/*/migrations/0*.py"):
            if old.parent.parent.name not in KEPT_BY_HAND:
                old.unlink()
        for stale in copy.glob("maillage/*/*/migrations/max_migration.txt"):
            if not any(stale.parent.glob("0*.py")):
                stale.unlink()
        _make(copy)
        return _take(copy, labels)


# One room after the other, lowest first: asked for all at once, Django cuts a room in two to break what it takes for a circle.
_IN_ORDER = """
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
for each in apps.get_app_configs():
    if each.name.startswith("maillage."):
        call_command("makemigrations", each.label, name="initial", include_header=False, verbosity=0)
"""


def _make(copy: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(copy), "DJANGO_SETTINGS_MODULE": "maillage.config.settings.test", "PYTHONSAFEPATH": "1"}
    subprocess.run([sys.executable, "-c", _IN_ORDER], cwd=copy, env=environment, check=True)


def _take(copy: Path, labels: list[str]) -> int:
    for made in sorted(copy.glob("maillage/*/*/migrations/*")):
        room = made.parent.parent.name
        if room in KEPT_BY_HAND or made.is_dir() or made.name == "__init__.py" or (labels and f"mg_{room}" not in labels):
            continue
        if made.suffix == ".py":
            subprocess.run([sys.executable, "-m", "ruff", "format", "-q", "--config", "pyproject.toml", str(made)], check=False, cwd=ROOT)
        target = ROOT / made.relative_to(copy)
        if not target.exists() or target.read_bytes() != made.read_bytes():
            shutil.copyfile(made, target)
            print(target.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
