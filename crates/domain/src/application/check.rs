//! A draft held against the rules of its columns: every fault at once, each at its field.

use super::{
    Contacts, Draft, DraftTask, Field, FieldError, InviteCode, ProductCode, TaskPart, Why,
};
use crate::offer::{Bilingual, OwnTask, check_most, followed};
use crate::suite::HomeUrl;
use crate::task::SerialRule;
use crate::team::TeamModes;
use crate::text::{Name, Prose};

/// An application whose every column is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The provider's full name: 2 to 60 characters.
    pub provider: Name<60>,
    /// The product code.
    pub product_code: ProductCode,
    /// The invite code. Whether it is the provider's is for the database to say.
    pub invite_code: InviteCode,
    /// Why, and for which scenes: 10 to 1,000 characters.
    pub reason: Prose<10, 1000>,
    /// How the code is shared, in 4 to 500 characters; `None` where staff is on site.
    pub sharing: Option<Prose<4, 500>>,
    /// How contacts get in.
    pub contacts: Contacts,
    /// Which other way, in 4 to 500 characters.
    pub other_contacts: Option<Prose<4, 500>>,
    /// Who verifies serials.
    pub serials: SerialRule,
    /// Which teams may be created.
    pub team_modes: TeamModes,
    /// The provider's own tasks, in order.
    pub tasks: Vec<OwnTask>,
}

impl Draft {
    /// Reads the form.
    ///
    /// # Errors
    ///
    /// All that is wrong, in the order of the form.
    pub fn check(&self) -> Result<Application, Vec<FieldError>> {
        let mut faults = Vec::new();
        let application = self.read(&mut faults);
        match application {
            Some(application) if faults.is_empty() => Ok(application),
            _ => Err(faults),
        }
    }

    fn read(&self, faults: &mut Vec<FieldError>) -> Option<Application> {
        let mut at = |field, read: Result<(), Why>| {
            if let Err(why) = read {
                faults.push(FieldError::new(field, why));
            }
        };
        let provider = kept(provider(&self.provider), |read| at(Field::Provider, read));
        let product_code = self.product_code.trim();
        let product_code = match product_code {
            "" => Err(Why::Missing),
            text => text.parse::<ProductCode>().map_err(Why::from),
        };
        let product_code = kept(product_code, |read| at(Field::ProductCode, read));
        let invite_code = match self.invite_code.trim() {
            "" => Err(Why::Missing),
            text => text.parse::<InviteCode>().map_err(Why::from),
        };
        let invite_code = kept(invite_code, |read| at(Field::InviteCode, read));
        let reason = kept(prose(&self.reason), |read| at(Field::Reason, read));
        let on_site = kept(self.on_site.ok_or(Why::Missing), |read| {
            at(Field::OnSite, read);
        });
        let sharing = match on_site {
            Some(false) => kept(prose(&self.sharing), |read| at(Field::Sharing, read)).map(Some),
            _ => Some(None),
        };
        let contacts = kept(self.contacts.ok_or(Why::Missing), |read| {
            at(Field::Contacts, read);
        });
        let other_contacts = match contacts {
            Some(Contacts::Other) => kept(prose(&self.other_contacts), |read| {
                at(Field::OtherContacts, read);
            })
            .map(Some),
            _ => Some(None),
        };
        let serials = kept(self.serials.ok_or(Why::Missing), |read| {
            at(Field::Serials, read);
        });
        let icon = self.has_icon.then_some(()).ok_or(Why::Missing);
        at(Field::Icon, icon);
        let team_modes = kept(self.team_modes.ok_or(Why::Missing), |read| {
            at(Field::TeamModes, read);
        });
        let number = check_most(self.tasks.len());
        at(Field::Tasks, number.map_err(Why::from));
        let mut tasks = Vec::with_capacity(self.tasks.len());
        for (place, typed) in self.tasks.iter().enumerate() {
            tasks.extend(typed.read(place, faults));
        }
        Some(Application {
            provider: provider?,
            product_code: product_code?,
            invite_code: invite_code?,
            reason: reason?,
            sharing: sharing?,
            contacts: contacts?,
            other_contacts: other_contacts?,
            serials: serials?,
            team_modes: team_modes?,
            tasks,
        })
    }
}

impl DraftTask {
    fn read(&self, place: usize, faults: &mut Vec<FieldError>) -> Option<OwnTask> {
        let mut part = |part, read: Result<Option<String>, Why>| {
            kept(read, |read| {
                if let Err(why) = read {
                    faults.push(FieldError::of_task(place, part, why));
                }
            })
        };
        let after = match self.after.trim() {
            "" => Err(Why::Missing),
            word => followed(word).ok_or(Why::After),
        };
        let unknown = after.clone().map(|_| None);
        let known = part(TaskPart::After, unknown);
        let title = part(TaskPart::Title, name::<40>(&self.title));
        let text = part(TaskPart::Text, name::<120>(&self.text));
        let url = part(TaskPart::Url, home_url(&self.url));
        let title_en = part(TaskPart::TitleEn, if_any(name::<40>, &self.title_en));
        let text_en = part(TaskPart::TextEn, if_any(name::<120>, &self.text_en));
        known?;
        Some(OwnTask {
            after: after.ok()?,
            title: Bilingual {
                zh: title??,
                en: title_en?,
            },
            text: Bilingual {
                zh: text??,
                en: text_en?,
            },
            url: url?,
        })
    }
}

fn name<const MAX: usize>(typed: &str) -> Result<Option<String>, Why> {
    Ok(Some(Name::<MAX>::parse(typed)?.into()))
}

fn if_any(
    read: fn(&str) -> Result<Option<String>, Why>,
    typed: &str,
) -> Result<Option<String>, Why> {
    match typed.trim() {
        "" => Ok(None),
        text => read(text),
    }
}

fn home_url(typed: &str) -> Result<Option<String>, Why> {
    if_any(|text| Ok(Some(text.parse::<HomeUrl>()?.into())), typed)
}

/// The value that was read; what was wrong with it is noted.
fn kept<T>(read: Result<T, Why>, note: impl FnOnce(Result<(), Why>)) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(why) => {
            note(Err(why));
            None
        }
    }
}

/// The fewest characters of a provider's full name.
const SHORTEST_PROVIDER: usize = 2;

fn provider(typed: &str) -> Result<Name<60>, Why> {
    if typed.trim().is_empty() {
        return Err(Why::Missing);
    }
    let name = Name::parse(typed)?;
    match name.as_str().chars().count() < SHORTEST_PROVIDER {
        true => Err(Why::TooShort(SHORTEST_PROVIDER)),
        false => Ok(name),
    }
}

fn prose<const MIN: usize, const MAX: usize>(typed: &str) -> Result<Prose<MIN, MAX>, Why> {
    match typed.trim() {
        "" => Err(Why::Missing),
        text => Ok(Prose::parse(text)?),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::FaultCode;
    use super::*;
    use crate::task::Task;
    use crate::text::ProseError;

    fn right() -> Draft {
        Draft {
            provider: "示例科技有限公司".to_owned(),
            product_code: "cmd0000000".to_owned(),
            invite_code: "K7Q2-M9XW".to_owned(),
            reason: "门店没有电脑，需要现场扫码开通。".to_owned(),
            on_site: Some(true),
            contacts: Some(Contacts::Phone),
            serials: Some(SerialRule::Issued),
            has_icon: true,
            team_modes: Some(TeamModes::Either),
            ..Draft::default()
        }
    }

    fn fields(draft: &Draft) -> Vec<Field> {
        let faults = draft.check().err().unwrap_or_default();
        faults.into_iter().map(|fault| fault.field).collect()
    }

    #[test]
    fn an_empty_form_misses_every_required_field_at_once() {
        use Field::*;
        let required = [
            Provider,
            ProductCode,
            InviteCode,
            Reason,
            OnSite,
            Contacts,
            Serials,
            Icon,
            TeamModes,
        ];
        assert_eq!(fields(&Draft::default()), required);
        let faults = Draft::default().check().unwrap_err();
        assert!(faults.iter().all(|fault| fault.why == Why::Missing));
        assert!(right().check().is_ok());
    }

    #[test]
    fn without_staff_on_site_the_form_says_how_the_code_is_shared() {
        let draft = Draft {
            on_site: Some(false),
            ..right()
        };
        assert_eq!(fields(&draft), [Field::Sharing]);
        let sharing = Draft {
            sharing: "通过客服微信发送".to_owned(),
            ..draft
        };
        let read = sharing.check().unwrap().sharing.unwrap();
        assert_eq!(read.as_str(), "通过客服微信发送");
        let not_needed = Draft {
            on_site: Some(true),
            ..sharing
        };
        assert_eq!(not_needed.check().unwrap().sharing, None);
    }

    #[test]
    fn another_way_of_contacts_is_told() {
        let draft = Draft {
            contacts: Some(Contacts::Other),
            other_contacts: "短".to_owned(),
            ..right()
        };
        let faults = draft.check().unwrap_err();
        let why = Why::Prose(ProseError::TooShort(4));
        assert_eq!(faults, [FieldError::new(Field::OtherContacts, why)]);
    }

    #[test]
    fn each_text_has_its_length() {
        for (draft, field) in [
            (
                Draft {
                    provider: "示".to_owned(),
                    ..right()
                },
                Field::Provider,
            ),
            (
                Draft {
                    provider: "示".repeat(61),
                    ..right()
                },
                Field::Provider,
            ),
            (
                Draft {
                    product_code: "cmd1".to_owned(),
                    ..right()
                },
                Field::ProductCode,
            ),
            (
                Draft {
                    reason: "九个字不够长的原因".to_owned(),
                    ..right()
                },
                Field::Reason,
            ),
            (
                Draft {
                    reason: "长".repeat(1001),
                    ..right()
                },
                Field::Reason,
            ),
        ] {
            assert_eq!(fields(&draft), [field], "{draft:?}");
        }
    }

    #[test]
    fn each_wrong_task_is_named_by_its_place() {
        let task = |after: &str, title: &str| DraftTask {
            after: after.to_owned(),
            title: title.to_owned(),
            text: "看一分钟介绍".to_owned(),
            ..DraftTask::default()
        };
        let draft = Draft {
            tasks: vec![
                task("scope", "介绍"),
                task("start", "介绍"),
                task("team", ""),
            ],
            ..right()
        };
        let faults = draft.check().unwrap_err();
        let places: Vec<_> = faults
            .iter()
            .map(|fault| (fault.task, fault.code()))
            .collect();
        let expected = [
            (Some((1, TaskPart::After)), FaultCode::After),
            (Some((2, TaskPart::Title)), FaultCode::Missing),
        ];
        assert_eq!(places, expected);
        let draft = Draft {
            tasks: vec![task("scope", "介绍")],
            ..right()
        };
        assert_eq!(draft.check().unwrap().tasks[0].after, Task::Scope);
        let draft = Draft {
            tasks: vec![task("scope", "介绍"); 21],
            ..right()
        };
        assert_eq!(fields(&draft), [Field::Tasks]);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_right_or_has_a_fault(text in "\\PC{0,40}", on_site: Option<bool>) {
            let task = DraftTask { after: text.clone(), url: text.clone(), ..DraftTask::default() };
            let draft = Draft {
                provider: text.clone(),
                product_code: text.clone(),
                reason: text.clone(),
                sharing: text,
                on_site,
                tasks: vec![task],
                ..right()
            };
            if let Err(faults) = draft.check() {
                prop_assert!(!faults.is_empty());
            }
        }
    }
}
