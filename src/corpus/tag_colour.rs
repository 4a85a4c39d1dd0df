//! The colours that a tag can be given: those of the timeline's lanes, which are told apart with every colour vision.

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagColour {
    /// A deep blue.
    Blue,
    /// Between red and orange.
    Orange,
    /// A bluish green.
    Green,
    /// A reddish purple.
    Pink,
    /// A light blue.
    Sky,
    /// A dark yellow.
    Ochre,
    /// Between blue and purple.
    Violet,
    /// Of no hue.
    Grey,
}

impl TagColour {
    /// All of them, in the order of the lanes.
    pub const ALL: [Self; 8] =
        [Self::Blue, Self::Orange, Self::Green, Self::Pink, Self::Sky, Self::Ochre, Self::Violet, Self::Grey];

    /// As the window and the store call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Orange => "orange",
            Self::Green => "green",
            Self::Pink => "pink",
            Self::Sky => "sky",
            Self::Ochre => "ochre",
            Self::Violet => "violet",
            Self::Grey => "grey",
        }
    }

    /// The colour of a name; nothing for names of later versions.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }

    /// Its place in [`Self::ALL`].
    pub fn place(self) -> usize {
        self as usize
    }
}
