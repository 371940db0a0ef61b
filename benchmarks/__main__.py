"""Print one table of ratios, each measured in this run: python course.py bench."""

from benchmarks.in_the_browser import browser_rows, page_rows
from benchmarks.in_the_kernel import bootstrap_row, explorer_rows, kernel_rows, logit_row
from benchmarks.of_customers import customer_rows


def main():
    print(f"{'what':<42} {'ours':>13} {'against':<34} {'theirs':>13} {'ratio':<13} {'goal':<16} reached")
    models = (row() for row in (logit_row, bootstrap_row))
    for rows in (explorer_rows(), browser_rows(), page_rows(), models, customer_rows(), kernel_rows()):
        for row in rows:
            print(row, flush=True)


if __name__ == "__main__":
    main()
