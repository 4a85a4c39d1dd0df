//! The article's text in the scripts of a page that builds itself: pages of some frameworks hold their text as strings of
//! JSON and show nothing without running.

use super::html_main::main_text;
use super::html_tree::Tree;

/// A string of fewer bytes is no article.
const LEAST_BYTES: usize = 400;

/// Bytes of scripts that are searched, and strings that are taken apart.
const MOST_BYTES: usize = 8 * 1024 * 1024;
const MOST_STRINGS: usize = 40;

/// The longest running text among the strings of the page's scripts.
pub(super) fn text_in_scripts(tree: &Tree) -> String {
    let mut left = MOST_BYTES;
    let mut strings: Vec<String> = Vec::new();
    for script in tree.named("script") {
        let text = tree.raw_text(script);
        if text.len() > left {
            break;
        }
        left -= text.len();
        strings.extend(long_strings(&text));
    }
    strings.sort_by_key(|string| std::cmp::Reverse(string.len()));
    let texts = strings.iter().take(MOST_STRINGS).map(|string| running_text(string, 2));
    texts.fold(String::new(), |longest, text| if text.len() > longest.len() { text } else { longest })
}

/// The strings in double quotes of a script that are long enough, with their escapes resolved.
fn long_strings(script: &str) -> Vec<String> {
    let bytes = script.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes.get(at..).and_then(|rest| memchr::memchr(b'"', rest)).map(|offset| at + offset) {
        let mut end = start + 1;
        while let Some(byte) = bytes.get(end).filter(|byte| **byte != b'"') {
            end += if *byte == b'\\' { 2 } else { 1 };
        }
        if end - start > LEAST_BYTES
            && let Some(text) = script.get(start..=end)
            && let Ok(string) = serde_json::from_str::<String>(text)
        {
            found.push(string);
        }
        at = end + 1;
    }
    found
}

/// What a string says, if it is the markup of paragraphs; strings within it, `levels` deep, are looked at too.
fn running_text(string: &str, levels: usize) -> String {
    if super::html_guard::objection(string).is_some() {
        return String::new();
    }
    if ["<p", "<div", "<br"].iter().any(|tag| string.contains(tag)) && !string.trim_start().starts_with(['{', '[']) {
        return main_text(&Tree::read(string), None);
    }
    if levels == 0 {
        return String::new();
    }
    let inner = long_strings(string);
    let texts = inner.iter().take(MOST_STRINGS).map(|inner| running_text(inner, levels - 1));
    texts.fold(String::new(), |longest, text| if text.len() > longest.len() { text } else { longest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_page_that_builds_itself_is_found() {
        let sentence = "The council met for three hours behind closed doors and then told the crowd that nothing had been decided.";
        let html = format!("<p>{sentence}</p>").repeat(5);
        let inner = serde_json::json!({ "story": { "title": "x", "body": html } }).to_string();
        let pushed = serde_json::json!([1, inner]).to_string();
        let page = format!("<body><div id=app></div><script>window.push({pushed})</script>");
        assert!(text_in_scripts(&Tree::read(&page)).starts_with(sentence));
    }

    proptest::proptest! {
        #[test]
        fn any_script_is_searched(script in "([\"\\\\a<>p/{}]|u00|é){0,80}") {
            long_strings(&script);
            running_text(&script, 2);
        }
    }
}
