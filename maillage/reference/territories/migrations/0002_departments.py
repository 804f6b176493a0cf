from django.db import migrations

from maillage.reference.territories.catalogue import read_departments


def load(apps, schema_editor):
    """The official departments are there from the first day, in every database, tests included."""
    region, territory = apps.get_model("mg_territories", "Region"), apps.get_model("mg_territories", "Territory")
    rows = read_departments()
    regions = {row.region_code: row.region_name for row in rows}
    region._base_manager.bulk_create(region(code=code, name=name) for code, name in regions.items())
    territory._base_manager.bulk_create(
        territory(code=row.code, name=row.name, region_id=row.region_code, fictional=False, co_chairs=row.co_chairs) for row in rows
    )


class Migration(migrations.Migration):
    dependencies = [("mg_territories", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
