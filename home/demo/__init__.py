"""Demo content: courses, people and site texts as typed literals, free of any database."""
