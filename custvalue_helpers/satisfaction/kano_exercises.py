"""Exercise 6.4: Kano's questions."""

from custvalue_helpers.kit.exercise import Exercise, Misconception
from custvalue_helpers.satisfaction.kano import kano_count


def _draw_kano(rng):
    return {
        "must": rng.randrange(5, 30),
        "one": rng.randrange(10, 40),
        "attractive": rng.randrange(40, 90),
        "indifferent": rng.randrange(20, 60),
        "reverse": rng.randrange(12, 40),
    }


def _counts(must, one, attractive, indifferent, reverse):
    return kano_count(
        {"must-be": must, "one-dimensional": one, "attractive": attractive, "indifferent": indifferent, "reverse": reverse}
    )  # fmt: skip


KANO = Exercise(
    number="6.4",
    title="Better with it",
    objective="kano",
    draw=_draw_kano,
    question=(
        "A tasting card in the box: must-be to {must} people, one-dimensional to {one}, attractive to {attractive}, indifferent"
        " to {indifferent}, reverse to {reverse}. What is its coefficient *better*, as a share?"
    ),
    solution=lambda **g: _counts(**g).better,
    out_of=1,
    misconceptions=(
        Misconception(
            "people for share",
            lambda **g: g["attractive"] + g["one"],
            "This is the number of people. Divide it by all to whom it is not reverse.",
        ),
        Misconception(
            "reverse counted",
            lambda **g: (g["attractive"] + g["one"]) / sum(g.values()),
            "This divides by everybody. Those to whom it is reverse are left out of the coefficient.",
        ),
        Misconception(
            "worse for better",
            lambda **g: (g["must"] + g["one"]) / (sum(g.values()) - g["reverse"]),
            "This is the size of *worse*: who misses it. Better counts the attractive and the one-dimensional.",
        ),
        Misconception(
            "attractive alone",
            lambda **g: g["attractive"] / (sum(g.values()) - g["reverse"]),
            "This counts the attractive alone. To the one-dimensional, too, it is better with it.",
        ),
        Misconception(
            "everybody it matters to",
            lambda **g: (g["attractive"] + g["one"] + g["must"]) / (sum(g.values()) - g["reverse"]),
            "This counts the must-be, too: they do not notice it when it is there.",
        ),
        Misconception(
            "one-dimensional alone",
            lambda **g: g["one"] / (sum(g.values()) - g["reverse"]),
            "This counts the one-dimensional alone. To those who find it attractive it is better with it, too.",
        ),
    ),
    hints=(
        "Who is better off when it is there? The attractive and the one-dimensional.",
        "Divide by the four: attractive, one-dimensional, must-be, indifferent.",
    ),
    steps=lambda **g: (
        f"({g['attractive']} + {g['one']}) / ({g['attractive']} + {g['one']} + {g['must']} + {g['indifferent']})"
    ),
)
