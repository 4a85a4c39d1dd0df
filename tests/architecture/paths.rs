//! The paths that a file names (`use` trees unfolded, paths inside code) and the modules they lead to.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::{SourceFile, Token};

/// One path as written, with the module that it is written in.
#[derive(Clone, Debug)]
pub(crate) struct NamedPath {
    /// `crate`, `super`, a crate or a name in reach, and so on; `*` for a glob.
    pub(crate) segments: Vec<String>,
    /// Counted from 1.
    pub(crate) line: usize,
    /// The name that a `use` gives it here; `None` for a path inside code.
    used_as: Option<String>,
    /// Whether it is handed on (`pub use`): the module is a table of contents there, and needs nothing itself.
    is_reexport: bool,
    /// The enclosing module, inline modules included.
    module: Vec<String>,
}

impl NamedPath {
    /// The path from the crate root, if it starts with `crate`, `self` or `super`.
    pub(crate) fn crate_path(&self) -> Option<Vec<String>> {
        let mut base: Option<Vec<String>> = None;
        let mut rest = self.segments.iter().peekable();
        while let Some(keyword) = rest.peek() {
            match keyword.as_str() {
                "crate" if base.is_none() => base = Some(Vec::new()),
                "self" if base.is_none() => base = Some(self.module.clone()),
                "super" => {
                    base.get_or_insert_with(|| self.module.clone()).pop();
                }
                _ => break,
            }
            rest.next();
        }
        base.map(|mut path| {
            path.extend(rest.cloned());
            path
        })
    }

    /// Whether `names` stand next to each other in the path.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        self.segments.windows(names.len()).any(|window| window.iter().zip(names).all(|(a, b)| a == b))
    }

    /// As written, for messages.
    pub(crate) fn written(&self) -> String {
        self.segments.join("::")
    }
}

/// Every path in `tokens` of a file whose module is `module`.
pub(crate) fn paths(tokens: &[Token], module: &[String]) -> Vec<NamedPath> {
    let mut reader = Reader { tokens, at: 0, found: Vec::new(), module: module.to_vec() };
    let mut depth = 0_usize;
    let mut inline_depths = Vec::new();
    while let Some(token) = tokens.get(reader.at) {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => {
                if inline_depths.last() == Some(&depth) {
                    inline_depths.pop();
                    reader.module.pop();
                }
                depth = depth.saturating_sub(1);
            }
            "mod" if reader.text(2) == "{" => {
                reader.module.push(reader.text(1).to_owned());
                depth += 1;
                inline_depths.push(depth);
                reader.at += 2;
            }
            "use" if reader.text(1) != "<" => {
                let is_reexport = reader.at > 0 && matches!(tokens[reader.at - 1].text.as_str(), "pub" | ")");
                reader.at += 1;
                reader.use_tree(&[], is_reexport);
                continue;
            }
            text if is_name(text) && reader.text(1) == "::" => {
                reader.path_in_code();
                continue;
            }
            _ => {}
        }
        reader.at += 1;
    }
    reader.found
}

fn is_name(text: &str) -> bool {
    text.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    found: Vec<NamedPath>,
    module: Vec<String>,
}

impl Reader<'_> {
    fn text(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", |token| token.text.as_str())
    }

    fn line(&self) -> usize {
        self.tokens.get(self.at).map_or(0, |token| token.line)
    }

    fn push(&mut self, segments: Vec<String>, line: usize, used_as: Option<String>, is_reexport: bool) {
        self.found.push(NamedPath { segments, line, used_as, is_reexport, module: self.module.clone() });
    }

    /// One branch of a `use`, up to its `,`, `}` or `;`.
    fn use_tree(&mut self, prefix: &[String], is_reexport: bool) {
        let mut segments = prefix.to_vec();
        let line = self.line();
        loop {
            match self.text(0) {
                "{" => {
                    self.at += 1;
                    while !matches!(self.text(0), "}" | "") {
                        self.use_tree(&segments, is_reexport);
                        if self.text(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "::" => self.at += 1,
                "as" => {
                    let alias = self.text(1).to_owned();
                    self.at += 2;
                    self.push(segments, line, Some(alias), is_reexport);
                    return;
                }
                name if is_name(name) || name == "*" => {
                    segments.push(name.to_owned());
                    self.at += 1;
                }
                _ => break,
            }
        }
        // `use a::{self}` is `use a`.
        if segments.len() > 1 && segments.last().is_some_and(|last| last == "self") {
            segments.pop();
        }
        let name = segments.last().cloned();
        self.push(segments, line, name, is_reexport);
        if !matches!(self.text(0), "," | "}") {
            self.at += 1;
        }
    }

    fn path_in_code(&mut self) {
        let line = self.line();
        let mut segments = vec![self.text(0).to_owned()];
        self.at += 1;
        while self.text(0) == "::" && is_name(self.text(1)) {
            segments.push(self.text(1).to_owned());
            self.at += 2;
        }
        if self.text(0) == "::" {
            self.at += 1;
        }
        self.push(segments, line, None, false);
    }
}

/// Which module needs which, within one layer.
///
/// A module and those inside it count as one where others need them, and may need each other: a layer's `mod.rs` may
/// hold the types that its files speak of.
#[derive(Debug)]
pub(crate) struct Needs {
    /// From a module to those it needs, with the file and line of the first place that says so.
    edges: BTreeMap<Vec<String>, BTreeMap<Vec<String>, String>>,
}

impl Needs {
    /// Reads the needs of `files`; names that a module hands on (`pub use`) lead to where they are defined.
    pub(crate) fn of(files: &[SourceFile]) -> Self {
        let modules: BTreeSet<Vec<String>> = files.iter().map(SourceFile::module).collect();
        let mut aliases = BTreeMap::new();
        let mut found = Vec::new();
        for file in files {
            for path in paths(&file.shipped, &file.module()) {
                let Some(target) = path.crate_path().or_else(|| child(&path, &modules)) else { continue };
                if let Some(name) = &path.used_as {
                    aliases.insert((path.module.clone(), name.clone()), target.clone());
                }
                if !path.is_reexport {
                    found.push((file.module(), target, format!("{}:{}", file.path, path.line)));
                }
            }
        }
        let mut edges: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (from, target, place) in found {
            let to = home(&target, &modules, &aliases, 8);
            let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            // The sides as seen from the module that holds both; one holding the other is no need.
            if let (Some(a), Some(b)) = (from.get(..=shared), to.get(..=shared))
                && shared > 0
            {
                edges.entry(a.to_vec()).or_default().entry(b.to_vec()).or_insert(place);
            }
        }
        Self { edges }
    }

    /// The first circle, one step a line: where, and what it needs; empty if there is none.
    pub(crate) fn circle(&self) -> Vec<String> {
        let mut finished = BTreeSet::new();
        self.edges.keys().find_map(|start| self.circle_from(start, &mut Vec::new(), &mut finished)).unwrap_or_default()
    }

    fn circle_from(
        &self,
        at: &Vec<String>,
        trail: &mut Vec<(Vec<String>, String)>,
        finished: &mut BTreeSet<Vec<String>>,
    ) -> Option<Vec<String>> {
        if let Some(start) = trail.iter().position(|(module, _)| module == at) {
            return Some(trail.iter().skip(start).map(|(_, step)| step.clone()).collect());
        }
        if finished.contains(at) {
            return None;
        }
        for (to, place) in self.edges.get(at).into_iter().flatten() {
            trail.push((at.clone(), format!("{place} needs {}", to.join("::"))));
            if let Some(circle) = self.circle_from(to, trail, finished) {
                return Some(circle);
            }
            trail.pop();
        }
        finished.insert(at.clone());
        None
    }
}

/// The path of a child that is named without `self::`.
fn child(path: &NamedPath, modules: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    let mut module = path.module.clone();
    module.push(path.segments.first()?.clone());
    modules.contains(&module).then(|| {
        module.extend(path.segments.iter().skip(1).cloned());
        module
    })
}

/// The module whose file defines what `target` names.
fn home(
    target: &[String],
    modules: &BTreeSet<Vec<String>>,
    aliases: &BTreeMap<(Vec<String>, String), Vec<String>>,
    patience: usize,
) -> Vec<String> {
    let mut module = Vec::new();
    for (index, name) in target.iter().enumerate() {
        let mut deeper = module.clone();
        deeper.push(name.clone());
        if modules.contains(&deeper) {
            module = deeper;
        } else if let Some(alias) = aliases.get(&(module.clone(), name.clone()))
            && patience > 0
        {
            let whole: Vec<String> = alias.iter().chain(target.iter().skip(index + 1)).cloned().collect();
            return home(&whole, modules, aliases, patience - 1);
        } else {
            break;
        }
    }
    module
}

#[test]
fn use_trees_unfold_and_super_climbs() {
    let module = ["time".to_owned(), "grammar".to_owned()];
    let source = "use crate::text::{self, fold::{fold, Folded as F}, span::*}; use super::interval; \
                  mod inner { use super::super::stated; } fn f() { self::g::<u8>(); std::fs::write(); }";
    let found = paths(&crate::code::tokens(source), &module);
    let roots: Vec<String> = found.iter().filter_map(NamedPath::crate_path).map(|path| path.join("::")).collect();
    assert_eq!(
        roots,
        [
            "text",
            "text::fold::fold",
            "text::fold::Folded",
            "text::span::*",
            "time::interval",
            "time::stated",
            "time::grammar::g"
        ]
    );
    assert!(found.iter().any(|path| path.has(&["fs", "write"])), "{found:?}");
}
