//! What a change costs, and that every way to a state leads to the same.

use std::collections::BTreeSet;

use bundle::map::manifest::path;
use bundle::map::record::Record;
use policy::{AccountKey, Author};

use crate::bank::{Bank, Version, day, secret};

fn records(version: &Version) -> BTreeSet<Record> {
    let (_, (state, _)) = version.update(None);
    let shards = state
        .shards()
        .iter()
        .map(|it| &version.sealed.objects[&path(it)]);
    let base: Vec<Record> = shards.flat_map(|it| it.as_chunks().0.to_vec()).collect();
    state.changes().over(&base).into_iter().collect()
}

#[test]
fn unchanged_entries_keep_their_records() {
    let bank = Bank::with_clients(0..300);
    let (one, two) = (Version::first(&bank), Version::first(&bank));
    assert_eq!(one.sealed.objects, two.sealed.objects);
    let changed = bank.edit(
        "audiences/clients.csv",
        "Client 7,,@client7,,,negotiation",
        "Client 7,,@client7,,,won",
    );
    let next = Version::after(&changed, Some(&one), day(0));
    let (before, after) = (records(&one), records(&next));
    assert_eq!(
        (
            before.difference(&after).count(),
            after.difference(&before).count()
        ),
        (1, 1)
    );
}

#[test]
fn what_did_not_change_is_the_same_release() {
    let bank = Bank::with_clients(0..300);
    let one = Version::first(&bank);
    let again = Version::after(&bank, Some(&one), day(1));
    assert_eq!(again.targets, one.targets);
    assert_eq!(again.sealed.objects, one.sealed.objects);
}

#[test]
fn a_manager_who_is_replaced_changes_one_row_and_no_record() {
    let bank = Bank::with_clients(0..300);
    let one = Version::first(&bank);
    let replaced = bank.edit("audiences/clients.csv", ",jonas,", ",mara,");
    // Mara keeps her own number; what Jonas had is hers from now on, too.
    let next = Version::after(&replaced, Some(&one), day(0));
    let (_, (state, _)) = next.update(None);
    assert!(!state.changes().is_empty());
    let renamed = bank
        .edit("people.csv", "jonas,Jonas Brandt", "nils,Nils Holm")
        .edit("audiences/clients.csv", ",jonas,", ",nils,")
        .edit("audiences/clients.toml", "jonas", "nils")
        .edit("rules/a.toml", "jonas", "nils");
    let next = Version::after(&renamed, Some(&one), day(0));
    let (_, (state, _)) = next.update(None);
    let (records, gone) = state.changes().records();
    assert_eq!((records.len(), gone.len()), (0, 0));
    // Two rows: people with a backup and a team, and companies without.
    assert_eq!(state.changes().rows().0.all().len(), 2);
    let key = secret().cohort_key("everyone");
    let asked = [AccountKey::x("client2").unwrap().into()];
    let known = next.asked((&state, key), &asked, &Author::default());
    let owner = known.memberships[0].owner.as_ref().unwrap();
    assert_eq!(
        (owner.person.as_str(), owner.name.as_str()),
        ("nils", "Nils Holm")
    );
}

/// Seventy versions, each with an entry more, one changed and one less.
fn versions() -> Vec<Version> {
    let mut versions = vec![Version::first(&Bank::with_clients(0..600))];
    for number in 1..70 {
        let mut bank = Bank::with_clients(number..600 + number);
        let state = format!("@client{},,,negotiation", 3 * number + 1);
        bank = bank.edit(
            "audiences/clients.csv",
            &state,
            &state.replace("negotiation", "won"),
        );
        versions.push(Version::after(&bank, versions.last(), day(0)));
    }
    versions
}

#[test]
fn every_way_to_a_version_leads_to_the_same_state() {
    let versions = versions();
    let last = versions.last().unwrap();
    let (whole, (_, expected)) = last.update(None);
    let base = versions[0].report().base_bytes as usize;
    assert_eq!(last.manifest().base.version, 1, "no new base was due");
    let mut bytes = Vec::new();
    for version in &versions {
        let (_, stored) = version.update(None);
        let (fetched, (_, parts)) = last.update(Some(&stored));
        assert_eq!(parts, expected);
        bytes.push(fetched);
    }
    assert_eq!(bytes[69], 0, "nothing is fetched where nothing is new");
    assert!(bytes[68] < 500, "one version: {} bytes", bytes[68]);
    assert!(
        bytes[61] < bytes[0] / 4,
        "eight versions: {} bytes",
        bytes[61]
    );
    assert!(bytes[0] <= whole && whole < base / 2, "{whole} of {base}");
    let froms: Vec<u64> = last.manifest().deltas.iter().map(|it| it.from).collect();
    assert_eq!(froms, [1, 56, 64, 69]);
}

#[test]
fn a_state_that_went_another_way_is_noticed_and_fetched_anew() {
    let bank = Bank::with_clients(0..3000);
    let one = Version::first(&bank);
    let ours = bank.edit("audiences/clients.csv", "@client7,", "@client7007,");
    let theirs = bank.edit("audiences/clients.csv", "@client8,", "@client8008,");
    let (ours, theirs) = (
        Version::after(&ours, Some(&one), day(0)),
        Version::after(&theirs, Some(&one), day(0)),
    );
    assert_eq!(ours.manifest().version, theirs.manifest().version);
    let (_, stored) = ours.update(None);
    let plan =
        bundle::map::update::Plan::new(theirs.manifest(), Some((&stored.0, &stored.1))).unwrap();
    assert!(plan.builds_on_stored());
    let files = plan
        .wanted()
        .iter()
        .map(|it| theirs.sealed.objects[&it.path()].clone());
    let files = files.collect();
    assert_eq!(plan.finish(files).unwrap_err(), bundle::map::MapError::Root);
    let (_, (state, _)) = theirs.update(None);
    assert_eq!(state.manifest(), &theirs.manifest());
}

#[test]
fn a_new_base_is_due_when_deltas_are_half_of_it_or_it_is_old() {
    let bank = Bank::with_clients(0..300);
    let one = Version::first(&bank);
    let changed = bank
        .edit("audiences/clients.csv", ",negotiation,", ",won,")
        .edit("audiences/clients.csv", ".example,,", ".example,lead,");
    let large = Version::after(&changed, Some(&one), day(0));
    assert_eq!(
        (large.manifest().version, large.manifest().base.version),
        (2, 2)
    );
    let (on_time, late) = (day(45), day(46));
    assert_eq!(
        Version::after(&bank, Some(&one), on_time)
            .manifest()
            .base
            .version,
        1
    );
    assert_eq!(
        Version::after(&bank, Some(&one), late)
            .manifest()
            .base
            .version,
        2
    );
}

#[test]
fn one_who_joins_an_open_list_costs_a_row() {
    let bank = Bank::with_clients(0..30);
    let others = (0..9).map(|number| format!("Rival {number},@rival_{number},ruth\n"));
    let rivals = bank.0["audiences/rivals.csv"].clone() + &others.collect::<String>();
    let bank = bank.with("audiences/rivals.csv", &rivals);
    let one = Version::first(&bank);
    let rivals = bank.0["audiences/rivals.csv"].clone() + "Ada North,@ada_north,ruth\n";
    let next = Version::after(
        &bank.with("audiences/rivals.csv", &rivals),
        Some(&one),
        day(0),
    );
    let (_, stored) = one.open_lists(None);
    let (fetched, (lists, _)) = next.open_lists(Some(&stored));
    assert_eq!(lists.owner_shards(), stored.0.owner_shards());
    assert_eq!(lists.manifest().records, 11);
    assert!(fetched < 150, "{fetched} bytes for a row");
    let (_, (sealed, _)) = next.update(None);
    assert!(sealed.changes().is_empty());
}

#[test]
fn rows_of_many_owners_lie_in_shards_and_a_change_leaves_the_others_alone() {
    // Each company has a name of its own for who looks after it: as many rows as companies.
    let row = |number: u32| {
        format!(
            "p{number},Manager {number} of many,Account manager,,sales,mailto:p{number}@aldermoor.example,\n"
        )
    };
    let people: String = (0..900).map(row).collect();
    let bank = Bank::with_clients(0..900);
    let text = bank.0["people.csv"].clone() + &people;
    let mut clients = bank.0["audiences/clients.csv"].clone();
    for number in 0..900 {
        for word in [format!("Client {number},"), format!("Vineyard {number},")] {
            clients = with_owner(&clients, &word, &format!("p{number}"));
        }
    }
    let bank = bank
        .with("people.csv", &text)
        .with("audiences/clients.csv", &clients);
    let one = Version::first(&bank);
    let (_, (state, _)) = one.update(None);
    assert_eq!(state.owner_shards().len(), 2);
    let renamed = bank.edit("people.csv", "Manager 7 of many", "Manager 7 of all");
    let next = Version::after(&renamed, Some(&one), day(0));
    let (fetched, (after, _)) = next.update(Some(&one.update(None).1));
    assert_eq!(after.owner_shards(), state.owner_shards());
    assert_eq!(after.changes().rows().0.all().len(), 1);
    assert!(fetched < 400, "{fetched} bytes for a row");
    let rebased = Version::after(&renamed, Some(&one), day(46));
    let (_, (rebased, _)) = rebased.update(None);
    let same = rebased
        .owner_shards()
        .iter()
        .filter(|it| state.owner_shards().contains(it));
    assert_eq!(same.count(), 1, "rows of others keep their bytes");
}

/// The line that has this word, with this person for whoever looks after it.
fn with_owner(csv: &str, word: &str, owner: &str) -> String {
    let line = |line: &str| match line.contains(word) {
        true => line
            .replace(",jonas,", &format!(",{owner},"))
            .replace(",mara,", &format!(",{owner},")),
        false => line.to_owned(),
    };
    csv.lines().map(|it| line(it) + "\n").collect()
}

#[test]
fn another_epoch_or_price_seals_everything_anew() {
    let bank = Bank::with_clients(0..300);
    let one = Version::first(&bank);
    let next = bank.edit(
        "fineline.toml",
        "profile = \"test\"",
        "profile = \"test\"\nepoch = 2",
    );
    let next = Version::after(&next, Some(&one), day(0));
    assert_eq!(records(&one).intersection(&records(&next)).count(), 0);
    assert_eq!(next.manifest().deltas, []);
}
