"""The file of a person, her identity, who accompanies her, what she agreed to."""

from maillage.accompaniment.people.models.accord import Accord, Proof, Purpose
from maillage.accompaniment.people.models.identity import Identity
from maillage.accompaniment.people.models.key_worker import KeyWorker, KeyWorkerQuerySet
from maillage.accompaniment.people.models.person import Channel, Person, PersonQuerySet

__all__ = ["Accord", "Channel", "Identity", "KeyWorker", "KeyWorkerQuerySet", "Person", "PersonQuerySet", "Proof", "Purpose"]
