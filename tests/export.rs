//! How selections leave: every format, what a hostile article cannot do, and that nothing half-written stays behind.

#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod exported;

use exported::{Everything, article, asked, rendered, stated, visit};
use parallax::corpus::{Article, ArticleId};
use parallax::export::{self, CsvOptions, ExportError, Format, Options, Scope, Selection};
use parallax::ingest;
use parallax::search::{ArticleMarks, Notes};
use parallax::text::Span;
use parallax::time::Interval;
use parallax::work::{Cancel, Progress};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn one(title: &str, text: &str) -> Everything {
    Everything::of([article("a", Some(title), text)])
}

#[test]
fn csv_is_one_row_an_article_with_its_dates_as_wide_as_they_are() {
    let csv = visit().rendered(Format::Csv);
    let (head, row) = csv.split_once('\n').expect("a header");
    let columns = "doc,id,title,outlet,byline,published,published_from,published_to,published_precision,published_basis,\
        published_rule,published_confidence,title_basis,outlet_basis,language,url,words,sha256,\
        tags,reviewed,notes,text";
    assert_eq!(head, columns);
    let hash = "07".repeat(32);
    let values = "visit.txt,visit,The visit,Morning Post,,2023-03,2023-03-01,2023-03-31,month,inferred,\
        latest-cited-day,0.60,stated,stated,,,14";
    let text = "The visit\n\nThey came. They left on 22 March 2023 by train.\n\nRead more";
    assert_eq!(row, format!("{values},{hash},,,,\"{text}\"\n"));
}

#[test]
fn json_lines_hold_what_list_prints_then_address_mentions_and_text() {
    let everything = visit();
    let options = Options { has_mentions: true, ..Options::default() };
    let lines = rendered(Format::JsonLines, &Selection { options, ..everything.selection() });
    let line: serde_json::Value = serde_json::from_str(lines.trim_end()).expect("one object");
    let evidence = serde_json::json!({"kind": "inferred", "rule": "latest-cited-day", "evidence": "22 March 2023",
        "start": 35, "end": 48, "confidence": 0.6, "from": "2023-03-01", "to": "2023-03-31"});
    assert_eq!(line["published_basis"], evidence);
    assert_eq!(line["mentions"][0]["value"], "2023-03-22");
    assert_eq!(line["mentions"][0]["anchor"]["kind"], "explicit");
    assert_eq!(line["text"], "The visit\n\nThey came. They left on 22 March 2023 by train.\n\nRead more");
    let keys: Vec<&str> = line.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys.get(keys.len() - 3..), Some(&["url", "mentions", "text"][..]));
}

/// [`visit`] with two tags, marked as reviewed, with a note on all of it and one on "by train".
fn visit_with_marks() -> Everything {
    let mut everything = visit();
    let notes = Notes::from([(None, "=ask *them*".into()), (Some(Span::new(49, 57)), "<b>sure?</b>".into())]);
    let tags = [Arc::from("key"), Arc::from("to read")].into();
    everything.marks.set(ArticleId(0), ArticleMarks { tags, is_reviewed: true, notes });
    everything
}

#[test]
fn what_the_user_notes_leaves_with_the_article_in_every_format() {
    let everything = visit_with_marks();
    let csv = everything.rendered(Format::Csv);
    assert!(csv.contains(",key; to read,yes,\"'=ask *them*\n“by train”: <b>sure?</b>\","), "{csv}");
    let line: serde_json::Value =
        serde_json::from_str(everything.rendered(Format::JsonLines).trim_end()).expect("one object");
    assert_eq!(line["tags"], serde_json::json!(["key", "to read"]));
    assert_eq!(line["reviewed"], true);
    let notes = serde_json::json!([{"start": null, "end": null, "text": "=ask *them*"},
        {"start": 49, "end": 57, "text": "<b>sure?</b>"}]);
    assert_eq!(line["notes"], notes);
    let markdown = everything.rendered(Format::Markdown);
    for wanted in
        ["- **Tags:** key, to read", "- **Reviewed:** yes", "- **Note:** \\=ask \\*them\\*", "“by train”: \\<b\\>"]
    {
        assert!(markdown.contains(wanted), "{wanted} in {markdown}");
    }
    let html = everything.rendered(Format::Html);
    assert!(html.contains("<dt>Tags</dt><dd dir=\"auto\">key, to read</dd>"), "{html}");
    assert!(html.contains("“by train”: &lt;b&gt;sure?"), "{html}");
}

#[test]
fn markdown_tells_query_counts_and_every_dated_sentence() {
    let everything = visit();
    let filters = vec![("outlet".to_owned(), "Morning Post".to_owned())];
    let scope = Scope { filters, program_version: "1.2.3".to_owned(), total: 9, ..asked("train") };
    insta::assert_snapshot!(rendered(Format::Markdown, &Selection { scope, ..everything.selection() }), @r#"
    ---
    query: "train"
    outlet: "Morning Post"
    articles: 1
    articles_opened: 9
    program: "Parallax 1.2.3"
    ---

    # 1 of 9 articles

    ## 1. The visit

    - **Outlet:** Morning Post (stated by metadata.csv)
    - **Published:** Mar 2023 (inferred by latest-cited-day from “22 March 2023”, 60 \% sure)
    - **Source:** visit.txt

    > They left on 22 March 2023 by train.

    Refers to:

    - **22 Mar 2023**: They left on 22 March 2023 by train.
    "#);
}

#[test]
fn html_marks_time_hits_and_boilerplate() {
    let everything = visit();
    let scope = Scope { total: 9, ..asked("train") };
    let html = rendered(Format::Html, &Selection { scope, ..everything.selection() });
    for expected in [
        "<h1>1 of 9 articles</h1>",
        "<mark class=\"t\" id=\"a1t0\" title=\"22 Mar 2023: day-month-year, 95 % sure\">22 March 2023</mark>",
        "<mark class=\"q\">train</mark>",
        "<p dir=\"auto\" class=\"aside\">Read more</p>",
        "<a href=\"#a1t0\">22 Mar 2023</a>",
        "<td dir=\"auto\"><a href=\"#a1\">The visit</a></td>",
    ] {
        assert!(html.contains(expected), "{expected} is missing: {html}");
    }
}

#[test]
fn no_cell_of_csv_is_a_formula() {
    let starts = ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx", "\nx", "\0x", "＝1", "=cmd|' /C calc'!A0", "-2+3+cmd"];
    for start in starts {
        let mut hostile = article("a", Some(start), start);
        hostile.outlet = stated(Some(Arc::from(start)));
        hostile.byline = stated(Some(Arc::from(start)));
        hostile.url = stated(Some(Arc::from(start)));
        hostile.id = start.into();
        hostile.source.shown_path = start.into();
        for separator in *b",;\t" {
            let everything = Everything::of([hostile.clone()]);
            let mut selection = everything.selection();
            selection.options.csv = CsvOptions { separator, has_bom: true, ..CsvOptions::default() };
            let text = rendered(Format::Csv, &selection);
            let text = text.strip_prefix('\u{feff}').expect("the byte order mark that was asked for");
            let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
            assert_eq!(rows.len(), 1);
            assert_eq!(rows[0].get(2), Some(format!("'{start}").as_str()));
            for cell in &rows[0] {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝']), "{start:?}: {cell:?}");
            }
        }
    }
}

/// Words that try to become markup, script or a request.
const INJECTIONS: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "--></title></textarea><svg onload=alert(1)>",
    "javascript:alert(1)",
    "&lt;b&gt;&#60;i&#62;",
    "<!--<script>",
    "a\u{0}b\u{1b}[2J\u{202e}c",
];

#[test]
fn html_holds_no_element_and_no_attribute_that_an_article_wrote() {
    for words in INJECTIONS {
        let mut hostile = article("a", Some(words), &format!("{words}\n\n{words} on 1 May"));
        hostile.outlet = stated(Some(Arc::from(words)));
        hostile.language = stated(Some(Arc::from(words)));
        hostile.url = stated(Some(Arc::from(words)));
        let everything = Everything::of([hostile]);
        let scope = Scope { filters: vec![(words.to_owned(), words.to_owned())], ..asked(words) };
        let html = rendered(Format::Html, &Selection { scope, ..everything.selection() });
        let document = dom_query::Document::from(html.as_str());
        for forbidden in ["script", "img", "b", "i", "iframe", "object", "link", "form", "base", "a svg", "article svg"]
        {
            assert_eq!(document.select(forbidden).length(), 0, "{words}: <{forbidden}> in {html}");
        }
        assert_eq!(document.select("svg").length(), 1, "the timeline is drawn by us: {html}");
        for node in document.select("figure *").nodes() {
            let drawn = ["svg", "title", "rect", "text", "line", "g", "circle", "path"];
            assert!(node.node_name().is_some_and(|name| drawn.contains(&&*name)), "{html}");
            let written = node.attrs().into_iter().map(|attribute| attribute.name.local.to_string());
            assert!(written.into_iter().all(|name| !name.starts_with("on") && name != "href"), "{html}");
        }
        document.select("figure").remove();
        for node in document.select("*").nodes() {
            for attribute in node.attrs() {
                let name = attribute.name.local.to_string();
                let known = [
                    "charset",
                    "class",
                    "content",
                    "dir",
                    "href",
                    "http-equiv",
                    "id",
                    "lang",
                    "name",
                    "rel",
                    "scope",
                    "title",
                ];
                assert!(known.contains(&name.as_str()), "{words}: attribute {name} in {html}");
                let is_script = attribute.value.trim_start().to_lowercase().starts_with("javascript:");
                assert!(!(name == "href" && is_script), "{words}: {html}");
            }
        }
        assert_eq!(document.select("meta[http-equiv=Content-Security-Policy]").length(), 1);
        assert!(!html.contains('\0') && !html.contains('\u{1b}'));
        let shown: String = words.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        assert_eq!(document.select("article h2").text().as_ref(), shown, "the words themselves are kept");
    }
}

#[test]
fn markdown_holds_no_markup_that_an_article_wrote() {
    let words = "\n---\n# Heading\n![x](http://e.example/)\n<script>a</script>\n[[note]] #tag\n```\n1. item\n> quote";
    let everything = one(words, words);
    let scope = asked(words);
    let markdown = rendered(Format::Markdown, &Selection { scope, ..everything.selection() });
    let body: Vec<&str> = markdown.lines().collect();
    assert_eq!(body.iter().filter(|line| **line == "---").count(), 2, "{markdown}");
    assert_eq!(body.iter().filter(|line| line.starts_with('#')).count(), 2, "{markdown}");
    for line in body {
        for (index, c) in line.char_indices().filter(|(_, c)| matches!(c, '<' | '[' | '`' | '|')) {
            assert!(
                line.get(..index).is_some_and(|before| before.ends_with('\\')) || line.starts_with("query"),
                "{c}: {line}"
            );
        }
    }
}

#[test]
fn what_is_written_is_whole_and_stands_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let everything = visit();
    let path = folder.path().join("out.html");
    fs::write(&path, "before").expect("written");
    let written = export::write(&path, Format::Html, &everything.selection()).expect("exported");
    let text = fs::read_to_string(&path).expect("read");
    assert_eq!(text, everything.rendered(Format::Html));
    assert_eq!((written.bytes, written.articles), (text.len() as u64, 1));
    assert_eq!(names(folder.path()), ["out.html", "out.html.manifest.json"]);
}

#[test]
fn every_export_has_query_and_counts_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let everything = visit();
    let scope = Scope { total: 9, ..asked("train") };
    let selection = Selection { scope, ..everything.selection() };
    export::write(&folder.path().join("out.csv"), Format::Csv, &selection).expect("exported");
    assert_eq!(names(folder.path()), ["out.csv", "out.csv.manifest.json"]);
    let manifest = fs::read(folder.path().join("out.csv.manifest.json")).expect("read");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    assert_eq!(manifest["query"], "train");
    assert_eq!((&manifest["articles"], &manifest["articles_opened"]), (&1.into(), &9.into()));
}

#[test]
fn a_failed_export_leaves_nothing_behind_and_names_the_path() {
    let folder = tempfile::tempdir().expect("a folder");
    let everything = visit();
    for format in Format::ALL {
        let taken = folder.path().join("taken");
        fs::create_dir_all(&taken).expect("made");
        let error = export::write(&taken, format, &everything.selection()).expect_err("it is a folder");
        // A folder of nobody's export stays; a file never takes the place of one.
        let is_told = if format.is_folder() {
            matches!(error, ExportError::Name { .. })
        } else {
            matches!(error, ExportError::IsFolder { .. })
        };
        assert!(is_told && error.to_string().ends_with("taken)"), "{error}");
        let lost = folder.path().join("no/such/file");
        let error = export::write(&lost, format, &everything.selection()).expect_err("there is no such folder");
        assert!(matches!(error, ExportError::Io { .. }) && error.to_string().ends_with("file)"), "{error}");
    }
    assert_eq!(names(folder.path()), ["taken"]);
    assert!(names(&folder.path().join("taken")).is_empty());
}

#[cfg(unix)]
#[test]
fn an_exported_file_can_be_read_by_whom_the_user_lets() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let plain = folder.path().join("plain");
    fs::write(&plain, "").expect("written");
    let path = folder.path().join("out.md");
    export::write(&path, Format::Markdown, &visit().selection()).expect("exported");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode();
    assert_eq!(mode(&path), mode(&plain));
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What a person would compare after a round trip.
type Values =
    (String, Option<String>, Option<String>, Option<String>, Option<Interval>, Option<String>, Option<String>, String);

fn values(article: &Article) -> Values {
    let owned = |value: Option<&str>| value.map(str::to_owned);
    (
        article.id.to_string(),
        owned(article.title()),
        owned(article.outlet()),
        owned(article.byline()),
        article.published(),
        owned(article.language()),
        article.url.as_ref().map(|known| known.value.to_string()),
        article.text.to_string(),
    )
}

/// Exports, reads what was written, and gives the values of the articles.
fn returned(everything: &Everything, format: Format, options: Options) -> Vec<Values> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out").with_extension(format.extension());
    export::write(&path, format, &Selection { options, ..everything.selection() }).expect("exported");
    let mut articles = Vec::new();
    ingest::read(&[path], &Cancel::new(), &Progress::new(), &mut |batch| {
        assert_eq!(batch.problems, []);
        articles.extend(batch.articles.iter().map(values));
    });
    articles
}

fn words() -> impl Strategy<Value = String> {
    // Trimmed words that say nothing a reader could take for unknown; the formula guard has a test of its own.
    let words = "[A-Za-zÄéЖ標][A-Za-z0-9 ,;\"'<>&#Äéж標’—:=+@-]{0,30}[a-z標ж]";
    words.prop_map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn interval() -> impl Strategy<Value = Interval> {
    (1700_i32..2100, 1_u32..=12, 1_u32..=28, 0_u8..4).prop_map(|(year, month, day, width)| {
        let interval = match width {
            0 => Interval::of_year(year),
            1 => Interval::of_month(year, month),
            2 => Interval::of_day(year, month, day).zip(Interval::of_day(year, month, 28)).map(|(a, b)| a.cover(b)),
            _ => Interval::of_day(year, month, day),
        };
        interval.expect("a date of the calendar")
    })
}

prop_compose! {
    fn any_article()(
        title in words(), outlet in words(), byline in words(), published in interval(),
        text in "[A-Za-z標ж][A-Za-z0-9 ,;\"'<>&#Äéж標’—:=+@\n-]{0,200}[a-z標.]",
        number in 0_u32..1_000_000,
    ) -> Article {
        let mut article = article(&format!("n{number}"), Some(&title), &text);
        article.outlet = stated(Some(outlet.into()));
        article.byline = stated(Some(byline.into()));
        article.published = stated(Some(published));
        article.language = stated(Some(Arc::from("fr")));
        article.url = stated(Some(format!("https://e.example/{number}?a=1&b=2").into()));
        article
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_exported_for_programs_comes_back_the_same(
        mut articles in proptest::collection::vec(any_article(), 1..6),
    ) {
        for (index, article) in articles.iter_mut().enumerate() {
            article.id = format!("{index}-{}", article.id).into(); // two records of one file never share an id
        }
        let expected: Vec<Values> = articles.iter().map(values).collect();
        let everything = Everything::of(articles);
        prop_assert_eq!(&returned(&everything, Format::JsonLines, Options::default()), &expected);
        prop_assert_eq!(&returned(&everything, Format::Json, Options::default()), &expected);
        prop_assert_eq!(&returned(&everything, Format::Csv, Options::default()), &expected);
        prop_assert_eq!(&returned(&everything, Format::Tsv, Options::default()), &expected);
        for (separator, has_bom) in [(b';', true), (b'\t', false)] {
            let csv = CsvOptions { separator, has_bom, has_formulas_escaped: false };
            prop_assert_eq!(&returned(&everything, Format::Csv, Options { csv, ..Options::default() }), &expected);
        }
    }
}

#[test]
fn what_is_stopped_leaves_what_was_there_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let everything = visit();
    for format in Format::ALL {
        let path = folder.path().join("out");
        if !format.is_folder() {
            fs::write(&path, "before").expect("written");
        }
        let selection = everything.selection();
        selection.cancel.cancel();
        let error = export::write(&path, format, &selection).expect_err("stopped");
        assert!(matches!(error, ExportError::Stopped { .. }), "{format:?}: {error}");
        if format.is_folder() {
            assert!(names(folder.path()).is_empty(), "{format:?}: {:?}", names(folder.path()));
        } else {
            assert_eq!(names(folder.path()), ["out"], "{format:?}");
            assert_eq!(fs::read_to_string(&path).expect("read"), "before");
            fs::remove_file(&path).expect("removed");
        }
    }
    let selection = everything.selection();
    let seen = selection.articles().inspect(|_| selection.cancel.cancel()).count();
    assert_eq!((seen, selection.progress.count().done), (1, 1), "articles behind the one at which it was stopped");
}

/// What is in a folder, with the bytes of its files.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    names(folder).into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).unwrap_or_default())).collect()
}

#[test]
fn a_folder_of_an_earlier_export_gives_way_while_all_of_it_is_as_it_was_left() {
    let room = tempfile::tempdir().expect("a folder");
    let path = room.path().join("texts");
    let [first, second] = ["first", "second"].map(|title| Everything::of([article(title, Some(title), "Text")]));
    let put = |everything: &Everything| export::write(&path, Format::TextFolder, &everything.selection());
    put(&first).expect("written");
    let old = names(&path);
    put(&second).expect("the folder is as it was left");
    assert_ne!(names(&path), old);
    assert_eq!(names(room.path()), ["texts", "texts.manifest.json"]);
    fs::remove_file(path.join("metadata.csv")).expect("removed");
    put(&first).expect("what was taken away is no loss");
    assert_eq!(names(&path), old);
    let touch: [(&str, &dyn Fn()); 4] = [
        ("notes.md", &|| fs::write(path.join("notes.md"), "mine").expect("written")),
        ("metadata.csv", &|| fs::write(path.join("metadata.csv"), "mine").expect("written")),
        ("drafts", &|| fs::create_dir(path.join("drafts")).expect("made")),
        ("no export filled it", &|| fs::remove_file(room.path().join("texts.manifest.json")).expect("removed")),
    ];
    for (told, touch) in touch {
        touch();
        let before = contents(&path);
        let error = put(&second).expect_err("somebody has touched it").to_string();
        assert!(error.contains(told) && error.contains("texts 2"), "{error}");
        assert_eq!(contents(&path), before, "{told}");
        assert!(names(room.path()).iter().all(|name| name.starts_with("texts")), "{:?}", names(room.path()));
        if told != "no export filled it" {
            for name in names(&path).into_iter().filter(|name| !old.contains(name)) {
                let _ = fs::remove_file(path.join(&name)).or_else(|_| fs::remove_dir(path.join(&name)));
            }
            if told == "metadata.csv" {
                fs::remove_file(path.join(told)).expect("removed");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_no_folder_of_an_earlier_export() {
    let room = tempfile::tempdir().expect("a folder");
    let path = room.path().join("texts");
    let everything = visit();
    export::write(&path, Format::TextFolder, &everything.selection()).expect("written");
    fs::rename(&path, room.path().join("elsewhere")).expect("renamed");
    std::os::unix::fs::symlink("elsewhere", &path).expect("linked");
    export::write(&path, Format::TextFolder, &everything.selection()).expect_err("a link");
    assert_eq!(names(room.path()), ["elsewhere", "texts", "texts.manifest.json"]);
    assert_eq!(names(&room.path().join("elsewhere")).len(), 2);
}
