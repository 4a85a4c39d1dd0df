//! One clue to the publisher: a kind of place, and whom it points to.

use super::gazetteer::{OutletId, outlets};
use super::page::Line;
use crate::text::Span;

/// What kind of place a clue is. The order is of no meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum ClueKind {
    /// The address of the article.
    Address,
    /// A © or "all rights reserved" line.
    Copyright,
    /// The same at the end of the running text: often that of who first published it.
    CopyrightInside,
    /// "Headline | Name".
    TitleSuffix,
    /// "By Jane Doe | Name".
    BylineSuffix,
    /// "joining Name", "subscribe to Name".
    Promotion,
    /// A name and what it is, above the comment form.
    AboutBox,
    /// "Name Analysis:" alone before the text.
    SelfLabel,
    /// A label that one house alone uses.
    HouseLabel,
    /// A known name that is all of a line in menu or footer.
    LineAlone,
    /// A known name among a few words of menu or footer: "Search NAME", "NAME newsletter".
    MenuMention,
    /// An address or mailbox in menu or footer.
    Domain,
    /// The same where many files of the folder have that line.
    HouseLine,
    /// The name of the file or a folder.
    FileName,
}

/// Whom a clue points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pointed {
    /// An outlet of the list.
    Known(OutletId),
    /// A name as it stands.
    Name(String),
    /// A registrable domain.
    Domain(String),
}

/// One clue.
#[derive(Clone, Debug)]
pub(super) struct Clue {
    /// What kind of place.
    pub(super) kind: ClueKind,
    /// Whom it points to.
    pub(super) pointed: Pointed,
    /// Where, if in the text.
    pub(super) span: Option<Span>,
}

/// Outlets named in `line`, everyday words too where the place itself says that a name stands there.
pub(super) fn push_named(kind: ClueKind, line: &Line<'_>, part: Span, clues: &mut Vec<Clue>) {
    for (span, named) in outlets().find_in(part.slice(line.text)) {
        let start = line.span.start() + part.start() + span.start();
        let span = Some(Span::new(start, start + span.len()));
        clues.push(Clue { kind, pointed: Pointed::Known(named.outlet), span });
    }
}
