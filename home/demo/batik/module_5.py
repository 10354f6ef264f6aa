"""A Cloth in Python: turtle, SVG, and diagonals that close at the seam."""

from home.demo import writing as w
from home.demo.batik.diagonals import DIAGONALS
from home.demo.outline import DemoLesson, DemoModule

TURTLE = DemoLesson(
    title="A turtle draws a petal",
    slug="a-turtle-draws-a-petal",
    minutes=12,
    body=(
        w.prose(
            "Python comes with a turtle: a pen that knows where it is and which way it looks. You met its elder "
            "sister in lesson 2. Like the canting it draws while it walks, and the art is to plan a path that "
            "never has to be lifted.",
        ),
        w.tabs(
            (
                "Python on your computer",
                "Any Python from 3.9 on will do. Save the program as <code>petal.py</code> and run <code>python "
                "petal.py</code>. A window opens. On some Linux systems the package python3-tk has to be installed "
                "first.",
            ),
            (
                "No Python yet",
                'Install it from <a href="https://www.python.org/downloads/">python.org</a>. Accept what the '
                "installer suggests, and on Windows tick “Add Python to PATH”.",
            ),
            (
                "Only a phone",
                "Read along, and do the walking yourself: two quarter circles on a beach make the best petal.",
            ),
        ),
        w.heading("One petal"),
        w.prose(
            "A kawung petal is bounded by two arcs of 90°. The turtle walks one, turns left by 90°, walks the "
            "other, and is home. Check the turning: 90° on each arc and 90° at each tip make 360°.",
        ),
        w.code(
            """
            from turtle import Turtle, done


            def petal(pen, radius):
                for _ in range(2):
                    pen.circle(radius, 90)  # a quarter circle to the left
                    pen.left(90)            # the tip


            petal(Turtle(), 120)
            done()
            """,
            "petal.py",
        ),
        w.heading("Four petals"),
        w.prose(
            "Because the turtle comes home looking the way it did at the start, the petal can be repeated after "
            "a quarter turn. Four of them make the flower:",
        ),
        w.code(
            """
            def flower(pen, radius):
                for _ in range(4):
                    petal(pen, radius)
                    pen.left(90)
            """,
        ),
        w.callout(
            "note",
            "What the loop knows",
            "<code>range(4)</code> with <code>left(90)</code> is the rotation of order 4, written down. A pattern's "
            "group appears in the program that draws it as its loops. If your program has no loop, ask whether your "
            "pattern has a symmetry that you have not used.",
        ),
        w.heading("A field of flowers", "h3"),
        w.prose(
            "How far apart do the flowers stand? A petal reaches from tip to tip, radius times √2, and its far "
            "tip is the middle of the next flower. If every crossing of the grid drew all four petals, each would be "
            "drawn twice, once from either end. So every second crossing is enough, as on a chessboard:",
        ),
        w.code(
            """
            def field(pen, radius, size):
                step = radius * 2 ** 0.5
                for row in range(size):
                    for column in range(size):
                        if (row + column) % 2 == 0:
                            pen.penup()
                            pen.goto(column * step, row * step)
                            pen.setheading(-45)
                            pen.pendown()
                            flower(pen, radius)
            """,
            "The first arc starts at −45° so that the petal itself points along the grid.",
        ),
        w.question(
            "Why <code>setheading(-45)</code>?",
            w.choice("Because the turtle likes to start downwards"),
            w.right(
                "Because an arc of 90° ends 45° to the left of where it started looking, seen from tip to tip",
                "Yes: half of the arc's turning.",
            ),
            w.choice("Because kawung is always drawn at 45°", "You can turn the whole cloth later."),
            explanation="The chord of a quarter circle makes 45° with the first direction of the walk.",
        ),
    ),
)

A_TEXT_FILE = DemoLesson(
    title="A cloth is a text file",
    slug="a-cloth-is-a-text-file",
    minutes=14,
    body=(
        w.prose(
            "A turtle is charming and slow, and its picture is gone when the window closes. For a cloth that can "
            "be printed, cut by a plotter or sent to a friend we write <b>SVG</b>: a picture described in words. "
            "Every browser can show it, any printer can enlarge it without blur.",
        ),
        w.heading("The alphabet of a path"),
        w.table(
            "Five letters are enough for this course; small letters count from where the pen is",
            ("Letter", "Meaning", "Example"),
            ("M x y", "Put the pen down at x, y", "M 10 10"),
            ("l dx dy", "Straight line", "l 40 0"),
            ("a r r 0 0 s dx dy", "Circular arc; s = 1 turns clockwise on the screen", "a 40 40 0 0 1 56.57 0"),
            ("c … dx dy", "Bézier curve: two handles, then the end", "c 10 20 30 20 40 0"),
            ("z", "Close the shape", "z"),
        ),
        w.heading("Kawung in twenty lines"),
        w.code(
            """
            from pathlib import Path

            RADIUS = 40
            STEP = RADIUS * 2 ** 0.5
            ARC = f"a {RADIUS} {RADIUS} 0 0 1"


            def petal(x, y, dx, dy):
                \"\"\"A lens: a quarter arc there, a quarter arc back.\"\"\"
                there = f"{ARC} {dx:.2f} {dy:.2f}"
                back = f"{ARC} {-dx:.2f} {-dy:.2f}"
                return f"M {x:.2f} {y:.2f} {there} {back} z"


            def kawung(columns, rows):
                petals = []
                for row in range(rows + 1):
                    for column in range(columns + 1):
                        x, y = column * STEP, row * STEP
                        petals.append(petal(x, y, STEP, 0))  # to the right
                        petals.append(petal(x, y, 0, STEP))  # downwards
                box = f"0 0 {columns * STEP:.2f} {rows * STEP:.2f}"
                return f\"\"\"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">
              <rect width="100%" height="100%" fill="#22304f"/>
              <path fill="#f4e9d4" d="{" ".join(petals)}"/>
            </svg>\"\"\"


            Path("kawung.svg").write_text(kawung(8, 6), encoding="utf-8")
            """,
            "kawung.py. Run it, then open kawung.svg in a browser.",
        ),
        w.prose(
            "Two petals a crossing, one right, one down: exactly the counting of lesson 7, where a square of the "
            "grid owned two petals. The far ends of the last row hang over the edge, and the <code>viewBox</code> cuts "
            "them off, as scissors would.",
        ),
        w.callout(
            "example",
            "Three things to try",
            w.points(
                'Turn it into a classical kawung: put the path into <code>&lt;g transform="rotate(45)"&gt;</code> and '
                "draw more rows.",
                "Shrink each petal to 90 percent about its middle, and a net of blue appears between them.",
                "Add two small dark seeds to each petal. Where do they go?",
            ),
        ),
        w.question(
            "In the program, what would happen with the arc flag s = 0 instead of 1 for <b>both</b> arcs?",
            w.right("The same lens", "Each arc bulges to the other side, and the two have changed places."),
            w.choice("A circle", "The chord and the radius stay, so the arcs stay quarter arcs."),
            w.choice("Nothing is drawn"),
            explanation="Both arcs are mirrored in the chord; a lens is its own mirror image.",
        ),
    ),
)

MODULE_5 = DemoModule(
    title="A cloth in Python",
    slug="a-cloth-in-python",
    summary="From a turtle's petal to printable SVG: two programs of about twenty lines that draw kawung and parang.",
    lessons=(TURTLE, A_TEXT_FILE, DIAGONALS),
)
