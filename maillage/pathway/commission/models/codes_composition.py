"""The closed lists about who sits: what ties a deputy, an interest declared, what makes a member ready, who says a local rule."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.deliberation import Tie


class DeputyTie(models.TextChoices):
    """What binds a deputy to the holder (the codes of core's Tie; CRPA, art. R. 133-3)."""

    SAME_SERVICE = Tie.SAME_SERVICE.value, _("même service ou organisme")
    SAME_ASSEMBLY = Tie.SAME_ASSEMBLY.value, _("même assemblée élue")
    OTHER = Tie.OTHER.value, _("autre lien")


class InterestTie(models.TextChoices):
    """How a member is bound to an organisation (CRPA, art. R. 133-12)."""

    EMPLOYED = "employed", _("y travaille, ou y a travaillé depuis trois ans")
    BOARD = "board", _("siège à son conseil ou à son bureau")
    VOLUNTEER = "volunteer", _("y est bénévole ou adhérent")
    FUNDER = "funder", _("la finance, ou la contrôle")
    RELATIVE = "relative", _("un proche y travaille ou la dirige")
    OTHER = "other", _("autre lien")


class ReadyCheck(models.TextChoices):
    """What makes a member ready to sit at a distance."""

    TRAINED = "trained", _("formé à la séance à distance")
    EQUIPMENT = "equipment", _("matériel essayé")
    REHEARSAL = "rehearsal", _("répétition sur des dossiers inventés")
    PHONE = "phone", _("repli par téléphone convenu")


class RuleAuthor(models.TextChoices):
    """Who says a local rule."""

    COMMISSION = "commission", _("la commission, par délibération")
    CHAIR = "chair", _("la présidence")
    PREFECT = "prefect", _("le préfet, par arrêté")
    PRACTICE = "practice", _("un usage, sans texte retrouvé")
