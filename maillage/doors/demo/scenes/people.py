"""Some 120 invented people: who opens their file, when, and how far each one's application has come."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

PSEUDONYMS = (
    "Lune", "Sauge", "Mésange", "Opale", "Bruyère", "Marine", "Genêt", "Aube", "Cannelle", "Rosée", "Olive", "Perle", "Mistral", "Plume",
    "Azur", "Menthe", "Colombe", "Ambre", "Fougère", "Étoile", "Corail", "Myrtille", "Brise", "Jade", "Safran", "Hirondelle", "Lilas",
    "Écume", "Noisette", "Pivoine", "Saphir", "Tilleul", "Vanille", "Coquelicot", "Givre", "Luciole", "Muscade", "Nacre", "Orchidée",
    "Papillon", "Reine", "Sable", "Tulipe", "Verveine", "Zéphyr", "Anis", "Bambou", "Cerise", "Dune", "Églantine", "Figue", "Glycine",
    "Houle", "Ibis", "Jasmin", "Kiwi", "Lavande", "Mimosa", "Nuage", "Orage", "Acacia", "Alizé", "Amande", "Ancolie", "Ardoise", "Aurore",
    "Avoine", "Basilic", "Bleuet", "Boréale", "Braise", "Camélia", "Capucine", "Cèdre", "Châtaigne", "Cigale", "Clairière", "Cobalt",
    "Comète", "Coriandre", "Cyprès", "Dahlia", "Écorce", "Épice", "Falaise", "Fenouil", "Feuille", "Flocon", "Garance", "Gentiane",
    "Grenade", "Gui", "Hêtre", "Indigo", "Romarin", "Jonquille", "Lagune", "Laurier", "Lierre", "Lin", "Loriot", "Magnolia",
    "Marjolaine", "Mélèze", "Miel", "Mousse", "Mûre", "Narcisse", "Ocre", "Oseille", "Paille", "Pastel", "Pervenche", "Prairie",
    "Quartz", "Roseau", "Sarriette", "Source", "Sureau", "Tamaris", "Violette", "Saule",
)  # fmt: skip
FIRST_NAMES = (
    "Adaeze", "Blessing", "Chiara", "Daniela", "Elena", "Fatou", "Gabriela", "Hana", "Ioana", "Joy", "Katia", "Loredana", "Mariana",
    "Ngozi", "Oana", "Precious", "Rosalia", "Simona", "Tatiana", "Valentina", "Yara", "Zlatka", "Liu", "Amina", "Camila", "نور",
)  # fmt: skip
LAST_NAMES = (
    "Abiodun", "Baneva", "Cordelio", "Dragulin", "Esposel", "Fadeyi", "Grozdan", "Hadjieva", "Ibeanu", "Jovaneti", "Kolevska", "Lacrimar",
    "Mbaduno", "Nicolesti", "Okonwaye", "Petrunova", "Quintalva", "Radulian", "Stanciova", "Tavarisse", "Umoretu", "Vasilchi", "Zamorel",
)  # fmt: skip
NATIONALITIES = ("nigériane", "roumaine", "bulgare", "française", "brésilienne", "albanaise", "chinoise", "colombienne", "camerounaise")
PROJECTS = (
    "Apprendre le français, puis une formation d'agente de restauration ; trouver un logement à elle.",
    "Travailler dans la couture ; une place en foyer le temps d'un premier contrat.",
    "Reprendre des études d'aide-soignante ; faire venir ses papiers d'état civil.",
    "Garder ses enfants auprès d'elle, un emploi à temps partiel, un logement stable.",
    "Se soigner d'abord, puis chercher un emploi dans le nettoyage ; ouvrir un compte.",
)
COMMITMENTS = (
    "Cesser la prostitution ; suivre les cours de français deux fois par semaine ; venir à un entretien chaque quinzaine.",
    "Cesser la prostitution ; se présenter aux rendez-vous d'insertion ; prévenir si quelque chose change.",
    "Cesser la prostitution ; suivre la formation ; faire le point chaque mois avec sa référente.",
)
CONTACTS = (
    ("sms", "Message neutre entre 10 h et 17 h, jamais d'appel."),
    ("messaging", "Messagerie, le matin ; signer « Claire »."),
    ("phone", "Appeler l'après-midi ; raccrocher si un homme répond."),
    ("partner", "Passer par l'accueil de jour, lundi et jeudi."),
    ("none_known", "Nous voit à la permanence du jeudi."),
    ("mail", "Courriel sans objet ni nom d'association."),
)


@dataclass(frozen=True)
class PersonPlan:
    """One invented person, and where her application is meant to go.

    `goal`: followed (no application), wish, preparing, ready, protected (ready, held to protect her time), filed, or pathway.
    """

    association: str
    worker: str
    pseudonym: str
    first_name: str
    last_name: str
    birth_date: date
    nationality: str
    channel: str
    safe_contact: str
    opened_on: date
    goal: str
    wished_on: date | None
    file_on: date | None
    project: str
    commitments: str
    asks_permit: bool
    asks_allowance: bool


# How many people each association follows, by goal. 120 in all; the four applications of the study are `filed` with A.
NUMBERS: dict[str, dict[str, int]] = {
    "a": {"followed": 14, "wish": 3, "preparing": 5, "ready": 2, "filed": 4, "pathway": 10},
    "b": {"followed": 9, "wish": 1, "preparing": 2, "ready": 1, "filed": 1, "pathway": 4},
    "c": {"followed": 9, "wish": 2, "preparing": 2, "protected": 2, "filed": 0, "pathway": 8},
    "d": {"followed": 7, "wish": 1, "preparing": 1, "protected": 1, "filed": 0, "pathway": 4},
    "e": {"followed": 8, "wish": 2, "preparing": 2, "filed": 3, "pathway": 3},
    "f": {"followed": 5, "wish": 1, "preparing": 1, "filed": 1, "pathway": 1},
}
WORKERS = {"a": ("alice", "alice", "iris"), "b": ("charlie",), "c": ("clara",), "d": ("david",), "e": ("elsa",), "f": ("fanny",)}
# By which day an application must be filed to reach a session of its department, and those held until the spring of 2020.
ENTRY_SESSIONS: dict[str, tuple[date, ...]] = {
    "a": (date(2017, 11, 16), date(2018, 6, 14), date(2018, 12, 6), date(2019, 6, 13), date(2019, 12, 5)),
    "b": (date(2018, 12, 6), date(2019, 6, 13), date(2019, 12, 5)),
    "c": (date(2017, 11, 9), date(2018, 5, 17), date(2018, 11, 15), date(2019, 5, 16), date(2019, 11, 14), date(2020, 4, 9)),
    "d": (date(2018, 5, 17), date(2019, 5, 16), date(2019, 11, 14), date(2020, 5, 7)),
    "e": (date(2018, 10, 11), date(2019, 9, 26)),
    "f": (date(2019, 10, 17),),
}
LAST_FILINGS: dict[str, date] = {"a": date(2020, 2, 12), "b": date(2020, 4, 28), "e": date(2019, 12, 10), "f": date(2020, 1, 20)}


def plans(*, seed: int = 2016) -> list[PersonPlan]:
    """The 120 people, the same at each build."""
    rng = random.Random(seed)
    names = list(PSEUDONYMS)
    rng.shuffle(names)
    made = []
    for association, goals in NUMBERS.items():
        for goal, number in goals.items():
            for rank in range(number):
                made.append(_plan(rng, association=association, goal=goal, rank=rank, pseudonym=names.pop()))
    return made


def _plan(rng: random.Random, *, association: str, goal: str, rank: int, pseudonym: str) -> PersonPlan:
    opened, wished, filed = _days(rng, association=association, goal=goal, rank=rank)
    channel, safe_contact = rng.choice(CONTACTS)
    return PersonPlan(
        association=association,
        worker=WORKERS[association][rank % len(WORKERS[association])],
        pseudonym=pseudonym,
        first_name=rng.choice(FIRST_NAMES),
        last_name=rng.choice(LAST_NAMES),
        birth_date=date(rng.randint(1975, 1999), rng.randint(1, 12), rng.randint(1, 28)),
        nationality=rng.choice(NATIONALITIES),
        channel=channel,
        safe_contact=safe_contact,
        opened_on=opened,
        goal=goal,
        wished_on=wished,
        file_on=filed,
        project=rng.choice(PROJECTS),
        commitments=rng.choice(COMMITMENTS),
        asks_permit=rng.random() < 0.7,
        asks_allowance=rng.random() < 0.8,
    )


def _days(rng: random.Random, *, association: str, goal: str, rank: int) -> tuple[date, date | None, date | None]:
    """When the file opens, when she says that she wants to enter a pathway, when the application is filed."""
    if goal == "followed":
        return date(2017, 3, 1) + timedelta(days=rng.randint(0, 1150)), None, None
    if goal == "pathway":
        sessions = ENTRY_SESSIONS[association]
        filed = sessions[rank % len(sessions)] - timedelta(days=rng.randint(22, 40))
    elif goal == "filed":
        filed = LAST_FILINGS[association] - timedelta(days=rank * 3)
    elif goal == "protected":
        filed = date(2020, 5, 4) - timedelta(days=rank * 9)
    elif goal == "ready":
        filed = date(2020, 5, 18)
    else:
        wished = date(2020, 5, 11) - timedelta(days=rng.randint(0, 60 if goal == "wish" else 170))
        return wished - timedelta(days=rng.randint(5, 90)), wished, None
    wished = filed - timedelta(days=rng.randint(95, 240))
    return max(date(2017, 2, 1), wished - timedelta(days=rng.randint(10, 200))), max(date(2017, 2, 20), wished), filed
