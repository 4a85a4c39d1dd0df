//! Front matter: is there a block of named values above a text, and where?

use crate::text::{Span, lines};

/// Front matter that is longer is text.
const LIMIT_BYTES: usize = 64 * 1024;

/// Front matter of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// With its two fences.
    pub(super) whole: Span,
    pub(super) content: Span,
    pub(super) is_toml: bool,
}

/// The front matter of `text`: fences on the first line and on a later one, and a key behind the first.
pub(super) fn front_matter(text: &str) -> Option<FrontMatter> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let front = text.get(..LIMIT_BYTES).or_else(|| text.get(..text.floor_char_boundary(LIMIT_BYTES)))?;
    let lines = lines(front);
    let (first, others) = lines.split_first()?;
    if first.slice(text).trim_end() != fence {
        return None;
    }
    let last = others.iter().position(|line| {
        let line = line.slice(text).trim_end();
        line == fence || (fence == "---" && line == "...")
    })?;
    let is_toml = fence == "+++";
    let key_end = if is_toml { '=' } else { ':' };
    let keys = others.get(..last)?;
    let opens_with_key =
        keys.iter().map(|line| line.slice(text)).find(|line| !line.trim().is_empty()).is_some_and(|line| {
            line.starts_with('#')
                || line.split_once(key_end).is_some_and(|(key, _)| key.len() < 60 && !key.trim().is_empty())
        });
    let content = keys.first()?.cover(*keys.last()?);
    let end = others.get(last)?.end();
    opens_with_key.then_some(FrontMatter { whole: Span::new(0, end), content, is_toml })
}
