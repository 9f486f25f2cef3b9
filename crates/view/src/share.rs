//! The share page (H5): what the suite is, how one gets it, its code; made to be forwarded.

use api::answer::Suite;
use domain::device::{Device, InApp};

use crate::guide::head;
use crate::icon::{ALERT, icon};
use crate::lang::Lang;
use crate::node::{Child, El, Node, el};
use crate::text;
use crate::text::share;

/// What the page shows.
pub struct Share<'a> {
    /// The link's token.
    pub link: &'a str,
    /// The page's own address, to be copied.
    pub url: &'a str,
    /// The suite.
    pub suite: &'a Suite,
    /// What the visitor looks from.
    pub device: Device,
    /// The chat app that they look in, if it is one.
    pub in_app: Option<InApp>,
    /// Where the client app is got, as this device is told.
    pub client: &'a [(Device, &'a str)],
}

/// The page of a good link.
pub fn share(page: &Share, lang: Lang) -> Node {
    let switch = lang.other();
    let switch = el("a.lang")
        .attr("href", format!("?lang={}", switch.word()))
        .attr("lang", switch.html())
        .child(text::of(lang).switch);
    let hint = page.in_app.map(|app| {
        let (title, detail) = share::in_app(lang, app, page.device.is_phone());
        let words = el("div").child((el("b").child(title), el("p").child(detail)));
        el("div.notice outside")
            .attr("role", "note")
            .child((icon(ALERT), words))
    });
    let main = el("main.page guide share").child((
        hint,
        head(page.suite, lang),
        code(page, lang),
        steps(page, lang),
    ));
    let bar = el("header.bar").child((el("span"), switch));
    (bar, main, foot(page, lang)).node()
}

fn code(page: &Share, lang: Lang) -> El {
    let t = share::of(lang);
    let picture = format!("/d/{}.png?size=600&icon=1", page.link);
    let picture = el("img.qr")
        .attr("src", picture)
        .attr("alt", share::code_of(lang, &page.suite.name))
        .attr("width", "240")
        .attr("height", "240");
    let what = match page.device.is_phone() {
        true => t.hold,
        false => t.scan_here,
    };
    el("figure.card code-card").child((
        picture,
        el("figcaption").child((el("b").child(t.call), el("small").child(what))),
    ))
}

fn steps(page: &Share, lang: Lang) -> El {
    let t = share::of(lang);
    let first = match page.client {
        [] => (t.ready, t.ready_detail),
        _ => (t.get_client, t.get_client_detail),
    };
    let get = |href: &str, words: &'static str| {
        el("a.get")
            .attr("href", href.to_owned())
            .attr("rel", "noopener")
            .child(words)
    };
    let (own, all) = match (page.device.is_phone(), page.client) {
        (_, []) => (None, None),
        (true, [(_, place), ..]) => (Some(get(place, t.download)), None),
        (false, places) => {
            let link = |(device, place): &(Device, &str)| {
                el("li").child(get(place, share::device(lang, *device)))
            };
            let links: Vec<El> = places.iter().map(link).collect();
            let list = el("ul.gets").attr("aria-label", t.download).child(links);
            (None, Some(list))
        }
    };
    let row =
        |number: &'static str, (title, detail): (&'static str, &'static str), below, beside| {
            let words = (el("span").child(title), el("small").child(detail), below);
            el("li.row").child((
                el("span.mark").attr("aria-hidden", "true").child(number),
                el("div.what").child(words),
                beside,
            ))
        };
    let second = (t.scan, t.scan_detail);
    el("ol.card tasks").child((row("1", first, all, own), row("2", second, None, None)))
}

fn foot(page: &Share, lang: Lang) -> El {
    let t = share::of(lang);
    let link = page.link;
    // It works by the page's script, which shows it.
    let looks = match page.device.is_phone() {
        true => "button.button plain",
        false => "button.button",
    };
    let copy = el(looks)
        .attr("type", "button")
        .attr("id", "copy")
        .attr("hidden", true)
        .attr("data-text", page.url.to_owned())
        .attr("data-done", t.copied)
        .attr("data-failed", t.not_copied)
        .child(t.copy);
    let said = el("p.hint").attr("id", "said").attr("role", "status");
    // Named after the suite: they lie in a folder among others.
    let file = |href: String, ending, words| {
        el("a")
            .attr("href", href)
            .attr("download", format!("{}{ending}", page.suite.name))
            .child(words)
    };
    let begin = |looks, words| el(looks).attr("href", format!("/d/{link}")).child(words);
    match page.device.is_phone() {
        true => {
            let href = format!("/d/{link}/poster.png?paper=phone&lang={}", lang.word());
            // A chat app's web view saves no files: the picture is opened, and kept by pressing on it.
            let poster = el("a.button plain").attr("href", href).child(t.open_poster);
            let pair = el("div.pair").child((copy, poster));
            el("footer.foot").child((said, begin("a.button", t.begin), pair))
        }
        // A tablet may call itself a desktop: its way on must not end here.
        false => el("footer.foot").child((
            said,
            copy,
            el("p.files").child((
                file(format!("/d/{link}.png?size=1200&icon=1"), ".png", t.save),
                file(
                    format!("/d/{link}/poster.pdf?lang={}", lang.word()),
                    ".pdf",
                    t.poster,
                ),
                begin("a", t.begin_here),
            )),
        )),
    }
}
