"""What stops the work: one sentence saying what and where, one saying what to do."""


class PmoError(Exception):
    """The work could not be done. Bad data is never an exception: it is a `Finding`.

    `message` names what was met and where, `hint` what a person at a desk can do about it; both are
    Japanese sentences, printed as 「エラー: …」 and 「対処: …」.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"エラー: {self.message}\n対処: {self.hint}"

    def __reduce__(self) -> tuple[type["PmoError"], tuple[str, str]]:
        # Workers send errors back to their parent process; the default would lose the hint.
        return type(self), (self.message, self.hint)


class BookError(PmoError):
    """A workbook that cannot be read, or may not be written."""


class ConfigError(PmoError):
    """A pmo.toml (or a command line) that says something this product does not know."""


class TemplateError(PmoError):
    """A report template that names something unknown, or that cannot be filled."""


class SaveError(PmoError):
    """An output that could not be put in its place; whatever stood there before is whole."""
