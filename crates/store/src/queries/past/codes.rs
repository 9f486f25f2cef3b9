//! Serials and links of a past.

use std::collections::HashMap;

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::serial::Serial;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};

use super::PastSuite;
use crate::Result;
use crate::entity::{link, link_batch, serial, serial_batch};
use crate::queries::row::stored;
use crate::queries::serials::CHUNK;

/// Serials that were issued together.
#[derive(Clone, Debug)]
pub struct PastSerialBatch {
    /// What they are for.
    pub label: String,
    /// When.
    pub issued_at: Moment,
    /// When they end.
    pub expires_at: Option<Moment>,
    /// Them, with when each was taken back.
    pub serials: Vec<(Serial, Option<Moment>)>,
}

/// Links that were made together.
#[derive(Clone, Debug)]
pub struct PastLinkBatch {
    /// What they are for.
    pub label: String,
    /// When.
    pub made_at: Moment,
}

/// A link.
#[derive(Clone, Debug)]
pub struct PastLink {
    /// Its token.
    pub token: LinkToken,
    /// A campaign, a reseller, a customer.
    pub label: String,
    /// The batch that it was made in, counted from 0.
    pub batch: Option<usize>,
    /// The serial that it carries.
    pub serial: Option<Serial>,
    /// When it was made.
    pub created_at: Moment,
    /// When it ends.
    pub expires_at: Option<Moment>,
    /// When it was taken back.
    pub revoked_at: Option<Moment>,
    /// How often it may be used.
    pub max_uses: Option<u32>,
}

/// What a link counts.
#[derive(Clone, Default)]
struct Counts {
    uses: u32,
    scans: i64,
    starts: i64,
}

/// Enters a suite's links; answers their ids.
pub async fn enter_links(
    db: &impl ConnectionTrait,
    suite_id: i64,
    past: &PastSuite,
) -> Result<Vec<i64>> {
    let mut batches = Vec::with_capacity(past.link_batches.len());
    for batch in &past.link_batches {
        let row = link_batch::ActiveModel {
            suite_id: Set(suite_id),
            label: Set(batch.label.clone()),
            made_at: Set(batch.made_at.0),
            ..Default::default()
        };
        batches.push(row.insert(db).await?.id);
    }
    let mut counts = vec![Counts::default(); past.links.len()];
    for way in &past.ways {
        let of = &mut counts[way.link];
        of.uses += u32::from(way.authorization.is_some());
        let mut events = way.steps.iter().map(|(event, ..)| event);
        of.starts += i64::from(events.any(|event| *event == Event::Started));
    }
    for seen in past.scans.iter().filter(|seen| seen.code.is_none()) {
        counts[seen.link].scans += i64::from(seen.count);
    }
    let rows = past.links.iter().zip(counts).map(|(new, of)| {
        let batch = new.batch.and_then(|at| batches.get(at)).copied();
        link::ActiveModel {
            token: Set(new.token.as_str().to_owned()),
            suite_id: Set(suite_id),
            label: Set(new.label.clone()),
            serial: Set(new.serial.as_ref().map(Serial::to_string)),
            expires_at: Set(new.expires_at.map(|at| at.0)),
            revoked_at: Set(new.revoked_at.map(|at| at.0)),
            max_uses: Set(new.max_uses.map(stored)),
            uses: Set(stored(of.uses)),
            scans: Set(of.scans),
            starts: Set(of.starts),
            created_at: Set(new.created_at.0),
            batch_id: Set(batch),
            ..Default::default()
        }
    });
    link::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    let tokens = past.links.iter().map(|new| new.token.as_str());
    let known: Vec<(String, i64)> = link::Entity::find()
        .select_only()
        .columns([link::Column::Token, link::Column::Id])
        .filter(link::Column::Token.is_in(tokens))
        .into_tuple()
        .all(db)
        .await?;
    let known: HashMap<String, i64> = known.into_iter().collect();
    let ids = past
        .links
        .iter()
        .filter_map(|new| known.get(new.token.as_str()));
    Ok(ids.copied().collect())
}

/// Enters a suite's serials, of which some belong to teams since a moment.
pub async fn enter_serials(
    db: &impl ConnectionTrait,
    suite_id: i64,
    batches: &[PastSerialBatch],
    redeemed: &HashMap<String, (i64, Moment)>,
) -> Result<()> {
    for batch in batches {
        let expires_at = batch.expires_at.map(|at| at.0);
        let is_redeemed = |serial: &Serial| redeemed.contains_key(&serial.compact());
        let is_revoked =
            |(serial, at): &&(Serial, Option<Moment>)| at.is_some() && !is_redeemed(serial);
        let redeemed_of = batch.serials.iter().filter(|(of, _)| is_redeemed(of));
        let revoked_of = batch.serials.iter().filter(is_revoked);
        let number = |count| i32::try_from(count).unwrap_or(i32::MAX);
        let row = serial_batch::ActiveModel {
            suite_id: Set(suite_id),
            label: Set(batch.label.clone()),
            issued_at: Set(batch.issued_at.0),
            issued: Set(number(batch.serials.len())),
            redeemed: Set(number(redeemed_of.count())),
            revoked: Set(number(revoked_of.count())),
            expires_at: Set(expires_at),
            ..Default::default()
        };
        let batch_id = row.insert(db).await?.id;
        let row = |(serial, revoked_at): &(Serial, Option<Moment>)| {
            let code = serial.compact();
            let of = redeemed.get(&code);
            serial::ActiveModel {
                batch_id: Set(Some(batch_id)),
                suite_id: Set(suite_id),
                code: Set(code),
                expires_at: Set(expires_at),
                revoked_at: Set(revoked_at.map(|at| at.0)),
                corp_id: Set(of.map(|(corp_id, _)| *corp_id)),
                redeemed_at: Set(of.map(|(_, at)| at.0)),
                ..Default::default()
            }
        };
        for chunk in batch.serials.chunks(CHUNK) {
            serial::Entity::insert_many(chunk.iter().map(row))
                .exec_without_returning(db)
                .await?;
        }
    }
    Ok(())
}
