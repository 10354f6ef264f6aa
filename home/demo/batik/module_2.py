"""Moves That Change Nothing: isometries, friezes and the seventeen plane patterns."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

FOUR_MOVES = DemoLesson(
    title="Four moves",
    slug="four-moves",
    minutes=10,
    body=(
        w.prose(
            "Close your eyes. While they are closed, somebody may take the cloth on the table, move it, and lay "
            "it down again. Open them. If you cannot tell whether it was moved, the move was a <b>symmetry</b> of "
            "the cloth. (Imagine that the cloth has no edge; we will worry about hems another time.)",
            "This turns a feeling, <i>how regular it looks</i>, into a list of moves, and lists can be compared. "
            "Two cloths with the same list have the same structure, even if one shows flowers and the other fish.",
        ),
        w.quote(
            "Symmetry, as wide or as narrow as you may define its meaning, is one idea by which man through the "
            "ages has tried to comprehend and create order, beauty, and perfection.",
            "Hermann Weyl, Symmetry, 1952",
        ),
        w.heading("The only four there are"),
        w.prose("A move that does not stretch the cloth is one of just four kinds:"),
        w.image(
            "four-symmetries.png",
            "One leaf-shaped motif repeated in four ways: shifted, turned about a point, mirrored in a line, and "
            "mirrored while shifted",
            "The four moves that every repeating pattern is built from: translation, rotation, reflection, "
            "glide reflection.",
        ),
        w.prose(
            w.points(
                "<b>Translation</b>: slide everything by the same step. Every repeating cloth has it.",
                "<b>Rotation</b>: turn about a point. If three quarter turns and a fourth bring you home, the "
                "centre has order 4.",
                "<b>Reflection</b>: fold along a line.",
                "<b>Glide reflection</b>: fold and slide along the fold. Your footprints in wet sand do this: "
                "left, right, left, right.",
            ),
        ),
        w.callout(
            "note",
            "Why no fifth?",
            "A move is settled by where it sends three points. Two of them can only be slid and turned into "
            "place; for the third there are then two choices, this side or its mirror image. Work through the "
            "cases and you always end at one of the four. Proving it takes a page and is a fine evening.",
        ),
        w.heading("Moves can be added"),
        w.prose(
            "Do one symmetry and then another: the cloth still looks untouched, so the two together are a "
            "symmetry as well. Mathematicians call such a closed collection a <b>group</b>. The first surprise "
            "comes soon:",
            w.steps(
                "Draw two crossing lines on paper, with an angle of 45° between them.",
                "Draw a small flag and reflect it in the first line, then reflect the result in the second.",
                "Compare the first flag with the third.",
            ),
            "The third is the first one <b>turned by 90°</b> about the crossing, twice the angle of the lines. Two "
            "reflections make a rotation. Wherever a cloth has two crossing fold lines, it has a centre of "
            "rotation, whether the maker thought of it or not.",
        ),
        w.question(
            "Two fold lines of a cloth cross at 60°. By what angle can the cloth be turned about the crossing?",
            w.choice("30°"),
            w.choice("60°", "Almost: two reflections turn by twice the angle between the lines."),
            w.right("120°", "Twice 60°. A third turn later you are home: the centre has order 3 at least."),
            explanation="Two reflections in lines at angle α make a rotation by 2α.",
        ),
    ),
)

SEVEN_BORDERS = DemoLesson(
    title="Seven borders and a melody",
    slug="seven-borders-and-a-melody",
    minutes=11,
    body=(
        w.prose(
            "A hem repeats in one direction only. That is the simplest kind of pattern, a <b>frieze</b>, and it "
            "is a good place to meet a fact that sounds like a mistake the first time: however inventive you are, "
            "your border is one of <b>seven</b> types. The eighth cannot be drawn.",
        ),
        w.heading("All seven, in letters"),
        w.table(
            "The seven frieze patterns; the nicknames are John Conway's",
            ("Nickname", "In letters", "Moves besides the step"),
            ("Hop", "F F F F", "None"),
            ("Step", "b p b p", "Glide reflection"),
            ("Sidle", "A A A A", "Upright mirrors"),
            ("Spinning hop", "S S S S", "Half turns"),
            ("Spinning sidle", "V Λ V Λ", "Upright mirrors, half turns, glide"),
            ("Jump", "B B B B", "One mirror along the border"),
            ("Spinning jump", "H H H H", "Everything"),
        ),
        w.callout(
            "tip",
            "Learn them with your feet",
            "The nicknames are dances. Hop on one foot; step left and right; sidle sideways like a crab; spin. "
            "Leave footprints in sand and you have drawn the type.",
        ),
        w.heading("Why not eight"),
        w.prose(
            "Every border has its step. On top of it may come: an upright mirror (yes or no), a mirror along the "
            "border (yes or no), half turns (yes or no), a glide (yes or no). That would be sixteen "
            "combinations. But the moves pull each other in. An upright mirror and a mirror along the border "
            "cross at 90°, so there is a half turn. A mirror along the border plus a step is a glide. Strike out "
            "every combination that forgets a move it implies, and seven remain.",
        ),
        w.heading("A border in time"),
        w.prose(
            "A melody is a border as well: it repeats in one direction, time. Listen to this one: eight notes in "
            "a pelog-like scale, played twice, with a great gong at the end of each cycle.",
        ),
        w.audio("pelog-melody.mp3", "Eight notes and a gong", w.text_of("pelog-melody.txt")),
        w.prose(
            "The gongs repeat strictly, every eight beats: a translation in time. The melody nearly does. In the "
            "second cycle it climbs one step higher before it comes down, as a maker turns one petal. Your ear "
            "noticed, and it noticed <i>because</i> it had found the rule.",
            "The other moves exist in time as well. Played backwards, a tune is mirrored upright; turned upside "
            "down, so that rising steps fall, it is mirrored along the staff. Composers call the two "
            "<b>retrograde</b> and <b>inversion</b>.",
        ),
        w.question(
            "You write the border <b>N N N N</b>. Which type is it?",
            w.choice("Hop", "Look again: turn the page upside down."),
            w.right("Spinning hop", "Yes. N is not its own mirror image, but half a turn leaves it alone."),
            w.choice("Sidle", "N in a mirror is И."),
            explanation="N, S and Z have half turns and no mirrors.",
        ),
    ),
)

SEVENTEEN_CLOTHS = DemoLesson(
    title="Seventeen cloths",
    slug="seventeen-cloths",
    minutes=14,
    body=(
        w.prose(
            "Let the pattern repeat in two directions and the count rises from seven to <b>seventeen</b>. Fedorov "
            "proved it in 1891 for crystals; Pólya found it again in 1924 and drew one picture for each, which "
            "is how the artist M. C. Escher learnt it. Every wallpaper, every bathroom floor, every batik that "
            "repeats strictly is one of these seventeen.",
        ),
        w.heading("Which turns are possible"),
        w.prose(
            "Start with one question: which rotations can a repeating cloth have? Half turns, of course, and "
            "third, quarter and sixth turns. A fifth of a turn is impossible, and the reason fits in one line. "
            "Write the rotation by the angle θ in terms of the two steps of the cloth. It sends steps to sums of "
            "whole steps, so all numbers in its matrix are whole. The sum of the diagonal of a rotation is "
            "always 2 cos θ, whichever steps you choose. So that must be a whole number:",
        ),
        w.math(
            r"2\cos\theta \in \{-2,\,-1,\,0,\,1,\,2\} \quad\Longrightarrow\quad "
            r"\theta \in \{180^\circ,\ 120^\circ,\ 90^\circ,\ 60^\circ,\ 0^\circ\}",
            "The crystallographic restriction: only orders 1, 2, 3, 4 and 6.",
        ),
        w.callout(
            "warning",
            "Stars with five points are still allowed",
            "A cloth may be full of five-pointed stars. It only cannot turn <i>as a whole</i> by 72° and look "
            "the same everywhere. Symmetry belongs to the cloth, not to the flower.",
        ),
        w.heading("How to name a cloth"),
        w.prose("Find the highest order of rotation first. Then look for mirrors. You hardly ever need more."),
        w.accordion(
            ("Order 6", "Mirrors: <b>p6m</b>. No mirrors: <b>p6</b>."),
            (
                "Order 4",
                "No mirrors: <b>p4</b>. Mirrors through the quarter-turn centres: <b>p4m</b>. Mirrors, but none "
                "through those centres: <b>p4g</b>.",
            ),
            (
                "Order 3",
                "No mirrors: <b>p3</b>. All centres on mirrors: <b>p3m1</b>. Some centres off the mirrors: "
                "<b>p31m</b>.",
            ),
            (
                "Order 2",
                "Mirrors in two directions: <b>pmm</b>, or <b>cmm</b> if some centres lie off the mirrors. Mirrors "
                "in one direction: <b>pmg</b>. No mirrors but glides: <b>pgg</b>. Neither: <b>p2</b>.",
            ),
            (
                "No rotation",
                "Mirrors: <b>pm</b>, or <b>cm</b> if there are glides between them. Glides only: <b>pg</b>. "
                "Nothing but the steps: <b>p1</b>.",
            ),
        ),
        w.prose("Count the names: 2 + 3 + 3 + 5 + 4. Seventeen."),
        w.heading("And the batik?"),
        w.prose(
            "Drawn strictly, <b>kawung</b> is p4m: quarter turns, and fold lines through their centres. "
            "A <b>parang</b> band made of S-shapes has half turns and no mirrors: p2. Most rosettes of "
            "<b>ceplok</b> make p4m again. Then comes the maker, fills the shapes by hand, turns a leaf here, "
            "leaves out a dot there, and the strict group becomes smaller. You can use the group as a magnifying "
            "glass: it shows where the human began.",
        ),
        w.embed(
            "https://www.youtube.com/watch?v=48sCx-wBs34",
            "The Infinite Pattern That Never Repeats",
            "Veritasium, 21 minutes. What happens when somebody insists on five-fold symmetry: Penrose tilings "
            "have it, and pay by never repeating.",
        ),
        w.question(
            "A cloth has quarter-turn centres. Its fold lines never pass through them. Its group is",
            w.choice("p4", "p4 has no fold lines at all."),
            w.choice("p4m", "In p4m, fold lines do pass through the quarter-turn centres."),
            w.right("p4g", "Yes. Look for it in pinwheels and basket weave."),
            explanation="Order 4 leaves three names; the position of the mirrors decides.",
        ),
    ),
)

MODULE_2 = DemoModule(
    title="Moves that change nothing",
    slug="moves-that-change-nothing",
    summary="Symmetry as a list of moves: four kinds, seven borders, seventeen cloths, and no fifth of a turn.",
    lessons=(FOUR_MOVES, SEVEN_BORDERS, SEVENTEEN_CLOTHS),
)
