//! What a browser with the key is told.

use bundle::map::MapError;
use bundle::map::kdf::{Memory, derive};
use bundle::map::manifest::path;
use bundle::map::secret::CohortKey;
use policy::{AccountKey, Asked, Author, Known, Membership};

use crate::bank::{Bank, Stored, Version, secret};

fn key(cohort: &str) -> CohortKey {
    secret().cohort_key(cohort)
}

fn handle(handle: &str) -> Asked {
    AccountKey::x(handle).unwrap().into()
}

/// Somebody unknown, with what their profile shows.
fn employee(page: Option<&str>, link: Option<&str>, headline: Option<&str>) -> Asked {
    Asked {
        company_page: page.map(|page| AccountKey::linkedin(page).unwrap()),
        link: link.map(str::to_owned),
        headline: headline.map(str::to_owned),
        ..handle("somebody")
    }
}

/// All but the name of the employer: a sealed map has none, and tells what the page says.
fn nameless(known: Known) -> Vec<Membership> {
    let nameless = |it: Membership| Membership {
        employer: None,
        ..it
    };
    known.memberships.into_iter().map(nameless).collect()
}

#[test]
fn a_sealed_list_answers_as_an_open_one() {
    let version = Version::first(&Bank::with_clients(0..3000));
    let (_, (state, _)) = version.update(None);
    let mut asked: Vec<Asked> = (0..3100).map(|it| handle(&format!("client{it}"))).collect();
    asked.push(handle("victor_hale"));
    asked.push(Asked::from(
        AccountKey::linkedin("/company/vineyard-9").unwrap(),
    ));
    asked.push(employee(Some("/company/vineyard-9"), None, None));
    asked.push(employee(None, Some("https://shop.v12.example/red"), None));
    asked.push(employee(None, None, Some("CTO at Vineyard 15")));
    asked.push(employee(None, None, Some("CTO at Vineyard 16")));
    let plainly = version.plainly(&asked, &Author::default());
    let found = version.asked((&state, key("everyone")), &asked, &Author::default());
    // 2,000 people, one rival, and one vineyard in four ways.
    assert_eq!(plainly.memberships.len(), 2005);
    assert_eq!(nameless(found), nameless(plainly));
}

/// An open list of companies beside the rivals, and one of people who are rivals, too.
fn with_open_lists() -> Bank {
    Bank::with_clients(0..30)
        .with(
            "audiences/press.toml",
            "label = \"Press\"\nclass = \"press\"\nowner = \"ruth\"\n",
        )
        .with(
            "audiences/press.csv",
            "kind,display_name,x_handle,linkedin_company_url,email_domain,owner,backup,confirmed_on\n\
             company,Harbour Gazette,,/company/harbour-gazette,harbour-gazette.example,ruth,jonas,2026-11-02\n\
             ,Victor Hale,@victor_hale,,,ruth,,\n",
        )
}

#[test]
fn open_lists_in_shards_answer_as_in_memory_with_every_name() {
    let version = Version::first(&with_open_lists());
    let (_, (state, _)) = version.update(None);
    let asked = [
        handle("victor_hale"),
        handle("nobody"),
        Asked::from(AccountKey::linkedin("/company/harbour-gazette").unwrap()),
        employee(Some("/company/harbour-gazette"), None, None),
        employee(None, Some("https://news.harbour-gazette.example"), None),
        employee(None, None, Some("Editor at Harbour Gazette")),
    ];
    let plainly = version.plainly(&asked, &Author::default());
    let found = version.asked((&state, key("everyone")), &asked, &Author::default());
    assert_eq!(plainly.memberships.len(), 6);
    assert_eq!(found.memberships, plainly.memberships);
}

#[test]
fn open_lists_say_nothing_where_their_shard_is_missing_or_spoilt() {
    let version = Version::first(&with_open_lists());
    let (_, (state, _)) = version.update(None);
    let (_, (lists, _)) = version.open_lists(None);
    let [shard] = lists.owner_shards() else {
        panic!("a few rows are one shard")
    };
    let mut spoilt = version.sealed.objects[&path(shard)].clone();
    let end = spoilt.len() - 1;
    spoilt[end] ^= 1;
    for harmed in [Some(spoilt), None] {
        let stored = Stored::without(&version, shard, harmed);
        let asked = [handle("victor_hale"), handle("client7")];
        let (found, bad) = version.asked_in(stored, (&state, key("everyone")), &asked);
        assert_eq!(bad, [*shard, *shard]);
        let accounts = found.memberships.iter().map(|it| it.account.as_str());
        assert_eq!(accounts.collect::<Vec<_>>(), ["x:@client7"]);
    }
}

#[test]
fn an_employer_is_told_as_the_page_says_it() {
    let version = Version::first(&Bank::with_clients(0..30));
    let (_, (state, _)) = version.update(None);
    let asked = [
        employee(None, None, Some("CTO at VINEYARD 15")),
        employee(Some("/company/vineyard-9"), None, None),
        employee(None, Some("https://v12.example"), None),
    ];
    let found = version.asked((&state, key("everyone")), &asked, &Author::default());
    let told = found.memberships.into_iter().map(|it| it.employer.unwrap());
    let expected = [
        "VINEYARD 15",
        "linkedin.com/company/vineyard-9",
        "https://v12.example",
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
}

#[test]
fn the_wrong_key_opens_nothing() {
    let version = Version::first(&Bank::with_clients(0..300));
    let (_, (state, _)) = version.update(None);
    let asked: Vec<Asked> = (0..300).map(|it| handle(&format!("client{it}"))).collect();
    for wrong in [key("for-sales"), CohortKey([0; 32])] {
        let found = version.asked((&state, wrong), &asked, &Author::default());
        assert_eq!(found.memberships, []);
    }
}

#[test]
fn a_go_ahead_for_a_sealed_account_holds_for_it_and_nobody_else() {
    let bank = Bank::with_clients(0..30).with(
        "exceptions.toml",
        "[[exception]]\nauthor = \"engineer\"\nto = \"@client7\"\nuntil = 2027-06-01\n",
    );
    let version = Version::first(&bank);
    let (_, (state, _)) = version.update(None);
    let author = Author {
        roles: vec!["engineer".into()],
        ..Author::default()
    };
    let asked = [handle("client8"), handle("client7")];
    let found = version.asked((&state, key("everyone")), &asked, &author);
    assert_eq!(
        found.exceptions,
        version.plainly(&asked, &author).exceptions
    );
    assert_eq!(
        found.exceptions[0].account,
        Some(AccountKey::x("client7").unwrap())
    );
    let others = version.asked((&state, key("everyone")), &asked[..1], &author);
    assert_eq!(others.exceptions, []);
    let text = String::from_utf8(version.targets["people.json"].clone()).unwrap();
    assert!(!text.contains("client7"));
}

#[test]
fn a_list_for_some_roles_is_a_map_of_its_own() {
    let bank = Bank::with_clients(0..30)
        .with(
            "audiences/deals.toml",
            "label = \"Deals\"\nclass = \"prospect\"\nowner = \"jonas\"\nfor_roles = [\"sales\"]\n",
        )
        .with(
            "audiences/deals.csv",
            "display_name,x_handle,owner\nElena,@elena,jonas\n",
        );
    let version = Version::first(&bank);
    let cohorts: Vec<&str> = version
        .sealed
        .maps
        .iter()
        .map(|it| it.cohort.as_str())
        .collect();
    assert_eq!(cohorts, ["everyone", "for-sales"]);
    let (_, (everyone, _)) = version.update(None);
    let asked = [handle("elena")];
    for wrong in ["everyone", "for-sales"] {
        let found = version.asked((&everyone, key(wrong)), &asked, &Author::default());
        assert_eq!(found.memberships, [], "{wrong}");
    }
}

#[test]
fn without_knowing_who_looks_after_somebody_nothing_is_said_of_them() {
    let version = Version::first(&Bank::with_clients(0..30));
    let (_, (state, _)) = version.update(None);
    let asked = [handle("client7")];
    let [owners] = state.owner_shards() else {
        panic!("a few rows are one shard")
    };
    let mut spoilt = version.sealed.objects[&path(owners)].clone();
    spoilt[20] ^= 1;
    for harmed in [Some(spoilt), None] {
        let stored = Stored::without(&version, owners, harmed);
        let (found, bad) = version.asked_in(stored, (&state, key("everyone")), &asked);
        assert_eq!(found.memberships, []);
        assert_eq!(bad, [*owners]);
    }
    let known = version.asked((&state, key("everyone")), &asked, &Author::default());
    assert_eq!(known.memberships.len(), 1);
}

#[test]
fn a_spoilt_shard_is_refused_and_not_read() {
    let version = Version::first(&Bank::with_clients(0..30));
    let (_, (state, _)) = version.update(None);
    let manifest = state.manifest();
    let mut memory = Memory::default();
    let derived = derive(manifest.profile, &manifest.salt, "x:@client7", &mut memory).unwrap();
    let opener = key("everyone").opener(&derived, manifest.epoch);
    let place = path(state.shard_for(&opener).unwrap());
    let mut shard = version.sealed.objects[&place].clone();
    assert_eq!(state.find(&opener, Some(&shard)).unwrap().len(), 1);
    // Another person's record: the one asked for would still open.
    let other = shard
        .chunks_exact(32)
        .position(|it| !it.starts_with(&opener.tag()));
    shard[other.unwrap() * 32 + 31] ^= 1;
    let found = state.find(&opener, Some(&shard));
    assert_eq!(found, Err(MapError::Digest(place)));
}
