"""A study given away and collected again: what is in the package, what is not, and what came back."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from mediakit import frames, study
from mediakit.discover import wayback
from mediakit.discover.http import fetcher
from mediakit.errors import StudyError
from mediakit.records import Failure
from mediakit.study import lock
from mediakit.study.share import read_articles
from mediakit.text import count_words
from webserver import Answer, WebServer

HERE = "127.0.0.1"


def mediakit(*words):
    command = [sys.executable, "-m", "mediakit.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=280)


def table(folder, name):
    return pd.read_csv(folder / f"{name}.csv", encoding="utf-8-sig")


def everything(folder):
    """All text of a package, but for invented articles of a newsroom."""
    files = [p for p in folder.rglob("*") if p.is_file() and "newsroom" not in p.parts[len(folder.parts) :]]
    return {p.name: p.read_text(encoding="utf-8-sig") for p in files}


# ---------------------------------------------------------------- the sample, as a user types it


@pytest.fixture(scope="module")
def package(ran_sample, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("share") / "package"
    done = mediakit("export", ran_sample, out)
    assert done.returncode == 0, done.stderr
    assert "METHODS.md" in done.stdout
    return out


def test_the_package_is_a_data_package_whose_files_are_as_described(ran_sample, package):
    described = json.loads((package / "datapackage.json").read_text())
    for resource in described["resources"]:
        content = (package / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if "schema" in resource:
            names = [field["name"] for field in resource["schema"]["fields"]]
            read = pd.read_csv(package / resource["path"], encoding="utf-8-sig")
            assert list(read.columns) == names
            for field in resource["schema"]["fields"]:
                if field["type"] == "integer":
                    assert pd.api.types.is_integer_dtype(read[field["name"]]), field
                if field["type"] == "datetime":
                    assert (
                        read[field["name"]].dropna().str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ").all()
                    )
    paths = {resource["path"] for resource in described["resources"]}
    assert {
        "articles.csv",
        "sentences.csv",
        "quotes.csv",
        "mentions.csv",
        "failures.csv",
        "events.csv",
    } <= paths
    assert {"codebook.toml", "study.toml", "study.lock", "articles.ris", "articles.bib"} <= paths
    ids = set(table(package, "articles")["article_id"])
    for name in ("sentences", "quotes", "mentions"):
        made = study.open_study(ran_sample).frame(name)
        assert len(table(package, name)) == len(made)
        assert set(table(package, name)["article_id"]) <= ids


def test_numbers_come_back_as_they_were(ran_sample, package):
    for name, words in (("sentences", "text"), ("mentions", "surface")):
        made = study.open_study(ran_sample).frame(name).drop(columns=words)
        read = table(package, name).astype(made.dtypes.to_dict())
        pd.testing.assert_frame_equal(read, made, check_exact=False, rtol=1e-9)


def test_no_sentence_of_an_article_is_in_the_package(ran_sample, package):
    files = everything(package)
    files["quotes.csv"] = table(package, "quotes").drop(columns="text").to_csv()
    words = " ".join(files.values())
    sentences = study.open_study(ran_sample).frame("sentences")["text"]
    long = [text for text in sentences if len(text) > 60]
    assert len(long) > 500
    assert [text for text in long if text in words] == []


def test_no_place_of_the_machine_no_contact_and_no_coder_is_in_the_package(ran_sample, package):
    for name, text in everything(package).items():
        for secret in (str(ran_sample.parent), str(Path.home()) + "/", "sample@mediakit.example", sys.prefix):
            assert secret not in text, (name, secret)
    assert not (package / "coding").exists()
    assert not (package / "archive").exists()


def test_quotations_over_the_stated_length_are_emptied_counted_and_said(ran_sample, tmp_path):
    made = study.open_study(ran_sample).frame("quotes")
    long = int((made["text"].map(count_words) > 6).sum())
    assert 0 < long < len(made)
    done = mediakit("export", ran_sample, tmp_path / "p", "--quote-words", 6)
    quotes = table(tmp_path / "p", "quotes")
    assert quotes["text"].isna().sum() == long
    assert quotes["text"].dropna().map(count_words).max() <= 6
    assert f"{long:,} long quotations are left out" in done.stdout
    assert (
        f"The words of {long:,} quotations longer than 6 words" in (tmp_path / "p" / "METHODS.md").read_text()
    )


def test_full_text_is_given_only_when_asked_and_with_a_warning(ran_sample, tmp_path):
    done = mediakit("export", ran_sample, tmp_path / "p", "--full-text")
    assert done.returncode == 0
    assert "warning" in done.stderr
    articles = study.open_study(ran_sample).frame("articles").set_index("article_id")["text"]
    read = table(tmp_path / "p", "articles").set_index("article_id")
    assert read["text"].tolist() == articles.tolist()
    assert "full text" in (tmp_path / "p" / "README.md").read_text()
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in articles]
    assert read["text_sha256"].tolist() == hashes


def test_methods_counts_what_is_there(ran_sample, package):
    methods = (package / "METHODS.md").read_text()
    articles = study.open_study(ran_sample).frame("articles")
    assert f"{len(articles)} articles" in methods
    for outlet, number in articles["outlet"].value_counts().items():
        assert f"| {outlet} | {number} |" in methods
    for said in ("mediakit rehydrate", "trafilatura", "Invented sample", "Asia/Hong"):
        assert said in methods
    assert "Invented sample" in (package / "README.md").read_text()


def test_the_same_study_gives_the_same_bytes(ran_sample, package, tmp_path):
    study.export_study(study.open_study(ran_sample), tmp_path / "again")
    for path in package.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "again" / path.relative_to(package)).read_bytes(), path


def test_a_folder_that_holds_something_is_not_touched(ran_sample, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    done = mediakit("export", ran_sample, tmp_path)
    assert done.returncode == 1
    assert "new or empty" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_study_that_was_not_run_says_what_to_do(sample_copy, tmp_path):
    done = mediakit("export", sample_copy, tmp_path / "p")
    assert done.returncode == 1
    assert "mediakit run" in done.stderr
    assert not (tmp_path / "p").exists()


def test_the_sample_comes_back_whole_without_a_network(package, tmp_path):
    done = mediakit("rehydrate", package, tmp_path / "again")
    assert done.returncode == 0, done.stderr
    total = len(table(package, "articles"))
    assert (
        f"of {total} articles: {total} same, 0 changed, 0 missing; {total} with every number" in done.stdout
    )
    before, now = (
        json.loads((folder / "study.lock").read_text()) for folder in (package, tmp_path / "again")
    )
    assert [before["frames"], before["articles"]] == [now["frames"], now["articles"]]
    assert set(now["captures"]) <= set(before["captures"])  # an article's AMP page is not asked again
    assert (table(tmp_path / "again", "rehydrated")["via"] == "web").all()


def test_archive_check_passes_and_names_what_is_damaged(ran_sample, tmp_path):
    done = mediakit("archive", "check", ran_sample)
    assert done.returncode == 0
    assert re.fullmatch(r"\d+ captures: every digest is right\n", done.stdout)
    folder = tmp_path / "study"
    shutil.copytree(ran_sample, folder, ignore=shutil.ignore_patterns("charts", "reports", "frames"))
    (warc,) = (folder / "archive").glob("*.warc.gz")
    content = bytearray(warc.read_bytes())
    content[len(content) // 2] ^= 0xFF
    warc.write_bytes(content)
    done = mediakit("archive", "check", folder)
    assert done.returncode == 1
    assert "problem" in done.stderr.splitlines()[0]
    assert warc.name in done.stderr
    shutil.rmtree(folder / "archive")
    done = mediakit("archive", "check", folder)
    assert done.returncode == 1
    assert "no archive yet" in done.stderr
    assert not (folder / "archive").exists()


# ---------------------------------------------------------------- small studies on a server of this machine


def page(title, *more, day="2020-07-06"):
    body = "".join(f"<p>{text}</p>" for text in more)
    return f"""<html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="{day}T08:00:00Z"></head><body><article><h1>{title}</h1>
<p>“We regret the delay,” said Ann Lee, a spokeswoman for Apple, on the pier of the outer island last night.</p>
<p>The boats run again after three weeks of repairs, which the islanders had long been waiting for.</p>
{body}</article></body></html>"""


@pytest.fixture
def server():
    with WebServer() as server:
        for name, day in (("a", "2020-07-01"), ("b", "2020-07-06"), ("c", "2020-07-10")):
            text = f"The {name.upper()} boat was built in the yard of the old harbour and is the oldest of the fleet."
            server.page(f"/{name}", page(f"Ferry {name.upper()} runs again", text, day=day))
        yield server


@pytest.fixture
def small(server, tmp_path) -> Path:
    """The package of a study of three pages and a file, made by this machine's server."""
    folder = tmp_path / "small"
    folder.mkdir()
    links = ", ".join(f'"{server.url}/{name}"' for name in ("a", "b", "c"))
    (folder / "study.toml").write_text(
        f'[study]\ntitle = "Ferries"\ncontact = "ann@a.example"\n[collect]\npause = 0.0\nallow = ["{HERE}"]\n'
        f'[[outlets]]\nname = "@Post"\nlinks = [{links}]\n'
    )
    envelope = "It came in an envelope to the desk of the newspaper."
    (tmp_path / "saved.html").write_text(page("=HYPERLINK(1)", envelope, day="2020-07-20"))
    opened = study.open_study(folder)
    study.collect_study(opened)
    study.import_files(opened, [tmp_path / "saved.html"])
    lock.write(opened, study.make_frames(opened))
    study.export_study(study.open_study(folder), tmp_path / "package")
    return tmp_path / "package"


def test_cells_are_no_formulas_and_are_read_back_as_they_were(small):
    raw = table(small, "articles")
    assert "'=HYPERLINK(1)" in raw["title"].tolist()
    assert set(read_articles(small)["outlet"].dropna()) == {"@Post"}


def test_same_changed_missing_and_from_a_file_are_told_apart(server, small, tmp_path):
    server.page(
        "/b", page("Ferry B stays away", "The mayor said on Friday that the boat would not return this year.")
    )
    server.page("/c", "gone", status=404)
    found = study.rehydrate(small, tmp_path / "again", contact="bo@b.example", allow=[HERE])
    states = {str(url)[-2:]: state for url, state in found[["url", "state"]].to_numpy()}
    assert states == {"/a": "same", "/b": "changed", "/c": "missing", "an": "missing"}
    reasons = dict(zip(found["url"].fillna("file").str[-2:], found["reason"], strict=True))
    assert "404" in reasons["/c"]
    assert "mediakit import" in reasons["le"]
    numbers = dict(zip(found["url"].fillna("file").str[-2:], found["numbers"], strict=True))
    assert (numbers["/a"], numbers["/b"]) == ("same", "differ")
    asked = [seen for seen in server.log if "bo@b.example" in seen.headers["User-Agent"]]
    assert {urlsplit(seen.url).path for seen in asked} == {"/robots.txt", "/a", "/b", "/c"}
    before = len([seen for seen in server.log if seen.url.endswith(("/a", "/b"))])
    study.rehydrate(small, tmp_path / "again", allow=[HERE])
    assert len([seen for seen in server.log if seen.url.endswith(("/a", "/b"))]) == before


def test_a_package_cannot_make_this_machine_ask_its_own_network(server, small, tmp_path):
    server.log.clear()
    found = study.rehydrate(small, tmp_path / "again")
    assert (found["state"] == "missing").all()
    assert found["reason"].str.contains("not a public address").sum() == 3
    assert server.log == []


def cdx(server, answers, captured, status=200):
    """Have the server answer as the Wayback Machine does: these captures of each address."""

    def answer(seen):
        asked = parse_qs(urlsplit(seen.url).query)["url"][0]
        rows = [["timestamp", "original", "mimetype", "statuscode"]]
        rows += [[stamp, asked, "text/html", "200"] for stamp in answers.get(asked[-2:], [])]
        return Answer(
            json.dumps(rows).encode() if status == 200 else b"busy", status, kind="application/json"
        )

    find = server._find

    def look(seen):
        if urlsplit(seen.url).path == "/cdx/search/cdx":
            return answer(seen)
        stamp = re.search(r"/web/(\d+)id_/", seen.url)
        return Answer(captured[stamp[1]].encode()) if stamp else find(seen)

    server._find = look


def test_what_is_gone_comes_from_the_capture_nearest_to_publication(server, small, tmp_path):
    original = server.pages["/b"].body.decode()
    for name in ("b", "c"):
        server.page(f"/{name}", "gone", status=404)
    stamps = ["20180101000000", "20200707000000", "20230101000000"]
    captured = {stamps[0]: page("Too early"), stamps[1]: original, stamps[2]: page("Too late")}
    cdx(server, {"/b": stamps}, captured)
    asked = []

    def get(url, headers=None):
        asked.append(url)
        return fetcher(allow=[HERE])(url, headers)

    found = study.rehydrate(
        small, tmp_path / "again", wayback=True, allow=[HERE], get=get, base_url=server.url
    )
    rows = {str(row["url"])[-2:]: row for row in found.to_dict("records")}
    assert (rows["/a"]["via"], rows["/a"]["state"]) == ("web", "same")
    assert (rows["/b"]["via"], rows["/b"]["state"], rows["/b"]["numbers"]) == ("wayback", "same", "same")
    assert rows["/c"]["state"] == "missing"
    assert "404" in rows["/c"]["reason"]
    assert "no capture" in rows["/c"]["reason"]
    nearest = f"{server.url}/web/{stamps[1]}id_/{server.url}/b"
    assert [url for url in asked if "/web/" in url] == [nearest]
    assert all("/a" not in url for url in asked)
    from mediakit.archive import Archive

    with Archive(tmp_path / "again" / "archive") as archive:
        kept = archive.latest(f"{server.url}/b")
        assert archive.read(kept.capture_id).requested == nearest
        assert archive.check() == []


def test_a_wayback_machine_that_refuses_is_left_alone(server, small, tmp_path, monkeypatch):
    for name in ("a", "b", "c"):
        server.page(f"/{name}", "gone", status=404)
    monkeypatch.setattr(
        wayback.discover, "__kwdefaults__", {**wayback.discover.__kwdefaults__, "pause": lambda s: None}
    )
    cdx(server, {}, {}, status=429)
    found = study.rehydrate(
        small, tmp_path / "again", wayback=True, allow=[HERE], get=fetcher(allow=[HERE]), base_url=server.url
    )
    assert (found["state"] == "missing").all()
    assert len([seen for seen in server.log if "/cdx/" in seen.url]) == 2
    assert found["reason"].str.contains("429").sum() == 1


def test_wayback_is_asked_at_its_pace_unless_a_fetcher_is_given(server, small, tmp_path, monkeypatch):
    from mediakit.study import rehydrate  # noqa: F401

    module = sys.modules["mediakit.study.rehydrate"]
    told = []
    monkeypatch.setattr(
        module, "fetcher", lambda **options: told.append(options) or (lambda url, headers=None: b"[]")
    )
    server.page("/c", "gone", status=404)
    study.rehydrate(small, tmp_path / "again", contact="bo@b.example", wayback=True, allow=[HERE])
    assert told[0]["pause"] == wayback.INTERVAL >= 2.0
    assert "bo@b.example" in told[0]["user_agent"]


def test_hostile_and_damaged_packages_are_refused(server, small, tmp_path):
    with pytest.raises(StudyError, match="no replication package"):
        study.rehydrate(tmp_path, tmp_path / "again")
    outside = Path(shutil.copytree(small, tmp_path / "outside"))
    text = (outside / "study.toml").read_text()
    (outside / "study.toml").write_text(text.replace("pause = 0.0", 'pause = 0.0\nnewsroom = "../small"'))
    with pytest.raises(StudyError, match="not in the package"):
        study.rehydrate(outside, tmp_path / "again")
    assert not (tmp_path / "again").exists()
    changed = Path(shutil.copytree(small, tmp_path / "changed"))
    content = (changed / "articles.csv").read_bytes()
    (changed / "articles.csv").write_bytes(content.replace(b"/a", b"/z"))
    with pytest.raises(StudyError, match="not as datapackage.json says"):
        study.rehydrate(changed, tmp_path / "again")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(StudyError, match="something else"):
        study.rehydrate(small, tmp_path / "mine")


def test_keys_and_places_stay_at_home(server, tmp_path):
    folder = tmp_path / "keyed"
    folder.mkdir()
    (folder / "study.toml").write_text(
        '[study]\ntitle = "Keys"\n  contact="ann@a.example" # mine\n[collect]\npause = 0.0\n'
        f'allow = ["{HERE}"]\n[[outlets]]\nname = "P"\nlinks = ["{server.url}/a?api-key=SESAME", "{server.url}/b"]\n'
    )
    server.pages["/a?api-key=SESAME"] = server.pages["/a"]
    opened = study.open_study(folder)
    study.collect_study(opened)
    from mediakit.archive import Archive

    with Archive(folder / "archive") as archive:
        archive.fail(Failure("import:x.html", "import", f"cannot open {str(tmp_path / 'x.html')!r}: denied"))
        archive.fail(
            Failure("import:y.html", "import", r"cannot open 'C:\Users\ann\y.html' or /srv/ann/y.html")
        )
        archive.fail(Failure("https://a.example/z", "collect", "failed: https://a.example/z/1?token=SESAME"))
    lock.write(opened, study.make_frames(opened))
    study.export_study(study.open_study(folder), tmp_path / "package")
    for name, text in everything(tmp_path / "package").items():
        for secret in ("SESAME", "ann@a.example", str(tmp_path), r"\ann", "/srv/ann"):
            assert secret not in text, (name, secret)
    assert "https://a.example/z/1?token=…" in (tmp_path / "package" / "failures.csv").read_text()
    found = study.rehydrate(tmp_path / "package", tmp_path / "again", allow=[HERE])
    assert sorted(found["state"]) == ["missing", "same"]
    assert found["reason"].dropna().str.contains("held a key").all()


def test_a_contact_that_cannot_be_taken_out_stops_the_export(server, tmp_path):
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "study.toml").write_text(
        f'study = {{ title = "T", contact = "ann@a.example" }}\ncollect = {{ pause = 0.0, allow = ["{HERE}"] }}\n'
        f'[[outlets]]\nname = "P"\nlinks = ["{server.url}/a"]\n'
    )
    opened = study.open_study(folder)
    study.collect_study(opened)
    lock.write(opened, study.make_frames(opened))
    with pytest.raises(StudyError, match="one line of its own"):
        study.export_study(study.open_study(folder), tmp_path / "package")
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_place_that_cannot_be_written_is_said_in_a_line(small, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StudyError, match="cannot write the package"):
        study.export_study(study.open_study(tmp_path / "small"), tmp_path / "file" / "package")


def test_frames_that_are_not_those_of_the_lock_are_not_shared(server, small, tmp_path):
    folder = tmp_path / "small"
    made = frames.read_frames(folder / "frames")
    made["quotes"] = made["quotes"].assign(source_type="expert")
    frames.write_frames(made, folder / "frames")
    with pytest.raises(StudyError, match="not those of study.lock"):
        study.export_study(study.open_study(folder), tmp_path / "p2")
