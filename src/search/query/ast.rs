//! What a query says of an article.

use crate::search::pattern::Pattern;
use crate::time::Interval;

/// What must hold of an article.
#[derive(Clone, Debug)]
pub(in crate::search) enum Node {
    /// All of these; never empty.
    All(Vec<Node>),
    /// One of these; never empty.
    Any(Vec<Node>),
    Not(Box<Node>),
    /// A pattern stands there.
    Text(Place, Pattern),
    /// The language has this code, in lower case.
    Language(String),
    /// The date of publication overlaps this.
    Published(Interval),
    /// A mention outside boilerplate overlaps this.
    About(Interval),
    /// At least and at most so many words.
    Words(u32, u32),
    Is(State),
}

/// Where a pattern is searched. It stands within one of these as a whole: no phrase goes from a headline into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Place {
    /// The headline or the text.
    Anywhere,
    Text,
    Title,
    Outlet,
    Byline,
    /// One of the tags.
    Tag,
    /// What sort of document it is.
    Kind,
}

/// What an article may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum State {
    /// Without a date of publication.
    Undated,
    /// Without a headline.
    Untitled,
    /// Without a byline.
    Unsigned,
    /// Another article says nearly the same: [`super::super::Marks::duplicates`].
    Duplicate,
    /// A field was corrected by hand.
    Edited,
    /// Marked as looked at: [`super::super::Marks::reviewed`].
    Reviewed,
    /// With a note of the user's: [`super::super::Marks::notes`].
    Noted,
    /// With a tag: [`super::super::Marks::tagged`].
    Tagged,
}

impl State {
    /// Each with its word in a query and what it keeps.
    pub(in crate::search) const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::Undated, "undated", "without a date of publication"),
        (Self::Untitled, "untitled", "without a headline"),
        (Self::Unsigned, "unsigned", "without a byline"),
        (Self::Duplicate, "duplicate", "nearly the same as an earlier article"),
        (Self::Edited, "edited", "with a field corrected by hand"),
        (Self::Reviewed, "reviewed", "marked as reviewed"),
        (Self::Noted, "noted", "with a note of yours"),
        (Self::Tagged, "tagged", "with a tag of yours"),
    ];
}

impl Node {
    /// Does `holds` of this node or of one below?
    pub(super) fn any(&self, holds: &impl Fn(&Self) -> bool) -> bool {
        holds(self)
            || match self {
                Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.any(holds)),
                Self::Not(part) => part.any(holds),
                _ => false,
            }
    }

    /// Gives each pattern that is wanted to `look`, in the order of the query: none below NOT.
    pub(super) fn each_wanted<'a>(&'a self, look: &mut impl FnMut(Place, &'a Pattern)) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.each_wanted(look);
                }
            }
            Self::Text(place, pattern) => look(*place, pattern),
            _ => {}
        }
    }
}

/// One of several, or what there is of none and one.
pub(super) fn join(mut parts: Vec<Node>, several: impl FnOnce(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(several(parts)) } else { parts.pop() }
}
