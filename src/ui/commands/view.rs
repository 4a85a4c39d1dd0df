//! What is shown, and how.

use crate::events::LanesBy;
use crate::session::settings::{Look, PanelName};
use crate::session::{Action, Habit, MiddleView, Snapshot, Theme};
use crate::ui::command::{Command, Menu, PLAIN, ctrl, ctrl_shift, plain, toggled};
use crate::ui::dialog::Dialog;
use crate::ui::enabled::has_articles;
use crate::ui::timeline::CameraWish;
use egui::Key;

/// With something of the look otherwise.
fn with_look(snapshot: &Snapshot, change: impl FnOnce(&mut Look)) -> Action {
    let mut look = snapshot.settings.look;
    change(&mut look);
    Action::SetHabit(Habit::Look(look))
}

fn shows_timeline(snapshot: &Snapshot) -> bool {
    snapshot.settings.shows(PanelName::Timeline)
}

/// In the order of the menu.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Filters",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num1)],
        tooltip: "Show or hide the filters",
        is_on: Some(|snapshot, _| snapshot.settings.shows(PanelName::Filters)),
        run: |_, _| Some(Action::TogglePanel(PanelName::Filters)),
        ..PLAIN
    },
    Command {
        name: "Timeline",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num2)],
        tooltip: "Show or hide the timeline",
        is_on: Some(|snapshot, _| snapshot.settings.shows(PanelName::Timeline)),
        run: |_, _| Some(Action::TogglePanel(PanelName::Timeline)),
        ..PLAIN
    },
    Command {
        name: "Reader",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num3)],
        tooltip: "Show or hide the reader",
        is_on: Some(|snapshot, _| snapshot.settings.shows(PanelName::Reader)),
        run: |_, _| Some(Action::TogglePanel(PanelName::Reader)),
        ..PLAIN
    },
    Command {
        name: "Hits in Context",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num4)],
        tooltip: "List every place where the query is met, in its surroundings, in place of the table",
        is_on: Some(|snapshot, _| snapshot.settings.middle == MiddleView::Hits),
        run: |snapshot, _| Some(toggled(snapshot, MiddleView::Hits)),
        ..PLAIN
    },
    Command {
        name: "Quotations",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num5)],
        tooltip: "List who is quoted saying what in several of the articles, in place of the table",
        is_on: Some(|snapshot, _| snapshot.settings.middle == MiddleView::Quotations),
        run: |snapshot, _| Some(toggled(snapshot, MiddleView::Quotations)),
        ..PLAIN
    },
    Command {
        name: "Who Else: Answers",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num6)],
        tooltip: "Show who else says the passage that was last asked for, in place of the table",
        is_on: Some(|snapshot, _| snapshot.settings.middle == MiddleView::WhoElse),
        run: |snapshot, _| Some(toggled(snapshot, MiddleView::WhoElse)),
        ..PLAIN
    },
    Command {
        name: "Plane of Both Days",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num7)],
        tooltip: "Show days of publication against days referred to, in place of the lanes of the timeline",
        is_on: Some(|snapshot, _| snapshot.settings.timeline.shows_plane),
        run: |snapshot, _| Some(Action::SetHabit(Habit::Plane(!snapshot.settings.timeline.shows_plane))),
        ..PLAIN
    },
    Command {
        name: "Fit Timeline",
        menu: Menu::View,
        tooltip: "Show all days of the timeline (F while the keyboard is there)",
        is_enabled: shows_timeline,
        run: |_, view| view.timeline.ask(CameraWish::Fit),
        ..PLAIN
    },
    Command {
        name: "Zoom Timeline In",
        menu: Menu::View,
        tooltip: "Show fewer days, larger (+ while the keyboard is there, or the wheel)",
        is_enabled: shows_timeline,
        run: |_, view| view.timeline.ask(CameraWish::Closer),
        ..PLAIN
    },
    Command {
        name: "Zoom Timeline Out",
        menu: Menu::View,
        tooltip: "Show more days, smaller (− while the keyboard is there, or the wheel)",
        is_enabled: shows_timeline,
        run: |_, view| view.timeline.ask(CameraWish::Wider),
        ..PLAIN
    },
    Command {
        name: "Lanes by Outlet",
        menu: Menu::View,
        tooltip: "One lane of the timeline for each outlet",
        is_on: Some(|snapshot, _| snapshot.settings.timeline.lanes_by == LanesBy::Outlet),
        run: |_, _| Some(Action::SetLanes(LanesBy::Outlet)),
        ..PLAIN
    },
    Command {
        name: "Lanes by Event",
        menu: Menu::View,
        tooltip: "One lane of the timeline for each event that several articles mention",
        is_on: Some(|snapshot, _| snapshot.settings.timeline.lanes_by == LanesBy::Event),
        run: |_, _| Some(Action::SetLanes(LanesBy::Event)),
        ..PLAIN
    },
    Command {
        name: "Lanes by Language",
        menu: Menu::View,
        tooltip: "One lane of the timeline for each language",
        is_on: Some(|snapshot, _| snapshot.settings.timeline.lanes_by == LanesBy::Language),
        run: |_, _| Some(Action::SetLanes(LanesBy::Language)),
        ..PLAIN
    },
    Command {
        name: "Lanes by Tag",
        menu: Menu::View,
        tooltip: "One lane of the timeline for each tag",
        is_on: Some(|snapshot, _| snapshot.settings.timeline.lanes_by == LanesBy::Tag),
        run: |_, _| Some(Action::SetLanes(LanesBy::Tag)),
        ..PLAIN
    },
    Command {
        name: "Columns…",
        menu: Menu::View,
        tooltip: "Choose the columns of the table and their order",
        run: |_, view| view.open(Dialog::TableColumns),
        ..PLAIN
    },
    Command {
        name: "Count Stories, Not Copies",
        menu: Menu::View,
        shortcuts: &[ctrl_shift(Key::F)],
        tooltip: "Let the earliest of the copies and rewrites of an article stand for all of them",
        is_on: Some(|snapshot, _| snapshot.settings.counts_stories),
        run: |_, _| Some(Action::ToggleStories),
        ..PLAIN
    },
    Command {
        name: "Look for Copies",
        menu: Menu::View,
        tooltip: "Find copies and rewrites across all articles, or stop looking for them",
        is_enabled: has_articles,
        is_on: Some(|snapshot, _| snapshot.opened.copying.is_some()),
        run: |_, _| Some(Action::ToggleLookingForCopies),
        ..PLAIN
    },
    Command {
        name: "Reader Fills the Window",
        menu: Menu::View,
        shortcuts: &[plain(Key::F11)],
        tooltip: "Give the whole window to the reader, or take it back",
        is_on: Some(|snapshot, _| !snapshot.settings.shows(PanelName::Table)),
        run: |_, _| Some(Action::TogglePanel(PanelName::Table)),
        ..PLAIN
    },
    Command {
        name: "Theme: As the Desktop",
        menu: Menu::View,
        tooltip: "Light or dark as the desktop says",
        is_on: Some(|snapshot, _| snapshot.settings.theme == Theme::System),
        run: |_, _| Some(Action::SetTheme(Theme::System)),
        ..PLAIN
    },
    Command {
        name: "Theme: Light",
        menu: Menu::View,
        tooltip: "Dark text on light ground",
        is_on: Some(|snapshot, _| snapshot.settings.theme == Theme::Light),
        run: |_, _| Some(Action::SetTheme(Theme::Light)),
        ..PLAIN
    },
    Command {
        name: "Theme: Dark",
        menu: Menu::View,
        tooltip: "Light text on dark ground",
        is_on: Some(|snapshot, _| snapshot.settings.theme == Theme::Dark),
        run: |_, _| Some(Action::SetTheme(Theme::Dark)),
        ..PLAIN
    },
    Command {
        name: "High Contrast",
        menu: Menu::View,
        tooltip: "Black and white with edges that are seen, light or dark",
        is_on: Some(|snapshot, _| snapshot.settings.look.has_high_contrast),
        run: |snapshot, _| Some(with_look(snapshot, |look| look.has_high_contrast ^= true)),
        ..PLAIN
    },
    Command {
        name: "Compact",
        menu: Menu::View,
        tooltip: "Put rows and buttons closer to each other",
        is_on: Some(|snapshot, _| snapshot.settings.look.is_compact),
        run: |snapshot, _| Some(with_look(snapshot, |look| look.is_compact ^= true)),
        ..PLAIN
    },
    Command {
        name: "Less Motion",
        menu: Menu::View,
        tooltip: "Let nothing move by itself",
        is_on: Some(|snapshot, _| snapshot.settings.look.has_less_motion),
        run: |snapshot, _| Some(with_look(snapshot, |look| look.has_less_motion ^= true)),
        ..PLAIN
    },
    Command {
        name: "Larger",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Plus), ctrl(Key::Equals)],
        tooltip: "Scale everything up",
        run: |snapshot, _| Some(Action::SetZoom(snapshot.settings.zoom + 0.1)),
        ..PLAIN
    },
    Command {
        name: "Smaller",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Minus)],
        tooltip: "Scale everything down",
        run: |snapshot, _| Some(Action::SetZoom(snapshot.settings.zoom - 0.1)),
        ..PLAIN
    },
    Command {
        name: "Original Size",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num0)],
        tooltip: "Back to the original size",
        run: |_, _| Some(Action::SetZoom(1.0)),
        ..PLAIN
    },
];
