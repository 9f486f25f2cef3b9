//! What a vendor reads of a team: departments and people within the scope that the customer set.

use axum::extract::State;
use domain::role::{Permission, Role};
use serde::Serialize;
use store::SeenPerson;
use utoipa::ToSchema;

use super::caller::TeamCall;
use super::errcode::{Answer, OpenApiError, OpenApiResult};
use super::param::Param;
use crate::state::AppState;

/// The department that the whole team is. Ours come after it.
const ROOT: i64 = 1;

/// The scope.
#[derive(Serialize, ToSchema)]
pub struct Scopes {
    /// What of a person is answered.
    auth_user_field: [&'static str; 2],
    /// Conditions on people: there are none.
    condition_field: [&'static str; 0],
    /// Departments and people.
    auth_org_scopes: OrgScopes,
}

/// Departments and people within the scope.
#[derive(Serialize, ToSchema)]
struct OrgScopes {
    /// The ids of the departments; 1 stands for the whole team.
    authed_dept: Vec<i64>,
    /// The ids of the people who were chosen one by one.
    authed_user: Vec<String>,
}

/// Departments.
#[derive(Serialize, ToSchema)]
pub struct Departments {
    /// They, the whole team first if it is in the scope.
    department: Vec<Department>,
}

/// A department.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Department {
    /// Its id; 1 for the whole team.
    id: i64,
    /// Its name; that of the whole team is the team's.
    name: String,
    /// The department above it. The root has none.
    #[serde(rename = "parentid", skip_serializing_if = "Option::is_none")]
    parent: Option<i64>,
    /// Always `false`.
    create_dept_group: bool,
    /// Always `false`.
    auto_add_user: bool,
}

/// A department's people, all at once.
#[derive(Serialize, ToSchema)]
pub struct People {
    /// Always `false`.
    #[serde(rename = "hasMore")]
    has_more: bool,
    /// They.
    userlist: Vec<Named>,
}

/// A person by their name.
#[derive(Serialize, ToSchema)]
#[schema(as = NamedUser)]
struct Named {
    /// Their id.
    userid: String,
    /// Their name.
    name: String,
}

/// A person.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Their id.
    userid: String,
    /// Their name.
    name: String,
    /// The id of their department; 1 if they are in none.
    department: [i64; 1],
    /// Always `true`.
    active: bool,
    /// They look after the team's apps.
    is_admin: bool,
    /// It is their team.
    is_boss: bool,
}

/// `auth/scopes`.
pub async fn auth_scopes(State(state): State<AppState>, call: TeamCall) -> OpenApiResult<Scopes> {
    let seen = state.store.seen_scope(&call.access).await?;
    let root = seen.everyone.then_some(ROOT);
    let departments = seen.departments.into_iter().map(department_id);
    Ok(Answer(Scopes {
        auth_user_field: ["name", "department"],
        condition_field: [],
        auth_org_scopes: OrgScopes {
            authed_dept: root.into_iter().chain(departments).collect(),
            authed_user: seen.people.iter().map(i64::to_string).collect(),
        },
    }))
}

/// `department/list`.
pub async fn department_list(
    State(state): State<AppState>,
    call: TeamCall,
) -> OpenApiResult<Departments> {
    let seen = state.store.seen_departments(&call.access).await?;
    let department = |(id, name, parent)| Department {
        id,
        name,
        parent,
        create_dept_group: false,
        auto_add_user: false,
    };
    let root = seen.team.map(|name| (ROOT, name, None));
    let ours = seen.departments.into_iter();
    let ours = ours.map(|(id, name)| (department_id(id), name, Some(ROOT)));
    Ok(Answer(Departments {
        department: root.into_iter().chain(ours).map(department).collect(),
    }))
}

/// `user/simplelist`: the people right in the department. The root is always there, with those who are in no other.
pub async fn user_simple_list(
    State(state): State<AppState>,
    call: TeamCall,
) -> OpenApiResult<People> {
    let department = match call.params.integer(Param::Department)? {
        ROOT => None,
        id => Some(id.saturating_sub(ROOT)),
    };
    let seen = state.store.seen_people(&call.access, department).await?;
    let seen = seen.ok_or_else(|| {
        OpenApiError::bad_parameter("department_id is no department in the scope")
    })?;
    let named = |(id, name): (i64, String)| Named {
        userid: id.to_string(),
        name,
    };
    Ok(Answer(People {
        has_more: false,
        userlist: seen.into_iter().map(named).collect(),
    }))
}

/// `user/get`.
pub async fn user_get(State(state): State<AppState>, call: TeamCall) -> OpenApiResult<User> {
    let userid = call.params.text(Param::User)?;
    let seen = match userid.trim().parse() {
        Ok(id) => state.store.seen_person(&call.access, id).await?,
        Err(_) => None,
    };
    let seen = seen.ok_or_else(|| OpenApiError::bad_parameter("userid is nobody in the scope"))?;
    Ok(Answer(User::of(seen)))
}

impl User {
    fn of(seen: SeenPerson) -> Self {
        Self {
            userid: seen.id.to_string(),
            name: seen.name,
            department: [seen.department_id.map_or(ROOT, department_id)],
            active: true,
            is_admin: seen.role.may(Permission::Authorize),
            is_boss: seen.role == Role::Owner,
        }
    }
}

/// A department's id as vendors have it: the root's comes first.
fn department_id(id: i64) -> i64 {
    id.saturating_add(ROOT)
}
