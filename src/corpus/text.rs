//! The text of an article: a stretch of a block that many articles share, or of a file that is read when it is asked for.

use super::bytes::{Bytes, Damage, checksum};
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

/// The text of an article. Reads like a `str`; a clone copies no text. It keeps the block alive that it is a stretch of.
#[derive(Clone)]
pub struct Text(Place);

#[derive(Clone)]
enum Place {
    /// A stretch of a block, on character borders.
    Held {
        block: Arc<String>,
        range: Range<usize>,
    },
    Kept(Arc<Kept>),
}

/// A text in the cache. It is copied out when it is first read, and checked: what lies in a file can change under us.
struct Kept {
    bytes: Bytes,
    check: u32,
    damage: Damage,
    read: OnceLock<Box<str>>,
}

impl Kept {
    /// The text; empty, with the damage told, when it is not what was written.
    fn read(&self) -> &str {
        self.read.get_or_init(|| {
            let copy = self.bytes.to_vec();
            let text = if checksum(&copy) == self.check { String::from_utf8(copy).ok() } else { None };
            text.unwrap_or_else(|| {
                self.damage.raise();
                String::new()
            })
            .into()
        })
    }
}

impl Text {
    /// The stretch of `block` at `range`; nothing when it does not fit.
    pub(super) fn within(block: &Arc<String>, range: Range<usize>) -> Option<Self> {
        block.get(range.clone())?;
        Some(Self(Place::Held { block: Arc::clone(block), range }))
    }

    /// The text in `bytes`, whose checksum was `check`.
    pub(super) fn kept(bytes: Bytes, check: u32, damage: Damage) -> Self {
        Self(Place::Kept(Arc::new(Kept { bytes, check, damage, read: OnceLock::new() })))
    }

    /// True when both are the same stretch of the same memory: equal without being looked at.
    fn is_same_place(&self, other: &Self) -> bool {
        let at = |bytes: &[u8]| (bytes.as_ptr(), bytes.len());
        match (&self.0, &other.0) {
            (Place::Held { block: a, range: from }, Place::Held { block: b, range: to }) => {
                Arc::ptr_eq(a, b) && from == to
            }
            (Place::Kept(a), Place::Kept(b)) => at(&a.bytes) == at(&b.bytes),
            _ => false,
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Place::Held { block, range } => block.get(range.clone()).unwrap_or_default(),
            Place::Kept(kept) => kept.read(),
        }
    }
}

impl From<String> for Text {
    fn from(mut text: String) -> Self {
        text.shrink_to_fit();
        let range = 0..text.len();
        Self(Place::Held { block: Arc::new(text), range })
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.is_same_place(other) || **self == **other
    }
}

impl Eq for Text {}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_a_block_is_on_character_borders_and_inside() {
        let block = Arc::new("one zwölf".to_owned());
        let stretch = |range| Text::within(&block, range).map(|text| text.to_string());
        assert_eq!(stretch(4..10).as_deref(), Some("zwölf"));
        assert_eq!((stretch(4..7), stretch(4..99)), (None, None));
        assert_eq!(Text::within(&block, 0..3), Some(Text::from("one")));
    }

    #[test]
    fn a_kept_text_is_what_was_written_or_empty_and_the_damage_is_told() {
        for (bytes, written, shown) in [(&b"one"[..], &b"one"[..], "one"), (b"one", b"two", ""), (b"\xff", b"\xff", "")]
        {
            let damage = Damage::default();
            let text = Text::kept(bytes.to_vec().into(), checksum(written), damage.clone());
            assert!(!damage.is_raised(), "nothing was read yet");
            assert_eq!((&*text, damage.is_raised()), (shown, shown.is_empty()));
        }
    }
}
