//! Where on the page does each block stand, when only those in view have been measured?
//!
//! Blocks that have not been in view yet have an estimated height. The place of reading is kept as a block and an offset
//! into it, never as a distance from the top: what is measured later above it moves nothing that is in view.

/// Room below the last block, as a share of the height in view: the last lines can be read in the middle.
const ROOM_BELOW: f32 = 0.35;

/// Heights of the blocks of one text and the place of reading, in points.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    heights: Vec<f32>,
    is_measured: Vec<bool>,
    /// Top of each block and the end of the last; remade when a height has changed.
    tops: Vec<f32>,
    first: usize,
    offset: f32,
}

/// Lays out block `index` and tells its height, room before it included.
pub type Measure<'a> = dyn FnMut(usize) -> f32 + 'a;

impl Flow {
    /// A flow at its top, with estimated heights.
    pub fn new(estimates: Vec<f32>) -> Self {
        let mut flow = Self { is_measured: vec![false; estimates.len()], heights: estimates, ..Self::default() };
        flow.sum();
        flow
    }

    /// How many blocks.
    pub fn block_count(&self) -> usize {
        self.heights.len()
    }

    /// Height of everything, as far as it is known.
    pub fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Distance from the top of the text to the top of the view.
    pub fn position(&self) -> f32 {
        self.top(self.first) + self.offset
    }

    /// Distance from the top of the text to the top of a block.
    pub fn top(&self, block: usize) -> f32 {
        self.tops.get(block).copied().unwrap_or_else(|| self.total())
    }

    /// Height of a block.
    pub fn height(&self, block: usize) -> f32 {
        self.heights.get(block).copied().unwrap_or(0.0)
    }

    /// The block that stands at a distance from the top of the text.
    pub fn block_at(&self, y: f32) -> usize {
        self.tops.partition_point(|&top| top <= y).saturating_sub(1).min(self.block_count().saturating_sub(1))
    }

    /// Scrolls so that `block` stands `above` points below the top of a view of `height`. Measures what lies between.
    pub fn show(&mut self, block: usize, above: f32, height: f32, measure: &mut Measure<'_>) {
        self.first = block.min(self.block_count().saturating_sub(1));
        self.offset = 0.0;
        self.scroll_by(-above, height, measure);
    }

    /// Scrolls to a distance from the top of the text, as the scroll bar tells it.
    pub fn scroll_to(&mut self, y: f32, height: f32, measure: &mut Measure<'_>) {
        self.first = self.block_at(y.max(0.0));
        self.offset = y.max(0.0) - self.top(self.first);
        self.scroll_by(0.0, height, measure);
    }

    /// Scrolls by `delta` points, measuring every block passed, and stops at both ends.
    pub fn scroll_by(&mut self, delta: f32, height: f32, measure: &mut Measure<'_>) {
        self.offset += delta;
        while self.offset < 0.0 && self.first > 0 {
            self.first -= 1;
            self.offset += self.measured(self.first, measure);
        }
        while self.first + 1 < self.block_count() && self.offset >= self.measured(self.first, measure) {
            self.offset -= self.height(self.first);
            self.first += 1;
        }
        self.offset = self.offset.max(0.0);
        self.settle(height, measure);
    }

    /// The blocks in a view of `height`, each with the distance of its top from that of the view.
    pub fn in_view(&mut self, height: f32, measure: &mut Measure<'_>) -> Vec<(usize, f32)> {
        // What is measured here may turn out lower than thought, and leave the view beyond the end.
        self.measure_view(height, measure);
        self.settle(height, measure);
        let mut found = Vec::new();
        let mut y = -self.offset;
        let mut block = self.first;
        while block < self.block_count() && y < height {
            found.push((block, y));
            y += self.measured(block, measure);
            block += 1;
        }
        self.sum();
        found
    }

    /// The farthest that the text scrolls.
    pub fn farthest(&self, height: f32) -> f32 {
        (self.total() + height * ROOM_BELOW - height).max(0.0)
    }

    /// Keeps the end of the text from leaving the view.
    fn settle(&mut self, height: f32, measure: &mut Measure<'_>) {
        self.sum();
        if self.position() <= self.farthest(height) {
            return;
        }
        // Near the end: what is left is measured, so that the end is where it seems to be. What is then passed on the
        // way back moves the end as much as the place of reading.
        self.measure_view(height, measure);
        self.offset -= (self.position() - self.farthest(height)).max(0.0);
        while self.offset < 0.0 && self.first > 0 {
            self.first -= 1;
            self.offset += self.measured(self.first, measure);
        }
        self.offset = self.offset.max(0.0);
        self.sum();
    }

    /// Measures every block that is in view.
    fn measure_view(&mut self, height: f32, measure: &mut Measure<'_>) {
        let mut y = -self.offset;
        let mut block = self.first;
        while block < self.block_count() && y < height {
            y += self.measured(block, measure);
            block += 1;
        }
        self.sum();
    }

    fn measured(&mut self, block: usize, measure: &mut Measure<'_>) -> f32 {
        if let (Some(height), Some(is_measured)) = (self.heights.get_mut(block), self.is_measured.get_mut(block)) {
            if !*is_measured {
                *height = measure(block);
                *is_measured = true;
                self.tops.clear();
            }
            return *height;
        }
        0.0
    }

    fn sum(&mut self) {
        if self.tops.len() == self.heights.len() + 1 {
            return;
        }
        self.tops.clear();
        let mut y = 0.0;
        self.tops.push(y);
        for height in &self.heights {
            y += height;
            self.tops.push(y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_measured_above_the_place_of_reading_moves_nothing_in_view() {
        let mut flow = Flow::new(vec![50.0; 100]);
        let mut measure = |_: usize| 80.0;
        flow.show(50, 20.0, 400.0, &mut measure);
        let before = flow.in_view(400.0, &mut measure);
        assert_eq!(before.iter().find(|(block, _)| *block == 50), Some(&(50, 20.0)));
        flow.scroll_by(-300.0, 400.0, &mut measure);
        let after = flow.in_view(400.0, &mut measure);
        assert_eq!(after.iter().find(|(block, _)| *block == 50), Some(&(50, 320.0)));
    }

    #[test]
    fn a_short_text_does_not_scroll() {
        let mut flow = Flow::new(vec![20.0; 3]);
        flow.scroll_by(500.0, 400.0, &mut |_| 20.0);
        assert!(flow.position() == 0.0);
    }

    #[test]
    fn the_end_stays_in_view_when_what_is_measured_there_turns_out_lower() {
        let heights = [104.7, 99.9, 186.2, 139.8, 69.1, 151.5, 96.2, 170.0, 89.3, 132.1, 1.0];
        let mut estimates = vec![1.0; 10];
        estimates.push(138.4);
        let mut flow = Flow::new(estimates);
        let mut measure = |block: usize| heights[block];
        for delta in [476.5, 703.2] {
            flow.scroll_by(delta, 300.0, &mut measure);
            assert!(!flow.in_view(300.0, &mut measure).is_empty());
            assert!(flow.position() <= flow.farthest(300.0) + 0.5);
        }
    }

    proptest! {
        #[test]
        fn scrolling_stays_inside_and_views_have_no_gaps(
            heights in proptest::collection::vec((1.0f32..200.0, 1.0f32..200.0), 1..60),
            moves in proptest::collection::vec(-900.0f32..900.0, 0..40),
        ) {
            let mut flow = Flow::new(heights.iter().map(|(estimate, _)| *estimate).collect());
            let mut measure = |block: usize| heights[block].1;
            for delta in moves {
                flow.scroll_by(delta, 300.0, &mut measure);
                let view = flow.in_view(300.0, &mut measure);
                prop_assert!(!view.is_empty() && view[0].1 <= 0.0);
                for pair in view.windows(2) {
                    prop_assert_eq!(pair[1].0, pair[0].0 + 1);
                    prop_assert!((pair[1].1 - pair[0].1 - heights[pair[0].0].1).abs() < 0.01);
                }
                prop_assert!(flow.position() <= flow.farthest(300.0) + 0.5);
            }
        }
    }
}
