"""What the demo says outside its courses: categories, path, shared texts, home and help page."""

from django.utils.translation import gettext_noop

from home.demo import writing as w
from home.demo.outline import DemoCategory, DemoPath

# The templates show these two in the reader's language for as long as nobody has changed them.
HEADLINE = gettext_noop("Learn something you can hold in your hands")
LEAD = gettext_noop(
    "Batik and geometry, household money, clear writing, statistics, a balcony garden: short lessons by people who "
    "do what they teach. Read them, try them, keep the certificate."
)
CATALOG_INTRODUCTION = (
    "<p>Every course here is written to be read: a few minutes at a time, with something to try at the end of "
    "each lesson.</p>"
)

CATEGORIES = (
    DemoCategory(
        name="Crafts & Design",
        slug="crafts-design",
        hue=40,
        motif="ceplok",
        description="Things made by hand and by rule.",
    ),
    DemoCategory(
        name="Textiles",
        slug="textiles",
        hue=262,
        motif="kawung",
        description="Dyeing, weaving, printing and the patterns behind them.",
        parent="crafts-design",
    ),
    DemoCategory(
        name="Programming & Data",
        slug="programming-data",
        hue=200,
        motif="parang",
        description="Teaching computers, and reading what they count.",
    ),
    DemoCategory(
        name="Money & Home",
        slug="money-home",
        hue=85,
        motif="truntum",
        description="A calm household, from the kitchen to the savings book.",
    ),
    DemoCategory(
        name="Language & Writing",
        slug="language-writing",
        hue=20,
        motif="mega-mendung",
        description="Saying what you mean, in one language or several.",
    ),
    DemoCategory(
        name="Nature & Garden",
        slug="nature-garden",
        hue=145,
        motif="truntum",
        description="Soil, plants and patience, also without a garden.",
    ),
)

PATH = DemoPath(
    title="From Pattern to Proof",
    slug="from-pattern-to-proof",
    subtitle="See a rule, test it, and tell others so that they understand.",
    introduction=(
        "<p>Three courses that belong together. <b>Batik by Numbers</b> trains your eye for rules. <b>Statistics "
        "Without Fear</b> teaches you when to believe them. <b>Writing That Gets Read</b> helps you to tell what you "
        "found. They open one after the other.</p>"
    ),
    courses=("batik-by-numbers", "statistics-without-fear", "writing-that-gets-read"),
)

SHARED_TEXTS = {
    "Pause before you open the answer": (
        "<p><b>Pause before you answer.</b> The questions in the lessons are for you alone; nobody sees or grades "
        "them. Decide first, then click. A wrong guess that you made yourself is remembered longer than a right "
        "answer that you read.</p>"
    ),
    "Coba dulu, baru buka jawabannya": (
        "<p><b>Coba dulu, baru buka.</b> Pertanyaan di dalam pelajaran hanya untuk Anda; tidak ada yang melihat atau "
        "menilai. Jawab dalam hati, lalu klik. Tebakan yang salah justru paling lama diingat.</p>"
    ),
    "Bukan nasihat keuangan pribadi": (
        "<p><b>Catatan.</b> Kelas ini menjelaskan cara berpikir, bukan nasihat untuk keadaan pribadi Anda. Untuk "
        "keputusan besar, bicaralah dengan orang yang tidak mendapat komisi dari jawaban Anda.</p>"
    ),
}

ENROLLMENT_CODES = {"BELAJAR-2026": ("keuangan-rumah-tangga", 500), "FEARLESS": ("statistics-without-fear", 200)}

HELP_TITLE = "Help"
HELP_SLUG = "help"
HELP_BODY = (
    w.prose(
        "Here are the questions that people ask most. If yours is missing, write to "
        '<a href="mailto:help@example.com">help@example.com</a>; somebody reads it.',
    ),
    w.heading("Enrolling"),
    w.accordion(
        (
            "How do I enroll in a course?",
            "Open the course and press the button beside its title. Free courses open at once, others when they are "
            "paid. You can leave a course at any time; your progress is kept in case you come back.",
        ),
        (
            "I have a code",
            "A code that opens a course goes into “I have a code”, a coupon that makes it cheaper into the cart. "
            "Capital letters do not matter in either.",
        ),
        (
            "Can I look inside before I enroll?",
            "Yes. Lessons marked “Free preview” can be read by anybody, without an account.",
        ),
    ),
    w.heading("Learning"),
    w.accordion(
        (
            "Why is a lesson locked?",
            "In some courses the lessons open one after the other, in some a module opens a few days after you "
            "enrolled. The page says which it is and when it opens.",
        ),
        (
            "When is a lesson complete?",
            "When you press “Mark as complete”. A few lessons complete themselves when their video has played to the "
            "end. You can undo it until the course is finished.",
        ),
        (
            "Can I read on the phone?",
            "Yes, everything works in the browser of a phone, and with the keyboard alone. Videos have captions and "
            "a transcript.",
        ),
    ),
    w.heading("Certificates"),
    w.prose(
        "You receive one when you complete the last required lesson. It shows the name from your profile, so check "
        "that first. Each certificate has its own public address and a square code that leads there; whoever you "
        "show it to can see that it is genuine.",
    ),
    w.heading("Your account"),
    w.prose(
        "On the profile page you change name, language and time zone. In the account settings you change your password "
        "and switch on a second factor for signing in. Your activity is listed for you to read.",
    ),
)
