"""Bodies and answers of the account's addresses."""
