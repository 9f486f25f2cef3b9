//! What codes say and how they are drawn: plain, with an icon, in color; links short and with a serial, a long URL.

use std::sync::Arc;

use qr::{Color, Colors, Icon, Style, Symbol};

/// A symbol and what it is called.
pub struct Named {
    pub name: String,
    /// The error correction asked for, as qrencode calls it.
    pub level: &'static str,
    pub symbol: Arc<Symbol>,
    pub icon: Arc<Icon>,
}

/// How codes are drawn.
struct Styles {
    icon: Arc<Icon>,
    named: [(&'static str, Style); 3],
}

impl Styles {
    fn new() -> Self {
        let icon = Arc::new(Icon::make(tests::ICON).unwrap());
        // The lightest blue that is taken.
        let accent = Color::new(0x2b, 0x6c, 0xf6)
            .darkened_for(Color::WHITE)
            .unwrap();
        let with_icon = Style {
            icon: Some(icon.clone()),
            ..Style::default()
        };
        let in_color = Style {
            colors: Colors::new(accent, Color::WHITE).unwrap(),
            ..Style::default()
        };
        let plain = Style::default();
        let named = [("plain", plain), ("icon", with_icon), ("color", in_color)];
        Self { icon, named }
    }

    fn draw(&self, (style, drawn): &(&str, Style), text: &str, url: &str) -> Named {
        Named {
            name: format!("{style}-{text}"),
            level: if drawn.icon.is_some() { "H" } else { "M" },
            symbol: Symbol::of_link(url, drawn.clone()).unwrap().into(),
            icon: self.icon.clone(),
        }
    }
}

const SERIAL: &str = "?SERIAL=7K3M-9QXR-2VTE-4HWB";

/// Four texts in each style.
pub fn few() -> Vec<Named> {
    let styles = Styles::new();
    // Each style has a token of its own, so that one lucky or unlucky mask counts once.
    let tokens = ["0123456789AB", "CDEFGHJKMNPQ", "RSTVWXYZ0246"];
    let drawn = styles.named.iter().zip(tokens);
    let drawn = drawn.flat_map(|(style, token)| {
        let link = format!("https://qd.example/D/{token}");
        // With an icon one of the versions (7 to 13) that have an alignment pattern under it.
        let host = "fresh-deploy.hotel-easy.example";
        let texts = [
            ("short", link.clone()),
            ("serial", format!("{link}{SERIAL}")),
            ("middle", format!("https://{host}/D/{token}{SERIAL}")),
            ("long", long(token)),
        ];
        texts.map(|(text, url)| styles.draw(style, text, &url))
    });
    drawn.collect()
}

/// Three texts in each style, so many times, on hosts of several lengths: so many masks that luck evens out.
pub fn many(times: usize) -> Vec<Named> {
    let styles = Styles::new();
    let mut state = 0x9e37_79b9_7f4a_7c15;
    let drawn = (0..times).flat_map(|time| {
        styles.named.each_ref().map(|style| {
            let host = &"fresh-deploy.shop-cloud.hotel-easy.example"[3 * (time % 11)..];
            let host = host.trim_start_matches(['-', '.']);
            let link = format!("https://{host}/D/{}", token(&mut state));
            let groups = [(); 4].map(|()| token(&mut state)[..4].to_owned());
            let serial = groups.join("-");
            let texts = [
                ("short", link.clone()),
                ("serial", format!("{link}?SERIAL={serial}")),
                ("long", long(&token(&mut state))),
            ];
            texts.map(|(text, url)| styles.draw(style, &format!("{text}-{time}"), &url))
        })
    });
    drawn.flatten().collect()
}

/// Plain links without a serial, on short hosts: their codes are so small that a lamp's reflection hides the alignment
/// pattern.
pub fn short(count: usize) -> Vec<Named> {
    let styles = Styles::new();
    let mut state = 0x1234_5678_9abc_def1;
    let drawn = (0..count).map(|at| {
        let host = &"shop.hotel-easy.example"[3 * (at % 5)..];
        let host = host.trim_start_matches(['-', '.']);
        let link = format!("https://{host}/D/{}", token(&mut state));
        let [plain, ..] = &styles.named;
        styles.draw(plain, &format!("{at}"), &link)
    });
    drawn.collect()
}

/// Codes of versions 7 to 13, which have an alignment pattern where their icon is: one at least of which zbar misses what
/// is best in focus, and so many others. The icon, a clock's face, is itself much like such a pattern.
pub fn over_an_alignment_pattern(count: usize) -> Vec<Named> {
    let styles = Styles::new();
    let mut state = 0x2545_f491_4f6c_dd1d;
    let missed = "https://fresh-meals.hotel-easy.example/D/4ET1J6MQ4XR6?SERIAL=AF76-5RV7-HKXV-2D8R";
    let others = (0..count).map(|at| {
        let host = "clinic.garage.quick-deploy.shop-cloud.fresh-meals.hotel-easy.example";
        let host = host[2 * (at % 16)..].trim_start_matches(['-', '.']);
        let groups = [(); 4].map(|()| token(&mut state)[..4].to_owned());
        format!(
            "https://{host}/D/{}?SERIAL={}",
            token(&mut state),
            groups.join("-")
        )
    });
    let texts = [missed.to_owned()].into_iter().chain(others);
    let [_, with_icon, _] = &styles.named;
    let drawn = texts
        .enumerate()
        .map(|(at, url)| styles.draw(with_icon, &format!("{at}"), &url));
    drawn.collect()
}

/// A URL of 300 characters.
fn long(token: &str) -> String {
    let campaign = format!("campaign={}&", token.to_lowercase()).repeat(20);
    format!("https://shop.example.com/landing?{token}&{campaign}")[..300].to_owned()
}

/// Twelve letters of a deploy link, the same in every run (an xorshift).
fn token(state: &mut u64) -> String {
    let letter = |_| {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        let at = usize::try_from(*state >> 59).unwrap();
        char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[at])
    };
    (0..12).map(letter).collect()
}
