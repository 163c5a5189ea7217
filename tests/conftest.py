"""What every test shares: a closed network, the shared material where there is any."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
STRICT = os.environ.get("MEDIAKIT_CI") == "1"

sys.path.insert(0, str(HERE / "netguard"))
import sitecustomize  # noqa: E402, F401

os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(HERE / "netguard"), *filter(None, [os.environ.get("PYTHONPATH")])]
)
matplotlib.use("Agg")


def skip(reason: str) -> None:
    """Skip, or fail where CI promises that nothing is missing."""
    if STRICT:
        pytest.fail(f"{reason} (MEDIAKIT_CI=1 allows no skip)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of labelled real data beside the project; the test is skipped where there is none."""
    if not SHARED.is_dir():
        skip("../shared, the labelled real data, is not beside the project")
    return SHARED


@pytest.fixture(scope="session")
def sample_study() -> Path:
    return ROOT / "data" / "studies" / "china-platforms"


def copy_sample(sample_study: Path, folder: Path) -> Path:
    made = shutil.ignore_patterns("archive", "frames", "charts", "reports", "study.lock")
    return Path(shutil.copytree(sample_study, folder / sample_study.name, ignore=made))


@pytest.fixture
def sample_copy(sample_study, tmp_path) -> Path:
    """A copy of the study that ships, as it is in git."""
    return copy_sample(sample_study, tmp_path)


@pytest.fixture(scope="session")
def ran_sample(sample_study, tmp_path_factory) -> Path:
    """A copy of the study that ships, run from nothing by the command that a person types."""
    folder = copy_sample(sample_study, tmp_path_factory.mktemp("study"))
    command = [sys.executable, "-m", "mediakit.cli", "run", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder
