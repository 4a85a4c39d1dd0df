//! Commands for walking and comparing: what each is done on, and what must be true after it.

use super::driven_window::Window;
use super::{ARTICLES, Case, case, nothing, shows};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use parallax::corpus::ArticleId;
use parallax::session::{Action, MiddleView, Snapshot};

/// An article beside its copy, in which a word is changed.
fn linked(window: &mut Window) {
    window.act(Action::Compare(vec![ArticleId(1), ArticleId(2)]));
    window.wait(|snapshot| snapshot.reader.comparison(0, 1).is_some());
}

fn is_at_link(window: &mut Window, _: &Snapshot) -> bool {
    window.harness.state().view.reader.lit().is_some()
}

/// Of the menu *Go*.
pub(crate) const GO: &[Case] = &[
    case("Search", nothing, |window, _| {
        window.harness.event(egui::Event::Text("grain".to_owned()));
        window.harness.run_ok();
        window.wait(|snapshot| snapshot.view.rows.len() == 1);
        true
    }),
    case("Save View…", nothing, |window, _| shows("Save view")(window)),
    case(
        "Clear All Filters",
        |window| window.act(Action::SetQuery("grain".to_owned())),
        |window, _| window.snapshot().view.rows.len() == ARTICLES.len(),
    ),
    case("Go to Row…", nothing, |window, _| {
        window.harness.event(egui::Event::Text("2023-03-16".to_owned()));
        window.harness.run_ok();
        window.press(Modifiers::NONE, Key::Enter);
        window.snapshot().selection.cursor == Some(ArticleId(1))
    }),
    case(
        "Open in Reader",
        |window| window.select(&[2]),
        |window, _| window.snapshot().reader.columns.iter().any(|column| column.article_id == ArticleId(2)),
    ),
    case(
        "Add to Comparison",
        |window| {
            window.act(Action::OpenInReader(ArticleId(0), None));
            window.select(&[1]);
        },
        |window, _| window.snapshot().reader.columns.len() == 2,
    ),
    case(
        "Compare Selected",
        |window| window.select(&[0, 1, 2]),
        |window, _| window.snapshot().reader.columns.len() == 3,
    ),
    case(
        "Pin Reader Column",
        |window| window.act(Action::OpenInReader(ArticleId(0), None)),
        |window, _| window.snapshot().reader.columns.iter().any(|column| column.is_pinned),
    ),
    case(
        "Swap Reader Columns",
        |window| window.act(Action::Compare(vec![ArticleId(0), ArticleId(1)])),
        |window, _| {
            let ids: Vec<ArticleId> = window.snapshot().reader.columns.iter().map(|column| column.article_id).collect();
            ids == [ArticleId(1), ArticleId(0)]
        },
    ),
    case(
        "Compare with the Earliest",
        |window| {
            window.copies_known();
            window.select(&[2]);
        },
        |window, _| {
            let ids: Vec<ArticleId> = window.snapshot().reader.columns.iter().map(|column| column.article_id).collect();
            ids == [ArticleId(1), ArticleId(2)]
        },
    ),
    case(
        "Show Its Copies",
        |window| {
            window.copies_known();
            window.select(&[1]);
        },
        |window, _| window.snapshot().view.copies_of == Some(ArticleId(1)),
    ),
    case(
        "Who Else Says This?",
        |window| window.act(Action::OpenInReader(ArticleId(1), None)),
        |window, _| window.snapshot().settings.middle == MiddleView::WhoElse,
    ),
    case(
        "Close Reader Column",
        |window| window.act(Action::OpenInReader(ArticleId(1), None)),
        |window, _| window.snapshot().reader.columns.is_empty(),
    ),
    case("Find in Article", Window::hit_in_reader, |window, _| window.has("Find in article")),
    case("Contents of the Article", Window::hit_in_reader, |window, _| window.has("Contents of the article")),
    case("Next Hit", Window::hit_in_reader, |window, _| {
        window.harness.query_all_by_label_contains("hit\u{a0}1\u{a0}of\u{a0}1").count() > 0
    }),
    case("Previous Hit", Window::hit_in_reader, |window, _| {
        window.harness.query_all_by_label_contains("hit\u{a0}1\u{a0}of\u{a0}1").count() > 0
    }),
    case("Next Linked Passage", linked, is_at_link),
    case("Previous Linked Passage", linked, is_at_link),
    case("Next Difference", linked, is_at_link),
    case("Previous Difference", linked, is_at_link),
    case("Go to Table", nothing, |window, _| {
        window.press(Modifiers::NONE, Key::End);
        window.snapshot().selection.cursor == Some(ArticleId(0))
    }),
];
