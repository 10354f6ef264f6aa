"""What the course page of Writing That Gets Read says."""

from home.demo import writing as w
from home.demo.letters.after import AFTER
from home.demo.letters.before import BEFORE
from home.demo.outline import DemoCourse

COURSE = DemoCourse(
    title="Writing That Gets Read",
    slug="writing-that-gets-read",
    subtitle="Five short lessons for letters, messages and pages that people finish.",
    summary=(
        "Say the thing first, write to one person, cut a third, listen, check. Forty minutes that will save your "
        "readers hours. Take the lessons in any order."
    ),
    language="en",
    level="all",
    category="language-writing",
    instructors=("bima@example.com",),
    tags=("writing", "editing", "work", "plain language"),
    published_days_ago=40,
    description=(
        w.prose(
            "This is not a course about grammar. Your grammar is fine. It is about the distance between what you send "
            "and what arrives, and five habits that make it shorter.",
            "Bima Prasetyo edited a newspaper's economics page for nine years, which means that he deleted other "
            "people's favourite sentences for a living. He will be gentle with yours.",
        ),
        w.quote(
            "I have made this longer than usual because I have not had time to make it shorter.",
            "Blaise Pascal, Provincial Letters, 1657",
        ),
    ),
    outcomes=(
        "Open with the line that your reader needs",
        "Choose one real reader and write to her",
        "Shorten a text by a third without losing a fact",
        "Edit by ear",
        "Check a text in five minutes before it leaves",
    ),
    requirements=("Something you have to write this week",),
    audience=("Anybody who writes at work", "Students with a thesis or an application", "People with a newsletter"),
    faq=(
        (
            "English is not my first language. Is it for me?",
            "<p>Yes. Plain sentences are easier to write correctly, and all five habits work in any language.</p>",
        ),
        ("How long does it take?", "<p>About forty minutes of reading, and one evening with a text of your own.</p>"),
    ),
    modules=(BEFORE, AFTER),
)
