"""Tiles and Clouds: ceplok by folding, mega mendung with Bézier curves."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

CEPLOK = DemoLesson(
    title="Ceplok: ten cells decide sixty-four",
    slug="ceplok-ten-cells",
    minutes=11,
    body=(
        w.prose(
            "Ceplok is the family of rosettes in a grid: stars, crosses, flowers, whatever looks the same when "
            "the square is turned by a quarter or folded along a line. A square has exactly eight such moves: "
            "four turns (one of them by nothing) and four folds.",
            "Eight moves mean that the maker decides on one eighth of the tile, and the other seven follow. That "
            "is a saving, and a way of counting.",
        ),
        w.heading("Count the possible tiles"),
        w.prose(
            "Divide the tile into 8 × 8 cells, each either white or blue. Without any rule there are 2⁶⁴ "
            "tiles, about as many as people estimate grains of sand on all beaches. Now ask for full symmetry. One "
            "quarter of the tile is a 4 × 4 square, and the fold along its diagonal leaves a triangle of "
            "1 + 2 + 3 + 4 = 10 cells. Choose those; everything else is settled:",
        ),
        w.math(r"2^{\frac{k(k+1)}{2}} \quad\text{tiles of } 2k \times 2k \text{ cells;}\qquad k = 4:\; 2^{10} = 1024"),
        w.prose(
            "One thousand and twenty-four ceploks: few enough to print them all on a wall, and each has a number. "
            "You can ask for number 717 and anybody with this page can draw it.",
        ),
        w.code(
            """
            def ceplok(number):
                \"\"\"Tile number 0 to 1023 as eight lines of text.\"\"\"
                cells = [(row, col) for row in range(4) for col in range(row + 1)]
                blue = {cell for bit, cell in enumerate(cells) if number >> bit & 1}

                def mark(row, col):
                    row, col = min(row, 7 - row), min(col, 7 - col)  # one quarter
                    low, high = sorted((row, col))                   # one eighth
                    return "#" if (high, low) in blue else "."

                return ["".join(mark(r, c) for c in range(8)) for r in range(8)]


            print("\\n".join(ceplok(717)))
            """,
            "Two folds are enough: everything outside the triangle is read from inside it.",
        ),
        w.code(
            """
            #.####.#
            .#.##.#.
            #......#
            ##.##.##
            ##.##.##
            #......#
            .#.##.#.
            #.####.#
            """,
            "Ceplok number 717.",
            language="text",
        ),
        w.callout(
            "example",
            "Try it without a computer",
            "Fold a square of paper in half, again in half, and once along the diagonal. Cut notches. Unfold. "
            "You have chosen ten cells and got sixty-four.",
        ),
        w.heading("Truntum, the smallest sky"),
        w.prose(
            "Shrink the rosette to a few dots and sow it on a dark ground: <i>truntum</i>. Tradition gives it to "
            "a queen of Surakarta who, left alone, drew the stars above her courtyard until her husband came to "
            "look. The parents of bride and groom wear it at weddings. Its group is the same p4m as kawung's, "
            "and nobody has ever confused the two: the group says how a pattern repeats, not what it says.",
        ),
        w.question(
            "How many fully symmetric tiles of 6 × 6 cells are there?",
            w.choice("36"),
            w.right("64", "k = 3: 1 + 2 + 3 = 6 cells, 2 to the 6."),
            w.choice("512", "That would be nine free cells; the diagonal fold leaves six."),
            explanation="2^(k(k+1)/2) with k = 3.",
        ),
    ),
)

MEGA_MENDUNG = DemoLesson(
    title="Mega mendung: curves with handles",
    slug="mega-mendung-curves-with-handles",
    minutes=10,
    body=(
        w.prose(
            "On the north coast, in Cirebon, the cloth fills with clouds: outline within outline, seven shades "
            "from pale to deep, each one waxed and dyed before the next. No compass draws them. For clouds we "
            "need a curve that listens to the hand.",
        ),
        w.heading("Four points make a curve"),
        w.prose(
            "A <b>cubic Bézier curve</b> starts at one point, ends at another and is pulled by two handles that "
            "it does not touch. Every letter on your screen is made of such curves. The formula blends the four "
            "points, with weights that always add up to one:",
        ),
        w.math(
            r"B(t) = (1-t)^3 P_0 + 3(1-t)^2 t\, P_1 + 3(1-t)\,t^2 P_2 + t^3 P_3, \qquad 0 \le t \le 1",
            "At t = 0 you stand on the first point, at t = 1 on the last.",
        ),
        w.prose(
            "To read it without fear, put in t = ½. The weights are ⅛, ⅜, ⅜, ⅛: the middle of the curve listens "
            "mostly to the handles, equally to both.",
        ),
        w.heading("Nearly a circle"),
        w.prose(
            "How long must the handles be so that the curve looks like a quarter of a circle of radius 1? Demand "
            "that its middle lies on the circle, and solve. The answer brings back an old friend from kawung:",
        ),
        w.math(
            r"h = \tfrac{4}{3}\left(\sqrt{2} - 1\right) \approx 0.5523",
            "With this handle the curve leaves the circle by less than three parts in ten thousand.",
        ),
        w.tabs(
            ("Short handles", "Below 0.55 the curve cuts the corner. At 0 it is a straight line."),
            ("Circle", "At 0.5523 no eye can tell it from an arc. Drawing programs use exactly this number."),
            ("Long handles", "Above 0.55 it swells into a cloud. Mega mendung lives between 0.7 and 1."),
        ),
        w.callout(
            "tip",
            "Layers for free",
            "Draw the cloud once, then again scaled by 0.85 about its middle, and so on. Seven copies, seven "
            "shades. In cloth this means seven waxings; in SVG it is a loop.",
        ),
        w.question(
            "Which point does a Bézier curve with handles P1 and P2 normally <b>not</b> pass through?",
            w.choice("P0"),
            w.right("P1", "It starts off in the direction of P1 and then bends away."),
            w.choice("P3"),
            explanation="The curve touches only its two end points; the handles pull.",
        ),
    ),
)

MODULE_4 = DemoModule(
    title="Tiles and clouds",
    slug="tiles-and-clouds",
    summary="Ceplok, where ten cells decide sixty-four, and mega mendung, where four points make a curve.",
    lessons=(CEPLOK, MEGA_MENDUNG),
)
