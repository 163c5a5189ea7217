"""Notebooks keep the house's form; executing them is tested where the sample is run."""

import ast

import nbformat
import pytest

from mediakit.errors import StudyError
from mediakit.study import notebooks

BOOKS = sorted(notebooks.folder().glob("*.ipynb"))


def cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def test_the_seven_are_there():
    assert [book.stem for book in BOOKS] == [
        "00-start-here",
        "01-collect-your-own",
        "02-timeline",
        "03-sentiment",
        "04-source-quotes",
        "05-check-the-evidence",
        "06-check-by-hand",
    ]


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
class TestForm:
    def test_question_first(self, book):
        first = nbformat.read(book, as_version=4).cells[0]
        assert first.cell_type == "markdown"
        assert first.source.splitlines()[0].endswith("?")

    def test_one_cell_of_parameters(self, book):
        tagged = [cell for cell in cells(book, "code") if "parameters" in cell.metadata.get("tags", [])]
        assert [cell.source.split(" = ")[0] for cell in tagged] == ["STUDY"]

    def test_no_outputs_are_stored(self, book):
        assert all(not cell.outputs and cell.execution_count is None for cell in cells(book, "code"))

    def test_cells_are_short_and_define_nothing(self, book):
        for cell in cells(book, "code"):
            lines = cell.source.splitlines()
            assert len(lines) <= 11
            assert max(map(len, lines)) <= 100
            kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
            assert kinds.isdisjoint({ast.FunctionDef, ast.ClassDef, ast.Lambda})

    def test_only_offered_names_are_used(self, book):
        import mediakit

        for cell in cells(book, "code"):
            for node in ast.walk(ast.parse(cell.source)):
                if (
                    isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Name)
                    and node.value.id == "mk"
                ):
                    assert node.attr in mediakit.__all__


def test_a_notebook_that_fails_is_named_with_its_error(tmp_path):
    book = nbformat.v4.new_notebook()
    book.cells = [
        nbformat.v4.new_code_cell("STUDY = '.'", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("raise ValueError('no such platform')"),
    ]
    nbformat.write(book, tmp_path / "09-broken.ipynb")
    with pytest.raises(StudyError, match=r"09-broken\.ipynb stopped on .*: ValueError: no such platform"):
        notebooks.execute(tmp_path / "09-broken.ipynb", tmp_path)


def test_a_notebook_without_parameters_is_refused(tmp_path):
    nbformat.write(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), tmp_path / "09-free.ipynb"
    )
    with pytest.raises(StudyError, match="parameters"):
        notebooks.execute(tmp_path / "09-free.ipynb", tmp_path)
