"""Does the capstone's interval hold the truth as often as it says? A slow check, over a hundred simulated firms.

    python course.py check-slow               100 firms with the causal links, 100 without: some minutes
    python course.py check-slow --firms 20    fewer

Writes benchmarks/results/capstone_coverage.csv: one row a lever, with the binomial sampling error of each coverage.
Leaves with an error if an interval holds zero (without links) or the truth (with them) less often than it says, beyond
sampling error, and that is not among the shortfalls explained in KNOWN.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from custvalue_helpers.kestrel import simulate_firm
from custvalue_helpers.kit.intervals import share_interval
from custvalue_helpers.lessons.capstone.chain import draws, fit_chain
from custvalue_helpers.lessons.capstone.equity import STEPS, effect_of, summary
from custvalue_helpers.lessons.capstone.kestrel import club_taken, one_slope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLE = Path(__file__).resolve().parent.parent / "benchmarks" / "results" / "capstone_coverage.csv"
LEVEL, DRAWS, FIRST_SEED = 0.9, 200, 20_000
CLUB_NAIVE, PRICE_COLD = "club, members as others", "price, nobody pleased"
LOUDER, ONE_SLOPE = "louder promise", "louder promise, one slope for all"
# Shortfalls that are known, and why: these are estimates that the lesson shows to fail.
KNOWN = {
    CLUB_NAIVE: "members choose to be members",
    PRICE_COLD: "leaves out that a lower price pleases",
    ONE_SLOPE: "of the disappointed, more leave than those say who stayed to be asked",
}


def one_firm(seed: int, links: bool) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield (lever, estimate, low, high, truth) of one firm; then its equity as it is. Euro per 1,000 who meet it."""
    case = simulate_firm(seed, links=links)
    truth = case.truth.levers.set_index("lever")["customer_equity"]
    drawn = draws(fit_chain(case), DRAWS, seed=seed)
    naive = {
        CLUB_NAIVE: ("club", club_taken(drawn, 1)),
        PRICE_COLD: ("price", replace(drawn, price_part=np.zeros(len(drawn)))),
    }
    for name, (lever, these) in ({lever: (lever, drawn) for lever in STEPS} | naive).items():
        effect = effect_of({lever: STEPS[lever]}, these)
        # Without links nothing that people do can move; what a step gives away is arithmetic all the same.
        change = effect.change() if links else effect.change() - effect.arithmetic
        yield name, *summary(change, LEVEL), truth[lever] - truth["as it is"] if links else 0.0
    louder = case.what_if(case.firm.with_step("promise", 1)) if links else None
    true = float(louder.loc["change", "customer_equity"]) if links else 0.0
    for name, these in ((LOUDER, drawn), (ONE_SLOPE, one_slope(drawn))):
        yield name, *summary(effect_of({"promise": 1}, these).change(), LEVEL), true
    if links:
        yield "as it is", *summary(effect.now["customer_equity"], LEVEL), truth["as it is"]


def coverage(rows: Iterable[tuple[str, float, float, float, float]], links: bool) -> pd.DataFrame:
    """One row a lever from all firms' rows."""
    table = pd.DataFrame(rows, columns=["lever", "estimate", "low", "high", "truth"])
    table["held"] = (table["low"] <= table["truth"]) & (table["truth"] <= table["high"])
    table["below"], table["above"] = table["truth"] < table["low"], table["truth"] > table["high"]
    table["width"] = table["high"] - table["low"]
    groups = table.groupby("lever", sort=False)
    result = groups[["truth", "estimate", "width"]].mean().round(0).astype(int)
    result["spread of estimates"] = groups["estimate"].std().round(0).astype(int)
    result[["coverage", "truth below", "truth above"]] = groups[["held", "below", "above"]].mean().round(3)
    number = groups.size().iloc[0]
    low, high = np.transpose([share_interval(held, number)[1:] for held in groups["held"].sum()])
    result["low_95"], result["high_95"], result["firms"] = low.round(3), high.round(3), number
    result["verdict"] = np.where(high < LEVEL, "less", np.where(low > LEVEL, "more", "as claimed"))
    result.insert(0, "links", "on" if links else "off")
    return result.reset_index()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--firms", type=int, default=100)
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args()
    parts, start = [], time.perf_counter()
    for links in (True, False):
        rows: list[tuple[str, float, float, float, float]] = []
        for seed in range(FIRST_SEED, FIRST_SEED + options.firms):
            rows += one_firm(seed, links)
            print(
                f"\rlinks {'on' if links else 'off'}, firm {seed}, {time.perf_counter() - start:.0f} s",
                end="",
                flush=True,
            )
        parts.append(coverage(rows, links))
    table = pd.concat(parts, ignore_index=True)
    options.out.parent.mkdir(exist_ok=True)
    table.to_csv(options.out, index=False)
    print(f"\n{table.to_string(index=False)}\nwritten to {options.out}")
    short = table[(table["verdict"] == "less") & ~table["lever"].isin(KNOWN)]
    if len(short):
        sys.exit(f"the interval holds the truth less often than it says: {', '.join(short['lever'])}")


if __name__ == "__main__":
    main()
