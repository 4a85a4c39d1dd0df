//! The timeline panel, driven by the names that a screen reader would say.
#![cfg(feature = "window")]
#![allow(missing_docs, clippy::expect_used, clippy::panic, reason = "a test and what it needs")]

use egui::{Key, Modifiers, Pos2, Rect, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::corpus::{Article, ArticleId, Basis, ContentHash, Known, Mention, Source};
use parallax::events::{Event, EventId, MentionRef, Outlook, lanes};
use parallax::search::Filter;
use parallax::session::{Action, Snapshot};
use parallax::text::Span;
use parallax::time::{Anchor, Interval, TimeExpression, TimexKind};
use parallax::ui::timeline::{TimelineView, timeline_ui};
use parallax::ui::{Hover, ViewContext};
use parallax::work::Cancel;
use std::path::PathBuf;
use std::sync::Arc;

/// An article: outlet, day of publication, and a text in which `[2023-03-20|20 March]` is a mention of that day,
/// `[2023-03|March]` of a month, `[|later]` of none. A sentence is a line.
type Draft = (Option<&'static str>, Option<&'static str>, &'static str);

const DRAFTS: [Draft; 4] = [
    (
        Some("The Courier"),
        Some("2023-03-21"),
        "Guests in town\nThe guests came on [2023-03-20|20 March] by train.\nThey had met in [2022|2022] before.\nThey stay until [2023-03-22|Wednesday].",
    ),
    (
        Some("Morning Post"),
        Some("2023-03-22"),
        "A visit\nTalks began on [2023-03-20|Monday] at noon.\nThe harvest of [2022-09|September 2022] was bad.",
    ),
    (Some("Morning Post"), Some("2023-04-02"), "Two weeks after\nOn [2023-03-20|that day] nobody knew, as [|now]."),
    (None, None, "A leaf without a date\nIt was [|recently] found."),
];

fn days(value: &str) -> Option<Interval> {
    let parts: Vec<u32> = value.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    match *parts {
        [year] => Interval::of_year(year as i32),
        [year, month] => Interval::of_month(year as i32, month),
        [year, month, day] => Interval::of_day(year as i32, month, day),
        _ => None,
    }
}

fn read(article_id: ArticleId, draft: &str) -> (String, Vec<Mention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    for line in draft.split_inclusive('\n') {
        let line_start = text.len();
        let first = mentions.len();
        for piece in line.split('[') {
            let Some((mark, rest)) = piece.split_once(']') else {
                text.push_str(piece);
                continue;
            };
            let (value, words) = mark.split_once('|').expect("a value and words");
            let start = text.len();
            text.push_str(words);
            let interval = days(value);
            let expression = TimeExpression {
                span: Span::new(start, text.len()),
                kind: TimexKind::Date,
                value: value.to_owned(),
                modifier: None,
                interval,
                precision: interval.map_or(parallax::time::Precision::Open, Interval::precision),
                anchor: Anchor::Explicit,
                rule: "day-month-year".into(),
                confidence: 0.9,
                range: None,
            };
            mentions.push(Mention { article_id, expression, sentence: Span::default(), is_boilerplate: false });
            text.push_str(rest);
        }
        let sentence = Span::new(line_start, text.len()).trimmed(&text);
        mentions.iter_mut().skip(first).for_each(|mention: &mut Mention| mention.sentence = sentence);
    }
    (text, mentions)
}

fn article(draft: &Draft, number: u32, text: &str) -> Article {
    let stated = |value: &str| Some(Known::new(Arc::from(value), Basis::stated("a test")));
    Article {
        source: Source { path: Arc::new(PathBuf::from("x.txt")), shown_path: "x.txt".into(), member: None },
        id: number.to_string().into(),
        sha256: ContentHash([number as u8; 32]),
        title: stated(text.lines().next().unwrap_or_default()),
        outlet: draft.0.and_then(stated),
        byline: None,
        published: draft.1.and_then(days).map(|interval| Known::new(interval, Basis::stated("a test"))),
        language: None,
        url: None,
        boilerplate: Vec::new(),
        word_count: 10,
        text: text.into(),
    }
}

fn snapshot(drafts: &[Draft]) -> Snapshot {
    let mut snapshot = Snapshot::default();
    let opened = &mut snapshot.opened;
    opened.import = 1;
    for (index, draft) in drafts.iter().enumerate() {
        let article_id = ArticleId(index as u32);
        let (text, mentions) = read(article_id, draft.2);
        opened.corpus.push(Arc::new(article(draft, index as u32, &text)));
        opened.mentions.set(article_id, mentions.into());
    }
    let talks = days("2023-03-20").expect("a day");
    let of_talks = |article: u32| MentionRef { article_id: ArticleId(article), index: 0 };
    if drafts.len() >= 3 {
        let mentions = (0..3).map(of_talks).collect();
        let event = Event {
            event_id: EventId(0),
            interval: talks,
            label: "Talks in town".to_owned(),
            mentions,
            undated: Vec::new(),
            outlook: Outlook::Told,
            disagreements: Vec::new(),
            is_edited: false,
        };
        opened.events = vec![event].into();
    }
    let rows: Vec<ArticleId> = opened.corpus.iter().map(|(article_id, _)| article_id).collect();
    snapshot.view.lanes = Arc::new(
        lanes(&opened.corpus, &opened.mentions, &opened.events, &rows, &Cancel::new()).expect("not cancelled"),
    );
    snapshot.view.rows = rows.into();
    snapshot.view.lanes_generation = 1;
    snapshot
}

/// A window with nothing but the panel, that does what a filter action asks for.
struct Bench {
    snapshot: Snapshot,
    view: TimelineView,
    hover: Hover,
    actions: Vec<Action>,
}

fn open_sized(drafts: &[Draft], size: Vec2) -> Harness<'static, Bench> {
    let bench = Bench {
        snapshot: snapshot(drafts),
        view: TimelineView::default(),
        hover: Hover::default(),
        actions: Vec::new(),
    };
    let builder = Harness::builder().with_size(size).with_step_dt(0.1).with_context_setup(|ctx| {
        parallax::app::fonts::install(ctx);
        parallax::ui::theme::install(ctx);
    });
    let mut harness = builder.build_ui_state(
        |ui, bench: &mut Bench| {
            let mut context = ViewContext::new(&bench.snapshot, bench.hover);
            timeline_ui(ui, &mut context, &mut bench.view);
            bench.hover = context.next_hover;
            let actions = std::mem::take(&mut context.actions);
            for action in &actions {
                let filter = Arc::make_mut(&mut bench.snapshot.view.filter);
                match action {
                    Action::SetAbout(about) => filter.about = *about,
                    Action::SetPublished(published) => filter.published = *published,
                    Action::ClearFilters => *filter = Filter::default(),
                    _ => {}
                }
            }
            bench.actions.extend(actions);
        },
        bench,
    );
    harness.run();
    harness
}

fn open() -> Harness<'static, Bench> {
    open_sized(&DRAFTS, vec2(1000.0, 320.0))
}

fn lanes_rect(harness: &Harness<'_, Bench>) -> Rect {
    harness.get_by_label_contains("Timeline, ").rect()
}

fn drag(harness: &mut Harness<'_, Bench>, from: Pos2, to: Pos2) {
    harness.drag_at(from);
    harness.step();
    for step in 1..=4 {
        harness.hover_at(from + (to - from) * (step as f32 / 4.0));
        harness.step();
    }
    harness.drop_at(to);
    harness.run();
}

/// The names of the marks from where they are spoken.
fn spoken(harness: &Harness<'_, Bench>) -> String {
    let node = harness.get_by(|node| node.role() == egui::accesskit::Role::ListBoxOption);
    node.accesskit_node().label().unwrap_or_default()
}

fn sentence_of(bench: &Bench, action: &Action) -> String {
    let Action::OpenInReader(article_id, Some(span)) = action else { panic!("not a sentence: {action:?}") };
    span.slice(&bench.snapshot.article(*article_id).expect("an article").text).to_owned()
}

#[test]
fn the_lanes_say_what_they_hold() {
    let harness = open();
    harness.get_by_label("Timeline, 6 marks in 3 lanes, from 1 Jan 2022 to 2 Apr 2023");
    harness.get_by_label("Morning Post: 2 articles, 3 dated mentions");
    harness.get_by_label("Unknown outlet: 1 article, 0 dated mentions");
}

#[test]
fn every_control_has_a_name() {
    let harness = open();
    for name in [
        "Fit timeline",
        "Zoom in",
        "Zoom out",
        "Brush by days referred to",
        "Brush by days published",
        "Undated: 1 article",
        "Time axis, drag to pan",
    ] {
        harness.get_by_label(name);
    }
}

#[test]
fn a_walk_with_the_arrows_tells_each_mark_and_enter_opens_its_sentence() {
    let mut harness = open();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    harness.key_press(Key::Home);
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(spoken(&harness).starts_with("20 Mar 2023: Talks began on Monday at noon."), "{}", spoken(&harness));
    assert!(spoken(&harness).contains("Event: Talks in town · 2 outlets"), "{}", spoken(&harness));
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert!(spoken(&harness).starts_with("20 Mar 2023: The guests came on 20 March by train."), "{}", spoken(&harness));
    assert_eq!(harness.state().hover.event_id, Some(EventId(0)));
    harness.key_press(Key::Enter);
    harness.run();
    let bench = harness.state();
    assert_eq!(sentence_of(bench, bench.actions.last().expect("an action")), "The guests came on 20 March by train.");
}

#[test]
fn a_stretch_drawn_over_the_lanes_filters_by_the_days_referred_to() {
    let mut harness = open();
    let lanes = lanes_rect(&harness);
    let y = lanes.bottom() - 20.0;
    drag(&mut harness, pos2(lanes.left() + 200.0, y), pos2(lanes.left() + 400.0, y));
    let Some(Action::SetAbout(Some(drawn))) = harness.state().actions.last().cloned() else {
        panic!("{:?}", harness.state().actions)
    };
    assert!((115..125).contains(&drawn.day_count()), "{drawn}");
    harness.get_by_label("Clear referred to range").click();
    harness.run();
    assert_eq!(harness.state().actions.last(), Some(&Action::SetAbout(None)));
}

#[test]
fn an_edge_of_a_brush_can_be_dragged_and_escape_clears_it() {
    let mut harness = open();
    let lanes = lanes_rect(&harness);
    let y = lanes.bottom() - 20.0;
    drag(&mut harness, pos2(lanes.left() + 200.0, y), pos2(lanes.left() + 400.0, y));
    let Some(before) = harness.state().snapshot.view.filter.about else { panic!("no brush") };
    drag(&mut harness, pos2(lanes.left() + 401.0, y), pos2(lanes.left() + 500.0, y));
    let Some(after) = harness.state().snapshot.view.filter.about else { panic!("no brush") };
    assert_eq!(after.first(), before.first());
    assert!(after.last() > before.last(), "{before} became {after}");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().snapshot.view.filter.about, None);
}

#[test]
fn the_other_brush_filters_by_publication() {
    let mut harness = open();
    harness.get_by_label("Brush by days published").click();
    harness.run();
    let lanes = lanes_rect(&harness);
    let y = lanes.bottom() - 20.0;
    drag(&mut harness, pos2(lanes.left() + 500.0, y), pos2(lanes.left() + 300.0, y));
    assert!(matches!(harness.state().actions.last(), Some(Action::SetPublished(Some(_)))));
}

#[test]
fn a_mark_under_the_pointer_lights_up_and_a_click_opens_its_sentence() {
    let mut harness = open();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    harness.key_press(Key::Home);
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    let mark = harness.get_by(|node| node.role() == egui::accesskit::Role::ListBoxOption).rect();
    harness.state_mut().actions.clear();
    harness.hover_at(mark.center());
    harness.run();
    let hover = harness.state().hover;
    assert_eq!(hover.mention, Some(MentionRef { article_id: ArticleId(1), index: 0 }));
    assert_eq!(hover.event_id, Some(EventId(0)));
    harness.get_by_label("Why: the words say it all; rule: day month year");
    drag(&mut harness, mark.center(), mark.center());
    let bench = harness.state();
    assert_eq!(sentence_of(bench, bench.actions.last().expect("an action")), "Talks began on Monday at noon.");
}

#[test]
fn undated_articles_stand_in_the_tray_and_open_from_there() {
    let mut harness = open();
    assert!(harness.query_by_label("A leaf without a date").is_none());
    harness.get_by_label("Undated: 1 article").click();
    harness.run();
    harness.get_by_label("2 mentions have no calendar date");
    harness.get_by_label("A leaf without a date").click();
    harness.run();
    assert_eq!(harness.state().actions.last(), Some(&Action::OpenInReader(ArticleId(3), None)));
}

/// Where the mark of 20 March is, for the pointer.
fn mark_x(harness: &mut Harness<'_, Bench>) -> f32 {
    harness.get_by(|node| node.role() == egui::accesskit::Role::ListBoxOption).rect().center().x
}

#[test]
fn zooming_and_fitting_move_marks_apart_and_back() {
    let mut harness = open();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    for key in [Key::Home, Key::ArrowRight, Key::F] {
        harness.key_press(key);
        harness.run();
    }
    let fitted = mark_x(&mut harness);
    harness.get_by_label("Zoom out").click();
    harness.run();
    let lanes = lanes_rect(&harness);
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    let wide = mark_x(&mut harness);
    assert!((wide - lanes.center().x).abs() < (fitted - lanes.center().x).abs(), "{fitted} {wide}");
    harness.key_press(Key::F);
    harness.run();
    assert!((mark_x(&mut harness) - fitted).abs() < 0.5, "{fitted} {wide} {}", mark_x(&mut harness));
    // The wheel zooms at the pointer: what is under it stays.
    harness.hover_at(pos2(fitted, lanes.top() + 2.0));
    harness.step();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    harness.run();
    assert!((mark_x(&mut harness) - fitted).abs() < 1.0, "{fitted} {}", mark_x(&mut harness));
}

#[test]
fn what_is_out_of_sight_is_counted_and_a_click_takes_it_in() {
    let mut harness = open();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    for key in [Key::End, Key::Plus, Key::Plus, Key::Plus] {
        harness.key_press(key);
        harness.run();
    }
    harness.get_by_label("1 earlier mark out of sight: show").click();
    harness.run();
    assert!(harness.query_by_label_contains("out of sight").is_none());
}

#[test]
fn the_panel_takes_the_room_it_is_given() {
    for drafts in [&DRAFTS[..], &DRAFTS[3..]] {
        let snapshot = snapshot(drafts);
        let mut view = TimelineView::default();
        let builder = Harness::builder().with_size(vec2(800.0, 400.0)).with_context_setup(|ctx| {
            parallax::app::fonts::install(ctx);
            parallax::ui::theme::install(ctx);
        });
        let harness = builder.build_ui(move |ui| {
            let mut context = ViewContext::new(&snapshot, Hover::default());
            let panel = egui::Panel::bottom("around").resizable(true).default_size(250.0);
            let shown = panel.show(ui, |ui| timeline_ui(ui, &mut context, &mut view));
            assert!((shown.response.rect.height() - 250.0).abs() < 20.0, "{}", shown.response.rect);
        });
        drop(harness);
    }
}

#[test]
fn a_filter_does_not_move_the_window_of_time() {
    let mut harness = open();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    for key in [Key::Home, Key::ArrowRight] {
        harness.key_press(key);
        harness.run();
    }
    let before = mark_x(&mut harness);
    let snapshot = &mut harness.state_mut().snapshot;
    let rows = [ArticleId(1)];
    let opened = &snapshot.opened;
    snapshot.view.lanes = Arc::new(
        lanes(&opened.corpus, &opened.mentions, &opened.events, &rows, &Cancel::new()).expect("not cancelled"),
    );
    snapshot.view.filter = Arc::new(Filter { query: "talks".to_owned(), ..Filter::default() });
    snapshot.view.lanes_generation += 1;
    harness.run();
    harness.get_by_label_contains("Timeline, 2 marks in 1 lane");
    assert!((mark_x(&mut harness) - before).abs() < 0.5);
}

#[test]
fn nothing_dated_says_so_and_what_to_do() {
    let mut harness = open_sized(&DRAFTS[3..], vec2(700.0, 200.0));
    harness.get_by_label("No dated mentions in the articles shown");
    harness.state_mut().snapshot.view.filter = Arc::new(Filter { query: "x".to_owned(), ..Filter::default() });
    harness.run();
    harness.get_by_label("Clear all filters").click();
    harness.run();
    assert_eq!(harness.state().actions.last(), Some(&Action::ClearFilters));
}

#[test]
fn no_size_breaks_it() {
    for size in [vec2(10.0, 10.0), vec2(130.0, 60.0), vec2(500.0, 140.0), vec2(3000.0, 1500.0)] {
        let mut harness = open_sized(&DRAFTS, size);
        harness.hover_at((size / 2.0).to_pos2());
        harness.run();
    }
}
