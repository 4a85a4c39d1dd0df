//! DOCX: a chronology for a report. Every sentence that refers to dated days in order of the days, with who wrote it and when;
//! then the articles; then what was compared, side by side.
//!
//! (ECMA-376 part 1, the few parts that a text with tables needs; words of articles are text and nothing else.)

use super::package::{DECLARATION, Package};
use super::side_by_side::{SideBySide, origin};
use super::{Selection, chronology, markup, sheet, side_by_side};
use std::io::{self, Write};

#[rustfmt::skip]
const PARTS: [(&str, &str); 3] = [
    ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#),
    ("_rels/.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#),
    ("word/_rels/document.xml.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#),
];

const STYLES: &str = include_str!("chronology_styles.xml");

/// Widths of columns in twentieths of a point; an A4 page between margins of 2 cm has 9638.
const CHRONOLOGY: [u32; 3] = [1900, 5238, 2500];
const ARTICLES: [u32; 4] = [1500, 1900, 4638, 1600];
const LINKS: [u32; 3] = [1838, 3900, 3900];

/// Writes the document.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut package = Package::in_memory();
    for (name, contents) in PARTS {
        package.xml(name, contents)?;
    }
    package.part("word/styles.xml", STYLES.as_bytes())?;
    document(selection, package.start("word/document.xml")?)?;
    package.write_to(out)
}

fn document(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{DECLARATION}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
    )?;
    let scope = &selection.scope;
    paragraph("Title", &format!("Chronology of {}", sheet::heading(scope)), out)?;
    for (name, value) in scope.lines().iter().filter(|(name, _)| name != "articles") {
        paragraph("Scope", &format!("{name}: {value}"), out)?;
    }
    chronology(selection, out)?;
    articles(selection, out)?;
    for compared in side_by_side::of(selection) {
        comparison(&compared, out)?;
    }
    write!(
        out,
        "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" \
         w:left=\"1134\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

/// The days in order, with the sentence that names them and the article that it stands in.
fn chronology(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    paragraph("Heading1", "Days referred to", out)?;
    let entries = chronology::entries(selection);
    if entries.is_empty() {
        return paragraph("Normal", "No article refers to a dated day.", out);
    }
    let mut table = Table::start(&CHRONOLOGY, &["When", "What is told", "By whom"], out)?;
    for entry in entries {
        let Some(article) = entry.article(selection) else { continue };
        table.row(&[&entry.days.to_string(), &entry.words(&article), &origin(&article)])?;
    }
    table.end()
}

fn articles(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    paragraph("Heading1", "Articles", out)?;
    let mut table = Table::start(&ARTICLES, &["Published", "Outlet", "Title", "Source"], out)?;
    for (article_id, article) in selection.articles() {
        let published = article.published().map_or_else(|| "undated".to_owned(), |published| published.to_string());
        let marks = sheet::marked(article_id, &article, selection.marks);
        let marked: Vec<String> = marks.iter().map(|fact| format!("{}: {}", fact.name, fact.value)).collect();
        let title: Vec<String> = std::iter::once(article.shown_title()).chain(marked).collect();
        let outlet = article.outlet().unwrap_or("unknown");
        table.row(&[&published, outlet, &title.join(" · "), &article.source.doc()])?;
    }
    table.end()
}

fn comparison(compared: &SideBySide, out: &mut dyn Write) -> io::Result<()> {
    let [a, b] = &compared.titles;
    paragraph("Heading1", &format!("Compared: {a} / {b}"), out)?;
    paragraph("Heading2", "Passages that say the same", out)?;
    if compared.links.is_empty() {
        paragraph("Normal", "No passage of one stands in the other.", out)?;
    } else {
        let mut table = Table::start(&LINKS, &["How", &compared.origins[0], &compared.origins[1]], out)?;
        for link in &compared.links {
            table.row(&[&format!("{}: {}", link.kind, link.why), &link.passages[0], &link.passages[1]])?;
        }
        table.end()?;
    }
    for (index, title) in compared.titles.iter().enumerate() {
        let lists = [("Only in", compared.alone.get(index)), ("Stated only in", compared.facts.get(index))];
        for (what, list) in lists {
            let Some(list) = list.filter(|list| !list.is_empty()) else { continue };
            paragraph("Heading2", &format!("{what} “{title}”"), out)?;
            list.iter().try_for_each(|words| paragraph("Item", words, out))?;
        }
    }
    Ok(())
}

fn paragraph(style: &str, words: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        markup::escaped_line(words)
    )
}

/// A table in the making.
struct Table<'a> {
    widths: &'a [u32],
    out: &'a mut dyn Write,
}

impl<'a> Table<'a> {
    /// A table whose first row stands again on every page.
    fn start(widths: &'a [u32], names: &[&str], out: &'a mut dyn Write) -> io::Result<Self> {
        write!(
            out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Rows\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
            widths.iter().sum::<u32>()
        )?;
        for width in widths {
            write!(out, "<w:gridCol w:w=\"{width}\"/>")?;
        }
        write!(out, "</w:tblGrid>")?;
        let mut table = Self { widths, out };
        table.any_row("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "Heads", names)?;
        Ok(table)
    }

    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        self.any_row("<w:trPr><w:cantSplit/></w:trPr>", "Cell", cells)
    }

    fn any_row(&mut self, properties: &str, style: &str, cells: &[&str]) -> io::Result<()> {
        write!(self.out, "<w:tr>{properties}")?;
        for (width, words) in self.widths.iter().zip(cells) {
            write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>")?;
            paragraph(style, words, self.out)?;
            write!(self.out, "</w:tc>")?;
        }
        write!(self.out, "</w:tr>")
    }

    /// Ends it; two tables without words between them would be one.
    fn end(self) -> io::Result<()> {
        write!(self.out, "</w:tbl>")?;
        paragraph("Normal", "", self.out)
    }
}
