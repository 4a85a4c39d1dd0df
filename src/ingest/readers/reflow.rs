//! Lines that were broken to a width of so many signs are one paragraph: a sentence must not end where a line did.

/// Widths between which text is set by mail programs and databases.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=100;

/// What the shortest line within a paragraph may lack of the longest: about a long word.
const RAGGED: usize = 26;

/// `text` with the lines of every paragraph that was broken to a width joined; other line ends stay.
pub(super) fn reflowed(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        let line = line.trim_end();
        if !line.trim().is_empty() {
            paragraph.push(line);
            continue;
        }
        if paragraph.is_empty() {
            continue;
        }
        if !joined.is_empty() {
            joined.push_str("\n\n");
        }
        push_paragraph(&mut joined, &paragraph);
        paragraph.clear();
    }
    joined
}

fn push_paragraph(joined: &mut String, lines: &[&str]) {
    let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let filled = lines.split_last().map_or(&[][..], |(_, filled)| filled);
    let is_broken = WIDTHS.contains(&width)
        && filled.iter().zip(lines.iter().skip(1)).all(|(line, next)| {
            // The next word would have fitted: the line was ended on purpose.
            let next_word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
            let length = line.chars().count();
            length + RAGGED >= width
                && length + 1 + next_word + 2 >= width.min(length + RAGGED)
                && !next.trim_start().starts_with(['*', '•', '-', '|', '>'])
        });
    let mut previous_ends_in_hyphen = false;
    for (index, line) in lines.iter().enumerate() {
        let line = if is_broken { line.trim() } else { line };
        if index > 0 {
            joined.push_str(match (is_broken, previous_ends_in_hyphen) {
                (true, true) => "",
                (true, false) => " ",
                (false, _) => "\n",
            });
        }
        joined.push_str(line);
        let mut signs = line.chars().rev();
        previous_ends_in_hyphen = signs.next() == Some('-') && signs.next().is_some_and(char::is_alphanumeric);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_of_full_lines_is_joined_and_a_list_is_not() {
        let text = "The first line of this paragraph is as long as the\nwidth allows, and so is the second one of the semi-\n\
                    official paper.\n\nYear  Trade\n2021  146\n\nshort\nlines\n";
        assert_eq!(
            reflowed(text),
            "The first line of this paragraph is as long as the width allows, and so is the second one of the \
             semi-official paper.\n\nYear  Trade\n2021  146\n\nshort\nlines"
        );
    }
}
