//! How much is it, and when do two of them exclude each other?
//!
//! Rather seldom than wrongly: a figure that was rounded, that is said to be rough, or that is one end of a range excludes
//! little.

/// Is a figure exact?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Exact,
    /// "about", "nearly".
    About,
    /// "at least", "more than".
    AtLeast,
    /// "up to", "fewer than".
    AtMost,
    /// One end of "40 to 50".
    InRange,
}

/// A number as somebody gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) value: f64,
    pub(crate) bound: Bound,
    /// What its last digit counts: 0.1 million of "1.2 million".
    pub(crate) step: f64,
    /// What its last digit counts that is not 0: 1000 of "12,000".
    pub(crate) round_step: f64,
    /// True where it is written with a fraction.
    pub(crate) has_fraction: bool,
}

/// Digits before the scale from which a number that ends in 0 may have been rounded, though it does not say so.
const ROUNDED_FROM: f64 = 100.0;

/// Share of itself by which such a number was rounded at most.
const MOST_ROUNDED: f64 = 0.1;

impl Quantity {
    /// True when both cannot be so.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        if self.bound == Bound::InRange || other.bound == Bound::InRange {
            return false;
        }
        let (low, high) = if self.value <= other.value { (self, other) } else { (other, self) };
        if low.bound == Bound::AtLeast || high.bound == Bound::AtMost {
            return false;
        }
        let is_rough = low.bound == Bound::About || high.bound == Bound::About;
        let apart = high.value - low.value;
        apart > slack(!is_rough) * high.value && apart >= low.rounded_by(high).max(high.rounded_by(low))
    }

    /// True when both are nearly the same number: the one may stand for the other.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        let is_exact = self.bound == Bound::Exact && other.bound == Bound::Exact;
        (self.value - other.value).abs() <= slack(is_exact) * self.value.max(other.value)
    }

    /// How far from the number it may stand for, where `other` was given more precisely.
    fn rounded_by(&self, other: &Self) -> f64 {
        if other.has_fraction {
            self.round_step / 2.0
        } else if self.value >= ROUNDED_FROM {
            (self.round_step / 2.0).min(self.value * MOST_ROUNDED).max(self.step / 2.0)
        } else {
            self.step / 2.0
        }
    }
}

/// Share by which two figures may differ and be one, rounded or said to be rough.
fn slack(is_exact: bool) -> f64 {
    if is_exact { 0.015 } else { 0.1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_been_rounded_contradicts_nothing_near() {
        let exact = |value, step, round_step| Quantity {
            value,
            bound: Bound::Exact,
            step,
            round_step,
            has_fraction: step < 1.0 || value >= 1e6 && step < 1e6,
        };
        let (eighty, precise) = (exact(80.0, 1.0, 10.0), exact(81.3, 0.1, 0.1));
        assert!(!eighty.contradicts(&precise) && !precise.contradicts(&eighty));
        assert!(exact(40.0, 1.0, 10.0).contradicts(&exact(45.0, 1.0, 1.0)));
        assert!(exact(208.0, 1.0, 1.0).contradicts(&exact(214.0, 1.0, 1.0)));
        assert!(!exact(200.0, 1.0, 100.0).contradicts(&exact(214.0, 1.0, 1.0)));
        assert!(exact(10_000.0, 1.0, 10_000.0).contradicts(&exact(12_500.0, 1.0, 100.0)));
        assert!(!exact(1.2e6, 1e5, 1e5).contradicts(&exact(1.24e6, 1e4, 1e4)));
        let bound = |value, bound| Quantity { bound, ..exact(value, 1.0, 1.0) };
        assert!(!bound(8.0, Bound::AtLeast).contradicts(&bound(11.0, Bound::Exact)));
        assert!(bound(8.0, Bound::Exact).contradicts(&bound(11.0, Bound::AtLeast)));
        assert!(!bound(8.0, Bound::InRange).contradicts(&bound(11.0, Bound::Exact)));
        assert!(!bound(76.0, Bound::About).contradicts(&bound(82.0, Bound::Exact)));
    }
}
