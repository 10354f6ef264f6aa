"""What teachers decide about batches: weekly times and those who teach."""

from datetime import time
from typing import Any

from classroom.models import CourseBatch, TeacherRole
from classroom.services.slots import SlotPlan
from classroom.services.teachers import add_teacher
from tests.factories.accounts import InstructorFactory


def make_slot_plan(**changes: Any) -> SlotPlan:
    """An hour and a half on Thursday evenings."""
    return SlotPlan(**{"weekday": 3, "begins": time(19), "minutes": 90, "title": "Evening class", **changes})


def make_assistant(batch: CourseBatch, **changes: Any):
    """Somebody who helps in the batch."""
    person = InstructorFactory(**changes)
    add_teacher(batch=batch, user=person, role=TeacherRole.ASSISTANT)
    return person
