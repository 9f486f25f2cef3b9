//! What became of a customer: the authorization, what its team did later, what its vendor's server was told.

use domain::authorization::{AuthorizationState, Change};
use domain::callback::{CallbackKind, KEPT_DAYS, MAX_ATTEMPTS, OutboxState};
use domain::funnel::Event;
use domain::time::{Moment, Span};
use store::{Attempt, PastAuthorization, PastEvent, PastWay};

use super::campaign::{Campaign, Steps};
use super::chance::Chance;
use crate::callbacks::event;

/// A suite's vendor with a server of its own.
pub struct Vendor<'a> {
    /// The suite's key.
    pub suite_key: &'a str,
}

/// What an answer of a vendor's server looks like in the log.
const ANSWER: &str = r#"{"msg_signature":"***","timeStamp":"***","nonce":"***","encrypt":"***"}"#;

/// Authorizes, and goes on as far as this one does.
pub fn authorization(
    campaign: &Campaign<'_>,
    way: &PastWay,
    steps: &mut Steps,
    chance: &mut Chance,
) -> PastAuthorization {
    let now = campaign.now;
    let authorized_at = steps.take(Event::Authorized, Span::seconds(12), chance);
    let mut given = PastAuthorization {
        state: AuthorizationState::Active,
        reason: None,
        scope: None,
        authorized_at,
        active_at: Some(authorized_at),
        changes: vec![(Change::Authorize, authorized_at)],
        events: Vec::new(),
    };
    let age = now - authorized_at;
    let is_old = age > Span::days(8) && age < Span::days(KEPT_DAYS);
    match &campaign.vendor {
        None => {
            steps.take(Event::Active, Span(0), chance);
        }
        // Its server didn't answer for more than seven days: it is pushed no more, until somebody asks for it.
        Some(_) if is_old && chance.happens(0.07) => {
            given.state = AuthorizationState::AwaitingActivation;
            given.active_at = None;
        }
        Some(_) if chance.happens(0.03) => {
            given.state = AuthorizationState::Refused;
            given.reason = Some("该企业已在其他账号下开通，请联系客服合并。".to_owned());
            given.active_at = None;
        }
        Some(_) => {
            given.active_at = Some(steps.take(Event::Active, Span::seconds(3), chance));
        }
    }
    if given.active_at.is_some() {
        use_it(campaign, &mut given, steps, chance);
    }
    if let (Some(vendor), Some(team)) = (&campaign.vendor, &way.team) {
        given.events = events(vendor, &team.corpid, &given, now, chance);
    }
    given
}

fn use_it(
    campaign: &Campaign<'_>,
    given: &mut PastAuthorization,
    steps: &mut Steps,
    chance: &mut Chance,
) {
    if !chance.happens(campaign.kept.scope) {
        return;
    }
    let at = steps.take(Event::Scope, Span::seconds(16), chance);
    given.scope = Some("everyone".to_owned());
    given.changes.push((Change::Scope, at));
    if !chance.happens(campaign.kept.start) {
        return;
    }
    steps.take(Event::Started, Span::seconds(7), chance);
    // Some try it and leave, few switch it off for a while.
    let later = |chance: &mut Chance| steps.at + Span::minutes(chance.number(600, 28_000));
    let at = later(chance);
    if chance.happens(0.11) && at < campaign.now {
        given.changes.push((Change::Withdraw, at));
        given.state = AuthorizationState::Withdrawn;
    } else if chance.happens(0.05) && at < campaign.now {
        given.changes.push((Change::Disable, at));
        given.state = AuthorizationState::Disabled;
    }
}

/// What the vendor's server was told of, as far as the log goes back.
fn events(
    vendor: &Vendor<'_>,
    corpid: &str,
    given: &PastAuthorization,
    now: Moment,
    chance: &mut Chance,
) -> Vec<PastEvent> {
    let is_kept = |at: Moment| now - at < Span::days(KEPT_DAYS);
    let changes = given.changes.iter().filter(|(_, at)| is_kept(*at));
    let is_given_up = given.state == AuthorizationState::AwaitingActivation;
    let events = changes.map(|&(change, at)| {
        let kind = match change {
            Change::Authorize => CallbackKind::TmpAuthCode,
            Change::Scope | Change::Disable | Change::Enable => CallbackKind::ChangeAuth,
            Change::Withdraw => CallbackKind::SuiteRelieve,
        };
        let mut attempts = Vec::new();
        let failed = match is_given_up {
            true => 3,
            false => i64::from(chance.happens(0.08)),
        };
        let failures = [
            "There was no answer within 5000 ms.",
            "The server answered with the status 502 Bad Gateway.",
        ];
        for nth in 0..failed {
            let at = at + Span::seconds(5 * nth);
            attempts.push(attempt(
                vendor,
                corpid,
                (kind, at),
                Err(chance.pick(&failures)),
                chance,
            ));
        }
        if !is_given_up {
            let at = at + Span::seconds(5 * failed);
            attempts.push(attempt(vendor, corpid, (kind, at), Ok(()), chance));
        }
        PastEvent {
            kind,
            at,
            state: match is_given_up {
                true => OutboxState::GivenUp,
                false => OutboxState::Delivered,
            },
            attempts: match is_given_up {
                true => MAX_ATTEMPTS,
                false => u32::try_from(attempts.len()).unwrap_or(u32::MAX),
            },
            log: attempts,
        }
    });
    events.collect()
}

fn attempt(
    vendor: &Vendor<'_>,
    corpid: &str,
    (kind, at): (CallbackKind, Moment),
    outcome: Result<(), &str>,
    chance: &mut Chance,
) -> Attempt {
    let (suite_key, auth_corp_id) = (vendor.suite_key.to_owned(), corpid.to_owned());
    let told = match kind {
        CallbackKind::ChangeAuth => event::Event::ChangeAuth {
            suite_key,
            auth_corp_id,
            time_stamp: at,
        },
        CallbackKind::SuiteRelieve => event::Event::SuiteRelieve {
            suite_key,
            auth_corp_id,
            time_stamp: at,
        },
        _ => event::Event::TmpAuthCode {
            suite_key,
            auth_code: "***".to_owned(),
            time_stamp: at,
        },
    };
    Attempt {
        message: serde_json::to_string(&told).unwrap_or_default(),
        answer: match outcome {
            Ok(()) => ANSWER.to_owned(),
            Err(_) => String::new(),
        },
        outcome: outcome.err().unwrap_or("delivered").to_owned(),
        took_ms: match outcome {
            Err(why) if why.contains("5000") => 5000,
            _ => chance.number(40, 420),
        },
        at,
    }
}
