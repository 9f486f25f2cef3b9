//! Teams: 1 person or more, or 6 or more with their colleagues (seed 4.2, step 3).

use thiserror::Error;

use crate::phone::{Phone, PhoneError};
use crate::text::{Name, NameError};

/// A person's name: 1 to 20 characters.
pub type PersonName = Name<20>;
/// A team's name: 1 to 40 characters.
pub type TeamName = Name<40>;
/// A department's name: 1 to 20 characters.
pub type DepartmentName = Name<20>;

/// The fewest people of a group team, the owner counted.
pub const GROUP_MIN: usize = 6;
/// The most people that can be added on the phone, the owner counted.
pub const MAX_TEAM_ON_PHONE: usize = 200;

/// How a team begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TeamMode {
    /// The owner alone (>= 1); contacts are imported later.
    Solo,
    /// Six or more, added right on the phone.
    Group,
}

/// Which modes a suite's approved application allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TeamModes {
    /// Only 1-person teams.
    Solo,
    /// Only teams of 6 or more.
    Group,
    /// The customer chooses.
    Either,
}

impl TeamModes {
    /// Whether a team may begin this way.
    pub fn allow(self, mode: TeamMode) -> bool {
        match self {
            Self::Solo => mode == TeamMode::Solo,
            Self::Group => mode == TeamMode::Group,
            Self::Either => true,
        }
    }
}

/// What a team does. `Other` for what isn't named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Industry {
    /// Restaurants, cafés.
    Catering,
    /// Shops.
    Retail,
    /// Factories.
    Manufacturing,
    /// Schools, training.
    Education,
    /// Software, internet.
    Technology,
    /// Building, decoration.
    Construction,
    /// Clinics, pharmacies.
    Health,
    /// Transport, warehouses.
    Logistics,
    /// Services of all kinds.
    Services,
    /// Anything else.
    Other,
}

impl Industry {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 10] = [
        Self::Catering,
        Self::Retail,
        Self::Manufacturing,
        Self::Education,
        Self::Technology,
        Self::Construction,
        Self::Health,
        Self::Logistics,
        Self::Services,
        Self::Other,
    ];
}

/// One colleague as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedColleague {
    /// Their name.
    pub name: String,
    /// Their phone number.
    pub phone: String,
    /// Their department; empty for none.
    pub department: String,
}

/// One colleague, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Their name.
    pub name: PersonName,
    /// Their phone number.
    pub phone: Phone,
    /// Their department, if one was given.
    pub department: Option<DepartmentName>,
}

/// Why one colleague's line is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ColleagueError {
    /// The name.
    #[error("name {0}")]
    Name(NameError),
    /// The number.
    #[error("phone {0}")]
    Phone(PhoneError),
    /// The department.
    #[error("department {0}")]
    Department(NameError),
    /// The number is the owner's own.
    #[error("the owner's own number")]
    Owner,
    /// The number stands in an earlier line already, counted from 0.
    #[error("same number as line {0}")]
    Twice(usize),
}

impl Colleague {
    /// Checks one line by itself.
    pub fn parse(typed: &TypedColleague) -> Result<Self, ColleagueError> {
        Ok(Self {
            name: PersonName::parse(&typed.name).map_err(ColleagueError::Name)?,
            phone: Phone::parse(&typed.phone).map_err(ColleagueError::Phone)?,
            department: match typed.department.trim() {
                "" => None,
                name => Some(DepartmentName::parse(name).map_err(ColleagueError::Department)?),
            },
        })
    }

    /// Checks one line beside the owner and the lines before it, of which `place` finds the one
    /// with a number.
    pub fn admit(
        typed: &TypedColleague,
        owner: Option<&Phone>,
        place: impl FnOnce(&Phone) -> Option<usize>,
    ) -> Result<Self, ColleagueError> {
        let colleague = Self::parse(typed)?;
        if owner == Some(&colleague.phone) {
            return Err(ColleagueError::Owner);
        }
        match place(&colleague.phone) {
            Some(first) => Err(ColleagueError::Twice(first)),
            None => Ok(colleague),
        }
    }
}

/// A team as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedTeam {
    /// How it begins.
    pub mode: TeamMode,
    /// Its name.
    pub name: String,
    /// The owner's own name.
    pub owner_name: String,
    /// Colleagues without the owner; those of a solo team are ignored.
    pub colleagues: Vec<TypedColleague>,
}

/// A team that may be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTeam {
    /// How it begins.
    pub mode: TeamMode,
    /// Its name.
    pub name: TeamName,
    /// The owner's own name.
    pub owner_name: PersonName,
    /// Colleagues without the owner.
    pub colleagues: Vec<Colleague>,
}

/// Why a team can't be created: the first thing that is wrong, from the top of the form down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TeamError {
    /// The suite doesn't allow this mode.
    #[error("this mode isn't offered")]
    Mode,
    /// The team's name.
    #[error("team name {0}")]
    Name(NameError),
    /// The owner's name.
    #[error("owner name {0}")]
    OwnerName(NameError),
    /// A colleague, by their place from 0.
    #[error("colleague {0}: {1}")]
    Colleague(usize, ColleagueError),
    /// This many are missing to six.
    #[error("{0} people are missing")]
    TooFew(usize),
    /// More than 200 on the phone.
    #[error("more than 200 people")]
    TooMany,
}

/// How many people a group of `people` (the owner counted) still lacks.
pub fn missing(people: usize) -> usize {
    GROUP_MIN.saturating_sub(people)
}

impl NewTeam {
    /// Checks a whole form for an owner with this number.
    pub fn parse(typed: &TypedTeam, modes: TeamModes, owner: &Phone) -> Result<Self, TeamError> {
        if !modes.allow(typed.mode) {
            return Err(TeamError::Mode);
        }
        let name = TeamName::parse(&typed.name).map_err(TeamError::Name)?;
        let owner_name = PersonName::parse(&typed.owner_name).map_err(TeamError::OwnerName)?;
        let colleagues = match typed.mode {
            TeamMode::Solo => Vec::new(),
            TeamMode::Group => check_colleagues(&typed.colleagues, owner)?,
        };
        Ok(Self {
            mode: typed.mode,
            name,
            owner_name,
            colleagues,
        })
    }
}

fn check_colleagues(typed: &[TypedColleague], owner: &Phone) -> Result<Vec<Colleague>, TeamError> {
    if typed.len() + 1 > MAX_TEAM_ON_PHONE {
        return Err(TeamError::TooMany);
    }
    let mut colleagues: Vec<Colleague> = Vec::with_capacity(typed.len());
    for (at, line) in typed.iter().enumerate() {
        let place = |phone: &Phone| colleagues.iter().position(|c| c.phone == *phone);
        let colleague = Colleague::admit(line, Some(owner), place);
        colleagues.push(colleague.map_err(|why| TeamError::Colleague(at, why))?);
    }
    match missing(colleagues.len() + 1) {
        0 => Ok(colleagues),
        n => Err(TeamError::TooFew(n)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn owner() -> Phone {
        Phone::parse("13800138000").unwrap()
    }

    fn group_of(people: usize) -> TypedTeam {
        let colleague = |n: usize| TypedColleague {
            name: format!("同事{n}"),
            phone: format!("139{n:08}"),
            department: String::new(),
        };
        TypedTeam {
            mode: TeamMode::Group,
            name: "老街早餐店".into(),
            owner_name: "王小明".into(),
            colleagues: (1..people).map(colleague).collect(),
        }
    }

    fn check(typed: &TypedTeam) -> Result<NewTeam, TeamError> {
        NewTeam::parse(typed, TeamModes::Either, &owner())
    }

    #[test]
    fn a_group_has_six_to_two_hundred_people_with_the_owner() {
        for (people, outcome) in [
            (1, Some(TeamError::TooFew(5))),
            (5, Some(TeamError::TooFew(1))),
            (6, None),
            (200, None),
            (201, Some(TeamError::TooMany)),
        ] {
            assert_eq!(check(&group_of(people)).err(), outcome, "{people} people");
        }
    }

    #[test]
    fn a_solo_team_needs_nobody_else() {
        let typed = TypedTeam {
            mode: TeamMode::Solo,
            ..group_of(1)
        };
        assert!(check(&typed).unwrap().colleagues.is_empty());
    }

    #[test]
    fn a_suite_may_offer_one_mode_only() {
        for (modes, mode, allowed) in [
            (TeamModes::Solo, TeamMode::Solo, true),
            (TeamModes::Solo, TeamMode::Group, false),
            (TeamModes::Group, TeamMode::Solo, false),
            (TeamModes::Group, TeamMode::Group, true),
            (TeamModes::Either, TeamMode::Solo, true),
            (TeamModes::Either, TeamMode::Group, true),
        ] {
            let typed = TypedTeam {
                mode,
                ..group_of(6)
            };
            let outcome = NewTeam::parse(&typed, modes, &owner());
            assert_eq!(
                outcome != Err(TeamError::Mode),
                allowed,
                "{modes:?} {mode:?}"
            );
        }
    }

    #[test]
    fn no_number_stands_twice_and_the_owner_is_counted_once() {
        let mut typed = group_of(7);
        typed.colleagues[4].phone = "+86 139-0000-0002".into();
        assert_eq!(
            check(&typed),
            Err(TeamError::Colleague(4, ColleagueError::Twice(1)))
        );
        typed.colleagues[4].phone = "138 0013 8000".into();
        assert_eq!(
            check(&typed),
            Err(TeamError::Colleague(4, ColleagueError::Owner))
        );
    }

    #[test]
    fn names_are_one_to_twenty_characters() {
        let mut typed = group_of(6);
        typed.colleagues[2].name = "长".repeat(20);
        assert!(check(&typed).is_ok());
        typed.colleagues[2].name.push('长');
        let too_long = ColleagueError::Name(NameError::TooLong(20));
        assert_eq!(check(&typed), Err(TeamError::Colleague(2, too_long)));
        typed.owner_name = " ".into();
        assert_eq!(check(&typed), Err(TeamError::OwnerName(NameError::Empty)));
        typed.name = String::new();
        assert_eq!(check(&typed), Err(TeamError::Name(NameError::Empty)));
    }

    proptest! {
        #[test]
        fn a_checked_group_keeps_every_rule(
            names in proptest::collection::vec(("\\PC{0,24}", "1[3-9][0-9]{2,3}", "\\PC{0,3}"), 0..12),
        ) {
            let colleagues = names.into_iter()
                .map(|(name, tail, department)| TypedColleague {
                    name, phone: format!("{tail:0<11}"), department })
                .collect();
            if let Ok(team) = check(&TypedTeam { colleagues, ..group_of(1) }) {
                let mut phones: Vec<_> = team.colleagues.iter().map(|c| c.phone.clone()).collect();
                phones.push(owner());
                prop_assert!(phones.len() >= GROUP_MIN);
                phones.sort();
                phones.dedup();
                prop_assert_eq!(phones.len(), team.colleagues.len() + 1);
            }
        }
    }
}
