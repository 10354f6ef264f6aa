"""Tokens, and whom they are for."""

from rest_framework import serializers


class Message(serializers.Serializer):
    message = serializers.CharField(help_text="For the person, in the language of Accept-Language.")


class Tokens(serializers.Serializer):
    access_token = serializers.CharField(help_text="For `Authorization: Bearer …`.")
    refresh_token = serializers.CharField(help_text="Exchange it at `refresh/` once; it is spent then.")
    token_type = serializers.CharField(default="Bearer")
    expires_in = serializers.IntegerField(help_text="Seconds that the access token lives.")


class Person(serializers.Serializer):
    id = serializers.IntegerField()
    email = serializers.EmailField()
    display_name = serializers.CharField(source="name")
    role = serializers.ChoiceField(choices=["admin", "moderator", "instructor", "student"])


class SignedIn(Tokens):
    user = Person()
