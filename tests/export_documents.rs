//! Exports for other programs: documents, pictures, networks and archives, each taken apart again, and what a hostile article
//! cannot do there.

#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod exported;

use exported::{Everything, article, asked, bytes, rendered, stated, visit};
use parallax::compare::compare;
use parallax::corpus::{Article, ArticleId, Source};
use parallax::events::{EventEdits, group};
use parallax::export::{self, Compared, Format, Options, Selection};
use parallax::search::{ArticleMarks, Notes};
use parallax::text::Span;
use parallax::work::{Cancel, Progress};
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::sync::Arc;

/// Words that try to become markup, a formula or a place elsewhere.
const HOSTILE: [&str; 7] = [
    "</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows</w:instrText></w:r>",
    "]]><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
    "\"/><script>alert(1)</script>",
    "../../../etc/passwd",
    "=HYPERLINK(\"http://e.example\")",
    "a\u{0}b\u{1b}\u{fffe}\u{202e}c",
    "CON",
];

fn part(archive: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("a ZIP");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

fn names_in(archive: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(archive)).expect("a ZIP");
    archive.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

/// Every element of a document that is XML, and its words; a document that is none ends the test.
fn elements(xml: &str) -> (Vec<String>, String) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut elements, mut words) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{xml}");
                elements.push(tag.name().as_ref().to_owned());
            }
            quick_xml::events::Event::Text(text) => words.push_str(&text.xml10_content()),
            quick_xml::events::Event::DocType(_) | quick_xml::events::Event::PI(_) => panic!("declared: {xml}"),
            quick_xml::events::Event::Eof => return (elements, words),
            _ => {}
        }
    }
}

/// [`visit`], hostile in every field.
fn hostile(words: &str) -> Everything {
    let mut everything = visit();
    let mut article = (*everything.corpus.get(ArticleId(0)).expect("one")).clone();
    article.title = stated(Some(Arc::from(words)));
    article.outlet = stated(Some(Arc::from(words)));
    article.byline = stated(Some(Arc::from(words)));
    article.url = stated(Some(Arc::from(words)));
    article.source = Source { shown_path: words.into(), member: Some(words.into()), ..article.source };
    everything.corpus.replace(ArticleId(0), Arc::new(article));
    let notes = Notes::from([(None, words.into()), (Some(Span::new(3, 8)), words.into())]);
    everything.marks.set(ArticleId(0), ArticleMarks { tags: [words.into()].into(), is_reviewed: true, notes });
    everything
}

#[test]
fn no_article_writes_an_element_of_its_own_in_any_format_of_xml() {
    let plain = |format: Format, everything: &Everything| -> String {
        let selection = everything.selection();
        match format {
            Format::Docx => part(&bytes(format, &selection), "word/document.xml"),
            Format::Qdpx => part(&bytes(format, &selection), "project.qde"),
            _ => rendered(format, &selection),
        }
    };
    for format in [Format::Docx, Format::Qdpx, Format::Svg, Format::Gexf] {
        let expected = elements(&plain(format, &hostile("harmless"))).0;
        for words in HOSTILE {
            let everything = hostile(words);
            let scope = asked(words);
            let (found, _) = elements(&plain(format, &everything));
            assert_eq!(found, expected, "{format:?}: {words}");
            let selection = Selection { scope, ..everything.selection() };
            bytes(format, &selection);
        }
    }
}

#[test]
fn a_page_of_the_web_is_a_link_of_a_chronology_and_no_other_address_is() {
    let addresses =
        ["https://e.example/a b?x=1&y=\"2\"", "javascript:alert(1)", "http://e.example/#c", "file:///etc/passwd"];
    let everything = Everything::of(addresses.map(|address| {
        let mut article = article("a", Some("A"), "A ferry came in.");
        article.url = stated(Some(Arc::from(address)));
        article
    }));
    let document = bytes(Format::Docx, &everything.selection());
    let (xml, relations) = (part(&document, "word/document.xml"), part(&document, "word/_rels/document.xml.rels"));
    let links = [("page0", "https://e.example/a%20b?x=1&amp;y=%222%22"), ("page2", "http://e.example/#c")];
    for (id, target) in links {
        assert!(xml.contains(&format!("<w:hyperlink r:id=\"{id}\" w:history=\"1\">")), "{xml}");
        let relation = format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"{target}\" TargetMode=\"External\"/>"
        );
        assert!(relations.contains(&relation), "{relations}");
    }
    assert_eq!((xml.matches("<w:hyperlink").count(), relations.matches("/hyperlink\"").count()), (2, 2));
    assert!(!relations.contains("javascript") && !relations.contains("file:"), "{relations}");
    let words = elements(&xml).1;
    assert!(addresses[1..].iter().all(|address| words.contains(address)), "every address is told: {words}");
}

#[test]
fn a_chronology_tells_the_days_in_order_then_the_articles_then_what_was_compared() {
    let (one, other) = (
        article("a", Some("Ferry aground"), "The ferry ran aground at noon. All 40 passengers were saved by a tug."),
        article("b", Some("Ferry lost"), "The ferry ran aground at noon. Two of its crew are missing since then."),
    );
    let comparison = Arc::new(compare(&one, &other));
    assert!(!comparison.links.is_empty());
    let everything = Everything::of([one, other]);
    let comparisons = [Compared { a: ArticleId(0), b: ArticleId(1), comparison }];
    let selection = Selection { comparisons: &comparisons, ..everything.selection() };
    let (_, words) = elements(&part(&bytes(Format::Docx, &selection), "word/document.xml"));
    for told in
        ["Chronology of 2 of 2 articles", "Compared: Ferry aground / Ferry lost", "identical: same words", "Only in"]
    {
        assert!(words.contains(told), "{told} in {words}");
    }
    let html = rendered(Format::Html, &selection);
    assert!(html.contains("<h2 dir=\"auto\">Ferry aground / Ferry lost</h2>"), "{html}");
    assert!(html.contains("Only here: Ferry lost"), "{html}");
    assert!(!html.contains("<script"));
    let words = elements(&part(&bytes(Format::Docx, &visit().selection()), "word/document.xml")).1;
    let places = ["22 Mar 2023", "They left on 22 March 2023 by train.", "Morning Post, Mar 2023", "visit.txt"];
    let found: Vec<Option<usize>> = places.iter().map(|told| words.find(told)).collect();
    assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{found:?} in {words}");
}

#[test]
fn a_project_counts_code_points_of_the_text_that_it_encloses() {
    let text = "標𝄞 one\r\ntwo \u{0}three\r\n";
    let mut everything = Everything::of([article("a", Some("A"), text)]);
    let start = text.find("three").expect("there");
    let notes = Notes::from([(Some(Span::new(start, start + 5)), "ask".into()), (None, "whole".into())]);
    everything.marks.set(ArticleId(0), ArticleMarks { tags: ["key".into()].into(), is_reviewed: true, notes });
    let project = bytes(Format::Qdpx, &everything.selection());
    let xml = part(&project, "project.qde");
    let source = names_in(&project).into_iter().find(|name| name.starts_with("Sources/")).expect("a source");
    let enclosed = part(&project, &source);
    let document = dom_query::Document::from(xml.as_str());
    let selection = document.select("plaintextselection");
    let place = |name: &str| -> usize { selection.attr(name).expect("a place").parse().expect("a number") };
    let (from, to) = (place("startposition"), place("endposition"));
    let chosen: String = enclosed.chars().skip(from).take(to - from).collect();
    assert_eq!(chosen, "three", "{xml}");
    for told in
        ["name=\"key\" isCodable", "name=\"Reviewed\"", "name=\"Noted\"", "<PlainTextContent>whole</PlainTextContent>"]
    {
        assert!(xml.contains(told), "{told} in {xml}");
    }
    assert_eq!(bytes(Format::Qdpx, &everything.selection()), project, "the same work is the same project");
}

#[test]
fn a_picture_names_lanes_and_days_and_is_painted() {
    let everything = visit();
    let svg = rendered(Format::Svg, &everything.selection());
    for told in ["Timeline of 1 of 1 article", ">Morning Post</text>", "22 Mar 2023, told once", "<circle", "Mar 2023"]
    {
        assert!(svg.contains(told), "{told} in {svg}");
    }
    let png = bytes(Format::Png, &everything.selection());
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let width = u32::from_be_bytes(png.get(16..20).expect("a head").try_into().expect("four"));
    assert_eq!(width, 2400);
    assert!(png.len() > 8_000, "letters are painted: {} bytes", png.len());
    let nothing = Everything::of([article("a", None, "No day is told.")]);
    assert!(rendered(Format::Svg, &nothing.selection()).contains("No day is known"));
}

#[test]
fn a_network_joins_outlets_and_the_events_that_they_tell_of() {
    let mut articles = Vec::new();
    for (number, outlet) in ["Morning Post", "Evening Star", "Evening Star"].into_iter().enumerate() {
        let mut article =
            article(&format!("a{number}"), Some("Ferry aground"), "The ferry ran aground on 3 May 2023 at the pier.");
        article.outlet = stated(Some(Arc::from(outlet)));
        articles.push(article);
    }
    let mut everything = Everything::of(articles);
    for article_id in everything.article_ids.clone() {
        let article = everything.corpus.get(article_id).expect("there");
        let mentions = parallax::events::mentions(article_id, &article);
        everything.mentions.set(article_id, mentions.into());
    }
    let events =
        group(&everything.corpus, &everything.mentions, &EventEdits::default(), &Cancel::new(), &Progress::new());
    let events = events.expect("grouped");
    let selection = Selection { events: &events, ..everything.selection() };
    let gexf = rendered(Format::Gexf, &selection);
    let document = dom_query::Document::from(gexf.as_str());
    assert_eq!(document.select("node").length(), 3, "{gexf}");
    let weights: BTreeSet<String> = document
        .select("edge")
        .nodes()
        .iter()
        .filter_map(|edge| edge.attr("weight"))
        .map(|weight| weight.to_string())
        .collect();
    assert_eq!(weights, ["1".to_owned(), "2".to_owned()].into(), "{gexf}");
    let svg = rendered(Format::Svg, &selection);
    assert!(svg.contains("told by 3 articles"), "the event is named: {svg}");
}

#[test]
fn timelines_say_what_is_known_of_a_day_and_no_more() {
    let everything = visit();
    let sketch = rendered(Format::Timesketch, &everything.selection());
    let events: Vec<serde_json::Value> = sketch.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let told: Vec<(&str, &str)> = events
        .iter()
        .map(|event| (event["datetime"].as_str().expect("a moment"), event["timestamp_desc"].as_str().expect("words")))
        .collect();
    assert_eq!(
        told,
        [
            ("2023-03-01T00:00:00+00:00", "First day that may be published"),
            ("2023-03-31T00:00:00+00:00", "Last day that may be published"),
            ("2023-03-22T00:00:00+00:00", "Day referred to"),
        ]
    );
    assert!(events.iter().all(|event| event["message"].is_string()));
    let sheet = rendered(Format::TimelineJsCsv, &everything.selection());
    let mut rows = csv::Reader::from_reader(sheet.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 2, "a title and one day");
    assert_eq!(rows[1].iter().take(8).collect::<Vec<_>>(), ["2023", "3", "22", "", "", "", "", ""]);
}

#[test]
fn texts_and_sources_stay_in_their_folder_whatever_they_are_called() {
    let folder = tempfile::tempdir().expect("a folder");
    let read = folder.path().join("read.txt");
    fs::write(&read, "As it was read, all of it.").expect("written");
    let articles: Vec<Article> = HOSTILE
        .iter()
        .map(|words| {
            let mut article = article("x", Some(words), "As it was read, all of it.");
            article.source = Source { path: Arc::new(read.clone()), shown_path: (*words).into(), member: None };
            article
        })
        .chain([article("gone", Some("Gone"), "It was here once, and told of it.")])
        .collect();
    let count = articles.len();
    let everything = Everything::of(articles);
    let path = folder.path().join("texts");
    export::write(&path, Format::TextFolder, &everything.selection()).expect("exported");
    let written: BTreeSet<String> = fs::read_dir(&path)
        .expect("made")
        .map(|entry| entry.expect("one").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(written.len(), count + 1, "{written:?}");
    assert!(written.contains("metadata.csv") && written.iter().all(|name| !name.contains(['/', '\\', ':', '*'])));
    export::write(&path, Format::TextFolder, &everything.selection()).expect("it is as it was left");
    let outside: BTreeSet<String> = fs::read_dir(folder.path())
        .expect("there")
        .map(|entry| entry.expect("one").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(outside, ["read.txt", "texts", "texts.manifest.json"].map(str::to_owned).into());

    let archive = bytes(Format::SourceZip, &everything.selection());
    let names = names_in(&archive);
    assert_eq!(names.len(), 2, "one file, once, and the table: {names:?}");
    for name in &names {
        assert!(!name.contains("..") && !name.starts_with('/') && !name.contains('\\'), "{name}");
    }
    let table = part(&archive, "sources.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let states: Vec<String> = rows.records().map(|row| row.expect("a row")[3].to_owned()).collect();
    assert_eq!(
        states.iter().filter(|state| *state == "changed since it was read").count(),
        count - 1,
        "other bytes than told"
    );
    assert_eq!(states.last().map(String::as_str), Some("no longer there"));
    assert!(table.lines().all(|line| !line.starts_with('=')), "{table}");
}

#[test]
fn a_table_with_types_begins_and_ends_as_one() {
    let table = bytes(Format::Parquet, &visit().selection());
    assert!(table.starts_with(b"PAR1") && table.ends_with(b"PAR1"));
    let options =
        Options { columns: export::columns::Columns::parse("title,words").expect("columns"), ..Options::default() };
    let everything = visit();
    let fewer = bytes(Format::Parquet, &Selection { options, ..everything.selection() });
    assert!(fewer.len() < table.len() / 2);
}
