"""The look: contrasts, no origin but ours, nothing inline, and the very files that Bootstrap published."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import bootstrap_wrapper
import pytest

from maillage.foundation import ui

ROOM = Path(ui.__file__).parent
CSS = (ROOM / "static/ui/theme.css").read_text()
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
GROUNDS = ["paper", "surface", "sunk"]

# Published by Bootstrap for version 5.3.8 (getbootstrap.com, "Include via CDN").
PUBLISHED = {
    "css/bootstrap.min.css": "sRIl4kxILFvY47J16cr9ZwB07vP4J8+LH7qKQnuqkuIAvNWLzeN8tE5YBujZqJLB",
    "js/bootstrap.bundle.min.js": "FKyoEForCGlyvwx9Hj09JcYn3nv7wiPVlz7YYwJrWVcXK/BmnVDxM+D2scQbITxI",
}


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_bootstrap_is_byte_for_byte_what_bootstrap_published(name):
    content = (Path(bootstrap_wrapper.get_bootstrap_dir()) / name).read_bytes()

    assert base64.b64encode(hashlib.sha384(content).digest()).decode() == PUBLISHED[name]


def _colours(theme: str) -> dict[str, str]:
    light, dark = re.findall(r'\[data-bs-theme="(?:light|dark)"\] \{(.*?)\n\}', CSS, flags=re.DOTALL)
    found = dict(re.findall(r"--mg-([\w-]+): (#[0-9A-F]{6});", light))
    return found if theme == "light" else found | dict(re.findall(r"--mg-([\w-]+): (#[0-9A-F]{6});", dark))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["ink", "soft"])
def test_body_text_is_aaa_on_every_ground(theme, ground, text):
    colours = _colours(theme)

    assert _contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tone", ["calm", "good", "wait", "alert", "neutral"])
def test_a_tone_is_aa_on_its_own_ground_and_on_paper(theme, tone):
    colours = _colours(theme)

    grounds = [colours[f"{tone}-ground"], *(colours[ground] for ground in GROUNDS)]
    assert min(_contrast(colours[tone], ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_ink_is_aaa_on_the_ground_of_each_tone(theme):
    colours = _colours(theme)

    assert min(_contrast(colours["ink"], colours[f"{tone}-ground"]) for tone in ("calm", "good", "wait", "alert", "neutral")) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_links_and_buttons_are_aa(theme):
    colours = _colours(theme)

    assert _contrast(colours["primary"], colours["sunk"]) >= 4.5
    assert _contrast(colours["on-primary"], colours["primary"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_controls_and_the_focus_are_seen(theme):
    colours = _colours(theme)

    assert _contrast(colours["edge"], colours["surface"]) >= 3
    assert _contrast(colours["focus"], colours["focus-ink"]) >= 3


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_an_inline_style_script_or_handler(path):
    text = path.read_text()

    assert not re.search(r"\sstyle=|\son\w+=\"|<style|<script(?![^>]*\ssrc=)|hx-on|javascript:", text)


@pytest.mark.parametrize("path", [*TEMPLATES, *sorted((ROOM / "static").rglob("*.*"))], ids=lambda path: path.name)
def test_nothing_comes_from_another_origin(path):
    text = path.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert not re.search(r"https?://|//[a-z]+\.[a-z]", text)


def test_the_script_evaluates_nothing():
    assert not re.search(
        r"\beval\b|new Function|innerHTML|document\.write|localStorage|sessionStorage", (ROOM / "static/ui/app.js").read_text()
    )


def test_the_stylesheet_stays_short():
    assert len(CSS.splitlines()) < 400
