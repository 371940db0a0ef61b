"""Exercises 7.1 to 7.3: the Net Promoter Score, retention, and rates by month and year."""

from custvalue_helpers.kit.exercise import Convention, Exercise, Misconception
from custvalue_helpers.loyalty.model import retention_over
from custvalue_helpers.loyalty.recommendation import score_from_counts
from custvalue_helpers.loyalty.retention import constant_retention


def _draw_counts(rng):
    return {
        "promoters": rng.randrange(60, 110),
        "passives": rng.randrange(40, 90),
        "detractors": rng.randrange(15, 55),
    }


def _answers(g):
    return sum(g.values())


SCORE = Exercise(
    number="7.1",
    title="Would they recommend it?",
    objective="score",
    draw=_draw_counts,
    question=(
        "A bakery asks how likely its customers are to recommend it, from 0 to 10. {promoters} people answer 9 or 10,"
        " {passives} answer 7 or 8, {detractors} answer 0 to 6. What is the Net Promoter Score, in points?"
    ),
    solution=lambda **g: score_from_counts(**g).score,
    unit="points",
    out_of=100,
    misconceptions=(
        Misconception(
            "promoters only",
            lambda **g: 100 * g["promoters"] / _answers(g),
            "This is the share of promoters. Take off the share of detractors.",
        ),
        Misconception(
            "passives as promoters",
            lambda **g: 100 * (g["promoters"] + g["passives"] - g["detractors"]) / _answers(g),
            "This counts the 7s and 8s as promoters. They are passives: part of the total, and nothing more.",
        ),
        Misconception(
            "passives left out of the total",
            lambda **g: 100 * (g["promoters"] - g["detractors"]) / (g["promoters"] + g["detractors"]),
            "This divides by promoters and detractors only. Divide by everyone who answered, the {passives} passives too.",
        ),
        Misconception(
            "count for share",
            lambda **g: float(g["promoters"] - g["detractors"]),
            "This is a number of people. Divide by everyone who answered, and multiply by 100.",
        ),
        Misconception(
            "turned round",
            lambda **g: -score_from_counts(**g).score,
            "The sign is turned: promoters minus detractors.",
        ),
        Misconception(
            "detractors only",
            lambda **g: 100 * g["detractors"] / _answers(g),
            "This is the share of detractors. Take it off the share of promoters.",
        ),
        Misconception(
            "passives as detractors",
            lambda **g: 100 * (g["promoters"] - g["passives"] - g["detractors"]) / _answers(g),
            "This takes off the 7s and 8s as well. They are passives: part of the total, and nothing more.",
        ),
    ),
    hints=(
        "How many answered in all? {promoters} + {passives} + {detractors}.",
        "Promoters as a share of all, minus detractors as a share of all, times 100.",
    ),
    steps=lambda **g: (
        f"Answers: {g['promoters']} + {g['passives']} + {g['detractors']} = {_answers(g)}.\n"
        f"100 × ({g['promoters']} − {g['detractors']}) / {_answers(g)}.\nIn code:"
        f" score_from_counts({g['promoters']}, {g['passives']}, {g['detractors']}).score"
    ),
)


def _draw_cohort(rng):
    first = rng.randrange(400, 620, 10)
    second = round(first * rng.uniform(0.72, 0.8))
    return {"start": 1000, "first": first, "second": second, "third": round(second * rng.uniform(0.86, 0.93))}


RETENTION = Exercise(
    number="7.2",
    title="A gym's first three years",
    objective="retention",
    draw=_draw_cohort,
    question=(
        "{start:,} people join a gym in January. After one year {first} renew, after two {second}, after three {third}."
        " Over all renewals that came due, what share was made? Give the retention rate in %."
    ),
    solution=lambda **g: 100 * constant_retention(list(g.values()), method="all renewals"),
    unit="%",
    out_of=100,
    conventions=(
        Convention(
            lambda **g: 100 * constant_retention(list(g.values()), method="first and last"),
            "This is the rate that leads from the first number to the last, the third root of last/first. Renewals made over"
            " renewals due is another, and listens more to the first year.",
        ),
    ),
    misconceptions=(
        Misconception(
            "survival for retention",
            lambda **g: 100 * g["third"] / g["start"],
            "This is the share still there after three years, the survival. Retention is renewals made over renewals due.",
        ),
        Misconception(
            "churn for retention",
            lambda **g: 100 - 100 * constant_retention(list(g.values()), method="all renewals"),
            "This is churn, the share who leave. Retention is what is left to 100 %.",
        ),
        Misconception(
            "first year only",
            lambda **g: 100 * g["first"] / g["start"],
            "This is the first renewal only. {first} people faced a second one, and {second} a third.",
        ),
        Misconception(
            "last year only",
            lambda **g: 100 * g["third"] / g["second"],
            "This is the third renewal only. Count all three.",
        ),
        Misconception(
            "mean of the rates",
            lambda **g: (
                100 * (g["first"] / g["start"] + g["second"] / g["first"] + g["third"] / g["second"]) / 3
            ),
            "This is the mean of the three years' rates. Most renewals came due in the first year, so it must weigh more: all"
            " renewals made over all renewals due.",
        ),
        Misconception(
            "everyone due each year",
            lambda **g: 100 * (g["first"] + g["second"] + g["third"]) / (3 * g["start"]),
            "This takes {start:,} renewals as due every year. Who has left has none to make: {first} were due in the second year.",
        ),
        Misconception(
            "losses spread over the years",
            lambda **g: 100 - (100 - 100 * g["third"] / g["start"]) / 3,
            "This spreads the loss over three years as parts of the first {start:,}. Each year's rate is a share of those still there.",
        ),
    ),
    hints=(
        "Renewals made: {first} + {second} + {third}.",
        "Renewals due: everyone faced the first one, {first} the second, {second} the third.",
    ),
    steps=lambda **g: (
        f"Made: {g['first']} + {g['second']} + {g['third']} = {g['first'] + g['second'] + g['third']}.\nDue: {g['start']} +"
        f" {g['first']} + {g['second']} = {g['start'] + g['first'] + g['second']}.\nRetention is made / due, times 100."
    ),
)

UNITS = Exercise(
    number="7.3",
    title="From a month to a year",
    objective="value",
    draw=lambda rng: {"monthly": rng.choice((92, 92.5, 93, 93.5, 94, 94.5, 95, 95.5)), "people": rng.randrange(200, 900, 50)},
    question=(
        "A streaming service keeps {monthly} % of its subscribers from each month to the next. Of {people} subscribers, how"
        " many are expected to be still there after twelve months?"
    ),
    solution=lambda monthly, people: people * retention_over(monthly / 100, 12),
    unit="people",
    whole="either",
    misconceptions=(
        Misconception(
            "losses added up",
            lambda monthly, people: people * (1 - 12 * (1 - monthly / 100)),
            "This takes twelve times the first month's loss. Each month's loss is a share of those still there, who become fewer.",
        ),
        Misconception(
            "one month for a year",
            lambda monthly, people: people * monthly / 100,
            "This is after one month. A rate a month is no rate a year.",
        ),
        Misconception(
            "rate for people",
            lambda monthly, people: 100 * retention_over(monthly / 100, 12),
            "This is the retention over a year in %. The question asks for people: take it of {people}.",
        ),
        Misconception(
            "share for people",
            lambda monthly, people: retention_over(monthly / 100, 12),
            "This is the retention over a year as a share. The question asks for people: take it of {people}.",
        ),
        Misconception(
            "those who left",
            lambda monthly, people: people * (1 - retention_over(monthly / 100, 12)),
            "These are those who left. The question asks who is still there.",
        ),
        Misconception(
            "eleven months",
            lambda monthly, people: people * retention_over(monthly / 100, 11),
            "This is after eleven months. Twelve months pass, and twelve times {monthly} % stay.",
        ),
        Misconception(
            "churn to the twelfth",
            lambda monthly, people: people * (1 - (1 - monthly / 100) ** 12),
            "This raises the share who leave to the twelfth power. To stay a year one must stay twelve times: raise what stays.",
        ),
        Misconception(
            "weeks for months",
            lambda monthly, people: people * retention_over(monthly / 100, 52),
            "This lets {monthly} % stay 52 times, once a week. The rate is for a month, and a year has twelve.",
        ),
        Misconception(
            "a year's loss in twelve parts",
            lambda monthly, people: people * (1 - (1 - monthly / 100) / 12),
            "This takes a twelfth of a month's loss. Each of the twelve months has the whole loss.",
        ),
    ),
    hints=(
        "After one month {people} × {monthly} / 100 are there. After two?",
        "Multiply by {monthly} / 100 twelve times; in code, 0.9 ** 12 is 0.9 multiplied twelve times.",
    ),
    steps=lambda monthly, people: (
        f"Over a year {monthly / 100:g} ** 12 = {retention_over(monthly / 100, 12):.4f} stay.\nOf {people} that is"
        f" {people} × {retention_over(monthly / 100, 12):.4f}.\nIn code: {people} * retention_over({monthly / 100:g}, 12)"
    ),
)  # fmt: skip
