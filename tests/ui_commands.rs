//! Every command of the registry done in the real window by its name, and what it changed looked at. A command without a case here
//! fails.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

mod command_cases;
mod driven_window;

use driven_window::{Limits, Window};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use parallax::corpus::ArticleId;
use parallax::events::LanesBy;
use parallax::session::settings::PanelName;
use parallax::session::{Action, DesktopRequest, MiddleView, Origin, SelectMode, Snapshot, Theme};
use parallax::ui::command::{Command, Menu};
use parallax::ui::commands;
use parallax::ui::timeline::CameraWish;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

/// What a command is done on, and what must be true after it.
struct Case {
    name: &'static str,
    prepare: fn(&mut Window),
    is_done: fn(&mut Window, &Snapshot) -> bool,
}
const fn case(name: &'static str, prepare: fn(&mut Window), is_done: fn(&mut Window, &Snapshot) -> bool) -> Case {
    Case { name, prepare, is_done }
}

/// Two tell of one event, the third has copied from the second, the fourth has nothing to do with them.
const ARTICLES: [(&str, &str, &str); 4] = [
    (
        "Ferry aground off Kelm",
        "Harbour Gazette",
        "The ferry Alma ran aground off Kelm on 14 March 2023. Two of the sailors were hurt, said the harbour master.",
    ),
    (
        "Alma stuck on the rocks",
        "Market Daily",
        "The ferry Alma ran aground off Kelm on 14 March 2023, with ninety people on board. All were brought to land by the \
         lifeboats before night, and the captain stayed on the bridge until the tide had turned and the pumps held.",
    ),
    (
        "Alma stuck",
        "Coast Echo",
        "The ferry Alma ran aground off Kelm on 14 March 2023, with ninety people on board. All were brought to land by the \
         lifeboats before night, and the captain stayed on the bridge until the tide had turned and the pumps held fast.",
    ),
    ("Grain prices rise", "Market Daily", "Grain cost a fifth more than in May 2022, said the exchange on Monday."),
];

fn open() -> Window {
    let limits = Limits { size: [1440.0, 900.0], max_steps: 60, longest: Duration::from_mins(2) };
    let mut window = Window::start(limits, |folder| {
        let path = folder.join("articles.jsonl");
        let mut lines = String::new();
        for (number, (title, outlet, text)) in ARTICLES.into_iter().enumerate() {
            let day = format!("2023-03-{}", 15 + number);
            let line = serde_json::json!({"title": title, "outlet": outlet, "published": day, "text": text});
            writeln!(lines, "{line}").expect("a line");
        }
        std::fs::write(&path, lines).expect("written");
        Action::Open(vec![path])
    });
    window.wait(|snapshot| {
        let opened = &snapshot.opened;
        let is_grouped = opened.events.iter().any(|event| event.mentions.len() > 1);
        opened.reading.is_none() && snapshot.view.rows.len() == ARTICLES.len() && is_grouped
    });
    window
}

impl Window {
    fn act(&mut self, action: Action) {
        self.harness.state_mut().apply(action);
        self.wait(|_| true);
    }

    fn select(&mut self, numbers: &[u32]) {
        self.act(Action::ClearSelection);
        for number in numbers {
            self.act(Action::Select(ArticleId(*number), SelectMode::Toggle));
        }
    }

    fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    fn requests(&mut self) -> Vec<DesktopRequest> {
        self.harness.state_mut().take_requests()
    }

    /// Does a command by its name in the palette.
    fn run_command(&mut self, command: &Command) {
        self.press(Modifiers::COMMAND, Key::K);
        let name = command.name.trim_end_matches('…').to_owned();
        self.harness.event(egui::Event::Text(name));
        self.harness.run_ok();
        self.press(Modifiers::NONE, Key::Enter);
        self.wait(|_| true);
    }

    fn copies_known(&mut self) {
        // They are looked for by themselves: asking for it meanwhile would stop that.
        self.wait(|snapshot| snapshot.opened.copies.is_some() && snapshot.opened.copying.is_none());
    }

    fn hit_in_reader(&mut self) {
        self.act(Action::SetQuery("ferry".to_owned()));
        self.act(Action::OpenInReader(ArticleId(0), None));
    }
}

fn nothing(_: &mut Window) {}

fn days_in_sight(window: &mut Window, wishes: &[CameraWish]) -> f64 {
    for wish in wishes {
        window.harness.state_mut().view.timeline.ask(*wish);
        window.harness.run_ok();
    }
    let days = window.harness.state().view.timeline.in_sight();
    days.end - days.start
}

fn zoomed_in(window: &mut Window) {
    days_in_sight(window, &[CameraWish::Fit, CameraWish::Closer, CameraWish::Closer]);
}

/// The days in sight as a share of all.
fn share_in_sight(window: &mut Window) -> f64 {
    days_in_sight(window, &[]) / days_in_sight(window, &[CameraWish::Fit])
}

fn shows(label: &'static str) -> impl Fn(&mut Window) -> bool {
    move |window| window.has(label)
}

const FILE: &[Case] = &[
    case("Open Folder…", nothing, |window, _| window.requests().contains(&DesktopRequest::PickFolder)),
    case("Open Files…", nothing, |window, _| window.requests().contains(&DesktopRequest::PickFiles)),
    case("Open Path…", nothing, |window, _| shows("Open a folder or file")(window)),
    case("Open Sample Corpus", nothing, |window, _| {
        window.wait(|snapshot| snapshot.opened.corpus.len() == 5);
        window.snapshot().opened.origin == Origin::Sample
    }),
    case("Read Again", nothing, |window, before| {
        window.wait(|snapshot| snapshot.opened.reading.is_none());
        window.snapshot().opened.import > before.opened.import
    }),
    case(
        "Look for Changes",
        |window| {
            let path = window.folder.path().join("articles.jsonl");
            let text = std::fs::read_to_string(&path).expect("read");
            std::fs::write(&path, text + "{\"title\": \"A fifth\", \"text\": \"It came later than the others.\"}\n")
                .expect("written");
        },
        |window, _| {
            window.wait(|snapshot| snapshot.opened.corpus.len() == 5);
            true
        },
    ),
    case("Watch Folder", nothing, |window, before| {
        window.snapshot().settings.watches_folder != before.settings.watches_folder
    }),
    // Nothing is being read: it can be found and not be used.
    case("Stop Reading", nothing, |window, before| {
        window.has("Stop Reading") && window.snapshot().opened.change == before.opened.change
    }),
    // The store is sound: there is nothing to be brought back.
    case("Restore Your Work", nothing, |window, before| {
        window.has("Restore Your Work") && window.snapshot().opened.change == before.opened.change
    }),
    case(
        "Save Work as File…",
        |window| window.act(Action::MarkReviewed(vec![ArticleId(0)], true)),
        |window, _| {
            let path = window.folder.path().join("mine.parallax-work");
            assert!(window.has("Save work as one file"));
            window.harness.state_mut().apply(Action::SaveWork(path.clone()));
            window
                .wait(|snapshot| snapshot.notices.iter().any(|notice| notice.text.contains("in one file, 1 changes")));
            path.exists()
        },
    ),
    case(
        "Merge Work…",
        |window| {
            window.act(Action::MarkReviewed(vec![ArticleId(0)], true));
            let path = window.folder.path().join("mine.parallax-work");
            window.harness.state_mut().apply(Action::SaveWork(path));
            window.wait(|snapshot| snapshot.notices.iter().any(|notice| notice.text.contains("in one file")));
            window.act(Action::OpenSample);
            let other = window.folder.path().join("copy.jsonl");
            std::fs::copy(window.folder.path().join("articles.jsonl"), &other).expect("copied");
            window.act(Action::Open(vec![other]));
            window.wait(|snapshot| snapshot.opened.reading.is_none() && snapshot.view.rows.len() == ARTICLES.len());
            assert!(window.snapshot().view.filter.marks.reviewed.is_empty());
        },
        |window, _| {
            let path = window.folder.path().join("mine.parallax-work").display().to_string();
            window.harness.event(egui::Event::Text(path));
            window.harness.run_ok();
            window.press(Modifiers::NONE, Key::Enter);
            window.wait(|snapshot| snapshot.view.filter.marks.reviewed.contains(ArticleId(0)));
            window.act(Action::Undo);
            window.snapshot().view.filter.marks.reviewed.is_empty()
        },
    ),
    // No manifest has been opened.
    case("Changes Since Export…", nothing, |window, before| {
        window.has("Changes Since Export…") && window.snapshot().opened.change == before.opened.change
    }),
    case("Export…", nothing, |window, _| shows("Export")(window)),
    case("Import Report…", nothing, |window, _| shows("Import report")(window)),
    case("Quit", nothing, |window, _| window.requests().contains(&DesktopRequest::Quit)),
];

const EDIT: &[Case] = &[
    case(
        "Undo",
        |window| window.act(Action::MarkReviewed(vec![ArticleId(0)], true)),
        |window, _| window.snapshot().view.filter.marks.reviewed.is_empty(),
    ),
    case(
        "Redo",
        |window| {
            window.act(Action::MarkReviewed(vec![ArticleId(0)], true));
            window.act(Action::Undo);
        },
        |window, _| window.snapshot().view.filter.marks.reviewed.len() == 1,
    ),
    case("Correct…", |window| window.select(&[0]), |window, _| shows("Correct")(window)),
    case("Tags…", |window| window.select(&[0]), |window, _| shows("Tags")(window)),
    case(
        "Reviewed",
        |window| window.select(&[0, 2]),
        |window, _| window.snapshot().view.filter.marks.reviewed.len() == 2,
    ),
    case("Note…", |window| window.select(&[0]), |window, _| shows("Note")(window)),
    case("Event Details…", nothing, |window, _| {
        window.harness.query_all_by_label_contains("14 Mar 2023").count() > 0
    }),
    case("Merge Events…", nothing, |window, _| window.harness.query_all_by_label_contains("14 Mar 2023").count() > 0),
    case("Split Event…", nothing, |window, _| window.harness.query_all_by_label_contains("14 Mar 2023").count() > 0),
    case(
        "Copy with Citation",
        |window| window.act(Action::OpenInReader(ArticleId(3), None)),
        |window, _| {
            let copied = |request: &DesktopRequest| match request {
                DesktopRequest::Copy(text) => text.starts_with("“Grain cost") && text.contains("Market Daily"),
                _ => false,
            };
            window.requests().iter().any(copied)
        },
    ),
    case(
        "Copy Rows",
        |window| window.select(&[0, 3]),
        |window, _| {
            let requests = window.requests();
            let copied = requests.iter().find_map(|request| match request {
                DesktopRequest::Copy(text) => Some(text.lines().map(str::to_owned).collect::<Vec<_>>()),
                _ => None,
            });
            let lines = copied.expect("copied");
            lines.len() == 3
                && lines[0].starts_with("Published\tOutlet\tTitle\t")
                && lines[1].starts_with("18 Mar 2023\tMarket Daily\tGrain prices rise\t")
        },
    ),
    case("Select All Rows", nothing, |window, _| window.snapshot().selection.article_ids.len() == ARTICLES.len()),
    case(
        "Clear Selection",
        |window| window.select(&[1, 2]),
        |window, _| window.snapshot().selection.article_ids.is_empty(),
    ),
];

const VIEW: &[Case] = &[
    case("Filters", nothing, |window, _| !window.snapshot().settings.shows(PanelName::Filters)),
    case("Timeline", nothing, |window, _| !window.snapshot().settings.shows(PanelName::Timeline)),
    case("Reader", nothing, |window, _| !window.snapshot().settings.shows(PanelName::Reader)),
    case("Hits in Context", nothing, |window, _| window.snapshot().settings.middle == MiddleView::Hits),
    case("Quotations", nothing, |window, _| window.snapshot().settings.middle == MiddleView::Quotations),
    case("Who Else: Answers", nothing, |window, _| window.snapshot().settings.middle == MiddleView::WhoElse),
    case("Plane of Both Days", nothing, |window, _| {
        window.snapshot().settings.timeline.shows_plane
            && window.harness.query_all_by_label_contains("Plane of days referred to").count() == 1
    }),
    case("Fit Timeline", zoomed_in, |window, _| share_in_sight(window) > 0.999),
    case("Zoom Timeline In", nothing, |window, _| share_in_sight(window) < 0.7),
    case("Zoom Timeline Out", zoomed_in, |window, _| share_in_sight(window) > 0.5),
    case(
        "Lanes by Outlet",
        |window| window.act(Action::SetLanes(LanesBy::Tag)),
        |window, _| window.snapshot().view.lanes.by == LanesBy::Outlet,
    ),
    case("Lanes by Event", nothing, |window, _| window.snapshot().view.lanes.by == LanesBy::Event),
    case("Lanes by Language", nothing, |window, _| {
        window.snapshot().view.lanes.by == LanesBy::Language
            && window.harness.query_all_by_label_contains("English: 4 articles").count() == 1
    }),
    case(
        "Lanes by Tag",
        |window| {
            window.act(Action::Tag { article_ids: vec![ArticleId(1)], tag: "key".to_owned(), is_on: true });
        },
        |window, _| {
            window.snapshot().view.lanes.by == LanesBy::Tag
                && window.harness.query_all_by_label_contains("key: 1 article,").count() == 1
        },
    ),
    case("Columns…", nothing, |window, _| {
        window.harness.get_by_label("Byline").click();
        window.harness.run_ok();
        window.has("Columns of the table")
            && !window.snapshot().settings.columns.shown().contains(&parallax::session::Column::Byline)
    }),
    case("Count Stories, Not Copies", nothing, |window, _| window.snapshot().settings.counts_stories),
    case("Look for Copies", Window::copies_known, |window, before| {
        let known = before.opened.copies.clone().expect("known");
        window.wait(|snapshot| snapshot.opened.copying.is_none());
        window.wait(|snapshot| snapshot.opened.copies.as_ref().is_some_and(|copies| !Arc::ptr_eq(copies, &known)));
        true
    }),
    case(
        "Reader Fills the Window",
        |window| window.act(Action::OpenInReader(ArticleId(0), None)),
        |window, _| !window.snapshot().settings.shows(PanelName::Table),
    ),
    case(
        "Theme: As the Desktop",
        |window| window.act(Action::SetTheme(Theme::Dark)),
        |window, _| window.snapshot().settings.theme == Theme::System,
    ),
    case("Theme: Light", nothing, |window, _| window.snapshot().settings.theme == Theme::Light),
    case("Theme: Dark", nothing, |window, _| window.snapshot().settings.theme == Theme::Dark),
    case("High Contrast", nothing, |window, _| {
        let visuals = window.harness.ctx.style_of(egui::Theme::Dark).visuals.clone();
        visuals.panel_fill == parallax::ui::theme::colours::HIGH_DARK.panel
    }),
    case("Compact", nothing, |window, _| window.harness.ctx.style_of(egui::Theme::Dark).spacing.interact_size.y < 26.0),
    case("Less Motion", nothing, |window, _| window.harness.ctx.style_of(egui::Theme::Dark).animation_time == 0.0),
    case("Larger", nothing, |window, _| window.snapshot().settings.zoom > 1.05),
    case("Smaller", nothing, |window, _| window.snapshot().settings.zoom < 0.95),
    case(
        "Original Size",
        |window| window.act(Action::SetZoom(1.3)),
        |window, _| (window.snapshot().settings.zoom - 1.0).abs() < 0.01,
    ),
];

const HELP: &[Case] = &[
    case("Command Palette…", nothing, |window, _| window.has("Find a command")),
    case("Keyboard Shortcuts…", nothing, |window, _| window.has("Keyboard shortcuts")),
    case("How to Search…", nothing, |window, _| window.has("How to search")),
    case("Take the Tour", nothing, |window, _| {
        for step in 1..=4 {
            assert!(window.harness.query_all_by_label_contains(&format!("Tour, step {step} of 4")).count() == 1);
            window.harness.get_by_label(if step < 4 { "Next" } else { "Done" }).click();
            window.harness.run_ok();
        }
        window.snapshot().settings.has_seen_tour
    }),
    case("About Parallax…", nothing, |window, _| {
        window.harness.query_all_by_label_contains("Version").next().is_some()
    }),
];

fn walk(menu: Menu, cases: &[Case]) {
    let mut missing = Vec::new();
    for command in commands::all().filter(|command| command.menu == menu) {
        let Some(case) = cases.iter().find(|case| case.name == command.name) else {
            missing.push(command.name);
            continue;
        };
        let mut window = open();
        (case.prepare)(&mut window);
        window.requests();
        let before: Arc<Snapshot> = window.snapshot();
        window.run_command(command);
        assert!((case.is_done)(&mut window, &before), "“{}” did not do what it says", command.name);
    }
    assert!(missing.is_empty(), "commands without a test: {missing:?}");
    let known = |name: &str| commands::all().any(|command| command.menu == menu && command.name == name);
    let gone: Vec<&str> = cases.iter().map(|case| case.name).filter(|name| !known(name)).collect();
    assert!(gone.is_empty(), "tests of commands that are gone: {gone:?}");
}

#[test]
fn every_command_of_the_file_menu_does_what_it_says() {
    walk(Menu::File, FILE);
}

#[test]
fn every_command_of_the_edit_menu_does_what_it_says() {
    walk(Menu::Edit, EDIT);
}

#[test]
fn every_command_of_the_view_menu_does_what_it_says() {
    walk(Menu::View, VIEW);
}

#[test]
fn every_command_of_the_go_menu_does_what_it_says() {
    walk(Menu::Go, command_cases::GO);
}

#[test]
fn every_command_of_the_help_menu_does_what_it_says() {
    walk(Menu::Help, HELP);
}
