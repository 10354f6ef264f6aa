"""What the course page of Batik by Numbers says, and its modules in order."""

from home.demo import writing as w
from home.demo.batik.module_1 import MODULE_1
from home.demo.batik.module_2 import MODULE_2
from home.demo.batik.module_3 import MODULE_3
from home.demo.batik.module_4 import MODULE_4
from home.demo.batik.module_5 import MODULE_5
from home.demo.batik.module_6 import MODULE_6
from home.demo.outline import DemoCourse

COURSE = DemoCourse(
    title="Batik by Numbers",
    slug="batik-by-numbers",
    subtitle="Read a cloth like a proof, then draw your own with twenty lines of Python.",
    summary=(
        "Wax, indigo, compass and code: how Javanese batik is made, which rules its patterns obey, and how to "
        "write programs that obey them too. Ends with a cloth of your own design."
    ),
    language="en",
    level="intermediate",
    category="textiles",
    instructors=("instructor@example.com",),
    tags=("batik", "geometry", "symmetry", "python", "svg", "indonesia"),
    is_sequential=True,
    published_days_ago=75,
    description=(
        w.prose(
            "A batik cloth of two and a half metres may carry ten thousand dots of wax, each set by hand, and no two "
            "of them by the same rule. Or so it seems. Look longer and the rules come out: a step, a turn, a "
            "fold. This course teaches you to see them, to prove a few things about them, and to put them "
            "to work.",
            "It was written for two kinds of people who seldom sit at one table. If you love cloth and fear "
            "mathematics, you will find that you have been doing geometry with your eyes for years. If you love "
            "code and never gave cloth a thought, you will find that a copper stamp from 1850 is a tile shader.",
        ),
        w.heading("What a week looks like"),
        w.prose(
            "Fifteen lessons of ten to twenty minutes. The first six need nothing but your eyes. In the next four you "
            "draw with compass and scissors. In the last five you write Python. Most people take three weeks.",
        ),
        w.callout(
            "note",
            "About the patterns",
            "Motifs have owners, histories and places where they are not worn. Where a pattern has such a story, "
            "the lesson tells it. Learn from kawung and parang; then make something that is yours.",
        ),
    ),
    outcomes=(
        "Explain how wax and indigo make a white line on blue cloth",
        "Find turns, folds, glides and steps in any repeating pattern and name its symmetry group",
        "Construct kawung with a compass and say what share of the cloth its petals cover",
        "Choose slopes for parang that close at every seam",
        "Write Python programs that draw patterns as SVG files ready for print",
        "Read measurements from a file and put a curve through them",
        "Design and finish a repeating cloth of your own",
    ),
    requirements=(
        "Paper, a pencil and a compass",
        "School mathematics up to the Pythagorean theorem; forgotten is fine",
        "For modules 5 and 6: a computer on which you may install Python",
    ),
    audience=(
        "People who sew, weave, print or dye and want to design their own repeats",
        "Students and teachers looking for geometry that can be worn",
        "Beginners in Python who are tired of printing Fibonacci numbers",
    ),
    faq=(
        (
            "Will I handle hot wax?",
            "<p>Not in this course. You see how it is done and learn why it works. If you want to try, the last "
            "lesson says where to find a workshop.</p>",
        ),
        (
            "I have never programmed. Is that a problem?",
            "<p>No. Every program is printed in full and explained line by line where it matters. You can also "
            "take the paper road through modules 5 and 6 and read the code like a recipe.</p>",
        ),
        (
            "May I use the patterns I make?",
            "<p>Yes, they are yours. Do say where the motif comes from when it is a classical one.</p>",
        ),
        (
            "Do the lessons have to be taken in order?",
            "<p>Yes. Each one uses the one before, so the next lesson opens when you complete the last.</p>",
        ),
    ),
    modules=(MODULE_1, MODULE_2, MODULE_3, MODULE_4, MODULE_5, MODULE_6),
)
