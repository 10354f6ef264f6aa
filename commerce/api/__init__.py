"""The shop for programs: offers, cart, orders, gifts."""
