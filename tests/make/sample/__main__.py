"""python -m tests.make.sample [FOLDER] [--day 2026-11-24] [--clean]: write the sample project's workbooks."""

import argparse
from datetime import date
from pathlib import Path

from tests.make.sample.build import build
from tests.make.sample.days import SAMPLE_DAY

parser = argparse.ArgumentParser(prog="python -m tests.make.sample", description=__doc__)
parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[3] / "workbooks")
parser.add_argument("--day", type=date.fromisoformat, default=SAMPLE_DAY, help="the day the sheets show")
parser.add_argument("--clean", action="store_true", help="without the planted mistakes")
arguments = parser.parse_args()
for path in build(arguments.folder, arguments.day, clean=arguments.clean):
    print(path)
