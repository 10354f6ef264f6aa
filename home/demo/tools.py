"""What the demo's learner wrote beside the lessons, wishes for and looked at; which course belongs before which."""

NOTED_COURSE = "batik-by-numbers"
# Days ago, lesson, the words that were marked, second of the video, text.
NOTES = (
    (
        9,
        "one-line-of-wax",
        "A pause makes a blot.",
        None,
        "Same with my brush pen. Plan the whole line first, then breathe out while drawing it.",
    ),
    (9, "one-line-of-wax", "", 12, "Here the drawing vanishes: the dye bath hides everything for a moment."),
    (
        8,
        "why-the-colour-stays-out",
        "most dyes want hot water, and hot water melts the wax.",
        None,
        "So indigo won because it works cold.\n\nAsk grandmother which other colours she remembers.",
    ),
    (3, "why-the-colour-stays-out", "", None, "Read once more before the module on symmetry."),
)
BOOKMARKED = "one-line-of-wax"
WISHES = ("soil-seed-harvest", "keuangan-rumah-tangga")
LOOKED_AT = ("statistics-without-fear", "soil-seed-harvest")
# A course, the one before it, and whether that must be completed first.
BEFORE = {"statistics-without-fear": ("batik-by-numbers", False)}
