"""One batch at a time into one folder: the others wait, and then find everything done."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from pmo_xl.errors import SaveError, reason_of
from pmo_xl.history.lock import Purpose, Turn, writing

PATIENCE: Final = 1800.0  # seconds a batch waits for another one
_BEAT: Final = 10.0  # seconds between two signs of life
_LOOK: Final = 0.5
PURPOSE: Final = Purpose(
    ".batch.lock",
    "{folder} への一括処理を、ほかの人が実行中です（{who}）",
    "{folder} への一括処理が止まっている間に、ほかの人が一括処理を始めました",
    "終わってから再実行してください",
)


class Heart:
    """Shows every few seconds that the batch is alive, and knows when somebody else took over."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._stopped = threading.Event()
        self._lost: SaveError | None = None
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def check(self) -> None:
        """Raises SaveError when the turn was lost: this machine slept, and another one has begun the batch anew."""
        if self._lost is not None:
            raise self._lost

    def start(self) -> None:
        """Begin to beat."""
        self._thread.start()

    def stop(self) -> None:
        """Stop beating."""
        self._stopped.set()
        self._thread.join(timeout=_BEAT)

    def _beat(self) -> None:
        while not self._stopped.wait(_BEAT):
            try:
                self._turn.alive()
            except SaveError as lost:
                self._lost = lost
                return
            except OSError:  # the drive does not answer now; it is asked again
                continue


@contextmanager
def our_turn(
    folder: Path, waiting: Callable[[str], None], *, patience: float = PATIENCE, pause: float = _LOOK
) -> Iterator[Heart]:
    """The only batch into the folder, as long as this lasts; `waiting` is told who is waited for.

    Raises SaveError when nothing can be written there, or the other one takes longer than `patience`.
    """
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            turn = stack.enter_context(writing(folder, PURPOSE, patience=patience, pause=pause, waiting=waiting))
        except OSError as error:
            raise SaveError(
                f"{folder} に書き込めません（{reason_of(error)}）",
                "空き容量とアクセス権を確認するか、--out で別のフォルダを指定してください",
            ) from error
        heart = Heart(turn)
        heart.start()
        stack.callback(heart.stop)
        yield heart
