"""Wax and Water: what batik is and why the wax keeps the dye away."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule, Ref

A_CLOTH_YOU_CAN_READ = DemoLesson(
    title="A cloth you can read",
    slug="a-cloth-you-can-read",
    minutes=9,
    is_free_preview=True,
    body=(
        w.prose(
            "Lay a piece of old Javanese batik on a table and put a finger on any flower. Now look for its twin. "
            "It is not far: a hand's width to the right, and again a hand's width further, and just as regularly "
            "upwards. Somebody drew each of them by hand, with a pen that drips, and yet the cloth keeps its "
            "promise from edge to edge.",
            "That promise is what this course is about. A cloth that repeats obeys rules, the rules can be "
            "counted, and what can be counted can be drawn by a program. We go all the way: from the wax on the "
            "stove to the algebra of patterns to a file that your own Python code writes.",
        ),
        w.heading("What batik is"),
        w.prose(
            "Batik is not a kind of cloth and not a style of printing. It is a way of <b>drawing by keeping "
            "colour out</b>. The maker covers parts of a white cotton with molten wax, dips the cloth into dye, "
            "and removes the wax. Where the wax was, the cotton is still white. The drawing is what the dye "
            "could not reach.",
            w.points(
                "<b>Batik tulis</b> (written batik) is drawn by hand with a <i>canting</i>, a small copper cup with "
                "a spout. Three weeks for a cloth is quick; a fine one takes months.",
                "<b>Batik cap</b> (stamped batik) presses the wax on with a copper block. One worker can wax a "
                "whole cloth in a day, and the seams between stamps become a piece of geometry of their own.",
                "A cloth printed with batik pictures, without any wax, is a print. It may be lovely. It is not batik.",
            ),
        ),
        w.callout(
            "tip",
            "How to tell written batik from a print",
            "Turn it over. Wax goes through the cotton and is applied on both sides of a good cloth, so the back "
            "of batik tulis is as clear as the front. The back of a print is pale.",
        ),
        w.quote(
            "The techniques, symbolism and culture surrounding hand-dyed cotton and silk garments known as "
            "Indonesian Batik permeate the lives of Indonesians from beginning to end.",
            "UNESCO, on adding Indonesian batik to the list of intangible cultural heritage, 2009",
            "https://ich.unesco.org/en/RL/indonesian-batik-00170",
        ),
        w.heading("Four patterns you will know by name"),
        w.table(
            "Four classical families and the mathematics that we will find in them",
            ("Pattern", "What you see", "What we will find"),
            ("Kawung", "Four petals around a point, over and over", "Overlapping circles; the number √2 − 1"),
            ("Parang", "Diagonal bands of interlocking S-shapes", "Slopes, and when a seam can close"),
            ("Ceplok", "Rosettes in a square grid", "The eight symmetries of a square"),
            ("Mega mendung", "Layered clouds from Cirebon", "Curves with handles"),
        ),
        w.heading("How to take this course"),
        w.prose(
            "The lessons follow one another; finish one and the next one opens. You need paper, a pencil, and "
            "for module 5 a computer with Python. You need no mathematics beyond a memory of school, and "
            "whenever a formula appears, the sentence before it says what the formula is for.",
        ),
        w.shared("Pause before you open the answer"),
        w.question(
            "A cloth is waxed once, dyed blue, and the wax is boiled off. What colour are the lines that the "
            "maker drew?",
            w.choice("Blue", "The blue is where the maker did not draw."),
            w.right("White", "Yes. In batik you draw the absence of colour."),
            w.choice("Blue on the front, white on the back", "Good wax goes through the cloth: both sides agree."),
            explanation="The wax kept the dye out, so the drawn line shows the cotton itself.",
        ),
    ),
)

ONE_LINE_OF_WAX = DemoLesson(
    title="One line of wax",
    slug="one-line-of-wax",
    minutes=6,
    is_free_preview=True,
    completes_by="video",
    video=Ref("media", "canting-line.mp4"),
    body=(
        w.prose(
            "Twenty seconds contain the whole craft. Watch the film above once for pleasure and once with these "
            "three questions: When is the drawing visible? When does it vanish? And what exactly comes back at "
            "the end? This lesson completes itself when the film has ended.",
        ),
        w.heading("The hand and the cup"),
        w.prose(
            "The canting is a pen that never stops writing. There is no valve: as long as the spout points down, "
            "wax flows. The maker controls the line with three things only: the tilt of the cup, the speed of the "
            "hand, and the heat of the wax. A pause makes a blot. That is why a batik line is drawn in one "
            "breath, and why the best makers plan the path of a line before the spout touches the cloth.",
            "Remember this when we come to turtle graphics: a pen, a heading and a path without lifting. The "
            "canting is a turtle with a temperature.",
        ),
        w.callout(
            "example",
            "What heat does to a line",
            w.points(
                "<b>Too cool</b>: the wax sits on top of the fibres. It cracks off in the dye bath and the line "
                "breaks.",
                "<b>Right</b>: it soaks through and shows as a dark, glassy line on the back.",
                "<b>Too hot</b>: it runs along the threads like ink on blotting paper, and a leaf becomes a spider.",
            ),
        ),
        w.heading("The order of work in Central Java"),
        w.prose(
            w.steps(
                "<b>Nglowong</b>: draw the outlines in wax.",
                "<b>Isen-isen</b>: fill the shapes with dots and fine lines.",
                "<b>Nembok</b>: cover whole areas that must stay white.",
                "<b>Medel</b>: dip in indigo, air, dip again.",
                "<b>Ngerok</b> and <b>mbironi</b>: scrape wax where brown shall go, cover what shall stay blue.",
                "<b>Nyoga</b>: dye in soga brown.",
                "<b>Nglorod</b>: boil the wax off. The cloth is shown to its maker for the first time.",
            ),
        ),
        w.prose(
            "Notice that nobody sees the finished picture before the last step. Every step before is done from "
            "knowledge, not from sight. Programmers know the feeling.",
        ),
        w.video(
            "canting-line.mp4",
            "The same film with Indonesian captions",
            captions="canting-line.id.vtt",
            transcript=w.text_of("canting-line.en.txt"),
        ),
    ),
)

WHY_THE_COLOUR_STAYS_OUT = DemoLesson(
    title="Why the colour stays out",
    slug="why-the-colour-stays-out",
    minutes=12,
    body=(
        w.prose(
            "Dye is dissolved in water. Wax and water do not mix. It sounds as if that were the whole "
            "explanation, and for a child it is. But it leaves a puzzle open, and the puzzle decided which "
            "colours Java wore for centuries: <b>most dyes want hot water, and hot water melts the wax.</b>",
        ),
        w.image(
            "wax-resist.png",
            "Cross-section of cotton cloth in four stages: hot wax drawn on, dyed indigo, wax boiled off, and "
            "dyed again in brown",
            "What the wax covers, the dye cannot reach: each bath adds a colour, each waxing protects one.",
        ),
        w.heading("What is in the wax"),
        w.prose(
            "Makers call it <i>malam</i>, and each workshop has its own recipe. It is never one material, because "
            "no single one has all the properties:",
        ),
        w.tabs(
            (
                "Beeswax",
                "Soft and tough. It bends with the cloth instead of breaking, and melts at about 62 to 64 °C, well "
                "within reach of a small stove and well above the temperature of a tropical afternoon.",
            ),
            (
                "Paraffin",
                "Cheap and brittle. A little of it gives clean edges. A lot gives cracks, and through each crack "
                "runs a thin vein of dye. Some makers love these veins, classical Javanese taste avoids them.",
            ),
            (
                "Pine resin",
                "Called <i>gondorukem</i>. Sticky: it glues the wax to the fibre, so that it survives an hour of "
                "being stirred in a vat.",
            ),
            (
                "Fat",
                "A spoonful makes the mixture flow sooner and leave the cloth more easily in the final boil.",
            ),
        ),
        w.heading("Indigo, the colour that works cold"),
        w.prose(
            "Indigo is blue and will not dissolve in water at all, which is a strange thing to say about a dye. "
            "The trick is a detour. In an alkaline vat without oxygen, indigo takes up two hydrogen atoms and "
            "becomes <b>leuco-indigo</b>, yellow-green and soluble. That form soaks into the cotton. Lift the "
            "cloth into the air, and oxygen takes the hydrogen back: within minutes, in front of your eyes, the "
            "cloth turns from green to blue, and the blue is now locked inside the fibre.",
        ),
        w.image(
            "indigo-cycle.png",
            "Two beakers and two cloths in a row: blue indigo powder that will not dissolve is reduced in the vat "
            "to yellow-green leuco-indigo, the cloth drinks it, and in the air it turns blue. An arrow leads back.",
            "Indigo will not dissolve in water. Reduced it does; in air it turns back, inside the fibre.",
        ),
        w.math(
            r"\mathrm{C_{16}H_{10}N_2O_2} + 2\,\mathrm{H^{+}} + 2\,e^{-} \rightleftharpoons "
            r"\mathrm{C_{16}H_{12}N_2O_2}",
            "To the right in the vat (blue becomes soluble), to the left in the air (blue comes back).",
        ),
        w.prose(
            "All this happens at the temperature of the room. The wax does not even notice. Blue on white became "
            "the first language of batik for a reason of chemistry, not of taste. The brown of <i>soga</i>, cooked "
            "from bark and wood and then left to cool, came second; bright reds and greens had to wait for dyes "
            "that work cold.",
        ),
        w.table(
            "Two plant dyes of Central Java",
            ("Dye", "Plant", "Part used", "Colour"),
            ("Indigo", "Indigofera", "Leaves, fermented", "Blue"),
            ("Soga", "Soga jambal, tingi, tegeran", "Bark of the first two, wood of the third", "Golden to dark brown"),
        ),
        w.accordion(
            (
                "Why dip several times instead of once for long?",
                "The fibre can only hold what has turned blue inside it. Each airing fixes a layer and makes room "
                "to take up more leuco-indigo. In module 5 we measure six dips and see the curve flatten.",
            ),
            (
                "Why does boiling not take the indigo out again?",
                "Because blue indigo is insoluble, in hot water as in cold. The boil melts wax and leaves indigo.",
            ),
            (
                "How are two colours kept apart?",
                "By a second waxing. Whatever shall stay blue is covered before the brown bath. Blue that is left "
                "open and dyed brown turns nearly black, and makers use that as a third colour.",
            ),
        ),
        w.question(
            "A workshop wants a blue, white and brown cloth. Which areas are covered with wax during the "
            "<b>brown</b> bath?",
            w.choice("Only the white ones", "Then the blue would turn nearly black."),
            w.right("The white and the blue ones", "Yes: everything that shall not become brown."),
            w.choice("Only the blue ones", "Then the white would turn brown."),
            explanation="Wax protects what is finished. Each bath colours all that is open.",
        ),
        w.handout("kawung-grid.pdf", "Kawung drawing grid (PDF, A4), for module 3"),
    ),
)

MODULE_1 = DemoModule(
    title="Wax and water",
    slug="wax-and-water",
    summary="What batik is, how a line of wax is drawn, and the chemistry that made blue its first colour.",
    lessons=(A_CLOTH_YOU_CAN_READ, ONE_LINE_OF_WAX, WHY_THE_COLOUR_STAYS_OUT),
)
