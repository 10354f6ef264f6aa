"""Covers: the same for ever, small, well-formed, harmless, and each course's its own."""

import re
from random import Random
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from catalog.covers import MAX_SEED, MOTIFS, band_svg, cover_seed, cover_svg, frame_svg
from catalog.models.category import Motif

SVG = "{http://www.w3.org/2000/svg}"
HARMLESS = {
    f"{SVG}{name}"
    for name in ("svg", "g", "defs", "path", "circle", "use", "pattern", "clipPath", "radialGradient", "stop")
}


def random_covers(count: int) -> list[dict]:
    """Arguments of `count` covers, the same ones in every run."""
    chance = Random(1)
    return [
        {"motif": chance.choice(MOTIFS), "hue": chance.randrange(360), "seed": chance.randrange(MAX_SEED + 1)}
        for _ in range(count)
    ]


def references(drawing: str) -> set[str]:
    """Ids that a drawing points to, by `href="#..."` or `url(#...)`."""
    return set(re.findall(r'href="#([^"]+)"', drawing)) | set(re.findall(r"url\(#([^)]+)\)", drawing))


# --- The drawing -----------------------------------------------------------------------------
@pytest.mark.parametrize("motif", MOTIFS)
def test_cover_svg_is_the_same_for_the_same_arguments(motif):
    assert cover_svg(motif=motif, hue=262, seed=7) == cover_svg(motif=motif, hue=262, seed=7)


def test_cover_svg_stays_under_6_kb_for_any_arguments():
    assert max(len(cover_svg(**cover).encode()) for cover in random_covers(500)) < 6_000


def test_cover_svg_is_well_formed_and_made_of_harmless_elements_only():
    drawings = [ElementTree.fromstring(cover_svg(**cover)) for cover in random_covers(200)]
    used = {element.tag for drawing in drawings for element in drawing.iter()}
    attributes = {name for drawing in drawings for element in drawing.iter() for name in element.attrib}
    assert used <= HARMLESS
    assert not {name for name in attributes if name == "style" or name.lower().startswith("on")}


def test_cover_svg_refers_to_nothing_outside_itself():
    for cover in random_covers(200):
        drawing = cover_svg(**cover)
        ids = re.findall(r' id="([^"]+)"', drawing)
        assert len(ids) == len(set(ids)), cover
        assert references(drawing) <= set(ids), cover
        assert drawing.count("http") == 1, cover  # the namespace


def test_cover_svg_has_finite_numbers_only():
    for cover in random_covers(200):
        assert not re.search(r"nan|inf|e[-+]\d", cover_svg(**cover)), cover


def test_cover_svg_is_16_to_9_and_scales():
    drawing = ElementTree.fromstring(cover_svg(motif="parang", hue=0, seed=0, width=320, height=180))
    assert (drawing.get("width"), drawing.get("height"), drawing.get("viewBox")) == ("320", "180", "0 0 640 360")


def test_cover_svg_differs_between_seeds_hues_and_motifs():
    seeds = {cover_svg(motif="kawung", hue=262, seed=seed) for seed in range(200)}
    hues = {cover_svg(motif="kawung", hue=hue, seed=1) for hue in range(0, 360, 5)}
    motifs = {cover_svg(motif=motif, hue=262, seed=1) for motif in MOTIFS}
    assert (len(seeds), len(hues), len(motifs)) == (200, 72, 5)


def test_cover_svg_keeps_its_geometry_when_only_the_hue_changes():
    def shapes(drawing):
        return re.sub(r"#[0-9a-f]{6}", "", drawing)

    assert shapes(cover_svg(motif="ceplok", hue=20, seed=5)) == shapes(cover_svg(motif="ceplok", hue=200, seed=5))


def test_cover_svg_names_colours_that_every_renderer_knows():
    for cover in random_covers(100):
        drawing = cover_svg(**cover)
        colours = set(re.findall(r'(?:fill|stroke|stop-color)="([^"]+)"', drawing))
        assert {
            colour for colour in colours if not re.fullmatch(r"#([0-9a-f]{3}){1,2}|none|url\(#\w+\)", colour)
        } == set()


@pytest.mark.parametrize(
    ("motif", "hue", "seed"),
    [("kawung", -1, 0), ("kawung", 360, 0), ("kawung", 0, -1), ("kawung", 0, 2**32), ("tartan", 0, 0)],
)
@pytest.mark.parametrize("draw", [cover_svg, band_svg, frame_svg])
def test_drawings_refuse_values_out_of_bounds(draw, motif, hue, seed):
    with pytest.raises(ValueError, match="no such cover"):
        draw(motif=motif, hue=hue, seed=seed)


def test_every_motif_that_a_category_may_choose_can_be_drawn():
    assert set(Motif.values) == set(MOTIFS)


# --- The seed --------------------------------------------------------------------------------
def test_cover_seed_is_the_same_for_ever_and_within_bounds():
    assert cover_seed("Batik by Numbers") == 1316110960
    assert 0 <= cover_seed("") <= MAX_SEED
    assert cover_seed("Ilmu 数学 🚀") <= MAX_SEED


def test_cover_seed_ignores_spaces_around_a_title():
    assert cover_seed(" Batik by Numbers ") == cover_seed("Batik by Numbers")


# --- Trimmings -------------------------------------------------------------------------------
@pytest.mark.parametrize("motif", MOTIFS)
def test_band_svg_is_faint_and_has_no_ground(motif):
    drawing = ElementTree.fromstring(band_svg(motif=motif, hue=85, seed=3, width=1280, height=320))
    layers = list(drawing)
    assert [layer.tag for layer in layers] == [f"{SVG}g"]
    assert float(layers[0].get("opacity")) <= 0.25


@pytest.mark.parametrize("motif", MOTIFS)
def test_frame_svg_is_a4_landscape_with_a_flower_in_each_corner(motif):
    drawing = frame_svg(motif=motif, hue=85, seed=3)
    page = ElementTree.fromstring(drawing)
    assert int(page.get("width")) / int(page.get("height")) == pytest.approx(297 / 210, abs=0.001)
    assert drawing.count('href="#f"') == 4


# --- The address -----------------------------------------------------------------------------
def test_cover_view_answers_with_a_picture_that_any_cache_may_keep(client: Client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get(reverse("catalog:cover", args=["mega-mendung", 262, MAX_SEED]))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.content.decode() == cover_svg(motif="mega-mendung", hue=262, seed=MAX_SEED)


def test_cover_view_forbids_scripts_when_the_picture_is_opened_alone(client: Client, db):
    response = client.get(reverse("catalog:cover", args=["kawung", 1, 1]))
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize(
    "address",
    [
        "/covers/tartan/1/1.svg",
        "/covers/kawung/360/1.svg",
        "/covers/kawung/1/4294967296.svg",
        "/covers/kawung/1/99999999999999999999999999.svg",
        "/covers/%3Cscript%3E/1/1.svg",
    ],
)
def test_cover_view_says_404_for_covers_that_do_not_exist(client: Client, db, address):
    response = client.get(address)
    assert response.status_code == 404
    assert b"<script>" not in response.content


def test_cover_view_refuses_to_be_posted_to(db):
    assert Client().post(reverse("catalog:cover", args=["kawung", 1, 1])).status_code == 405


def test_band_view_answers_like_the_cover_view(client: Client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get(reverse("catalog:band", args=["kawung", 85, 3]))
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content.decode() == band_svg(motif="kawung", hue=85, seed=3)
    assert client.get("/covers/tartan/1/1/band.svg").status_code == 404
