"""Shows what the program exports for TimelineJS in TimelineJS, in a browser without a window, and compares what stands there.

`timelinejs.py ROOM TIMELINEJS BROWSER`: ROOM/out holds a.timeline.json and a.timeline.csv. The page beside this file sends what
it shows; all of it is served on this machine alone, and the browser may ask nobody else.
"""

import csv
import html
import http.server
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

ROOM, TIMELINEJS, BROWSER = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
PAGE = Path(__file__).resolve().with_name("timelinejs.html")
# Seconds: a slow machine takes ten.
PATIENCE = 60
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".csv": "text/csv"}


class Server(http.server.ThreadingHTTPServer):
    told = None
    arrived = threading.Event()


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        places = {"/": PAGE, "/out": ROOM / "out", "/timelinejs": TIMELINEJS / "dist"}
        top, _, rest = path[1:].partition("/")
        file = places.get(f"/{top}", ROOM / "nothing") / rest if rest else places.get(path)
        if file is None or not file.is_file() or ".." in path:
            self.send_response(204 if path == "/favicon.ico" else 404)
            self.end_headers()
            return
        body = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{TYPES.get(file.suffix, 'application/octet-stream')}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.server.told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()
        self.server.arrived.set()

    def log_message(self, *_):
        pass


def shown_by_browser():
    server = Server(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    # No sandbox: the browser runs as root on a machine of CI, and the page is ours.
    call = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--window-size=1300,1500",
        "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"--user-data-dir={ROOM / 'browser'}",
        "--enable-logging=stderr", f"http://127.0.0.1:{port}/",
    ]  # fmt: skip
    log = ROOM / "browser.log"
    with log.open("wb") as complaints:
        browser = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=complaints, start_new_session=True)
    try:
        if not server.arrived.wait(PATIENCE):
            raise SystemExit(f"readers: TimelineJS showed nothing in {PATIENCE} s: {log.read_text(errors='replace')[-2000:]}")
    finally:
        # The processes that it started too.
        os.killpg(browser.pid, signal.SIGKILL)
        browser.wait()
    return server.told


def words(markup):
    """What a reader of HTML sees of `markup`, on one line; of an address the timeline shows what follows the scheme."""
    return one_line(html.unescape(re.sub(r"<[^>]*>", " ", markup)))


def one_line(text):
    return " ".join(re.sub(r"https?://", "", text).split())


def equal(found, expected, what):
    if sorted(found) != sorted(expected):
        found, expected = Counter(found), Counter(expected)
        missing, surplus = list((expected - found).items()), list((found - expected).items())
        raise SystemExit(f"readers: TimelineJS, {what}: not shown {missing[:3]}, shown and not exported {surplus[:3]}")


def check(shown, slides, name):
    """`slides` are the headline, the date, the text and the group of each, as they were exported; gives the dates shown."""
    equal(shown["errors"], [], f"errors of {name}")
    equal(shown["strangers"], [], f"elements that words of articles made in {name}")
    dated = [slide for slide in shown["slides"] if slide["date"]]
    equal([len(shown["slides"]) - len(dated)], [1], f"titles of {name}")
    found = [(one_line(slide["headline"]), one_line(slide["date"]), one_line(" ".join(slide["paragraphs"]))) for slide in dated]
    equal(found, [(words(headline), words(day), words(text)) for headline, day, text, _ in slides], f"slides of {name}")
    equal([len(shown["markers"])], [len(slides)], f"markers of {name}")
    # A group is HTML whose words are HTML; the lane of those without one has no name.
    groups = {words(words(group)) for *_, group in slides}
    equal([group for group in map(one_line, shown["groups"]) if group], [group for group in groups if group], f"groups of {name}")
    return [slide["date"] for slide in dated]


def main():
    exported = json.loads((ROOM / "out/a.timeline.json").read_text())["events"]
    rows = list(csv.DictReader(io.StringIO((ROOM / "out/a.timeline.csv").read_text(), newline="")))[1:]
    slides = {
        "JSON": [(one["text"]["headline"], one["display_date"], one["text"]["text"], one.get("group", "")) for one in exported],
        "sheet": [(row["Headline"], row["Display Date"], row["Text"], row["Group"]) for row in rows],
    }
    days = {one["display_date"] for one in exported if "day" in one["start_date"]}
    vague = {one["display_date"] for one in exported} - days
    assert len(days) > 10 and len(vague) > 5, (days, vague)
    # A day of the month is a number of one or two digits.
    assert not [date for date in vague if re.search(r"\b\d{1,2}\b", date)], vague
    shown = shown_by_browser()
    equal(shown["complaints"], [], "complaints of the browser")
    for name, expected in slides.items():
        dates = check(shown["told"][name], expected, name)
        equal({date for date in dates if date in vague}, vague, f"vague dates of {name}")
        print(f"  {name} of TimelineJS: {len(dates)} slides shown, {sum(date in vague for date in dates)} of them of a month, a year or more")


main()
