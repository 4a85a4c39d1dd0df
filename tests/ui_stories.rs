//! Stories and copies, quotations and who else says a passage, in the window. Driven by accessible names and keys, on a corpus
//! that is written here.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

mod driven_window;

use driven_window::{Limits, Window};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use parallax::app::fonts;
use parallax::corpus::ArticleId;
use parallax::session::{Action, MiddleView, Session, Settings, clock};
use parallax::ui::view::View;
use parallax::ui::{self, theme};
use parallax::work::Progress;
use std::fmt::Write as _;
use std::time::Duration;

const LONGEST: Duration = Duration::from_mins(2);
const SHIFTED: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

const STORY: &str = "The ferry Aurora ran aground off Saint Helier on 12 March with 214 passengers on board. Captain Jean Moreau \
    steered the ship onto a sandbank to keep it from sinking. Rescue boats from three towns took the passengers ashore within \
    two hours. “We will not leave the harbour until the last container has been inspected by our own people”, said harbour \
    master Anne Dubois. Nobody was hurt, the coast guard said. The cause of the accident is not known yet.";

/// Title, outlet, day of March 2023, text.
const ARTICLES: [(&str, &str, u32, &str); 6] = [
    ("Ferry Aurora aground off Saint Helier", "Harbour Gazette", 12, ""),
    ("Ferry aground: all safe", "Coast Times", 13, " The ferry was built in 1998."),
    ("Ferry Aurora aground", "Island Herald", 13, " Divers will look at the hull on Monday."),
    (
        "Questions after the grounding",
        "Mainland Post",
        15,
        "Three days after the ferry Aurora ran aground off Saint Helier with 208 passengers on board, much remains unsaid. \
         Harbour master Anne Dubois said: “We will never leave the harbour until the very last container has been searched \
         by our own people.” Her office did not answer calls.",
    ),
    ("Grain prices rise", "Market Daily", 14, "Grain prices rose for the fourth week. Traders blamed the weather."),
    ("Chess champion beaten", "Market Daily", 16, "The champion lost in thirty moves to a newcomer from a small club."),
];

/// The window on the corpus, once its copies are known.
fn open() -> Window {
    let mut window = Window::start(Limits { size: [1440.0, 900.0], max_steps: 60, longest: LONGEST }, |folder| {
        let path = folder.join("articles.jsonl");
        let mut lines = String::new();
        for (number, (title, outlet, day, text)) in ARTICLES.into_iter().enumerate() {
            let text = if number < 3 { format!("{STORY}{text}") } else { text.to_owned() };
            let published = format!("2023-03-{day}");
            let line = serde_json::json!({"title": title, "outlet": outlet, "published": published, "language": "en", "text": text});
            writeln!(lines, "{line}").expect("a line");
        }
        std::fs::write(&path, lines).expect("written");
        Action::Open(vec![path])
    });
    window.wait(|snapshot| snapshot.view.rows.len() == ARTICLES.len() && snapshot.opened.copies.is_some());
    window
}

impl Window {
    fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.run_ok();
    }

    fn has(&self, label: &str) -> bool {
        self.harness.query_by_label(label).is_some()
    }

    fn apply(&mut self, action: Action) {
        self.harness.state_mut().apply(action);
        self.harness.run_ok();
    }

    /// The articles that the reader shows, and where each is scrolled to.
    fn reader(&mut self) -> Vec<(u32, Option<String>)> {
        let snapshot = self.snapshot();
        let passage = |article_id: ArticleId, span: parallax::text::Span| {
            snapshot.article(article_id).map(|article| span.slice(&article.text).to_owned())
        };
        let columns = snapshot.reader.columns.iter();
        columns
            .map(|column| (column.article_id.0, column.target.and_then(|span| passage(column.article_id, span))))
            .collect()
    }

    fn count_stories(&mut self) {
        self.click("Count stories, not copies");
        self.wait(|snapshot| snapshot.view.rows_filter.stories.is_some());
    }
}

#[test]
fn stories_are_counted_instead_of_copies_and_each_row_leads_to_its_copies() {
    let mut window = open();
    assert!(window.has("6 of 6 articles") && window.has("2 articles copy another"));
    window.count_stories();
    assert!(window.has("4 stories of 6 articles") && window.has("2 copies folded"));
    let facets = window.snapshot().view.facets.clone();
    let of =
        |name: &str| facets.outlets.iter().find(|facet| facet.value.as_deref() == Some(name)).map(|facet| facet.count);
    assert_eq!((of("Coast Times"), of("Market Daily")), (Some(1), Some(2)), "each outlet's own stories");
    assert_eq!(window.snapshot().view.lanes.mark_count, {
        window.apply(Action::ToggleStories);
        window.wait(|snapshot| snapshot.view.rows.len() == 6);
        let all = window.snapshot().view.lanes.mark_count;
        window.count_stories();
        let stories = window.snapshot().view.lanes.mark_count;
        assert!(stories < all, "{stories} of {all} marks");
        stories
    });
    assert!(window.has("Ferry Aurora aground off Saint Helier, Harbour Gazette, 12 Mar 2023, stands for 2 copies: Coast Times, Island Herald"));
    window.click("2 copies: Coast Times, Island Herald");
    window.wait(|snapshot| snapshot.view.rows.len() == 3);
    let snapshot = window.snapshot();
    assert!(snapshot.view.filter.stories.is_none() && !snapshot.settings.counts_stories);
    assert!(window.has("Copies of “Ferry Aurora aground off Saint Helier”"));
    window.wait(|snapshot| snapshot.view.copy_counts.len() == 2);
    assert!(window.has("Ferry Aurora aground off Saint Helier, Harbour Gazette, 12 Mar 2023, earliest"));
    assert!(window.has("Ferry aground: all safe, Coast Times, 13 Mar 2023, added 6 words"));
    assert!(window.has("Ferry Aurora aground, Island Herald, 13 Mar 2023, added 8 words"));
    window.press(Modifiers::COMMAND, Key::Backspace);
    window.wait(|snapshot| snapshot.view.rows.len() == 6);
    assert!(!window.has("Ferry Aurora aground, Island Herald, 13 Mar 2023, added 8 words"));
}

#[test]
fn what_a_filter_leaves_is_folded_among_itself() {
    let mut window = open();
    window.count_stories();
    window.apply(Action::SetQuery("outlet:herald OR outlet:times".to_owned()));
    window.wait(|snapshot| snapshot.view.rows.len() == 1 && snapshot.view.rows_filter.is_set());
    assert!(window.has("1 story of 2 of 6 articles"));
    assert!(window.has("1 copy: Island Herald"), "the earliest that passes stands for the other");
    window.apply(Action::SetQuery("is:duplicate".to_owned()));
    window.wait(|snapshot| snapshot.view.rows_filter.query == "is:duplicate");
    assert!(window.has("1 story of 2 of 6 articles"));
}

#[test]
fn commands_lead_to_copies_and_to_the_earliest() {
    let mut window = open();
    let copy = ArticleId(2);
    window.apply(Action::Select(copy, parallax::session::SelectMode::Only));
    window.apply(Action::OpenInReader(copy, None));
    let line = "Copy of “Ferry Aurora aground off Saint Helier”, Harbour Gazette, 12 Mar 2023: keeps ";
    assert!(window.harness.query_by_label_contains(line).is_some());
    window.click("Compare with the earliest");
    window.apply(Action::Compare(Vec::new()));
    window.press(SHIFTED, Key::E);
    assert_eq!(window.reader().iter().map(|(article_id, _)| *article_id).collect::<Vec<_>>(), [0, 2]);
    assert!(window.has("The earliest, with 2 copies"));
    window.press(SHIFTED, Key::K);
    window.wait(|snapshot| snapshot.view.rows.len() == 3);
    window.press(Modifiers::COMMAND, Key::Backspace);
    window.wait(|snapshot| snapshot.view.rows.len() == 6);
    window.press(SHIFTED, Key::F);
    window.wait(|snapshot| snapshot.view.rows.len() == 4);
    window.apply(Action::ToggleStories);
    window.wait(|snapshot| snapshot.view.rows.len() == 6);
    let row = "Ferry Aurora aground, Island Herald, 13 Mar 2023";
    window.harness.get_by_label(row).click_secondary();
    window.harness.run_ok();
    window.click("Show its copies (3 in all)");
    window.wait(|snapshot| snapshot.view.rows.len() == 3);
}

#[test]
fn quotations_are_listed_with_what_was_altered_and_compared() {
    let mut window = open();
    window.press(Modifiers::COMMAND, Key::Num5);
    window.wait(|snapshot| !snapshot.quotations.groups.is_empty());
    assert_eq!(window.snapshot().settings.middle, MiddleView::Quotations);
    let said = "We will not leave the harbour until the last container has been inspected by our own people";
    assert!(window.has(&format!("“{said}”, Anne Dubois, 4 outlets · 4 articles, altered")));
    let altered = "We will never leave the harbour until the very last container has been searched by our own people.";
    let place = format!("Mainland Post, 15 Mar 2023: “{altered}”, altered, without “not … inspected”");
    assert!(window.has(&place) && !window.has(&format!("Coast Times, 13 Mar 2023: “{said}”, verbatim")));
    window.click("Every place");
    assert!(window.has(&format!("Coast Times, 13 Mar 2023: “{said}”, verbatim")));
    window.click("Every place");
    window.press(Modifiers::NONE, Key::F6);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.reader(), [(0, Some(format!("“{said}”")))]);
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.reader(), [(0, Some(format!("“{said}”"))), (3, Some(format!("“{altered}”")))]);
    window.apply(Action::Compare(Vec::new()));
    window.click("Compare with the earliest wording");
    assert_eq!(window.reader().len(), 2);
    window.press(Modifiers::COMMAND, Key::Num5);
    assert_eq!(window.snapshot().settings.middle, MiddleView::Table);
}

#[test]
fn who_else_says_a_passage_is_asked_by_key_and_answers_open_beside_it() {
    let mut window = open();
    window.press(Modifiers::COMMAND, Key::Num6);
    assert_eq!(window.snapshot().settings.middle, MiddleView::WhoElse);
    window.apply(Action::OpenInReader(ArticleId(3), None));
    window.press(Modifiers::NONE, Key::W);
    window.wait(|snapshot| snapshot.who_else.asked.is_some() && !snapshot.who_else.is_pending);
    let snapshot = window.snapshot();
    let asked = snapshot.who_else.asked.clone().expect("a question");
    assert!(asked.passage.starts_with("Three days after the ferry Aurora"), "{}", asked.passage);
    assert_eq!(snapshot.who_else.found.len(), 1, "copies are hidden");
    assert!(window.has(&format!("Asked for: “{}”", asked.passage)));
    window.press(Modifiers::NONE, Key::F6);
    window.press(Modifiers::NONE, Key::Enter);
    let reader = window.reader();
    assert_eq!(reader.len(), 2);
    assert!(reader.last().and_then(|(_, passage)| passage.as_deref()).is_some_and(|passage| passage.contains("214")));
    window.click("Hide copies");
    window.wait(|snapshot| !snapshot.who_else.is_pending && snapshot.who_else.found.len() == 3);
    window.apply(Action::OnlyOutlet(Some("Coast Times".into())));
    window.click("Only what is filtered");
    window.wait(|snapshot| !snapshot.who_else.is_pending && snapshot.who_else.found.len() == 1);
    window.apply(Action::OnlyOutlet(Some("Market Daily".into())));
    window.wait(|snapshot| !snapshot.who_else.is_pending && snapshot.who_else.found.is_empty());
}

#[test]
fn looking_for_copies_says_how_far_it_is_and_is_stopped() {
    let session = Session::new(Settings::default(), std::path::PathBuf::new(), clock::system);
    let progress = Progress::new();
    progress.add_total(200_000);
    progress.add_done(24_000);
    let builder = Harness::builder().with_size([1440.0, 900.0]).with_max_steps(4).with_context_setup(|ctx| {
        fonts::install(ctx);
        theme::install(ctx);
    });
    let mut harness = builder.build_ui_state(
        |ui, (session, view, asked): &mut (Session, View, Vec<Action>)| {
            let mut snapshot = (*session.snapshot()).clone();
            snapshot.opened.copying = Some(progress.clone());
            asked.extend(ui::show(ui, &snapshot, view));
        },
        (session, View::default(), Vec::new()),
    );
    harness.run_steps(2);
    assert!(harness.query_by_label("Looking for copies 12\u{2009}000 of 100\u{2009}000").is_some());
    harness.get_by_label("Stop looking for copies").click();
    harness.run_steps(2);
    assert!(harness.state().2.contains(&Action::ToggleLookingForCopies));
}
