"""Files nobody should have to think about: each is read rightly or refused in words, and never brings us down.

The numbers are those of the project's table of bad input. `package`, `extent`, `cells` and `book` make the files of its
first four sections, each small; the tests here put them through the real program. What happens around a file (locks,
a full disk, names, templates, settings, consoles) is in tests of its own; test_numbers.py says where.
"""
