//! From link to link: the two passages of each are brought to the same height.

use super::column::Pending;
use super::links::{self, LinkRef};
use super::sieve::LinkStep;
use super::view::ReaderView;
use crate::compare::Link;
use crate::session::Snapshot;

impl ReaderView {
    /// Brings both passages of a link to the same height: where they read well, or where that of the given column stands.
    pub(super) fn align(&mut self, snapshot: &Snapshot, link: LinkRef, fixed: Option<(usize, f32)>) {
        let Some((a, b)) = links::find(snapshot, link).map(|found| (found.a, found.b)) else { return };
        let height = self.columns.get(link.left).map_or(0.0, |column| column.viewport.height());
        let mut scroll = |column: usize, span, above| {
            if let Some(view) = self.columns.get_mut(column) {
                view.pending = Some(Pending::Passage(span, Some(above)));
            }
        };
        match fixed {
            Some((column, above)) if column == link.left => scroll(link.right, b, above),
            Some((_, above)) => scroll(link.left, a, above),
            None => {
                scroll(link.left, a, height * 0.28);
                scroll(link.right, b, height * 0.28);
            }
        }
    }

    /// Goes to the next or previous link of two neighbouring columns that is shown.
    pub(super) fn step_link(&mut self, snapshot: &Snapshot, left: usize, step: LinkStep) {
        let right = left + 1;
        let Some(comparison) = snapshot.reader.comparison(left, right) else { return };
        let links = comparison.links.iter().enumerate();
        let wanted: Vec<(usize, &Link)> =
            links.filter(|(_, link)| self.sieve.passes(link) && step.is_wanted(link)).collect();
        let top = self.columns.get(left).map_or(0, |column| column.bytes_in_view().start);
        let known = self.current_link.filter(|link| (link.left, link.right) == (left, right));
        let current = known.and_then(|link| wanted.iter().position(|&(index, _)| index == link.index));
        // From a link that is none of these, or else from what is in view.
        let start = wanted.partition_point(|&(index, link)| match known {
            Some(known) => index < known.index,
            None => link.a.start < top,
        });
        let next = super::keys::stepped(current, start, step.by, wanted.len()).and_then(|place| wanted.get(place));
        if let Some(&(index, _)) = next {
            let link = LinkRef { left, right, index };
            self.current_link = Some(link);
            self.align(snapshot, link, None);
        }
    }
}
