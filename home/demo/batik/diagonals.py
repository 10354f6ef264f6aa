"""The lesson in which parang becomes a repeating SVG pattern."""

from home.demo import writing as w
from home.demo.outline import DemoLesson

DIAGONALS = DemoLesson(
    title="Diagonals that meet at the seam",
    slug="diagonals-that-meet-at-the-seam",
    minutes=11,
    body=(
        w.prose(
            "In lesson 8 we found which slopes can close on a square stamp: those with whole numbers for rise and "
            "run. Now we let SVG do the stamping. Its element <code>pattern</code> is a <i>cap</i>: a small drawing "
            "that fills any shape by repetition.",
        ),
        w.code(
            """
            from math import atan2, degrees, hypot
            from pathlib import Path


            def parang(stamp=120, rise=1, run=1, columns=4, rows=3):
                cell = stamp / hypot(rise, run)
                angle = -degrees(atan2(rise, run))  # SVG's y points down
                box = f"0 0 {columns * stamp} {rows * stamp}"
                tilt = f"rotate({angle:.4f}) scale({cell:.4f})"
                return f\"\"\"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">
              <defs>
                <pattern id="band" patternUnits="userSpaceOnUse"
                         width="1" height="1" patternTransform="{tilt}">
                  <rect width="1" height="1" fill="#3b2417"/>
                  <path d="M .2 .8 C .9 .8 .1 .2 .8 .2" fill="none"
                        stroke="#e2b36b" stroke-width=".22"/>
                  <path d="M 0 0 H 1" stroke="#f4e9d4" stroke-width=".06"/>
                </pattern>
              </defs>
              <rect width="100%" height="100%" fill="url(#band)"/>
            </svg>\"\"\"


            for name, rise, run in ("parang", 1, 1), ("gentle", 1, 2):
                svg = parang(rise=rise, run=run)
                Path(f"{name}.svg").write_text(svg, encoding="utf-8")
            """,
            "parang.py",
        ),
        w.heading("Read the S"),
        w.prose(
            "The S is one Bézier curve in a cell of size 1. Its ends are (0.2, 0.8) and (0.8, 0.2), its handles "
            "(0.9, 0.8) and (0.1, 0.2). Half a turn about the middle of the cell sends x to 1 − x and y to 1 − y. "
            "Try it: the ends change places, the handles change places, the curve stays. We did not draw a "
            "centre of order 2. We chose numbers that have one.",
        ),
        w.heading("Why it closes"),
        w.prose(
            "Walk one stamp to the right, a distance of <i>T</i>. Seen from the tilted cells, you have walked",
        ),
        w.math(
            r"T\cos\theta = b\,p \quad\text{along the band, and}\quad T\sin\theta = b\,q \quad\text{across it,}",
            "with b = T / √(p² + q²), so that cos θ = p b / T and sin θ = q b / T.",
        ),
        w.prose(
            "that is, a whole number <i>p</i> of cells one way and a whole number <i>q</i> the other. You stand "
            "in the same place of another cell, so the stamp's right edge matches its left edge. The same for a "
            "step upwards. The theorem has become a line of code: <code>cell = stamp / hypot(rise, run)</code>.",
        ),
        w.callout(
            "warning",
            "If it really must be 30°",
            "<code>parang(rise=0.577, run=1)</code> has the angle, but one stamp to the right you have walked 0.577 "
            "of a cell across: every seam cuts an S in half. 15 : 26 comes within 0.02° of 30° and closes, at the "
            "price of thirty small cells to a stamp. 2 : 3 is the maker's answer.",
        ),
        w.question(
            "Which call draws bands at 36.9° that close on the stamp?",
            w.choice("parang(rise=0.75, run=1)", "The angle is right, but the step is no whole number of cells."),
            w.right("parang(rise=3, run=4)", "The 3-4-5 triangle: cell = stamp / 5."),
            w.choice("parang(rise=4, run=3)", "That is the steeper one, 53.1°."),
            explanation="The same slope, but only whole numbers make whole cells.",
        ),
    ),
)
