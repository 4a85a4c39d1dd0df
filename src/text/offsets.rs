//! Byte offsets to Unicode code-point offsets, which is what scripts in other languages count in.

use super::Span;

/// Converts byte offsets of one text to code-point offsets.
///
/// Remembers one offset in every [`CodePoints::STRIDE`] bytes, so that each look-up reads a bounded stretch.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte `i * STRIDE`, rounded down to a character border.
    marks: Vec<(u32, u32)>,
}

impl<'a> CodePoints<'a> {
    const STRIDE: usize = 1024;

    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut marks = vec![(0, 0)];
        for (count, (byte, _)) in text.char_indices().enumerate() {
            if byte / Self::STRIDE >= marks.len() {
                marks.push((byte as u32, count as u32));
            }
        }
        Self { text, marks }
    }

    /// How many code points stand before byte `offset` (rounded down to a character border, at most the whole text).
    pub fn at(&self, offset: usize) -> usize {
        let index = self.marks.partition_point(|&(byte, _)| byte as usize <= offset).saturating_sub(1);
        let (byte, count) = self.marks.get(index).copied().unwrap_or_default();
        let rest = self.text.get(byte as usize..).unwrap_or("");
        count as usize + rest.char_indices().take_while(|&(i, c)| byte as usize + i + c.len_utf8() <= offset).count()
    }

    /// Start and end of a byte span in code points.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start()), self.at(span.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_border_counts_the_characters_before_it(text in "(.|\\n){0,3000}") {
            let points = CodePoints::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(byte), count);
            }
            assert_eq!(points.at(text.len()), text.chars().count());
        }
    }
}
