//! What the text of a column is shown with, and what it asks of the reader as a whole.

use super::blocks::FoldedPart;
use super::links::{LinkRef, Passage};
use super::marks::EventIndex;
use super::sieve::LinkStep;
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
    /// What it shares with the others.
    pub passages: &'a [Passage],
    /// The link that the pointer or the keyboard was at in the last frame.
    pub lit: Option<LinkRef>,
    /// The two ends of that link, by their columns: what says the same in a further column is lit too.
    pub lit_ends: &'a [(usize, Span)],
    /// Are the words by which linked passages differ marked in all of them, and not only in the one that is lit?
    pub marks_changes: bool,
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
    /// Bring the counterpart of a passage of this column to the height (from the top of the view) at which the passage stands.
    Align(LinkRef, usize, f32),
    /// Give the keyboard to another column.
    FocusColumn(usize),
    /// Go to the next or previous link of a column.
    StepLink(usize, LinkStep),
    /// Fold what is shared, what is not, or nothing: the next of the three.
    Fold,
    /// Forget the link that the keyboard is at.
    LeaveLink,
    /// Unfold what is folded for this.
    Unfold(FoldedPart),
}

impl Scene<'_> {
    /// Is a passage lit: one of the link, or one that says the same as either of its ends?
    pub fn is_lit(&self, passage: &Passage) -> bool {
        let says_it = |&(column, span): &(usize, Span)| column == passage.other && span.overlaps(passage.counterpart);
        self.lit == Some(passage.link) || self.lit_ends.iter().any(says_it)
    }
}

/// The id of the text of a column: what has the keyboard focus.
pub fn text_id(column: usize) -> Id {
    Id::unique(("parallax-reader-text", column))
}

/// Is this the text of a column?
pub fn is_text(id: Id) -> bool {
    (0..crate::session::Reader::MOST_COLUMNS).any(|column| text_id(column) == id)
}

/// Makes a column the active one, if it is not.
pub fn activate(context: &mut ViewContext<'_>, column: usize) {
    if context.snapshot.reader.active != column {
        context.request(Action::ActivateColumn(column));
    }
}
