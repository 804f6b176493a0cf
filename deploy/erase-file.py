import os
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.services import erase_file
from maillage.foundation.access.actor import system_actor
from maillage.foundation.kernel.moment import read_moment

person = Person.unscoped.get(reference=os.environ["REFERENCE"])
erase_file(actor=system_actor("effacement"), person=person, today=read_moment().today)
print("done")
