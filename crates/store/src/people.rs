//! People: one-time codes, signing in, sessions.

use domain::limit::CODES_PER_ADDRESS;
use domain::phone::Phone;
use domain::sign_in::{self, CodeError, Sent, Typed};
use domain::time::{Moment, Span};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

use crate::entity::{join_request, member, notice, person, session, sign_in_code, suite_request};
use crate::{Result, Store, StoreError, seats};

/// A code to be sent.
#[derive(Clone, Debug)]
pub struct NewCode<'a> {
    /// To whom.
    pub phone: &'a Phone,
    /// Who asks: the client's address.
    pub address: &'a str,
    /// The hash of the code.
    pub code_hash: String,
    /// The hash of what tells the request from others.
    pub request_hash: Option<String>,
}

/// What became of a code that was to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is recorded, and may be sent.
    New,
    /// The same request had a code recorded then, which is still good: no other is sent.
    Before(Moment),
}

/// Someone who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: i64,
    /// Their number.
    pub phone: Phone,
    /// Their name, once given.
    pub name: Option<String>,
}

impl Person {
    pub(crate) fn of(row: person::Model) -> Result<Self> {
        let phone = Phone::parse(&row.phone).map_err(|_| StoreError::Corrupt("phone"))?;
        Ok(Self {
            id: row.id,
            phone,
            name: row.name,
        })
    }
}

impl Store {
    /// Records a code before it is sent, if the limits allow: per number and per address. A repeated request isn't counted.
    pub async fn record_code(&self, code: NewCode<'_>, now: Moment) -> Result<Recorded> {
        let tx = self.begin().await?;
        if let Some(request) = &code.request_hash {
            let codes = good_codes(&tx, code.phone, now).await?;
            let same = codes
                .iter()
                .find(|row| row.request_hash.as_ref() == Some(request));
            if let Some(row) = same {
                return Ok(Recorded::Before(Moment(row.sent_at)));
            }
        }
        let since = (now - sign_in::DAY).0;
        let by_phone = sign_in_code::Column::Phone.eq(code.phone.as_str());
        let sent = sent_since(&tx, by_phone, since).await?;
        sign_in::may_send(&sent, now).map_err(StoreError::CodeTooSoon)?;
        let by_address = sign_in_code::Column::Address.eq(code.address);
        let from_address = sent_since(&tx, by_address, (now - CODES_PER_ADDRESS.span).0).await?;
        CODES_PER_ADDRESS
            .left(&from_address, now)
            .map_err(StoreError::CodeTooSoon)?;
        let row = sign_in_code::ActiveModel {
            phone: Set(code.phone.as_str().to_owned()),
            address: Set(code.address.to_owned()),
            code_hash: Set(code.code_hash),
            sent_at: Set(now.0),
            tries: Set(0),
            request_hash: Set(code.request_hash),
            ..Default::default()
        };
        row.insert(&tx).await?;
        tx.commit().await?;
        Ok(Recorded::New)
    }

    /// Takes back the last code of a number: it couldn't be sent, so it shan't count.
    pub async fn forget_code(&self, phone: &Phone, sent_at: Moment) -> Result<()> {
        sign_in_code::Entity::delete_many()
            .filter(sign_in_code::Column::Phone.eq(phone.as_str()))
            .filter(sign_in_code::Column::SentAt.eq(sent_at.0))
            .exec(&self.write)
            .await?;
        Ok(())
    }

    /// Signs a number in with the hash of the code that was typed, registering it if it is new,
    /// and opens a session. Colleagues who were added by this number are recognised.
    ///
    /// The same right code again within its lifetime signs in again: the first answer may be lost.
    pub async fn sign_in(
        &self,
        phone: &Phone,
        code_hash: &str,
        session: NewSession,
        now: Moment,
    ) -> Result<Person> {
        let tx = self.begin().await?;
        let mut codes = good_codes(&tx, phone, now).await?.into_iter();
        let last = codes.next();
        let is_typed = |code: &sign_in_code::Model| code.code_hash == code_hash;
        let typed = match &last {
            Some(last) if is_typed(last) => Typed::Last,
            _ if codes.any(|code| is_typed(&code)) => Typed::Earlier,
            _ => Typed::Other,
        };
        let sent = last.as_ref().map(|code| Sent {
            at: Moment(code.sent_at),
            tries: u32::try_from(code.tries).unwrap_or(u32::MAX),
            used: code
                .used_at
                .is_some_and(|at| now - Moment(at) > REPEAT || typed != Typed::Last),
        });
        let verdict = sign_in::judge(sent, typed, now);
        if let (Some(code), Ok(()) | Err(CodeError::Wrong(_) | CodeError::Spent)) = (last, verdict)
        {
            let tries = code.tries;
            let used_at = code.used_at;
            let mut code = code.into_active_model();
            match verdict {
                Ok(()) => code.used_at = Set(used_at.or(Some(now.0))),
                Err(_) => code.tries = Set(tries.saturating_add(1)),
            }
            code.update(&tx).await?;
        }
        if let Err(why) = verdict {
            tx.commit().await?;
            return Err(StoreError::Code(why));
        }
        let person = find_or_register(&tx, phone, now).await?;
        let row = session::ActiveModel {
            token_hash: Set(session.token_hash),
            person_id: Set(person.id),
            created_at: Set(now.0),
            expires_at: Set((now + session.lifetime).0),
            ..Default::default()
        };
        row.insert(&tx).await?;
        tx.commit().await?;
        Person::of(person)
    }

    /// Whose session this is, if it is anyone's and not over.
    pub async fn signed_in(&self, token_hash: &str, now: Moment) -> Result<Option<Person>> {
        let found = session::Entity::find()
            .filter(session::Column::TokenHash.eq(token_hash))
            .filter(session::Column::ExpiresAt.gt(now.0))
            .one(&self.read)
            .await?;
        let Some(session) = found else {
            return Ok(None);
        };
        let row = person::Entity::find_by_id(session.person_id)
            .one(&self.read)
            .await?;
        row.map(Person::of).transpose()
    }

    /// The person with this id.
    pub async fn person(&self, id: i64) -> Result<Option<Person>> {
        let row = person::Entity::find_by_id(id).one(&self.read).await?;
        row.map(Person::of).transpose()
    }

    /// Ends a session.
    pub async fn sign_out(&self, token_hash: &str) -> Result<()> {
        session::Entity::delete_many()
            .filter(session::Column::TokenHash.eq(token_hash))
            .exec(&self.write)
            .await?;
        Ok(())
    }
}

/// How long a used code is still good for a repeated request.
const REPEAT: Span = Span::minutes(1);

/// A session to open.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The hash of its token.
    pub token_hash: String,
    /// How long it lasts.
    pub lifetime: Span,
}

/// The codes of a number that aren't too old, the last one first.
async fn good_codes(
    db: &impl ConnectionTrait,
    phone: &Phone,
    now: Moment,
) -> Result<Vec<sign_in_code::Model>> {
    let rows = sign_in_code::Entity::find()
        .filter(sign_in_code::Column::Phone.eq(phone.as_str()))
        .filter(sign_in_code::Column::SentAt.gt((now - sign_in::LIFETIME).0))
        .order_by_desc(sign_in_code::Column::SentAt)
        .all(db)
        .await?;
    Ok(rows)
}

async fn sent_since(
    db: &impl ConnectionTrait,
    whose: sea_orm::sea_query::SimpleExpr,
    since: i64,
) -> Result<Vec<Moment>> {
    let rows = sign_in_code::Entity::find()
        .filter(whose)
        .filter(sign_in_code::Column::SentAt.gt(since))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| Moment(row.sent_at)).collect())
}

async fn find_or_register(
    db: &impl ConnectionTrait,
    phone: &Phone,
    now: Moment,
) -> Result<person::Model> {
    let known = person::Entity::find()
        .filter(person::Column::Phone.eq(phone.as_str()))
        .one(db)
        .await?;
    if let Some(person) = known {
        return Ok(person);
    }
    let seats = member::Entity::find()
        .filter(member::Column::Phone.eq(phone.as_str()))
        .filter(member::Column::PersonId.is_null())
        .all(db)
        .await?;
    let person = person::ActiveModel {
        phone: Set(phone.as_str().to_owned()),
        name: Set(seats.first().map(|seat| seat.name.clone())),
        created_at: Set(now.0),
        ..Default::default()
    };
    let person = person.insert(db).await?;
    for seat in seats {
        seats::recognise(db, seat, person.id, now).await?;
    }
    Ok(person)
}

/// Deletes an account: sessions, codes, notices, wishes, and the person. What they did for a team stays
/// the team's, under the name they had.
pub(crate) async fn forget(db: &impl ConnectionTrait, person_id: i64) -> Result<()> {
    let row = person::Entity::find_by_id(person_id).one(db).await?;
    let Some(row) = row else { return Ok(()) };
    session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(person_id))
        .exec(db)
        .await?;
    sign_in_code::Entity::delete_many()
        .filter(sign_in_code::Column::Phone.eq(row.phone))
        .exec(db)
        .await?;
    notice::Entity::delete_many()
        .filter(notice::Column::PersonId.eq(person_id))
        .exec(db)
        .await?;
    join_request::Entity::delete_many()
        .filter(join_request::Column::PersonId.eq(person_id))
        .exec(db)
        .await?;
    suite_request::Entity::delete_many()
        .filter(suite_request::Column::PersonId.eq(person_id))
        .exec(db)
        .await?;
    person::Entity::delete_by_id(person_id).exec(db).await?;
    Ok(())
}
