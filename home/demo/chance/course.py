"""What the course page of Statistics Without Fear says."""

from home.demo import writing as w
from home.demo.chance.luck import LUCK
from home.demo.chance.summaries import SUMMARIES
from home.demo.outline import DemoCourse

COURSE = DemoCourse(
    title="Statistics Without Fear",
    slug="statistics-without-fear",
    subtitle="Six lessons to read numbers calmly, with a bag of paper slips instead of a book of tables.",
    summary=(
        "Mean and median, spread, charts that want something, rare diseases, small samples and honest tests. Plain "
        "words first, one formula at a time, short Python programs to play with."
    ),
    language="en",
    level="beginner",
    category="programming-data",
    instructors=("instructor@example.com",),
    tags=("statistics", "data", "python", "probability"),
    price_minor=19_00,
    currency="USD",
    delivery="both",
    published_days_ago=28,
    description=(
        w.prose(
            "Most people who say that they are bad at statistics were introduced to it in the wrong order: symbols "
            "first, sense later. Here you first meet the thing itself, a warung, two buses, a table that contradicts "
            "itself, and only then its name.",
            "You need no more than the four operations and the square root. The programs are short enough to type; "
            "typing them is half of the learning.",
        ),
        w.callout(
            "note",
            "On your own or with others",
            "The text is complete in itself. Evening groups with Sekar, four sessions each, are planned for the "
            "people who enroll.",
        ),
    ),
    outcomes=(
        "Choose between mean and median, and say why",
        "Compute and explain a standard deviation",
        "Find the weak spot of a chart in half a minute",
        "Judge a positive test by counting people",
        "Expect the wobble of small samples",
        "Test a difference by shuffling, and say what a p-value is not",
    ),
    requirements=("The four operations and the square root", "Python, if you want to run the examples"),
    audience=(
        "Readers of newspapers and of studies",
        "Students before their first statistics exam",
        "Teams that look at dashboards",
    ),
    faq=(
        ("Will there be proofs?", "<p>Only where a proof is shorter than an excuse. Sources are named throughout.</p>"),
        (
            "Do I need Python?",
            "<p>No. Each program's result is described in the text. But running one teaches more than reading two.</p>",
        ),
        (
            "Can I give it back?",
            "<p>Yes, within fourteen days, as long as you are near its beginning: open your order and press a button. "
            "If somebody gave you a code, you need not buy it at all.</p>",
        ),
    ),
    modules=(SUMMARIES, LUCK),
)
