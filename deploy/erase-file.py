"""Erase one file, at the written request of its association (docs/how-to/erase-a-person.md).

REFERENCE=ABCD-EFGH maillage shell --no-imports < deploy/erase-file.py
"""

import os
import sys

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.services import erase_file
from maillage.foundation.access.actor import system_actor
from maillage.foundation.kernel.moment import read_moment

person = Person.unscoped.get(reference=os.environ["REFERENCE"])
erase_file(actor=system_actor("effacement"), person=person, today=read_moment().today)
sys.stdout.write("The key of the file is destroyed, and what was sealed under it.\n")
