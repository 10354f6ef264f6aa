"""Who may have a file of a batch."""

from datetime import datetime

from classroom.models import BatchFile


def file_for(user, file_id: int, now: datetime) -> BatchFile | None:
    """The file where `user` may have it: what it hangs on is out and they are in the batch, or they teach it."""
    rows = BatchFile.objects.select_related("batch", "announcement", "material")
    file = rows.filter(pk=file_id).first()
    if file is None or not user.has_perm("classroom.view_batch", file.batch):
        return None
    return file if is_out(file, now) or user.has_perm("classroom.assist_batch", file.batch) else None


def is_out(file: BatchFile, now: datetime) -> bool:
    """Whether members see what the file hangs on."""
    if file.announcement is not None:
        return file.announcement.published_at is not None and file.announcement.removed_at is None
    material = file.material
    return material is not None and material.removed_at is None and material.publish_at <= now
