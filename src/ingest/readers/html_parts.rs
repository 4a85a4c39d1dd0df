//! What the fields of a page are read from, found once.

use super::html_linked::Linked;
use super::html_meta::Meta;
use super::html_tree::Tree;
use crate::text::fold;
use crate::time::Context;

/// What each field is read from.
pub(super) struct Parts<'p> {
    pub(super) tree: &'p Tree,
    pub(super) meta: &'p Meta,
    pub(super) linked: &'p Linked,
    /// The heading that is the headline.
    pub(super) headline: Option<usize>,
    pub(super) url: Option<&'p str>,
    pub(super) language: Option<&'p str>,
    /// What the site calls itself.
    pub(super) sites: &'p [String],
}

impl Parts<'_> {
    /// True for a name of the site itself.
    pub(super) fn is_site(&self, name: &str) -> bool {
        let squeezed = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let name = squeezed(name);
        self.sites.iter().any(|site| squeezed(site) == name)
    }

    /// True where the page calls itself an article, in words of schema.org or Open Graph.
    pub(super) fn is_called_article(&self) -> bool {
        let kind = self.meta.first(&["og:type"]);
        self.linked.holds_article() || kind.is_some_and(|kind| kind.value.eq_ignore_ascii_case("article"))
    }

    /// Language and country of the page, for dates in figures.
    pub(super) fn context(&self) -> Context<'_> {
        let mut pieces = self.language.unwrap_or("").split(['-', '_']);
        let language = pieces.next().filter(|code| code.len() == 2);
        let country = pieces.next().filter(|code| code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()));
        Context { published: None, language, country }
    }
}
