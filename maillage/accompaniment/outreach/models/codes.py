"""The closed words of the field: what a sheet may hold without a line of free text."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundState(models.TextChoices):
    """Where a round stands."""

    PLANNED = "planned", _("à venir")
    DONE = "done", _("faite")
    CANCELLED = "cancelled", _("annulée")


class Seen(models.TextChoices):
    """How many of them were about, as seen: words, never a count that nobody made."""

    UNSEEN = "unseen", _("pas regardé")
    NONE = "none", _("aucun")
    SOME = "some", _("quelques-uns")
    MANY = "many", _("beaucoup")


class Information(models.TextChoices):
    """What was explained."""

    HEALTH = "health", _("se protéger du virus")
    CHECKS = "checks", _("attestation et contrôles")
    CONTACT = "contact", _("nous joindre, nos horaires")
    FOOD = "food", _("où manger")
    SHELTER = "shelter", _("où dormir")
    CARE = "care", _("soins et dépistage")
    RIGHTS = "rights", _("ses droits")
    EXIT = "exit", _("sortir de la prostitution")
    DANGER = "danger", _("que faire en danger")


class Orientation(models.TextChoices):
    """Where somebody was pointed to."""

    DAY_CENTRE = "day_centre", _("notre accueil")
    FOOD = "food", _("une aide alimentaire")
    SHELTER = "shelter", _("un hébergement")
    CARE = "care", _("un soin")
    RIGHTS = "rights", _("un droit, un papier")
    POLICE = "police", _("une plainte")
    PARTNER = "partner", _("une autre association")


class AdvertSite(models.TextChoices):
    """What kind of site a campaign looks at. A kind, never an address."""

    GENERAL = "general", _("annonces de toute sorte")
    SPECIALISED = "specialised", _("annonces spécialisées")
    DIRECTORY = "directory", _("annuaire d'escortes")
    SOCIAL = "social", _("réseau social")
    DATING = "dating", _("rencontres")
    WEBCAM = "webcam", _("webcam")
    FORUM = "forum", _("forum")


class Method(models.TextChoices):
    """How people are reached."""

    SMS = "sms", _("message au numéro affiché")
    CALL = "call", _("appel au numéro affiché")
    SITE_MESSAGE = "site_message", _("message par le site")
    SOCIAL_MESSAGE = "social_message", _("message par un réseau social")
    PRESENCE = "presence", _("présence affichée : elles nous écrivent")


class Theme(models.TextChoices):
    """What is observed."""

    STREET = "street", _("prostitution de rue")
    ONLINE = "online", _("annonces en ligne")
    INDOOR = "indoor", _("appartements et hôtels")
    WEBCAM = "webcam", _("webcam")
    CLIENTS = "clients", _("clients")
    FINED = "fined", _("personnes verbalisées")
    CLIENTS_FINED = "clients_fined", _("clients verbalisés")
    POLICE_INFORMS = "police_informs", _("police : information donnée")
    LOCKDOWN_CHECKS = "lockdown_checks", _("police : contrôles du confinement")
    VIOLENCE = "violence", _("violences")
    HUNGER = "hunger", _("faim")
    INCOME = "income", _("perte de revenus")
    DEBTS = "debts", _("dettes")
    PRICES = "prices", _("prix pratiqués")
    NETWORKS = "networks", _("emprise des réseaux")
    NEW_PUBLIC = "new_public", _("personnes jamais vues")


class Direction(models.TextChoices):
    """Which way it goes, over the days said."""

    UP = "up", _("en hausse")
    DOWN = "down", _("en baisse")
    STOPPED = "stopped", _("à l'arrêt")
    SAME = "same", _("se maintient")
    UNKNOWN = "unknown", _("sens non su")


class Certainty(models.TextChoices):
    """On what it rests."""

    COUNTED = "counted", _("compté")
    ESTIMATED = "estimated", _("estimé")
    REPORTED = "reported", _("rapporté")
    INTUITION = "intuition", _("intuition")


class Measure(models.TextChoices):
    """What a number counts. A number without its unit compares with nothing."""

    PEOPLE = "people", _("personnes")
    ADVERTS = "adverts", _("annonces")
    CLIENTS = "clients", _("clients")
    ACTS = "acts", _("verbalisations")
    CHECKS = "checks", _("contrôles")
    REQUESTS = "requests", _("demandes")


class Source(models.TextChoices):
    """Who says it."""

    ROUND = "round", _("nos maraudes")
    ONLINE = "online", _("nos tournées en ligne")
    CALLS = "calls", _("ce que des personnes nous disent")
    PARTNER = "partner", _("un partenaire")
    PRESS = "press", _("la presse")
    PLATFORM = "platform", _("chiffres d'une plateforme")


REFERENCED = (Source.PARTNER, Source.PRESS, Source.PLATFORM)  # elsewhere than here: they say where


class Cause(models.TextChoices):
    """Explanations put forward. Hypotheses, each with whoever says it."""

    PHONE = "phone", _("clients habituels joints par téléphone")
    MOVED = "moved", _("déplacement vers des domiciles ou des hôtels")
    LANGUAGE = "language", _("barrière de la langue : consignes non comprises")
    MONEY = "money", _("besoin d'argent pour vivre")
    FAMILY = "family", _("famille au pays à faire vivre")
    NETWORK = "network", _("violences d'un réseau")
    ILLNESS = "illness", _("peur de la maladie")
    CHECKS = "checks", _("présence de la police")
    CLIENTS = "clients", _("absence de clients")
    OTHER = "other", _("autre explication")


class AlertWhere(models.TextChoices):
    """Where the minor, or whoever may be one, was met."""

    STREET = "street", _("en maraude")
    ONLINE = "online", _("en ligne")


class AlertOutcome(models.TextChoices):
    """How an alert ends."""

    FILE = "file", _("elle a un dossier : la protection se suit là")
    ENTRUSTED = "entrusted", _("elle est confiée à la protection de l'enfance")
    ADULT = "adult", _("elle est majeure : le doute est levé")
    NOT_FOUND = "not_found", _("elle n'a pas été retrouvée")
