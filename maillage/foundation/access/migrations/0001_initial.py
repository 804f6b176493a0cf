from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                ("key_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("user_id", models.UUIDField(db_index=True, null=True)),
                ("data", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("device", models.CharField(blank=True, max_length=60)),
            ],
        ),
    ]
