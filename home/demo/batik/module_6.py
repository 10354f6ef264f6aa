"""Measure and Make: a curve through six dips, and a cloth of one's own."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule, Ref

SIX_DIPS = DemoLesson(
    title="Six dips in the vat",
    slug="six-dips-in-the-vat",
    minutes=13,
    body=(
        w.prose(
            "A workshop dipped one strip of cotton six times, a minute each, and measured after each dip how deep "
            "the blue had become. The numbers stand in a small file. In lesson 3 we promised that the curve "
            "flattens. Let us see how, and how soon a seventh dip is a waste of an evening.",
        ),
        w.handout("dye-log.csv", "Six dips in an indigo vat (CSV)"),
        w.heading("Read the file"),
        w.code(
            """
            import csv

            with open("dye-log.csv", encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))

            for row in rows:
                seconds, depth = float(row["seconds"]), float(row["depth"])
                print(f"{seconds:>6.0f} s  {'#' * round(depth * 40)}")
            """,
            "read_dips.py. A picture made of number signs is still a picture.",
        ),
        w.prose(
            "Each bar is longer than the one before, and each step is shorter than the step before. There is less and "
            "less room left in the fibre, and each dip fills about the same <b>share of what is still empty</b>.",
        ),
        w.heading("A curve that runs out of room"),
        w.prose(
            "“The same share of what is left” is a sentence that nature loves: coffee cools that way, a phone charges "
            "that way. Written as a formula it has two numbers that belong to the vat: the deepest blue it can "
            "reach, <i>A</i>, and a patience, τ:",
        ),
        w.math(
            r"D(t) = A\left(1 - e^{-t/\tau}\right)",
            "After one τ you have 63 percent of the deepest blue, after two 86, after three 95.",
        ),
        w.heading("Find the two numbers"),
        w.prose(
            "For a given τ the best <i>A</i> follows by a little algebra. So we try every τ in turn and keep the one "
            "whose curve passes closest to the six points, measured by the squares of the distances:",
        ),
        w.code(
            """
            import csv
            from math import exp

            with open("dye-log.csv", encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            times = [float(row["seconds"]) for row in rows]
            depths = [float(row["depth"]) for row in rows]


            def fit(tau):
                \"\"\"How far off the best curve with this tau is, and its A.\"\"\"
                shape = [1 - exp(-time / tau) for time in times]
                best = sum(map(lambda d, s: d * s, depths, shape))
                best /= sum(s * s for s in shape)
                error = sum((d - best * s) ** 2 for d, s in zip(depths, shape))
                return error, best


            tau = min(range(10, 1000), key=fit)
            print(f"deepest blue {fit(tau)[1]:.2f}, tau {tau} seconds")
            """,
            "fit_dips.py. No library: nine hundred and ninety guesses take a blink.",
        ),
        w.callout(
            "tip",
            "What the maker does with τ",
            "The program answers: deepest blue 0.91, tau 147 seconds, which is two and a half dips. After six dips "
            "the strip has 91 percent of all the blue it can hold; a seventh would bring 94. Good makers stop there "
            "and have tea. A new vat has another τ, so they keep a strip like ours beside it.",
        ),
        w.question(
            "After one τ the strip has 63 percent of its deepest blue. How much after <b>two</b>?",
            w.choice("126 percent", "Deeper than the deepest?"),
            w.right("About 86 percent", "63 percent of the remaining 37 percent is 23: together 86."),
            w.choice("About 75 percent", "That would be half of the rest each time."),
            explanation="Each τ takes away the same share of what is missing: 37 percent, then 14, then 5 remain.",
        ),
    ),
)

YOUR_OWN_CLOTH = DemoLesson(
    title="Your own cloth",
    slug="your-own-cloth",
    minutes=20,
    attachments=(("Kawung drawing grid (PDF, A4)", Ref("document", "kawung-grid.pdf")),),
    body=(
        w.quote(
            "A mathematician, like a painter or a poet, is a maker of patterns. If his patterns are more permanent "
            "than theirs, it is because they are made with ideas.",
            "G. H. Hardy, A Mathematician's Apology, 1940",
        ),
        w.prose(
            "You know the moves, four motifs and two languages to draw them in. What is missing is the thing no "
            "theorem supplies: a decision that is yours. This lesson ends with a cloth that did not exist before.",
        ),
        w.heading("Chance with a rule"),
        w.prose(
            "Look at old batik through a magnifying glass: the dots that fill the shapes, <i>isen-isen</i>, are "
            "never quite regular. A program that places dots at random looks wild; one that places them on a grid "
            "looks dead. Between the two lies the hand: <b>a grid, and every dot a little off</b>.",
        ),
        w.code(
            """
            from pathlib import Path
            from random import Random


            def isen(columns, rows, step=12, tremble=0.25, seed=2009):
                \"\"\"Dots on a grid, each moved a little; same seed, same cloth.\"\"\"
                hand = Random(seed)
                dots = []
                for row in range(rows):
                    for column in range(columns):
                        off_x = hand.uniform(-tremble, tremble)
                        off_y = hand.uniform(-tremble, tremble)
                        x = (column + row % 2 / 2 + off_x) * step
                        y = (row + off_y) * step
                        size = hand.uniform(1.6, 2.4)
                        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.2f}"/>')
                box = f"0 0 {columns * step} {rows * step}"
                return f\"\"\"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">
              <rect width="100%" height="100%" fill="#22304f"/>
              <g fill="#f4e9d4">{"".join(dots)}</g>
            </svg>\"\"\"


            Path("isen.svg").write_text(isen(60, 40), encoding="utf-8")
            """,
            "isen.py. Try tremble = 0, 0.1, 0.25, 0.6 and put the four pictures side by side.",
        ),
        w.callout(
            "note",
            "A seed is a signature",
            "The generator starts from a number, the <b>seed</b>, and from there on everything is determined. "
            "Write the seed on the hem. Anybody can weave your chance again, stitch by stitch. The covers of the "
            "courses on this site are made in just this way, from their titles.",
        ),
        w.heading("The task"),
        w.prose(
            w.steps(
                "<b>Choose a lattice</b>: squares as in kawung, or tilted cells as in parang.",
                "<b>Choose a group</b> from lesson 6 and write its name at the top of your file.",
                "<b>Choose a motif</b> that means something to you: a leaf from your street, the roof of your "
                "grandmother's house, a letter. Draw one, in the smallest part that the group leaves free.",
                "<b>Let loops do the rest.</b> If you copy and paste a motif, a loop is missing.",
                "<b>Break it once.</b> One petal turned, one dot left out. Decide where, and why there.",
                "<b>Print it</b> on paper and hang it where you see it in the morning.",
            ),
        ),
        w.tabs(
            (
                "With paper",
                "Use the drawing grid. Trace one motif, fold, rub, repeat. Ink in what would be blue. Two evenings.",
            ),
            (
                "With Python",
                "Start from kawung.py or parang.py and change one function at a time. Keep every picture; the "
                "failed ones are often the better wallpaper. Two evenings, too.",
            ),
            (
                "With wax",
                "Find a workshop; in Yogyakarta, Solo, Pekalongan and Cirebon many teach for an afternoon. Take "
                "your print along. Mind the hot wax, and never leave it alone on the flame.",
            ),
        ),
        w.heading("Before you call it done"),
        w.accordion(
            ("Does it close?", "Lay two prints edge to edge, then one above the other. No step at any seam."),
            (
                "Can a friend find the group?",
                "Ask for the largest turn and for the fold lines. If your friend names another group than you "
                "wrote, one of you found something.",
            ),
            (
                "Where is your hand?",
                "You broke the rule once. If nobody finds the place, be bolder. If it is all they see, be gentler.",
            ),
        ),
        w.question(
            "Two people run isen.py with the same seed on different computers. Their pictures are",
            w.right("the same", "Yes. That is what a seed promises."),
            w.choice("different, since it is random", "Only the choice of the seed is free."),
            w.choice("similar in the dots' density only"),
            explanation="Random(seed) always produces the same sequence; chance is in the choice of the seed.",
        ),
        w.prose(
            "Mark this lesson complete when your cloth hangs on the wall. Your certificate will be waiting. Its "
            "border is a kawung; you now know how wide each petal is.",
        ),
    ),
)

MODULE_6 = DemoModule(
    title="Measure and make",
    slug="measure-and-make",
    summary="Six dips in indigo become a curve; then your own cloth, with a lattice, a group and one broken rule.",
    lessons=(SIX_DIPS, YOUR_OWN_CLOTH),
)
