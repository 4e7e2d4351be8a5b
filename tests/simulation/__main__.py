"""python -m tests.simulation [--courses 400]: how often forecasts were right in simulated UATs, as Markdown tables."""

import argparse

from tests.simulation.measured import tables

COURSES = 400  # as many as docs/forecast.md quotes

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--courses", type=int, default=COURSES, help="simulated UATs for each line of a table")
    print(tables(parser.parse_args().courses))
