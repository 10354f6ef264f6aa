"""What a person types into the forms of these tests."""

SIGN_UP = {"display_name": "Sari", "email": "sari@example.com", "password1": "kopi-tubruk-pagi"}
