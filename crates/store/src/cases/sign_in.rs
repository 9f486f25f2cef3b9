//! Signing in: one-time codes, and the session that one opens.

use domain::limit::{Limit, WRONG_CODES_PER_ADDRESS};
use domain::link::LinkToken;
use domain::phone::{CountryCode, Phone};
use domain::proof;
use domain::sign_in::{self, CodeError, SendPolicy, Sent, Typed};
use domain::time::{Moment, Span};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, Select,
};

use crate::db::engine::Lock;
use crate::db::transaction::Tx;
use crate::entity::{session, sign_in_code, wrong_code};
use crate::queries::limits;
use crate::queries::onboardings::{At, Beginning, Onboarding, begin};
use crate::queries::people::find_or_register;
use crate::{Person, Result, Store, StoreError};

/// When a code was sent.
const SENT_AT: sign_in_code::Column = sign_in_code::Column::SentAt;

/// A code to be sent.
#[derive(Clone, Debug)]
pub struct NewCode<'a> {
    /// To this number.
    pub phone: &'a Phone,
    /// For this client's address.
    pub address: &'a str,
    /// The hash of the code.
    pub code_hash: String,
    /// The hash of what tells the request from others: only who knows it can use the code.
    pub request_hash: String,
    /// How many zero bits the proof of work that came with it shows; 0 without one.
    pub proven_bits: u32,
    /// What the operator lets the server send.
    pub policy: &'a SendPolicy,
}

/// What became of a code that was to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is recorded, and may be sent.
    New,
    /// The same request had a code recorded then, which is still good: no other is sent.
    Before(Moment),
    /// Nothing is recorded: the address has asked for so many that this one takes a proof of work of so many zero bits.
    Unproven(u32),
}

/// A try to sign in.
#[derive(Clone, Debug)]
pub struct SignIn<'a> {
    /// The number.
    pub phone: &'a Phone,
    /// The hash of the code that was typed.
    pub code_hash: &'a str,
    /// The hash of what the code was asked for with; absent where none was asked for.
    pub request_hash: Option<&'a str>,
    /// The client's address.
    pub address: &'a str,
    /// The link by which they come.
    pub link: Option<&'a LinkToken>,
    /// The session to open.
    pub session: NewSession,
}

/// A session to open.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The hash of its token.
    pub token_hash: String,
    /// How long it lasts.
    pub lifetime: Span,
}

/// Who signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person.
    pub person: Person,
    /// Their onboarding through the link, if they came by one that lets them begin.
    pub begun: Option<(At, Onboarding)>,
}

impl Store {
    /// Records a code before it is sent, if the limits allow. A repeated request isn't counted.
    ///
    /// # Errors
    /// The limit that is used up, with how long to wait; a country that isn't served.
    pub async fn record_code(&self, code: NewCode<'_>, now: Moment) -> Result<Recorded> {
        if !code.policy.serves(code.phone) {
            return Err(StoreError::CountryNotServed(code.phone.country()));
        }
        let code = &code;
        // Before the lock, for which all wait: a flood of requests that are refused keeps nobody from theirs.
        if let Some(outcome) = outcome_by_limits(self.read(), code, now).await? {
            return Ok(outcome);
        }
        self.write_with_lock(Lock::Code, |tx| async move {
            if let Some(outcome) = outcome_by_limits(&tx, code, now).await? {
                return Ok(outcome);
            }
            let row = sign_in_code::ActiveModel {
                phone: Set(code.phone.as_str().to_owned()),
                country: Set(code.phone.country().as_str().to_owned()),
                address: Set(code.address.to_owned()),
                code_hash: Set(code.code_hash.clone()),
                sent_at: Set(now.0),
                tries: Set(0),
                request_hash: Set(Some(code.request_hash.clone())),
                ..Default::default()
            };
            row.insert(&tx).await?;
            Ok(Recorded::New)
        })
        .await
    }

    /// Takes back the code of a request: it couldn't be sent, so it doesn't count.
    pub async fn forget_code(&self, phone: &Phone, request_hash: &str) -> Result<()> {
        self.write(|tx| async move {
            sign_in_code::Entity::delete_many()
                .filter(sign_in_code::Column::Phone.eq(phone.as_str()))
                .filter(sign_in_code::Column::RequestHash.eq(request_hash))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// Signs a number in, registering it if it is new, and opens a session.
    ///
    /// The same right code again within a minute signs in again: the first answer may be lost.
    ///
    /// # Errors
    /// Why the code doesn't sign in; a limit of wrong codes that is used up.
    pub async fn sign_in(&self, typed: SignIn<'_>, now: Moment) -> Result<SignedIn> {
        let typed = &typed;
        let outcome = self.write(|tx| async move {
            let of_address = wrong_code::Column::Address.eq(typed.address);
            let wrong = wrong_code::Entity::find().filter(of_address);
            let at = wrong_code::Column::At;
            let wait = limits::wait(&tx, wrong, at, WRONG_CODES_PER_ADDRESS, now).await?;
            if let Some(wait) = wait {
                return Err(StoreError::CodeWait(wait));
            }
            let (of_request, outcome) = judge(&tx, typed, now).await?;
            if let Some(code) = of_request {
                keep_outcome(&tx, code, outcome, now).await?;
            }
            // A refusal is written too.
            match outcome {
                Ok(()) => {
                    let (person, is_new) = open_session(&tx, typed, now).await?;
                    let begun = match typed.link {
                        Some(link) => {
                            begin_through(&tx, link, typed.address, &person, is_new, now).await?
                        }
                        None => None,
                    };
                    Ok(Ok(SignedIn { person, begun }))
                }
                Err(why) => {
                    count_wrong(&tx, typed.address, why, now).await?;
                    Ok(Err(why))
                }
            }
        });
        outcome.await?.map_err(StoreError::Code)
    }
}

/// What the codes sent before mean for another: it is repeated, refused or to be proven; `None` if it may be recorded.
async fn outcome_by_limits(
    db: &impl ConnectionTrait,
    code: &NewCode<'_>,
    now: Moment,
) -> Result<Option<Recorded>> {
    let sent = codes_since(db, code.phone, now - sign_in::DAY).await?;
    let is_good = |row: &&sign_in_code::Model| now - Moment(row.sent_at) < sign_in::LIFETIME;
    let mut good = sent.iter().filter(is_good);
    if let Some(row) = good.find(|row| row.request_hash.as_ref() == Some(&code.request_hash)) {
        return Ok(Some(Recorded::Before(Moment(row.sent_at))));
    }
    let at = |row: &sign_in_code::Model| Moment(row.sent_at);
    let in_all: Vec<_> = sent.iter().map(at).collect();
    let of_address = sent.iter().filter(|row| row.address == code.address);
    let of_address: Vec<_> = of_address.map(at).collect();
    sign_in::may_send(&of_address, &in_all, now).map_err(StoreError::CodeTooSoon)?;
    let picked = sign_in_code::Entity::find();
    let picked = picked.filter(sign_in_code::Column::Address.eq(code.address));
    let limit = code.policy.of_address();
    let of_address = count(db, picked.clone(), limit, now).await?;
    if of_address >= limit.most
        && let Some(wait) = limits::wait(db, picked, SENT_AT, limit, now).await?
    {
        return Err(StoreError::CodeTooSoon(wait));
    }
    if let Some(wait) = busy(db, code.policy, &code.phone.country(), now).await? {
        return Err(StoreError::CodesBusy(wait));
    }
    // Last, so that no phone works for a code that isn't sent.
    let bits = proof::bits(of_address, code.policy.unproven_per_address);
    Ok((code.proven_bits < bits).then_some(Recorded::Unproven(bits)))
}

/// How long a code must wait because of how many are sent to its country, and in all.
async fn busy(
    db: &impl ConnectionTrait,
    policy: &SendPolicy,
    country: &CountryCode,
    now: Moment,
) -> Result<Option<Span>> {
    if let Some(limit) = policy.of_country(country) {
        let of_country = sign_in_code::Column::Country.eq(country.as_str());
        let sent = sign_in_code::Entity::find().filter(of_country);
        if let Some(wait) = limits::wait(db, sent, SENT_AT, limit, now).await? {
            return Ok(Some(wait));
        }
    }
    let sent = sign_in_code::Entity::find();
    limits::wait(db, sent, SENT_AT, policy.in_all(), now).await
}

/// Opens a session of the number's person, who is registered if they are new.
async fn open_session(
    db: &impl ConnectionTrait,
    typed: &SignIn<'_>,
    now: Moment,
) -> Result<(Person, bool)> {
    let (person, is_new) = find_or_register(db, typed.phone, now).await?;
    let row = session::ActiveModel {
        token_hash: Set(typed.session.token_hash.clone()),
        person_id: Set(person.id),
        created_at: Set(now.0),
        expires_at: Set((now + typed.session.lifetime).0),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok((Person::of(person)?, is_new))
}

/// Begins the onboarding of the link, or goes on with it. What is wrong with the link doesn't undo the sign-in: its guide says it.
async fn begin_through(
    tx: &Tx,
    link: &LinkToken,
    address: &str,
    person: &Person,
    is_new: bool,
    now: Moment,
) -> Result<Option<(At, Onboarding)>> {
    let at = At {
        link: link.clone(),
        person_id: person.id,
        address: address.to_owned(),
        now,
    };
    let how = Beginning {
        again: false,
        is_new,
    };
    match begin(tx, &at, how).await {
        Ok(begun) => Ok(Some((at, begun))),
        Err(StoreError::Link(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Counts a wrong code of an address.
async fn count_wrong(
    db: &impl ConnectionTrait,
    address: &str,
    why: CodeError,
    now: Moment,
) -> Result<()> {
    if why != CodeError::Replaced {
        let row = wrong_code::ActiveModel {
            address: Set(address.to_owned()),
            at: Set(now.0),
            ..Default::default()
        };
        row.insert(db).await?;
    }
    Ok(())
}

/// The code of the request, if there is one, and what the rule says of what was typed.
async fn judge(
    tx: &impl ConnectionTrait,
    typed: &SignIn<'_>,
    now: Moment,
) -> Result<(
    Option<sign_in_code::Model>,
    std::result::Result<(), CodeError>,
)> {
    let mut codes = codes_since(tx, typed.phone, now - sign_in::LIFETIME).await?;
    let is_of_request = |code: &sign_in_code::Model| {
        code.request_hash.is_some() && code.request_hash.as_deref() == typed.request_hash
    };
    let of_request = codes.iter().position(is_of_request);
    let of_request = of_request.map(|at| codes.swap_remove(at));
    let is_typed = |code: &sign_in_code::Model| code.code_hash == typed.code_hash;
    let what = match &of_request {
        Some(code) if is_typed(code) => Typed::Right,
        _ if codes.iter().any(is_typed) => Typed::Earlier,
        _ => Typed::Other,
    };
    let sent = of_request.as_ref().map(|code| Sent {
        at: Moment(code.sent_at),
        tries: u32::try_from(code.tries).unwrap_or(u32::MAX),
        used_at: code.used_at.map(Moment),
    });
    let outcome = sign_in::judge(sent, what, now);
    Ok((of_request, outcome))
}

/// Marks a code as used, or counts a try.
async fn keep_outcome(
    tx: &impl ConnectionTrait,
    code: sign_in_code::Model,
    outcome: std::result::Result<(), CodeError>,
    now: Moment,
) -> Result<()> {
    let (tries, used_at) = (code.tries, code.used_at);
    let mut code = code.into_active_model();
    match outcome {
        Ok(()) => code.used_at = Set(used_at.or(Some(now.0))),
        Err(CodeError::Wrong(_) | CodeError::Spent) => code.tries = Set(tries.saturating_add(1)),
        Err(CodeError::Replaced | CodeError::Expired) => return Ok(()),
    }
    code.update(tx).await?;
    Ok(())
}

/// The codes sent to a number since a moment.
async fn codes_since(
    db: &impl ConnectionTrait,
    phone: &Phone,
    since: Moment,
) -> Result<Vec<sign_in_code::Model>> {
    let rows = sign_in_code::Entity::find()
        .filter(sign_in_code::Column::Phone.eq(phone.as_str()))
        .filter(SENT_AT.gt(since.0))
        .all(db)
        .await?;
    Ok(rows)
}

/// How many of the codes picked count for a limit.
async fn count(
    db: &impl ConnectionTrait,
    picked: Select<sign_in_code::Entity>,
    limit: Limit,
    now: Moment,
) -> Result<usize> {
    let counting = picked.filter(SENT_AT.gt((now - limit.span).0));
    let found = counting.count(db).await?;
    Ok(usize::try_from(found).unwrap_or(usize::MAX))
}
