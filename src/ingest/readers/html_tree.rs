//! A page as a flat list of its elements and texts in the order of the document, each with its parent and where its inside
//! ends: an element and all that it holds is one range.

use crate::text::one_line;
use dom_query::{Document, NodeData};

/// Name and hint of what has none.
const UNNAMED: &str = "";

/// One element or text.
#[derive(Debug)]
struct Node {
    parent: usize,
    /// One past the last node inside.
    end: usize,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Text(Box<str>),
    Element {
        name: Box<str>,
        attributes: Vec<(Box<str>, Box<str>)>,
        /// Class, id and the like as words in small letters, a blank before and behind each.
        hint: Box<str>,
    },
}

/// A page, parsed. Node 0 stands for the whole.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Parses `html`, which the guard has let pass.
    pub(super) fn read(html: &str) -> Self {
        let document = Document::from(html);
        let root = Node {
            parent: 0,
            end: 0,
            kind: Kind::Element { name: UNNAMED.into(), attributes: Vec::new(), hint: UNNAMED.into() },
        };
        let mut tree = Self { nodes: vec![root] };
        // The nodes that are open, with the parser's own numbers.
        let mut open = vec![(document.root().id, 0)];
        for node in document.root().descendants_it() {
            let parent_id = node.query(|inner| inner.parent).flatten();
            while open.len() > 1 && open.last().is_some_and(|(id, _)| Some(*id) != parent_id) {
                tree.close(&mut open);
            }
            let parent = open.last().map_or(0, |(_, index)| *index);
            let kind = node.query(|inner| kind_of(&inner.data)).flatten();
            let index = tree.nodes.len();
            // What is neither element nor text, as a comment, has nothing inside.
            let Some(kind) = kind else { continue };
            if matches!(kind, Kind::Element { .. }) {
                open.push((node.id, index));
            }
            tree.nodes.push(Node { parent, end: index + 1, kind });
        }
        while open.len() > 1 {
            tree.close(&mut open);
        }
        tree.close(&mut open);
        tree
    }

    fn close(&mut self, open: &mut Vec<(dom_query::NodeId, usize)>) {
        let count = self.nodes.len();
        if let Some(node) = open.pop().and_then(|(_, index)| self.nodes.get_mut(index)) {
            node.end = count;
        }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// One past the last node inside `index`.
    pub(super) fn end(&self, index: usize) -> usize {
        self.nodes.get(index).map_or(0, |node| node.end)
    }

    /// The element around `index`; of the whole page, itself.
    pub(super) fn parent(&self, index: usize) -> usize {
        self.nodes.get(index).map_or(0, |node| node.parent)
    }

    /// The elements around `index`, the nearest first, without the one that stands for the page.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(index), |&at| Some(self.parent(at))).skip(1).take_while(|&at| at > 0)
    }

    /// The element's name in small letters; nothing for a text.
    pub(super) fn name(&self, index: usize) -> &str {
        match self.nodes.get(index).map(|node| &node.kind) {
            Some(Kind::Element { name, .. }) => name,
            _ => UNNAMED,
        }
    }

    /// The text at `index`, if it is one.
    pub(super) fn text_at(&self, index: usize) -> Option<&str> {
        match self.nodes.get(index).map(|node| &node.kind) {
            Some(Kind::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// What the element's class, id and role say, as small words with a blank before and behind each.
    pub(super) fn hint(&self, index: usize) -> &str {
        match self.nodes.get(index).map(|node| &node.kind) {
            Some(Kind::Element { hint, .. }) => hint,
            _ => UNNAMED,
        }
    }

    /// An attribute's value.
    pub(super) fn attribute(&self, index: usize, name: &str) -> Option<&str> {
        let Some(Kind::Element { attributes, .. }) = self.nodes.get(index).map(|node| &node.kind) else { return None };
        attributes.iter().find(|(found, _)| &**found == name).map(|(_, value)| &**value)
    }

    /// All elements called `name`, in order.
    pub(super) fn named<'t>(&'t self, name: &'t str) -> impl Iterator<Item = usize> + 't {
        (1..self.len()).filter(move |&index| self.name(index) == name)
    }

    /// The words inside `index` with single blanks; what scripts and styles hold left out.
    pub(super) fn text(&self, index: usize) -> String {
        let mut all = String::new();
        // Where the blocks end that are open: their ends part words too.
        let mut ends: Vec<usize> = Vec::new();
        let mut at = index;
        while at < self.end(index) {
            while ends.last().is_some_and(|&end| end <= at) {
                ends.pop();
                all.push(' ');
            }
            if let Some(text) = self.text_at(at) {
                all.push_str(text);
            } else if at != index && matches!(self.name(at), "script" | "style" | "noscript" | "template" | "svg") {
                at = self.end(at);
                continue;
            } else if !is_inline(self.name(at)) {
                all.push(' ');
                ends.push(self.end(at));
            }
            at += 1;
        }
        one_line(&all)
    }

    /// What a script holds, as written.
    pub(super) fn raw_text(&self, index: usize) -> String {
        (index..self.end(index)).filter_map(|at| self.text_at(at)).collect()
    }
}

fn kind_of(data: &NodeData) -> Option<Kind> {
    match data {
        NodeData::Text { contents } => Some(Kind::Text((&**contents).into())),
        NodeData::Element(element) => {
            let attributes: Vec<(Box<str>, Box<str>)> =
                element.attrs.iter().map(|one| (one.name.local.to_string().into(), (&*one.value).into())).collect();
            let hint = hint_of(&attributes);
            Some(Kind::Element { name: element.name.local.to_string().into(), attributes, hint })
        }
        _ => None,
    }
}

/// Elements that do not part words.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "nobr"
            | ""
    )
}

/// Classes that tell what is around, not what the element is: "has-sidebar", "no-comments".
const STATES: &[&str] =
    &["has", "with", "without", "no", "not", "is", "show", "shows", "hide", "enable", "allow", "can"];

/// The attributes whose words say what an element is for.
const HINTS: &[&str] =
    &["class", "id", "role", "itemprop", "data-testid", "data-component", "data-qa", "data-module", "data-type"];

fn hint_of(attributes: &[(Box<str>, Box<str>)]) -> Box<str> {
    let mut hint = String::new();
    for (name, value) in attributes.iter().filter(|(name, _)| HINTS.contains(&&**name)) {
        // Content systems number their parts: what is far longer is no name.
        // A colon or a bracket is a style's, not a name's.
        for class in value.split_whitespace().take(40).filter(|class| class.len() <= 80 && !class.contains([':', '[']))
        {
            let mut words = String::new();
            let mut last = ' ';
            for c in class.chars() {
                let begins = c.is_uppercase() && last.is_lowercase();
                if !c.is_alphanumeric() || begins {
                    words.push(' ');
                }
                if c.is_alphanumeric() {
                    words.extend(c.to_lowercase());
                }
                last = c;
            }
            let words: Vec<&str> = words.split_whitespace().collect();
            let is_state = words.len() > 1 && words.first().is_some_and(|first| STATES.contains(first));
            if is_state && &**name == "class" {
                continue;
            }
            for word in words {
                hint.push(' ');
                hint.push_str(word);
            }
            // A mark between classes, so that words of two do not look like one name.
            hint.push_str(" ;");
        }
    }
    if !hint.is_empty() {
        hint.push(' ');
    }
    hint.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_list_in_its_own_order() {
        let tree =
            Tree::read("<body><div class='ArticleBody has-ads'>One<p>two <b>th</b>ree</p>four</div><p>five</body>");
        let div = tree.named("div").next().expect("the element");
        assert_eq!(tree.hint(div), " article body ; ");
        assert_eq!(tree.text(div), "One two three four");
        assert_eq!(tree.text(0), "One two three four five");
        let bold = tree.named("b").next().expect("the element");
        let names: Vec<&str> = tree.ancestors(bold).map(|at| tree.name(at)).collect();
        assert_eq!(names, ["p", "div", "body", "html"]);
        assert_eq!(tree.attribute(div, "class"), Some("ArticleBody has-ads"));
    }

    proptest::proptest! {
        #[test]
        fn every_inside_lies_within_its_parent(html in "(<(p|div|b|table|td|a|/p|/div|!--|script|li)>?|[ a-zé]){0,120}") {
            let tree = Tree::read(&html);
            for index in 1..tree.len() {
                let parent = tree.parent(index);
                proptest::prop_assert!(parent < index && tree.end(index) <= tree.end(parent) && tree.end(index) > index);
            }
        }
    }
}
