//! How counts are written.

/// A count with thin spaces between thousands: 1 234 567.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push('\u{2009}');
        }
        shown.push(digit);
    }
    shown
}

/// A count with its noun: `1 article`, `12 articles`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(["0", "999", "1\u{2009}000", "1\u{2009}234\u{2009}567"], [0, 999, 1000, 1_234_567].map(grouped)[..]);
        assert_eq!([counted(1, "article", "articles"), counted(2, "article", "articles")], ["1 article", "2 articles"]);
    }
}
