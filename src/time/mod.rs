//! What calendar interval do these words mean, as of that day?
//!
//! The engine reads a text and gives every expression of time in it a TIMEX3 type and value, a civil interval, the day it
//! was reckoned from and the rule that read it. It knows nothing of documents or files; what it must know of an article
//! (publication date, language, country) comes in a [`Context`].
//!
//! [`interval`] (days, intervals, precision), [`expression`] (what a reading is), [`context`] (what it is read against),
//! [`stated`] (a date that a field, file name or address states), [`publication`] (when a text that does not say so
//! appeared).

pub mod context;
pub mod expression;
pub mod interval;
mod months;
pub mod publication;
pub mod stated;

pub use context::Context;
pub use expression::{Anchor, TimeExpression, TimexKind};
pub use interval::{Interval, Precision};

/// Every expression of time in `text`, in order of their spans, none overlapping another.
pub fn read(text: &str, context: &Context<'_>) -> Vec<TimeExpression> {
    let _ = (text, context);
    Vec::new()
}
