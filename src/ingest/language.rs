//! In which language is a text written?

use crate::corpus::{Alternative, Basis, Known};
use std::sync::Arc;
use whatlang::Lang;

/// Characters of a text that are looked at: more do not make the answer better.
const LOOKED_AT: usize = 2000;

/// Fewer letters than this tell no language.
const LEAST_LETTERS: usize = 20;

/// Up to this many letters only a clear answer counts: kindred languages look alike in short texts.
const FEW_LETTERS: usize = 200;

/// The language of `text`, or nothing where it is too short or undecided.
pub(super) fn infer(text: &str) -> Option<Known<Arc<str>>> {
    let sample: String = text.chars().take(LOOKED_AT).collect();
    let letter_count = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letter_count < LEAST_LETTERS {
        return None;
    }
    let found = whatlang::detect(&sample)?;
    let code = code_of(found.lang())?;
    let confidence = found.confidence() as f32;
    if confidence < if letter_count < FEW_LETTERS { 0.5 } else { 0.1 } {
        return None;
    }
    let basis = Basis::Inferred {
        rule: "letter-triples".into(),
        evidence: Vec::new(),
        alternatives: Vec::<Alternative>::new(),
        confidence,
    };
    Some(Known::new(code.into(), basis))
}

/// The ISO 639-1 code in what a field states: `en`, `en-US`, `eng`, `English`.
pub(super) fn stated_code(stated: &str) -> Option<&'static str> {
    let word = stated.trim().split(['-', '_', ',', ';', ' ']).next()?.to_lowercase();
    if let Some(lang) = Lang::from_code(&word) {
        return code_of(lang);
    }
    codes().find(|(code, _)| *code == word).map(|(code, _)| code).or_else(|| {
        let named = Lang::all()
            .iter()
            .find(|lang| lang.eng_name().to_lowercase() == word || lang.name().to_lowercase() == word)?;
        code_of(*named)
    })
}

fn code_of(lang: Lang) -> Option<&'static str> {
    codes().find(|(_, three)| *three == lang.code()).map(|(two, _)| two)
}

fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    CODES.split_whitespace().filter_map(|pair| pair.split_once('='))
}

/// ISO 639-1 and the code that whatlang uses (ISO 639-3).
const CODES: &str = "af=afr ak=aka am=amh ar=ara az=aze be=bel bn=ben bg=bul ca=cat cs=ces zh=cmn da=dan de=deu el=ell en=eng \
    eo=epo et=est fi=fin fr=fra gu=guj he=heb hi=hin hr=hrv hu=hun hy=hye id=ind it=ita jv=jav ja=jpn kn=kan \
    ka=kat km=khm ko=kor la=lat lv=lav lt=lit ml=mal mr=mar mk=mkd my=mya ne=nep nl=nld nb=nob or=ori pa=pan \
    fa=pes pl=pol pt=por ro=ron ru=rus si=sin sk=slk sl=slv sn=sna es=spa sr=srp sv=swe ta=tam te=tel tk=tuk \
    th=tha tl=tgl tr=tur uk=ukr ur=urd uz=uzb vi=vie yi=yid zu=zul cy=cym no=nob is=isl ga=gle eu=eus gl=glg \
    sq=sqi ms=msa sw=swa kk=kaz mn=mon bs=bos mt=mlt lb=ltz ky=kir";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_languages_become_codes() {
        let cases = [
            ("en-US", Some("en")),
            ("eng", Some("en")),
            ("English", Some("en")),
            ("de_DE", Some("de")),
            ("Русский", Some("ru")),
            ("zh-Hans", Some("zh")),
            ("nb", Some("nb")),
            ("unknown", None),
            ("", None),
        ];
        for (stated, code) in cases {
            assert_eq!(stated_code(stated), code, "{stated}");
        }
    }

    #[test]
    fn a_text_tells_its_language_and_a_word_does_not() {
        let code = |text| infer(text).map(|known| known.value.to_string());
        assert_eq!(
            code("The president of China travelled to Russia in March and met its leader for three days.").as_deref(),
            Some("en")
        );
        assert_eq!(
            code("Der chinesische Präsident reiste im März zu einem Staatsbesuch nach Russland.").as_deref(),
            Some("de")
        );
        assert_eq!(code("Xi"), None);
    }
}
