"""A new study from the template that ships."""

from __future__ import annotations

import shutil
from pathlib import Path

from mediakit.errors import StudyError


def sample() -> Path:
    """Return the folder of the study that ships: in the package, or in the repository that it is installed from."""
    package = Path(__file__).parents[1]
    for place in (package / "sample", package.parents[1] / "data" / "studies" / "china-platforms"):
        if (place / "study.toml").is_file():
            return place
    message = "the sample study is missing from this installation; reinstall mediakit"
    raise StudyError(message)


def new(folder: str | Path) -> Path:
    """Make a study from a template that explains itself.

    Parameters
    ----------
    folder : str or Path
        Where; must not hold a study yet.

    Returns
    -------
    Path
        The study's folder, with study.toml, codebook.toml and events.csv to change.

    Raises
    ------
    StudyError
        The folder holds a study already, or cannot be made.
    """
    folder = Path(folder)
    if (folder / "study.toml").exists():
        message = f"{str(folder)!r} holds a study already; choose another folder"
        raise StudyError(message)
    try:
        (folder / "coding").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(__file__).parent / "template.toml", folder / "study.toml")
        for name in ("codebook.toml", "events.csv"):
            shutil.copyfile(sample() / name, folder / name)
    except OSError as error:
        message = f"cannot make a study in {str(folder)!r}: {error.strerror or error}"
        raise StudyError(message) from error
    return folder
