"""The quiz of lesson 2: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "2",
    (
        Question(
            "k-means gives you five neat segments. What does that prove?",
            (
                Choice(
                    "that the market has five segments",
                    "You asked for five. It gives five on any data, shuffled answers too.",
                ),
                Choice(
                    "that the data were scaled",
                    "It gives five on raw data as well; they are only about something else.",
                ),
                Choice(
                    "nothing yet: compare with data that have no groups, and with other samples",
                    "The control and the stability say whether there is anything to find.",
                    True,
                ),
            ),
        ),
        Question(
            "Two segments come out with stability 0.84 from one cloud without any groups. How can that be?",
            (
                Choice(
                    "a long cloud is cut in the middle in the same way each time",
                    "Stable is not the same as separate: a repeatable cut needs no gap.",
                    True,
                ),
                Choice(
                    "the bootstrap is broken",
                    "It does what it should: it repeats the cut, and the cut repeats.",
                ),
                Choice("there must be two groups after all", "The cloud was made without any."),
            ),
        ),
        Question(
            "You cluster age (years), income (euro a month) and ten answers from 1 to 7, as recorded. The segments are …",
            (
                Choice(
                    "about needs, since there are ten answers",
                    "Ten small numbers cannot outweigh one large one, once squared.",
                ),
                Choice(
                    "classes of income", "Euro lie thousands apart, and squared distances follow them.", True
                ),
                Choice(
                    "balanced, since every column counts once",
                    "Only after scaling does every column count alike.",
                ),
            ),
        ),
        Question(
            "Age, income and home put 45 % of the customers into the right segment; the largest segment holds 32 %. So these descriptors …",
            (
                Choice(
                    "find the segments well: nearly half are right",
                    "Always naming the largest segment gets 32 % without any data.",
                ),
                Choice(
                    "are of no use at all",
                    "13 points above the base rate is something, if a wrong guess costs little.",
                ),
                Choice(
                    "help a little; better let customers say what they need, or choose an offer themselves",
                    "More than half would get the wrong message.",
                    True,
                ),
            ),
        ),
        Question(
            "Three criteria name three different numbers of segments. What do you do?",
            (
                Choice(
                    "take the mean of the three", "A number that no criterion names, and nobody can act on."
                ),
                Choice(
                    "keep those that are stable and beat the control, then choose by what you can do with them",
                    "Statistics rules out; use decides among the rest. And one says so.",
                    True,
                ),
                Choice(
                    "take the largest: more detail is better",
                    "More segments lower W always, and soon only cut up noise.",
                ),
            ),
        ),
        Question(
            "A survey answers 'bags', 'loose' or 'both'. May you code them 1, 2, 3 and run k-means?",
            (
                Choice(
                    "no: the codes would say that 'both' is twice as far from 'bags' as 'loose' is",
                    "Words have no distances; a correspondence analysis counts who shares which answer instead.",
                    True,
                ),
                Choice(
                    "yes, if one scales them",
                    "Scaling changes the unit. The order and the steps stay invented.",
                ),
                Choice(
                    "yes, there is no other way",
                    "There is: multiple correspondence analysis, or the share of answers that differ.",
                ),
            ),
        ),
    ),
)
