//! The notation of patterns, expanded into plain sequences of word classes.
//!
//! ```text
//! pattern = item*                items apart by space may stand apart in the text; written together they must touch
//! item    = word                 that word
//!         | mark                 that character: . , - ' / :
//!         | {class}              a word of that class
//!         | (a b|c|)             one of these, perhaps nothing
//!         | [a b]                this or nothing
//!         | @name                a macro
//!         | \c                   the character c, whatever it is
//!         | <                    what stands before this sign only licenses the expression
//!         | >                    what stands after this sign only licenses the expression
//! ```

/// One element of an expanded pattern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Element {
    /// `month` for a class, `=of` for a word or mark.
    pub(super) name: String,
    pub(super) glued: bool,
}

/// An expanded pattern: its elements, and how many of them stand before and after the expression.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Plain {
    pub(super) elements: Vec<Element>,
    pub(super) left: usize,
    pub(super) right: usize,
}

/// Every plain pattern that `notation` (macros already replaced) stands for, or what is wrong with it.
pub(super) fn expand(notation: &str) -> Result<Vec<Plain>, String> {
    /// Far above what a readable line expands to.
    const MOST: usize = 20_000;
    let mut chars = notation.trim().chars().peekable();
    let items = sequence(&mut chars)?;
    if chars.peek().is_some() {
        return Err(format!("unbalanced bracket in {notation:?}"));
    }
    let mut plains = Vec::new();
    for elements in expand_sequence(&items, MOST)? {
        let left = elements.iter().position(|element| element.name == "<");
        let right = elements.iter().position(|element| element.name == ">");
        let count = elements.iter().filter(|element| !is_border(element)).count();
        let plain = Plain {
            left: left.unwrap_or(0),
            right: right.map_or(0, |at| elements.len() - at - 1),
            elements: elements.into_iter().filter(|element| !is_border(element)).collect(),
        };
        if plain.left + plain.right < count {
            plains.push(plain);
        }
    }
    plains.sort();
    plains.dedup();
    Ok(plains)
}

fn is_border(element: &Element) -> bool {
    element.name == "<" || element.name == ">"
}

enum Item {
    One(Element),
    Choice(Vec<Vec<Item>>, bool),
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn sequence(chars: &mut Chars<'_>) -> Result<Vec<Item>, String> {
    let mut items = Vec::new();
    let mut glued = false;
    while let Some(&c) = chars.peek() {
        if matches!(c, ')' | ']' | '|') {
            break;
        }
        chars.next();
        if c.is_whitespace() {
            glued = false;
            continue;
        }
        let item = match c {
            '(' => Item::Choice(choices(chars, ')')?, glued),
            '[' => {
                let mut inner = choices(chars, ']')?;
                inner.push(Vec::new());
                Item::Choice(inner, glued)
            }
            '{' => {
                let mut name = String::new();
                loop {
                    match chars.next() {
                        Some('}') => break,
                        Some(c) => name.push(c),
                        None => return Err("missing }".to_owned()),
                    }
                }
                Item::One(Element { name, glued })
            }
            '\\' => {
                let mark = chars.next().ok_or("nothing after \\")?;
                Item::One(Element { name: format!("={mark}"), glued })
            }
            '<' | '>' => Item::One(Element { name: c.to_string(), glued }),
            c if c.is_alphabetic() => {
                let mut name = format!("={}", c.to_lowercase());
                while let Some(letter) = chars.next_if(|c| c.is_alphabetic()) {
                    name.extend(letter.to_lowercase());
                }
                Item::One(Element { name, glued })
            }
            c => Item::One(Element { name: format!("={c}"), glued }),
        };
        items.push(item);
        glued = true;
    }
    Ok(items)
}

fn choices(chars: &mut Chars<'_>, end: char) -> Result<Vec<Vec<Item>>, String> {
    let mut found = vec![sequence(chars)?];
    loop {
        match chars.next() {
            Some('|') => found.push(sequence(chars)?),
            Some(c) if c == end => return Ok(found),
            other => return Err(format!("expected {end} or |, found {other:?}")),
        }
    }
}

fn expand_sequence(items: &[Item], most: usize) -> Result<Vec<Vec<Element>>, String> {
    let mut found: Vec<Vec<Element>> = vec![Vec::new()];
    for item in items {
        match item {
            Item::One(element) => found.iter_mut().for_each(|plain| plain.push(element.clone())),
            Item::Choice(choices, glued) => {
                let mut endings = Vec::new();
                for choice in choices {
                    for mut ending in expand_sequence(choice, most)? {
                        if let Some(first) = ending.first_mut() {
                            first.glued = *glued;
                        }
                        endings.push(ending);
                    }
                }
                let join = |plain: &Vec<Element>| {
                    endings.iter().map(|ending| [plain.as_slice(), ending].concat()).collect::<Vec<_>>()
                };
                found = found.iter().flat_map(join).collect();
            }
        }
        if found.len() > most {
            return Err("a pattern expands to too many".to_owned());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(notation: &str, expected: &[&str]) {
        let plains = expand(notation).expect("a pattern");
        let shown: Vec<String> = plains
            .iter()
            .map(|plain| {
                let mut shown = format!("{}+{}:", plain.left, plain.right);
                for element in &plain.elements {
                    shown.push_str(if element.glued { "_" } else { " " });
                    shown.push_str(&element.name);
                }
                shown
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn options_and_choices_expand() {
        check(
            "{num}[-]{unit} (a|b)",
            &["0+0: num_=-_unit =a", "0+0: num_=-_unit =b", "0+0: num_unit =a", "0+0: num_unit =b"],
        );
    }

    #[test]
    fn signs_part_the_expression_from_its_licence() {
        check("(in|) < {yyyy} > x", &["1+1: =in yyyy =x", "0+1: yyyy =x"]);
    }

    #[test]
    fn a_missing_bracket_is_told() {
        assert!(expand("(a|b").is_err());
        assert!(expand("a) b").is_err());
    }
}
