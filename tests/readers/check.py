"""Opens every format that the program exports with a reader that is not ours, and compares counts and values.

What is right comes from `list` and `mentions`, which no exporter takes part in.
"""

import csv
import hashlib
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import warnings
import zipfile
from datetime import date
from pathlib import Path

warnings.filterwarnings("ignore")
csv.field_size_limit(1 << 30)

PROGRAM, SEEDS, ROOM = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
# Addresses of articles that are pages of the web, as links; "javascript:" is none.
PAGES = {"https://e.example/1?a=1&b=2", "https://e.example/a%20b?c=%3Cd%3E&e=%22f%22"}
NEWS, OUT, HOME = ROOM / "news", ROOM / "out", ROOM / "home"
ENVIRONMENT = {**os.environ, "HOME": str(HOME), "XDG_DATA_HOME": str(HOME / "data"), "XDG_CONFIG_HOME": str(HOME / "config")}


def parallax(*arguments):
    call = [str(PROGRAM), *arguments, "--no-cache", "--quiet"]
    done = subprocess.run(call, cwd=ROOM, env=ENVIRONMENT, capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"readers: {' '.join(call)} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode()


def export(name, *further, kind=None):
    chosen = ["--format", kind] if kind else []
    parallax("export", "news", "--to", f"out/{name}", "--exported-at", "2024-05-01T12:00:00Z", *chosen, *further)
    assert (OUT / f"{name}.manifest.json").is_file(), f"no manifest beside {name}"
    return OUT / name


def objects(*arguments):
    return [json.loads(line) for line in parallax(*arguments, "--format", "jsonl").splitlines()]


def mark(articles):
    """Tags, a note on a passage and a correction, as the program keeps what its user notes."""
    name = hashlib.sha256(os.fsencode(NEWS.resolve()) + b"\0").hexdigest()[:32]
    folder = HOME / "data" / "parallax" / "corrections"
    folder.mkdir(parents=True)
    store = sqlite3.connect(folder / f"{name}.db")
    store.execute(
        "CREATE TABLE change (id INTEGER PRIMARY KEY, at TEXT NOT NULL, sha256 BLOB NOT NULL, doc TEXT NOT NULL, "
        "field TEXT NOT NULL, old TEXT, new TEXT, start INTEGER, end INTEGER)"
    )
    planes = next(article for article in articles if article["id"] == "planes")
    formula = next(article for article in articles if article["id"] == "formula")
    text = next(json.loads(line)["text"] for line in (NEWS / "hostile.jsonl").read_text().splitlines() if '"planes"' in line)
    start = len(text[: text.index("𝄞") + 2].encode())
    end = start + len("他們在21日".encode())
    changes = [
        (planes, "tag:key", "yes", None, None),
        (planes, "note", "ask <them> & \"others\"", start, end),
        (formula, "tag:=tag", "yes", None, None),
        (formula, "reviewed", "yes", None, None),
        (formula, "byline", "Corrected by Hand", None, None),
    ]
    for article, field, new, start, end in changes:
        row = ("2024-01-01T00:00:00+00:00", bytes.fromhex(article["sha256"]), article["doc"], field, new, start, end)
        store.execute("INSERT INTO change (at, sha256, doc, field, new, start, end) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    store.execute("PRAGMA user_version=2")
    store.commit()
    store.close()
    return text, "他們在21日"


class Known:
    """What the exports must tell."""

    def __init__(self):
        self.articles = objects("list", "news")
        self.count = len(self.articles)
        self.titles = [article["title"] for article in self.articles]
        self.outlets = [article["outlet"] for article in self.articles]
        mentions = objects("mentions", "news")
        dated = [mention for mention in mentions if mention["from"] and not mention["boilerplate"]]
        self.mentions = mentions
        self.days = {(mention["from"], mention["to"]) for mention in dated}
        assert self.count >= 15 and len(self.days) >= 15, (self.count, self.days)


def line(words):
    """On one line, without control characters, as single values are written."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\s\u2028\u2029]", " ", words or "").split())


def shown(words):
    """As documents show it: signs that XML has no place for are marked."""
    return line(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", words or ""))


def guarded(value):
    return f"'{value}" if value and value[0] in "=+-@\t\r\n\0＝＋－＠" else value


def equal(found, expected, what):
    assert found == expected, f"{what}: {found!r} is not {expected!r}"


def check_csv(known):
    import pandas

    for name, separator, further in [("a.csv", ",", ()), ("b.csv", ";", ("--separator", "semicolon", "--bom")), ("a.tsv", "\t", ())]:
        table = pandas.read_csv(export(name, *further), sep=separator, keep_default_na=False, dtype=str, encoding="utf-8-sig")
        equal(len(table), known.count, f"rows of {name}")
        equal([cell.replace("\r\n", "\n") for cell in table["title"]], [guarded(title or "").replace("\r\n", "\n") for title in known.titles], f"titles of {name}")
        formulas = [cell for column in table for cell in table[column] if cell[:1] in ("=", "+", "-", "@")]
        equal(formulas, [], f"formulas of {name}")
    fewer = pandas.read_csv(export("c.csv", "--fields", "title,outlet,words"), keep_default_na=False)
    equal(list(fewer.columns), ["title", "outlet", "words"], "columns asked for")
    return "pandas"


def check_xlsx(known):
    import openpyxl

    sheet = openpyxl.load_workbook(export("a.xlsx"))["Articles"]
    rows = list(sheet.iter_rows(values_only=True))
    equal(len(rows) - 1, known.count, "rows")
    place = rows[0].index("outlet")
    equal([shown(row[place]) for row in rows[1:]], [shown(outlet) for outlet in known.outlets], "outlets")
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds, "a cell is a formula"
    return "openpyxl"


def check_parquet(known):
    import pandas
    import pyarrow.parquet

    path = export("a.parquet")
    table = pyarrow.parquet.read_table(path)
    equal(table.num_rows, known.count, "rows")
    equal(str(table.schema.field("published_from").type), "date32[day]", "type of a day")
    equal(str(table.schema.field("words").type), "int32", "type of words")
    rows = table.to_pylist()
    equal([row["title"] for row in rows], [title or None for title in known.titles], "titles")
    equal([row["words"] for row in rows], [article["words"] for article in known.articles], "words")
    first = [basis and basis["from"] for basis in (article["published_basis"] for article in known.articles)]
    equal([row["published_from"] and row["published_from"].isoformat() for row in rows], first, "days")
    equal(sum(row["reviewed"] for row in rows), 1, "reviewed")
    equal(len(pandas.read_parquet(path)), known.count, "rows in pandas")
    return "pyarrow, pandas"


def check_json(known):
    import pandas

    whole = json.loads(export("a.json", "--mentions").read_text())
    lines = [json.loads(text) for text in export("a.jsonl", "--mentions").read_text().splitlines()]
    equal(whole, lines, "JSON and JSON Lines")
    equal([one["title"] for one in whole], known.titles, "titles")
    equal(sum(len(one["mentions"]) for one in whole), len(known.mentions), "expressions of time")
    for one in whole:
        for mention in one["mentions"]:
            equal(one["text"][mention["start"] : mention["end"]], mention["text"], "an offset")
    equal(len(pandas.read_json(OUT / "a.jsonl", lines=True)), known.count, "rows in pandas")
    return "json, pandas"


def check_html(known):
    import html5lib

    path = export("a.html", "--article", "hostile.jsonl#quotes", "--article", "hostile.jsonl#formula", "--comparison")
    text = path.read_text()
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert "<section class=\"compared\">" in text, "no comparison"
    text = export("b.html").read_text()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    equal(len(tree.findall(".//article")), known.count, "articles")
    equal(len(tree.findall(".//script")) + len(tree.findall(".//img")), 0, "scripts and pictures of articles")
    equal(len([element for element in tree.iter() if str(element.tag).endswith("svg")]), 1, "timelines")
    return "html5lib, strict"


def check_docx(known):
    import docx

    document = docx.Document(str(export("a.docx")))
    chronology, articles = document.tables[0], document.tables[1]
    equal(len(articles.rows) - 1, known.count, "articles")
    equal([cell.text for cell in articles.columns[1].cells[1:]], [line(outlet or "unknown") for outlet in known.outlets], "outlets")
    assert len(chronology.rows) - 1 >= len(known.days) - 5, "days are missing"
    relations = document.part.rels.values()
    links = {relation.target_ref for relation in relations if relation.is_external}
    equal(links, PAGES, "links to pages")
    compared = docx.Document(str(export("b.docx", "--article", "hostile.jsonl#quotes", "--article", "hostile.jsonl#formula", "--comparison")))
    assert any(paragraph.text.startswith("Compared: ") for paragraph in compared.paragraphs), "no comparison"
    return "python-docx"


def check_texts(known):
    folder = export("texts", kind="folder")
    rows = list(csv.DictReader(io.StringIO((folder / "metadata.csv").read_text(), newline="")))
    equal(len(rows), known.count, "rows")
    equal({row["file"] for row in rows} | {"metadata.csv"}, {path.name for path in folder.iterdir()}, "files")
    again = objects("list", "out/texts")
    # A text that begins as a file of references does is read as one.
    plain = [title for title in known.titles if not (title or "").startswith("TY")]
    equal(sorted(line(one["title"]) for one in again), sorted(line(guarded(title)) for title in plain), "titles read again")
    return "csv"


def check_sources(known):
    with zipfile.ZipFile(export("a.zip")) as archive:
        equal(archive.testzip(), None, "damaged part")
        names = archive.namelist()
        files = {path.name for path in NEWS.iterdir()}
        equal({Path(name).name for name in names} - {"sources.csv"}, files, "files")
        for name in set(names) - {"sources.csv"}:
            equal(archive.read(name), (NEWS / Path(name).name).read_bytes(), name)
        rows = list(csv.DictReader(io.StringIO(archive.read("sources.csv").decode(), newline="")))
    equal({row["state"] for row in rows}, {"as it was read"}, "states")
    equal(len(rows), known.count, "rows")
    return "zipfile"


def check_ris(known):
    import rispy

    with export("a.ris").open(encoding="utf-8-sig") as file:
        entries = rispy.load(file)
    equal(len(entries), known.count, "entries")
    equal([entry.get("title") or entry.get("primary_title") for entry in entries], [line(title) or None for title in known.titles], "titles")
    return "rispy"


def check_bibtex(known):
    import bibtexparser

    library = bibtexparser.parse_string(export("a.bib").read_text())
    equal(len(library.failed_blocks), 0, "entries not understood")
    equal(len(library.entries), known.count, "entries")
    return "bibtexparser"


def check_csl(known):
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(export("a.csl.json").read_text())
    equal(len(items), known.count, "items")
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    # This reader cannot write out dates between two days.
    plain = [item for item in items if len(item.get("issued", {}).get("date-parts", [])) < 2]
    for item in plain:
        bibliography.register(Citation([CitationItem(item["id"])]))
    told = [str(entry) for entry in bibliography.bibliography()]
    equal(len(told), len(plain), "references")
    assert len(plain) > 8, len(plain)
    assert any("2023" in reference for reference in told), told[:3]
    return "citeproc-py"


def read_by_pandoc(*arguments):
    """What pandoc makes of it; a warning is a fault."""
    done = subprocess.run(["pandoc", "--fail-if-warnings", "--wrap=none", *arguments], cwd=OUT, capture_output=True, check=False)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(f"pandoc {' '.join(arguments)}: {done.stderr.decode(errors='replace')[:600]}")
    return done.stdout.decode()


def parts(written, kind):
    """All elements of a kind in a document as pandoc writes it."""
    if isinstance(written, dict):
        if written.get("t") == kind:
            yield written
        written = list(written.values())
    if isinstance(written, list):
        for part in written:
            yield from parts(part, kind)


def check_by_pandoc(known):
    """Documents, and references with a bibliography written out; those before have exported them."""
    for kind, name in [("docx", "a.docx"), ("docx", "b.docx"), ("html", "b.html"), ("markdown", "a.md")]:
        told = line(read_by_pandoc("--from", kind, "--to", "plain", name))
        assert "21 March 2023" in told or name == "b.docx", f"{name} does not tell its articles"
    written = json.loads(read_by_pandoc("--from", "docx", "--to", "json", "a.docx"))
    equal({link["c"][2][0] for link in parts(written, "Link")}, PAGES, "links that pandoc finds")
    # A style of BibTeX knows no days; of what is vague nothing may be made up, whoever reads it.
    issued = {item["id"]: item.get("issued") for item in json.loads((OUT / "a.csl.json").read_text())}
    read = {item["id"]: item.get("issued") for item in json.loads(read_by_pandoc("--from", "bibtex", "--to", "csljson", "a.bib"))}
    equal({key: dates and dates["date-parts"] for key, dates in read.items()}, {key: dates and dates["date-parts"] for key, dates in issued.items()}, "dates of BibTeX")
    vague = [dates["date-parts"] for dates in issued.values() if dates and len(dates["date-parts"][0]) < 3]
    assert len(vague) > 3, vague
    (ROOM / "all.md").write_text('---\nnocite: "@*"\n---\n')
    for name in ("a.bib", "a.csl.json"):
        told = read_by_pandoc("--citeproc", "--bibliography", name, "--to", "plain", str(ROOM / "all.md"))
        equal(len([reference for reference in told.split("\n\n") if reference.strip()]), known.count, f"references of {name}")
        assert "January 1," not in told, told
    return "pandoc, citeproc"


def check_icalendar(known):
    import icalendar

    calendar = icalendar.Calendar.from_ical(export("a.ics").read_bytes())
    entries = calendar.walk("VEVENT")
    days = {entry.decoded("DTSTART").isoformat() for entry in entries}
    # Ends of ranges are no entries of their own.
    assert days <= {first for first, last in known.days if first == last} and len(days) > 12, days
    assert all(type(entry.decoded("DTSTART")) is date for entry in entries)
    return "icalendar"


def check_timelinejs(known):
    timeline = json.loads(export("a.timeline.json").read_text())
    rows = list(csv.DictReader(io.StringIO(export("a.timeline.csv").read_text(), newline="")))
    equal(len(rows), len(timeline["events"]) + 1, "rows and slides")
    for row, slide in zip(rows[1:], timeline["events"]):
        start = slide["start_date"]
        equal((row["Year"], row["Month"], row["Day"]), tuple(str(start.get(part, "")) for part in ("year", "month", "day")), "a date")
        date(start["year"], start.get("month", 1), start.get("day", 1))
    assert {(slide["start_date"]["year"]) for slide in timeline["events"]} >= {2021, 2022, 2023}
    return "json, csv"


def check_timesketch(known):
    import pandas

    events = pandas.read_json(export("a.timesketch.jsonl"), lines=True, dtype=False)
    for column in ("message", "datetime", "timestamp_desc"):
        assert events[column].notna().all(), column
    moments = pandas.to_datetime(events["datetime"], utc=True, format="ISO8601")
    assert moments.notna().all()
    return "pandas"


def check_pictures(known):
    import svgelements
    from lxml import etree
    from PIL import Image

    path = export("a.svg")
    root = etree.parse(str(path)).getroot()
    texts = ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]
    lanes = [text for text in texts if re.fullmatch(r"\d+ articles?", text)]
    equal(len(lanes), len({outlet for outlet in known.outlets}), "lanes")
    assert not root.findall(".//{*}script")
    drawing = svgelements.SVG.parse(str(path))
    marks = [element for element in drawing.elements() if isinstance(element, (svgelements.Circle, svgelements.Rect))]
    assert len(marks) > len(known.days) // 2, len(marks)
    width, height = drawing.width, drawing.height
    for element in marks:
        left, top, right, bottom = element.bbox()
        assert -1 <= left <= right <= width + 1 and -1 <= top <= bottom <= height + 1, element
    with Image.open(export("a.png")) as picture:
        picture.load()
        equal(picture.size[0], 2 * int(width), "width")
        dark = sum(1 for value in picture.convert("L").resize((600, 300)).getdata() if value < 140)
        assert dark > 300, "the picture is empty"
    return "lxml, svgelements, Pillow"


def check_gexf(known):
    import networkx

    graph = networkx.read_gexf(export("a.gexf"))
    outlets = [node for _, node in graph.nodes(data=True) if node["kind"] == "outlet"]
    equal(len(outlets), len(set(known.outlets)), "outlets")
    equal(sum(int(node["articles"]) for node in outlets), known.count, "articles")
    assert graph.number_of_edges() > 0
    return "networkx"


def check_qdpx(known, noted):
    from lxml import etree
    from pyrefiqda import RefiProject

    text, passage = noted
    path = export("a.qdpx")
    project = RefiProject.load(path, ROOM / "qdpx")
    model = getattr(project, "project", project)
    sources = model.sources.text_source
    equal(len(sources), known.count, "sources")
    names = {code.name for code in model.code_book.codes.code}
    equal(names, {"key", "=tag", "Noted", "Reviewed"}, "codes")
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        space = {"q": "urn:QDA-XML:project:1.0"}
        found = []
        for source in root.iterfind(".//q:TextSource", space):
            enclosed = archive.read("Sources/" + source.get("plainTextPath").removeprefix("internal://")).decode()
            for chosen in source.iterfind("q:PlainTextSelection", space):
                found.append(enclosed[int(chosen.get("startPosition")) : int(chosen.get("endPosition"))])
    equal(found, [passage], "passages")
    return "pyrefiqda (models of the official schema), lxml"


def check_markdown(known):
    text = export("a.md").read_text()
    equal(len(re.findall(r"^## \d+\. ", text, re.M)), known.count, "articles")
    equal(re.findall(r"^<", text, re.M), [], "markup of articles")
    return "re"


def check_again(known):
    """The same selection again, by its manifest, with the same bytes."""
    for name in ("a.csv", "a.docx", "a.svg"):
        parallax("export", "--selection-from", f"out/{name}.manifest.json", "--to", f"out/again-{name}", "--exported-at", "2024-05-01T12:00:00Z")
        equal((OUT / f"again-{name}").read_bytes(), (OUT / name).read_bytes(), f"{name} written again")
    manifest = json.loads((OUT / "a.csv.manifest.json").read_text())
    equal(hashlib.sha256((OUT / "a.csv").read_bytes()).hexdigest(), manifest["sha256"], "hash")
    equal([one["sha256"] for one in manifest["selection"]], [one["sha256"] for one in known.articles], "hashes of articles")
    equal([(one["what"], one["value"]) for one in manifest["corrections"]], [("byline", "Corrected by Hand")], "corrections")
    return "json, hashlib"


def main():
    for folder in (NEWS, OUT, HOME):
        folder.mkdir()
    for seed in sorted(SEEDS.glob("*.txt")):
        (NEWS / seed.name).write_bytes(seed.read_bytes())
    hostile = Path(__file__).resolve().with_name("hostile.jsonl")
    # Whatever a reader leaves where it stands goes with the room: articles must never lie in the project.
    os.chdir(ROOM)
    (NEWS / hostile.name).write_bytes(hostile.read_bytes())
    noted = mark(objects("list", "news"))
    known = Known()
    print(f"readers: {known.count} articles, {len(known.mentions)} expressions of time")
    checks = [
        check_csv, check_xlsx, check_parquet, check_json, check_html, check_docx, check_markdown, check_texts, check_sources,
        check_ris, check_bibtex, check_csl, check_by_pandoc, check_pictures, check_icalendar, check_timelinejs, check_timesketch, check_gexf, check_again,
    ]  # fmt: skip
    failures = 0
    for check in [*checks, lambda known: check_qdpx(known, noted)]:
        name = check.__name__.removeprefix("check_").replace("<lambda>", "qdpx")
        try:
            print(f"  {name}: read by {check(known)}")
        except Exception as error:  # every reader is asked, whatever the others say
            failures += 1
            print(f"  {name}: FAILED: {type(error).__name__}: {error}")
    if failures:
        raise SystemExit(f"readers: {failures} of {len(checks) + 1} failed")


main()
