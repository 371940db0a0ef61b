"""The quiz of lesson 3: meaning and decisions."""

from custvalue_helpers.kit.quiz import Choice, Question, Quiz

QUIZ = Quiz(
    "3",
    (
        Question(
            "A weighted grid puts a segment first under 47 % of all weightings. What does the figure say?",
            (
                Choice(
                    "The segment is the right one with a chance of 47 %.",
                    "No chance is involved: the weights are yours to choose, and nobody drew them by lot.",
                ),
                Choice(
                    "The choice hangs on the weights: say which you believe in, and why.",
                    "Under more than half of the weightings another segment wins.",
                    True,
                ),
                Choice(
                    "The segment has 47 % of the customers.",
                    "Size is one criterion in the grid; the figure counts weightings.",
                ),
            ),
        ),
        Question(
            "A printer makes every business card from its own design file. A further design costs next to nothing. What becomes of targeting?",
            (
                Choice(
                    "One design for everyone: it is the cheapest",
                    "It saves a cost that is hardly there, and fits nobody well.",
                ),
                Choice(
                    "Concentrate on one segment: a specialist always earns more",
                    "Concentration pays where a further variant is dear. Here it is not.",
                ),
                Choice(
                    "Mass customisation or individual offers: hardly any fixed cost speaks against them",
                    "When a variant costs nothing, only the extra cost of serving each customer counts.",
                    True,
                ),
            ),
        ),
        Question(
            "Two firms map the same ratings. One map has 'fresh' on the right, the other on the left. Everything else is mirrored as well. Who is wrong?",
            (
                Choice(
                    "Nobody: a dimension's sign means nothing. Distances among brands are the same.",
                    "Fix the sign by a rule before you compare two maps.",
                    True,
                ),
                Choice("The second: fresh belongs on the right", "No law says so. It is a habit."),
                Choice(
                    "One of them made an error, since the same data give the same map",
                    "They give the same distances, and leave the mirror open.",
                ),
            ),
        ),
        Question(
            "Kestrel rates no differently from Hopla on an attribute: lead 0.2, interval from −0.7 to 1.1. May it claim parity?",
            (
                Choice("Yes, zero lies inside", "So does a deficit of 0.7, which customers would notice."),
                Choice(
                    "No: not shown to differ is not shown to be alike. Ask more people.",
                    "For parity the whole interval must lie within what nobody minds.",
                    True,
                ),
                Choice("No, it is ahead by 0.2", "The interval holds zero: it may well be behind."),
            ),
        ),
        Question(
            "Kestrel leads every rival in brewing help. Connoisseurs, whom it wants to serve, want less of it. Is brewing help its point of difference?",
            (
                Choice(
                    "Yes: a lead is a lead",
                    "A difference must be wanted by those whom one serves. Here it would put them off.",
                ),
                Choice(
                    "No: a point of difference must be wanted by the target, true, and hard to match",
                    "A lead in what they do not want is no reason to buy.",
                    True,
                ),
                Choice(
                    "Yes, if it is advertised more", "That would tell them more loudly what they do not want."
                ),
            ),
        ),
        Question(
            "Today's choices fit two models equally well. One says 'fresher gains', the other 'fresher loses'. What now?",
            (
                Choice(
                    "Take the model with the better story",
                    "The data are silent here, and stories are cheap.",
                ),
                Choice(
                    "Take the mean of the two predictions",
                    "If one is right, the mean is wrong in any case.",
                ),
                Choice(
                    "Change freshness for some customers, and see",
                    "Only a change shows what a change does. Until then say that you do not know.",
                    True,
                ),
            ),
        ),
    ),
)
