//! Words before a date that say what it is the date of: "Published:", "Stand:", "Дата:".

use crate::text::fold;
use regex::Regex;
use std::sync::LazyLock;

/// What kind of cue stands before a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Cue {
    /// "Originally published on": surer than any other.
    Original,
    /// "Published", "Posted on".
    Published,
    /// "Updated", "Last modified", "Stand".
    Updated,
}

/// The cue in the words that stand before a date; of several the surest.
pub(in crate::ingest) fn cue(before: &str) -> Option<Cue> {
    static ORIGINAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
        // The last lines: what content systems write below an entry ("This entry was posted on …", WordPress).
        Regex::new(
            r"(?x)\b(?: originally\ (?:published|posted|appeared) | first\ (?:published|posted) | original\ publication
              | erstveroffentlich\w* | initialement\ publie | publicado\ originalmente | впервые\ опубликован\w*
              | this\ (?:entry|post|article)\ was\ (?:posted|published|written) | dieser\ (?:eintrag|artikel|beitrag)\ wurde
              | (?:ce\ billet|cet\ article)\ a\ ete\ (?:poste|publie|ecrit) | cette\ entree\ a\ ete\ publiee
              | esta\ entrada\ (?:fue|ha\ sido)\ publicada | questo\ (?:articolo|post)\ e\ stato\ (?:pubblicato|scritto) )\b",
        )
        .ok()
    });
    static PUBLISHED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?x)\b(?:published | publication\ date | publish\ date | posted | date | dated | issued | released | release\ date | submitted\ (?:on|by) | created | written | filed
              | veroffentlich\w* | erstellt | erschienen | publiziert | online\ seit | gespeichert\ von | eingestellt | geschrieben | datum | gepostet
              | publie\w* | paru\w* | mis\ en\ ligne | poste\w* | cree\ le | publicad[oa] | publicacion | fecha | creado | pubblicat[oa] | data | publicerad\w* | publisert | publiceret | udgivet
              | gepubliceerd | geplaatst | opublikowan\w* | dodano | julkaistu | yayin\w*
              | опубликован\w* | размещен\w* | опублікован\w* | розміщен\w* | дата\w* )\b
              | 发布 | 发表 | 發布 | 發表 | 刊登 | 公開 | 掲載 | 配信 | 投稿 | 입력 | 등록 | 게시 | 승인",
        )
        .ok()
    });
    static UPDATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?x)\b(?:updated? | last\ updated | modified | last\ modified | revised | reviewed | edited | last\ edited | as\ of
              | stand | aktualisier\w* | letztes\ update | letzte\ anderung | zuletzt | geandert | bearbeitet
              | mis\ a\ jour | modifi\w* | maj | actualizad[oa] | actualizacion | modificado | aggiornat[oa] | uppdaterad\w* | oppdatert | opdateret | bijgewerkt
              | обновлен\w* | изменен\w* | оновлен\w* | змінен\w* )\b
              | 更新 | 修改 | 수정",
        )
        .ok()
    });
    let key = fold(before);
    let is = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(&key));
    if is(&ORIGINAL) {
        Some(Cue::Original)
    } else if is(&PUBLISHED) {
        Some(Cue::Published)
    } else if is(&UPDATED) {
        Some(Cue::Updated)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_is_known_in_every_language_that_is_shipped() {
        let cases = [
            ("Published on", Some(Cue::Published)),
            ("This article was originally published on", Some(Cue::Original)),
            ("This entry was posted on Wednesday,", Some(Cue::Original)),
            ("Dieser Eintrag wurde am Mittwoch,", Some(Cue::Original)),
            ("Esta entrada fue publicada el", Some(Cue::Original)),
            ("Last updated:", Some(Cue::Updated)),
            ("Veröffentlicht am", Some(Cue::Published)),
            ("Stand:", Some(Cue::Updated)),
            ("Diese Seite wurde zuletzt am", Some(Cue::Updated)),
            ("Publié le", Some(Cue::Published)),
            ("Mis à jour le", Some(Cue::Updated)),
            ("Fecha de publicación:", Some(Cue::Published)),
            ("Actualizado:", Some(Cue::Updated)),
            ("Опубликовано", Some(Cue::Published)),
            ("Оновлено:", Some(Cue::Updated)),
            ("Опубліковано", Some(Cue::Published)),
            ("发布时间：", Some(Cue::Published)),
            ("更新", Some(Cue::Updated)),
            ("The council met on", None),
            ("", None),
        ];
        for (before, expected) in cases {
            assert_eq!(cue(before), expected, "{before}");
        }
    }
}
