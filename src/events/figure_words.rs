//! Which words say how a figure is meant and what it counts? By language: `assets/figures.txt`.

use super::quantity::Bound;
use crate::text::fold;
use crate::text::terms::stem;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word or a phrase says of the figure beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Role {
    /// It multiplies the number before it.
    Scale(f64),
    /// Money of this kind.
    Currency(&'static str),
    /// Hundredths.
    Percent,
    /// Said before a figure.
    Before(Bound),
    /// Said behind it.
    Behind(Bound),
    /// Opens a range.
    Between,
    /// Parts the ends of a range that was opened.
    And,
    /// Parts the ends of a range.
    To,
    /// People.
    Person,
    /// What happened to them.
    Fate(&'static str),
}

/// The words of one language by their folded form, those of a phrase joined by `_`.
#[derive(Debug, Default)]
pub(super) struct FigureWords {
    roles: HashMap<String, Vec<Role>>,
    /// Words of the longest phrase.
    pub(super) longest: usize,
}

static LANGUAGES: LazyLock<HashMap<&'static str, FigureWords>> = LazyLock::new(|| {
    let mut languages: HashMap<&'static str, FigureWords> = HashMap::new();
    for line in include_str!("../../assets/figures.txt").lines() {
        let Some((head, words)) = line.split_once('=').filter(|_| !line.starts_with('#')) else { continue };
        let head: Vec<&'static str> = head.split_whitespace().collect();
        let Some((language, role)) = head.split_last() else { continue };
        let Some(role) = role_of(role) else { continue };
        let known = languages.entry(language).or_default();
        for word in words.split_whitespace() {
            known.longest = known.longest.max(word.split('_').count());
            known.roles.entry(fold(word)).or_default().push(role);
            if matches!(role, Role::Currency(_) | Role::Fate(_)) {
                known.roles.entry(stem(&fold(word))).or_default().push(role);
            }
        }
    }
    languages
});

fn role_of(head: &[&'static str]) -> Option<Role> {
    let bound = |name: &str| match name {
        "about" => Some(Bound::About),
        "least" => Some(Bound::AtLeast),
        "most" => Some(Bound::AtMost),
        _ => None,
    };
    Some(match *head {
        ["scale", factor] => Role::Scale(factor.parse().ok()?),
        ["currency", name] => Role::Currency(name),
        ["percent"] => Role::Percent,
        ["bound", name] => Role::Before(bound(name)?),
        ["behind", name] => Role::Behind(bound(name)?),
        ["between"] => Role::Between,
        ["range", "and"] => Role::And,
        ["range", "to"] => Role::To,
        ["person"] => Role::Person,
        ["fate", name] => Role::Fate(name),
        _ => return None,
    })
}

impl FigureWords {
    /// Those of a language by its ISO 639-1 code; of English where it is unknown.
    pub(super) fn of(language: Option<&str>) -> &'static Self {
        static NONE: LazyLock<FigureWords> = LazyLock::new(FigureWords::default);
        let code = language.and_then(|code| code.get(..2)).unwrap_or("en").to_ascii_lowercase();
        LANGUAGES.get(code.as_str()).or_else(|| LANGUAGES.get("en")).unwrap_or(&NONE)
    }

    /// What a folded word or phrase can be, as it is written.
    fn exact(&self, folded: &str) -> &[Role] {
        self.roles.get(folded).map_or(&[], Vec::as_slice)
    }

    /// Is the folded word or phrase of this kind?
    pub(super) fn is(&self, folded: &str, role: Role) -> bool {
        self.exact(folded).contains(&role)
    }

    /// By what the folded word multiplies the number before it.
    pub(super) fn scale(&self, folded: &str) -> Option<f64> {
        self.exact(folded).iter().find_map(|role| if let Role::Scale(factor) = role { Some(*factor) } else { None })
    }

    /// The money that a folded word stands for, in any of its forms.
    pub(super) fn currency(&self, folded: &str) -> Option<&'static str> {
        self.in_any_form(folded, |role| if let Role::Currency(name) = role { Some(name) } else { None })
    }

    /// What a folded word says that happened to people, in any of its forms.
    pub(super) fn fate(&self, folded: &str) -> Option<&'static str> {
        self.in_any_form(folded, |role| if let Role::Fate(name) = role { Some(name) } else { None })
    }

    /// How a figure is meant that the folded word or phrase stands before.
    pub(super) fn before(&self, folded: &str) -> Option<Bound> {
        self.exact(folded).iter().find_map(|role| if let Role::Before(bound) = role { Some(*bound) } else { None })
    }

    /// The same of one that stands behind.
    pub(super) fn behind(&self, folded: &str) -> Option<Bound> {
        self.exact(folded).iter().find_map(|role| if let Role::Behind(bound) = role { Some(*bound) } else { None })
    }

    fn in_any_form<T>(&self, folded: &str, take: impl Fn(Role) -> Option<T>) -> Option<T> {
        let found = |form: &str| self.exact(form).iter().find_map(|role| take(*role));
        found(folded).or_else(|| found(&stem(folded)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for line in include_str!("../../assets/figures.txt").lines().filter(|line| !line.starts_with('#')) {
            let Some((head, words)) = line.split_once('=') else {
                assert!(line.trim().is_empty(), "{line}");
                continue;
            };
            let head: Vec<&'static str> = head.split_whitespace().collect();
            let (language, role) = head.split_last().expect("a language");
            assert!(language.len() == 2 && !words.trim().is_empty(), "{line}");
            let role = role_of(role).unwrap_or_else(|| panic!("{line}"));
            let first = fold(words.split_whitespace().next().expect("a word"));
            assert!(FigureWords::of(Some(language)).is(&first, role), "{line}");
        }
    }

    #[test]
    fn words_are_known_in_their_own_language_and_in_any_form() {
        let [english, german, russian] = ["en", "de-AT", "ru"].map(|language| FigureWords::of(Some(language)));
        assert_eq!((english.scale("billion"), german.scale("milliarden")), (Some(1e9), Some(1e9)));
        assert_eq!(german.scale("billion"), Some(1e12));
        assert_eq!((english.currency("dollars"), russian.currency("долларов")), (Some("$"), Some("$")));
        assert_eq!((english.fate("killed"), english.fate("deaths")), (Some("killed"), Some("killed")));
        assert_eq!((FigureWords::of(None).before("at_least"), english.fate("tote")), (Some(Bound::AtLeast), None));
    }
}
