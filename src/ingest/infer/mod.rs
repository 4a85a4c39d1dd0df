//! What is known of a plain text that states nothing of itself, and on what basis?
//!
//! Reads an article's text, file name, folders and address; fills the fields that nothing has stated yet. Every value
//! comes with its rule, evidence and what was rejected; where the evidence does not carry a value, it stays unknown.
//!
//! In reading order: [`page`] (lines, and where the running text lies; with [`phrases`], the lists of what is no article),
//! [`headline`], [`title`] with [`title_signs`] and [`stems`], [`byline`], [`gazetteer`] (known outlets), [`clue`], [`outlet_clues`] (with
//! [`outlet_menus`] and [`about_box`]) and [`outlet`], [`boilerplate`] with [`house_lines`] (what the files of a folder share), [`dates`] with [`cues`], and [`published`].

mod about_box;
mod boilerplate;
mod byline;
mod clue;
pub(in crate::ingest) mod cues;
pub(in crate::ingest) mod dates;
mod gazetteer;
mod headline;
mod house_lines;
mod outlet;
mod outlet_clues;
mod outlet_menus;
mod page;
mod phrases;
mod published;
mod stems;
mod title;
mod title_signs;

pub use gazetteer::OutletList;
pub use house_lines::{HouseLines, Sheet};

use crate::corpus::{Article, Basis};
use crate::text::{Span, words};
use crate::time::Context;
use page::Page;
use std::sync::Arc;

/// What is known around a text, outside of it.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The file's name without its folders.
    pub file_name: String,
    /// Names of the folders from the opened root down to the file, the root's own name first.
    pub folders: Vec<String>,
    /// Where the article was published, if anything says so.
    pub url: Option<String>,
    /// The lines that many files of its folder share, where they were compared.
    pub house_lines: Option<Arc<HouseLines>>,
    /// The outlets that are known in its folder, where that has a list of its own.
    pub outlets: Option<OutletList>,
}

impl Hints {
    /// Hints from a path relative to the opened root, `/` between folders.
    pub fn from_path(relative_path: &str) -> Self {
        let mut folders: Vec<String> = relative_path.split('/').map(str::to_owned).collect();
        let file_name = folders.pop().unwrap_or_default();
        Self { file_name, folders, ..Self::default() }
    }

    /// Folders and file name with `/` between.
    fn path(&self) -> String {
        let parts: Vec<&str> = self.folders.iter().chain([&self.file_name]).map(String::as_str).collect();
        parts.join("/")
    }
}

/// Fills the fields of `article` that are still unknown, marks its boilerplate and counts its words without it.
///
/// Stated and edited fields are left as they are.
pub fn fill(article: &mut Article, hints: &Hints) {
    OutletList::in_force(hints.outlets, || fill_in(article, hints));
}

fn fill_in(article: &mut Article, hints: &Hints) {
    let text = article.text.clone();
    let page = Page::read(&text);
    let house = hints.house_lines.as_deref();
    let is_all_known =
        article.title.is_some() && article.byline.is_some() && article.outlet.is_some() && article.published.is_some();
    let is_title_of_use = !is_all_known || boilerplate::depends_on_title(&page, house);
    let title = is_title_of_use.then(|| title::infer(&page, house)).flatten();
    let title_line = title.as_ref().map(|title| title.line);
    article.boilerplate = boilerplate::merged(&article.boilerplate, boilerplate::mark(&page, title_line, house));
    if article.title.is_none() {
        article.title = title.filter(|title| title.is_shown).map(|title| title.known);
    }
    if article.byline.is_none() {
        article.byline = byline::infer(&page, title_line);
    }
    match &article.outlet {
        None => article.outlet = outlet::infer(&page, title_line, hints),
        // What a page calls its site is only a name: its address decides.
        Some(known) if matches!(known.basis, Basis::Inferred { .. }) => {
            article.outlet = outlet::of_site(hints, known).or(article.outlet.take());
        }
        Some(_) => {}
    }
    if article.published.is_none() {
        let country = article.outlet().and_then(outlet::country_of);
        let context = Context { published: None, language: article.language(), country };
        article.published = published::infer(&page, title_line, &article.boilerplate, hints, &context);
    }
    article.word_count = article_words(&text, &article.boilerplate) as u32;
}

/// Takes a list of outlets in the form of `assets/outlets.tsv`, which then comes before the one that is built in. Counts
/// only before anything is read, and once: false where a list was taken before.
pub fn know_outlets(list: String) -> bool {
    gazetteer::know(list)
}

/// A number that changes with the list that was taken by [`know_outlets`]; 0 where none was.
pub fn own_outlets_number() -> u64 {
    gazetteer::own_number()
}

/// The names in a line "By NAME", with their place in it.
pub(in crate::ingest) fn byline_in(line: &str) -> Option<(usize, &str)> {
    byline::read(line)
}

/// True for a line that only announces a name: "By", "Author:".
pub(in crate::ingest) fn is_byline_mark(line: &str) -> bool {
    byline::is_mark(line)
}

/// Words of `text` outside of `boilerplate`, which is in order.
fn article_words(text: &str, boilerplate: &[Span]) -> usize {
    let mut count = 0;
    let mut at = 0;
    for stretch in boilerplate {
        count += words::word_count(Span::new(at, stretch.start()).slice(text));
        at = stretch.end();
    }
    count + words::word_count(Span::new(at, text.len()).slice(text))
}
