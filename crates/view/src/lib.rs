//! The guide page and all texts: rendered to HTML by the server, mounted again by the phone.

pub mod guide;
pub mod icon;
pub mod lang;
pub mod text;

pub use guide::Guide;

/// The guide page as HTML, for the server to paint.
#[cfg(feature = "ssr")]
pub fn guide_html(guide: &api::answer::Guide, lang: lang::Lang) -> String {
    use leptos::prelude::*;
    let guide = guide.clone();
    let owner = Owner::new();
    owner.with(|| {
        Guide(guide::GuideProps { guide, lang })
            .into_view()
            .to_html()
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use api::answer::Guide;
    use domain::link::LinkProblem;

    use super::{guide_html, lang::Lang};

    #[test]
    fn a_bad_link_is_painted_with_its_reason_in_both_languages() {
        let guide = Guide {
            link: "0".repeat(12),
            problem: Some(LinkProblem::Expired),
            suite: None,
        };
        assert!(guide_html(&guide, Lang::Zh).contains("已过期"));
        assert!(guide_html(&guide, Lang::En).contains("expired"));
    }
}
