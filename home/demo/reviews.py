"""What learners of the demo say of its courses, in the language of each course, and what the team tells them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoReview:
    """Stars and words; `answer` is the instructor's. `votes` people found it helpful."""

    stars: int
    text: str
    votes: int = 0
    answer: str = ""


# By the slug of the course; given in this order to the learners who have come far enough.
REVIEWS: dict[str, tuple[DemoReview, ...]] = {
    "batik-by-numbers": (
        DemoReview(
            5,
            "I have sewn for thirty years and was afraid of the word symmetry. After the third lesson I took every "
            "cloth out of the cupboard and turned it around.\n\nThe pace is kind and the drawings do the explaining.",
            votes=7,
            answer=(
                "Thank you. The cupboard is exactly where the fourth lesson wants you to go next. "
                "If one of your cloths does not fit any of the groups, send me a picture."
            ),
        ),
        DemoReview(5, "The Python part is twenty lines, as promised, and I understood all twenty.", votes=4),
        DemoReview(
            4,
            "Lovely writing and real mathematics. I would have liked one more exercise with the compass before the "
            "programs begin; the step from paper to code came a little fast for me.",
            votes=5,
            answer="You are right about the step. A lesson between the two is being drawn.",
        ),
        DemoReview(5, "My mother makes batik tulis. We did this course together and argued about every pattern.", 3),
        DemoReview(3, "Good, but I came for dyeing and most of it is geometry. Read the outcomes before you enroll."),
        DemoReview(5, "The film of the canting line alone is worth it. So calm.", 2),
        DemoReview(4, "Fifteen short lessons, each with one idea. I did one a day on the train."),
        DemoReview(5, "I teach eleventh grade and have stolen three of the exercises. The pupils noticed nothing.", 1),
    ),
    "statistics-without-fear": (
        DemoReview(5, "For the first time I know what a standard deviation is for, not only how to compute it.", 4),
        DemoReview(4, "Clear, funny in places, honest about what numbers cannot say.", 1),
        DemoReview(4, "The lesson about luck should be read by everybody who reads a newspaper."),
        DemoReview(2, "Too slow for me. Whoever has had statistics at school can begin with the second module.", 2),
    ),
    "soil-seed-harvest": (
        DemoReview(
            5,
            "Everything on my balcony used to die in the second week. It is the fifth now, and there are chillies.",
            votes=6,
            answer="Chillies on the fifth week is faster than mine. Keep the notebook.",
        ),
        DemoReview(4, "Practical and modest. The photographs of failures helped me more than the others.", 2),
        DemoReview(5, "I never thought that I would read about soil with pleasure."),
    ),
    "writing-that-gets-read": (
        DemoReview(5, "I rewrote one letter after each lesson. The last one was answered the same day.", 3),
        DemoReview(4, "Short, strict, useful. The before and after examples are the best part.", 1),
        DemoReview(3, "Much of it is about letters to offices; I had hoped for more about mails to colleagues."),
    ),
    "keuangan-rumah-tangga": (
        DemoReview(
            5,
            "Akhirnya saya tahu ke mana perginya gaji setiap bulan. Cara amplop sederhana sekali, tetapi baru "
            "sekarang kami benar-benar melakukannya, suami juga ikut mencatat.",
            votes=8,
            answer="Terima kasih. Kalau suami sudah ikut mencatat, bagian yang paling sulit sudah lewat.",
        ),
        DemoReview(5, "Bahasanya enak, contohnya dekat dengan hidup kami. Tidak ada yang dijual di akhir kursus.", 5),
        DemoReview(4, "Lembar anggarannya langsung saya pakai. Semoga nanti ada bagian tentang asuransi.", 2),
        DemoReview(4, "Pelajarannya pendek, bisa dibaca sambil menunggu nasi matang."),
        DemoReview(5, "Saya bagikan kepada adik yang baru menikah.", 1),
        DemoReview(3, "Bagus untuk pemula. Yang sudah biasa membuat anggaran mungkin tidak menemukan banyak hal baru."),
    ),
}

ANNOUNCEMENT_COURSE = "batik-by-numbers"
ANNOUNCEMENT_TITLE = "An evening with wax, next Thursday"
ANNOUNCEMENT_TEXT = (
    "Next Thursday at 19:00 I heat the stove in the workshop and draw two of the patterns of the second module "
    "on cloth. Whoever is in Yogyakarta is welcome; bring an old shirt.\n\n"
    "For everybody else I take photographs and add them to lesson four."
)
CONVERSATION = (
    (
        "learner",
        "In the lesson about turns you say that kawung has four centres. I count five. Which one am I seeing twice?",
    ),
    (
        "team",
        "The one in the corner: it is the same as the one in the opposite corner, moved by one step. "
        "Put tracing paper over the tile and push it; you will feel it click.",
    ),
    ("learner", "It clicks. Thank you, now I cannot stop pushing it."),
)
