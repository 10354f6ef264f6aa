"""After You Have Written: cut, listen, check, send."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

CUTTING = DemoLesson(
    title="Cut a third",
    slug="cut-a-third",
    minutes=9,
    body=(
        w.prose(
            "Take anything you wrote last week and count the words. Now make it a third shorter <b>without losing a "
            "fact</b>. It sounds cruel. It is nearly always possible, and most people find the result more like "
            "themselves than the original.",
        ),
        w.heading("Where the third hides"),
        w.accordion(
            (
                "The run-up",
                "The first paragraph is often the writer walking to the desk. Delete it and see whether anybody asks.",
            ),
            ("Twins", "Each and every. First and foremost. Clear and simple. Keep one; they are twins."),
            (
                "Nouns that were verbs",
                "<i>Make a decision</i>: decide. <i>Give an explanation</i>: explain. <i>Carry out a review</i>: "
                "review.",
            ),
            (
                "Hedges",
                "Somewhat, rather, in some respects, it could perhaps be argued. One hedge is honest. Three are a "
                "fence.",
            ),
            ("There is, there are", "<i>There are many people who think</i>: many people think."),
        ),
        w.heading("Watch it happen"),
        w.tabs(
            (
                "46 words",
                "In order to make it possible for us to be able to carry out the delivery of your new bed, it would "
                "be very much appreciated if you could please provide us with confirmation of the fact that there "
                "will be somebody present at the address.",
            ),
            (
                "18 words",
                "So that we can deliver your new bed, please confirm that somebody will be at home that day.",
            ),
            ("11 words", "Will somebody be at home? Then we can bring your bed."),
        ),
        w.callout(
            "warning",
            "Do not cut the warmth",
            "“Please” is one word and worth it. Cut what the reader has to step over, keep what makes them glad that "
            "you wrote.",
        ),
        w.question(
            "<i>It is important to note that the office is closed on Mondays.</i> Cut it to the bone.",
            w.choice("Note that the office is closed on Mondays.", "Better. Does “note that” carry anything?"),
            w.right("The office is closed on Mondays.", "If it were not important, you would not write it."),
            w.choice("Closed Mondays.", "Good on a door. In a letter it sounds as if you were in a hurry."),
            explanation="“It is important to note that” weighs six words and says none.",
        ),
    ),
)

READ_ALOUD = DemoLesson(
    title="Your ear is the best editor",
    slug="your-ear-is-the-best-editor",
    minutes=6,
    body=(
        w.prose(
            "Read your text aloud, standing, at the speed of speech. Not in your head: there you hear what you meant. "
            "Aloud you hear what you wrote.",
        ),
        w.heading("What to listen for"),
        w.prose(
            w.steps(
                "<b>Where you run out of breath</b>, the sentence is too long. Put a full stop in.",
                "<b>Where you stumble</b>, the order is wrong. Say it the way you just said it by mistake.",
                "<b>Where you speed up</b>, you are bored. So will they be.",
                "<b>Where you change a word while reading</b>, your ear has corrected you. Write that down.",
            ),
        ),
        w.heading("Rhythm"),
        w.prose(
            "A row of sentences of the same length puts people to sleep. It has a beat like a train. Each one has ten "
            "words, more or less. You can feel your eyelids by now. So break it. Then let a longer sentence run, "
            "gather up the small ones behind it, and carry the reader down the slope to the place where you wanted "
            "them to stand.",
        ),
        w.callout(
            "example",
            "A borrowed ear",
            "Let the computer read to you; every phone can. It has no idea what you meant, so it does not help you to "
            "hide. Or read to a child. Children leave.",
        ),
        w.question(
            "Reading aloud, you notice that you said “because” where your text has “due to the fact that”. What now?",
            w.choice("Read more carefully", "The slip was the better sentence."),
            w.right("Write “because”", "Your ear edits for free."),
            w.choice("Keep the longer form; it sounds more serious", "It sounds more worried."),
            explanation="What you say by mistake is usually what you should have written.",
        ),
    ),
)

SENDING = DemoLesson(
    title="The last five minutes",
    slug="the-last-five-minutes",
    minutes=8,
    body=(
        w.prose(
            "A pilot with twenty thousand hours still reads the checklist aloud. Not because she might forget how to "
            "fly, but because today might be the day. Before you send something that matters, give it five minutes:",
        ),
        w.prose(
            w.steps(
                "<b>Title</b>. Could somebody find this again in a year? “Update” could not. “Room B closed from "
                "14 May” could.",
                "<b>First line</b>. Doorway test.",
                "<b>The ask</b>. What shall the reader do, and by when? Put it on a line of its own.",
                "<b>Names and numbers</b>. Check each against its source. People forgive a comma, never their own "
                "name.",
                "<b>The other eyes</b>. Read it once as the person who will like it least.",
            ),
        ),
        w.callout(
            "tip",
            "When you are angry",
            "Write it, all of it. Leave the address field empty. Sleep. In the morning keep the facts and the "
            "question, and delete the rest. You will be surprised how strong it is.",
        ),
        w.heading("Your turn"),
        w.prose(
            "Choose a text that you really have to send this week. Say the thing first. Write it to one person. Cut "
            "a third. Read it aloud. Take the five minutes. Then send it, and mark this lesson complete when you "
            "have an answer.",
        ),
        w.shared("Pause before you open the answer"),
        w.question(
            "Which subject line will you find again in a year?",
            w.choice("Quick question"),
            w.choice("Re: Re: Fwd: Meeting"),
            w.right("Choir tour 2026: bus leaves 07:30 from the north gate"),
            explanation="Put in the words you would search for.",
        ),
    ),
)

AFTER = DemoModule(
    title="After you have written",
    slug="after-you-have-written",
    summary="Cut, listen, check, send.",
    lessons=(CUTTING, READ_ALOUD, SENDING),
)
