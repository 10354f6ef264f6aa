"""Cloths without a seam: what leaves a repeat on one side comes back on the other."""

import re
from math import cos, radians, sin

import pytest

from catalog.covers.cloth import TILES, paint
from catalog.covers.drawing import Dice, around, leaf, number, points, ring
from catalog.covers.palette import night
from catalog.covers.weave import Part, Tile, weave

SPOT = Part(x=3, y=2, reach=4, body="<circle r='4'/>")


def places(woven) -> list[tuple[float, float]]:
    """Where a weave puts its parts, as points of the upright rectangle."""
    turn = radians(float(re.search(r"rotate\((-?[\d.]+)\)", woven.body)[1]))
    spots = re.findall(r'x="(-?[\d.]+)" y="(-?[\d.]+)"', woven.body)
    return [
        (
            woven.width / 2 + float(x) * cos(turn) - float(y) * sin(turn),
            woven.height / 2 + float(x) * sin(turn) + float(y) * cos(turn),
        )
        for x, y in spots
    ]


@pytest.mark.parametrize(
    "tile",
    [
        Tile(width=30, height=30, parts=(SPOT,), span=30),
        Tile(width=30, height=45, parts=(SPOT,), span=30),
        Tile(width=30, height=30, parts=(SPOT,), span=30, diagonal=True),
        Tile(width=20, height=60, parts=(SPOT,), span=20, diagonal=True),
        Tile(width=20, height=60, parts=(SPOT,), span=20, diagonal=True, mirrored=True),
    ],
    ids=["square", "oblong", "diagonal square", "diagonal band", "mirrored band"],
)
def test_weave_repeats_every_part_that_crosses_an_edge(tile):
    woven = weave(tile)
    spots = places(woven)

    def is_drawn(x, y):
        return any(abs(x - a) < 0.3 and abs(y - b) < 0.3 for a, b in spots)

    crossing_left = [(x, y) for x, y in spots if abs(x) < 3.5]
    crossing_top = [(x, y) for x, y in spots if abs(y) < 3.5]
    assert all(is_drawn(x + woven.width, y) for x, y in crossing_left)
    assert all(is_drawn(x, y + woven.height) for x, y in crossing_top)


@pytest.mark.parametrize(("height", "copies"), [(20, 2), (60, 6)])
def test_weave_of_a_diagonal_motif_has_as_many_copies_as_its_area_holds(height, copies):
    tile = Tile(width=20, height=height, parts=(SPOT,), span=20, diagonal=True)
    woven = weave(tile)
    inside = [1 for x, y in places(woven) if 0 <= x < woven.width and 0 <= y < woven.height]
    assert woven.width * woven.height == pytest.approx(copies * 20 * height)
    assert len(inside) == copies


def test_weave_leaves_out_what_does_not_reach_into_the_repeat():
    woven = weave(Tile(width=30, height=30, parts=(Part(reach=4, body=""),), span=30))
    assert places(woven) == [(15, 15)]


@pytest.mark.parametrize("motif", TILES)
def test_paint_lays_a_repeat_of_the_asked_width_at_the_asked_place(motif):
    cloth = paint(motif, Dice("a"), night(20), width=600, height=400, span=50, middle=(300, 200))
    moved = paint(motif, Dice("a"), night(20), width=600, height=400, span=50, middle=(350, 200))
    x, y, scale = map(float, re.search(r"translate\((-?[\d.]+) (-?[\d.]+)\) scale\(([\d.]+)\)", cloth.body).groups())
    other_x = float(re.search(r"patternTransform=\"translate\((-?[\d.]+)", moved.body)[1])
    wide, tall = map(float, re.search(r'<pattern id="m" width="([\d.]+)" height="([\d.]+)"', cloth.body).groups())
    assert (x + wide / 2 * scale, y + tall / 2 * scale) == (pytest.approx(300, abs=0.2), pytest.approx(200, abs=0.2))
    assert other_x - x == pytest.approx(50, abs=0.11)


# --- The draughtsman's tools -----------------------------------------------------------------
@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (-0.04, "0"), (2.25, "2.2"), (-3.06, "-3.1"), (100, "100")])
def test_number_writes_coordinates_short(value, text):
    assert number(value) == text


def test_dice_fall_the_same_way_for_the_same_key():
    throws = [[Dice("kawung/1").between(0, 1), Dice("kawung/1").pick("abcdef")] for _ in range(3)]
    assert throws[0] == throws[1] == throws[2]
    assert Dice("kawung/1").between(0, 1) == pytest.approx(0.539184, abs=1e-6)


def test_leaf_turned_by_a_quarter_points_down():
    assert leaf(0, 10, 2, turn=90).startswith("M0 0C")
    assert points(*around(10, 1, start=90)) in leaf(0, 10, 2, turn=90)


@pytest.mark.parametrize("count", [4, 6, 8, 12, 32, 40, 48])
def test_ring_draws_each_of_its_copies_at_an_angle_of_its_own(count):
    drawn = ring("r", "<path/>", count)
    angles = [0.0]
    for angle in re.findall(r"rotate\(([\d.]+)\)</g>|rotate\(([\d.]+)\)\"/></g>", drawn):
        step = float(angle[0] or angle[1])
        angles += [one + step for one in angles]
    doubled = len(angles)
    angles += [
        one + float(step) for step in re.findall(r'rotate\(([\d.]+)\)"/>(?!</g>)', drawn) for one in angles[:doubled]
    ]
    assert len(angles) == count
    assert sorted(angles) == pytest.approx([360 / count * i for i in range(count)], abs=0.4)
