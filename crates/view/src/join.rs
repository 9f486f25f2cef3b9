//! The page of an invite: the team, who invites, what it uses, one button.

use api::team::{Badge, Invitation};
use domain::invite::Standing;

use crate::icon::{ALERT, CHECK, icon};
use crate::lang::Lang;
use crate::node::{Child, El, Node, el};
use crate::text;
use crate::text::team;

/// How many suites are shown.
const SHOWN: usize = 8;

/// The page of an invite, good or bad; `said` stands above its button.
pub fn join(invitation: &Invitation, lang: Lang, said: impl Child) -> Node {
    let switch = lang.other();
    let switch = el("a.lang")
        .attr("href", format!("?lang={}", switch.word()))
        .attr("lang", switch.html())
        .child(text::of(lang).switch);
    let bar = el("header.bar").child((el("span"), switch));
    let t = team::of(lang);
    let body = match (invitation.problem, invitation.standing) {
        (Some(problem), _) => {
            let (title, detail) = team::invite_problem(lang, problem);
            message((icon(ALERT), "span.bigmark bad"), title, detail, None)
        }
        (None, Standing::Inside) => {
            let href = format!("/workbench?team={}", invitation.corpid);
            let to = el("a.button").attr("href", href).child(t.to_workbench);
            let name = invitation.team.clone();
            message((icon(CHECK), "span.bigmark"), t.join_inside, name, Some(to))
        }
        (None, standing) => open(invitation, standing, lang, said),
    };
    (bar, body).node()
}

fn message(
    (icon, mark): (El, &'static str),
    title: &'static str,
    detail: impl Child,
    foot: Option<El>,
) -> Node {
    let page = el("main.page middle").child((
        el(mark).child(icon),
        el("h1").attr("tabindex", "-1").child(title),
        el("p.second").child(detail),
    ));
    (page, el("footer.foot").child(foot)).node()
}

/// An invite that somebody outside may follow.
fn open(invitation: &Invitation, standing: Standing, lang: Lang, said: impl Child) -> Node {
    let t = team::of(lang);
    let href = format!("/join/{}/go", invitation.code);
    let notice = match standing {
        Standing::Waiting => Some((t.join_waiting, t.join_waiting_detail)),
        Standing::Declined => Some((t.join_declined, t.join_declined_detail)),
        Standing::Outside | Standing::Inside => None,
    };
    let label = match (standing, invitation.approval) {
        (Standing::Waiting, _) => t.take_back,
        (Standing::Declined, _) => t.join_again,
        (_, true) => t.join_ask,
        (_, false) => t.join,
    };
    let button = match standing {
        Standing::Waiting => el("a.button plain late"),
        _ => el("a.button"),
    };
    let detail = format!(
        "{} · {}",
        team::invites(lang, &invitation.inviter),
        text::people(lang, invitation.people)
    );
    let badges: Vec<_> = invitation.suites.iter().take(SHOWN).map(badge).collect();
    let suites = (!badges.is_empty()).then(|| {
        (
            el("h2").child(t.join_suites),
            el("div.card").child(el("ul.apps").child(badges)),
        )
    });
    let notice = notice.map(|(title, detail)| {
        let notice = el("div.notice").attr("role", "status");
        notice.child((el("b").child(title), el("p").child(detail)))
    });
    let page = el("main.page guide").child((
        el("div.suite").child((
            avatar(&invitation.team, "84"),
            el("div").child((
                el("h1")
                    .attr("tabindex", "-1")
                    .child(invitation.team.clone()),
                el("p.vendor").child(detail),
            )),
        )),
        notice,
        suites,
    ));
    let hint = (invitation.approval && standing == Standing::Outside)
        .then(|| el("p.hint").child(t.join_approval));
    let foot = el("footer.foot").child((said, button.attr("href", href).child(label), hint));
    (page, foot).node()
}

fn badge(badge: &Badge) -> El {
    let icon = el("img")
        .attr("src", badge.icon.clone())
        .attr("alt", "")
        .attr("width", "56")
        .attr("height", "56");
    el("li.app on").child((icon, badge.name.clone()))
}

/// A team's or a person's avatar: the name's first character on a colour of its own.
pub fn avatar(name: &str, size: &str) -> El {
    let first = name.chars().next();
    let class = match (size, first.map_or(0, u32::from) % 4) {
        ("84", 0) => "span.avatar big",
        ("84", 1) => "span.avatar big c1",
        ("84", 2) => "span.avatar big c2",
        ("84", _) => "span.avatar big c3",
        (_, 0) => "span.avatar",
        (_, 1) => "span.avatar c1",
        (_, 2) => "span.avatar c2",
        (_, _) => "span.avatar c3",
    };
    el(class)
        .attr("aria-hidden", "true")
        .child(first.map(String::from))
}
