"""What a person sees: a notebook run in JupyterLab in a real browser, and a report that no scraped word takes over."""

import base64
import io
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import matplotlib.image
import nbformat
import pytest

from conftest import skip
from mediakit.study.report import to_html

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TOKEN = "for-the-test-alone"
EVIL = "<script>document.title='taken'</script><img src='http://evil.example/a.png'><a href='javascript:alert(1)'>x</a>"


@pytest.fixture(scope="module")
def browser():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        skip("no Chromium is installed; `apt-get install chromium` lets this test run")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def lab(ran_sample, tmp_path_factory):
    """JupyterLab on copies of the notebooks beside a study that has been run."""
    from mediakit.study import notebooks

    root = tmp_path_factory.mktemp("lab")
    shutil.copytree(notebooks.folder(), root / "notebooks")
    place = root / "data" / "studies" / ran_sample.name
    place.parent.mkdir(parents=True)
    place.symlink_to(ran_sample)
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--port=0",
        "--ip=127.0.0.1",
    ]
    options = [
        f"--ServerApp.root_dir={root}",
        f"--IdentityProvider.token={TOKEN}",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    log = root / "lab.log"
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(root / "config"),
        "JUPYTER_DATA_DIR": str(root / "share"),
    }
    with log.open("w") as out:
        process = subprocess.Popen([*command, *options], stdout=out, stderr=out, env=environment, cwd=root)
    try:
        yield _address(log, process)
    finally:
        process.terminate()
        process.wait(20)


def _address(log: Path, process: subprocess.Popen) -> str:
    for _ in range(240):
        found = re.search(r"http://127\.0\.0\.1:(\d+)/lab", log.read_text())
        if found:
            return f"http://127.0.0.1:{found[1]}"
        assert process.poll() is None, log.read_text()[-2000:]
        time.sleep(0.25)
    pytest.fail("JupyterLab did not start: " + log.read_text()[-2000:])


def ink(png: bytes) -> float:
    """Share of a picture's pixels that are not its commonest colour."""
    picture = matplotlib.image.imread(io.BytesIO(png), format="png")
    return float((abs(picture[..., :3] - picture[0, 0, :3]).sum(axis=-1) > 0.1).mean())


@pytest.mark.timeout(600)
def test_a_notebook_runs_in_jupyterlab_to_its_charts(browser, lab, tmp_path):
    page = browser.new_page(viewport={"width": 1400, "height": 6000})
    page.goto(f"{lab}/lab/tree/notebooks/02-timeline.ipynb?token={TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=90_000)
    # Before there is a kernel the notebook says idle too, and JupyterLab asks which kernel to take
    page.locator(".jp-Toolbar-kernelName", has_text="Python 3").wait_for(timeout=90_000)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=90_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    charts = page.locator(".jp-OutputArea-output img[src^='data:image/png']")
    charts.nth(1).wait_for(state="attached", timeout=180_000)
    assert page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']").count() == 0
    for number in range(charts.count()):
        source = charts.nth(number).get_attribute("src")
        assert 0.005 < ink(base64.b64decode(source.partition(",")[2])) < 0.9
    page.screenshot(path=tmp_path / "lab.png")
    page.close()


def evil_report() -> str:
    book = nbformat.v4.new_notebook()
    code = nbformat.v4.new_code_cell("study")
    import pandas as pd

    from mediakit.tables import show

    table = show(pd.DataFrame({EVIL: [EVIL]}))._repr_html_()
    code.outputs = [
        nbformat.v4.new_output("execute_result", {"text/html": table, "text/plain": EVIL}, execution_count=1),
        nbformat.v4.new_output("execute_result", {"text/html": EVIL}, execution_count=1),
        nbformat.v4.new_output("stream", text=EVIL),
    ]
    book.cells = [nbformat.v4.new_markdown_cell(f"# A title\n\n{EVIL}"), code]
    return to_html(book, title=EVIL)


@pytest.fixture
def watched(browser):
    """A page, and the addresses beyond its own file that it asked for."""
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    yield page, asked
    page.close()


def test_no_scraped_word_takes_effect_in_a_report(watched, tmp_path):
    page, asked = watched
    report = tmp_path / "report.html"
    report.write_text(evil_report(), encoding="utf-8")
    page.goto(report.as_uri())
    assert page.title() != "taken"
    assert page.locator("script").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    assert "document.title" in page.inner_text("body")


def test_every_report_of_the_sample_opens_whole_and_alone(watched, ran_sample):
    page, asked = watched
    reports = sorted((ran_sample / "reports").glob("*.html"))
    assert len(reports) >= 5
    charts = 0
    for report in reports:
        page.goto(report.as_uri())
        assert page.locator("script").count() == 0
        assert "Traceback" not in page.inner_text("body")
        blank = page.evaluate("[...document.images].filter(i => !i.complete || !i.naturalWidth).length")
        assert blank == 0
        charts += page.locator("img").count()
        wide = page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth + 2"
        )
        assert not wide, f"{report.name} is wider than its window"
    assert charts == len(list((ran_sample / "charts").glob("*.png")))
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
