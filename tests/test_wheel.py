"""The wheel alone: templates and the sample project travel inside, and the main job runs without the checkout."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_sample_project_is_reported_from_a_built_wheel(tmp_path):
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(tmp_path)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    code = (
        f"import sys; sys.path.insert(0, {str(target)!r}); import pmo_xl; print(pmo_xl.__file__);"
        "from pmo_xl.cli import main;"
        "sys.exit(main(['sample', 'mine']) or main(['inspect', 'mine', '--html', '--out', 'pages'])"
        " or main(['buttons', 'add', 'mine/課題管理表.xlsx', '--out', 'buttons']))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(target))
    written = {path.name.split("_")[0] for path in (tmp_path / "mine" / "out").iterdir()}
    assert written == {"指摘一覧", "日次報告", "エスカレーション一覧", "エスカレーションメモ", "議事録"}
    assert len(list((tmp_path / "pages").glob("読み取り結果_*.html"))) == len(list((tmp_path / "mine").glob("*.xlsx")))
    from pmo_xl.buttons.onsheet.add import with_buttons

    source = (tmp_path / "mine" / "課題管理表.xlsx").read_bytes()  # the macros' text travels too
    assert (tmp_path / "buttons" / "課題管理表.xlsm").read_bytes() == with_buttons(source, "課題管理表.xlsx").data
