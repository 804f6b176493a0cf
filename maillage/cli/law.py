"""`maillage law explain | show | list | check | document`: the law on the command line, without database, key or Django.

Exit codes: 0 done, 1 no value in force that day, 2 unusable input or unusable law. Results on stdout, one sentence on stderr.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from maillage.cli.law_document import document, value_in_words
from maillage.core.clock.ends import EndOfRight, end_of_right
from maillage.core.law import DatedValue, Law, MalformedLaw, NoValueInForce, Right, current_law, load_law

EXIT_DONE, EXIT_NO, EXIT_UNUSABLE = 0, 1, 2


class Unusable(Exception):
    """The command cannot be understood; the message is the one sentence shown."""


def run(argv: list[str], *, today: date | None = None) -> int:
    """Run `maillage law <argv>` and return its exit code. `today` stands for the real day where the command names none."""
    _speak_utf8()
    try:
        asked = _parser().parse_args(argv)
        answer: Callable[..., int] = asked.answer
        return answer(asked, today=today or datetime.now(tz=ZoneInfo("Europe/Paris")).date())
    except (Unusable, MalformedLaw) as problem:
        print(" ".join(str(problem).split()), file=sys.stderr)
        return EXIT_UNUSABLE
    except SystemExit:  # argparse after --help
        return EXIT_DONE


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Unusable(f"La commande n'est pas comprise ; « {self.prog} --help » montre ce qu'elle attend.") from ValueError(message)


def _parser() -> _Parser:
    parser = _Parser(prog="maillage law", description="La loi en vigueur un jour donné, avec ses sources.", allow_abbrev=False)
    parser.set_defaults(answer=_nothing_asked)
    commands = parser.add_subparsers(metavar="commande")
    for name, (answer, sentence, options) in _COMMANDS.items():
        command = commands.add_parser(name, help=sentence, description=sentence, allow_abbrev=False)
        command.set_defaults(answer=answer)
        for flags, details in options:
            command.add_argument(*flags, **details)
    return parser


def _nothing_asked(asked: argparse.Namespace, *, today: date) -> int:
    raise Unusable(f"Il manque ce qui est demandé à la loi : {', '.join(_COMMANDS)}.")


def _explain(asked: argparse.Namespace, *, today: date) -> int:
    end = end_of_right(
        right=_right(asked.right),
        expires=_day(asked.expires, "--expires"),
        as_known_on=today if asked.as_known_on is None else _day(asked.as_known_on, "--as-known-on"),
        law=current_law(),
    )
    _say(_end_as_data(end) if asked.json else "\n".join(str(sentence) for sentence in end.explanation))
    return EXIT_DONE


def _show(asked: argparse.Namespace, *, today: date) -> int:
    law = current_law()
    day = today if asked.on is None else _day(asked.on, "--on")
    if asked.key not in law.parameters:
        raise Unusable(f"Aucune règle ne s'appelle « {asked.key} » : « maillage law list » donne leurs noms.")
    try:
        dated = law.value(asked.key, on=day)
    except NoValueInForce as unknown:
        print(unknown, file=sys.stderr)
        return EXIT_NO
    _say(_value_as_data(law, dated) if asked.json else _value_as_text(law, dated))
    return EXIT_DONE


def _list(asked: argparse.Namespace, *, today: date) -> int:
    keys = current_law().keys()
    _say({"keys": list(keys)} if asked.json else "\n".join(keys))
    return EXIT_DONE


def _check(asked: argparse.Namespace, *, today: date) -> int:
    law = load_law(None if asked.folder is None else Path(asked.folder))
    parameters, regimes = len(law.parameters), len(law.regimes)
    if asked.json:
        _say({"parameters": parameters, "regimes": regimes})
    else:
        _say(f"{parameters} règles et {regimes} versions de régimes sont lisibles, sourcées et cohérentes.")
    return EXIT_DONE


def _document(asked: argparse.Namespace, *, today: date) -> int:
    sys.stdout.write(document(current_law()))
    return EXIT_DONE


def _right(name: str | None) -> Right:
    rights = ", ".join(Right)
    if name is None:
        raise Unusable(f"Il manque --right, un droit parmi {rights}.")
    if name not in list(Right):
        raise Unusable(f"« {name} » n'est pas un droit connu : {rights}.")
    return Right(name)


def _day(text: str | None, option: str) -> date:
    if text is None:
        raise Unusable(f"Il manque {option}, un jour écrit comme 2020-03-12.")
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Unusable(f"« {text} » n'est pas un jour possible pour {option} : il s'écrit comme 2020-03-12.")


def _end_as_data(end: EndOfRight) -> dict[str, Any]:
    return {
        "right": end.right,
        "expires": end.expires,
        "as_known_on": end.as_known_on,
        "new_expires": end.new_expires,
        "applied": [applied.id for applied in end.applied],
        "considered": [{"id": considered.id, "reason": considered.reason} for considered in end.considered],
        "confidence": end.confidence,
        "explanation": [str(sentence) for sentence in end.explanation],
    }


def _value_as_data(law: Law, dated: DatedValue) -> dict[str, Any]:
    return {
        "key": dated.key,
        "description": law.parameters[dated.key].description,
        "value": dated.value,
        "unit": dated.unit,
        "from": dated.starts,
        "to": dated.ends,
        "confidence": dated.confidence,
        "source": {"title": dated.source.title, "url": dated.source.url, "read_on": dated.source.read_on},
        "note": dated.note,
    }


def _value_as_text(law: Law, dated: DatedValue) -> str:
    until = "sans fin connue" if dated.ends is None else f"jusqu'au {dated.ends}"
    lines = [
        f"{dated.key} : {law.parameters[dated.key].description}",
        f"Valeur : {value_in_words(dated.value, dated.unit)}",
        f"Depuis le {dated.starts}, {until}",
        f"Confiance : {dated.confidence}",
        f"Source : {dated.source.title}, {dated.source.url}, lue le {dated.source.read_on}",
    ]
    return "\n".join([*lines, f"Note : {dated.note}"] if dated.note else lines)


def _say(answer: str | Mapping[str, Any]) -> None:
    print(answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return dict(value)


_JSON = (("--json",), {"action": "store_true", "help": "un objet JSON"})
_COMMANDS: dict[str, tuple[Callable[..., int], str, tuple[tuple[tuple[str, ...], dict[str, Any]], ...]]] = {
    "explain": (
        _explain,
        "La fin d'un droit, avec les régimes exceptionnels publiés à une date.",
        (
            (("--right",), {"metavar": "DROIT", "help": ", ".join(Right)}),
            (("--expires",), {"metavar": "JOUR", "help": "fin prévue, comme 2020-03-12"}),
            (("--as-known-on",), {"metavar": "JOUR", "help": "jour où l'on se place ; aujourd'hui sinon"}),
            _JSON,
        ),
    ),
    "show": (
        _show,
        "La valeur d'une règle un jour donné.",
        ((("key",), {"metavar": "CLÉ"}), (("--on",), {"metavar": "JOUR", "help": "aujourd'hui sinon"}), _JSON),
    ),
    "list": (_list, "Les noms de toutes les règles.", (_JSON,)),
    "check": (_check, "Vérifie que toute la loi est lisible, sourcée et cohérente.", ((("--folder",), {"metavar": "DOSSIER"}), _JSON)),
    "document": (_document, "La page de référence des règles, en Markdown.", ()),
}
