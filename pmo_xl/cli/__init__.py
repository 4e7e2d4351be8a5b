"""The command line: reads its arguments, calls one method of a project, shows the result."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from pmo_xl.errors import PmoError, reason_of

_INTERRUPTED = 130
_REFUSED = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; gives back the exit code of contract.md. Nobody sees a traceback without --debug."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        # The process is this one verb: looking for garbage among a million values that stay takes a sixth of it.
        gc.disable()
    _let_the_console_print_anything()
    if "--debug" in arguments:
        _tell_faults()
    try:
        return _run(arguments)
    except PmoError as error:
        if "--debug" in arguments:
            raise
        print(error, file=sys.stderr)
        return _REFUSED
    except KeyboardInterrupt:
        print("中断しました。書きかけのファイルはありません。", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        _hush()  # the reader of our output has gone (| head)
        return 0
    except Exception as error:
        if "--debug" in arguments:
            raise
        if isinstance(error, OSError) and error.filename is None:  # no file of ours: what the result is printed to
            _hush()
            what = PmoError(f"結果を出力できません（{reason_of(error)}）", "出力先の空きとアクセス権を確認してください")
        else:
            unexpected = f"予期しない問題が起きました（{type(error).__name__}: {_one_line(error)}）"
            what = PmoError(unexpected, "--debug を付けて実行し、表示された内容を開発元へお知らせください")
        print(what, file=sys.stderr)
        return _REFUSED


def _run(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):
        from pmo_xl import __version__

        print(f"pmo-xl {__version__}", flush=True)
        return 0
    from pmo_xl.cli.arguments import parse

    options = parse(arguments)
    from pmo_xl.cli import verbs

    code: int = getattr(verbs, options.verb)(options)
    sys.stdout.flush()
    return code


def _tell_faults() -> None:
    """Show the tracebacks of faults that do not stop the work (one book of many) on standard error."""
    import logging

    logging.basicConfig(format="%(message)s")
    logging.getLogger("pmo_xl").setLevel(logging.DEBUG)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _hush() -> None:
    """Print nothing more, so that Python does not complain at exit about what it could not write."""
    with suppress(OSError):  # where it is no file to begin with
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _let_the_console_print_anything() -> None:
    """A console that lacks a character shows a replacement for it instead of stopping the work; so does none at all."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed, or a program without a console
            nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - pathlib costs six milliseconds
            setattr(sys, name, nowhere)
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
