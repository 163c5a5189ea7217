"""The command as a person runs it: what it prints, how it ends."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

PAGE = """<html><head><title>Ferry runs again</title></head><body><article><h1>Ferry runs again</h1>
<p>“We regret the delay,” said Ann Lee, a spokeswoman for Apple, on the pier of the outer island last night.</p>
<p>The boats run again after three weeks of repairs, which the islanders had long been waiting for.</p>
<p>Apple said in a statement that the works had cost more than was planned in the year before.</p></article></body></html>"""


def mediakit(*words, **options):
    command = [sys.executable, "-m", "mediakit.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=240, **options)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_help_shows_every_command_and_an_example():
    done = mediakit("--help")
    assert done.returncode == 0
    for command in ("new", "collect", "import", "run", "verify", "search", "extract", "quotes"):
        assert command in done.stdout
        assert f"Example: mediakit {command}" in mediakit(command, "--help").stdout


def test_extract_prints_one_article_a_line(page):
    done = mediakit("extract", page, page)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [article["title"] for article in lines] == ["Ferry runs again"] * 2
    assert "three weeks of repairs" in lines[0]["text"]


def test_quotes_prints_a_table_and_lines_of_json(page):
    table = mediakit("quotes", page)
    assert table.returncode == 0
    assert "Ann Lee" in table.stdout
    assert "We regret the delay" in table.stdout
    (first, *_) = map(json.loads, mediakit("quotes", "--json", page).stdout.splitlines())
    assert first["speaker_name"] == "Ann Lee"
    assert first["source_type"] == "company"


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_printed(page, tmp_path):
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    done = mediakit("extract", tmp_path / "picture.html", page)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "picture.html" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "nowhere"], "no study.toml"),
        (["verify", "nowhere"], "no study.toml"),
        (["collect", "nowhere"], "no study.toml"),
        (["search", "nowhere", "x"], "no study.toml"),
        (["import", "nowhere", "x"], "no study.toml"),
        (["extract", "nowhere.html"], "nowhere.html"),
    ],
)
def test_errors_are_one_clear_line_on_stderr(tmp_path, words, said):
    done = mediakit(*words, cwd=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.startswith("mediakit: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["new", "run", "collect"])
def test_an_empty_name_is_no_folder(tmp_path, command):
    done = mediakit(command, "", cwd=tmp_path)
    assert done.returncode == 1
    assert "the name of the folder is empty" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["quotes", "extract"])
def test_a_folder_with_nothing_in_it_is_told(tmp_path, command):
    (tmp_path / "empty").mkdir()
    done = mediakit(command, tmp_path / "empty")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no file in" in done.stderr


def test_an_import_says_at_once_what_it_cannot_read(page, tmp_path):
    mediakit("new", tmp_path / "study")
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "empty").mkdir()
    done = mediakit("import", tmp_path / "study", tmp_path / "saved" / "empty")
    assert done.returncode == 1
    assert "no file in" in done.stderr
    (tmp_path / "saved" / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    done = mediakit("import", tmp_path / "study", tmp_path / "saved", page)
    assert done.returncode == 0
    assert done.stdout == "took in 1 new file; 1 file could not be read, see failures\n"


def test_a_reader_that_has_enough_is_no_failure(page):
    command = [sys.executable, "-m", "mediakit.cli", "extract", *[str(page)] * 60]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    running.stdout.readline()
    running.stdout.close()
    _, said = running.stderr.read(), running.wait(timeout=120)
    assert running.returncode == 0, said


def test_words_from_pages_cannot_drive_the_terminal(tmp_path):
    path = tmp_path / "evil.html"
    path.write_text(PAGE.replace("We regret", "We \x1b]0;taken\x07 regret"), encoding="utf-8")
    assert "\x1b" not in mediakit("quotes", path).stdout


def test_a_study_from_new_to_search(page, tmp_path):
    folder = tmp_path / "study"
    assert mediakit("new", folder).returncode == 0
    assert "already" in mediakit("new", folder).stderr
    imported = mediakit("import", folder, page)
    assert (imported.returncode, imported.stdout) == (0, "took in 1 new file\n")
    assert mediakit("import", folder, page).stdout == "took in 0 new files\n"
    ran = mediakit("run", folder)
    assert ran.returncode == 0, ran.stderr
    assert "1 article from" in ran.stdout
    found = mediakit("search", folder, "repairs")
    assert "Ferry runs again" in found.stdout
    assert "three weeks of repairs" in found.stdout
    missing = mediakit("search", folder, "submarine")
    assert missing.returncode == 1
    assert "no article holds 'submarine'" in missing.stderr
    assert mediakit("verify", folder).stdout == "every frame is as study.lock says\n"


def test_a_dry_run_shows_outlets_and_months_and_downloads_nothing(sample_copy):
    done = mediakit("collect", sample_copy, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "Meridian Wire  2020-08  1\n" in done.stdout
    assert "would be asked for" in done.stdout
    assert not list((sample_copy / "archive").glob("*.warc.gz"))


def test_an_interrupted_collection_goes_on_where_it_stopped(sample_copy):
    settings = sample_copy / "study.toml"
    settings.write_text(settings.read_text().replace("pause = 0.05", "pause = 0.5"))
    command = [sys.executable, "-m", "mediakit.cli", "collect", str(sample_copy)]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    warcs = sample_copy / "archive"
    for _ in range(600):
        if any(path.stat().st_size > 20_000 for path in warcs.glob("*.warc.gz")):
            break
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "run the same command again" in said
    assert "Traceback" not in said
    done = mediakit("collect", sample_copy)
    assert done.returncode == 0, done.stderr
    collected, present = (
        int(word.split()[0]) for word in (done.stdout.split("collected ")[1], done.stdout.split("; ")[1])
    )
    assert present > 0
    assert collected > 0
