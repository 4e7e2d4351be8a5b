"""The figures of the reports: each with its value, its printed text, its definition and the records behind it.

Import from the modules: a rule that words a percentage needs none of the figures.
"""
