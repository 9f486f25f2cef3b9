//! What decides whether serials may go into new links.

use std::collections::HashMap;

use domain::batch::SerialTaken;
use domain::link::LinkToken;
use domain::serial::{Serial, SerialFacts};
use domain::time::Moment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::{link, serial};
use crate::queries::row::moment;
use crate::{Result, StoreError};

/// Whether a serial was entered already.
pub enum Known {
    Yes,
    No,
}

/// What decides whether serials may go into new links.
pub struct Carriable {
    known: HashMap<String, SerialFacts>,
    in_links: HashMap<String, LinkToken>,
}

impl Carriable {
    /// Reads it of serials of a suite.
    pub async fn read(
        db: &impl ConnectionTrait,
        suite_id: i64,
        serials: &[Serial],
    ) -> Result<Self> {
        let codes = || serials.iter().map(Serial::compact);
        let rows = serial::Entity::find()
            .filter(serial::Column::SuiteId.eq(suite_id))
            .filter(serial::Column::Code.is_in(codes()))
            .all(db)
            .await?;
        let known = rows.into_iter().map(|row| {
            let facts = SerialFacts {
                owner: row.corp_id,
                revoked: row.revoked_at.is_some(),
                expires_at: moment(row.expires_at),
            };
            (row.code, facts)
        });
        let rows = link::Entity::find()
            .filter(link::Column::SuiteId.eq(suite_id))
            .filter(link::Column::Serial.is_in(serials.iter().map(Serial::to_string)))
            .filter(link::Column::RevokedAt.is_null())
            .all(db)
            .await?;
        let in_links = rows.into_iter().map(|row| {
            let token = LinkToken::parse(&row.token).ok_or(StoreError::Corrupt("token of link"))?;
            Ok((row.serial.unwrap_or_default(), token))
        });
        Ok(Self {
            known: known.collect(),
            in_links: in_links.collect::<Result<_>>()?,
        })
    }

    /// Whether one of them may; if it may, whether it was entered already.
    pub fn check(&self, serial: &Serial, now: Moment) -> std::result::Result<Known, SerialTaken> {
        let code = serial.compact();
        let facts = self.known.get(&code);
        facts
            .map_or(Ok(()), |facts| facts.free(now))
            .map_err(SerialTaken::NotFree)?;
        match self.in_links.get(&serial.to_string()) {
            Some(link) => Err(SerialTaken::InLink(link.clone())),
            None if facts.is_some() => Ok(Known::Yes),
            None => Ok(Known::No),
        }
    }
}
