"""The account for programs: signing up and in, tokens, the profile."""
