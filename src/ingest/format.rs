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

    /// True when it is parsed in a process of its own, because a file could make its parser crash, compute for ever or take
    /// all memory. So is every format that is not named here: these were measured, and a tree is never built of them.
    pub fn is_isolated(self) -> bool {
        !matches!(self, Self::Text | Self::Markdown | Self::Json | Self::JsonLines | Self::Csv)
    }
}
