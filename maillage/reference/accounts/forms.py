"""Shape of what is typed about accounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.roles import ROLES, Right, Role
from maillage.reference.accounts.models import EndReason
from maillage.reference.organisations.models import Organisation

RIGHT_LABELS = {
    Right.HEALTH: _("droit santé"),
    Right.LEGAL: _("droit juridique (séjour)"),
    Right.MINORS: _("droit mineures (protection de l'enfance)"),
}


class ForgottenPasswordForm(forms.Form):
    """Ask for a link. The work and the answer are the same whether the address is known or not."""

    email = forms.EmailField(label=_("Adresse électronique"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def save(self, request: Any, **kwargs: Any) -> str:
        """Called by allauth: hands the address to the worker, which alone looks whether it has an account."""
        from maillage.reference.accounts.tasks import send_password_reset

        send_password_reset.enqueue(self.cleaned_data["email"])
        return str(self.cleaned_data["email"])


class InvitationForm(forms.Form):
    """Who, for which role, where."""

    email = forms.EmailField(
        label=_("Adresse électronique"), help_text=_("L'invitation part à cette adresse. Elle vaut sept jours et ne sert qu'une fois.")
    )
    display_name = forms.CharField(label=_("Prénom et nom"), max_length=120, help_text=_("Comme ses collègues les liront."))
    place = forms.ChoiceField(label=_("Rôle"), help_text=_("Seuls les rôles que vous pouvez confier sont proposés."))
    rights = forms.MultipleChoiceField(
        label=_("Droits ajoutés"), required=False, choices=[(right.value, label) for right, label in RIGHT_LABELS.items()],
        widget=forms.CheckboxSelectMultiple, help_text=_("À ne cocher que si la fonction le demande : ils ouvrent des parties du dossier."),
    )  # fmt: skip
    mandate_ends_on = forms.DateField(
        label=_("Fin du mandat"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Le premier jour sans accès, si on le connaît."),
    )

    def __init__(self, *args: Any, offers: Iterable[tuple[Organisation, Role]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {f"{organisation.pk}:{role.value}": (organisation, role) for organisation, role in offers}
        several = len({organisation.pk for organisation, _role in self.offers.values()}) > 1
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (code, f"{ROLES[role].label} · {organisation.name}" if several else ROLES[role].label)
            for code, (organisation, role) in self.offers.items()
        ]

    @property
    def chosen(self) -> tuple[Organisation, Role]:
        """The organisation and the role of the valid form."""
        return self.offers[self.cleaned_data["place"]]


class EndMandateForm(forms.Form):
    """Why a mandate ends now."""

    reason = forms.ChoiceField(
        label=_("Pour quelle raison ?"), choices=[c for c in EndReason.choices if c[0] != EndReason.DISABLED], widget=forms.RadioSelect
    )


class NewAccountForm(forms.Form):
    """Name and password of somebody invited."""

    display_name = forms.CharField(label=_("Prénom et nom"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Mot de passe"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Au moins quinze caractères. Quelques mots sans rapport entre eux font très bien l'affaire."),
    )  # fmt: skip
    again = forms.CharField(
        label=_("Le même, encore une fois"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("Les deux mots de passe diffèrent. Écrivez deux fois le même."))
        return cleaned


class LanguageForm(forms.Form):
    """The language of mails and pages."""

    language = forms.ChoiceField(label=_("Langue"), choices=[("fr", "Français"), ("en", "English")], widget=forms.RadioSelect)
