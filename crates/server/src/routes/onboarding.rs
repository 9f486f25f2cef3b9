//! The steps of an onboarding. Each answers with the onboarding as it stands afterwards.

use api::answer::{Directory, Guide, Onboarding};
use api::request::{Authorize, Begin, Redeem, Scope as TypedScope, Team};
use api::{Code, request};
use axum::Json;
use axum::extract::State;
use domain::crockford;
use domain::link::LinkToken;
use domain::scope::{Chosen, NobodyChosen, Scope};
use domain::search::Search;
use domain::task::Task;
use domain::team::{Industry, TypedColleague, TypedTeam};
use domain::word::Word;
use serde::Deserialize;
use store::StoreError;
use utoipa::IntoParams;

use crate::callbacks;
use crate::error::{ApiError, ApiResult};
use crate::extract::{Body, ClientInfo, Path, Query, Step, Visitor};
use crate::present;
use crate::state::AppState;

type Answer = ApiResult<Json<Onboarding>>;

/// After a step: the onboarding as it stands, or the refusal, noted in the funnel.
async fn finish(state: &AppState, step: Step, outcome: ApiResult<store::Onboarding>) -> Answer {
    if let Err(error) = &outcome {
        let code = error.problem.code.word().into_owned();
        let (link, person_id) = (&step.at.link, Some(step.at.person_id));
        state
            .store
            .gather_refusal(link, person_id, code, step.at.now);
    }
    Ok(Json(
        present::onboarding(state, &step.at, &step.person, outcome?, step.carried).await?,
    ))
}

/// The onboarding as it stands; out of order if it was never begun.
async fn load(state: &AppState, step: &Step) -> ApiResult<store::Onboarding> {
    let (link, person_id) = (&step.at.link, step.person.id);
    let found = state.store.onboarding(link, person_id).await?;
    Ok(found.ok_or(StoreError::NotDue(Some(Task::SignIn)))?)
}

/// What the guide page of a link shows.
pub async fn guide(
    State(state): State<AppState>,
    Path(link): Path<String>,
    Visitor(person): Visitor,
    client: ClientInfo,
) -> ApiResult<Json<Guide>> {
    let link =
        LinkToken::parse(&link).ok_or_else(|| ApiError::new(Code::LinkUnknown, "No such link."))?;
    let person_id = person.as_ref().map(|person| person.id);
    let found = state.store.guide(&link, person_id).await?;
    let (deployment, begun) = found.map_or((None, None), |(link, begun)| (Some(link), begun));
    let mut guide = present::guide(
        &link,
        deployment,
        person.is_some(),
        begun.as_ref(),
        state.now(),
    );
    let client = state.settings.client.place(client.device);
    guide.client = client.map(str::to_owned);
    Ok(Json(guide))
}

/// The onboarding as it stands.
pub async fn show(State(state): State<AppState>, step: Step) -> Answer {
    let found = load(&state, &step).await;
    finish(&state, step, found).await
}

/// Begins, or goes on.
pub async fn begin(State(state): State<AppState>, step: Step, Body(body): Body<Begin>) -> Answer {
    let outcome = state.store.begin_onboarding(&step.at, body.again).await;
    finish(&state, step, outcome.map_err(ApiError::from)).await
}

/// Creates or picks a team.
pub async fn team(State(state): State<AppState>, mut step: Step, Body(body): Body<Team>) -> Answer {
    let outcome = set_team(&state, &mut step, body).await;
    finish(&state, step, outcome).await
}

async fn set_team(state: &AppState, step: &mut Step, body: Team) -> ApiResult<store::Onboarding> {
    match body {
        Team::Pick { corpid } => Ok(state.store.pick_team(&step.at, &corpid).await?),
        Team::Other => Ok(state.store.unpick_team(&step.at).await?),
        Team::Create {
            mode,
            name,
            industry,
            owner_name,
            colleagues,
        } => {
            let typed = TypedTeam {
                mode,
                name,
                owner_name,
                colleagues: colleagues.into_iter().map(typed_colleague).collect(),
            };
            let industry = Industry::from_word(&industry).ok_or_else(|| {
                ApiError::new(Code::Industry, "No such industry.").field("industry")
            })?;
            let tail = state.random::<20>().map(crockford::encode);
            let corpid: String = "corp".chars().chain(tail).collect();
            let store = &state.store;
            let found = store
                .create_team(&step.at, &step.person, &typed, industry, &corpid)
                .await?;
            // It is theirs everywhere from now on.
            step.person.name = Some(found.called().to_owned());
            Ok(found)
        }
    }
}

fn typed_colleague(from: request::Colleague) -> TypedColleague {
    TypedColleague {
        name: from.name,
        phone: from.phone,
        department: from.department,
    }
}

/// Redeems a serial; one that the vendor verifies is asked about at once.
pub async fn serial(State(state): State<AppState>, step: Step, Body(body): Body<Redeem>) -> Answer {
    let outcome = redeem(&state, &step, &body.serial).await;
    finish(&state, step, outcome).await
}

async fn redeem(state: &AppState, step: &Step, typed: &str) -> ApiResult<store::Onboarding> {
    let (found, waiting) = state.store.redeem(&step.at, typed).await?;
    let Some(waiting) = waiting else {
        return Ok(found);
    };
    match callbacks::deliver_serial(state, &waiting, &step.at.address).await? {
        Some(refused) => Err(refused.into()),
        None => load(state, step).await,
    }
}

/// Authorizes; the event is pushed to the vendor while the page already waits.
pub async fn authorize(
    State(state): State<AppState>,
    step: Step,
    Body(body): Body<Authorize>,
) -> Answer {
    let outcome = if body.consent {
        state
            .store
            .authorize(&step.at)
            .await
            .map_err(ApiError::from)
    } else {
        Err(ApiError::new(Code::ConsentMissing, "Consent is needed.").field("consent"))
    };
    let outcome = outcome.map(|(found, waiting)| {
        callbacks::tell_later(&state, waiting);
        found
    });
    finish(&state, step, outcome).await
}

/// Sets the scope.
pub async fn scope(
    State(state): State<AppState>,
    step: Step,
    Body(body): Body<TypedScope>,
) -> Answer {
    let outcome = match parse_scope(body) {
        Ok(scope) => state
            .store
            .set_scope(&step.at, &scope)
            .await
            .map_err(ApiError::from),
        Err(why) => Err(why),
    };
    let outcome = outcome.map(|(found, waiting)| {
        callbacks::tell_later(&state, waiting);
        found
    });
    finish(&state, step, outcome).await
}

/// Reads a scope: it lets somebody in.
pub fn parse_scope(typed: TypedScope) -> ApiResult<Scope> {
    let scope = match typed {
        TypedScope::Everyone => Ok(Scope::Everyone),
        TypedScope::Departments(ids) => Chosen::new(ids).map(Scope::Departments),
        TypedScope::Members(ids) => Chosen::new(ids).map(Scope::Members),
    };
    scope
        .map_err(|NobodyChosen| ApiError::new(Code::ScopeEmpty, "Nobody is chosen.").field("scope"))
}

/// Asks those who may authorize.
pub async fn ask(State(state): State<AppState>, step: Step) -> Answer {
    let outcome = state.store.ask(&step.at).await;
    finish(&state, step, outcome.map_err(ApiError::from)).await
}

/// Takes the request back.
pub async fn take_back(State(state): State<AppState>, step: Step) -> Answer {
    let outcome = state.store.take_request_back(&step.at).await;
    finish(&state, step, outcome.map_err(ApiError::from)).await
}

/// Which of the ISV's own tasks.
#[derive(Deserialize)]
pub struct Place {
    place: u8,
}

/// Marks a task of the ISV's own as done.
pub async fn custom(
    State(state): State<AppState>,
    Path(Place { place }): Path<Place>,
    step: Step,
) -> Answer {
    let outcome = state.store.finish_custom_task(&step.at, place).await;
    finish(&state, step, outcome.map_err(ApiError::from)).await
}

/// Starts.
pub async fn start(State(state): State<AppState>, step: Step) -> Answer {
    let outcome = state.store.start(&step.at).await;
    finish(&state, step, outcome.map_err(ApiError::from)).await
}

/// What is looked for.
#[derive(Deserialize, IntoParams)]
pub struct SearchQuery {
    /// Part of a name or a number.
    #[serde(default)]
    q: String,
    /// Ids of members who are answered as well, with commas between them.
    #[serde(default)]
    ids: String,
}

impl SearchQuery {
    /// What is searched for.
    pub fn search(&self) -> Search {
        Search::parse(&self.q)
    }

    /// The ids; what is none is left out.
    pub fn ids(&self) -> Vec<i64> {
        self.ids
            .split(',')
            .filter_map(|id| id.parse().ok())
            .collect()
    }
}

/// Departments and members to choose from.
pub async fn directory(
    State(state): State<AppState>,
    step: Step,
    Query(query): Query<SearchQuery>,
) -> ApiResult<Json<Directory>> {
    let found = load(&state, &step).await?;
    if found.asks() {
        let title = "Only those who may authorize choose a scope.";
        return Err(ApiError::new(Code::NotAllowed, title));
    }
    let directory = state
        .store
        .directory(&found, &query.search(), &query.ids())
        .await?;
    Ok(Json(present::directory(directory)))
}
