//! What frames took, by what was done in them.

use crate::window::Frame;
use std::time::Duration;

/// Frames of each doing, in the order in which they were first done.
#[derive(Default)]
pub(crate) struct Scores(Vec<(&'static str, Vec<Frame>)>);

impl Scores {
    /// Takes over what was measured; those that took too long are told of at once.
    pub(crate) fn take(&mut self, name: &'static str, frames: &mut Vec<Frame>) {
        for frame in frames.iter().filter(|frame| frame.taken > crate::LONGEST_FRAME) {
            println!("{name}: a frame of {:.1} ms, {:.1} of them computing", ms(frame.taken), ms(frame.computed));
        }
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => known.append(frames),
            None => self.0.push((name, std::mem::take(frames))),
        }
    }

    /// The longest frame of all.
    pub(crate) fn longest(&self) -> Duration {
        self.0.iter().flat_map(|(_, frames)| frames).map(|frame| frame.taken).max().unwrap_or_default()
    }

    pub(crate) fn print(&mut self) {
        println!("| ms | frames | p50 | p99 | longest | most computing | over 16 | over 33 | over 100 |");
        println!("|---|---|---|---|---|---|---|---|---|");
        let all = self.0.iter().flat_map(|(_, frames)| frames.clone()).collect();
        self.0.push(("all", all));
        for (name, frames) in &mut self.0 {
            frames.sort();
            let at = |share: f64| {
                let index = (frames.len().saturating_sub(1) as f64 * share).round() as usize;
                frames.get(index).map_or(0.0, |frame| ms(frame.taken))
            };
            let over = |most: u64| frames.iter().filter(|frame| frame.taken > Duration::from_millis(most)).count();
            let computed = frames.iter().map(|frame| frame.computed).max().unwrap_or_default();
            println!(
                "| {name} | {} | {:.1} | {:.1} | {:.1} | {:.1} | {} | {} | {} |",
                frames.len(),
                at(0.5),
                at(0.99),
                at(1.0),
                ms(computed),
                over(16),
                over(33),
                over(100)
            );
        }
        self.0.pop();
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
