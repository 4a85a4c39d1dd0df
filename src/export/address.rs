//! Which addresses may be links, and how they are written there.
//!
//! An address comes from an article, and anything can stand in it. Only pages of the web become links: no scripts, files or
//! programs. What is no address after RFC 3986 is written so that it is one: Word refuses a whole document for the sake of one
//! target that it does not understand.

use std::fmt::Write as _;

/// Longest target of a link: offices and browsers take no longer one.
const LONGEST: usize = 2048;

/// Signs of a path, a query or a fragment that stand as they are, beside letters and digits (RFC 3986, sections 2 and 3).
const KEPT: &[u8] = b"-._~!$&'()*+,;=:@/?";

/// The target of a link to a page of the web; nothing where `address` names none.
pub(super) fn web_link(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let scheme = ["http", "https"].into_iter().find(|known| known.eq_ignore_ascii_case(scheme))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (site, place) = rest.split_at_checked(end)?;
    if !is_site(site) {
        return None;
    }
    let link = format!("{scheme}://{site}{}", encoded(place));
    (link.len() <= LONGEST).then_some(link)
}

/// `news.example:8080`: no name of a user, who could look like a site.
fn is_site(site: &str) -> bool {
    let (host, port) = site.split_once(':').map_or((site, None), |(host, port)| (host, Some(port)));
    let is_label = |label: &str| {
        let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        !label.is_empty()
            && label.len() < 64
            && label.chars().all(is_sign)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    host.split('.').all(is_label) && port.is_none_or(is_port)
}

/// What follows the site, everything that has no place there as `%` and its bytes.
fn encoded(place: &str) -> String {
    let bytes = place.as_bytes();
    let mut written = String::with_capacity(place.len());
    let mut has_fragment = false;
    for (at, &byte) in bytes.iter().enumerate() {
        let is_escape = || bytes.get(at + 1..at + 3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
        let is_kept = match byte {
            b'%' => is_escape(),
            // One `#` begins the fragment, and no other stands in it.
            b'#' => !std::mem::replace(&mut has_fragment, true),
            byte => byte.is_ascii_alphanumeric() || KEPT.contains(&byte),
        };
        if is_kept {
            written.push(char::from(byte));
        } else {
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_web_are_links_and_nothing_else_is() {
        let cases = [
            ("https://e.example/1?a=1&b=2#c", Some("https://e.example/1?a=1&b=2#c")),
            ("HTTP://News.Example:8080", Some("http://News.Example:8080")),
            ("  https://e.example/ \n", Some("https://e.example/")),
            ("https://e.example/a b\"><x y='", Some("https://e.example/a%20b%22%3E%3Cx%20y='")),
            ("https://e.example/100%/%41%4", Some("https://e.example/100%25/%41%254")),
            ("https://e.example/#a#b", Some("https://e.example/#a%23b")),
            ("https://e.example/[1]|\\^`{}", Some("https://e.example/%5B1%5D%7C%5C%5E%60%7B%7D")),
            ("https://新聞.example/標\u{202e}", Some("https://新聞.example/%E6%A8%99%E2%80%AE")),
            ("https://e.example?q", Some("https://e.example?q")),
            ("javascript://e.example/%0aalert(1)", None),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("data:text/html,x", None),
            ("https:/e.example", None),
            ("//e.example", None),
            ("https://", None),
            ("https:///e.example", None),
            ("https://bank.example@e.example/", None),
            ("https://bank.example\\@e.example/", None),
            ("https://e .example/", None),
            ("https://[::1]/", None),
            ("https://e..example/", None),
            ("https://-e.example/", None),
            ("https://e.example:99999/", None),
            ("https://e.example:/", None),
            ("https://a\u{202e}b.example/", None),
            ("e.example", None),
            ("", None),
        ];
        for (address, link) in cases {
            assert_eq!(web_link(address).as_deref(), link, "{address:?}");
        }
        assert_eq!(web_link(&format!("https://e.example/{}", "a".repeat(LONGEST))), None);
    }

    proptest::proptest! {
        #[test]
        fn a_link_holds_no_sign_that_markup_or_an_address_has_no_place_for(place in "(.|\\n){0,60}") {
            let link = web_link(&format!("https://e.example/{place}")).expect("a page");
            let is_fit = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']');
            proptest::prop_assert!(link.chars().all(is_fit) && link.matches('#').count() < 2, "{}", link);
            proptest::prop_assert_eq!(web_link(&link), Some(link.clone()), "written once more it stays as it is");
        }
    }
}
