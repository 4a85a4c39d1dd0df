//! What the text of a column is shown with, and what it asks of the reader as a whole.

use super::links::{LinkRef, Passage, Side};
use super::marks::EventIndex;
use crate::corpus::{Article, Mention};
use crate::session::Action;
use crate::text::Span;
use crate::ui::ViewContext;
use egui::Id;

/// What a text is painted with.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// Which column.
    pub column: usize,
    /// The passage that was jumped to.
    pub target: Option<Span>,
    /// What it shares with its neighbours.
    pub passages: &'a [Passage],
    /// The link that the pointer or the keyboard was at in the last frame.
    pub lit: Option<LinkRef>,
    /// The link that the keyboard is at.
    pub current_link: Option<LinkRef>,
    /// Whose event each mention is.
    pub events: &'a EventIndex,
}

/// What was asked of the reader as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wish {
    /// Light a link, as the pointer is over it.
    Light(LinkRef),
    /// Bring the counterpart of a passage to the height (from the top of the view) at which the passage stands.
    Align(LinkRef, Side, f32),
    /// Give the keyboard to another column.
    FocusColumn(usize),
    /// Go to the next or previous link.
    StepLink(usize, isize),
    /// Forget the link that the keyboard is at.
    LeaveLink,
    /// Unfold the boilerplate.
    ShowBoilerplate,
}

/// The id of the text of a column: what has the keyboard focus.
pub fn text_id(column: usize) -> Id {
    Id::unique(("parallax-reader-text", column))
}

/// Makes a column the active one, if it is not.
pub fn activate(context: &mut ViewContext<'_>, column: usize) {
    if context.snapshot.reader.active != column {
        context.request(Action::ActivateColumn(column));
    }
}
