//! The codes of the test: plain, with an icon, in color; a link, a link with a serial, a long URL.

use std::sync::Arc;

use qr::{Colors, Icon, Style, StyledSymbol};

/// A code and its name.
pub struct Named {
    pub name: String,
    pub symbol: Arc<StyledSymbol>,
}

/// The icon in the codes and on posters.
pub fn icon() -> Arc<Icon> {
    Icon::make(tests::ICON).unwrap().into()
}

/// Every style with every text that it is made for.
pub fn all() -> Vec<Named> {
    let plain = Style::default();
    let with_icon = Style {
        icon: Some(icon()),
        ..Style::default()
    };
    // The lightest of this blue that is taken.
    let blue = "#2b6cf6".parse().unwrap();
    let in_color = Style {
        colors: Colors::new(blue, qr::Color::WHITE).unwrap(),
        ..Style::default()
    };
    let link = "https://qd.example/D/0123456789AB";
    let serial = format!("{link}/7K3M9QXR2VTE4HWB");
    let campaign = "campaign=spring-fair&".repeat(20);
    let long = &format!("https://shop.example.com/landing?{campaign}")[..300];
    let (link, serial, long) = (("link", link), ("serial", &*serial), ("long", long));
    // A long URL with an icon is left out: its version (7 to 13) has an alignment pattern below the icon, without which
    // zbar misses some codes.
    let styles = [
        ("plain", plain, vec![link, serial, long]),
        ("icon", with_icon, vec![link, serial]),
        ("color", in_color, vec![link, serial, long]),
    ];
    let named = styles.into_iter().flat_map(|(style, drawn, texts)| {
        texts.into_iter().map(move |(text, url)| Named {
            name: format!("{style}-{text}"),
            symbol: StyledSymbol::of_link(url, &drawn).unwrap().into(),
        })
    });
    named.collect()
}
