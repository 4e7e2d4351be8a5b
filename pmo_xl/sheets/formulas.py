"""A formula of a cell as it reads in another cell."""


def moved_down(formula: str, origin: str, target: str) -> str:
    """The formula (without =) of cell `origin` as Excel would copy it to `target`: relative references move along."""
    from openpyxl.formula.translate import Translator

    return str(Translator(f"={formula}", origin=origin).translate_formula(target))[1:]
