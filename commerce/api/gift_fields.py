"""How gifts look in every answer of the shop; how money does, stands in `catalog.api.v1.fields`."""

from rest_framework import serializers


class GiftToSerializer(serializers.Serializer):
    """For whom something is bought; null where it is for oneself."""

    email = serializers.EmailField(source="gift_email")
    name = serializers.CharField(source="gift_name")
    message = serializers.CharField(source="gift_message")
    send_on = serializers.DateField(source="gift_on", allow_null=True, help_text="Null: at once.")

    def get_attribute(self, instance):
        item = super().get_attribute(instance)
        return item if item.is_gift else None
