"""A Dask cluster does the work: connected to, asked whether it fits, and left as it was."""

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from pmo_xl.batch.edition import edition
from pmo_xl.errors import PmoError

_PATIENCE = 15  # seconds


@contextmanager
def cluster(address: str, *folders: Path) -> Iterator[Executor]:
    """An executor whose tasks run on the cluster at `address` (tcp://host:8786).

    Raises PmoError when distributed is not installed, nobody answers there, there are no workers, they have another
    edition of this product (their reports might differ), or they do not see the `folders`.
    """
    try:
        from distributed import Client
    except ImportError:
        raise PmoError(
            "--dask には Dask（distributed）が要ります", "pip install pmo-xl[dask] を実行してください"
        ) from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise PmoError(
            f"{address} のDaskにつながりません（{type(error).__name__}）",
            "スケジューラーが動いているか、tcp://ホスト:8786 の形のアドレスか確認してください",
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
            editions = set(client.run(edition).values())
            unseen = [folder for folder in folders if not all(client.run(os.path.isdir, str(folder)).values())]
        except (OSError, TimeoutError):
            raise PmoError(
                f"{address} のDaskにワーカーがいません", "dask worker を起動してから再実行してください"
            ) from None
        except ModuleNotFoundError:
            editions, unseen = {""}, []
        if editions != {edition()}:
            raise PmoError(
                f"{address} のDaskのワーカーに、この版の pmo-xl が入っていません",
                "ワーカーにも同じ版をインストールし、起動し直してください",
            )
        if unseen:
            raise PmoError(
                f"Daskのワーカーから {unseen[0]} が見えません",
                "どのワーカーからも同じ場所に見える共有フォルダを指定してください",
            )
        # Not "pure": a project that is worked on again is to be read again.
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
