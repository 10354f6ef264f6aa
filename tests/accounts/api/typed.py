"""What programs send in these tests."""

REGISTER = {"email": "sari@example.com", "password": "kopi-tubruk-pagi", "display_name": "Sari"}
