//! "Who else says this?", asked with sentences of the corpus.

use super::planting::Shelf;

pub(crate) fn measure(_shelf: &Shelf) {}
