"""How she is told of a decision, and how she is heard before an end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.safe_contact import Channel
from maillage.foundation.documents import UploadField
from maillage.foundation.ui.answers import KeyedForm
from maillage.foundation.ui.days import DatedForm
from maillage.foundation.ui.speech import say
from maillage.pathway.commission.forms.fields import day_field, words_field
from maillage.pathway.commission.models import DeliveredBy, Heard, Proof
from maillage.pathway.commission.services.ways import HANDS, IN_PERSON

_SHORTEST, _LONGEST = 1, 90


def _ways() -> list[tuple[str, Any]]:
    return [(code, _("elle est là, avec moi") if code == IN_PERSON else say(Channel(code).label)) for code in HANDS]


class ReceivedForm(DatedForm, KeyedForm):
    """The day she had it, and what proves it."""

    notified_on = day_field(label=_("Elle l'a reçue le"), required=True)
    proof = forms.ChoiceField(
        label=_("Ce qui prouve ce jour"), choices=Proof.choices, widget=forms.RadioSelect,
        help_text=_("Signer est son choix : sans preuve, le délai de recours ne peut simplement pas lui être opposé."),
    )  # fmt: skip
    remedies_told = forms.BooleanField(label=_("Les recours et leur délai lui ont été remis par écrit, et dits"), required=False)
    plain_given = forms.BooleanField(label=_("La version en phrases courtes lui a été remise, ou lue dans sa langue"), required=False)
    scan = UploadField(label=_("La preuve, numérisée"), required=False, help_text=_("Le récépissé ou l'avis : la préfecture la gardera."))


class DeliverForm(ReceivedForm):
    """By which way her association puts it into her hands."""

    field_order = ("way", "notified_on", "proof", "remedies_told", "plain_given", "scan")
    way = forms.ChoiceField(
        label=_("Comment la lui remettre"), widget=forms.RadioSelect,
        help_text=_("Ses consignes de contact sont vérifiées à cet instant. La préfecture n'en saura rien."),
    )  # fmt: skip
    notified_on = day_field(
        label=_("Elle l'a reçue le"), help_text=_("Laissez vide si le courrier part seulement : vous noterez le jour et la preuve ensuite.")
    )
    proof = forms.ChoiceField(
        label=_("Ce qui prouve ce jour"), choices=Proof.choices, widget=forms.RadioSelect, required=False,
        help_text=_("Signer est son choix : sans preuve, le délai de recours ne peut simplement pas lui être opposé."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = _ways()  # type: ignore[attr-defined]


class SendForm(ReceivedForm):
    """How the prefecture told her, or what the association said of it."""

    field_order = ("by", "notified_on", "proof", "remedies_told", "plain_given", "scan")
    by = forms.ChoiceField(
        label=_("Qui la lui a remise"), choices=DeliveredBy.choices, widget=forms.RadioSelect,
        help_text=_("Une lettre ne part que si cette voie est ouverte ; sinon, confiez la remise à l'association."),
    )  # fmt: skip
    notified_on = day_field(label=_("Elle l'a reçue le"), help_text=_("Pour une lettre qui part aujourd'hui, laissez vide."))
    proof = forms.ChoiceField(label=_("Ce qui prouve ce jour"), choices=Proof.choices, widget=forms.RadioSelect, required=False)


class HearingForm(KeyedForm):
    """What is held against her, and how long she has to answer."""

    facts = words_field(
        label=_("Ce qui est reproché, en faits"), required=True, help_text=_("Elle lira ces mots : des faits datés, sans jugement.")
    )
    days = forms.IntegerField(label=_("Jours pour répondre"), min_value=_SHORTEST, max_value=_LONGEST)


class ToldForm(DatedForm, KeyedForm):
    """The day she had the letter that asks for her observations."""

    field_order = ("way", "by", "told_on", "proof")
    told_on = day_field(label=_("Elle l'a reçu le"), required=True)
    proof = forms.ChoiceField(label=_("Ce qui prouve ce jour"), choices=Proof.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.fields["way"] = forms.ChoiceField(label=_("Comment le lui remettre"), choices=_ways(), widget=forms.RadioSelect)
        else:
            self.fields["by"] = forms.ChoiceField(label=_("Qui le lui a remis"), choices=DeliveredBy.choices, widget=forms.RadioSelect)
        self.order_fields(self.field_order)


class ObservationsForm(DatedForm, KeyedForm):
    """What she answered, or that her delay passed."""

    heard = forms.ChoiceField(label=_("Sa réponse"), choices=Heard.choices, widget=forms.RadioSelect)
    heard_on = day_field(label=_("Le"), required=True)
    words = words_field(label=_("Ses observations"), help_text=_("Ses mots, ou ceux qu'elle a relus. Scellés, lus avant la décision."))
