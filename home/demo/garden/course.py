"""What the course page of Soil, Seed, Harvest says."""

from home.demo import writing as w
from home.demo.garden.growing import GROWING
from home.demo.garden.sowing import SOWING
from home.demo.outline import DemoCourse

COURSE = DemoCourse(
    title="Soil, Seed, Harvest",
    slug="soil-seed-harvest",
    subtitle="A balcony, three pots and one weekend: the smallest garden that feeds you.",
    summary=(
        "Count your light, mix soil that breathes, sow three pots this weekend. The second half opens three days "
        "later, when there is something green to talk about."
    ),
    language="en",
    level="beginner",
    category="nature-garden",
    instructors=("meera@example.com",),
    tags=("garden", "balcony", "vegetables", "soil"),
    published_days_ago=34,
    description=(
        w.prose(
            "You do not need a garden. You need a place where a brick casts a sharp shadow for three hours a day, some "
            "pots with holes, and the patience to leave a seed alone.",
            "Meera Nair has studied soils in three countries and lives on the eleventh floor. All that she grows, she "
            "grows on four square metres.",
        ),
    ),
    outcomes=(
        "Know which plants fit the light you have",
        "Mix and test a potting soil",
        "Sow at the right depth",
        "Water by finger and not by calendar",
        "Harvest so that the plant grows more",
    ),
    requirements=(
        "A balcony, terrace or sunny windowsill",
        "Three pots with holes, soil, seeds of chilli, basil and water spinach",
    ),
    audience=("People who have killed a basil", "Families looking for a project that can be eaten"),
    faq=(
        (
            "Why can I not open the second module at once?",
            "<p>It opens three days after you enroll. Your seeds need them, and you will have questions by then that "
            "you do not have now.</p>",
        ),
        (
            "I do not live in the tropics.",
            "<p>Sow chillies indoors and wait for nights above 12 °C. The rest holds.</p>",
        ),
    ),
    modules=(SOWING, GROWING),
)
