"""The books, the log of acts with money and invoices are added to only: the database refuses everything else."""

from django.db import migrations

TABLES = ["commerce_ledgerentry", "commerce_moneyact", "commerce_invoice"]
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION commerce_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are added, never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def refuse_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
    for table in TABLES:
        for act in ("update", "delete"):
            schema_editor.execute(trigger(schema_editor.connection.vendor, table, act))


def trigger(vendor, table, act):
    name = f"{table}_no_{act}"
    if vendor == "postgresql":
        return f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION commerce_refuse_change()"
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are added, never changed'); END"
    )


def allow_changes(apps, schema_editor):
    for table in TABLES:
        for act in ("update", "delete"):
            owner = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}{owner}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION commerce_refuse_change()")


class Migration(migrations.Migration):
    dependencies = [("commerce", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
