//! Which words tell only who somebody is? "Ann Lee, a senior fellow at the Institute for Strategic Studies, said".
//!
//! Two articles quote different experts of such places on the same page: what their offices share is no content.

use super::sentence::Term;
use crate::text::{Span, fold};

/// What a word of an office counts for, beside 1 of others. It takes a wrong link of 38 between long articles; pairs of short
/// reports do not tell it from 1.
const OFFICE: f32 = 0.3;

/// Words of which one tells that what follows a name is an office, in the languages in which names are followed by them.
#[rustfmt::skip]
const WORDS: [&str; 57] = [
    "university", "institute", "institution", "center", "centre", "school", "college", "foundation", "academy",
    "studies", "think", "laboratory", "professor", "fellow", "director", "analyst", "expert", "researcher", "scholar",
    "lecturer", "specialist", "economist", "historian", "scientist", "spokesman", "spokeswoman", "spokesperson",
    "universität", "hochschule", "institut", "zentrum", "stiftung", "akademie", "professorin", "direktor",
    "direktorin", "analystin", "experte", "expertin", "forscher", "forscherin", "sprecher", "sprecherin",
    "université", "école", "fondation", "professeur", "chercheur", "directeur", "directrice", "universidad",
    "instituto", "profesor", "investigador", "università", "istituto", "professore",
];

/// Marks the words of offices: from the comma behind a name to the next mark.
pub(super) fn mark(text: &str, terms: &mut [Term]) {
    let mut start = 0;
    while start < terms.len() {
        let rest = terms.get(start..).unwrap_or_default();
        let is_parted = |pair: &[Term]| match pair {
            [one, next] => {
                between(text, one.span, next.span).contains([',', ';', ':', '“', '”', '"', '„', '«', '»', '(', ')'])
            }
            _ => false,
        };
        let length = 1 + rest.windows(2).take_while(|pair| !is_parted(pair)).count();
        let follows_name = start
            .checked_sub(1)
            .and_then(|before| Some((terms.get(before)?, terms.get(start)?)))
            .is_some_and(|(name, first)| {
                name.span.slice(text).starts_with(char::is_uppercase)
                    && between(text, name.span, first.span).starts_with(',')
            });
        let Some(clause) = terms.get_mut(start..start + length) else { return };
        if follows_name && clause.iter().any(|term| WORDS.contains(&fold(term.span.slice(text)).as_str())) {
            for term in clause {
                term.is_office = true;
                term.weight *= OFFICE;
            }
        }
        start += length;
    }
}

fn between(text: &str, one: Span, next: Span) -> &str {
    if one.end <= next.start { Span::new(one.end(), next.start()).slice(text) } else { "" }
}

#[cfg(test)]
mod tests {
    use super::super::sentence::weighed;
    use super::*;
    use crate::text::terms;

    #[test]
    fn words_behind_a_name_that_tell_an_office_are_told_from_others() {
        for (text, office) in [
            (
                "Prices rise, said Ann Lee, a senior fellow at the Institute of Trade, on Friday.",
                "senior fellow Institute Trade",
            ),
            ("Ann Lee, professor at York University, told the paper that prices rise.", "professor York University"),
            ("Ann Lee, who fled the town, was found.", ""),
            ("A professor at York University was arrested on Friday.", ""),
            ("In the town, a professor at York University was arrested.", ""),
            ("Ann Lee, Professorin an der Universität York, warnt.", "Professorin Universität York"),
        ] {
            let mut found = weighed(text, &terms(text, Span::new(0, text.len())));
            mark(text, &mut found);
            let marked = found.iter().filter(|term| term.is_office).map(|term| term.span.slice(text));
            assert_eq!(marked.collect::<Vec<&str>>().join(" "), office, "{text}");
        }
    }
}
