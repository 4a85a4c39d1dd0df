//! A window with nothing but the timeline, on four articles, that does what a filter action asks for.

#![allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has to stop; every test uses its part"
)]

use egui::{Pos2, Rect, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::corpus::{Article, ArticleId, Basis, ContentHash, Known, Mention, Source};
use parallax::events::{Event, EventId, Lanes, LanesBy, MentionRef, Outlook, Told, lanes};
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
pub(crate) type Draft = (Option<&'static str>, Option<&'static str>, &'static str);

pub(crate) const DRAFTS: [Draft; 4] = [
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

pub(crate) fn days(value: &str) -> Option<Interval> {
    let parts: Vec<u32> = value.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    match *parts {
        [year] => Interval::of_year(year as i32),
        [year, month] => Interval::of_month(year as i32, month),
        [year, month, day] => Interval::of_day(year as i32, month, day),
        _ => None,
    }
}

pub(crate) fn read(article_id: ArticleId, draft: &str) -> (String, Vec<Mention>) {
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

pub(crate) fn article(draft: &Draft, number: u32, text: &str) -> Article {
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

pub(crate) fn snapshot(drafts: &[Draft]) -> Snapshot {
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
    snapshot.view.lanes = laid_out(&snapshot, &rows, LanesBy::Outlet);
    snapshot.view.rows = rows.into();
    snapshot.view.lanes_generation = 1;
    snapshot
}

pub(crate) fn laid_out(snapshot: &Snapshot, rows: &[ArticleId], by: LanesBy) -> Arc<Lanes> {
    let opened = &snapshot.opened;
    let tagged = &snapshot.view.filter.marks.tagged;
    let told = Told {
        corpus: &opened.corpus,
        mentions: &opened.mentions,
        events: &opened.events,
        tagged,
        tag_colours: &snapshot.view.filter.marks.colours,
    };
    Arc::new(lanes(told, rows, by, &Cancel::new()).expect("not cancelled"))
}

/// A window with nothing but the panel, that does what a filter action asks for.
pub(crate) struct Bench {
    pub(crate) snapshot: Snapshot,
    pub(crate) view: TimelineView,
    pub(crate) hover: Hover,
    pub(crate) actions: Vec<Action>,
}

pub(crate) fn open_sized(drafts: &[Draft], size: Vec2) -> Harness<'static, Bench> {
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

pub(crate) fn open() -> Harness<'static, Bench> {
    open_sized(&DRAFTS, vec2(1000.0, 320.0))
}

pub(crate) fn lanes_rect(harness: &Harness<'_, Bench>) -> Rect {
    harness.get_by_label_contains("Timeline, ").rect()
}

pub(crate) fn drag(harness: &mut Harness<'_, Bench>, from: Pos2, to: Pos2) {
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
pub(crate) fn spoken(harness: &Harness<'_, Bench>) -> String {
    let node = harness.get_by(|node| node.role() == egui::accesskit::Role::ListBoxOption);
    node.accesskit_node().label().unwrap_or_default()
}

pub(crate) fn sentence_of(bench: &Bench, action: &Action) -> String {
    let Action::OpenInReader(article_id, Some(span)) = action else { panic!("not a sentence: {action:?}") };
    span.slice(&bench.snapshot.article(*article_id).expect("an article").text).to_owned()
}
