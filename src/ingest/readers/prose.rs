//! The paragraphs of a document, whatever format it came in.

/// What a paragraph's style says that it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Text,
    Title,
    Author,
    Date,
}

impl Role {
    /// The role that a style of this name gives.
    pub(super) fn of_style(name: &str) -> Self {
        match name.to_lowercase().as_str() {
            "title" | "titel" | "titre" | "título" | "titolo" => Self::Title,
            "author" | "byline" | "autor" | "auteur" => Self::Author,
            "date" | "datum" | "fecha" => Self::Date,
            _ => Self::Text,
        }
    }
}

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) role: Role,
    /// A row of a table or an item of a list: it follows the one before on the next line.
    pub(super) is_tight: bool,
    /// It holds a place that links lead to.
    pub(super) is_target: bool,
}

/// All paragraphs, while they are read: cells are gathered to rows.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub(super) paragraphs: Vec<Paragraph>,
    /// Notes at the foot or the end, to follow the text.
    pub(super) notes: Vec<String>,
    open: Vec<Paragraph>,
    rows: Vec<Vec<String>>,
}

impl Prose {
    /// Begins a paragraph; one may lie in another (text boxes).
    pub(super) fn begin(&mut self) {
        self.open.push(Paragraph::default());
    }

    /// The paragraph that is open.
    pub(super) fn current(&mut self) -> Option<&mut Paragraph> {
        self.open.last_mut()
    }

    /// Adds to the open paragraph.
    pub(super) fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    /// Ends the open paragraph; within a row it goes to the open cell.
    pub(super) fn end(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            if !cell.is_empty() && !paragraph.text.trim().is_empty() {
                cell.push(' ');
            }
            cell.push_str(paragraph.text.trim());
        } else {
            self.paragraphs.push(paragraph);
        }
    }

    /// Begins a row of a table.
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Begins a cell of the open row.
    pub(super) fn begin_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(String::new());
        }
    }

    /// Ends the open row. A table of one column only sets text: its cells are paragraphs.
    pub(super) fn end_row(&mut self) {
        let Some(cells) = self.rows.pop() else { return };
        let is_layout = cells.len() <= 1;
        let text = cells.join("\t");
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push_str(if cell.is_empty() { "" } else { " " });
            cell.push_str(text.trim());
        } else if !text.trim().is_empty() {
            self.paragraphs.push(Paragraph { text, is_tight: !is_layout, ..Paragraph::default() });
        }
    }

    /// All paragraphs and notes as one text.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut was_tight = false;
        for paragraph in self.paragraphs.iter().filter(|paragraph| !paragraph.text.trim().is_empty()) {
            if !text.is_empty() {
                text.push_str(if was_tight && paragraph.is_tight { "\n" } else { "\n\n" });
            }
            text.push_str(paragraph.text.trim());
            was_tight = paragraph.is_tight;
        }
        for note in self.notes.iter().filter(|note| !note.trim().is_empty()) {
            text.push_str(if text.is_empty() { "" } else { "\n\n" });
            text.push_str(note.trim());
        }
        text
    }

    /// The first run of paragraphs with `role`, between commas.
    pub(super) fn joined(&self, role: Role) -> Option<String> {
        let run = self.paragraphs.iter().skip_while(|paragraph| paragraph.role != role);
        let texts: Vec<&str> =
            run.take_while(|paragraph| paragraph.role == role).map(|paragraph| paragraph.text.trim()).collect();
        (!texts.is_empty()).then(|| texts.join(if role == Role::Author { ", " } else { " " }))
    }
}
