//! The selection of an earlier export found again, and what has changed since.

use super::manifest::{Listed, Manifest};
use super::selection::Corrected;
use crate::corpus::{ArticleId, Corpus};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;

/// What an earlier export held, found again in a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Its articles that are still there, in its order.
    pub article_ids: Vec<ArticleId>,
    /// What is otherwise; empty: nothing is.
    pub changes: Vec<Changed>,
}

/// One thing that is otherwise than when an export was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    /// The article is no longer there.
    Gone(String),
    /// Another content stands at its place; it is part of the selection.
    Content(String),
    /// It stands elsewhere: from, to.
    Place(String, String),
    /// It passes the filters and was not part of the export; it is not part of the selection.
    Further(String),
    /// It was part of the export and does not pass the filters; it is part of the selection.
    NotPassing(String),
    /// The user set something by hand that was not set then, or otherwise.
    Set(String),
    /// What the user had set by hand is no longer set.
    NoLongerSet(String),
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone(doc) => write!(f, "no longer there: {doc}"),
            Self::Content(doc) => write!(f, "changed: {doc}"),
            Self::Place(from, to) => write!(f, "moved: {from} is now {to}"),
            Self::Further(doc) => write!(f, "passes the filters, but was not part of it: {doc}"),
            Self::NotPassing(doc) => write!(f, "was part of it, but does not pass the filters: {doc}"),
            Self::Set(what) => write!(f, "set by hand since: {what}"),
            Self::NoLongerSet(what) => write!(f, "no longer set by hand: {what}"),
        }
    }
}

impl Changed {
    /// What kind of change it is, for counting: "no longer there".
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Gone(_) => "no longer there",
            Self::Content(_) => "changed",
            Self::Place(..) => "moved",
            Self::Further(_) => "new to the filters",
            Self::NotPassing(_) => "not passing the filters",
            Self::Set(_) => "set by hand since",
            Self::NoLongerSet(_) => "no longer set by hand",
        }
    }
}

impl Restored {
    /// How many changes there are of each kind, in order: "2 changed, 1 moved"; empty where there are none.
    pub fn summary(&self) -> String {
        let mut kinds: Vec<(&str, usize)> = Vec::new();
        for kind in self.changes.iter().map(Changed::kind) {
            match kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => kinds.push((kind, 1)),
            }
        }
        kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect::<Vec<_>>().join(", ")
    }
}

/// Finds the articles of `manifest` in `corpus`. `passing` are those that pass its filters now, where they are to be compared;
/// `corrections` what the user has set by hand in a list of articles.
///
/// An article is found by content and place, else by content, else by place.
pub fn restore(
    manifest: &Manifest,
    corpus: &Corpus,
    passing: Option<&[ArticleId]>,
    corrections: impl FnOnce(&[ArticleId]) -> Vec<Corrected>,
) -> Restored {
    let found = find(&manifest.selection, corpus);
    let mut changes = Vec::new();
    for (listed, found) in manifest.selection.iter().zip(&found) {
        let article = found.and_then(|article_id| corpus.get(article_id));
        let doc = listed.doc.clone();
        match article {
            None => changes.push(Changed::Gone(doc)),
            Some(article) if article.sha256.to_string() != listed.sha256 => changes.push(Changed::Content(doc)),
            Some(article) if article.source.doc() != doc => changes.push(Changed::Place(doc, article.source.doc())),
            Some(_) => {}
        }
    }
    let article_ids: Vec<ArticleId> = found.into_iter().flatten().collect();
    if let Some(passing) = passing {
        let doc = |id: &ArticleId| corpus.get(*id).map(|article| article.source.doc());
        let (restored, passing): (BTreeSet<_>, BTreeSet<_>) = (article_ids.iter().collect(), passing.iter().collect());
        changes.extend(passing.difference(&restored).filter_map(|id| doc(id)).map(Changed::Further));
        changes.extend(restored.difference(&passing).filter_map(|id| doc(id)).map(Changed::NotPassing));
    }
    changes.extend(corrected(&manifest.corrections, &corrections(&article_ids)));
    Restored { article_ids, changes }
}

/// The article of each line, each article once.
fn find(selection: &[Listed], corpus: &Corpus) -> Vec<Option<ArticleId>> {
    let wanted: HashSet<&str> = selection.iter().map(|listed| &*listed.sha256).collect();
    let docs: HashSet<&str> = selection.iter().map(|listed| &*listed.doc).collect();
    let mut by_content: HashMap<String, Vec<(String, ArticleId)>> = HashMap::new();
    let mut by_doc: HashMap<String, ArticleId> = HashMap::new();
    for (article_id, article) in corpus.iter() {
        let (content, doc) = (article.sha256.to_string(), article.source.doc());
        if docs.contains(&*doc) {
            by_doc.entry(doc.clone()).or_insert(article_id);
        }
        if wanted.contains(&*content) {
            by_content.entry(content).or_default().push((doc, article_id));
        }
    }
    let mut taken: BTreeSet<ArticleId> = BTreeSet::new();
    let mut found: Vec<Option<ArticleId>> = vec![None; selection.len()];
    let mut settle = |choose: &dyn Fn(&Listed, &BTreeSet<ArticleId>) -> Option<ArticleId>| {
        for (listed, found) in selection.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            if let Some(article_id) = choose(listed, &taken) {
                taken.insert(article_id);
                *found = Some(article_id);
            }
        }
    };
    let of_content = |listed: &Listed, taken: &BTreeSet<ArticleId>, is_same_place: bool| {
        let free = by_content.get(&listed.sha256)?.iter().filter(|(_, id)| !taken.contains(id));
        free.filter(|(doc, _)| !is_same_place || *doc == listed.doc).map(|(_, id)| *id).next()
    };
    settle(&|listed, taken| of_content(listed, taken, true));
    settle(&|listed, taken| of_content(listed, taken, false));
    settle(&|listed, taken| by_doc.get(&listed.doc).copied().filter(|id| !taken.contains(id)));
    found
}

/// What was set by hand then and is not now, and the other way round.
fn corrected(then: &[Corrected], now: &[Corrected]) -> Vec<Changed> {
    // Not by the name of the document: that may have moved.
    let key = |of: &Corrected| (of.sha256.clone(), of.what.clone(), of.start, of.end, of.value.clone());
    let keyed = |all: &[Corrected]| all.iter().map(|of| (key(of), shown(of))).collect::<BTreeMap<_, _>>();
    let (then, now) = (keyed(then), keyed(now));
    let gone = then.iter().filter(|(key, _)| !now.contains_key(key)).map(|(_, shown)| shown.clone());
    let set = now.iter().filter(|(key, _)| !then.contains_key(key)).map(|(_, shown)| shown.clone());
    gone.map(Changed::NoLongerSet).chain(set.map(Changed::Set)).collect()
}

/// `outlet of a.txt: Tass`
fn shown(of: &Corrected) -> String {
    let place = match (of.start, of.end) {
        (Some(start), Some(end)) => format!(" at {start}–{end}"),
        _ => String::new(),
    };
    format!("{} of {}{place}: {}", of.what, of.doc, of.value.as_deref().unwrap_or("unknown"))
}
