//! DOCX: a chronology for a report. Every sentence that refers to dated days in order of the days, with who wrote it and when;
//! then the articles; then what was compared, side by side.
//!
//! (ECMA-376 part 1, the few parts that a text with tables needs; words of articles are text and nothing else.)

use super::address::web_link;
use super::package::{self, DECLARATION};
use super::side_by_side::{SideBySide, origin};
use super::{Selection, chronology, markup, sheet, side_by_side};
use std::io::{self, Write};

#[rustfmt::skip]
const PARTS: [(&str, &str); 2] = [
    ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#),
    ("_rels/.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#),
];

const STYLES: &str = include_str!("chronology_styles.xml");

/// Widths of columns in twentieths of a point; an A4 page between margins of 2 cm has 9638.
const CHRONOLOGY: [u32; 3] = [1900, 5238, 2500];
const ARTICLES: [u32; 4] = [1500, 1900, 4638, 1600];
/// The column of articles in which an address stands below the title.
const TITLE: usize = 2;
const LINKS: [u32; 3] = [1838, 3900, 3900];
const PLAIN_ROW: &str = "<w:trPr><w:cantSplit/></w:trPr>";

/// What links and styles are to a document.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Writes the document.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    package::write(out, |package| {
        for (name, contents) in PARTS {
            package.xml(name, contents)?;
        }
        package.part("word/styles.xml", STYLES.as_bytes())?;
        document(selection, package.start("word/document.xml")?)?;
        relations(selection, package.start("word/_rels/document.xml.rels")?)
    })
}

/// Writes where the links of [`articles`] lead: a document names only their numbers.
fn relations(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>"
    )?;
    for (index, (_, article)) in selection.articles().enumerate() {
        let Some(link) = article.url.as_ref().and_then(|url| web_link(&url.value)) else { continue };
        write!(
            out,
            "<Relationship Id=\"{}\" Type=\"{RELATIONS}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            link_id(index),
            markup::escaped(&link)
        )?;
    }
    write!(out, "</Relationships>")
}

/// The name of the link to the page of an article, by its place in the selection.
fn link_id(index: usize) -> String {
    format!("page{index}")
}

fn document(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{DECLARATION}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"{RELATIONS}\"><w:body>"
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
    for (index, (article_id, article)) in selection.articles().enumerate() {
        let published = article.published().map_or_else(|| "undated".to_owned(), |published| published.to_string());
        let marks = sheet::marked(article_id, &article, selection.marks);
        let marked: Vec<String> = marks.iter().map(|fact| format!("{}: {}", fact.name, fact.value)).collect();
        let title: Vec<String> = std::iter::once(article.shown_title()).chain(marked).collect();
        let outlet = article.outlet().unwrap_or("unknown");
        let address = article.url.as_ref().map(|url| Address { words: &url.value, index });
        table.row_with_address(&[&published, outlet, &title.join(" · "), &article.source.doc()], TITLE, address)?;
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

/// The address of an article, by its place in the selection.
#[derive(Clone, Copy)]
struct Address<'a> {
    words: &'a str,
    index: usize,
}

impl Address<'_> {
    /// Writes it as a link where it may be one, else as words.
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        if web_link(self.words).is_none() {
            return paragraph("Cell", self.words, out);
        }
        write!(
            out,
            "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr><w:hyperlink r:id=\"{}\" w:history=\"1\"><w:r><w:rPr>\
             <w:rStyle w:val=\"Hyperlink\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:hyperlink></w:p>",
            link_id(self.index),
            markup::escaped_line(self.words)
        )
    }
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
        table.any_row("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "Heads", names, None)?;
        Ok(table)
    }

    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        self.any_row(PLAIN_ROW, "Cell", cells, None)
    }

    /// A row with an address below the words of one column.
    fn row_with_address(&mut self, cells: &[&str], column: usize, address: Option<Address<'_>>) -> io::Result<()> {
        self.any_row(PLAIN_ROW, "Cell", cells, address.map(|address| (column, address)))
    }

    fn any_row(
        &mut self,
        properties: &str,
        style: &str,
        cells: &[&str],
        address: Option<(usize, Address<'_>)>,
    ) -> io::Result<()> {
        write!(self.out, "<w:tr>{properties}")?;
        for (index, (width, words)) in self.widths.iter().zip(cells).enumerate() {
            write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>")?;
            paragraph(style, words, self.out)?;
            if let Some((_, address)) = address.filter(|(column, _)| *column == index) {
                address.write(self.out)?;
            }
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
