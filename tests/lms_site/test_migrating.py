"""Creating many models in one step of a migration."""

import pytest
from django.db import connection, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from lms_site.migrating import CreateModels

LOOM = CreateModel("Loom", [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=20))])
CLOTH = CreateModel(
    "Cloth",
    [("id", models.BigAutoField(primary_key=True)), ("loom", models.ForeignKey("weaving.Loom", models.CASCADE))],
    options={"constraints": [models.UniqueConstraint(fields=["loom"], name="cloth_once_a_loom")]},
)
STEP = CreateModels([LOOM, CLOTH])


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("weaving_")}


@pytest.fixture
def states():
    """Before and after, with the classes of before made already, as in a long migration."""
    before = ProjectState()
    assert not before.apps.get_models()
    after = before.clone()
    STEP.state_forwards("weaving", after)
    return before, after


def test_models_of_a_step_know_each_other(states):
    _before, after = states
    cloth = after.apps.get_model("weaving", "Cloth")
    assert cloth._meta.get_field("loom").related_model is after.apps.get_model("weaving", "Loom")


@pytest.mark.django_db(transaction=True)
def test_tables_come_and_go_with_what_holds_them_together(states):
    before, after = states
    with connection.schema_editor() as editor:
        STEP.database_forwards("weaving", editor, before, after)
    assert tables() == {"weaving_loom", "weaving_cloth"}
    with connection.cursor() as cursor:
        held = connection.introspection.get_constraints(cursor, "weaving_cloth")
    assert held["cloth_once_a_loom"]["unique"]
    assert ("weaving_loom", "id") in [constraint["foreign_key"] for constraint in held.values()]
    with connection.schema_editor() as editor:
        STEP.database_backwards("weaving", editor, after, before)
    assert tables() == set()


def test_step_says_what_it_does():
    assert STEP.describe() == "Create model Loom; Create model Cloth"
    assert STEP.references_model("Loom", "weaving")
