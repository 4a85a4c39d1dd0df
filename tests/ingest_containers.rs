//! Archives, packed files, office documents and books: made here by code, read like files of a folder.

#![allow(clippy::expect_used, reason = "a test that cannot make its folder must fail")]

use parallax::corpus::Article;
use parallax::ingest;
use parallax::work::{Cancel, Problem, ProblemKind, Progress};
use std::io::{Cursor, Write};

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (path, bytes) in members {
        writer.start_file(*path, options).expect("begun");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, path, *bytes).expect("written");
    }
    builder.into_inner().expect("finished")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("finished")
}

fn read(name: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), bytes).expect("written");
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    ingest::read(&[folder.path().to_path_buf()], &Cancel::new(), &Progress::new(), &mut |batch| {
        articles.extend(batch.articles);
        problems.extend(batch.problems);
    });
    (articles, problems)
}

fn docs(articles: &[Article]) -> Vec<(String, &str)> {
    articles.iter().map(|article| (article.source.doc(), &*article.text)).collect()
}

fn reasons(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn members_are_read_like_files_whatever_lies_in_what() {
    let inner = zip(&[("deep/b.json", br#"[{"id": "7", "text": "In a list"}]"#)]);
    let packed = gzip(&tar(&[("c.txt", b"In a packed archive"), ("inner.zip", &inner)]));
    let outer = zip(&[
        ("a.txt", b"A text"),
        ("c.tar.gz", &packed),
        ("pages/x.htm", b"<html><title>T</title><body><p>A page</p></body></html>"),
        ("__MACOSX/._a.txt", b"left out"),
        ("picture.png", b"\x89PNG\r\n\x1a\n"),
    ]);
    let (articles, problems) = read("all.zip", &outer);
    assert_eq!(
        docs(&articles),
        [
            ("all.zip#a.txt".to_owned(), "A text"),
            ("all.zip#c.tar.gz#c.txt".to_owned(), "In a packed archive"),
            ("all.zip#c.tar.gz#inner.zip#deep/b.json#7".to_owned(), "In a list"),
            ("all.zip#pages/x.htm".to_owned(), "A page"),
        ]
    );
    assert_eq!(
        reasons(&problems),
        [
            "skipped: it is hidden (all.zip#__MACOSX/._a.txt)",
            "unknown format: it looks like a PNG picture, which is not read (all.zip#picture.png)",
        ]
    );
}

#[test]
fn one_packed_file_keeps_its_own_name() {
    let (articles, problems) = read("a.txt.gz", &gzip(b"A packed text"));
    assert_eq!(docs(&articles), [("a.txt.gz".to_owned(), "A packed text")]);
    assert_eq!(reasons(&problems), [""; 0]);
    let cut = gzip(&b"A text that goes on, line after line\n".repeat(5000));
    let (articles, problems) = read("cut.gz", &cut[..cut.len() / 2]);
    assert_eq!(articles.len(), 1, "what stands before the cut is read");
    assert_eq!(problems[0].kind, ProblemKind::Malformed);
}

#[test]
fn bombs_are_refused_or_cut() {
    let zeros = vec![b'a'; 64 * 1024 * 1024];
    let (articles, problems) = read("bomb.gz", &gzip(&zeros));
    assert!(articles.iter().all(|article| article.text.len() <= 8 * 1024 * 1024), "cut before it fills memory");
    assert!(problems.iter().any(|problem| problem.kind == ProblemKind::Limit), "{problems:?}");
    let (_, problems) = read("bomb.zip", &zip(&[("a.txt", &zeros)]));
    assert!(problems.iter().any(|problem| problem.kind == ProblemKind::Limit), "{problems:?}");
    let mut nested = zip(&[("a.txt", b"At the bottom")]);
    for _ in 0..12 {
        nested = zip(&[("in.zip", &nested)]);
    }
    let (articles, problems) = read("nested.zip", &nested);
    assert_eq!((articles.len(), problems[0].kind), (0, ProblemKind::Limit));
    let many: Vec<(String, Vec<u8>)> =
        (0..10_050).map(|n| (format!("{n:05}.txt"), format!("{n}").into_bytes())).collect();
    let members: Vec<(&str, &[u8])> = many.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let (articles, problems) = read("many.zip", &zip(&members));
    assert_eq!(articles.len(), 10_000);
    assert_eq!(reasons(&problems), ["limit: it holds more than 10000 members; the rest was not read (many.zip)"]);
}

const DOCX: &str = r#"<w:document xmlns:w="w"><w:body>
 <w:p><w:pPr><w:pStyle w:val="Title"/><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>The vis</w:t></w:r><w:r><w:t>it</w:t></w:r></w:p>
 <w:p><w:r><w:t xml:space="preserve">It ended </w:t><w:br/><w:t>in March &amp; was </w:t><w:delText>not </w:delText><w:t>long.</w:t></w:r></w:p>
 <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Trade</w:t></w:r></w:p></w:tc></w:tr>
 <w:tr><w:tc><w:p><w:r><w:t>2021</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>146</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
 </w:body></w:document>"#;
const NOTES: &str = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>
 <w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

#[test]
fn a_word_document_is_its_paragraphs_rows_and_notes() {
    let members: [(&str, &[u8]); 3] = [
        ("[Content_Types].xml", b"<x/>"),
        ("word/document.xml", DOCX.as_bytes()),
        ("word/footnotes.xml", NOTES.as_bytes()),
    ];
    let (articles, problems) = read("a.txt", &zip(&members));
    assert_eq!(
        docs(&articles),
        [("a.txt".to_owned(), "The visit\n\nIt ended \nin March & was long.\n\nYear\tTrade\n2021\t146\n\nA note.")]
    );
    assert_eq!((articles[0].title(), problems.len()), (Some("The visit"), 0));
    // Damage in the middle leaves what stands before it.
    let cut = DOCX.split("<w:tbl>").next().expect("a front").to_owned() + "<w:p><w:r><w:t";
    let (articles, problems) = read("a.docx", &zip(&[("word/document.xml", cut.as_bytes())]));
    assert_eq!((articles.len(), problems[0].kind), (1, ProblemKind::Malformed));
}

#[test]
fn an_open_document_is_its_paragraphs_and_notes() {
    let content = r#"<office:document-content><office:body><office:text><text:p text:style-name="Title">The  visit</text:p>
        <text:p>It<text:s text:c="2"/>ended<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A
        note.</text:p></text:note-body></text:note> in March.</text:p>
        <text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>
        </office:text></office:body></office:document-content>"#;
    let meta = "<m><dc:title>Something else</dc:title><dc:language>en-GB</dc:language></m>";
    let bytes = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<x/>"),
        ("meta.xml", meta.as_bytes()),
    ]);
    let (articles, _) = read("a.odt", &bytes);
    assert_eq!(docs(&articles), [("a.odt".to_owned(), "The visit\n\nIt  ended in March.\n\none\ntwo\n\nA note.")]);
    assert_eq!((articles[0].title(), articles[0].language()), (Some("The visit"), Some("en")));
}

fn book(extra: &str) -> Vec<u8> {
    let opf = format!(
        r#"<package><metadata><dc:title>The Paper</dc:title><dc:creator>A</dc:creator><dc:creator>B</dc:creator>
        <dc:date>2023-03-24</dc:date><dc:language>en</dc:language>{extra}</metadata><manifest>
        <item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="1" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
        <item id="2" href="../OPS/text/two.xhtml" media-type="application/xhtml+xml"/></manifest>
        <spine><itemref idref="n"/><itemref idref="1"/><itemref idref="2"/></spine></package>"#
    );
    let long = "A sentence of some length that says nothing much. ".repeat(6);
    zip(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", br#"<c><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></c>"#),
        ("OPS/book.opf", opf.as_bytes()),
        ("OPS/nav.xhtml", b"<html><body>Contents</body></html>"),
        (
            "OPS/text/one a.xhtml",
            format!("<html><head><title>x</title></head><body><h1>One</h1><p>{long}</p></body></html>").as_bytes(),
        ),
        ("OPS/text/two.xhtml", format!("<html><body><h1>Two</h1><p>{long}</p></body></html>").as_bytes()),
    ])
}

#[test]
fn a_book_is_one_article_and_an_issue_of_a_periodical_is_many() {
    let (articles, problems) = read("a.epub", &book(""));
    assert_eq!((articles.len(), problems.len()), (1, 0));
    let article = &articles[0];
    assert!(article.text.starts_with("One\n\nA sentence") && article.text.contains("\n\nTwo\n\n"), "{}", article.text);
    assert_eq!((article.title(), article.byline()), (Some("The Paper"), Some("A, B")));
    let (articles, _) =
        read("a.epub", &book(r#"<meta name="calibre:publication_type" content="periodical:newspaper"/>"#));
    let found: Vec<_> =
        articles.iter().map(|a| (a.source.doc(), a.title().unwrap_or(""), a.outlet().unwrap_or(""))).collect();
    assert_eq!(
        found,
        [
            ("a.epub#OPS/text/one a.xhtml".to_owned(), "One", "The Paper"),
            ("a.epub#OPS/text/two.xhtml".to_owned(), "Two", "The Paper"),
        ]
    );
}

#[test]
fn what_an_archive_lacks_is_told() {
    assert_eq!(reasons(&read("a.zip", &zip(&[])).1), ["empty: it holds no files (a.zip)"]);
    let table = zip(&[("xl/workbook.xml", b"<x/>")]);
    assert_eq!(
        reasons(&read("a.xlsx", &table).1),
        ["unknown format: it is an Office table or presentation, which is not read; save it as CSV (a.xlsx)"]
    );
    let (articles, problems) = read("a.docx", b"PK\x03\x04 and then nothing of the kind");
    assert_eq!((articles.len(), problems[0].kind), (0, ProblemKind::Malformed));
}
