"""Notebooks executed on a study, into its charts and HTML reports."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path
from typing import Any

from mediakit.errors import StudyError
from mediakit.progress import Step
from mediakit.study.report import to_html

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_ENVIRONMENT = {"PYTHONSAFEPATH": "1", "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
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
    state = _state(reports) if any((study / "charts").glob("*.png")) else {}
    due = {}
    for path in sorted(folder().glob("[0-9]*.ipynb")):
        key = hashlib.sha256(path.read_bytes() + fingerprint.encode()).hexdigest()
        if state.get(path.stem) != key or not (reports / f"{path.stem}.html").is_file():
            due[path] = key
            state.pop(path.stem, None)
    _note(reports, state)
    if step:
        step.expect(len(due))
    running: list[Any] = []
    with ThreadPoolExecutor(_PARALLEL) as pool:
        try:
            futures = {pool.submit(execute, path, study, running=running): path for path in due}
            for future in as_completed(futures):
                future.result()
                path = futures[future]
                state[path.stem] = due[path]
                _note(reports, state)
                if step:
                    step.advance()
        except BaseException:  # Ctrl-C, or one notebook failed: the others end at once
            pool.shutdown(wait=False, cancel_futures=True)
            _end(running)
            raise
    return [reports / f"{path.stem}.html" for path in due]


def _note(reports: Path, state: Mapping[str, str]) -> None:
    (reports / _STATE).write_text(json.dumps(state, indent=1), encoding="utf-8")


def _end(clients: Iterable[Any]) -> None:
    """End the kernels of notebooks, whatever they are doing."""
    for client in clients:
        with suppress(AttributeError, TypeError, ProcessLookupError):
            os.kill(client.km.provisioner.pid, signal.SIGTERM)


def _state(reports: Path) -> dict[str, str]:
    try:
        state: dict[str, str] = json.loads((reports / _STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def execute(path: Path, study: Path, *, running: list[Any] | None = None) -> Path:
    """Execute one notebook on a study and write it as an HTML report.

    Modules that lie in the study's folder are not imported: a study may come from a stranger.

    Parameters
    ----------
    path : Path
        The notebook.
    study : Path
        The study's folder.
    running : list, optional
        Takes the notebook's client, so that the caller can end it.

    Returns
    -------
    Path
        The report.

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
        extra_arguments=["--log-level=ERROR", "--InteractiveShell.ignore_cwd=True"],
    )
    if running is not None:
        running.append(client)
    try:
        client.execute(env=os.environ | _ENVIRONMENT)
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
    """Put the values into the cell tagged parameters."""
    for cell in book.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in values.items())
            return
    message = "the notebook has no cell tagged 'parameters' to say which study it reads"
    raise StudyError(message)
