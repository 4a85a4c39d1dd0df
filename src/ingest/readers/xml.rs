//! XML as a sequence of elements and texts, with limits; what comes before damage is kept.
//!
//! Entities other than those that every XML has stay as they are written: nothing is expanded, so that a document that
//! defines a thousand of them costs no more than its bytes.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// Elements and texts of one document that are looked at.
const EVENTS: usize = 20_000_000;

/// One step through a document. Names are without their prefixes.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Open(&'a str, Attributes<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// The attributes of an element.
#[derive(Debug)]
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of the first attribute with this name, prefixes left aside.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let found = self.0.html_attributes().flatten().find(|found| found.key.local_name().as_ref() == name)?;
        Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
    }
}

/// Hands over every element and text of `xml` in order; says what is wrong where it ends before its end.
pub(super) fn walk(xml: &str, visit: &mut dyn FnMut(Node<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    for _ in 0..EVENTS {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let name = element.local_name();
                visit(Node::Open(name.as_ref(), Attributes(&element)));
            }
            Ok(Event::Empty(element)) => {
                let name = element.local_name();
                visit(Node::Open(name.as_ref(), Attributes(&element)));
                visit(Node::Close(name.as_ref()));
            }
            Ok(Event::End(element)) => visit(Node::Close(element.local_name().as_ref())),
            Ok(Event::Text(text)) => visit(Node::Text(&text.xml10_content())),
            Ok(Event::CData(text)) => visit(Node::Text(&text.xml10_content())),
            Ok(Event::GeneralRef(reference)) => {
                let written = format!("&{};", &*reference);
                visit(Node::Text(&unescape(&written).unwrap_or_else(|_| super::html_strip::unescape(&written).into())));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(format!("its XML is damaged: {error}")),
        }
    }
    Err("it holds more elements than are read".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    fn shown(xml: &str) -> String {
        let mut found = String::new();
        let end = walk(xml, &mut |node| match node {
            Node::Open(name, attributes) => {
                let _ = write!(found, "<{name} {}>", attributes.get("val").unwrap_or_default());
            }
            Node::Close(name) => {
                let _ = write!(found, "</{name}>");
            }
            Node::Text(text) => found.push_str(text),
        });
        format!("{found} {}", end.is_ok())
    }

    #[test]
    fn names_lose_their_prefixes_and_references_are_resolved() {
        assert_eq!(
            shown("<w:p w:val='a&amp;b'>x &#233;<br/><![CDATA[<i>]]></w:p>"),
            "<p a&b>x é<br ></br><i></p> true"
        );
    }

    #[test]
    fn what_comes_before_damage_is_kept_and_entities_are_not_expanded() {
        assert_eq!(shown("<a>one</b> &c; & two<"), "<a >one</b> &c; & two false");
        let laughs = "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>";
        assert_eq!(shown(laughs), "<a >&y;</a> true");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_walked(xml in "(<[a-z/!?]{0,3}|[ a-z]='|\\]\\]>|&[a-z#0-9;]{0,4}|[ a-zé=\"'>]){0,100}") {
            shown(&xml);
        }
    }
}
