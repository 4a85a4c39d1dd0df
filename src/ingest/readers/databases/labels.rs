//! Labels of a database's fields, in the languages of its interface.

use crate::text::one_line;

/// The fields that a label can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Byline,
    Section,
    Length,
    Language,
    LoadDate,
    /// Known, and of no use here.
    Other,
}

const NEXIS: &[(Label, &[&str])] = &[
    (Label::Byline, &["byline", "autor", "auteur", "author", "par", "von"]),
    (Label::Section, &["section", "rubrik", "rubrique", "sección", "sezione"]),
    (Label::Length, &["length", "länge", "longueur", "longitud", "lunghezza", "lengte"]),
    (Label::Language, &["language", "sprache", "langue", "idioma", "lingua"]),
    (Label::LoadDate, &["load-date", "ladedatum", "date-chargement", "date-charg", "fecha-de-carga", "update"]),
    (
        Label::Other,
        &[
            "publication-type",
            "publikationstyp",
            "type-publication",
            "zeitungs-code",
            "journal-code",
            "journal code",
            "graphic",
            "graphique",
            "grafik",
            "correction-date",
            "correction",
            "series",
            "highlight",
            "dateline",
            "acc-no",
            "subject",
            "geographic",
            "organization",
            "company",
            "industry",
            "person",
            "ticker",
            "doc-type",
            "type",
            "sujet",
            "document-type",
            "dateligne",
            "origin",
            "encart",
            "copyright",
            "notes",
            "correction appended",
            "editor-note",
        ],
    ),
];

/// The label that a block opens with and what stands behind it.
pub(super) fn nexis(block: &str) -> Option<(Label, &str)> {
    let (name, value) = block.split_once(':')?;
    let name = name.trim().to_lowercase();
    let label = NEXIS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(label, _)| *label)?;
    Some((label, value.trim_matches(|c: char| c.is_whitespace())))
}

/// `By JANE DOE` as a name; a label's own word before it goes.
pub(super) fn name_of(byline: &str) -> String {
    let byline = one_line(byline);
    let mut words = byline.splitn(2, ' ');
    match (words.next(), words.next()) {
        (Some(first), Some(rest)) if ["by", "von", "par", "por"].contains(&first.to_lowercase().as_str()) => {
            rest.to_owned()
        }
        _ => byline,
    }
}
