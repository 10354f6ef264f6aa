"""The base of whatever reads a body."""

from django.utils.translation import gettext as _
from rest_framework import serializers


class StrictSerializer(serializers.Serializer):
    """Refuses fields that it does not know: a misspelt name, or a right that somebody tries to give himself."""

    def to_internal_value(self, data):
        value = super().to_internal_value(data)
        writable = {name for name, field in self.fields.items() if not field.read_only}
        unknown = sorted(str(name) for name in set(data) - writable)
        if unknown:
            raise serializers.ValidationError({name: [_("This field is not known.")] for name in unknown[:20]})
        return value
