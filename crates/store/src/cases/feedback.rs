//! What members say about a suite: problems, and stars once a version.

use domain::feedback::{Rating, Report};
use domain::limit::REPORTS_PER_PERSON;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::{complaint, rating, suite};
use crate::queries::authorizations::find_authorization;
use crate::queries::feedback::find;
use crate::queries::memberships::Membership;
use crate::queries::{memberships, suites};
use crate::{Result, Store, StoreError};

impl Store {
    /// Reports a problem about a suite of the team.
    pub async fn report(
        &self,
        by: &Membership,
        suite_key: &str,
        report: &Report,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            memberships::still_member(&tx, by).await?;
            let suite_id = suite_of(&tx, by, suite_key).await?;
            let past = complaint::Entity::find()
                .filter(complaint::Column::PersonId.eq(by.person_id))
                .filter(complaint::Column::At.gt((now - REPORTS_PER_PERSON.span).0))
                .all(&tx)
                .await?;
            if past
                .iter()
                .any(|row| row.suite_id == suite_id && row.text == report.as_str())
            {
                // The same words twice are one report: the first answer was lost.
                return Ok(());
            }
            let past: Vec<Moment> = past.into_iter().map(|row| Moment(row.at)).collect();
            REPORTS_PER_PERSON
                .left(&past, now)
                .map_err(StoreError::ReportTooSoon)?;
            let row = complaint::ActiveModel {
                suite_id: Set(suite_id),
                corp_id: Set(by.corp_id),
                person_id: Set(by.person_id),
                text: Set(report.as_str().to_owned()),
                at: Set(now.0),
                ..Default::default()
            };
            row.insert(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Rates the present version of a suite of the team; a second rating takes the first's place.
    pub async fn rate(
        &self,
        by: &Membership,
        suite_key: &str,
        new: &Rating,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            memberships::still_member(&tx, by).await?;
            let suite_id = suite_of(&tx, by, suite_key).await?;
            let suite = suites::head(&tx, suite::Column::Id.eq(suite_id)).await?;
            let version = suite.ok_or(StoreError::NotFound)?.version;
            let old = find(&tx, suite_id, &version, by.person_id).await?;
            let row = rating::ActiveModel {
                suite_id: Set(suite_id),
                version: Set(version),
                corp_id: Set(by.corp_id),
                person_id: Set(by.person_id),
                stars: Set(i32::from(new.stars.count())),
                text: Set(new.text.as_str().to_owned()),
                at: Set(now.0),
                ..Default::default()
            };
            match old {
                Some(old) => {
                    let row = rating::ActiveModel {
                        id: Set(old.id),
                        ..row
                    };
                    row.update(&tx).await?;
                }
                None => {
                    row.insert(&tx).await?;
                }
            }
            Ok(())
        })
        .await
    }
}

async fn suite_of(db: &impl ConnectionTrait, by: &Membership, suite_key: &str) -> Result<i64> {
    let id = suites::id_of(db, suite_key).await?;
    let id = id.ok_or(StoreError::NotFound)?;
    match find_authorization(db, by.corp_id, id).await? {
        Some(_) => Ok(id),
        None => Err(StoreError::NotFound),
    }
}
