"""The shape of what is typed about a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import Channel
from maillage.foundation.ui.answers import KeyedForm, VersionedForm
from maillage.foundation.ui.days import DatedForm, DayField
from maillage.reference.organisations.models import Organisation

WAYS = [
    (Channel.PHONE, _("par téléphone")),
    (Channel.SMS, _("par SMS")),
    (Channel.MESSAGING, _("par messagerie")),
    (Channel.MAIL, _("par courriel")),
    (Channel.PARTNER, _("par un partenaire")),
    (Channel.NONE_KNOWN, _("aucun canal connu : elle nous voit quelque part")),
]
LANGUAGES = [
    ("fr", _("français")),
    ("en", _("anglais")),
    ("es", _("espagnol")),
    ("ro", _("roumain")),
    ("bg", _("bulgare")),
    ("pt", _("portugais")),
    ("zh", _("chinois")),
    ("ar", _("arabe")),
    ("sq", _("albanais")),
    ("ru", _("russe")),
    ("yo", _("yoruba")),
    ("edo", _("edo")),
    ("pcm", _("pidgin du Nigeria")),
    ("other", _("une autre langue")),
]

_NO_HISTORY = {"autocomplete": "off"}
_OLDEST_BIRTH = date(1900, 1, 1)


def _pseudonym() -> forms.CharField:
    return forms.CharField(
        label=_("Pseudonyme"),
        max_length=40,
        help_text=_("Celui qu'elle choisit, jamais son vrai prénom. C'est lui que l'équipe verra dans les listes."),
        widget=forms.TextInput(attrs=_NO_HISTORY),
        error_messages={"required": _("Choisissez un pseudonyme : c'est ce qui permettra de retrouver le dossier.")},
    )


def _channel() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Comment la joindre sans danger"),
        choices=WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un canal, ou « aucun canal connu ».")},
    )


def _safe_contact() -> forms.CharField:
    return forms.CharField(
        label=_("Le numéro, l'adresse, le partenaire, ou l'endroit où elle nous voit"),
        max_length=400,
        help_text=_("Par exemple : « 06…, après 14 h, ne rien laisser sur le répondeur » ou « nous voit le mardi au local »."),
        widget=forms.Textarea(attrs={"rows": 2, **_NO_HISTORY}),
        error_messages={"required": _("Dites en quelques mots comment la joindre, ou où elle nous voit.")},
    )


class OpenFileForm(KeyedForm):
    """Two fields: a pseudonym, and one safe channel with its words."""

    organisation = forms.ChoiceField(label=_("Association"))
    pseudonym = _pseudonym()
    channel = _channel()
    safe_contact = _safe_contact()

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(each.pk), each.name) for each in organisations]
        if len(known) > 1:
            self.fields["organisation"].choices = known  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]


class PseudonymForm(VersionedForm):
    """The pseudonym, corrected."""

    pseudonym = _pseudonym()


class IdentityForm(DatedForm, VersionedForm):
    """The civil identity. Nothing is compulsory but one of the two names."""

    last_name = forms.CharField(label=_("Nom"), max_length=80, required=False, widget=forms.TextInput(attrs=_NO_HISTORY))
    first_name = forms.CharField(label=_("Prénom"), max_length=80, required=False, widget=forms.TextInput(attrs=_NO_HISTORY))
    birth_date = DayField(
        label=_("Date de naissance"),
        required=False,
        help_text=_("Laissez vide si elle n'est pas connue."),
        earliest=_OLDEST_BIRTH,
        years_ahead=0,
    )
    nationality = forms.CharField(label=_("Nationalité"), max_length=60, required=False, widget=forms.TextInput(attrs=_NO_HISTORY))
