"""From what a browser says of itself to a few words that its owner recognises, and no more."""

from __future__ import annotations

from django.utils.translation import gettext as _

# The first that matches wins: Edge and Opera also say "Chrome", and Chrome also says "Safari".
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrom", "Chrome"), ("CriOS", "Chrome"),
             ("Safari", "Safari"))  # fmt: skip
_TABLETS = ("iPad", "Tablet")
_PHONES = ("Mobi", "iPhone", "Android")


def coarse_device(user_agent: str) -> str:
    """A code such as `Firefox|phone`: never a version, a model or a system."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    if any(mark in user_agent for mark in _TABLETS):
        return f"{browser}|tablet"
    return f"{browser}|phone" if any(mark in user_agent for mark in _PHONES) else f"{browser}|computer"


def describe_device(code: str) -> str:
    """The code in words, in the language in force: "Firefox, téléphone"."""
    browser, _separator, kind = code.partition("|")
    kinds = {"phone": _("téléphone"), "tablet": _("tablette"), "computer": _("ordinateur")}
    return f"{browser or _('navigateur')}, {kinds.get(kind, _('appareil inconnu'))}"
