//! What holds for every format that a selection leaves in, and what spreadsheets, calendars and timelines are told.

#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod exported;

use exported::{Everything, article, asked, bytes, rendered, stated, visit};
use parallax::corpus::{ArticleId, Corpus, Mention};
use parallax::export::{self, Format, Scope, Selection};
use parallax::search::{ArticleMarks, Notes};
use parallax::text::Span;
use parallax::time::Interval;
use proptest::prelude::*;
use serde_json::json;
use std::io::{Cursor, Read as _};
use std::sync::Arc;

/// The visit with other mentions in its second sentence, one for each of `days`.
fn visit_on(days: &[Interval]) -> Everything {
    let mut everything = visit();
    let mention =
        everything.mentions.get(parallax::events::MentionRef { article_id: ArticleId(0), index: 0 }).expect("one");
    let of = |&interval: &Interval| {
        let mut mention = mention.clone();
        mention.expression.interval = Some(interval);
        mention.expression.precision = interval.precision();
        mention
    };
    everything.mentions.set(ArticleId(0), days.iter().map(of).collect());
    everything
}

/// `/dev/full` fails every write: a disk that is full half-way.
#[test]
fn a_writer_that_fails_half_way_is_an_error_in_every_format() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 =
                self.0.checked_sub(bytes.len()).ok_or_else(|| std::io::Error::from(std::io::ErrorKind::StorageFull))?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let everything = visit();
    for format in Format::ALL.into_iter().filter(|format| !format.is_folder()) {
        let length = bytes(format, &everything.selection()).len();
        for room in [0, 1, length / 2, length - 1] {
            let result = export::render(format, &everything.selection(), &mut Full(room));
            assert_eq!(result.expect_err("no room").kind(), std::io::ErrorKind::StorageFull, "{format:?} {room}");
        }
    }
}

#[test]
fn a_format_that_tells_no_time_is_the_same_without_the_expressions_of_time() {
    let everything = visit();
    let nothing = parallax::events::Mentions::default();
    for has_mentions in [false, true] {
        let options = export::Options { has_mentions, ..export::Options::default() };
        let with = Selection { options, ..everything.selection() };
        let without = Selection { mentions: &nothing, ..with.clone() };
        for format in Format::ALL.into_iter().filter(|format| !format.is_folder()) {
            let is_same = bytes(format, &with) == bytes(format, &without);
            // A network is made of events, and here are none.
            assert!(is_same != format.tells_time(options) || format == Format::Gexf, "{format:?} {has_mentions}");
        }
    }
}

/// A part of a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("a ZIP");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

/// The cells of a sheet by their place, every part of the workbook read as XML.
fn cells(workbook: &[u8]) -> Vec<(String, String)> {
    let sheet = part(workbook, "xl/worksheets/sheet1.xml");
    let document = dom_query::Document::from(sheet.as_str());
    let chosen = document.select("c");
    let cells = chosen.nodes().iter().map(|cell| {
        let place = cell.attr("r").expect("a place").to_string();
        (place, cell.text().to_string())
    });
    cells.collect()
}

#[test]
fn a_sheet_has_the_columns_of_csv_and_its_first_row_stays() {
    let mut everything = visit();
    let tags = [Arc::from("rail"), Arc::from("visit")].into();
    let notes = Notes::from([(None, Arc::from("Ask him"))]);
    everything.marks.set(ArticleId(0), ArticleMarks { tags, is_reviewed: true, notes });
    let workbook = bytes(Format::Xlsx, &everything.selection());
    let cells = cells(&workbook);
    let cell = |place: &str| cells.iter().find(|(found, _)| found == place).map(|(_, words)| words.as_str());
    assert_eq!((cell("A1"), cell("C1"), cell("U1"), cell("V1")), (Some("doc"), Some("title"), Some("notes"), None));
    assert_eq!((cell("C2"), cell("D2"), cell("E2")), (Some("The visit"), Some("Morning Post"), None));
    let published = ["F2", "G2", "H2", "I2"].map(cell);
    assert_eq!(published, ["2023-03", "2023-03-01", "2023-03-31", "month"].map(Some), "a month is no day");
    assert_eq!((cell("S2"), cell("T2"), cell("U2")), (Some("rail; visit"), Some("yes"), Some("Ask him")));
    let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#));
    assert!(sheet.contains(r#"<autoFilter ref="A1:U2"/>"#));
    assert!(sheet.contains(r#"<c r="Q2" s="2"><v>14</v></c>"#), "words are a number: {sheet}");
}

/// Words that try to leave their place.
const INJECTIONS: [&str; 9] = [
    "=cmd|' /C calc'!A0",
    "</t></is></c><c r=\"Z9\"><f>1+1</f></c>",
    "]]><!--<x>",
    "A\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE",
    "A;VALUE=X:Y,Z\\",
    "\"},\"events\":[],\"x\":{\"y\":\"",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a\u{0}b\u{1b}[2J\u{202e}c\u{ffff}",
    "_x0041_",
];

/// The visit, every value of it and the sentence of its mention these words.
fn hostile(words: &str) -> Everything {
    let mut everything = visit();
    let mention = everything.mentions.of(ArticleId(0))[0].clone();
    let mut article = article(words, Some(words), words);
    for field in [&mut article.outlet, &mut article.byline, &mut article.language, &mut article.url] {
        *field = stated(Some(Arc::from(words)));
    }
    everything.corpus = Corpus::new();
    everything.corpus.push(Arc::new(article));
    let mention = Mention { sentence: Span::new(0, words.len()), ..mention };
    everything.mentions.set(ArticleId(0), Arc::from([mention]));
    let tags = [Arc::from(words)].into();
    let notes = Notes::from([(None, Arc::from(words))]);
    everything.marks.set(ArticleId(0), ArticleMarks { tags, is_reviewed: false, notes });
    everything
}

#[test]
fn no_archive_asks_for_more_than_the_first_zip_where_it_is_small() {
    // LibreOffice and pandoc open no document with the fields of large files.
    let everything = visit();
    for format in [Format::Xlsx, Format::Docx, Format::Qdpx, Format::SourceZip] {
        let archive = bytes(format, &everything.selection());
        let is_head = |bytes: &[u8]| bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x01\x02");
        let heads: Vec<&[u8]> = archive.windows(8).filter(|bytes| is_head(bytes)).collect();
        let versions: Vec<u8> = heads.iter().map(|head| if head[2] == 3 { head[4] } else { head[6] }).collect();
        assert!(versions.len() >= 2 && versions.iter().all(|version| *version <= 20), "{format:?}: {versions:?}");
    }
}

#[test]
fn no_cell_of_a_sheet_is_a_formula_and_every_part_is_xml() {
    for words in INJECTIONS {
        let workbook = bytes(Format::Xlsx, &hostile(words).selection());
        let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>") && !sheet.contains("Z9\">"), "{sheet}");
        let mut reader = quick_xml::Reader::from_str(&sheet);
        loop {
            match reader.read_event().expect("XML") {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Text(text) => {
                    let is_character = |c: char| c >= ' ' && c != '\u{ffff}' || matches!(c, '\n' | '\t' | '\r');
                    assert!(text.xml10_content().chars().all(is_character), "{sheet}");
                }
                _ => {}
            }
        }
        assert_eq!(sheet.matches("<row ").count(), 2);
        assert_eq!(sheet.matches("<c ").count(), cells(&workbook).len());
    }
}

/// The properties of a calendar, unfolded.
fn properties(calendar: &str) -> Vec<(String, String)> {
    assert!(calendar.ends_with("\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    let unfolded = calendar.replace("\r\n ", "");
    let properties = unfolded.lines().map(|line| line.split_once(':').expect("a name and a value"));
    properties.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn a_calendar_has_an_all_day_entry_for_what_is_known_to_the_day() {
    let days = [
        Interval::of_month(2023, 3).expect("a month"),
        Interval::of_day(2023, 12, 31).expect("a day"),
        Interval::of_year(2022).expect("a year"),
    ];
    let calendar = rendered(Format::ICalendar, &visit_on(&days).selection());
    let uid = format!("{}-22-20231231@parallax", "07".repeat(12));
    let expected = [
        ("BEGIN", "VEVENT"),
        ("UID", uid.as_str()),
        ("DTSTAMP", "19700101T000000Z"),
        ("DTSTART;VALUE=DATE", "20231231"),
        ("DTEND;VALUE=DATE", "20240101"),
        ("SUMMARY", "They left on 22 March 2023 by train."),
    ];
    let properties = properties(&calendar);
    let entry: Vec<(&str, &str)> =
        properties.iter().skip(6).take(6).map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(entry, expected, "{calendar}");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "a month and a year are no days: {calendar}");
    assert!(properties.contains(&("X-WR-CALNAME".to_owned(), "1 of 1 article".to_owned())), "{calendar}");
}

#[test]
fn a_calendar_is_stamped_with_the_moment_that_is_given() {
    let everything = visit();
    let scope = Scope { exported_at: chrono::DateTime::from_timestamp(1_700_000_000, 0), ..Scope::new(1, 1) };
    let calendar = rendered(Format::ICalendar, &Selection { scope, ..everything.selection() });
    assert!(calendar.contains("DTSTAMP:20231114T221320Z\r\n"), "{calendar}");
}

#[test]
fn no_article_writes_a_property_of_a_calendar() {
    let plain: Vec<String> = properties(&rendered(Format::ICalendar, &hostile("Plain").selection()))
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for words in INJECTIONS {
        let everything = hostile(words);
        let scope = asked(words);
        let calendar = rendered(Format::ICalendar, &Selection { scope, ..everything.selection() });
        let names: Vec<String> = properties(&calendar).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, plain, "{words}: {calendar}");
        assert!(!calendar.replace("\r\n", "").contains(char::is_control));
    }
}

#[test]
fn a_timeline_shows_each_date_with_the_parts_that_are_known() {
    let days = [
        Interval::of_day(2023, 3, 22).expect("a day"),
        Interval::of_month(2023, 4).expect("a month"),
        Interval::of_year(2022).expect("a year"),
        Interval::of_year(2010).zip(Interval::of_year(2019)).map(|(a, b)| a.cover(b)).expect("a decade"),
        Interval::of_day(2023, 3, 22).zip(Interval::of_day(2023, 3, 23)).map(|(a, b)| a.cover(b)).expect("two days"),
    ];
    let written = rendered(Format::TimelineJs, &visit_on(&days).selection());
    let timeline: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    let dates: Vec<serde_json::Value> = timeline["events"]
        .as_array()
        .expect("slides")
        .iter()
        .map(|slide| json!([slide["start_date"], slide["end_date"], slide["display_date"]]))
        .collect();
    let expected = [
        json!([{"year": 2023, "month": 3, "day": 22}, null, "22 Mar 2023"]),
        json!([{"year": 2023, "month": 4}, null, "Apr 2023"]),
        json!([{"year": 2022}, null, "2022"]),
        json!([{"year": 2010}, {"year": 2019}, "2010–2019"]),
        json!([{"year": 2023, "month": 3, "day": 22}, {"year": 2023, "month": 3, "day": 23}, "22–23 Mar 2023"]),
    ];
    assert_eq!(dates, expected, "{written}");
    assert_eq!(timeline["events"][0]["group"], "Morning Post");
    assert_eq!(timeline["events"][0]["text"]["headline"], "They left on 22 March 2023 by train.");
    assert_eq!(timeline["title"]["text"]["headline"], "1 of 1 article");
}

#[test]
fn no_article_writes_markup_of_a_timeline() {
    for words in INJECTIONS {
        let everything = hostile(words);
        let scope = asked(words);
        let written = rendered(Format::TimelineJs, &Selection { scope, ..everything.selection() });
        let timeline: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        let slides = timeline["events"].as_array().expect("slides");
        assert_eq!(slides.len(), 1, "{written}");
        let told = [&timeline["title"]["text"], &slides[0]["text"]];
        for html in told.into_iter().flat_map(|text| [&text["headline"], &text["text"]]).chain([&slides[0]["group"]]) {
            let html = html.as_str().expect("HTML").replace("<br>", "").replace("<p>", "").replace("</p>", "");
            assert!(!html.contains(['<', '>']), "{html}");
        }
        // The timeline parses the name of a group once for its words, and puts those into the page as markup.
        let parsed = unescaped(slides[0]["group"].as_str().expect("HTML"));
        assert!(!parsed.contains(['<', '>']), "{parsed}");
        let sheet = rendered(Format::TimelineJsCsv, &everything.selection());
        let mut rows = csv::Reader::from_reader(sheet.as_bytes());
        let groups: Vec<String> = rows.records().map(|row| row.expect("a row")[16].to_owned()).collect();
        assert_eq!(groups.len(), 2, "{sheet}");
        assert!(!unescaped(&groups[1]).contains(['<', '>']), "{sheet}");
    }
}

/// What a parser of HTML makes of a text without elements.
fn unescaped(html: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    signs.into_iter().fold(html.to_owned(), |html, (escaped, sign)| html.replace(escaped, sign))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_format_takes_any_text(
        title in "\\PC{0,40}", text in "(.|\\n){0,300}", spans in proptest::collection::vec((0_u32..300, 0_u32..40), 0..4),
    ) {
        let mut hostile = article("a", Some(&title), &text);
        let mut end = 0;
        for (gap, length) in spans {
            hostile.boilerplate.push(Span { start: end + gap, end: end + gap + length });
            end += gap + length;
        }
        let everything = Everything::of([hostile]);
        // The picture that is painted is the one that is drawn.
        for format in Format::ALL.into_iter().filter(|format| !format.is_folder() && *format != Format::Png) {
            prop_assert_eq!(bytes(format, &everything.selection()), bytes(format, &everything.selection()));
        }
    }
}
