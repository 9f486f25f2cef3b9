//! The scope (使用范围): who of a team may use a suite. It is never empty.

use std::collections::BTreeSet;

use thiserror::Error;

/// Who may use a suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everyone, those who join later too.
    Everyone,
    /// The members of these departments, by id.
    Departments(Chosen),
    /// These members, by id.
    Members(Chosen),
}

/// A choice of ids: at least one, none twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen(BTreeSet<i64>);

/// A scope that would let nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("nobody is chosen")]
pub struct NobodyChosen;

impl Chosen {
    /// Takes at least one id; doubles are folded.
    pub fn new(ids: impl IntoIterator<Item = i64>) -> Result<Self, NobodyChosen> {
        let ids: BTreeSet<_> = ids.into_iter().collect();
        if ids.is_empty() {
            Err(NobodyChosen)
        } else {
            Ok(Self(ids))
        }
    }

    /// The ids in rising order.
    pub fn ids(&self) -> impl Iterator<Item = i64> {
        self.0.iter().copied()
    }

    /// How many there are; at least 1.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl Scope {
    /// Whether a member with this id in this department may use the suite.
    pub fn admits(&self, member: i64, department: Option<i64>) -> bool {
        match self {
            Self::Everyone => true,
            Self::Departments(chosen) => department.is_some_and(|id| chosen.0.contains(&id)),
            Self::Members(chosen) => chosen.0.contains(&member),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_scope_admits_whom_it_names() {
        let departments = Scope::Departments(Chosen::new([1, 2]).unwrap());
        let members = Scope::Members(Chosen::new([7]).unwrap());
        for (scope, member, department, admitted) in [
            (&Scope::Everyone, 9, None, true),
            (&departments, 9, Some(2), true),
            (&departments, 9, Some(3), false),
            (&departments, 1, None, false),
            (&members, 7, None, true),
            (&members, 1, Some(7), false),
        ] {
            assert_eq!(
                scope.admits(member, department),
                admitted,
                "{scope:?} {member}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_choice_is_never_empty_and_holds_nothing_twice(ids: Vec<i64>) {
            match Chosen::new(ids.clone()) {
                Err(NobodyChosen) => prop_assert!(ids.is_empty()),
                Ok(chosen) => {
                    prop_assert!(chosen.count() >= 1 && chosen.count() <= ids.len());
                    prop_assert!(chosen.ids().is_sorted());
                }
            }
        }
    }
}
