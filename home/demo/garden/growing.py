"""When It Is Green: water, visitors and harvest; opens three days after enrollment."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

WATER = DemoLesson(
    title="Water with a finger",
    slug="water-with-a-finger",
    minutes=7,
    body=(
        w.prose(
            "More balcony plants die of care than of neglect. They are watered a little, every day, out of love; the "
            "upper centimetre is always wet and the roots below never learn to go down.",
        ),
        w.heading("The rule of the second knuckle"),
        w.prose(
            "Put a finger into the soil up to the second knuckle. Cool and damp: walk on. Dry: water until it runs "
            "out at the bottom, <b>then not again</b> until the finger says so. In the hot season that may be every "
            "day; in the rains, not for a week.",
        ),
        w.callout(
            "tip",
            "Morning beats evening",
            "Leaves that are wet at night invite fungi. In the morning the plant drinks before the heat, and the sun "
            "dries its face.",
        ),
        w.heading("Who has moved in?"),
        w.accordion(
            (
                "Small green crowds on young shoots",
                "Aphids. Wipe with a wet thumb, three days running. Ladybirds do the rest.",
            ),
            ("Fine webs, dusty leaves", "Spider mites. They hate rain; give them a shower from below."),
            (
                "Holes, and nobody to be seen",
                "Caterpillars work at night. Take a torch, and decide whether you want the butterfly.",
            ),
            ("A white cloud when you touch it", "Whiteflies. Yellow cards with something sticky, and patience."),
        ),
        w.question(
            "The leaves droop at noon. The finger finds cool, damp soil. What do you do?",
            w.choice("Water at once", "The roots have water. They cannot pump as fast as the sun takes it."),
            w.right("Nothing, and look again in the evening", "Yes. Drooping at noon is the plant's parasol."),
            w.choice("Fertilise", "Salt in the soil makes drinking harder."),
            explanation="Trust the finger before the leaf.",
        ),
    ),
)

HARVEST = DemoLesson(
    title="Harvest makes more",
    slug="harvest-makes-more",
    minutes=8,
    body=(
        w.prose(
            "The tip of a shoot sends a message to all the buds below it: wait. Cut the tip, and the message stops. "
            "Two buds wake up just below the cut, and where there was one shoot there are now two. Harvesting is how "
            "you tell a basil to become a bush.",
        ),
        w.math(r"1 \to 2 \to 4 \to 8", "Basil, one cut a week: after three weeks one stem has become eight."),
        w.heading("Where to cut"),
        w.prose(
            w.points(
                "<b>Basil</b>: above a pair of leaves, as soon as there are three pairs. Never let it flower, unless "
                "you like bees.",
                "<b>Water spinach</b>: two fingers above the soil. It comes back four times.",
                "<b>Chilli</b>: with scissors and a bit of stalk. Picking early makes more, waiting makes hotter.",
                "<b>Mint</b>: anywhere. You cannot stop it.",
            ),
        ),
        w.quote(
            "To make a prairie it takes a clover and one bee, one clover, and a bee, and revery.",
            "Emily Dickinson",
        ),
        w.heading("Save three seeds"),
        w.prose(
            "Leave the best chilli on the plant until it wrinkles. Dry its seeds in the shade for a week, put them "
            "in an envelope with the date, and give half of them away. That is how nearly all the chillies in the "
            "world got to where they are.",
        ),
        w.shared("Pause before you open the answer"),
        w.question(
            "Why does cutting the tip make a plant bushy?",
            w.choice("It saves water"),
            w.right("The buds below are no longer told to wait", "The tip's hormone, auxin, held them back."),
            w.choice("The plant is in shock and tries everything"),
            explanation="Gardeners call it pinching; botanists, the end of apical dominance.",
        ),
    ),
)

GROWING = DemoModule(
    title="When it is green",
    slug="when-it-is-green",
    summary="Water by finger, meet the visitors, cut so that it grows.",
    opens_after_days=3,
    lessons=(WATER, HARVEST),
)
