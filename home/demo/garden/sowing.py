"""This Weekend: light, soil and seeds."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

LIGHT = DemoLesson(
    title="Count the light",
    slug="count-the-light",
    minutes=7,
    is_free_preview=True,
    body=(
        w.prose(
            "People ask which plants are easy. The better question is which plants want what your balcony has. It has "
            "one thing that you cannot buy at a garden centre: a certain number of hours of direct sun. Before you "
            "spend money on anything, count them.",
        ),
        w.heading("One sunny day, six looks"),
        w.prose(
            w.steps(
                "Put a pot, a brick, anything, where the plants shall stand.",
                "Look at it at 7, 9, 11, 13, 15 and 17 o'clock.",
                "Write down each time whether it casts a <b>sharp</b> shadow. Sharp means direct sun.",
                "Count the sharp shadows and double the number. These are your hours.",
            ),
        ),
        w.table(
            "What will be happy where",
            ("Hours of sun", "Grow", "Do not even try"),
            ("6 and more", "Chillies, tomatoes, basil, beans", "Lettuce in high summer"),
            ("3 to 5", "Water spinach, pak choi, mint, spring onions", "Tomatoes"),
            ("Under 3", "Parsley, ferns, a chair", "Anything with fruit"),
        ),
        w.callout(
            "tip",
            "A white wall is worth an hour",
            "Bright surfaces throw light back. A sheet of white cardboard behind the pots does the same.",
        ),
        w.question(
            "At 9, 11 and 13 o'clock the shadow is sharp, otherwise not. What do you grow?",
            w.choice("Tomatoes", "Six hours is the bare minimum for them, and yours are a count in steps of two."),
            w.right("Pak choi and mint first, one chilli as an experiment", "Sure success, plus one wager."),
            w.choice("A chair", "You have more than that."),
            explanation="About six hours by this rough count, so plan for five.",
        ),
    ),
)

SOIL = DemoLesson(
    title="Soil is a sponge that breathes",
    slug="soil-is-a-sponge-that-breathes",
    minutes=8,
    body=(
        w.prose(
            "Roots need water and air in the same place at the same time. In a field, worms arrange that. In a pot, "
            "you do. Garden soil in a pot packs down like clay in a mould, and the plant drowns while you water it.",
        ),
        w.heading("A mixture that works in most pots"),
        w.tabs(
            (
                "Three buckets",
                "One of compost, one of coconut fibre, one of something coarse: rice husks, pumice, perlite.",
            ),
            (
                "One bag",
                "Bought potting soil plus a quarter of something coarse. Without it, most bags turn to mud by August.",
            ),
            (
                "No money",
                "Sieve old leaves that have lain for a year, mix with sand from a clean river. Start with mint.",
            ),
        ),
        w.heading("The squeeze test"),
        w.prose(
            "Wet a handful, squeeze it, open the hand. It should hold its shape and fall apart when you poke it. If it "
            "falls apart at once, it holds too little water. If it stays a lump, it holds too little air.",
        ),
        w.callout(
            "warning",
            "Every pot needs a hole",
            "A layer of stones at the bottom does not replace it. Water stops where fine soil meets coarse stones, "
            "so the wet zone only moves higher, nearer to the roots.",
        ),
        w.accordion(
            (
                "How large should the pot be?",
                "Herbs 15 cm, chillies 25 cm, tomatoes 35 cm across. Bigger is lazier: it dries slower.",
            ),
            ("Can I use last year's soil?", "Yes, with a third of fresh compost, and not for the same kind of plant."),
            (
                "Is the white crust bad?",
                "It is salt from fertiliser and water. Scrape it off and water through once, thoroughly.",
            ),
        ),
        w.question(
            "Your squeezed handful stays a lump when poked. Add",
            w.choice("more compost", "Compost holds even more water."),
            w.right("rice husks or pumice", "Coarse pieces keep doors open for air."),
            w.choice("stones at the bottom", "They lift the wet zone."),
            explanation="A lump lacks air; coarse material brings it.",
        ),
    ),
)

SEED = DemoLesson(
    title="Sow, and sit on your hands",
    slug="sow-and-sit-on-your-hands",
    minutes=9,
    body=(
        w.prose(
            "A seed is a packed lunch with an address. It contains food for exactly one journey: from where it lies to "
            "the light. Sow it too deep, and it starves on the way. Hence the oldest rule of all: <b>cover a seed with "
            "twice its own thickness, no more</b>. Basil is hardly covered at all.",
        ),
        w.prose(
            w.steps(
                "Fill the pot to a finger below its edge and press gently.",
                "Water <i>before</i> sowing, so that the stream does not wash the seeds into a corner.",
                "Sow. Chillies: three to a pot. Water spinach: a finger apart. Basil: a pinch, scattered.",
                "Cover with fine soil, or, for basil, with a breath of it.",
                "Lay a sheet of newspaper on top. Look underneath every morning; off with it at the first green.",
            ),
        ),
        w.math(
            r"\text{depth} = 2 \times \text{thickness of the seed}",
            "A bean: 15 mm. A chilli: 3 mm. Basil: you could not measure it.",
        ),
        w.heading("How long it takes"),
        w.table(
            "At 25 to 30 °C",
            ("Seed", "First green", "First harvest"),
            ("Water spinach", "3 days", "4 weeks"),
            ("Basil", "5 to 7 days", "6 weeks"),
            ("Chilli", "8 to 14 days", "3 months"),
        ),
        w.callout(
            "note",
            "Why the next module waits",
            "The lessons on watering and harvest open three days after you enrolled. So does the first water spinach, "
            "if you sowed it on day one. Go and look under the newspaper.",
        ),
        w.question(
            "How deep do you sow a seed 2 mm thick?",
            w.choice("1 mm"),
            w.right("4 mm", "Twice its own thickness."),
            w.choice("2 cm", "It would run out of lunch on the way."),
            explanation="Twice the thickness of the seed.",
        ),
    ),
)

SOWING = DemoModule(
    title="This weekend",
    slug="this-weekend",
    summary="Count your light, mix a soil that breathes, sow three pots.",
    lessons=(LIGHT, SOIL, SEED),
)
