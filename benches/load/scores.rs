//! What frames took, by what was done in them.

use crate::window::Frame;
use std::time::Duration;

/// Frames of each doing, in the order in which they were first done.
#[derive(Default)]
pub(crate) struct Scores(Vec<(&'static str, Vec<Frame>)>);

impl Scores {
    /// Takes over what was measured; those that took too long are told of at once.
    pub(crate) fn take(&mut self, name: &'static str, frames: &mut Vec<Frame>) {
        for frame in frames.iter().filter(|frame| frame.own() > crate::LONGEST_FRAME) {
            let (own, computed) = (ms(frame.own()), ms(frame.computed));
            println!(
                "{name}: a frame of {own:.1} ms, {computed:.1} of them computing ({:.1} by the clock), {:.0} taken by the machine below, {} pages read from the disk",
                ms(frame.taken),
                ms(frame.stolen),
                frame.pages_read
            );
        }
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => known.append(frames),
            None => self.0.push((name, std::mem::take(frames))),
        }
    }

    /// The longest of all frames, by the clock or without what was waited for a processor.
    pub(crate) fn longest(&self, of: fn(&Frame) -> Duration) -> Duration {
        self.0.iter().flat_map(|(_, frames)| frames).map(of).max().unwrap_or_default()
    }

    pub(crate) fn print(&mut self) {
        println!(
            "| ms | frames | p50 | p99 | longest | over 16 | over 33 | over 100 | longest by the clock | over 100 |"
        );
        println!("|---|---|---|---|---|---|---|---|---|---|");
        let all = self.0.iter().flat_map(|(_, frames)| frames.clone()).collect();
        self.0.push(("all", all));
        for (name, frames) in &self.0 {
            let sorted = |of: fn(&Frame) -> Duration| {
                let mut times: Vec<Duration> = frames.iter().map(of).collect();
                times.sort_unstable();
                times
            };
            let (own, clock) = (sorted(|frame| frame.own()), sorted(|frame| frame.taken));
            let at = |times: &[Duration], share: f64| {
                let index = (times.len().saturating_sub(1) as f64 * share).round() as usize;
                times.get(index).map_or(0.0, |time| ms(*time))
            };
            let over = |times: &[Duration], most: u64| {
                times.len() - times.partition_point(|time| *time <= Duration::from_millis(most))
            };
            println!(
                "| {name} | {} | {:.1} | {:.1} | {:.1} | {} | {} | {} | {:.1} | {} |",
                own.len(),
                at(&own, 0.5),
                at(&own, 0.99),
                at(&own, 1.0),
                over(&own, 16),
                over(&own, 33),
                over(&own, 100),
                at(&clock, 1.0),
                over(&clock, 100)
            );
        }
        self.0.pop();
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
