//! The list of known outlets: `assets/outlets.tsv`, before it the user's own list of the same form, and before both the
//! list of the folder that is read.
//!
//! Names are compared folded and without punctuation ([`name_key`]), addresses by their registrable domain.

use crate::text::{Span, fold, words};
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{LazyLock, Mutex, OnceLock};

/// Words that the longest name compared has at most.
const NAME_WORDS: usize = 6;

/// Number of an outlet in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct OutletId(u32);

/// A known outlet.
#[derive(Clone, Debug)]
pub(super) struct Outlet {
    /// As shown.
    pub(super) name: String,
    /// ISO 3166-1 alpha-2 code of the country it is published in.
    pub(super) country: String,
    /// True for a wire service: its name in a dateline says nothing of who published.
    pub(super) is_agency: bool,
}

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Whose name it is.
    pub(super) outlet: OutletId,
    /// True where the name is also a word of everyday language.
    pub(super) is_everyday: bool,
    /// True for letters such as AP, which in small letters are another word.
    is_acronym: bool,
}

/// All known outlets, ready to look up.
#[derive(Debug, Default)]
pub(super) struct Outlets {
    list: Vec<Outlet>,
    names: HashMap<String, Named>,
    /// First words of all names: most places of a text are passed over by one look-up.
    first_words: HashSet<String>,
    domains: HashMap<String, OutletId>,
    labels: HashMap<String, OutletId>,
}

/// The user's own list, if one was given before the first look-up.
static OWN: OnceLock<String> = OnceLock::new();

/// Takes the user's own list; false where one was taken before.
pub(super) fn know(list: String) -> bool {
    OWN.set(list).is_ok()
}

/// A number that changes with the user's own list; 0 without one.
pub(super) fn own_number() -> u64 {
    OWN.get().map_or(0, |list| {
        let mut hasher = DefaultHasher::new();
        list.hash(&mut hasher);
        hasher.finish()
    })
}

/// Folders' lists that are held at most: every state of one that is read is kept until the program ends.
const MOST_LISTS: usize = 64;

/// The outlets that are known while one folder is read: its own before the user's and those that are built in.
#[derive(Clone, Copy, Debug)]
pub struct OutletList {
    outlets: &'static Outlets,
    number: u64,
}

impl OutletList {
    /// `own`, lines in the form of `assets/outlets.tsv`, before all others. Nothing where too many lists were taken.
    pub fn of(own: String) -> Option<Self> {
        static LISTS: Mutex<BTreeMap<String, OutletList>> = Mutex::new(BTreeMap::new());
        let mut lists = LISTS.lock().ok()?;
        if let Some(known) = lists.get(&own) {
            return Some(*known);
        }
        if lists.len() >= MOST_LISTS {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        own.hash(&mut hasher);
        // Kept for good, so that whatever is inferred can borrow from it as from the list that is built in.
        let outlets = Box::leak(Box::new(with_built_in(&own)));
        let list = Self { outlets, number: hasher.finish() };
        lists.insert(own, list);
        Some(list)
    }

    /// A number that changes with what the list holds.
    pub fn number(self) -> u64 {
        self.number
    }

    /// Does `work` with this list in force on this thread.
    pub(super) fn in_force<T>(list: Option<Self>, work: impl FnOnce() -> T) -> T {
        /// Puts back what was in force before, whatever becomes of the work.
        struct Before(Option<&'static Outlets>);
        impl Drop for Before {
            fn drop(&mut self) {
                IN_FORCE.set(self.0);
            }
        }
        let _before = Before(IN_FORCE.replace(list.map(|list| list.outlets)));
        work()
    }
}

thread_local! {
    /// The list of the folder whose text is looked at.
    static IN_FORCE: Cell<Option<&'static Outlets>> = const { Cell::new(None) };
}

/// The folder's outlets, the user's, and those that are built into the program. A name or an address that several lists
/// have is the first's.
pub(super) fn outlets() -> &'static Outlets {
    static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| with_built_in(""));
    IN_FORCE.get().unwrap_or_else(|| &OUTLETS)
}

fn with_built_in(first: &str) -> Outlets {
    let own = OWN.get().map_or("", String::as_str);
    Outlets::parse(&format!("{first}\n{own}\n{}", include_str!("../../../assets/outlets.tsv"))).0
}

impl Outlets {
    /// The outlets of a list, and how many of its lines do not fit the format.
    fn parse(list: &str) -> (Self, usize) {
        let mut outlets = Self::default();
        let mut misfits = 0;
        for line in list.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            misfits += usize::from(outlets.add(line).is_none());
        }
        outlets.first_words =
            outlets.names.keys().filter_map(|name| name.split(' ').next()).map(str::to_owned).collect();
        (outlets, misfits)
    }

    fn add(&mut self, line: &str) -> Option<()> {
        let mut columns = line.split('\t');
        let (name, aliases, domains) = (columns.next()?, columns.next()?, columns.next()?);
        // Users may leave these two out.
        let (country, _language) = (columns.next().unwrap_or(""), columns.next());
        let is_agency = columns.next() == Some("agency");
        let outlet = OutletId(self.list.len() as u32);
        self.list.push(Outlet { name: name.trim_matches('"').to_owned(), country: country.to_owned(), is_agency });
        for alias in std::iter::once(name).chain(aliases.split(';')).map(str::trim).filter(|alias| !alias.is_empty()) {
            if let Some(label) = alias.strip_prefix("label:") {
                self.labels.insert(label.to_owned(), outlet);
                continue;
            }
            let bare = alias.trim_matches('"');
            let is_acronym = bare.len() <= 4 && bare.chars().all(char::is_uppercase);
            let named = Named { outlet, is_everyday: alias.starts_with('"'), is_acronym };
            let key = name_key(alias);
            // The first outlet of a name keeps it: "ABC News" in two countries.
            self.names.entry(key).or_insert(named);
        }
        for domain in domains.split(';').map(str::trim).filter(|domain| !domain.is_empty()) {
            self.domains.entry(domain.to_owned()).or_insert(outlet);
        }
        (!domains.trim().is_empty() && country.len() == 2).then_some(())
    }

    /// The outlet with this number.
    pub(super) fn get(&self, outlet: OutletId) -> Option<&Outlet> {
        self.list.get(outlet.0 as usize)
    }

    /// The outlet that `name` as a whole names.
    pub(super) fn named(&self, name: &str) -> Option<Named> {
        let key = name_key(name);
        let found = self.names.get(&key).or_else(|| self.names.get(key.strip_prefix("the ")?)).copied();
        found.filter(|named| !named.is_acronym || !name.contains(char::is_lowercase))
    }

    /// The outlet with this host or one that it belongs to: `edition.cnn.com` is `cnn.com`'s.
    pub(super) fn at_host(&self, host: &str) -> Option<OutletId> {
        let host = host.to_ascii_lowercase();
        let mut rest = host.trim_start_matches("www.");
        loop {
            if let Some(&outlet) = self.domains.get(rest) {
                return Some(outlet);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// The outlet whose house label `label` is, letter by letter.
    pub(super) fn labelled(&self, label: &str) -> Option<OutletId> {
        self.labels.get(label).copied()
    }

    /// Every name of an outlet in `text`, the longest at each place, with its span in `text`.
    pub(super) fn find_in(&self, text: &str) -> Vec<(Span, Named)> {
        let words: Vec<(Span, String)> = pieces(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((first, key)) = words.get(at) {
            at += 1;
            if !self.first_words.contains(key) {
                continue;
            }
            let mut name = String::new();
            let mut longest = None;
            for (offset, (span, word)) in words.iter().skip(at - 1).take(NAME_WORDS).enumerate() {
                if offset > 0 {
                    name.push(' ');
                }
                name.push_str(word);
                let fits = |named: &&Named| !named.is_acronym || !span.slice(text).contains(char::is_lowercase);
                if let Some(named) = self.names.get(&name).filter(fits) {
                    longest = Some((offset + 1, first.cover(*span), *named));
                }
            }
            if let Some((count, span, named)) = longest {
                found.push((span, named));
                at += count - 1;
            }
        }
        found
    }
}

/// A name folded, punctuation as single blanks: `L'Équipe` is `l equipe`.
pub(super) fn name_key(name: &str) -> String {
    let folded = fold(name);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The words of `text` cut and folded as [`name_key`] does.
fn pieces(text: &str) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for word in words(text) {
        let content = word.slice(text);
        if content.chars().all(char::is_alphanumeric) {
            found.push((word, fold(content)));
        } else {
            // "heise.de" is one word of running text and two of a name.
            let key = name_key(content);
            found.extend(key.split(' ').filter(|part| !part.is_empty()).map(|part| (word, part.to_owned())));
        }
    }
    found
}

/// The part of a host that is registered: `bbc.co.uk` of `news.bbc.co.uk`.
pub(super) fn registrable(host: &str) -> &str {
    let generic = ["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go"];
    let mut from_end = host.rsplit('.');
    let (top, second) = (from_end.next().unwrap_or(""), from_end.next().unwrap_or(""));
    let dots = if top.len() == 2 && generic.contains(&second) { 3 } else { 2 };
    let at = host.rmatch_indices('.').nth(dots - 1).map_or(0, |(dot, _)| dot + 1);
    host.get(at..).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_fits_its_format() {
        let (outlets, misfits) = Outlets::parse(include_str!("../../../assets/outlets.tsv"));
        assert_eq!(misfits, 0);
        assert!(outlets.list.len() > 500 && outlets.domains.len() >= outlets.list.len());
    }

    #[test]
    fn an_outlet_is_found_by_alias_host_and_label() {
        let name = |outlet| outlets().get(outlet).map(|outlet| outlet.name.as_str());
        assert_eq!(outlets().named("the guardian").map(|n| name(n.outlet)), Some(Some("The Guardian")));
        assert_eq!(outlets().named("F.A.Z.").map(|n| name(n.outlet)), Some(Some("Frankfurter Allgemeine Zeitung")));
        assert_eq!(outlets().at_host("edition.cnn.com").and_then(name), Some("CNN"));
        assert_eq!(outlets().at_host("example.com"), None);
        assert_eq!(outlets().labelled("TRENDPOST").and_then(name), Some("Trends Journal"));
    }

    #[test]
    fn of_two_lines_with_one_name_or_address_the_first_holds() {
        let (outlets, _) =
            Outlets::parse("Valley Bell\tBell\tbell.example\nThe Bell\tBell\tbell.example; b.example\tGB\ten\n");
        let name = |outlet| outlets.get(outlet).map(|outlet| outlet.name.as_str());
        assert_eq!(outlets.at_host("www.bell.example").and_then(name), Some("Valley Bell"));
        assert_eq!(outlets.at_host("b.example").and_then(name), Some("The Bell"));
        assert_eq!(outlets.named("bell").map(|named| name(named.outlet)), Some(Some("Valley Bell")));
    }

    #[test]
    fn the_longest_name_is_found_with_its_place() {
        let text = "© 2024 The New York Times Company";
        let found = outlets().find_in(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found.first().map(|(span, _)| span.slice(text)), Some("The New York Times"));
    }

    #[test]
    fn the_registrable_domain_knows_second_levels() {
        assert_eq!(registrable("news.bbc.co.uk"), "bbc.co.uk");
        assert_eq!(registrable("www.example.org"), "example.org");
        assert_eq!(registrable("localhost"), "localhost");
    }
}
