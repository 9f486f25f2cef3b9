//! What codes say and how they are drawn: plain, with an icon, in color; links short and with a serial, a long URL.

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
    let named = |((style, drawn), token): (&(&str, Style), &str)| {
        let named = texts(token).into_iter().map(|(text, url)| Named {
            name: format!("{style}-{text}"),
            level: if drawn.icon.is_some() { "H" } else { "M" },
            symbol: Symbol::of_link(&url, drawn.clone()).unwrap().into(),
            icon: icon.clone(),
        });
        named.collect::<Vec<_>>()
    };
    // Each style has a token of its own, so that one lucky or unlucky mask counts once.
    let tokens = ["0123456789AB", "CDEFGHJKMNPQ", "RSTVWXYZ0246"];
    styles.iter().zip(tokens).flat_map(named).collect()
}

fn texts(token: &str) -> [(&'static str, String); 4] {
    let link = format!("https://qd.example/D/{token}");
    let host = format!("https://fresh-deploy.hotel-easy.example/D/{token}");
    let long = format!(
        "https://shop.example.com/landing?{token}&{}",
        "campaign=spring&".repeat(20)
    );
    let serial = "?SERIAL=7K3M-9QXR-2VTE-4HWB";
    [
        ("short", link.clone()),
        ("serial", format!("{link}{serial}")),
        // With an icon one of the versions (7 to 13) that have an alignment pattern under it.
        ("middle", format!("{host}{serial}")),
        ("long", long[..300].to_owned()),
    ]
}
