//! From what the store holds of a team to what the workbench reads.

use api::path::{APP_ICON, SUITE_ICON};
use api::team;
use domain::phone::Phone;
use domain::role::Role;
use store::{
    Invitation, JoinRow, MemberRow, Person, SuitePage, SuiteRow, TeamMembership, Workbench,
};

use crate::address;
use crate::present;
use crate::state::Settings;

/// The address of a suite's icon.
pub fn suite_icon(key: &str) -> String {
    SUITE_ICON.replace("{suite}", key)
}

fn membership(found: &TeamMembership) -> team::Membership {
    team::Membership {
        corpid: found.team.corpid.clone(),
        name: found.team.name.clone(),
        people: found.team.people,
        role: found.role,
        changes: found.changes,
    }
}

/// A workbench.
pub fn workbench(person: &Person, found: Workbench) -> team::Workbench {
    let shown = found.shown.and_then(|at| found.teams.get(at));
    let corpid = shown
        .map(|shown| shown.team.corpid.clone())
        .unwrap_or_default();
    let apps = found.apps.into_iter().map(|app| team::App {
        suite: app.suite_key,
        name: app.name,
        icon: APP_ICON.replace("{id}", &app.id.to_string()),
        url: app.home_url.replace("$CORPID$", &corpid),
        state: app.state,
    });
    team::Workbench {
        person: present::person(person),
        team: shown.map(membership),
        apps: apps.collect(),
        joins: found.duties.joins.0,
        joining: found.duties.joins.1,
        requests: found.duties.requests.0,
        requested: found.duties.requests.1,
        invitations: found.invitations.into_iter().map(invited).collect(),
        unread: found.unread,
        wishes: found.wishes,
        teams: found.teams.iter().map(membership).collect(),
    }
}

fn invited(found: store::Invited) -> team::Invited {
    team::Invited {
        id: found.id,
        team: found.team,
        by: found.by,
    }
}

/// A suite of a team.
pub fn suite_row(found: SuiteRow) -> team::SuiteRow {
    team::SuiteRow {
        icon: suite_icon(&found.suite_key),
        key: found.suite_key,
        name: found.name,
        vendor: found.vendor_short,
        state: found.state,
        scope: found.scope.map(present::scope_status),
    }
}

/// All of a suite that a member sees.
pub fn suite_page(found: SuitePage, role: Role) -> team::SuitePage {
    let events = found.events.into_iter().map(|event| team::Event {
        change: event.change,
        by: event.by,
        at: event.at.0,
    });
    team::SuitePage {
        suite: suite_row(found.row),
        role,
        vendor: found.vendor,
        contact: found.contact,
        permissions: found
            .permissions
            .into_iter()
            .map(present::permission)
            .collect(),
        version: found.version,
        rating: found.rating.map(|rating| team::Rating {
            stars: i64::from(rating.stars),
            text: rating.text,
        }),
        serial: found.serial.map(|serial| serial.to_string()),
        authorized_at: found.authorized_at.0,
        events: events.collect(),
    }
}

/// A team's invite link.
pub fn invite(settings: &Settings, found: store::Invite) -> team::Invite {
    team::Invite {
        url: address::invite(&settings.public_url, &found.code),
        qr: format!("/join/{}.png", found.code),
        approval: found.approval,
        renewed_at: found.renewed_at.0,
    }
}

/// Where an invite leads, for this visitor.
pub fn invitation(
    code: &str,
    found: Option<Invitation>,
    visitor: Option<&Person>,
) -> team::Invitation {
    use domain::invite::{InviteProblem, JoinStatus};
    let Some(found) = found else {
        return team::Invitation {
            code: code.to_owned(),
            problem: Some(InviteProblem::Dead),
            corpid: String::new(),
            team: String::new(),
            people: 0,
            inviter: String::new(),
            suites: Vec::new(),
            approval: false,
            join_status: JoinStatus::Outside,
            person: visitor.map(present::person),
            nameless: false,
        };
    };
    let inside = found.join_status == JoinStatus::Inside;
    let badges = found.suites.iter().map(|(key, name)| team::Badge {
        name: name.clone(),
        icon: suite_icon(key),
    });
    team::Invitation {
        code: code.to_owned(),
        problem: found.full().then_some(InviteProblem::Full),
        suites: badges.collect(),
        corpid: if inside { found.corpid } else { String::new() },
        team: found.team,
        people: found.people,
        inviter: found.inviter,
        approval: found.approval && !found.invited,
        join_status: found.join_status,
        person: visitor.map(present::person),
        // Who was added has a name in the team already.
        nameless: !found.invited && visitor.is_some_and(|visitor| visitor.name.is_none()),
    }
}

fn phone(stored: &str) -> String {
    Phone::parse(stored).map_or_else(|_| stored.to_owned(), |phone| phone.to_string())
}

/// Somebody who waits to be let in.
pub fn joining(row: JoinRow) -> team::Joining {
    team::Joining {
        id: row.id,
        phone: phone(&row.phone),
        name: row.name,
    }
}

/// A member.
pub fn colleague(row: MemberRow) -> team::Colleague {
    team::Colleague {
        id: row.id,
        phone: phone(&row.phone),
        name: row.name,
        department: row.department,
        role: row.role,
        invited: row.invited,
        joined_at: row.joined_at.map(|at| at.0),
    }
}

/// A member's request.
pub fn request(found: store::Request) -> team::Request {
    let suite = found.deployment.suite;
    team::Request {
        id: found.asked.id,
        state: found.asked.state,
        asker: found.asker,
        asked_at: found.asked.asked_at.0,
        reason: found.asked.reason,
        decided_by: found.asked.decided_by,
        icon: suite_icon(&suite.suite_key),
        suite: suite.name,
        vendor: suite.vendor,
        certified: suite.certified,
        permissions: suite
            .permissions
            .into_iter()
            .map(present::permission)
            .collect(),
    }
}

/// A notice.
pub fn notice(found: store::Notice) -> team::Notice {
    team::Notice {
        kind: found.kind,
        corpid: found.team.0,
        team: found.team.1,
        who: found.who,
        what: found.what,
        at: found.at.0,
        new: found.new,
    }
}
