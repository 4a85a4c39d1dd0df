//! Snapshot in, actions out: panels, widgets, theme.
//!
//! [`show`] paints one frame of the whole window from a [`Snapshot`] and returns what the person asked for. While
//! painting, no lock is waited for, no file is touched and nothing walks the whole corpus. State that one panel alone
//! needs is that panel's `…View`; what two panels need stands in [`Hover`] (gone with the pointer) or in the session.
//!
//! [`theme`] is the only home of raw colours and sizes, [`commands`] the one registry of commands (of [`command`]s; [`shortcuts`]: by their keys; [`enabled`]: when), [`window`] and
//! [`splits`] the layout.
//! Panels: [`top_bar`] with the [`search`] field, [`filters`], [`table`], [`concordance`], [`quotations`] or [`who_else`] in the [`middle`], [`timeline`], [`reader`], [`status`]; above them [`dialogs`] (which one is
//! open: [`dialog`], [`export_dialog`]) and [`notices`]; in place of them all [`failed`], when they cannot be painted; beside what is explained, a [`popover`] (of a value's basis: [`why`]). [`view`]
//! holds what they remember between frames; [`lines`] sets lines whatever their script, [`histogram`] is counts by month
//! that are brushed, [`list`] a
//! list of any length in a dialog, [`numbers`] writes counts, `paths` are places of files as typed, [`replacing`] asks before a file is replaced, [`check`] is a box to check or a choice of one.

pub mod check;
pub mod command;
pub mod commands;
pub mod concordance;
pub mod dialog;
pub mod dialogs;
mod enabled;
pub mod export_dialog;
pub mod failed;
pub mod field;
pub mod filters;
pub mod histogram;
pub mod lines;
pub mod list;
pub mod middle;
pub mod notices;
pub mod numbers;
mod paths;
pub mod popover;
pub mod quotations;
pub mod reader;
pub mod replacing;
pub mod search;
pub mod shortcuts;
pub mod splits;
pub mod status;
pub mod table;
pub mod theme;
pub mod timeline;
pub mod top_bar;
pub mod tour;
pub mod view;
pub mod who_else;
pub mod why;
pub mod window;

pub use view::View;
pub use window::show;

use crate::corpus::ArticleId;
use crate::events::{EventId, MentionRef};
use crate::session::{Action, Snapshot};
use crate::text::Span;

/// What the pointer or the keyboard focus rests on, for other panels to light up. Set while painting one frame, shown in
/// the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hover {
    /// An article: a row, a mark of it, a column of the reader.
    pub article_id: Option<ArticleId>,
    /// One mention: a mark on the timeline, a date in the text.
    pub mention: Option<MentionRef>,
    /// An event.
    pub event_id: Option<EventId>,
}

/// What a panel is handed for one frame.
#[derive(Debug)]
pub struct ViewContext<'a> {
    /// What there is to show.
    pub snapshot: &'a Snapshot,
    /// What was hovered in the last frame, in any panel.
    pub hovered: Hover,
    /// What is hovered in this frame: panels set it.
    pub next_hover: Hover,
    /// What the person asked for in this frame.
    pub actions: Vec<Action>,
    /// What the person asked to see in a dialog of its own.
    pub wanted: Option<Wanted>,
}

/// What a panel can ask to be shown in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An event with its passages.
    Event(EventId),
    /// The export of the articles that tell of an event.
    ExportOfEvent(EventId),
    /// The days of a mention, to be corrected.
    Days(MentionRef),
    /// The tags of an article.
    Tags(ArticleId),
    /// The tags of the selected articles.
    TagsOfSelected,
    /// The columns of the table.
    TableColumns,
    /// Which column of an opened table is what, where nobody has said.
    ColumnsOfFile,
    /// Writing the selected rows to a file.
    Export,
    /// A note on an article, or on a passage of it.
    Note(ArticleId, Option<Span>),
}

impl<'a> ViewContext<'a> {
    /// The context of one frame.
    pub fn new(snapshot: &'a Snapshot, hovered: Hover) -> Self {
        Self { snapshot, hovered, next_hover: Hover::default(), actions: Vec::new(), wanted: None }
    }

    /// Asks for something.
    pub fn request(&mut self, action: Action) {
        self.actions.push(action);
    }
}
