"""The sample project of workbooks/: its story, its sheets, and every mistake planted in them.

`story(day)` are the records as they were known on a day, `as_written(day)` the same with the mistakes of the sheets,
`planted(day)` where each mistake stands, and `build(folder, day)` writes the workbooks.
"""

from tests.make.sample.build import Planted, as_written, books, build, planted
from tests.make.sample.story import story

__all__ = ["Planted", "as_written", "books", "build", "planted", "story"]
