"""Who was at the past sessions of the demo's batch."""

# Where nobody has planned sessions yet: weekday (Monday is 0), hour by the clocks of the batch, minutes, title.
SESSIONS = (
    (3, 19, 90, "Thursday evening: what a number leaves out"),
    (0, 18, 45, "Help hour: bring your own table"),
)
# From when to when people were there, in percent of a session; the pattern goes round.
STRETCHES = (
    ((0, 100),),
    ((-3, 100),),
    ((20, 100),),
    ((2, 45), (50, 100)),
    (),
    ((0, 97),),
    ((60, 75),),
)
GUEST = "Galaxy A14"
EXCUSE = "Told me before: a wedding in the family."
