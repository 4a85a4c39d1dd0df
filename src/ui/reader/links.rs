//! The passages that two neighbouring columns share: how they are named, drawn and explained.

use crate::compare::{Comparison, Link, LinkKind};
use crate::session::Snapshot;
use crate::text::Span;
use crate::ui::theme::{self, Tokens, size, tokens};
use crate::ui::why::capitalised;
use egui::{Color32, Pos2, RichText, Shape, Stroke, Ui};

/// One link of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRef {
    /// The left of the two columns.
    pub left: usize,
    /// Its place among their links.
    pub index: usize,
}

/// The side of a column that a neighbour stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The neighbour stands to the left.
    Left,
    /// The neighbour stands to the right.
    Right,
}

/// A linked passage of one column.
#[derive(Clone, Copy, Debug)]
pub struct Passage {
    /// Which link.
    pub link: LinkRef,
    /// Where in the column's text.
    pub span: Span,
    /// Where in the neighbour's.
    pub counterpart: Span,
    /// How the two relate.
    pub kind: LinkKind,
    /// Where the neighbour stands.
    pub side: Side,
}

/// The linked passages of a column: those shared with its left neighbour, then those shared with its right one.
pub fn passages(snapshot: &Snapshot, column: usize) -> Vec<Passage> {
    let mut found = Vec::new();
    if let Some(left) = column.checked_sub(1)
        && let Some(comparison) = snapshot.reader.comparison(left)
    {
        found.extend(comparison.links.iter().enumerate().map(|(index, link)| Passage {
            link: LinkRef { left, index },
            span: link.b,
            counterpart: link.a,
            kind: link.kind,
            side: Side::Left,
        }));
    }
    if let Some(comparison) = snapshot.reader.comparison(column) {
        found.extend(comparison.links.iter().enumerate().map(|(index, link)| Passage {
            link: LinkRef { left: column, index },
            span: link.a,
            counterpart: link.b,
            kind: link.kind,
            side: Side::Right,
        }));
    }
    found
}

/// The link behind a reference, if it is still there.
pub fn find(snapshot: &Snapshot, link: LinkRef) -> Option<&Link> {
    snapshot.reader.comparison(link.left)?.links.get(link.index)
}

/// The word for a kind of link.
pub fn kind_name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Paraphrase => "similar",
        kind => kind.name(),
    }
}

/// The colour of a kind of link.
pub fn color(tokens: &Tokens, kind: LinkKind) -> Color32 {
    let [identical, edited, paraphrase] = tokens.links;
    match kind {
        LinkKind::Identical => identical,
        LinkKind::Edited | LinkKind::Conflict => edited,
        LinkKind::Paraphrase | LinkKind::Quote => paraphrase,
    }
}

/// A line in the manner of a kind: solid, dashed or dotted, so that no colour is needed to tell them apart.
pub fn styled_line(points: &[Pos2], kind: LinkKind, stroke: Stroke) -> Vec<Shape> {
    match kind {
        LinkKind::Identical => vec![Shape::line(points.to_vec(), stroke)],
        LinkKind::Edited | LinkKind::Conflict => Shape::dashed_line(points, stroke, 6.0, 3.0),
        LinkKind::Paraphrase | LinkKind::Quote => Shape::dotted_line(points, stroke.color, 4.0, stroke.width * 0.62),
    }
}

/// `12 identical · 3 edited · 8 similar`; kinds that do not occur are left out.
pub fn counts(comparison: &Comparison) -> String {
    let parts: Vec<String> = LinkKind::ALL
        .into_iter()
        .map(|kind| (kind, comparison.links.iter().filter(|link| link.kind == kind).count()))
        .filter(|&(_, count)| count > 0)
        .map(|(kind, count)| format!("{count} {}", kind_name(kind)))
        .collect();
    if parts.is_empty() { "none".to_owned() } else { parts.join(" · ") }
}

/// Why two passages are linked.
pub fn link_ui(ui: &mut Ui, link: &Link) {
    let tokens = tokens(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    let heading = format!("{}, {:.0} % alike", capitalised(kind_name(link.kind)), link.score.clamp(0.0, 1.0) * 100.0);
    ui.label(RichText::new(heading).font(theme::strong(size::BODY)).color(tokens.text_strong));
    ui.label(capitalised(&link.why()));
    ui.label(
        RichText::new("Click the passage to bring its counterpart to the same height").small().color(tokens.text_weak),
    );
}
