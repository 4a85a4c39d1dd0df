//! Leaving with results from the window: the dialog by mouse and by keys, the same bytes as from the command line, and an earlier
//! export opened again.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

mod driven_window;

use driven_window::{Limits, Window, noon};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::cli::streams::Streams;
use parallax::cli::{self, Outcome};
use parallax::corpus::{ArticleId, FieldName};
use parallax::export::columns::Columns;
use parallax::export::{Chosen, Format, Options};
use parallax::session::change::Correction;
use parallax::session::export_request::{ExportArticles, ExportRequest};
use parallax::session::{Action, SelectMode};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const ARTICLES: [(&str, &str, &str); 4] = [
    (
        "Ferry aground",
        "Harbour Gazette",
        "The ferry ran aground on 3 May 2023, said the town. All 40 passengers were saved by a tug.",
    ),
    (
        "Grain prices rise",
        "Market Daily",
        "Grain rose by 4 percent in April 2023. A mill closed, said its owner on Monday.",
    ),
    (
        "Ferry runs aground",
        "Market Daily",
        "The ferry ran aground on 3 May 2023, said the town. All 40 passengers were saved by a tug.",
    ),
    (
        "Champion beaten",
        "Evening Star",
        "The champion lost on 12 May 2023 and will not come back, said a man who knows her.",
    ),
];

fn open(size: [f32; 2]) -> Window {
    let limits = Limits { size, max_steps: 60, longest: Duration::from_mins(2) };
    let mut window = Window::start(limits, |folder| {
        let news = folder.join("news");
        std::fs::create_dir_all(&news).expect("made");
        for (number, (title, outlet, text)) in ARTICLES.into_iter().enumerate() {
            let day = 20 - number;
            let text =
                format!("---\ntitle: {title}\noutlet: {outlet}\ndate: 2023-05-{day}\nlanguage: en\n---\n{text}\n");
            std::fs::write(news.join(format!("{number}.md")), text).expect("written");
        }
        Action::Open(vec![news])
    });
    window.wait(|snapshot| snapshot.opened.copies.is_some() && snapshot.view.rows.len() == ARTICLES.len());
    window
}

impl Window {
    fn act(&mut self, action: Action) {
        self.harness.state_mut().apply(action);
        self.wait(|_| true);
    }

    fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.run_ok();
    }

    /// Opens the dialog, with a format and a place.
    fn ask(&mut self, format: &str, path: &Path) {
        self.press(Modifiers::COMMAND, Key::E);
        self.click(format);
        let field = self.harness.get_by_label("File to write");
        field.focus();
        self.harness.run_ok();
        self.press(Modifiers::COMMAND, Key::A);
        self.harness.get_by_label("File to write").type_text(&path.display().to_string());
        self.harness.run_ok();
    }

    /// Exports what the dialog says, by keys.
    fn send(&mut self) {
        self.wait(|snapshot| snapshot.export_preview.counted.is_some());
        let before = self.snapshot().notices.len();
        self.press(Modifiers::COMMAND, Key::Enter);
        self.wait(|snapshot| snapshot.notices.len() > before);
        let notices = self.snapshot().notices.clone();
        let last = notices.last().expect("a notice");
        assert!(last.text.starts_with("Exported "), "{}", last.text);
        self.act(Action::DismissNotice(last.notice_id));
    }

    /// What the command line writes, at the same moment.
    fn by_command_line(&self, arguments: &[&str], name: &str) -> Vec<u8> {
        std::fs::read(self.write_by_command_line(arguments, name)).expect("written")
    }

    /// Has the command line write it, at the same moment.
    fn write_by_command_line(&self, arguments: &[&str], name: &str) -> PathBuf {
        let folder = self.folder.path();
        let path = folder.join("cli").join(name);
        std::fs::create_dir_all(folder.join("cli")).expect("made");
        let (mut out, mut error) = (Vec::new(), Vec::new());
        let mut streams = Streams::new(&mut out, &mut error, false);
        streams.work_folder = Some(folder.join("data"));
        let at = noon().to_rfc3339();
        let news = folder.join("news").display().to_string();
        let to = path.display().to_string();
        let fixed = ["parallax", "export", &news, "--to", &to, "--exported-at", &at, "--no-cache"];
        let call = fixed.into_iter().chain(arguments.iter().copied()).map(OsString::from);
        let outcome = cli::run(call, &mut streams);
        assert_eq!(outcome, Outcome::Exit(0), "{}", String::from_utf8_lossy(&error));
        path
    }
}

#[test]
fn a_file_that_is_there_already_is_replaced_only_when_that_was_asked() {
    let mut window = open([1440.0, 900.0]);
    let path = window.folder.path().join("mine.csv");
    std::fs::write(&path, "my own words").expect("written");
    window.ask("CSV", &path);
    window.wait(|snapshot| snapshot.export_preview.counted.is_some());
    window.press(Modifiers::COMMAND, Key::Enter);
    window.wait(|snapshot| snapshot.exporting.is_empty());
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "my own words");
    window.harness.get_by_label("“mine.csv” is there already. Replace it, or choose another name.");
    // The button has the focus now.
    let before = window.snapshot().notices.len();
    window.press(Modifiers::NONE, Key::Enter);
    window.wait(|snapshot| snapshot.notices.len() > before);
    assert!(std::fs::read_to_string(&path).expect("it is there").contains("Evening Star"));
}

#[test]
fn every_scope_counts_before_it_writes_and_writes_the_bytes_of_the_command_line() {
    let mut window = open([1440.0, 900.0]);
    let newest = ["--sort", "published:desc"];
    window.act(Action::Tag { article_ids: vec![ArticleId(1)], tag: "key".to_owned(), is_on: true });
    window.act(Action::SetQuery("ferry".to_owned()));
    window.act(Action::Select(ArticleId(0), SelectMode::Only));
    let event_id = window.snapshot().opened.main_events.first().copied().expect("two tell of the ferry");
    let number = event_id.0.to_string();
    let cases: [(&str, &[&str], &str); 5] = [
        ("All that are open (4)", &[], "4 articles of 3 outlets"),
        ("All that the filters leave (2)", &["--query", "ferry"], "2 articles of 2 outlets"),
        ("The selected rows (1)", &["--query", "ferry", "--article", "0.md"], "1 article of 1 outlet"),
        ("Those tagged", &["--query", "is:tagged"], "1 article of 1 outlet"),
        ("event", &["--event", &number], "2 articles of 2 outlets"),
    ];
    for (place, (scope, arguments, summary)) in cases.into_iter().enumerate() {
        if scope == "event" {
            window.act(Action::ClearFilters);
            window.act(Action::ShowEvent(Some(event_id)));
        }
        let path = window.folder.path().join(format!("{place}.md"));
        window.ask("Markdown", &path);
        match scope {
            "event" => window.harness.get_by_label_contains("The event “").click(),
            scope => window.harness.get_by_label(scope).click(),
        }
        window.harness.run_ok();
        window.wait(|snapshot| snapshot.export_preview.counted.is_some());
        assert!(window.harness.query_by_label_contains(summary).is_some(), "{scope} is not counted as {summary}");
        window.send();
        let written = std::fs::read_to_string(&path).expect("written");
        let other = window.by_command_line(&[&newest[..], arguments].concat(), &format!("{place}.md"));
        assert_eq!(written, String::from_utf8(other).expect("UTF-8"), "{scope}");
    }
}

#[test]
fn what_is_compared_side_by_side_has_the_bytes_of_the_command_line() {
    let mut window = open([1440.0, 900.0]);
    window.act(Action::Compare(vec![ArticleId(2), ArticleId(0), ArticleId(3)]));
    for (format, ending) in [("HTML", "html"), ("DOCX", "docx")] {
        let name = format!("compared.{ending}");
        let path = window.folder.path().join(&name);
        window.ask(format, &path);
        window.click("Those side by side in the reader, compared (3)");
        window.send();
        let written = std::fs::read(&path).expect("written");
        let arguments = ["--article", "2.md", "--article", "0.md", "--article", "3.md", "--comparison"];
        assert!(written == window.by_command_line(&arguments, &name), "{format}");
        if format == "HTML" {
            let sections = String::from_utf8_lossy(&written).matches("<section class=\"compared\">").count();
            assert_eq!(sections, 2, "two pairs of neighbours");
        }
    }
}

/// What stands at a path, and the manifest beside it, without what the command line does not know: by which choice of the
/// dialog its articles were chosen.
fn written(path: &Path) -> (BTreeMap<String, Vec<u8>>, serde_json::Value) {
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let files: Vec<PathBuf> = match std::fs::read_dir(path) {
        Ok(entries) => entries.map(|entry| entry.expect("an entry").path()).collect(),
        Err(_) => vec![path.to_owned()],
    };
    let files = files.into_iter().map(|file| (name(&file), std::fs::read(&file).expect("written"))).collect();
    let manifest = path.with_file_name(format!("{}.manifest.json", name(path)));
    let mut manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(manifest).expect("written")).expect("JSON");
    assert!(manifest.as_object_mut().expect("an object").remove("scope").is_some());
    (files, manifest)
}

#[test]
fn every_format_of_every_scope_has_the_bytes_and_the_manifest_of_the_command_line() {
    let mut window = open([1440.0, 900.0]);
    let newest = ["--sort", "published:desc"];
    let key: Arc<str> = "key".into();
    for article_id in [ArticleId(1), ArticleId(3)] {
        window.act(Action::Tag { article_ids: vec![article_id], tag: key.to_string(), is_on: true });
    }
    let correction = Correction::Value("By Hand".to_owned());
    window.act(Action::Correct { article_ids: vec![ArticleId(0)], field: FieldName::Byline, correction });
    window.act(Action::SetQuery("ferry".to_owned()));
    window.act(Action::Compare(vec![ArticleId(2), ArticleId(0), ArticleId(3)]));
    window.act(Action::Select(ArticleId(0), SelectMode::Only));
    window.wait(|snapshot| snapshot.opened.copies.is_some() && snapshot.view.rows.len() == 2);
    let event_id = window.snapshot().opened.main_events.first().copied().expect("two tell of the ferry");
    let number = event_id.0.to_string();
    let articles = |chosen: Chosen| ExportArticles { chosen, event_id: Some(event_id), ..ExportArticles::default() };
    let folded = |chosen: Chosen| ExportArticles { folds_copies: true, ..articles(chosen) };
    let tagged = ExportArticles { tag: Some(key.clone()), ..articles(Chosen::Tagged) };
    let compared = ["--article", "2.md", "--article", "0.md", "--article", "3.md", "--comparison"];
    let by_date = |arguments: &[&'static str]| [&newest[..], arguments].concat();
    let event: &'static str = number.leak();
    let cases: [(ExportArticles, Vec<&str>); 8] = [
        (articles(Chosen::All), by_date(&[])),
        (folded(Chosen::All), by_date(&["--fold-copies"])),
        (articles(Chosen::Filtered), by_date(&["--query", "ferry"])),
        (folded(Chosen::Filtered), by_date(&["--query", "ferry", "--fold-copies"])),
        (articles(Chosen::Picked), by_date(&["--query", "ferry", "--article", "0.md"])),
        (tagged, by_date(&["--tag", "key"])),
        (folded(Chosen::Event), by_date(&["--event", event, "--fold-copies"])),
        (articles(Chosen::Comparison), compared.to_vec()),
    ];
    let fields = ["--fields", "title,words,byline", "--no-text", "--mentions", "--separator", "semicolon", "--bom"];
    let mut chosen = Options { has_text: false, has_mentions: true, ..Options::default() };
    chosen.columns = Columns::parse(fields[1]).expect("columns");
    (chosen.csv.separator, chosen.csv.has_bom) = (b';', true);
    std::fs::create_dir_all(window.folder.path().join("gui")).expect("made");
    let mut compared_count = 0;
    for (place, (articles, arguments)) in cases.into_iter().enumerate() {
        // Every other one with everything chosen that can be.
        let (options, further) = if place % 2 == 0 { (chosen, &fields[..]) } else { (Options::default(), &[][..]) };
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Png || place == 0) {
            let name = format!("{place}.{}", format.extension());
            let path = window.folder.path().join("gui").join(&name);
            let request = ExportRequest { path: path.clone(), format, articles: articles.clone(), options };
            window.act(Action::Export(request));
            window.wait(|snapshot| snapshot.exporting.is_empty());
            assert!(path.exists(), "{format:?} of {articles:?}: {:?}", window.snapshot().notices.last());
            let all = [&arguments[..], further, &["--format", format.extension()]].concat();
            let other = window.write_by_command_line(&all, &name);
            assert!(written(&path) == written(&other), "{format:?} of {articles:?}, {}", all.join(" "));
            compared_count += 1;
        }
    }
    assert_eq!(compared_count, 8 * Format::ALL.len() - 7);
}

#[test]
fn folding_columns_and_separator_are_asked_for_and_remembered() {
    let mut window = open([1440.0, 900.0]);
    let path = window.folder.path().join("a.csv");
    window.ask("CSV", &path);
    window.click("Only the earliest of copies and rewrites");
    window.click("Semicolon");
    window.click("Whole texts");
    window.click("Columns: 22 of 22");
    window.click("sha256");
    window.click("doc");
    window.send();
    let written = std::fs::read_to_string(&path).expect("written");
    let columns = "id;title;outlet;byline;published;published_from;published_to;published_precision;published_basis;\
        published_rule;published_confidence;title_basis;outlet_basis;language;url;words;tags;reviewed;notes";
    assert_eq!(written.lines().next(), Some(columns));
    assert_eq!(written.lines().count(), 4, "one of the two reports of the ferry stands for both");
    let fields = columns.replace(';', ",");
    let arguments =
        ["--sort", "published:desc", "--fold-copies", "--separator", "semicolon", "--no-text", "--fields", &fields];
    assert_eq!(written.into_bytes(), window.by_command_line(&arguments, "a.csv"));
    window.press(Modifiers::COMMAND, Key::E);
    window.harness.get_by_label("Columns: 20 of 22");
    let options = window.snapshot().settings.export.options();
    assert_eq!((options.csv.separator, options.has_text), (b';', false));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.harness.query_by_label("File to write").is_none());
}

#[test]
fn the_dialog_is_worked_by_keys_alone_in_a_small_window() {
    let mut window = open([1024.0, 640.0]);
    let folder = window.folder.path().to_owned();
    window.press(Modifiers::COMMAND, Key::E);
    window.wait(|snapshot| snapshot.export_preview.counted.is_some());
    // From the format that is chosen to the next but one, and on to the articles.
    window.press(Modifiers::NONE, Key::Tab);
    window.press(Modifiers::NONE, Key::Tab);
    window.press(Modifiers::NONE, Key::Space);
    for _ in 0..64 {
        let is_reached =
            window.harness.query_all_by_label("File to write").any(|field| field.accesskit_node().is_focused());
        if is_reached {
            break;
        }
        window.press(Modifiers::NONE, Key::Tab);
    }
    window.press(Modifiers::COMMAND, Key::A);
    window.harness.event(egui::Event::Text(folder.join("b.xlsx").display().to_string()));
    window.harness.run_ok();
    window.send();
    assert!(std::fs::read(folder.join("b.xlsx")).expect("written").starts_with(b"PK"), "the third format is XLSX");
    let manifest = std::fs::read_to_string(folder.join("b.xlsx.manifest.json")).expect("written");
    assert!(manifest.contains("\"format\": \"XLSX\""), "{manifest}");
}

#[test]
fn an_earlier_export_is_opened_again_with_its_filters_its_order_and_its_selection() {
    let mut window = open([1440.0, 900.0]);
    let path = window.folder.path().join("a.csv");
    window.act(Action::SetQuery("ferry".to_owned()));
    window.ask("CSV", &path);
    window.send();
    let manifest = window.folder.path().join("a.csv.manifest.json");
    window.act(Action::OpenSample);
    window.wait(|snapshot| snapshot.view.rows.len() == 5);
    window.act(Action::Open(vec![manifest.clone()]));
    window.wait(|snapshot| snapshot.restored.file == "a.csv");
    let snapshot = window.snapshot();
    assert_eq!((snapshot.view.filter.query.as_str(), snapshot.view.rows.len()), ("ferry", 2));
    assert_eq!(snapshot.restored.changes, []);
    let notice = snapshot.notices.last().expect("a notice").text.clone();
    assert_eq!(notice, "The selection of a.csv as it was: 2 articles");

    let news = window.folder.path().join("news");
    std::fs::remove_file(news.join("0.md")).expect("removed");
    std::fs::write(
        news.join("4.md"),
        "---\ntitle: Another ferry\n---\nA ferry came home and nobody was hurt, all said.\n",
    )
    .expect("written");
    window.act(Action::OpenSample);
    window.wait(|snapshot| snapshot.view.rows.len() == 5);
    window.act(Action::Open(vec![manifest]));
    window.wait(|snapshot| !snapshot.restored.changes.is_empty());
    let snapshot = window.snapshot();
    let told: Vec<String> = snapshot.restored.changes.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["no longer there: 0.md", "passes the filters, but was not part of it: 4.md"]);
    assert_eq!(snapshot.selection.article_ids.len(), 1, "what is left of it is selected");
    let notice = snapshot.notices.last().expect("a notice").text.clone();
    assert!(notice.starts_with("1 of the 2 articles of a.csv, selected in the table; since then"), "{notice}");
    window.press(Modifiers::COMMAND, Key::K);
    window.harness.event(egui::Event::Text("changes since".to_owned()));
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::Enter);
    window.harness.get_by_label("no longer there: 0.md");
}
