"""Who comes, goes and waits in the demo's batches."""

SECOND_NAME = "Monday mornings"
SECOND_SEATS, SECOND_SEATED, SECOND_WAITING, SECOND_WEEKS = 6, 5, 3, 6
REMOVAL_REASON = "You told us on the phone that Thursdays do not suit you any more. Come back whenever you like."
FILE_NAME = "class-list.csv"
# A list that waits to be put in, with two rows to mend.
FILE = """Nama;Surel
Ratna Kusuma;ratna.kusuma@example.com
Hendra Gunawan;hendra.gunawan@example.com
Lina;lina.example.com
Ratna K.;ratna.kusuma@example.com
"""
