//! Two months in the life of the demo's vendor and of the platform, so that the console has something to show. Who came and how far
//! they got is the same each time; codes are such that nobody guesses them.

mod acceptances;
mod acts;
mod applications;
mod campaign;
mod chance;
mod complaints;
mod customer;
mod names;
mod offered;
mod vendors;

use anyhow::{Context, Result};
use domain::account::email::Email;
use domain::account::{AccountName, Role};
use domain::time::{Moment, Span};
use store::{Past, PastAccount};

use self::campaign::Ids;
use self::chance::Chance;
use crate::state::AppState;

/// The key of a suite that is entered with the past: where it is, the past is.
const CONTRACT: &str = "demo-contract";

/// A member of the vendor's staff.
const STAFF: (&str, &str) = ("chen@demo.example", "陈静");

/// An operator who reviews.
const REVIEWER: (&str, &str) = ("zhou@demo.example", "周敏");

/// What a past is told by.
struct Teller<'a> {
    /// Now.
    now: Moment,
    /// What comes out the same each time.
    chance: Chance,
    /// What doesn't.
    ids: Ids<'a>,
}

impl Teller<'_> {
    /// A time of a day, so many days ago: hours and minutes.
    fn at(&self, ago: i64, hours: i64, minutes: i64) -> Moment {
        Moment::of_day(self.now.day() - ago) + Span::minutes(hours * 60 + minutes)
    }
}

/// Enters the past of the demo's vendor, unless it was.
pub async fn enter(state: &AppState, vendor_id: i64) -> Result<()> {
    if state.store.suite_by_key(CONTRACT).await?.is_some() {
        return Ok(());
    }
    let mut suites = Vec::new();
    for key in super::SUITES {
        let id = state.store.suite_by_key(key).await?;
        suites.push(id.context("a demo suite is missing")?);
    }
    let past = past(state, vendor_id, &suites)?;
    Ok(state.store.enter_past(&past).await?)
}

fn past(state: &AppState, vendor_id: i64, suites: &[i64]) -> Result<Past> {
    let mut teller = Teller {
        now: state.now(),
        chance: Chance::new(20_261_129),
        ids: Ids {
            random: &*state.random,
            number: 0,
        },
    };
    let own = vendors::own(&mut teller, (vendor_id, suites))?;
    let complaints = complaints::told(&mut teller, &own);
    let vendors: Vec<_> = [own]
        .into_iter()
        .chain(vendors::others(&mut teller)?)
        .collect();
    let reviewer = account(&teller, REVIEWER, Role::Reviewer, 70)?;
    let acts = acts::told(&mut teller, &vendors, &complaints)?;
    Ok(Past {
        operators: vec![reviewer],
        vendors,
        complaints,
        acts,
    })
}

/// An account that was made so many days ago, and used yesterday.
fn account(
    teller: &Teller<'_>,
    (email, name): (&str, &str),
    role: Role,
    ago: i64,
) -> Result<PastAccount> {
    Ok(PastAccount {
        email: Email::parse(email).context("an account")?,
        name: AccountName::parse(name).context("an account")?,
        role,
        created_at: teller.at(ago, 10, 20),
        seen_at: Some(teller.at(1, 17, 42)),
    })
}
