from django.db import models


class CacheVersion(models.Model):
    """How often what goes by `name` has changed; whatever was cached under an older number is void."""

    name = models.CharField(max_length=150, primary_key=True)
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
