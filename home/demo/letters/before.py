"""Before You Write: the first line and the one reader."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

FIRST_LINE = DemoLesson(
    title="Say the thing first",
    slug="say-the-thing-first",
    minutes=7,
    is_free_preview=True,
    body=(
        w.prose(
            "Here is a message that somebody sent to eleven people on a Monday morning:",
        ),
        w.quote(
            "Hi all, hope you had a great weekend! As some of you may remember, we discussed the meeting room "
            "situation in March, and after looking into several options with the building, who were very helpful, "
            "it turns out that from the 14th we will no longer have access to room B.",
            "A message, before",
        ),
        w.prose(
            "Nine of the eleven never reached room B. They are not lazy. They had forty messages and gave each one "
            "three seconds to prove that it mattered. This one spent its three seconds on the weekend.",
        ),
        w.heading("Turn it over"),
        w.image(
            "inverted-pyramid.png",
            "An inverted pyramid in three layers: the answer on top, the reasons below it, the background at the "
            "tip. Of ten readers, ten read the first line, six get half-way, two reach the end.",
            "Say the thing first. Every line down, you have fewer readers.",
        ),
        w.prose(
            "Newspapers learnt this when an editor could cut a story from the bottom with scissors. Put what must "
            "be known first, then why, then what is merely interesting. A reader may leave after any line and "
            "takes the best of what you had with them.",
        ),
        w.quote(
            "From the 14th we cannot use room B. Please move your meetings to room D by Friday. The building needs "
            "B for repairs; I will write when we get it back.",
            "The same message, after",
        ),
        w.callout(
            "tip",
            "The doorway test",
            "Your reader is leaving the room, hand on the door. You may call one sentence after them. That is your "
            "first line. Quite often it is already in your draft, near the end, where you finally found out what "
            "you wanted to say.",
        ),
        w.question(
            "Which first line passes the doorway test?",
            w.choice("I am writing to you regarding your application."),
            w.choice("After careful consideration of all candidates, a decision was made."),
            w.right("You have the job, if you still want it.", "Hand on the door, and it stays there."),
            explanation="The reader should be able to stop there and know.",
        ),
    ),
)

ONE_READER = DemoLesson(
    title="Write to one person",
    slug="write-to-one-person",
    minutes=6,
    body=(
        w.prose(
            "“Dear customers” is nobody. “Users” are nobody. When we write for nobody, we sound like a sign in a "
            "lift. The cure costs nothing: <b>choose one real person, by name, and write to her</b>. Afterwards "
            "take the name out and send it to ten thousand.",
        ),
        w.heading("How to choose"),
        w.prose(
            w.points(
                "Somebody you would like to have tea with. You will be kinder.",
                "Somebody who does not know your subject. You will explain.",
                "Somebody who is not easily impressed. You will stop decorating.",
            ),
            "My own reader is Aunt Lastri, who ran a market stall for thirty years. She listens to the end if I "
            "am honest, and goes back to her accounts if I am not. Every text of mine gets one silent question: "
            "would she still be standing there?",
        ),
        w.heading("What changes"),
        w.table(
            "The same facts, to everybody and to Aunt Lastri",
            ("To everybody", "To Aunt Lastri"),
            ("Utilisation of the service is subject to registration.", "You need an account. It takes two minutes."),
            ("Payment failures may result in cancellation.", "If the card is refused, we keep your seat for a day."),
            ("Assistance is available via the usual channels.", "If you are stuck, call Rina: 0800 123."),
        ),
        w.prose(
            "Look at what happened to the verbs. In the left column things <i>are subject to</i> and <i>may result "
            "in</i>. In the right column somebody does something. You cannot hide from a person behind a noun.",
        ),
        w.callout(
            "note",
            "Formal is not the opposite of plain",
            "You may write “Dear Professor Hartono” and be plain in the next line. Respect lies in not wasting "
            "somebody's time.",
        ),
        w.question(
            "You write instructions for a ticket machine. Who is the best single reader to imagine?",
            w.choice("The engineer who built it", "She needs no instructions."),
            w.right(
                "A visitor with a suitcase whose train leaves in six minutes", "Write for her and it works for all."
            ),
            w.choice("The average passenger", "Nobody has ever met one."),
            explanation="A real person under real pressure makes your text shorter and kinder.",
        ),
    ),
)

BEFORE = DemoModule(
    title="Before you write",
    slug="before-you-write",
    summary="Who is reading, and what do they need first?",
    lessons=(FIRST_LINE, ONE_READER),
)
