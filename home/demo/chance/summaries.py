"""Numbers That Stand for Many: middle, spread, and charts that want something."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

MIDDLE = DemoLesson(
    title="A number that stands for many",
    slug="a-number-that-stands-for-many",
    minutes=9,
    is_free_preview=True,
    body=(
        w.prose(
            "Nine people sit in a warung and each earns 5 million rupiah a month. A tenth comes in, the owner of a "
            "shipping line, who earns 955 million. The <b>average</b> income at the table is now 100 million. Nobody "
            "has become richer, and the number describes not one of them.",
            "Statistics begins here: with replacing many numbers by one, and asking what was lost.",
        ),
        w.heading("Mean and median"),
        w.prose(
            "The <b>mean</b> shares everything out equally: add up, divide. The <b>median</b> asks the person in the "
            "middle of the queue. The shipping owner moves the mean from 5 to 100 and does not move the median at all.",
        ),
        w.code(
            """
            from statistics import mean, median

            incomes = [5] * 9 + [955]
            print(mean(incomes), median(incomes))  # 100 5.0
            """,
        ),
        w.heading("Which one is honest?"),
        w.prose(
            "Both, for different questions. If you run the till and ask what ten guests can spend <i>together</i>, "
            "you need the mean: times ten, it gives the total. If you ask what a <i>typical</i> guest can afford, "
            "you need the median. The trouble starts when somebody quotes one in answer to the other.",
        ),
        w.callout(
            "tip",
            "A habit for newspapers",
            "Whenever you read “on average”, ask two things: average of what, and would the median say the same? "
            "For incomes, house prices and waiting times it hardly ever does.",
        ),
        w.question(
            "A lift carries at most 10 people and 800 kg. Which number should the engineer know about passengers?",
            w.right("Their mean weight", "Ten times the mean is the expected load; add a margin for luck."),
            w.choice("Their median weight", "It says nothing about the sum."),
            w.choice("The weight of the heaviest one", "Then she would build for ten wrestlers."),
            explanation="Questions about totals want the mean.",
        ),
    ),
)

SPREAD = DemoLesson(
    title="How far from the middle",
    slug="how-far-from-the-middle",
    minutes=10,
    body=(
        w.prose(
            "Two buses go to your office. Both need 30 minutes on average. Bus A takes between 28 and 32. Bus B takes "
            "15 on a good day and 50 on a bad one. The mean cannot tell them apart. Your boss can.",
        ),
        w.heading("Standard deviation, slowly"),
        w.prose(
            "Take each day's distance from the mean. Some are positive, some negative; they always add up to zero, so "
            "their sum is useless. Square them first. Take the mean of the squares. Take the root, to get from "
            "square minutes back to minutes. That is all:",
        ),
        w.math(
            r"\sigma = \sqrt{\frac{1}{n}\sum_{i=1}^{n}\left(x_i - \bar{x}\right)^2}",
            "Read from inside to outside: distance, square, mean, root.",
        ),
        w.code(
            """
            from statistics import mean, pstdev

            bus_a = [29, 31, 30, 28, 32]
            bus_b = [15, 50, 22, 41, 22]
            for name, minutes in {"A": bus_a, "B": bus_b}.items():
                print(name, mean(minutes), round(pstdev(minutes), 1))
            # A 30 1.4
            # B 30 13.2
            """,
        ),
        w.prose(
            "As a rule of thumb, when the numbers heap up around the middle like a hill, about two thirds of them lie "
            "within one standard deviation of the mean and about 95 percent within two. When they do not form a hill, "
            "as incomes do not, forget the rule and look at the picture.",
        ),
        w.callout(
            "note",
            "n or n − 1?",
            "Divide by n when you have everybody. Divide by n − 1 when you have a sample and want to guess the spread "
            "of everybody: a sample is always a little closer to its own mean than to the true one. In Python: "
            "pstdev and stdev.",
        ),
        w.question(
            "Every value in a list grows by 10. What happens to the standard deviation?",
            w.choice("It grows by 10", "The middle moves along, so the distances stay."),
            w.right("Nothing", "Distances from the mean do not notice a common shift."),
            w.choice("It grows by the root of 10"),
            explanation="Adding shifts; only multiplying spreads.",
        ),
    ),
)

CHARTS = DemoLesson(
    title="A chart that wants something",
    slug="a-chart-that-wants-something",
    minutes=11,
    body=(
        w.prose(
            "Every chart is drawn by somebody with a reason. Most reasons are decent. Here are the four places to "
            "look before you believe your eyes.",
        ),
        w.accordion(
            (
                "Where does the axis start?",
                "Bars must start at zero, since we compare their lengths. A bar from 98 to 100 beside one from 98 to "
                "99 looks twice as tall for a difference of one percent. Lines may start elsewhere, if they say so.",
            ),
            (
                "What is being divided by what?",
                "More accidents happen on dry roads than on icy ones. There are more dry days. Ask: per day, per "
                "person, per kilometre?",
            ),
            ("What was left out?", "A rising line since March may be a falling one since January."),
            ("Two scales?", "Two lines on two axes can be made to cross wherever the artist likes."),
        ),
        w.heading("The table that contradicts itself"),
        w.prose(
            "In the 1980s two treatments for kidney stones were compared. Read the table row by row, then the last "
            "line.",
        ),
        w.table(
            "Successful treatments (Charig and others, British Medical Journal, 1986)",
            ("Stones", "Treatment A", "Treatment B"),
            ("Small", "81 of 87 (93%)", "234 of 270 (87%)"),
            ("Large", "192 of 263 (73%)", "55 of 80 (69%)"),
            ("All", "273 of 350 (78%)", "289 of 350 (83%)"),
        ),
        w.prose(
            "A is better for small stones, A is better for large stones, and B is better for stones. Nobody "
            "miscalculated. Doctors gave A, the operation, mostly to the <i>difficult</i> cases. The totals compare "
            "not only treatments but patients. This is <b>Simpson's paradox</b>, and the cure is to ask who ended up "
            "in which group, and why.",
        ),
        w.callout(
            "warning",
            "Data do not say what caused what",
            "The same numbers with another story could make the totals right and the rows wrong. You have to know how "
            "the groups were formed. That knowledge is not in the table.",
        ),
        w.question(
            "You have a small kidney stone. Which treatment does the table speak for?",
            w.right("A", "93 percent against 87, among people like you."),
            w.choice("B", "Its better total comes from easier cases."),
            explanation="Compare like with like.",
        ),
    ),
)

SUMMARIES = DemoModule(
    title="Numbers that stand for many",
    slug="numbers-that-stand-for-many",
    summary="Middle, spread, and the four places to look in a chart.",
    lessons=(MIDDLE, SPREAD, CHARTS),
)
