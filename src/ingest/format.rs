//! The formats that are read.

/// What a file turned out to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
}

impl Format {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Json => "JSON",
            Self::JsonLines => "JSON Lines",
            Self::Csv => "CSV",
        }
    }
}
