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
            raise serializers.ValidationError({name[:100]: [_("This field is not known.")] for name in unknown[:20]})
        return value


class SparseFields:
    """Mix-in of a serializer that reads out: `?fields=id,title` leaves out all others; unknown names are refused."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        request = self.context.get("request")
        if request is not None and "fields" in request.query_params:
            self.get_fields()  # also where there is nothing to read out, an unknown name is refused

    def get_fields(self):
        fields = super().get_fields()
        request = self.context.get("request")
        wanted = request.query_params.get("fields") if request is not None and self._is_outermost() else None
        if not wanted:
            return fields
        names = [name.strip() for name in wanted.split(",") if name.strip()]
        unknown = sorted(set(names) - set(fields))
        if unknown:
            raise serializers.ValidationError(
                {"fields": [_("Not known: %(names)s") % {"names": ", ".join(unknown)[:200]}]}
            )
        return {name: field for name, field in fields.items() if name in names}

    def _is_outermost(self) -> bool:
        return self.parent is None or (
            self.parent.parent is None and isinstance(self.parent, serializers.ListSerializer)
        )
