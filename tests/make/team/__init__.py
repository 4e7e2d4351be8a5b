"""A second, small project: what the sample project's story has no room for, one mistake for each further rule.

Together the two hold a mistake for every rule of the catalogue. `tables.py` are its sheets as people would draw them,
`drawn.py` reads the drawings, `build.py` writes the workbooks of a day, with the mistakes or without.
"""

from tests.make.team.build import DAY, DAYS, TEAM, TWO_LEDGERS, build, planted

__all__ = ["DAY", "DAYS", "TEAM", "TWO_LEDGERS", "build", "planted"]
