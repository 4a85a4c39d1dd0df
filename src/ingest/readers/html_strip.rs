//! The words of a page without a parser: tags removed, blocks on lines of their own. For pages that are too deep to parse,
//! and as a last resort.

use super::html_guard::Tags;

/// Elements within a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// What `html` says, and what its `<title>` holds.
pub(super) fn strip(html: &str) -> (String, Option<String>) {
    let mut text = String::new();
    let mut title = None;
    let mut is_in_title = false;
    let mut at = 0;
    for tag in (Tags { html, at: 0 }) {
        let before = html.get(at..tag.start).unwrap_or_default();
        at = tag.end;
        if is_in_title {
            title.get_or_insert_with(|| unescape(before).trim().to_owned());
        } else {
            push_words(&mut text, &without_comments(before));
        }
        is_in_title = !tag.is_end && tag.name.eq_ignore_ascii_case("title");
        if !INLINE.iter().any(|name| name.eq_ignore_ascii_case(tag.name)) && !text.ends_with('\n') && !text.is_empty() {
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
        }
    }
    push_words(&mut text, &without_comments(html.get(at..).unwrap_or_default()));
    (text, title.filter(|title: &String| !title.is_empty()))
}

fn push_words(text: &mut String, piece: &str) {
    let piece = unescape(piece);
    let opens_with_space = piece.starts_with(char::is_whitespace);
    let needs_space = opens_with_space && !text.is_empty() && !text.ends_with([' ', '\n']);
    let mut words = piece.split_whitespace().peekable();
    if words.peek().is_some() || opens_with_space {
        text.push_str(if needs_space { " " } else { "" });
    }
    while let Some(word) = words.next() {
        text.push_str(word);
        if words.peek().is_some() || piece.ends_with(char::is_whitespace) {
            text.push(' ');
        }
    }
}

fn without_comments(piece: &str) -> String {
    let mut kept = String::new();
    let mut rest = piece;
    while let Some((before, after)) = rest.split_once("<!") {
        kept.push_str(before);
        // A declaration such as `<!DOCTYPE html>` ends at its first bracket.
        let end = if after.starts_with("--") { "-->" } else { ">" };
        rest = after.split_once(end).map_or("", |(_, rest)| rest);
    }
    kept.push_str(rest);
    kept
}

/// `text` with the character references of HTML that occur in news replaced by what they stand for.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let reference = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        if let Some((c, behind)) = reference.and_then(|(name, behind)| Some((character(name)?, behind))) {
            plain.push(c);
            rest = behind;
        } else {
            plain.push('&');
            rest = after;
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|&c| c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "eacute" => 'é',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "szlig" => 'ß',
        "euro" => '€',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_on_lines_and_words_stay_apart() {
        let html = "<!DOCTYPE html><title>A &amp; B</title><style>p{}</style><h1>Head</h1><p>One <b>two</b>, three&#8217;s<br>four\
                    <!-- x > y --><script>if (a<b) {}</script> five & six";
        assert_eq!(strip(html), ("Head\nOne two, three’s\nfour\nfive & six".to_owned(), Some("A & B".to_owned())));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_stripped(html in "(<[a-z/!-]{0,4}|&[a-z#0-9;]{0,4}|[ a-zé=\"'>]){0,200}") {
            strip(&html);
        }
    }
}
