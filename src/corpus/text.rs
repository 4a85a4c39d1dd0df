//! The text of an article: a stretch of a block that many articles share.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The text of an article. Reads like a `str`; a clone copies no text. It keeps the block alive that it is a stretch of.
#[derive(Clone)]
pub struct Text {
    block: Arc<String>,
    /// Bytes of the block, on character borders.
    start: u32,
    end: u32,
}

impl Text {
    /// The stretch of `block` from byte `start` to byte `end`; nothing when it does not fit.
    pub(super) fn within(block: &Arc<String>, start: u32, end: u32) -> Option<Self> {
        block.get(start as usize..end as usize)?;
        Some(Self { block: Arc::clone(block), start, end })
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.block.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl From<String> for Text {
    fn from(mut text: String) -> Self {
        text.shrink_to_fit();
        let end = text.len() as u32;
        Self { block: Arc::new(text), start: 0, end }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
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
        let stretch = |start, end| Text::within(&block, start, end).map(|text| text.to_string());
        assert_eq!(stretch(4, 10).as_deref(), Some("zwölf"));
        for (start, end) in [(4, 7), (4, 99), (5, 4)] {
            assert_eq!(stretch(start, end), None, "{start}..{end}");
        }
        assert_eq!(Text::within(&block, 0, 3), Some(Text::from("one")));
    }
}
