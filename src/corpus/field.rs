//! A value together with how it is known.

use super::Basis;

/// A known value with its basis.
#[derive(Clone, Debug, PartialEq)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// How it is known.
    pub basis: Basis,
}

/// A value that may be unknown.
pub type Field<T> = Option<Known<T>>;

impl<T> Known<T> {
    /// A value on a basis.
    pub fn new(value: T, basis: Basis) -> Self {
        Self { value, basis }
    }
}
