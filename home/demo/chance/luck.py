"""Luck and Evidence: natural frequencies, small samples, and a test by shuffling."""

from home.demo import writing as w
from home.demo.outline import DemoLesson, DemoModule

NATURAL_FREQUENCIES = DemoLesson(
    title="Think in people, not in percent",
    slug="think-in-people-not-in-percent",
    minutes=10,
    body=(
        w.prose(
            "A disease strikes one person in a hundred. The test finds 90 percent of the sick. It also alarms, "
            "wrongly, 5 percent of the healthy. Your test is positive. How worried should you be?",
            "Take a guess before you read on. Most people, many doctors included, say about 90 percent.",
        ),
        w.heading("Draw a thousand people"),
        w.prose(
            "Percentages hide who they are percent of. So let us imagine a square full of people, one thousand, and "
            "count:",
            w.points(
                "10 of them are sick. The test finds 9.",
                "990 are healthy. The test alarms about 50 of them.",
                "So 59 people hold a positive result, and 9 of these are sick.",
            ),
        ),
        w.math(
            r"P(\text{sick} \mid \text{positive}) = \frac{9}{9 + 50} \approx 0.15",
            "Fifteen percent. The formula is called Bayes' theorem; you have just invented it.",
        ),
        w.prose(
            "The test is not bad. It lifted your risk from 1 to 15 percent. But healthy people are so many that even a "
            "small share of false alarms outnumbers the true ones. A second, independent test will settle it.",
        ),
        w.callout(
            "example",
            "Where else this happens",
            "Fraud alerts, spam filters, airport scanners, plagiarism detectors: whenever the thing you look for is "
            "rare, ask how many innocents there are.",
        ),
        w.question(
            "The same test in a clinic where <b>half</b> the visitors are sick. A positive result now means about",
            w.choice("15 percent", "That was for 1 in 100. The starting point matters."),
            w.right("95 percent", "Of 1000: 450 true alarms, 25 false ones. 450 / 475."),
            w.choice("50 percent"),
            explanation="The same test says different things about different crowds.",
        ),
    ),
)

SMALL_SAMPLES = DemoLesson(
    title="Small samples shout",
    slug="small-samples-shout",
    minutes=9,
    body=(
        w.prose(
            "The regions with the <b>lowest</b> rate of a certain illness are small, rural and thinly populated. Clean "
            "air, you think, fresh food. The regions with the <b>highest</b> rate? Small, rural and thinly populated.",
            "Both are the same fact: in a village of two hundred, one case more or less throws the rate about. In a "
            "city of a million, luck averages out.",
        ),
        w.heading("The law behind it"),
        w.prose("The wobble of a mean shrinks with the root of the number of people in it, no faster:"),
        w.math(
            r"\text{standard error} = \frac{\sigma}{\sqrt{n}}",
            "Four times the people, half the wobble. A hundred times the people, a tenth.",
        ),
        w.code(
            """
            from random import Random

            chance = Random(7)


            def share_of_heads(tosses):
                heads = sum(chance.random() < 0.5 for _ in range(tosses))
                return heads / tosses


            for tosses in (10, 100, 1_000, 10_000):
                shares = [share_of_heads(tosses) for _ in range(200)]
                low, high = min(shares), max(shares)
                print(f"{tosses:>6} tosses: from {low:.2f} to {high:.2f}")
            """,
            "Two hundred fair coins of each length. Ten tosses gave shares of heads from 0.00 to 0.90, ten thousand "
            "from 0.49 to 0.52.",
        ),
        w.callout(
            "tip",
            "Reviews, schools, football clubs",
            "The best and the worst of any ranking are likely to be small. Before you copy the winner, ask how many "
            "people its number rests on.",
        ),
        w.question(
            "A poll of 1,000 people is uncertain by about 3 points. How many people for 1 point?",
            w.choice("About 3,000", "The root is in the way."),
            w.right("About 9,000", "A third of the wobble needs nine times the people."),
            w.choice("About 30,000"),
            explanation="Three times as exact means nine times as many.",
        ),
    ),
)

SHUFFLING = DemoLesson(
    title="Is it real? Shuffle and see",
    slug="is-it-real-shuffle-and-see",
    minutes=13,
    body=(
        w.prose(
            "Ten seedlings grew with music, ten without. After three weeks the first ten are 1.2 cm taller on average. "
            "Is it the music, or would any two handfuls of seedlings differ that much?",
            "You need no table from the back of a book. You need a bag.",
        ),
        w.heading("The bag"),
        w.prose(
            w.steps(
                "Write the twenty heights on twenty slips. Throw them into a bag: <b>suppose the music did "
                "nothing</b>, then the labels do not matter.",
                "Draw ten slips, call them “music”, and note the difference of the means.",
                "Do it ten thousand times.",
                "See how often pure luck gives 1.2 cm or more. That share is the <b>p-value</b>.",
            ),
        ),
        w.code(
            """
            from random import Random
            from statistics import mean

            music = [12.1, 13.4, 11.8, 14.0, 12.9,
                     13.1, 12.2, 14.3, 13.0, 12.4]
            silence = [11.0, 12.3, 10.9, 12.8, 11.5,
                       12.6, 11.2, 12.0, 11.4, 11.5]

            observed = mean(music) - mean(silence)
            bag = music + silence
            hand = Random(1)
            as_large = 0
            for _ in range(10_000):
                hand.shuffle(bag)
                as_large += mean(bag[:10]) - mean(bag[10:]) >= observed

            print(f"{observed:.2f} cm; by luck alone {as_large / 10_000:.2%}")
            """,
            "With these heights luck manages it about 15 times in 10,000: p = 0.0015. Change some and watch.",
        ),
        w.heading("What the p-value does not say"),
        w.tabs(
            ("It is not", "the probability that the music did nothing. It was computed by <i>supposing</i> so."),
            ("It is", "how surprised you should be at these data if nothing were going on."),
            (
                "It cannot know",
                "that the music pots stood at the window. Luck is only one of the rivals of your explanation.",
            ),
        ),
        w.callout(
            "warning",
            "Twenty jars of jelly beans",
            "Test twenty colours at the 5 percent line and on average one is “significant” by luck. Decide what you "
            "are looking for before you look. If you looked first, collect new data.",
        ),
        w.question(
            "A study reports p = 0.03. Which sentence is right?",
            w.choice("The effect is real with a probability of 97 percent", "The most popular mistake in science."),
            w.right("If there were no effect, data this striking would turn up 3 times in 100"),
            w.choice("The effect is large", "A tiny effect in a huge sample can have a tiny p."),
            explanation="The p-value speaks about data under a supposition, not about the supposition.",
        ),
        w.prose("You can now read most of what is measured in the world, and doubt it in the right places."),
    ),
)

LUCK = DemoModule(
    title="Luck and evidence",
    slug="luck-and-evidence",
    summary="Rare things, small samples, and a test that you can carry out with a bag.",
    lessons=(NATURAL_FREQUENCIES, SMALL_SAMPLES, SHUFFLING),
)
