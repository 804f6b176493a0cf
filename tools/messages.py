"""The sentences of the interface: French in the source, English in locale/en, complete.

`extract` brings locale/*/LC_MESSAGES/django.po up to date; `check` fails when English misses, guesses or breaks a sentence;
`compile` writes the .mo files that Django reads. Babel reads and writes; nothing of GNU gettext is needed.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "phrase": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACES = re.compile(r"%\((\w+)\)s|\{(\w+)\}|%(?=%)")


def sources() -> list[Path]:
    """The files of the package that may speak."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "maillage"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in sorted(names.split()) if name.endswith((".py", ".html", ".txt")) and (ROOT / name).is_file()]


def found() -> Iterator[tuple[str, object, str | None]]:
    """Every (place, message, context) spoken by the package."""
    from django.utils.translation.template import templatize

    for path in sources():
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What Django leaves of the page around its sentences is no Python: only the lines matter, not their indentation.
            text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
        for line in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}):
            yield path.relative_to(ROOT).as_posix(), line[1], line[3]


def template_catalog() -> Catalog:
    """What the source says now."""
    catalog = Catalog(project="Maillage", charset="utf-8", fuzzy=False)
    for place, message, context in found():
        catalog.add(message, locations=[(place, 0)], context=context)
    return catalog


def update() -> None:
    """Bring both languages up to date: English keeps its sentences and gains empty ones; French needs its plurals only."""
    now = template_catalog()
    english = _read("en")
    english.update(now, no_fuzzy_matching=True, keep_user_comments=True)
    english.obsolete.clear()
    _write("en", english)
    _write("fr", _french(now))


def _french(now: Catalog) -> Catalog:
    # 0 is singular in French: Django asks the catalogue, so the source's own plurals stand in one.
    french = Catalog(locale="fr", project="Maillage", charset="utf-8", fuzzy=False)
    for message in now:
        if message.id and isinstance(message.id, tuple):
            french.add(message.id, string=message.id, context=message.context)
    return french


def problems() -> list[str]:
    """What is wrong with the English: missing, empty, guessed, or with other places than the French."""
    now, english = template_catalog(), _read("en")
    wrong = []
    for message in now:
        if not message.id:
            continue
        said = english.get(message.id, context=message.context)
        if said is None or not _filled(said):
            wrong.append(f"no English for: {_words(message)}")
        elif said.fuzzy:
            wrong.append(f"English only guessed for: {_words(message)}")
        elif _places(said.string) != _places(message.id):
            wrong.append(f"other places in the English of: {_words(message)}")
    return wrong


def compile_all() -> None:
    """Write the .mo of each language."""
    for language in ("en", "fr"):
        path = _path(language)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as handle:
                write_mo(handle, _read(language))


def _filled(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return bool(strings) and all(strings)


def _places(text: object) -> set[str]:
    texts = text if isinstance(text, (tuple, list)) else (text,)
    return {a or b for each in texts for a, b in PLACES.findall(str(each)) if a or b}


def _words(message: Message) -> str:
    first = message.id[0] if isinstance(message.id, tuple) else message.id
    return f"{first[:100]!r}"


def _path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _read(language: str) -> Catalog:
    path = _path(language)
    if not path.exists():
        return Catalog(locale=language, project="Maillage", charset="utf-8", fuzzy=False)
    with path.open("rb") as handle:
        return read_po(handle, locale=language, charset="utf-8")


def _write(language: str, catalog: Catalog) -> None:
    path = _path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as handle:
        write_po(handle, catalog, width=120, no_location=True, omit_header=False, sort_output=True, ignore_obsolete=True)


def main(act: str) -> int:
    """extract, check or compile."""
    if act == "extract":
        update()
    elif act == "compile":
        compile_all()
    elif wrong := problems():
        print(
            f"The English is not complete: {len(wrong)} sentences. Run make fix, then fill locale/en.",
            *wrong[:40],
            sep="\n  ",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
