//! Views as HTML.

use leptos::prelude::*;

/// A view as HTML, for a document: nothing in it is hydrated.
pub fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().into_view().to_html())
}

/// A text as it may stand in HTML, between tags or quoted in one.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_vendor_cannot_become_markup() {
        let text = r#"<a b="c" d='&'>"#;
        let of_view = html(|| view! { <i title=text>{text}</i> });
        let quoted = "&lt;a b=&quot;c&quot; d='&amp;'&gt;";
        let between = "&lt;a b=\"c\" d='&amp;'&gt;";
        assert_eq!(of_view, format!("<i title=\"{quoted}\">{between}</i>"));
        assert_eq!(escape(text), "&lt;a b=&quot;c&quot; d=&#39;&amp;&#39;&gt;");
    }
}
