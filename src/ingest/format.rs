//! The formats that are read.

/// What a file turned out to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A saved web page.
    Html,
    /// One JSON document: an article, or a list of them.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// A table: values between commas, semicolons, tabs or bars.
    Csv,
    /// A Word document.
    Docx,
    /// A text of `LibreOffice` and its like (ODT).
    Odt,
    /// A document in Rich Text Format.
    Rtf,
    /// A book, or the issue of a periodical.
    Epub,
    /// A letter.
    Eml,
    /// Letters one after another.
    Mbox,
    /// A web page saved with its pictures as one file.
    Mhtml,
    /// The pages of a printed document.
    Pdf,
    /// A list of references, as databases and reference managers write it.
    Ris,
    /// A list of references, as LaTeX reads it.
    Bibtex,
    /// A list of references in JSON.
    CslJson,
    /// A news feed: RSS or Atom.
    Feed,
    /// What a crawler fetched.
    Warc,
    /// A download from Nexis or `LexisNexis`.
    Nexis,
    /// A download from Factiva.
    Factiva,
    /// A download from Europresse.
    Europresse,
    /// A download from `ProQuest`.
    Proquest,
    /// A table of the Global Knowledge Graph of GDELT.
    Gdelt,
    /// An archive of files.
    Zip,
    /// An archive of files, unpacked.
    Tar,
    /// One packed file.
    Gzip,
}

/// Extensions, and the formats that files so named are expected to hold. Names that stand for many things (`txt`, `dat`)
/// promise nothing.
const EXPECTED: &[(&str, &[Format])] = &[
    ("html htm", &[Format::Html, Format::Mhtml]),
    ("xhtml", &[Format::Html]),
    ("mhtml mht", &[Format::Mhtml, Format::Eml]),
    ("json", &[Format::Json, Format::JsonLines, Format::CslJson]),
    ("jsonl ndjson", &[Format::JsonLines, Format::Json]),
    ("csv tsv", &[Format::Csv]),
    ("docx docm", &[Format::Docx]),
    ("odt", &[Format::Odt]),
    ("rtf", &[Format::Rtf]),
    ("epub", &[Format::Epub]),
    ("eml", &[Format::Eml]),
    ("mbox", &[Format::Mbox]),
    ("zip", &[Format::Zip]),
    ("tar", &[Format::Tar]),
    ("pdf", &[Format::Pdf]),
    ("ris", &[Format::Ris]),
    ("bib bibtex", &[Format::Bibtex]),
    ("rss atom", &[Format::Feed]),
    ("warc", &[Format::Warc]),
    ("doc", &[]),
];

impl Format {
    /// All of them, in the order in which they are listed for users.
    pub const ALL: [Self; 27] = [
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Mhtml,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Epub,
        Self::Eml,
        Self::Mbox,
        Self::Json,
        Self::JsonLines,
        Self::Csv,
        Self::Pdf,
        Self::Ris,
        Self::Bibtex,
        Self::CslJson,
        Self::Feed,
        Self::Warc,
        Self::Nexis,
        Self::Factiva,
        Self::Europresse,
        Self::Proquest,
        Self::Gdelt,
        Self::Zip,
        Self::Tar,
        Self::Gzip,
    ];

    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Json => "JSON",
            Self::JsonLines => "JSON Lines",
            Self::Csv => "CSV",
            Self::Docx => "DOCX",
            Self::Odt => "ODT",
            Self::Rtf => "RTF",
            Self::Epub => "EPUB",
            Self::Eml => "EML",
            Self::Mbox => "MBOX",
            Self::Mhtml => "MHTML",
            Self::Pdf => "PDF",
            Self::Ris => "RIS",
            Self::Bibtex => "BibTeX",
            Self::CslJson => "CSL-JSON",
            Self::Feed => "feed",
            Self::Warc => "WARC",
            Self::Nexis => "Nexis",
            Self::Factiva => "Factiva",
            Self::Europresse => "Europresse",
            Self::Proquest => "ProQuest",
            Self::Gdelt => "GDELT",
            Self::Zip => "ZIP",
            Self::Tar => "TAR",
            Self::Gzip => "GZIP",
        }
    }

    /// True when it is parsed in a process of its own, because a file could make its parser crash, compute for ever or take
    /// all memory. So is every format that is not named here: these were measured, and a tree is never built of them.
    pub fn is_isolated(self) -> bool {
        !matches!(self, Self::Text | Self::Markdown | Self::Json | Self::JsonLines | Self::Csv)
    }

    /// What to tell of a file whose name ends in `extension` and leads to expect another format; nothing where it fits.
    pub fn misnamed(self, extension: &str) -> Option<String> {
        let (_, expected) = EXPECTED.iter().find(|(names, _)| names.split(' ').any(|name| name == extension))?;
        let is_zipped = matches!(self, Self::Zip) && expected.iter().any(|format| format.is_zipped());
        let is_database = matches!(self, Self::Nexis | Self::Factiva | Self::Europresse | Self::Proquest | Self::Gdelt);
        (!expected.contains(&self) && !is_zipped && !is_database)
            .then(|| format!("its name ends in .{extension}, but it holds {}; it was read as that", self.name()))
    }

    /// True for formats that are a ZIP archive on the outside.
    fn is_zipped(self) -> bool {
        matches!(self, Self::Docx | Self::Odt | Self::Epub)
    }
}
