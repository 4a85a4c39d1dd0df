//! The reader driven by role and name, with real clicks and keys, on a real session.
#![cfg(feature = "window")]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use chrono::{DateTime, Utc};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::compare::{Comparison, Fact, FactKind, Link, LinkKind, Shared, Strength};
use parallax::corpus::{Alternative, Article, ArticleId, Basis, ContentHash, Evidence, Known, Mention, Source};
use parallax::events::{Event, EventId, MentionRef, Outlook};
use parallax::session::effect::ImportStart;
use parallax::session::report::ImportedBatch;
use parallax::session::{Action, Report, Session, Settings};
use parallax::text::Span;
use parallax::time::{Anchor, Interval, Precision, TimeExpression, TimexKind};
use parallax::ui::reader::{ReaderView, reader_ui};
use parallax::ui::{Hover, ViewContext};
use std::sync::Arc;

const FIRST: &str = "Harbour opens again\n\nThe harbour opened on 20 March 2023 after four years of work.\n\nThe mayor called it a day of joy.\n\nShare this article with your friends";
const LAST_WORDS: &str = "The last bridge was taken down at night.";

struct Stage {
    session: Session,
    view: ReaderView,
    hovered: Hover,
    asked: Vec<Action>,
    _folder: tempfile::TempDir,
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap()
}

fn span_of(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn article(number: u8, title: &str, outlet: &str, text: &str) -> Article {
    let about = text.lines().next().map_or(Span::default(), |line| Span::new(0, line.len()));
    let inferred = |rule: &'static str| Basis::Inferred {
        rule: rule.into(),
        evidence: vec![Evidence::Text(about)],
        alternatives: vec![Alternative { value: "Reuters".into(), reason: "cited source".into(), span: None }],
        confidence: 0.8,
    };
    Article {
        source: Source {
            path: Arc::new(format!("{number}.txt").into()),
            shown_path: format!("{number}.txt").into(),
            member: None,
        },
        id: format!("{number}").into(),
        sha256: ContentHash([number; 32]),
        text: text.into(),
        title: Some(Known::new(title.into(), inferred("first-line"))),
        outlet: Some(Known::new(outlet.into(), inferred("about-box"))),
        byline: None,
        published: Interval::of_day(2023, 3, 21).map(|day| Known::new(day, Basis::stated("metadata.csv"))),
        language: Some(Known::new("en".into(), inferred("trigrams"))),
        url: None,
        boilerplate: text.find("Share this").map(|start| Span::new(start, text.len())).into_iter().collect(),
        word_count: text.split_whitespace().count() as u32,
    }
}

fn date(article_id: ArticleId, text: &str, words: &str, day: u32) -> Mention {
    let span = span_of(text, words);
    Mention {
        article_id,
        expression: TimeExpression {
            span,
            kind: TimexKind::Date,
            value: format!("2023-03-{day}"),
            modifier: None,
            interval: Interval::of_day(2023, 3, day),
            precision: Precision::Day,
            anchor: Anchor::Explicit,
            rule: "day-month-year".into(),
            confidence: 0.95,
            range: None,
        },
        sentence: span,
        is_boilerplate: false,
    }
}

fn second_text() -> String {
    let filler: Vec<String> =
        (1..60).map(|n| format!("Paragraph number {n} tells more of the old quay and its cranes.")).collect();
    format!(
        "A port comes back\n\nOn 20 March 2023 the harbour opened after four years.\n\n{}\n\n{LAST_WORDS}",
        filler.join("\n\n")
    )
}

fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::new(Settings::default(), folder.path().to_owned(), noon);
    session.apply(Action::OpenSample);
    let import = session.snapshot().opened.import;
    session.absorb(Report::ImportStarted(import, ImportStart::default()));
    let second = second_text();
    let (a, b) = (ArticleId(0), ArticleId(1));
    let articles = vec![
        (
            Arc::new(article(1, "Harbour opens again", "The Gazette", FIRST)),
            vec![date(a, FIRST, "20 March 2023", 20)].into(),
        ),
        (
            Arc::new(article(2, "A port comes back", "Daily Mail Coach", &second)),
            vec![date(b, &second, "20 March 2023", 20)].into(),
        ),
    ];
    session.absorb(Report::Batch(import, ImportedBatch { articles, ..ImportedBatch::default() }));
    session.absorb(Report::ImportDone { import, was_cancelled: false });
    let event = Event {
        event_id: EventId(0),
        interval: Interval::of_day(2023, 3, 20).unwrap(),
        label: "harbour opened".into(),
        mentions: vec![MentionRef { article_id: a, index: 0 }, MentionRef { article_id: b, index: 0 }],
        undated: Vec::new(),
        outlook: Outlook::Told,
        disagreements: Vec::new(),
        is_edited: false,
    };
    session.absorb(Report::Grouped(import, vec![event].into(), Arc::from([])));
    Stage { session, view: ReaderView::default(), hovered: Hover::default(), asked: Vec::new(), _folder: folder }
}

fn with_two_articles() -> Stage {
    let mut stage = stage();
    stage.session.apply(Action::Compare(vec![ArticleId(0), ArticleId(1)]));
    let snapshot = stage.session.snapshot();
    let pair = |id| (id, snapshot.article(id).unwrap());
    let second = second_text();
    let link = Link {
        kind: LinkKind::Edited,
        a: span_of(FIRST, "The harbour opened on 20 March 2023 after four years of work."),
        b: span_of(&second, "On 20 March 2023 the harbour opened after four years."),
        score: 0.8,
        shared: Shared { words: vec!["harbour".into(), "20 March 2023".into()], ..Shared::default() },
        quote: None,
        conflicts: Vec::new(),
    };
    let comparison = Comparison {
        links: vec![link],
        only_a: vec![span_of(FIRST, "The mayor called it a day of joy.")],
        only_b: vec![span_of(&second, LAST_WORDS)],
        facts_a: vec![Fact {
            kind: FactKind::Name,
            span: span_of(FIRST, "The mayor"),
            wording: "The mayor of the first".into(),
        }],
        ..Comparison::default()
    };
    stage.session.absorb(Report::Compared {
        a: pair(ArticleId(0)),
        b: pair(ArticleId(1)),
        comparison: Arc::new(comparison),
    });
    stage
}

fn harness(stage: Stage) -> Harness<'static, Stage> {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1100.0, 700.0))
        .with_max_steps(60)
        .with_context_setup(|ctx| {
            parallax::app::fonts::install(ctx);
            parallax::ui::theme::install(ctx);
        })
        .build_ui_state(
            |ui, stage: &mut Stage| {
                let snapshot = stage.session.snapshot();
                let mut context = ViewContext::new(&snapshot, stage.hovered);
                reader_ui(ui, &mut context, &mut stage.view);
                stage.hovered = context.next_hover;
                for action in context.actions {
                    stage.asked.push(action.clone());
                    stage.session.apply(action);
                    ui.ctx().request_repaint();
                }
            },
            stage,
        );
    harness.run();
    harness
}

fn focus(harness: &mut Harness<'_, Stage>, role: Role, name: &str) {
    harness.get_by_role_and_label(role, name).focus();
    harness.run();
}

#[test]
fn an_empty_reader_says_what_to_do_next() {
    let harness = harness(stage());
    harness.get_by_label_contains("Nothing open in the reader");
    harness.get_by_label_contains("Press Enter on a row");
}

#[test]
fn two_articles_stand_side_by_side_with_their_titles_as_headings() {
    let harness = harness(with_two_articles());
    let left = harness.get_by_role_and_label(Role::Heading, "Harbour opens again").rect();
    let right = harness.get_by_role_and_label(Role::Heading, "A port comes back").rect();
    assert!(left.right() < right.left());
    let text_top = |name| harness.get_by_role_and_label(Role::Document, name).rect().top();
    assert!((text_top("Article text: Harbour opens again") - text_top("Article text: A port comes back")).abs() < 1.0);
    harness.get_by_label("The mayor called it a day of joy.");
}

#[test]
fn the_reason_of_a_value_opens_when_the_keyboard_comes_to_it() {
    let mut harness = harness(with_two_articles());
    assert!(harness.query_by_label("Rule: about box").is_none());
    focus(&mut harness, Role::Button, "outlet: The Gazette, inferred");
    harness.get_by_label("Rule: about box");
    harness.get_by_label("Inferred, 80 % sure");
    harness.get_by_label("Reuters: cited source");
    harness.get_by_role_and_label(Role::Link, "“Harbour opens again”").click();
    harness.run();
    assert!(harness.state().asked.contains(&Action::JumpTo(0, Span::new(0, 19))), "{:?}", harness.state().asked);
}

#[test]
fn an_outlet_typed_over_is_corrected_and_undo_brings_it_back() {
    let mut harness = harness(with_two_articles());
    harness.get_by_role_and_label(Role::Button, "outlet: The Gazette, inferred").click();
    harness.run();
    let field = harness.get_by_role(Role::TextInput);
    field.focus();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run();
    harness.get_by_role(Role::TextInput).type_text("The Observer");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    harness.get_by_role_and_label(Role::Button, "outlet: The Observer, edited");
    harness.state_mut().session.apply(Action::Undo);
    harness.run();
    harness.get_by_role_and_label(Role::Button, "outlet: The Gazette, inferred");
}

#[test]
fn a_date_that_is_none_is_refused_where_it_is_typed() {
    let mut harness = harness(with_two_articles());
    harness.get_all_by_role_and_label(Role::Button, "published: 21 Mar 2023, stated").next().unwrap().click();
    harness.run();
    harness.get_by_role(Role::TextInput).type_text("soon");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    harness.get_by_label_contains("is not a date");
    assert!(!harness.state().asked.iter().any(|action| matches!(action, Action::Correct { .. })));
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(harness.query_by_role(Role::TextInput).is_none());
}

#[test]
fn a_row_of_only_in_jumps_to_its_place_far_down() {
    let mut harness = harness(with_two_articles());
    let is_shown = |harness: &Harness<'_, Stage>| {
        harness.query_all_by_label(LAST_WORDS).any(|node| node.accesskit_node().role() == Role::Label)
    };
    assert!(!is_shown(&harness));
    harness.get_by_label_contains("Only in Daily Mail Coach (1)").click();
    harness.run();
    harness.get_by_role_and_label(Role::ListItem, LAST_WORDS).click();
    harness.run();
    assert!(is_shown(&harness));
}

#[test]
fn the_keyboard_walks_from_date_to_date_and_says_what_it_means() {
    let mut harness = harness(with_two_articles());
    focus(&mut harness, Role::Document, "Article text: Harbour opens again");
    harness.key_press(egui::Key::CloseBracket);
    harness.run();
    harness.get_by_label_contains("Rule: day month year");
    harness.get_by_label("Also in Daily Mail Coach");
    let hovered = harness.state().hovered;
    assert_eq!(hovered.mention, Some(MentionRef { article_id: ArticleId(0), index: 0 }));
    harness.get_by_label("Show event").click();
    harness.run();
    assert!(harness.state().asked.contains(&Action::ShowEvent(Some(EventId(0)))));
}

#[test]
fn the_keys_scroll_a_text_and_go_to_the_column_beside() {
    let mut harness = harness(with_two_articles());
    focus(&mut harness, Role::Document, "Article text: Harbour opens again");
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    assert!(harness.get_by_role_and_label(Role::Document, "Article text: A port comes back").is_focused());
    harness.key_press(egui::Key::End);
    harness.run();
    harness.get_by_label(LAST_WORDS);
    harness.key_press(egui::Key::Home);
    harness.run();
    assert!(harness.query_by_label(LAST_WORDS).is_none());
}

#[test]
fn walking_the_links_lights_one_and_explains_nothing_unasked() {
    let mut harness = harness(with_two_articles());
    harness.get_by_label("Linked passages:");
    harness.get_by_role_and_label(Role::CheckBox, "1 edited");
    focus(&mut harness, Role::Document, "Article text: A port comes back");
    harness.key_press(egui::Key::End);
    harness.run();
    harness.get_by_label("Next linked passage").click();
    harness.run();
    harness.get_by_label("On 20 March 2023 the harbour opened after four years.");
}

#[test]
fn a_kind_that_is_hidden_is_not_walked_to_and_not_lit() {
    let mut harness = harness(with_two_articles());
    harness.get_by_role_and_label(Role::CheckBox, "1 edited").click();
    harness.run();
    harness.get_by_label("Next linked passage").click();
    harness.run();
    assert_eq!(harness.state().view.lit(), None);
    harness.get_by_role_and_label(Role::CheckBox, "1 edited").click();
    harness.run();
    harness.get_by_label("Next difference").click();
    harness.run();
    assert!(harness.state().view.lit().is_some());
}

#[test]
fn weak_links_are_left_out_when_only_strong_ones_are_wanted() {
    let mut harness = harness(with_two_articles());
    harness.state_mut().view.sieve.least = Strength::Strong;
    harness.run();
    harness.get_by_label("Next linked passage").click();
    harness.run();
    // The link of the stage is a strong one.
    assert!(harness.state().view.lit().is_some());
    harness.get_by_value("Strong links").click();
    harness.run();
    harness.get_by_label("All links").click();
    harness.run();
    assert_eq!(harness.state().view.sieve.least, Strength::Weak);
}

#[test]
fn the_keys_walk_the_differences_and_fold_what_is_shared() {
    let mut harness = harness(with_two_articles());
    focus(&mut harness, Role::Document, "Article text: Harbour opens again");
    harness.key_press(egui::Key::J);
    harness.run();
    assert!(harness.state().view.lit().is_some());
    harness.key_press(egui::Key::F);
    harness.run();
    harness.get_by_label("The mayor called it a day of joy.");
    assert!(harness.query_by_label("The harbour opened on 20 March 2023 after four years of work.").is_none());
    harness.key_press(egui::Key::F);
    harness.run();
    harness.get_by_label("The harbour opened on 20 March 2023 after four years of work.");
    assert!(harness.query_by_role_and_label(Role::Label, "The mayor called it a day of joy.").is_none());
    harness.query_all_by_label_contains("What is not linked folded").next().expect("a fold").click();
    harness.run();
    harness.get_by_role_and_label(Role::Label, "The mayor called it a day of joy.");
}

#[test]
fn facts_that_only_one_states_are_listed_and_lead_to_their_place() {
    let mut harness = harness(with_two_articles());
    harness.get_by_label_contains("Only in Daily Mail Coach (1)").click();
    harness.run();
    harness.get_by_label("Names (1)").click();
    harness.run();
    harness.get_by_role_and_label(Role::ListItem, "The mayor of the first").click();
    harness.run();
    assert!(harness.state().asked.contains(&Action::JumpTo(0, span_of(FIRST, "The mayor"))));
}

#[test]
fn boilerplate_folds_to_a_line_and_a_click_unfolds_it() {
    let mut harness = harness(with_two_articles());
    harness.get_by_label("Share this article with your friends");
    harness.get_by_label("Show boilerplate").click();
    harness.run();
    assert!(harness.query_by_label("Share this article with your friends").is_none());
    harness.get_by_label("Boilerplate folded: 6 words, show").click();
    harness.run();
    harness.get_by_label("Share this article with your friends");
}

#[test]
fn closing_and_swapping_columns_are_asked_for_by_name() {
    let mut harness = harness(with_two_articles());
    harness.get_by_label("Swap with next: Harbour opens again").click();
    harness.run();
    let left = harness.get_by_role_and_label(Role::Heading, "A port comes back").rect().left();
    assert!(left < harness.get_by_role_and_label(Role::Heading, "Harbour opens again").rect().left());
    harness.get_by_label("Close: A port comes back").click();
    harness.run();
    assert!(harness.query_by_label("A port comes back").is_none());
}

#[test]
fn a_linked_passage_lights_its_link_explains_it_and_a_click_brings_both_to_one_height() {
    let mut harness = harness(with_two_articles());
    focus(&mut harness, Role::Document, "Article text: A port comes back");
    harness.key_press(egui::Key::End);
    harness.run();
    let passage = "The harbour opened on 20 March 2023 after four years of work.";
    let row = harness.get_by_label(passage).rect();
    harness.hover_at(row.left_center() + egui::vec2(20.0, 0.0));
    harness.run_steps(8);
    assert!(harness.state().view.lit().is_some());
    harness.get_by_label_contains("shares harbour, 20 March 2023");
    harness.drag_at(row.left_center() + egui::vec2(20.0, 0.0));
    harness.drop_at(row.left_center() + egui::vec2(20.0, 0.0));
    harness.run_steps(4);
    let counterpart = harness.get_by_label("On 20 March 2023 the harbour opened after four years.").rect();
    // The counterpart stands near the top of its text: it comes as near to that height as the text allows.
    assert!(counterpart.top() > 0.0 && (counterpart.top() - row.top()).abs() < 40.0, "{counterpart:?} beside {row:?}");
}

#[test]
fn where_the_columns_do_not_fit_the_active_one_is_brought_into_view() {
    let mut harness = harness(with_two_articles());
    harness.set_size(egui::vec2(420.0, 700.0));
    harness.run();
    let right_edge = |harness: &Harness<'_, Stage>| {
        harness.get_by_role_and_label(Role::Document, "Article text: A port comes back").rect().right()
    };
    harness.state_mut().session.apply(Action::ActivateColumn(1));
    harness.run();
    assert!(right_edge(&harness) <= 421.0, "{}", right_edge(&harness));
}

#[test]
fn hovering_a_date_tells_the_other_panels() {
    let mut harness = harness(with_two_articles());
    let mark = harness.get_all_by_role(Role::Mark).next().unwrap().rect();
    harness.hover_at(mark.center());
    harness.run_steps(4);
    assert_eq!(harness.state().hovered.event_id, Some(EventId(0)));
    harness.get_by_label_contains("Precision: day");
}

/// Run alone: `cargo test --test ui_reader -- --ignored --nocapture`.
#[test]
#[ignore = "measures"]
fn scrolling_two_long_articles() {
    let mut stage = stage();
    let paragraphs: Vec<String> =
        (0..400).map(|n| format!("Paragraph {n}. {}", "The crew met on the quay again. ".repeat(8))).collect();
    let text = paragraphs.join("\n\n");
    let import = stage.session.snapshot().opened.import;
    let dates: Vec<Mention> = text
        .match_indices("quay")
        .step_by(50)
        .map(|(at, word)| {
            let mut mention = date(ArticleId(2), &text, "quay", 20);
            mention.expression.span = Span::new(at, at + word.len());
            mention
        })
        .collect();
    let articles = [3, 4].map(|n| (Arc::new(article(n, "Long", "Long", &text)), dates.clone().into())).into();
    stage.session.absorb(Report::Batch(import, ImportedBatch { articles, ..ImportedBatch::default() }));
    stage.session.apply(Action::Compare(vec![ArticleId(2), ArticleId(3)]));
    let words = text.split_whitespace().count();
    let started = std::time::Instant::now();
    let mut harness = harness(stage);
    println!("{words} words twice, {} dates each; first frames {:?}", dates.len(), started.elapsed());
    harness.get_all_by_role(Role::Document).next().unwrap().focus();
    harness.run();
    let mut times: Vec<std::time::Duration> = Vec::new();
    for _ in 0..200 {
        harness.key_press(egui::Key::ArrowDown);
        let started = std::time::Instant::now();
        harness.step();
        times.push(started.elapsed());
    }
    times.sort();
    println!("a frame while scrolling: median {:?}, 95 of 100 within {:?}", times[100], times[190]);
}

#[test]
fn a_column_is_pinned_by_its_button() {
    let mut harness = harness(with_two_articles());
    harness.get_by_label("Pin: Harbour opens again").click();
    harness.run();
    assert!(harness.state_mut().session.snapshot().reader.columns[0].is_pinned);
    harness.get_by_label("Unpin: Harbour opens again").click();
    harness.run();
    assert!(!harness.state_mut().session.snapshot().reader.columns[0].is_pinned);
}
