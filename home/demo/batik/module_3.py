"""Circles and Slopes: kawung with the compass, parang with fractions."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

KAWUNG = DemoLesson(
    title="Kawung from circles",
    slug="kawung-from-circles",
    minutes=13,
    body=(
        w.prose(
            "Kawung is said to show the fruit of the sugar palm, cut across, four seeds around a point. It is one "
            "of the oldest that can be dated: stone figures from thirteenth-century Java wear it. And it needs "
            "nothing but a compass.",
        ),
        w.image(
            "kawung-construction.png",
            "Three steps: a square grid with overlapping circles, the lens shapes where neighbouring circles "
            "overlap filled in, and the finished kawung with two seeds in each petal",
            "Kawung is nothing but equal circles: every petal is the overlap of two neighbours.",
        ),
        w.heading("Draw it now"),
        w.handout("kawung-grid.pdf", "Kawung drawing grid (PDF, A4)"),
        w.prose(
            w.steps(
                "Print the grid, or draw squares of 4 cm.",
                "Open the compass to half the <b>diagonal</b> of a square, 2.83 cm. This is the only clever step.",
                "Draw a circle around every corner of the grid.",
                "Shade each lens where two circles overlap.",
            ),
            "Four lenses now meet in the middle of every square, tip to tip. Turn the paper by 45° and you hold "
            "a kawung.",
        ),
        w.heading("Why half the diagonal"),
        w.prose(
            "Put the corners at distance <i>d</i> and the radius at <i>r</i>. We want the circles of all four "
            "corners of a square to pass through its centre, because only then do four tips meet in one point. "
            "The centre is half a diagonal away from each corner, so",
        ),
        w.math(r"r = \frac{d\sqrt{2}}{2} \qquad\text{or}\qquad d = r\sqrt{2}"),
        w.prose(
            "A petal stretches from one square's centre to the next, so its length is <i>d</i>. Its width is what "
            "two circles share along the line of their centres, 2<i>r</i> − <i>d</i>. Divide, and <i>r</i> drops out:",
        ),
        w.math(
            r"\frac{\text{width}}{\text{length}} = \frac{2r - r\sqrt{2}}{r\sqrt{2}} = \sqrt{2} - 1 \approx 0.414",
            "Every compass-drawn kawung petal in the world has these proportions.",
        ),
        w.heading("How much of the cloth is petal?"),
        w.prose(
            "Each petal consists of two slices of a circle, cut off by a chord that spans 90°. A square of the "
            "grid owns two petals (four sides, each shared with a neighbour). Adding up:",
        ),
        w.math(
            r"\frac{2 \cdot r^2\left(\frac{\pi}{2} - 1\right)}{d^2} = \frac{\pi - 2}{2} \approx 0.571",
            "Petals cover 57 percent of the cloth.",
        ),
        w.callout(
            "note",
            "A maker's question answered by π",
            "If the petals stay white, they have to be covered with wax (<i>nembok</i>), and now you know how "
            "much: 57 percent of the area, whatever the size of the motif. Small kawung costs more time than "
            "large kawung. It does not cost more wax.",
        ),
        w.question(
            "You want to draw kawung on squares of 10 cm. How far do you open the compass?",
            w.choice("5 cm", "Then neighbouring circles only touch, and there are no petals."),
            w.right("About 7.07 cm", "Half the diagonal: 10 √2 / 2."),
            w.choice("10 cm", "Then the petals are fatter and overlap one another."),
            explanation="r = d √2 / 2 makes all four circles meet in the middle of the square.",
        ),
    ),
)

PARANG = DemoLesson(
    title="Parang and its slope",
    slug="parang-and-its-slope",
    minutes=10,
    body=(
        w.prose(
            "Parang runs across the cloth in diagonal bands, S after S like waves against a cliff. At the courts "
            "of Central Java it was a matter of rank: a regulation of 1927 in Yogyakarta still listed who was "
            "allowed to wear which parang, and guests of the palace are asked to this day not to come in it. "
            "The larger the S, the higher the wearer: <i>barong</i>, then <i>gendreh</i>, then <i>klitik</i>.",
            "We are after a humbler question. A copper stamp is a square. The bands are diagonal. How can the "
            "stamps be set side by side so that <b>every band continues across the seam</b>?",
        ),
        w.heading("Seams want fractions"),
        w.prose(
            "Let the stamp have side <i>T</i> and let the bands rise <i>q</i> steps while they run <i>p</i> steps. "
            "A band that leaves on the right must enter the next stamp at the same height, and a band that "
            "leaves at the top must enter the stamp above at the same place. Both work if <i>p</i> and <i>q</i> "
            "are whole numbers. Then the distance between neighbouring bands, measured straight across, is",
        ),
        w.math(
            r"b = \frac{T}{\sqrt{p^2 + q^2}}",
            "The finer the fraction, the closer the bands. With m bands where this counts one, divide by m.",
        ),
        w.table(
            "Slopes that close on a stamp of 10 cm",
            ("Rise : run", "Angle", "Distance of bands", "Looks like"),
            ("1 : 1", "45.0°", "7.07 cm", "Classical parang"),
            ("1 : 2", "26.6°", "4.47 cm", "A lazy afternoon"),
            ("2 : 3", "33.7°", "2.77 cm", "Looks like 30°, closes exactly"),
            ("3 : 4", "36.9°", "2.00 cm", "Contains a 3-4-5 triangle"),
        ),
        w.callout(
            "warning",
            "30° never closes",
            "The slope of 30° is 1/√3, which is no fraction of whole numbers. However many stamps you set in a "
            "row, the band never comes back to the same height. Good makers do not know the theorem; they know "
            "that it looks wrong, and draw 2 : 3.",
        ),
        w.heading("Where the S turns"),
        w.prose(
            "Trace one S on thin paper, press a pin into its middle and turn the tracing by half a turn: it falls "
            "on itself. The pin is a centre of order 2. Between two S-shapes there is another one. Mirrors there "
            "are none, an S in a mirror is a Z, and that is why parang seems to <b>move</b>. A pattern with "
            "mirrors stands still; your eye rests on the fold line. Parang gives it nowhere to rest.",
        ),
        w.question(
            "A stamp of 12 cm carries three bands of slope 1 : 1 where the simplest stamp would have one "
            "(m = 3). How far apart are they?",
            w.choice("4 cm", "You divided along the edge. Measure straight across the bands."),
            w.right("About 2.83 cm", "12 / √2 = 8.49, and a third of it."),
            w.choice("About 8.49 cm", "That is the distance before dividing by m."),
            explanation="b = T / (m √(p² + q²)) = 12 / (3 √2).",
        ),
    ),
)

MODULE_3 = DemoModule(
    title="Circles and slopes",
    slug="circles-and-slopes",
    summary="Two motifs built from scratch: kawung with a compass, parang with fractions.",
    lessons=(KAWUNG, PARANG),
)
