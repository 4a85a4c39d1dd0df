//! Reading a language file. Its format is described in `assets/languages/README.md`.

use super::slot::{Category, builtin, code};
use super::{Affix, Case, Class, Head, Language, Rule, Sense, Slot, pattern};
use std::collections::{BTreeMap, BTreeSet};

/// The language that `text` describes. A line that cannot be read is left out and noted among the problems.
pub(super) fn read(text: &str) -> Language {
    let mut reader = Reader::default();
    for name in builtin::NAMES {
        reader.class(name);
    }
    for (number, line) in text.lines().enumerate() {
        let line = line.split_once(" # ").map_or(line, |(line, _)| line).trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Err(problem) = reader.line(line, number as u32 + 1) {
            reader.language.problems.push(format!("line {}: {problem}", number + 1));
        }
    }
    reader.finish()
}

/// The words of every class that tells `slot`, with their values, in the order of the file.
pub(super) fn names(text: &'static str, slot: Slot) -> impl Iterator<Item = (&'static str, i32)> {
    let lines = text.lines().filter_map(move |line| {
        let (class, words) = line.strip_prefix("words ")?.split_once(" =")?;
        let (name, value) = class.trim().split_once(' ')?;
        let base = name.split_once('_').map_or(name, |(base, _)| base);
        (Slot::named(base) == Some(slot)).then_some((words, code(value.trim())?))
    });
    lines.flat_map(|(words, value)| words.split_whitespace().map(move |word| (word.trim_start_matches('~'), value)))
}

#[derive(Default)]
struct Reader {
    language: Language,
    macros: BTreeMap<String, String>,
    senses: BTreeMap<String, Vec<Sense>>,
    affixes_before: Vec<(Vec<(Class, bool)>, u32)>,
    used: BTreeSet<Class>,
}

impl Reader {
    fn line(&mut self, line: &str, number: u32) -> Result<(), String> {
        let (keyword, rest) = line.split_once(' ').unwrap_or((line, ""));
        match keyword {
            "words" => self.words(rest),
            "macro" => {
                let (name, notation) = rest.split_once('=').ok_or("a macro needs =")?;
                let notation = self.with_macros(notation.trim())?;
                self.macros.insert(name.trim().to_owned(), notation);
                Ok(())
            }
            "unspaced" => {
                self.language.unspaced = true;
                Ok(())
            }
            "inner-apostrophe" => {
                self.language.inner_apostrophe = true;
                Ok(())
            }
            "past-endings" | "future-endings" => {
                let endings = rest.split_whitespace().map(str::to_owned).collect();
                let future = keyword == "future-endings";
                *if future { &mut self.language.future_endings } else { &mut self.language.past_endings } = endings;
                Ok(())
            }
            "before" | "after" => self.affix(rest, keyword == "before"),
            _ => self.rule(line, number),
        }
    }

    /// `words month 1 = january jan`, `words preposition = in on at`.
    fn words(&mut self, rest: &str) -> Result<(), String> {
        let (class, words) = rest.split_once(" =").ok_or("words need =")?;
        let (name, value) = class.trim().split_once(' ').unwrap_or((class.trim(), "0"));
        let value = code(value.trim()).ok_or_else(|| format!("unknown value {value:?}"))?;
        let class = self.class(name);
        for word in words.split_whitespace() {
            let (word, only_lower) = word.strip_prefix('~').map_or((word, false), |word| (word, true));
            let lower = word.to_lowercase();
            let case = match lower == word {
                false => Case::Capital,
                true if only_lower => Case::Lower,
                true => Case::Any,
            };
            self.add_word(&lower, Sense { class, value, case });
        }
        Ok(())
    }

    /// Adds a word, and the same without its accents, which hasty writers leave out; shorter words would become others.
    fn add_word(&mut self, word: &str, sense: Sense) {
        let plain = crate::text::fold(word);
        if plain != word && plain.is_ascii() && plain.len() >= 4 {
            self.add_spelling(&plain, sense);
        }
        self.add_spelling(word, sense);
    }

    fn add_spelling(&mut self, word: &str, sense: Sense) {
        let senses = self.senses.entry(word.to_owned()).or_default();
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    /// `date: {month} {dd}`.
    fn rule(&mut self, line: &str, number: u32) -> Result<(), String> {
        let (head, notation) = line.split_once(": ").ok_or("neither a rule nor words")?;
        let mut said = head.split_whitespace();
        let name = said.next().unwrap_or("");
        let head = Head::named(name).ok_or_else(|| format!("unknown head {name:?}"))?;
        let fixed = said.map(fixed).collect::<Result<Vec<_>, _>>()?;
        for plain in pattern::expand(&self.with_macros(notation)?)? {
            let elements = self.elements(&plain.elements)?;
            let id = self.language.rules.len() as u32;
            self.language.rules.push(Rule {
                head,
                classes: elements.iter().map(|element| element.0).collect(),
                left: plain.left,
                right: plain.right,
                fixed: fixed.clone(),
                line: number,
            });
            self.language.patterns.add(elements.into_iter(), id);
        }
        Ok(())
    }

    /// `before day,month: early`.
    fn affix(&mut self, rest: &str, before: bool) -> Result<(), String> {
        let (categories, notation) = rest.split_once(": ").ok_or("an affix needs :")?;
        let mut mask = 0;
        for name in categories.split(',') {
            mask |= Category::named(name.trim()).ok_or_else(|| format!("unknown category {name:?}"))?.bit();
        }
        for plain in pattern::expand(&self.with_macros(notation)?)? {
            let mut elements = self.elements(&plain.elements)?;
            let id = self.language.affixes.len() as u32;
            self.language
                .affixes
                .push(Affix { categories: mask, outside: if before { plain.left } else { plain.right } });
            if before {
                // Read leftwards, each element must touch what stands to its right.
                let glue: Vec<bool> = elements.iter().map(|element| element.1).collect();
                elements.reverse();
                let touching = std::iter::once(false).chain(glue.into_iter().rev());
                let reversed: Vec<_> =
                    elements.iter().zip(touching).map(|(element, glued)| (element.0, glued)).collect();
                self.affixes_before.push((reversed, id));
            } else {
                self.language.after.add(elements.into_iter(), id);
            }
        }
        Ok(())
    }

    fn elements(&mut self, elements: &[pattern::Element]) -> Result<Vec<(Class, bool)>, String> {
        let mut found = Vec::new();
        for element in elements {
            let known = element.name.starts_with('=') || self.language.class_names.contains_key(&element.name);
            if !known {
                return Err(format!("unknown class {:?}: words come before the patterns that use them", element.name));
            }
            let class = self.class(&element.name);
            if let Some(word) = element.name.strip_prefix('=') {
                self.add_word(word, Sense { class, value: 0, case: Case::Any });
            }
            self.used.insert(class);
            found.push((class, element.glued));
        }
        Ok(found)
    }

    fn class(&mut self, name: &str) -> Class {
        if let Some(&class) = self.language.class_names.get(name) {
            return class;
        }
        let class = self.language.slots.len() as Class;
        let base = name.split_once('_').map_or(name, |(base, _)| base);
        self.language.slots.push(Slot::named(base));
        self.language.class_names.insert(name.to_owned(), class);
        class
    }

    fn with_macros(&self, notation: &str) -> Result<String, String> {
        let mut rest = notation;
        let mut out = String::new();
        while let Some((before, after)) = rest.split_once('@') {
            out.push_str(before);
            let end = after.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after.len());
            let (name, tail) = after.split_at(end);
            let body = self.macros.get(name).ok_or_else(|| format!("unknown macro {name:?}"))?;
            out.push('(');
            out.push_str(body);
            out.push(')');
            rest = tail;
        }
        out.push_str(rest);
        Ok(out)
    }

    fn finish(mut self) -> Language {
        for (pattern, id) in self.affixes_before {
            self.language.before.add(pattern.into_iter(), id);
        }
        for (word, senses) in self.senses {
            let entry = self.language.entries.len() as u32;
            self.language.words.insert(&word, entry);
            self.language.entries.push(senses);
        }
        self.language
    }
}

/// `holiday=easter`
fn fixed(said: &str) -> Result<(Slot, i32), String> {
    let (slot, value) = said.split_once('=').ok_or_else(|| format!("{said:?} needs ="))?;
    let slot = Slot::named(slot).ok_or_else(|| format!("unknown slot {slot:?}"))?;
    Ok((slot, code(value).ok_or_else(|| format!("unknown value {value:?}"))?))
}
