"""Keep what is written once as it was written, in the database itself."""

from django.db import migrations

from parindex.cycle.monitoring import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(install, remove)]
