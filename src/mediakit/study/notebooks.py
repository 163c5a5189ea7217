"""Notebooks executed on a study, into its charts and HTML reports."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mediakit.errors import StudyError
from mediakit.progress import Step
from mediakit.study.report import to_html

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_STATE = ".made.json"
_PARALLEL = 2
_CELL_SECONDS = 900


def folder() -> Path:
    """Return the folder of the notebooks: beside the package, or in the repository that it is installed from."""
    package = Path(__file__).parents[1]
    for place in (package / "notebooks", package.parents[1] / "notebooks"):
        if place.is_dir():
            return place
    message = "the notebooks are missing from this installation; reinstall mediakit"
    raise StudyError(message)


def execute_all(study: Path, *, fingerprint: str, step: Step | None = None) -> list[Path]:
    """Execute every notebook on a study whose last report was made from something else.

    Parameters
    ----------
    study : Path
        The study's folder; the notebooks run there and see it as ``"."``.
    fingerprint : str
        Stands for everything the notebooks read, so that an unchanged study is not charted again.
    step : Step, optional
        Told of each notebook done.

    Returns
    -------
    list of Path
        The reports that were made.
    """
    reports = study / "reports"
    reports.mkdir(exist_ok=True)
    state = _state(reports)
    due = {}
    for path in sorted(folder().glob("[0-9]*.ipynb")):
        key = hashlib.sha256(path.read_bytes() + fingerprint.encode()).hexdigest()
        if state.get(path.stem) != key or not (reports / f"{path.stem}.html").is_file():
            due[path] = key

    if step:
        step.expect(len(due))

    def make(path: Path) -> Path:
        report = execute(path, study)
        if step:
            step.advance()
        return report

    with ThreadPoolExecutor(_PARALLEL) as pool:
        made = list(pool.map(make, due))
    state |= {path.stem: key for path, key in due.items()}
    (reports / _STATE).write_text(json.dumps(state, indent=1), encoding="utf-8")
    return made


def _state(reports: Path) -> dict[str, str]:
    try:
        state: dict[str, str] = json.loads((reports / _STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def execute(path: Path, study: Path) -> Path:
    """Execute one notebook on a study and write it as an HTML report.

    Raises
    ------
    StudyError
        A cell failed; names the notebook and the cell's error.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    book = nbformat.read(path, as_version=4)
    _set_parameters(book, {"STUDY": "."})
    client = NotebookClient(
        book,
        timeout=_CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(study)}},
        extra_arguments=["--log-level=ERROR"],
    )
    try:
        client.execute()
    except CellExecutionError as error:
        message = f"{path.name} stopped on {str(study)!r}: {error.ename}: {_ANSI.sub('', error.evalue)}"
        raise StudyError(message) from error
    except (CellTimeoutError, DeadKernelError) as error:
        message = f"{path.name} stopped on {str(study)!r}: {_ANSI.sub('', str(error)).strip()}"
        raise StudyError(message) from error
    report = study / "reports" / f"{path.stem}.html"
    report.write_text(to_html(book, title=path.stem), encoding="utf-8")
    return report


def _set_parameters(book: Any, values: Mapping[str, str]) -> None:
    """Put the values into a cell behind the one tagged parameters."""
    import nbformat

    for number, cell in enumerate(book.cells):
        if "parameters" in cell.metadata.get("tags", []):
            source = "\n".join(f"{name} = {value!r}" for name, value in values.items())
            injected = nbformat.v4.new_code_cell(source, metadata={"tags": ["injected-parameters"]})
            book.cells.insert(number + 1, injected)
            return
    message = "the notebook has no cell tagged 'parameters' to say which study it reads"
    raise StudyError(message)
