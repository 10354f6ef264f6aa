"""What is said in the demo's batch, and what is handed out there; days count from its first day."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DemoAnnouncement:
    """Pairs: `comments` of address and words, `files` of name and content. `day` and `hour` by the batch's clocks."""

    day: int
    hour: int
    text: str
    is_pinned: bool = False
    files: tuple[tuple[str, str], ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class DemoMaterial:
    """`day` is the one from which it is shown."""

    topic: str
    title: str
    text: str
    link: str = ""
    day: int = 0
    files: tuple[tuple[str, str], ...] = ()


TEACHER = "instructor@example.com"
SHEET = ("Counting sheet.csv", "Day,What I count,How often\nMonday,cups of tea,2\nTuesday,,\nWednesday,,\nThursday,,\n")

ANNOUNCEMENTS = (
    DemoAnnouncement(
        day=-3,
        hour=9,
        is_pinned=True,
        text="""# Welcome to the Thursday evenings

We meet **every Thursday** and read one module a week in between. Three things make it easy:

- Read before we meet, even if it is only ten minutes.
- Write your question here, *below* the announcement it belongs to. Others have the same one.
- Nobody needs mathematics from school. You need curiosity and a pencil.""",
        comments=(
            ("agus.setiawan@example.com", "Good evening. I run a coffee stall and want to understand my own sales."),
            ("putri.maharani@example.com", "Hello from Bandung. I have been afraid of standard deviations for years."),
            ("rizky.ramadhan@example.com", "Is there a recording when I have the late shift?"),
            ("instructor@example.com", "Yes, Rizky, on the next morning. And Putri: by week three you will not be."),
            ("siti.nurhaliza.putri@example.com", "Ten minutes a day it is. See you on Thursday."),
        ),
    ),
    DemoAnnouncement(
        day=0,
        hour=18,
        text="""Thank you for a lively first evening. Until next time, please count **one thing for one week**:
buses, cups of tea, messages.

Any sheet will do. If you have none, take the attached one and cross out my numbers.""",
        files=(SHEET,),
        comments=(
            ("wayan.sudiarta@example.com", "I count dogs on my way to work. Yesterday: eleven."),
            ("ketut.ariani@example.com", "Tea. The numbers are embarrassing, which may be the point."),
        ),
    ),
    DemoAnnouncement(
        day=3,
        hour=7,
        text="""A question that three of you have asked: *when is the mean a bad summary?*

| Days | Cups of tea | Mean | Median |
|---|---|---|---|
| five usual ones | 2, 3, 2, 3, 2 | 2.4 | 2 |
| and one wedding | 2, 3, 2, 3, 2, 18 | 5 | 2.5 |

> One wedding, and you seem to drink five cups a day.

Think of an example from your own week before we meet.""",
        comments=(("maria.tambunan@example.com", "The rents in my street. One villa and everybody seems rich."),),
    ),
    DemoAnnouncement(
        day=6,
        hour=12,
        text="""On Thursday we look at what you have counted. Please write the numbers down, seven are enough.

We begin with the exercises of [the first module](/courses/statistics-without-fear/).""",
    ),
)

# Still to come; it goes out by itself.
SCHEDULED = DemoAnnouncement(
    day=13,
    hour=9,
    text="""Half of the course is behind us. Next Thursday is for **your questions alone**.

Write them below; what most of you want to know comes first.""",
)

MATERIALS = (
    DemoMaterial(
        topic="Before we begin",
        title="How we work together",
        text="""- Cameras are welcome, never required.
- Write first, then talk: everybody gets two quiet minutes for every exercise.
- What people tell of their lives stays in this room.""",
    ),
    DemoMaterial(
        topic="Before we begin",
        title="A sheet to count on",
        text="Print it, or copy the columns into a notebook.",
        files=(SHEET,),
    ),
    DemoMaterial(
        topic="Numbers of one week",
        title="Mean, median and the wedding",
        text="""The table from our stream again, with two questions:

1. Which of the two numbers would you tell your doctor?
2. What would have to happen for the *median* to lie?""",
        day=3,
    ),
    DemoMaterial(
        topic="Numbers of one week",
        title="Hans Rosling draws a bubble",
        text="A short talk on what a good picture of numbers does. Watch it without sound first.",
        link="https://www.gapminder.org/",
        day=3,
    ),
    DemoMaterial(
        topic="Numbers of one week",
        title="Exercises for the second half",
        text="Opens after our evening of questions.",
        day=14,
    ),
)
