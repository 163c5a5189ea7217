"""The child process: Scrapy's engine, one job, then the end."""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Any, TextIO

from mediakit.archive import Archive
from mediakit.errors import ArchiveError

NO_PAUSE = (
    0.001  # seconds; without any delay Scrapy 2.19 sends a site's whole queue at once, whatever the limit
)
STOPPED = 130  # exit status when the parent ended or asked to stop


def settings(job: dict[str, Any]) -> dict[str, Any]:
    """Return Scrapy's settings for a job."""
    here = "mediakit.collect.politeness"
    return {
        "USER_AGENT": job["user_agent"],
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "mediakit",
        "CONCURRENT_REQUESTS": 64,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1,  # the spider gives none, and each costs a task per page
        "WARN_ON_GENERATOR_RETURN_VALUE": False,  # the check compiles the callback again for each page
        "DOWNLOAD_DELAY": max(job["pause"], NO_PAUSE),
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": job["pause"] > 0,
        "AUTOTHROTTLE_START_DELAY": job["pause"],
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "DOWNLOAD_TIMEOUT": job["time_limit"],
        "DOWNLOAD_MAXSIZE": job["max_bytes"],
        "DOWNLOAD_WARNSIZE": 0,
        "DNS_TIMEOUT": 20,
        "TWISTED_DNS_RESOLVER": f"{here}.Resolver",
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "RETRY_TIMES": 2,
        "REDIRECT_MAX_TIMES": 10,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "DOWNLOAD_HANDLERS": {
            "http": f"{here}.Handler",
            "https": f"{here}.Handler",
            "data": None,
            "file": None,
            "ftp": None,
            "s3": None,
        },
        "DOWNLOADER_MIDDLEWARES": {
            f"{here}.Gate": 50,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            f"{here}.Robots": 100,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            f"{here}.Retry": 550,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
            f"{here}.Redirect": 600,
        },
        "EXTENSIONS": {"scrapy.extensions.throttle.AutoThrottle": None, f"{here}.Throttle": 0},
        "LOG_LEVEL": "ERROR",
        "MEDIAKIT_ALLOW": job["allow"],
        "MEDIAKIT_PROXY": job["proxy"],
    }


def stop_with_parent(stream: TextIO, archive: Archive) -> None:
    """End this process when the parent closes the pipe, which it also does by dying."""
    stream.read()

    def leave() -> None:
        archive.close()
        os._exit(STOPPED)

    from twisted.internet import reactor

    reactor.callFromThread(leave)


def emit(kind: str, **values: Any) -> None:
    """Tell the parent what happened, as a line of JSON."""
    sys.stdout.write(json.dumps({"event": kind, **values}, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def report_error(failure: Any, **_: Any) -> None:
    """Tell the parent of an error that ends the work."""
    error = failure.value
    kind = "archive" if isinstance(error, ArchiveError) else "other"
    emit("error", of=kind, error=str(error) if kind == "archive" else f"{type(error).__name__}: {error}")


def crawl(job: dict[str, Any], archive: Archive) -> None:
    """Do a job in this process; returns when all of it is done, or at the first error of our own."""
    from scrapy import signals
    from scrapy.crawler import CrawlerProcess

    from mediakit.collect.spider import PageSpider

    def end(failure: Any, **_: Any) -> None:
        report_error(failure)
        archive.close()
        os._exit(1)

    process = CrawlerProcess(settings(job))
    crawler = process.create_crawler(PageSpider)
    crawler.signals.connect(end, signal=signals.spider_error)
    process.crawl(crawler, job=job, archive=archive, emit=emit).addErrback(lambda failure: end(failure))
    threading.Thread(target=stop_with_parent, args=(sys.stdin, archive), daemon=True).start()
    process.start(install_signal_handlers=False)


def main() -> int:
    """Read a job from standard input, and do it."""
    job = json.loads(sys.stdin.readline())
    try:
        with Archive(job["archive"]) as archive:
            archive.claim()
            crawl(job, archive)
    except ArchiveError as error:
        emit("error", of="archive", error=str(error))
    else:
        emit("done")
    os._exit(0)  # the watcher still reads standard input, and would hold the interpreter's end
