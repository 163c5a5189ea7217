"""pyproject.toml, environment.yml and requirements.lock name the same packages; the import is light."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def named(lines):
    found = (Requirement(line) for line in lines)
    return {canonicalize_name(r.name): str(r.specifier) for r in found}


def locked():
    text = (ROOT / "requirements.lock").read_text()
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE)
    versions = {}
    for name, version in pins:
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def test_conda_users_get_the_same_packages(project):
    text = (ROOT / "environment.yml").read_text()
    lines = [
        line.strip().removeprefix("- ") for line in text.splitlines() if re.match(r"\s+- [a-zA-Z]", line)
    ]
    wanted = [
        line for line in lines if line not in ("conda-forge", "pip", "pip:") and not line.startswith("python")
    ]
    assert named(wanted) == named(project["dependencies"])
    assert f"python{project['requires-python']}" in lines


def test_lock_pins_every_package_within_its_bounds(project):
    pins = locked()
    for line in project["dependencies"] + project["optional-dependencies"]["dev"]:
        requirement = Requirement(line)
        versions = pins[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(v, prereleases=True) for v in versions), line


def test_every_pin_has_a_hash_and_no_address():
    text = (ROOT / "requirements.lock").read_text()
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        assert "--hash=sha256:" in block, block[:80]
    assert "://" not in text


def test_import_is_light():
    code = (
        "import sys, time; start = time.perf_counter(); import mediakit; spent = time.perf_counter() - start\n"
        "heavy = {'pandas', 'matplotlib', 'scrapy', 'trafilatura', 'newspaper', 'nltk', 'numpy', 'lxml'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "assert spent < 0.5, spent"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_promised_name_exists():
    import mediakit

    for name in mediakit.__all__:
        assert getattr(mediakit, name) is not None


def test_unknown_name_is_refused_with_what_there_is():
    import mediakit

    with pytest.raises(AttributeError, match="find_quotes"):
        mediakit.find_quote  # noqa: B018


def test_citation_and_changelog_name_the_version(project):
    assert f"version: {project['version']}" in (ROOT / "CITATION.cff").read_text()
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text()


def test_no_promised_name_is_also_a_room():
    """A room of that name would hide the function as soon as it is imported."""
    import mediakit

    rooms = {path.stem for path in (ROOT / "src" / "mediakit").iterdir()}
    assert rooms & set(mediakit.__all__) == {"coding", "findings"}
