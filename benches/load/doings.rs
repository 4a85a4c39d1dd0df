//! What a person does in a round, and takes back at its end: each round leaves the window as the one before.

use crate::window::{READER, TABLE, TIMELINE, Window};
use egui::{Key, Modifiers, Vec2, pos2};
use parallax::corpus::ArticleId;
use parallax::events::LanesBy;
use parallax::export::{Chosen, Format, Options};
use parallax::session::export_request::{ExportArticles, ExportRequest};
use parallax::session::{Action, Habit, MiddleView, SelectMode};
use std::path::Path;

/// Frames of a movement.
const FRAMES: usize = 60;

/// Rows that are tagged at once.
const TAGGED: usize = 10_000;

/// Queries of every kind that the language knows.
const QUERIES: [&str; 8] = [
    "government",
    "minist*",
    "\"the government\"",
    "government NEAR/5 minister",
    "govermnent~",
    "/gover[a-z]+ent/",
    "is:undated OR government",
    "-government",
];

/// What a person does, and its name in the table.
type Doing = (&'static str, fn(&mut Window, &Path));

pub(crate) const DOINGS: [Doing; 13] = [
    ("scroll the table", |window, _| {
        window.wheel(TABLE, Vec2::new(0.0, -160.0), FRAMES);
        window.drag(pos2(800.0, 130.0), pos2(800.0, 480.0), FRAMES);
        window.drag(pos2(800.0, 480.0), pos2(800.0, 130.0), FRAMES);
    }),
    ("filter by outlets and days", |window, _| {
        for y in [142.0, 164.0, 186.0] {
            window.click(pos2(60.0, y));
            window.settle();
        }
        window.drag(TIMELINE, TIMELINE + Vec2::new(120.0, 0.0), 20);
        window.settle();
        window.act(Action::ClearFilters);
        window.settle();
    }),
    ("type a query and delete it", |window, _| {
        window.type_and_delete_query();
        window.keys(Key::Escape, Modifiers::NONE, 1);
    }),
    ("search by every kind of query", |window, _| {
        for query in QUERIES {
            window.act(Action::SetQuery(query.to_owned()));
            window.settle();
        }
        window.act(Action::ShowInMiddle(MiddleView::Hits));
        window.act(Action::SetQuery("government".to_owned()));
        window.settle_until(|snapshot| snapshot.view.is_settled() && !snapshot.concordance.is_pending);
        window.wheel(TABLE, Vec2::new(0.0, -160.0), FRAMES);
        window.act(Action::ShowInMiddle(MiddleView::Table));
        window.act(Action::ClearFilters);
        window.settle();
    }),
    ("sort by each column", |window, _| {
        window.sort_by_each_column();
    }),
    ("select all rows and none", |window, _| {
        window.act(Action::SelectAll);
        window.rest(5);
        window.act(Action::ClearSelection);
        window.rest(5);
    }),
    ("tag a row, note it, mark it reviewed, undo all", |window, _| {
        window.act(Action::Tag { article_ids: vec![ArticleId(7)], tag: "key".to_owned(), is_on: true });
        window.settle();
        window.act(Action::WriteNote(ArticleId(7), None, "ask the desk".to_owned()));
        window.settle();
        window.act(Action::MarkReviewed(vec![ArticleId(7)], true));
        window.settle();
        undo(window, 3);
    }),
    ("tag 10,000 rows, show them, undo", |window, _| {
        let rows: Vec<ArticleId> = window.snapshot().view.rows.iter().copied().take(TAGGED).collect();
        window.act(Action::Tag { article_ids: rows, tag: "many".to_owned(), is_on: true });
        window.settle();
        window.act(Action::ToggleTag(Some("many".into())));
        window.settle();
        window.act(Action::ClearFilters);
        window.settle();
        undo(window, 1);
    }),
    ("zoom and pan the timeline", |window, _| {
        window.wheel(TIMELINE, Vec2::new(0.0, 30.0), FRAMES);
        window.wheel(TIMELINE, Vec2::new(40.0, 0.0), FRAMES);
        window.wheel(TIMELINE, Vec2::new(0.0, -30.0), 2 * FRAMES);
    }),
    ("lanes by event, language, outlet; the plane", |window, _| {
        for by in [LanesBy::Event, LanesBy::Language, LanesBy::Outlet] {
            window.act(Action::SetLanes(by));
            window.settle();
        }
        window.act(Action::SetHabit(Habit::Plane(true)));
        window.rest(20);
        window.act(Action::SetHabit(Habit::Plane(false)));
        window.rest(3);
    }),
    ("read one article after another, scroll", |window, _| {
        window.act(Action::Select(ArticleId(0), SelectMode::Only));
        window.click(TABLE);
        for _ in 0..20 {
            window.keys(Key::ArrowDown, Modifiers::NONE, 1);
            window.keys(Key::Enter, Modifiers::NONE, 1);
            window.settle();
        }
        window.wheel(READER, Vec2::new(0.0, -60.0), FRAMES);
    }),
    ("compare four", |window, _| {
        window.act(Action::Compare((0..4).map(ArticleId).collect()));
        window.settle();
        window.wheel(READER, Vec2::new(0.0, -60.0), FRAMES);
    }),
    ("export everything", |window, folder| {
        window.keys(Key::E, Modifiers::COMMAND, 1);
        window.rest(20);
        window.keys(Key::Escape, Modifiers::NONE, 2);
        let articles = ExportArticles { chosen: Chosen::All, ..ExportArticles::default() };
        for (format, name) in [(Format::Csv, "all.csv"), (Format::Bibtex, "all.bib")] {
            let path = folder.join(name);
            let _ = std::fs::remove_file(&path);
            let options = Options { has_text: false, ..Options::default() };
            let request = ExportRequest { path: path.clone(), format, articles: articles.clone(), options };
            window.act(Action::Export(request));
            // It has no name until it is whole.
            window.settle_until(|_| path.exists());
        }
    }),
];

fn undo(window: &mut Window, count: usize) {
    for _ in 0..count {
        window.act(Action::Undo);
        window.settle();
    }
}
