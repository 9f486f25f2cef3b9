//! What codes say and how they are drawn: plain, with an icon, in color; a short link, with a serial, at a longer host, a long URL.

use std::sync::Arc;

use qr::{Color, Colors, Icon, Style, Symbol};

/// A symbol and what it is called.
pub struct Named {
    pub name: String,
    /// Its error correction, as qrencode calls it.
    pub level: &'static str,
    pub symbol: Arc<Symbol>,
    pub icon: Arc<Icon>,
}

pub fn all() -> Vec<Named> {
    let icon = Arc::new(Icon::make(tests::ICON).unwrap());
    // The lightest blue that is taken.
    let accent = Color::new(0x2b, 0x6c, 0xf6)
        .darkened_for(Color::WHITE)
        .unwrap();
    let styles = [
        ("plain", Style::default()),
        (
            "icon",
            Style {
                icon: Some(icon.clone()),
                ..Style::default()
            },
        ),
        (
            "color",
            Style {
                colors: Colors::new(accent, Color::WHITE).unwrap(),
                ..Style::default()
            },
        ),
    ];
    let link = "https://qd.example/D/0123456789AB";
    let host = "https://fresh-deploy.hotel-easy.example/D/0123456789AB";
    let long = format!(
        "https://shop.example.com/landing?{}",
        "campaign=spring&".repeat(20)
    );
    let texts = [
        ("short", link.to_owned()),
        ("serial", format!("{link}?SERIAL=7K3M-9QXR-2VTE-4HWB")),
        // With an icon one of the versions (7 to 13) that have an alignment pattern under it.
        ("middle", format!("{host}?SERIAL=7K3M-9QXR-2VTE-4HWB")),
        ("long", long[..300].to_owned()),
    ];
    let named = |(style, drawn): &(&str, Style)| {
        let named = texts.iter().map(|(text, url)| Named {
            name: format!("{style}-{text}"),
            level: if drawn.icon.is_some() { "H" } else { "M" },
            symbol: Symbol::of_link(url, drawn.clone()).unwrap().into(),
            icon: icon.clone(),
        });
        named.collect::<Vec<_>>()
    };
    styles.iter().flat_map(named).collect()
}
