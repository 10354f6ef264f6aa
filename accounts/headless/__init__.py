"""allauth for programs (`/_allauth/app/v1/`), with our rules where its own inputs differ from our forms."""
