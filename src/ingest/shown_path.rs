//! A path as people and reports see it: `/` between folders, nothing in it that can move a cursor or turn a line.
//!
//! Bytes that are not UTF-8, control characters and direction marks are written `%XX`; a `%` that would read like one of
//! these is written `%25`. Two different names are therefore never shown alike.

use std::fmt::Write;
use std::path::{Component, Path};

/// `path` as shown: its named parts, escaped, with `/` between them.
pub(super) fn shown_path(path: &Path) -> String {
    let parts: Vec<String> = path
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(shown_name(name.as_encoded_bytes())),
            Component::ParentDir => Some("..".to_owned()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir => None,
        })
        .collect();
    parts.join("/")
}

/// One name of a path, escaped. On Windows the bytes are WTF-8, elsewhere what the file system holds.
pub(super) fn shown_name(name: &[u8]) -> String {
    let mut shown = String::with_capacity(name.len());
    let mut rest = name;
    for chunk in name.utf8_chunks() {
        for c in chunk.valid().chars() {
            let after = rest.get(c.len_utf8()..).unwrap_or_default();
            let reads_as_escape = c == '%' && after.iter().take(2).filter(|byte| byte.is_ascii_hexdigit()).count() == 2;
            if reads_as_escape || is_deceptive(c) {
                push_escaped(&mut shown, c.encode_utf8(&mut [0; 4]).as_bytes());
            } else {
                shown.push(c);
            }
            rest = after;
        }
        push_escaped(&mut shown, chunk.invalid());
        rest = rest.get(chunk.invalid().len()..).unwrap_or_default();
    }
    shown
}

fn push_escaped(shown: &mut String, bytes: &[u8]) {
    for byte in bytes {
        let _ = write!(shown, "%{byte:02X}");
    }
}

/// Controls, line separators and the marks that change the direction of writing.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deceptive_names_are_escaped_and_stay_apart() {
        let cases: [(&[u8], &str); 7] = [
            (b"plain name.txt", "plain name.txt"),
            (b"bad\xff\xfename.txt", "bad%FF%FEname.txt"),
            (b"bad%FF%FEname.txt", "bad%25FF%25FEname.txt"),
            (b"100% sure.txt", "100% sure.txt"),
            (b"new\nline.txt", "new%0Aline.txt"),
            (b"\x1b[31mred.txt", "%1B[31mred.txt"),
            ("rtl\u{202e}txt.exe".as_bytes(), "rtl%E2%80%AEtxt.exe"),
        ];
        for (name, shown) in cases {
            assert_eq!(shown_name(name), shown);
        }
    }

    proptest::proptest! {
        #[test]
        fn two_different_names_are_never_shown_alike(a: Vec<u8>, b: Vec<u8>) {
            proptest::prop_assert_eq!(a == b, shown_name(&a) == shown_name(&b));
        }
    }
}
