"""Letters, minutes and sheets as tagged PDF (PDF/UA), through typst.

Text is data, never markup: templates are ours, the world of the compiler holds nothing but them. Never render in a process
that will fork afterwards: the compiler's threads would not follow.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import typst
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from maillage.core.phrase import day_in_words
from maillage.foundation.documents.printable import MARK, make_printable, name_of

TEMPLATES = Path(__file__).parent / "typst"
_MAIN = b'#import "base.typ": paper\n#show: paper\n#include "template.typ"\n'
_REGIONS = {"fr": "fr", "en": "gb"}
_MISSING_GLYPH = re.compile(r'the text `"(.+)"` could not be displayed', re.DOTALL)
_ATTEMPTS = 40


class PdfProblem(Exception):
    """A template of ours cannot be printed with these data: a bug, never the fault of a text."""


@dataclass(frozen=True)
class RenderedPdf:
    """A PDF, and what could not be printed in it: each such character stands as `[?]` and is announced in the footer."""

    content: bytes
    replaced: tuple[str, ...] = ()


def render_pdf(*, template: Path | str, data: Mapping[str, object], title: str, timestamp: date, language: str = "fr") -> RenderedPdf:
    """Print `data` with a template: the same arguments give the same bytes.

    `template` is "letter", "minutes", "sheet", or the path of a room's own `typst/*.typ`, which may import `base.typ` and its
    neighbours. Data hold strings, numbers, dates (printed in words), lists and mappings. A character without a font is
    replaced and announced. Raises ValueError without a title, PdfProblem when the template does not fit the data.
    """
    if not title.strip():
        raise ValueError("a PDF needs a title")
    replaced: set[str] = set()
    with translation.override(language):
        plain = _plain({"data": data, "title": title}, lambda text: make_printable(text, replaced=replaced))
        words = _words()
    files = _files(template)
    for _attempt in range(_ATTEMPTS):
        payload = {**plain, "words": words, "language": language, "region": _REGIONS.get(language, ""), "replaced": len(replaced)}
        try:
            content = _compile(files, payload=payload, timestamp=timestamp)
        except typst.TypstError as problem:
            missing = _MISSING_GLYPH.search(problem.message)
            if missing is None:
                raise PdfProblem(f"{template}: {problem.message}") from problem
            plain = _without(plain, text=missing.group(1), replaced=replaced)
        else:
            return RenderedPdf(content=content, replaced=tuple(name_of(character) for character in sorted(replaced)))
    raise PdfProblem(f"{template}: too many characters without a font")


def _files(template: Path | str) -> dict[str, bytes]:
    """The whole world of the compiler: our shared files, the template's neighbours, and the template itself."""
    path = TEMPLATES / f"{template}.typ" if isinstance(template, str) and not template.endswith(".typ") else Path(template)
    world = {file.name: file.read_bytes() for folder in (path.parent, TEMPLATES) for file in sorted(folder.glob("*.typ"))}
    return {**world, "template.typ": path.read_bytes(), "main": _MAIN}


def _compile(files: dict[str, bytes], *, payload: Mapping[str, object], timestamp: date) -> bytes:
    """Compile in a folder that is empty and stays so: nothing of the machine can be read, no package fetched."""
    with tempfile.TemporaryDirectory(prefix="maillage-empty-") as empty:
        content: Any = typst.compile(
            files,  # type: ignore[call-overload]  # a dictionary of files: accepted, left out of the stub
            root=empty,
            package_path=empty,
            package_cache_path=empty,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=datetime(timestamp.year, timestamp.month, timestamp.day, tzinfo=UTC),
            sys_inputs={"payload": json.dumps(payload, ensure_ascii=False, sort_keys=True)},
        )
    return bytes(content)


def _plain(value: object, text: Callable[[str], str]) -> Any:
    """The value as JSON holds it: dates in words, lazy strings in the language in force, every string through `text`."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | Promise | UUID):
        return text(str(value))
    if isinstance(value, datetime):
        raise TypeError("give a template the words of an instant, not the instant")
    if isinstance(value, date):
        return text(day_in_words(value, language=translation.get_language() or "fr"))
    if isinstance(value, Mapping):
        return {str(key): _plain(item, text) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, text) for item in value]
    raise TypeError(f"a template cannot print a {type(value).__name__}")


def _without(plain: Any, *, text: str, replaced: set[str]) -> Any:
    """The data without the characters of a text that the fonts refused, although each was expected to be printable."""
    refused = {character for character in text if not character.isascii()}
    if not refused:
        raise PdfProblem("plain letters without a font")
    replaced |= refused
    return _plain(plain, lambda known: "".join(MARK if character in refused else character for character in known))


def _words() -> dict[str, str]:
    """The words that the paper itself says."""
    return {
        "subject": _("Objet"),
        "page": _("page"),
        "element": _("Élément"),
        "value": _("Contenu"),
        "attendance": _("Présences"),
        "remedies": _("Voies et délais de recours"),
        "enclosures": _("Pièces jointes"),
        "computed": _("Calculé par Maillage ; à confirmer par la préfecture."),
        "replaced": _("Un caractère qui ne peut pas être imprimé est remplacé par %(mark)s.") % {"mark": MARK},
    }
