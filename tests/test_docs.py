"""What is offered is documented, and what is documented is there."""

import inspect
import re
import tomllib
from pathlib import Path

import pytest
import typer

import mediakit
from mediakit import cli, frames
from mediakit.study import config

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", [n for n in mediakit.__all__ if n != "__version__"])
def test_every_offered_name_has_a_docstring_in_the_house_form(name):
    offered = getattr(mediakit, name)
    doc = inspect.getdoc(offered)
    assert doc
    first = doc.splitlines()[0]
    assert first.endswith((".", ":")), first
    if inspect.isfunction(offered) and inspect.signature(offered).parameters:
        assert "Parameters\n" in doc, f"{name} does not say what it takes"
        assert "Returns\n" in doc or "Yields\n" in doc, f"{name} does not say what it returns"


@pytest.mark.parametrize("name", frames.SCHEMAS)
def test_every_column_is_in_the_data_dictionary(name):
    section = (DOCS / "frames.md").read_text().split(f"## {name}\n")[1].split("\n## ")[0]
    for row in frames.describe(name).itertuples(index=False):
        assert f"| {row.column} | {row.dtype} | {row.meaning} |" in section


def commands():
    return sorted(typer.main.get_command(cli.app).commands)


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented_with_an_example(command):
    assert f"`mediakit {command} " in (DOCS / "study.md").read_text()
    assert f"Example: mediakit {command} " in typer.main.get_command(cli.app).commands[command].help


def test_every_setting_of_a_study_is_documented():
    table = (DOCS / "study.md").read_text().split("## study.toml")[1]
    tables = [*config._KEYS.values(), config._OUTLET_KEYS, *config._QUERY_KEYS.values()]
    keys = {key for keys in tables for key in keys}
    assert {key for key in keys if f"`{key}`" not in table} == set()


def test_every_concept_of_the_shipped_codebook_is_defined(sample_study):
    concepts = tomllib.loads((sample_study / "codebook.toml").read_text())["concepts"]
    assert [key for key, concept in concepts.items() if len(concept.get("definition", "")) < 8] == []


@pytest.mark.parametrize(
    "page", sorted(p.relative_to(ROOT).as_posix() for p in [ROOT / "README.md", *DOCS.rglob("*.md")])
)
def test_links_between_pages_lead_somewhere(page):
    text = (ROOT / page).read_text()
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert (ROOT / page).parent.joinpath(target).exists(), target
