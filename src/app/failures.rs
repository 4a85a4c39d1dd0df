//! What happens when painting fails: when is it tried again, and when is it given up?
//!
//! A frame that fails leaves nothing behind in the toolkit: its locks are let go and its pass is ended as usual, so the next frame
//! can be painted. What fails again and again would do so for ever; after [`MOST_IN_A_ROW`] a screen takes its place that
//! needs nothing of what was shown.

/// Failures without a calm stretch between them, after which the window is not painted as usual any more.
const MOST_IN_A_ROW: u32 = 3;

/// Frames without a failure after which the earlier ones count no more.
const CALM: u32 = 120;

/// What is painted in the next frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Painting {
    /// The window as it is.
    Usual,
    /// What is said when it cannot be painted.
    GivenUp,
}

/// The failures of late.
#[derive(Debug, Default)]
pub(super) struct Failures {
    in_a_row: u32,
    calm_frames: u32,
}

impl Failures {
    /// A frame has been painted.
    pub(super) fn painted(&mut self) {
        self.calm_frames = self.calm_frames.saturating_add(1);
        if self.calm_frames >= CALM {
            self.in_a_row = 0;
        }
    }

    /// A frame has failed. How many have, with this one, since the last calm stretch.
    pub(super) fn failed(&mut self) -> u32 {
        self.calm_frames = 0;
        self.in_a_row += 1;
        self.in_a_row
    }

    /// What the next frame is.
    pub(super) fn painting(&self) -> Painting {
        if self.in_a_row < MOST_IN_A_ROW { Painting::Usual } else { Painting::GivenUp }
    }

    /// The window is painted once more.
    pub(super) fn try_again(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_again_and_again_is_given_up_and_can_be_tried_again() {
        let mut failures = Failures::default();
        assert_eq!((failures.failed(), failures.failed(), failures.painting()), (1, 2, Painting::Usual));
        failures.painted();
        assert_eq!((failures.failed(), failures.painting()), (3, Painting::GivenUp), "one good frame is no calm");
        failures.try_again();
        assert_eq!(failures.painting(), Painting::Usual);
    }

    #[test]
    fn failures_far_apart_do_not_add_up() {
        let mut failures = Failures::default();
        for _ in 0..5 {
            failures.failed();
            (0..CALM).for_each(|_| failures.painted());
        }
        assert_eq!(failures.painting(), Painting::Usual);
    }
}
