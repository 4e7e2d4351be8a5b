"""Reading macro projects back with olevba, a reader that shares nothing with our writer."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the reader's own grammar uses names its parser calls old
    from oletools.olevba import VBA_Parser, decompress_stream

__all__ = ["decompress_stream", "flagged", "texts"]


def texts(data, name="book.xlsm"):
    """Module name → text, as olevba reads it out of a workbook, an add-in or a bare project."""
    parser = VBA_Parser(name, data=data)
    try:
        found = parser.extract_all_macros()
        return {module.rpartition(".")[0]: text.replace("\r\n", "\n") for _, _, module, text in found}
    finally:
        parser.close()


def flagged(data, name="book.xlsm"):
    """The words for which olevba suspects the macros."""
    parser = VBA_Parser(name, data=data)
    try:
        return {word.lower() for _, word, _ in parser.analyze_macros()}
    finally:
        parser.close()
