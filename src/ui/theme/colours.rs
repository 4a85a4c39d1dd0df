//! The colours of each theme, by what they are for.

use egui::Color32;

/// The colours of one theme, by what they are for.
#[derive(Debug)]
pub struct Tokens {
    /// Behind everything.
    pub window: Color32,
    /// Side panels and bars.
    pub panel: Color32,
    /// Where content stands: table, timeline, text.
    pub content: Color32,
    /// Menus, popovers, dialogs.
    pub raised: Color32,
    /// Fields to type in.
    pub sunken: Color32,
    /// Buttons.
    pub button: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Selected rows.
    pub selected: Color32,
    /// One-point lines between panels.
    pub separator: Color32,
    /// Headings.
    pub text_strong: Color32,
    /// Text.
    pub text: Color32,
    /// Secondary text; still 4.5 : 1 against `content`.
    pub text_weak: Color32,
    /// Selection, focus, links: the one accent.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Something failed.
    pub failed: Color32,
    /// Something is doubtful.
    pub doubtful: Color32,
    /// Something went well.
    pub done: Color32,
    /// Behind words that the query found.
    pub hit: Color32,
    /// Under expressions of time.
    pub date: Color32,
    /// Behind the passage that was jumped to.
    pub target: Color32,
    /// Publication dates on the timeline.
    pub published: Color32,
    /// Links of the same words, edited sentences, other words, the same quotation, a conflict: distinguishable with every
    /// colour vision.
    pub links: [Color32; 5],
    /// Lanes of the timeline, reused in turn.
    pub lanes: [Color32; 8],
}

#[allow(clippy::disallowed_methods, reason = "the one home of raw colours")]
const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The light theme. Lane colours after Okabe and Ito (2008), darkened to 3 : 1 on white.
pub static LIGHT: Tokens = Tokens {
    window: rgb(0x00e9_ebee),
    panel: rgb(0x00f4_f5f7),
    content: rgb(0x00ff_ffff),
    raised: rgb(0x00ff_ffff),
    sunken: rgb(0x00eb_eef2),
    button: rgb(0x00e4_e7eb),
    hover: rgb(0x00d8_dde3),
    selected: rgb(0x00d6_e6fb),
    separator: rgb(0x00d5_d9df),
    text_strong: rgb(0x0012_161c),
    text: rgb(0x0026_2c35),
    text_weak: rgb(0x0055_5f6c),
    accent: rgb(0x0011_61c4),
    on_accent: rgb(0x00ff_ffff),
    failed: rgb(0x00b4_2318),
    doubtful: rgb(0x0091_5a00),
    done: rgb(0x001d_7a45),
    hit: rgb(0x00ff_e58a),
    date: rgb(0x0011_61c4),
    target: rgb(0x00fd_f0cf),
    published: rgb(0x0050_5a68),
    links: [rgb(0x0000_72b2), rgb(0x0000_8a66), rgb(0x00b8_6a00), rgb(0x00a0_4a80), rgb(0x00c0_2a1c)],
    lanes: [
        rgb(0x0000_72b2),
        rgb(0x00c2_5200),
        rgb(0x0000_8a66),
        rgb(0x00b0_5588),
        rgb(0x002b_8cc4),
        rgb(0x009a_7400),
        rgb(0x006b_52a8),
        rgb(0x0060_6a78),
    ],
};

/// The dark theme.
pub static DARK: Tokens = Tokens {
    window: rgb(0x0010_1216),
    panel: rgb(0x0019_1c21),
    content: rgb(0x0014_161a),
    raised: rgb(0x0022_262d),
    sunken: rgb(0x000e_1013),
    button: rgb(0x002b_3038),
    hover: rgb(0x0038_3f49),
    selected: rgb(0x001f_3a5f),
    separator: rgb(0x002e_333b),
    text_strong: rgb(0x00f3_f5f8),
    text: rgb(0x00d5_dae1),
    text_weak: rgb(0x00a4_aebb),
    accent: rgb(0x006c_b2ff),
    on_accent: rgb(0x000b_1420),
    failed: rgb(0x00ff_8a7d),
    doubtful: rgb(0x00f0_bc5e),
    done: rgb(0x006f_d195),
    hit: rgb(0x0066_5414),
    date: rgb(0x007c_b8ff),
    target: rgb(0x003c_3520),
    published: rgb(0x00a9_b2bf),
    links: [rgb(0x0056_b4e9), rgb(0x003d_c9a0), rgb(0x00ee_a83c), rgb(0x00dd_93c0), rgb(0x00ff_7a66)],
    lanes: [
        rgb(0x0056_b4e9),
        rgb(0x00f0_8a4b),
        rgb(0x003d_c9a0),
        rgb(0x00dd_92bd),
        rgb(0x008f_c9f2),
        rgb(0x00e0_c04a),
        rgb(0x00a9_95e6),
        rgb(0x00a6_b0bd),
    ],
};

/// The light theme with more contrast: black on white, edges that are seen.
pub static HIGH_LIGHT: Tokens = Tokens {
    window: rgb(0x00f4_f4f4),
    panel: rgb(0x00fa_fafa),
    content: rgb(0x00ff_ffff),
    raised: rgb(0x00ff_ffff),
    sunken: rgb(0x00ff_ffff),
    button: rgb(0x00e6_e6e6),
    hover: rgb(0x00d0_d0d0),
    selected: rgb(0x00c4_dcff),
    separator: rgb(0x0070_7070),
    text_strong: rgb(0x0000_0000),
    text: rgb(0x0000_0000),
    text_weak: rgb(0x002c_2c2c),
    accent: rgb(0x0000_3c94),
    on_accent: rgb(0x00ff_ffff),
    failed: rgb(0x0086_0d06),
    doubtful: rgb(0x005c_3800),
    done: rgb(0x0000_4d26),
    hit: rgb(0x00ff_d84a),
    date: rgb(0x0000_3c94),
    target: rgb(0x00ff_e9a8),
    published: rgb(0x002c_2c2c),
    links: [rgb(0x0000_4a86), rgb(0x0000_5a42), rgb(0x0077_4400), rgb(0x0074_2a5a), rgb(0x0090_120a)],
    lanes: [
        rgb(0x0000_4a86),
        rgb(0x0086_3600),
        rgb(0x0000_5a42),
        rgb(0x0078_2c56),
        rgb(0x000c_5a8c),
        rgb(0x0066_4c00),
        rgb(0x0048_3082),
        rgb(0x003a_434f),
    ],
};

/// The dark theme with more contrast: white on black, edges that are seen.
pub static HIGH_DARK: Tokens = Tokens {
    window: rgb(0x0000_0000),
    panel: rgb(0x000a_0a0a),
    content: rgb(0x0000_0000),
    raised: rgb(0x0012_1212),
    sunken: rgb(0x0000_0000),
    button: rgb(0x0030_3030),
    hover: rgb(0x0040_4040),
    selected: rgb(0x0000_3a7a),
    separator: rgb(0x0090_9090),
    text_strong: rgb(0x00ff_ffff),
    text: rgb(0x00ff_ffff),
    text_weak: rgb(0x00dc_dcdc),
    accent: rgb(0x0099_ccff),
    on_accent: rgb(0x0000_0000),
    failed: rgb(0x00ff_b0a6),
    doubtful: rgb(0x00ff_d894),
    done: rgb(0x0098_f0b8),
    hit: rgb(0x0062_4e00),
    date: rgb(0x0099_ccff),
    target: rgb(0x0046_3a08),
    published: rgb(0x00dc_dcdc),
    links: [rgb(0x0084_cbf7), rgb(0x006a_e6c0), rgb(0x00ff_c66e), rgb(0x00f0_b4d8), rgb(0x00ff_a294)],
    lanes: [
        rgb(0x0084_cbf7),
        rgb(0x00ff_ae7c),
        rgb(0x006a_e6c0),
        rgb(0x00f0_b4d4),
        rgb(0x00b4_dcf8),
        rgb(0x00f2_d870),
        rgb(0x00c8_b8ff),
        rgb(0x00d0_d6de),
    ],
};

/// Every theme.
pub static ALL: [&Tokens; 4] = [&LIGHT, &DARK, &HIGH_LIGHT, &HIGH_DARK];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminance(color: Color32) -> f64 {
        let linear = |byte: u8| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    /// How much two colours differ, from 1 to 21.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Each ground with what is written or drawn on it, and the contrast that WCAG AA asks of it.
    fn pairs(tokens: &Tokens) -> Vec<(String, f64, f64)> {
        let grounds = [
            ("window", tokens.window),
            ("panel", tokens.panel),
            ("content", tokens.content),
            ("raised", tokens.raised),
            ("sunken", tokens.sunken),
            ("button", tokens.button),
            ("hover", tokens.hover),
            ("selected", tokens.selected),
        ];
        let mut pairs = Vec::new();
        let mut pair = |ground: (&str, Color32), name: &str, color: Color32, least: f64| {
            pairs.push((format!("{name} on {}", ground.0), contrast(color, ground.1), least));
        };
        for ground in grounds {
            pair(ground, "text_strong", tokens.text_strong, 4.5);
            pair(ground, "text", tokens.text, 4.5);
            pair(ground, "text_weak", tokens.text_weak, 4.5);
            pair(ground, "accent", tokens.accent, 3.0);
        }
        for ground in [grounds[1], grounds[2], grounds[3]] {
            for (name, color) in [
                ("accent as text", tokens.accent),
                ("failed", tokens.failed),
                ("doubtful", tokens.doubtful),
                ("done", tokens.done),
            ] {
                pair(ground, name, color, 4.5);
            }
        }
        pair(("accent", tokens.accent), "on_accent", tokens.on_accent, 4.5);
        pair(("hit", tokens.hit), "text", tokens.text, 4.5);
        pair(("hit", tokens.hit), "text_strong", tokens.text_strong, 4.5);
        pair(("target", tokens.target), "text", tokens.text, 4.5);
        for (number, color) in tokens.lanes.into_iter().enumerate() {
            pair(grounds[2], &format!("lane {number}"), color, 3.0);
        }
        for (number, color) in tokens.links.into_iter().enumerate() {
            pair(grounds[2], &format!("link {number}"), color, 3.0);
        }
        pair(grounds[2], "date", tokens.date, 3.0);
        pair(grounds[2], "published", tokens.published, 3.0);
        pairs
    }

    #[test]
    fn every_pair_of_colours_has_the_contrast_that_wcag_aa_asks() {
        let mut low = Vec::new();
        for (theme, tokens) in ["light", "dark", "high contrast light", "high contrast dark"].into_iter().zip(ALL) {
            low.extend(
                pairs(tokens)
                    .into_iter()
                    .filter(|(_, contrast, least)| contrast < least)
                    .map(|(pair, contrast, least)| format!("{theme}: {pair} {contrast:.2}, asked {least}")),
            );
        }
        assert!(low.is_empty(), "{}", low.join("\n"));
    }

    #[test]
    fn high_contrast_has_the_contrast_that_wcag_aaa_asks_and_edges_that_are_seen() {
        let mut low = Vec::new();
        for tokens in [&HIGH_LIGHT, &HIGH_DARK] {
            low.extend(pairs(tokens).into_iter().filter(|(_, contrast, least)| *least > 4.0 && *contrast < 7.0));
            for ground in [tokens.panel, tokens.content, tokens.raised] {
                assert!(contrast(tokens.separator, ground) >= 3.0);
            }
        }
        assert!(low.is_empty(), "{low:?}");
    }

    #[test]
    fn a_theme_is_told_by_the_colour_of_its_panels() {
        let panels: BTreeSet<[u8; 4]> = ALL.iter().map(|tokens| tokens.panel.to_array()).collect();
        assert_eq!(panels.len(), ALL.len());
    }
}
