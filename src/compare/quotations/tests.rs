//! Quotations with their speakers, case by case.

use super::{Quotation, quotations_in};
use proptest::prelude::*;

fn check(text: &str, expected: &[(&str, &str)]) {
    let found = quotations_in(text);
    let shown: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (one.inner.slice(text), one.speaker.map_or("", |speaker| speaker.slice(text))))
        .collect();
    assert_eq!(shown, expected, "in {text:?}");
}

#[test]
fn marks_of_every_language_are_read() {
    for text in [
        "“one two three four”",
        "„one two three four“",
        "„one two three four”",
        "”one two three four”",
        "»one two three four«",
        "«one two three four»",
        "« one two three four »",
        "‚one two three four‘",
        "‘one two three four’",
        "\"one two three four\"",
        "「one two three four」",
        "『one two three four』",
    ] {
        let found = quotations_in(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].inner.slice(text).trim(), "one two three four", "{text}");
        assert_eq!(found[0].span.slice(text), text);
    }
}

#[test]
fn apostrophes_short_words_and_titles_are_no_quotations() {
    check("It’s the workers’ day and they don’t ‘like’ it.", &[]);
    check("He called it “very odd” and left.", &[]);
    check("She read “The Old Man and the Sea” twice.", &[("The Old Man and the Sea", "")][..0]);
    check("A 6\" pipe and a 7\" pipe were found.", &[]);
}

#[test]
fn marks_within_marks_belong_to_the_outer_quotation() {
    check(
        "“They told us ‘never come back again’ and left,” said Ann Lee.",
        &[("They told us ‘never come back again’ and left,", "Ann Lee")],
    );
    check("“He never closed it and “this one is closed” here", &[("this one is closed", "")]);
}

#[test]
fn a_paragraph_opens_a_long_quotation_anew() {
    let text = "“It was the first.\n\n“It was the second paragraph,” Ann Lee said.";
    let found = quotations_in(text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].speaker.map(|speaker| speaker.slice(text)), Some("Ann Lee"));
    check("“It was never closed.\n\nOther words follow here. “It was another,” he said.", &[("It was another,", "")]);
    check("“It goes on\nover the border of a line,” he said.", &[("It goes on\nover the border of a line,", "")]);
}

#[test]
fn who_speaks_is_told_where_the_words_tell_it() {
    for (text, speaker) in [
        ("“We will not go back,” Xi Jinping said.", "Xi Jinping"),
        (
            "“We will not go back,” said Russian President Vladimir V. Putin on Monday.",
            "Russian President Vladimir V. Putin",
        ),
        ("“We will not go back,” said the minister, Sergey Lavrov.", "Sergey Lavrov"),
        ("“We will not go back,” Peskov, the Kremlin spokesman, told reporters.", "Peskov"),
        ("“Will we go back?” Mr. Xi asked.", "Mr. Xi"),
        ("“We will not go back,” according to Ann Lee.", "Ann Lee"),
        ("Ann Lee told reporters in Moscow that “we will not go back” to it.", "Ann Lee"),
        ("Ann Lee, a teacher, said: “We will not go back.”", "Ann Lee"),
        ("The Foreign Ministry said: “We will not go back.”", "Foreign Ministry"),
        ("„Wir gehen nicht zurück“, sagte Angela Merkel am Montag.", "Angela Merkel"),
        ("« Nous ne reviendrons pas », a déclaré Emmanuel Macron.", "Emmanuel Macron"),
        ("«Мы не вернёмся назад», — заявил Владимир Путин.", "Владимир Путин"),
        ("“We will not go back,” said in a statement on Monday.", ""),
        ("“We will not go back.” Ann Lee left.", ""),
        ("“We will not go back,” Putin’s spokesman said.", ""),
        ("Ann Lee praised “an old and dear friend” there.", ""),
    ] {
        let found = quotations_in(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].speaker.map_or("", |speaker| speaker.slice(text)), speaker, "{text}");
    }
}

#[test]
fn a_speaker_goes_on_and_a_pronoun_stands_for_the_last() {
    check(
        "“We will stay here,” Ann Lee said. “We like this place.” It rained. “We were not asked,” she added.",
        &[("We will stay here,", "Ann Lee"), ("We like this place.", "Ann Lee"), ("We were not asked,", "Ann Lee")],
    );
    check("“We stay,” said Ann Lee, “and we like it.”", &[("and we like it.", "Ann Lee")]);
    check("Ann Lee came on Monday. “We will stay here,” she said.", &[("We will stay here,", "Ann Lee")]);
    check("Rain fell all day. “We will stay here,” she said.", &[("We will stay here,", "")]);
}

fn hostile() -> impl Strategy<Value = String> {
    "[a-cA-C “”„«»‹›‚‘’\"「」『』.,\\n!?]{0,80}"
}

proptest! {
    #[test]
    fn quotations_are_ordered_apart_and_fit_any_text(text in hostile(), other in "\\PC{0,60}") {
        for text in [text, other] {
            let found = quotations_in(&text);
            let mut end = 0;
            for Quotation { span, inner, speaker } in found {
                prop_assert!(span.start() >= end && span.contains(inner) && !inner.slice(&text).is_empty());
                prop_assert!(speaker.is_none_or(|speaker| !speaker.slice(&text).is_empty()));
                end = span.end();
            }
        }
    }
}

#[test]
fn a_text_of_marks_alone_is_read_to_its_end() {
    for mark in ["“", "”", "\"", "«", "‘", "’", "„ ", "“\n", "“a b c ", "“a b c” said "] {
        let text = mark.repeat(200_000);
        assert!(quotations_in(&text).len() <= 200_000, "{mark:?}");
    }
}
