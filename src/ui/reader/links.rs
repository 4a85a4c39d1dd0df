//! The passages that columns share: how they are named, drawn and explained.

use super::sieve::{Sieve, is_difference};
use crate::compare::{Comparison, Link, LinkKind, Strength, word_changes};
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
    /// The right one.
    pub right: usize,
    /// Its place among their links.
    pub index: usize,
}

/// The side of a column that another stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It stands to the left.
    Left,
    /// It stands to the right.
    Right,
}

/// A linked passage of one column.
#[derive(Clone, Copy, Debug)]
pub struct Passage {
    /// Which link.
    pub link: LinkRef,
    /// Where in the column's text.
    pub span: Span,
    /// Where in the other's.
    pub counterpart: Span,
    /// How the two relate.
    pub kind: LinkKind,
    /// How much it tells beside other links of the same passage: a difference most, then what is strong.
    rank: (bool, f32),
    /// The column that it is shared with.
    pub other: usize,
    /// Where that stands.
    pub side: Side,
}

impl Passage {
    /// The one that tells most.
    pub fn foremost<'a>(passages: impl Iterator<Item = &'a Self>) -> Option<&'a Self> {
        passages.max_by(|one, other| one.rank.0.cmp(&other.rank.0).then(one.rank.1.total_cmp(&other.rank.1)))
    }

    /// Do the two columns stand beside each other?
    pub fn is_beside(&self) -> bool {
        self.link.right == self.link.left + 1
    }
}

/// The linked passages of a column that are shown, by the column that they are shared with.
pub fn passages(snapshot: &Snapshot, column: usize, sieve: &Sieve) -> Vec<Passage> {
    let mut found = Vec::new();
    for other in (0..snapshot.reader.columns.len()).filter(|&other| other != column) {
        let (left, right) = (column.min(other), column.max(other));
        let Some(comparison) = snapshot.reader.comparison(left, right) else { continue };
        let is_left = column == left;
        let shown = comparison.links.iter().enumerate().filter(|(_, link)| sieve.passes(link));
        found.extend(shown.map(|(index, link)| Passage {
            link: LinkRef { left, right, index },
            span: if is_left { link.a } else { link.b },
            counterpart: if is_left { link.b } else { link.a },
            kind: link.kind,
            rank: (is_difference(link), link.score),
            other,
            side: if is_left { Side::Right } else { Side::Left },
        }));
    }
    found
}

/// The link behind a reference, if it is still there.
pub fn find(snapshot: &Snapshot, link: LinkRef) -> Option<&Link> {
    snapshot.reader.comparison(link.left, link.right)?.links.get(link.index)
}

/// The words by which two linked passages differ, in the text of the link's left column and of its right one. Nothing for
/// passages in quite other words, of which every word would be one.
pub fn differences(snapshot: &Snapshot, reference: LinkRef) -> (Vec<Span>, Vec<Span>) {
    let nothing = || (Vec::new(), Vec::new());
    let text = |column: usize| snapshot.article(snapshot.reader.columns.get(column)?.article_id);
    let Some(link) = find(snapshot, reference) else { return nothing() };
    let (Some(a), Some(b)) = (text(reference.left), text(reference.right)) else { return nothing() };
    let changes = |in_a: Span, in_b: Span| {
        let (cut, added) = word_changes(in_a.slice(&a.text), in_b.slice(&b.text));
        let shifted = |spans: Vec<Span>, by: Span| -> Vec<Span> {
            spans.into_iter().map(|span| span.shifted(by.start())).collect()
        };
        (shifted(cut, in_a), shifted(added, in_b))
    };
    if link.kind == LinkKind::Edited {
        return changes(link.a, link.b);
    }
    let mut found = nothing();
    if let Some(quote) = link.quote.filter(|quote| quote.is_altered) {
        found = changes(quote.a, quote.b);
    }
    found.0.extend(link.conflicts.iter().map(|conflict| conflict.a));
    found.1.extend(link.conflicts.iter().map(|conflict| conflict.b));
    found
}

/// The word for a kind of link, of one or of many.
pub fn kind_name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Identical => "identical",
        LinkKind::Edited => "edited",
        LinkKind::Paraphrase => "similar",
        LinkKind::Quote => "quoted",
        LinkKind::Conflict => "conflicting",
    }
}

/// The colour of a kind of link.
pub fn color(tokens: &Tokens, kind: LinkKind) -> Color32 {
    let [identical, edited, paraphrase, quote, conflict] = tokens.links;
    match kind {
        LinkKind::Identical => identical,
        LinkKind::Edited => edited,
        LinkKind::Paraphrase => paraphrase,
        LinkKind::Quote => quote,
        LinkKind::Conflict => conflict,
    }
}

/// A line in the manner of a kind: solid, dashed, dotted, long dashes, dash and dot, so that no colour is needed to tell them
/// apart.
pub fn styled_line(points: &[Pos2], kind: LinkKind, stroke: Stroke) -> Vec<Shape> {
    match kind {
        LinkKind::Identical => vec![Shape::line(points.to_vec(), stroke)],
        LinkKind::Edited => Shape::dashed_line(points, stroke, 6.0, 3.0),
        LinkKind::Paraphrase => Shape::dotted_line(points, stroke.color, 4.0, stroke.width * 0.62),
        LinkKind::Quote => Shape::dashed_line(points, stroke, 12.0, 3.0),
        LinkKind::Conflict => Shape::dashed_line_with_offset(points, stroke, &[7.0, 1.5], &[2.5, 2.5], 0.0),
    }
}

/// How many links of each kind there are that are strong enough, kinds that do not occur left out.
pub fn counts(comparison: &Comparison, least: Strength) -> Vec<(LinkKind, usize)> {
    let of_kind = |kind: LinkKind| comparison.links.iter().filter(move |link| link.kind == kind);
    let occurring = LinkKind::ALL.into_iter().filter(|&kind| of_kind(kind).next().is_some());
    occurring.map(|kind| (kind, of_kind(kind).filter(|link| link.strength() >= least).count())).collect()
}

/// How strong a link is, as it is shown.
fn percent(link: &Link) -> String {
    format!("{:.0} %", link.score.clamp(0.0, 1.0) * 100.0)
}

/// Other links of a passage that are named.
const MOST_OTHERS: usize = 3;

/// Why two passages are linked, and in what they differ; `others` are further links of the same passage.
pub fn link_ui(ui: &mut Ui, snapshot: &Snapshot, reference: LinkRef, others: &[LinkRef]) {
    let Some(link) = find(snapshot, reference) else { return };
    let tokens = tokens(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    let heading = format!("{}, {} link ({})", capitalised(kind_name(link.kind)), link.strength().name(), percent(link));
    ui.label(RichText::new(heading).font(theme::strong(size::BODY)).color(tokens.text_strong));
    ui.label(capitalised(&link.why()));
    let article = |column: usize| snapshot.article(snapshot.reader.columns.get(column)?.article_id);
    if let (Some(a), Some(b)) = (article(reference.left), article(reference.right)) {
        for conflict in &link.conflicts {
            let (here, there) = (conflict.a.slice(&a.text), conflict.b.slice(&b.text));
            let matter = capitalised(conflict.matter.name());
            ui.label(RichText::new(format!("{matter}: “{here}” on the left, “{there}” on the right")).strong());
        }
        if let Some(quote) = link.quote.filter(|quote| quote.is_altered) {
            ui.label(format!("Left: “{}”", super::blocks::painted(quote.a.slice(&a.text))));
            ui.label(format!("Right: “{}”", super::blocks::painted(quote.b.slice(&b.text))));
        }
    }
    for other in others.iter().take(MOST_OTHERS).filter_map(|&other| find(snapshot, other)) {
        let named = format!("Also {} to another ({}): {}", kind_name(other.kind), percent(other), other.why());
        ui.label(RichText::new(named).color(tokens.text_weak));
    }
    if let Some(more) = others.len().checked_sub(MOST_OTHERS).filter(|&more| more > 0) {
        ui.label(RichText::new(format!("and {more} more")).color(tokens.text_weak));
    }
    ui.label(
        RichText::new("Click the passage to bring its counterpart to the same height").small().color(tokens.text_weak),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(index: usize, rank: (bool, f32)) -> Passage {
        let link = LinkRef { left: 0, right: 1, index };
        let (span, kind, side) = (Span::default(), LinkKind::Paraphrase, Side::Right);
        Passage { link, span, counterpart: span, kind, rank, other: 1, side }
    }

    #[test]
    fn a_difference_tells_more_than_a_strong_link_and_that_more_than_a_weak_one() {
        let all =
            [passage(0, (false, 0.4)), passage(1, (false, 1.0)), passage(2, (true, 0.5)), passage(3, (true, 0.6))];
        let foremost = |count: usize| Passage::foremost(all.iter().take(count)).map(|passage| passage.link.index);
        assert_eq!([0, 1, 2, 3, 4].map(foremost), [None, Some(0), Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn links_that_are_too_weak_are_not_counted_and_their_kind_stays() {
        let of_score = |score: f32| Link {
            kind: LinkKind::Paraphrase,
            a: Span::default(),
            b: Span::default(),
            score,
            shared: crate::compare::Shared::default(),
            quote: None,
            conflicts: Vec::new(),
        };
        let comparison = Comparison { links: vec![of_score(0.3), of_score(0.5)], ..Comparison::default() };
        let counted = |least| counts(&comparison, least);
        assert_eq!(counted(Strength::Weak), [(LinkKind::Paraphrase, 2)]);
        assert_eq!(counted(Strength::Likely), [(LinkKind::Paraphrase, 1)]);
        assert_eq!(counted(Strength::Strong), [(LinkKind::Paraphrase, 0)]);
    }
}
