"""Numbers by which cached things are known to be void."""

from django.db import models


class CacheVersion(models.Model):
    """A change, or several put together, of what goes by `name`; its number is the sum of the steps.

    Changes are rows of their own, not one counter, so that nobody waits for another one's transaction.
    """

    name = models.CharField(max_length=150)
    step = models.PositiveBigIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["name", "step"], name="cache_version_sum")]

    def __str__(self) -> str:
        return f"{self.name} +{self.step}"
