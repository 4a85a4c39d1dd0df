//! What the keys mean while a text has the keyboard focus.

use super::sieve::LinkStep;
use egui::{EventFilter, Id, Key, Modifiers, Ui};

/// Points that an arrow key scrolls: three lines.
const LINES: f32 = 75.0;

/// One thing that a key asks of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KeyCommand {
    /// Scroll by so many points.
    Scroll(f32),
    /// Scroll by a view, down or up.
    Page(f32),
    /// To the top.
    Top,
    /// To the end.
    End,
    /// The keyboard to a column so many further.
    Column(isize),
    /// To the next or the previous date.
    Date(isize),
    /// To the next or the previous linked passage.
    Link(LinkStep),
    /// Fold what is shared, then what is not, then nothing.
    Fold,
    /// Keep the articles that mention the event of the current date.
    ShowEvent,
    /// Say which days the current date means.
    CorrectDate,
    /// Back from the current date, link and selection.
    Leave,
    /// Select the whole text.
    SelectAll,
}

/// The keys of the reader with what they do, for the sheet of shortcuts.
pub const READER_KEYS: [(&str, &str); 10] = [
    ("↑ ↓ PgUp PgDn Home End Space", "Scroll the text"),
    ("← →", "To the column beside"),
    ("[ ]", "Previous or next date in the text"),
    (", .", "Previous or next linked passage"),
    ("K J", "Previous or next difference: words changed, a conflict, an altered quotation"),
    ("F", "Fold what the texts share, then what they do not, then nothing"),
    ("Enter", "Show the event of the date that the keyboard is at"),
    ("D", "Correct the days of that date"),
    ("Ctrl+A Ctrl+C", "Select the whole text, copy what is selected"),
    ("Esc", "Leave the date, the link, the selection"),
];

/// The commands of this frame, for the text `id` that has the focus.
pub fn commands(ui: &Ui, id: Id) -> Vec<KeyCommand> {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let (none, shift, command) = (Modifiers::NONE, Modifiers::SHIFT, Modifiers::COMMAND);
    let link = |by, among_differences| KeyCommand::Link(LinkStep { by, among_differences });
    let keys = [
        (shift, Key::Space, KeyCommand::Page(-1.0)),
        (command, Key::A, KeyCommand::SelectAll),
        (none, Key::ArrowDown, KeyCommand::Scroll(LINES)),
        (none, Key::ArrowUp, KeyCommand::Scroll(-LINES)),
        (none, Key::PageDown, KeyCommand::Page(1.0)),
        (none, Key::PageUp, KeyCommand::Page(-1.0)),
        (none, Key::Space, KeyCommand::Page(1.0)),
        (none, Key::Home, KeyCommand::Top),
        (none, Key::End, KeyCommand::End),
        (none, Key::ArrowLeft, KeyCommand::Column(-1)),
        (none, Key::ArrowRight, KeyCommand::Column(1)),
        (none, Key::CloseBracket, KeyCommand::Date(1)),
        (none, Key::OpenBracket, KeyCommand::Date(-1)),
        (none, Key::Period, link(1, false)),
        (none, Key::Comma, link(-1, false)),
        (none, Key::J, link(1, true)),
        (none, Key::K, link(-1, true)),
        (none, Key::F, KeyCommand::Fold),
        (none, Key::Enter, KeyCommand::ShowEvent),
        (none, Key::D, KeyCommand::CorrectDate),
        (none, Key::Escape, KeyCommand::Leave),
    ];
    ui.input_mut(|input| {
        keys.into_iter()
            .filter(|&(modifiers, key, _)| input.consume_key(modifiers, key))
            .map(|(.., command)| command)
            .collect()
    })
}

/// The place `step` further in a list of `count`, beginning at `start` when there is none yet, and staying inside.
pub fn stepped(current: Option<usize>, start: usize, step: isize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let next = match current {
        Some(current) => current.saturating_add_signed(step),
        None if step < 0 => start.saturating_sub(1),
        None => start,
    };
    Some(next.min(last))
}

#[cfg(test)]
mod tests {
    use super::stepped;

    #[test]
    fn steps_begin_at_what_is_in_view_and_stop_at_the_ends() {
        assert_eq!(stepped(None, 3, 1, 5), Some(3));
        assert_eq!(stepped(None, 3, -1, 5), Some(2));
        assert_eq!(stepped(Some(4), 0, 1, 5), Some(4));
        assert_eq!(stepped(Some(0), 0, -1, 5), Some(0));
        assert_eq!(stepped(None, 0, 1, 0), None);
    }
}
