"""The same motifs as trimmings: a faint band behind a course's title, the frame of a certificate."""

from .cloth import paint
from .cover import check
from .drawing import Dice, dots, fill, leaf, line, oblong, ring, root
from .palette import faint, print_ink

FRAME_WIDTH, FRAME_HEIGHT = 1188, 840
"""A4 landscape at four units a millimetre."""
REPEAT, INSET = 58, 43
"""Width of the border and its distance from the page's edge. With these two, and a repeat in the middle of
the page, whole repeats lie in the middle of all four sides: ten to the left and right, six up and down."""


def band_svg(*, motif: str, hue: int, seed: int = 0, width: int = 1280, height: int = 320) -> str:
    """A faint one-coloured strip of the motif on a transparent ground, for light and dark pages alike.

    Arguments are those of `cover_svg`; the drawing fills `width` x `height` and is cropped, not squeezed,
    where the page shows it in another shape. Raises ValueError for values out of bounds.
    """
    check(motif=motif, hue=hue, seed=seed)
    dice = Dice(f"{motif}/{seed}")
    cloth = paint(motif, dice, faint(hue), width=width, height=height)
    return root(width, height, f'<g opacity=".2">{cloth.body}</g>')


def frame_svg(*, motif: str, hue: int, seed: int = 0) -> str:
    """The border of a certificate, A4 landscape: the motif between two lines, a flower in each corner.

    The middle is left open. Arguments are those of `cover_svg`; raises ValueError for others.
    """
    check(motif=motif, hue=hue, seed=seed)
    dice, dyes = Dice(f"{motif}/{seed}"), print_ink(hue)
    middle = FRAME_WIDTH / 2, FRAME_HEIGHT / 2
    span = REPEAT * {"mega-mendung": 3.4, "parang": 0.55}.get(motif, 1)
    cloth = paint(motif, dice, dyes, width=FRAME_WIDTH, height=FRAME_HEIGHT, span=span, middle=middle)
    rim, inner = _box(INSET), _box(INSET + REPEAT)
    corners = "".join(
        f'<use href="#f" x="{x:g}" y="{y:g}"/>'
        for x in (INSET + REPEAT / 2, FRAME_WIDTH - INSET - REPEAT / 2)
        for y in (INSET + REPEAT / 2, FRAME_HEIGHT - INSET - REPEAT / 2)
    )
    clip = f'<clipPath id="z"><path d="{rim}{inner}" clip-rule="evenodd"/></clipPath>'
    border = f'<g clip-path="url(#z)">{fill(rim, dyes.ground)}{cloth.body}</g>'
    lines = line(rim + inner, dyes.wax, 2.4) + line(_box(INSET - 8) + _box(INSET + 8 + REPEAT), dyes.dye, 1.2)
    content = f"<defs>{_corner(dyes)}{clip}</defs>{border}{corners}{lines}"
    return root(FRAME_WIDTH, FRAME_HEIGHT, content)


def _corner(dyes):
    """A square with an eight-petalled flower."""
    half = REPEAT / 2
    square = oblong(-half, -half, half, half)
    flower = ring("l", fill(leaf(6, 25, 5.6), dyes.wax), 8) + dots(dyes.accent, 3.6, (0, 0))
    return f'<g id="f">{fill(square, dyes.ground)}{line(square, dyes.wax, 2.4)}{flower}</g>'


def _box(inset):
    """A rectangle `inset` units inside the page's edge."""
    return oblong(inset, inset, FRAME_WIDTH - inset, FRAME_HEIGHT - inset)
