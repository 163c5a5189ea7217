"""The child process: Scrapy's engine, one job, then the end."""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Any, TextIO

from mediakit.archive import Archive

MAX_PAGE = 10 * 1024 * 1024  # bytes
TIME_LIMIT = 30.0  # seconds for one page
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
        "DOWNLOAD_DELAY": job["pause"],
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
        "DOWNLOAD_HANDLERS": {"file": None, "s3": None, "ftp": None},
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


def main() -> int:
    """Read a job from standard input, and do it."""
    from scrapy.crawler import CrawlerProcess

    from mediakit.collect.spider import PageSpider

    job = json.loads(sys.stdin.readline())
    with Archive(job["archive"]) as archive:
        process = CrawlerProcess(settings(job))
        process.crawl(PageSpider, job=job, archive=archive, emit=emit)
        watcher = threading.Thread(target=stop_with_parent, args=(sys.stdin, archive), daemon=True)
        watcher.start()
        process.start(install_signal_handlers=False)
    emit("done")
    sys.stdout.flush()
    os._exit(0)  # the watcher still reads, and would hold the interpreter's end
