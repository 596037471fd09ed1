//! A sealed map from somebody who can sign: manifest, lists of shards and of shards of owners, two deltas, a shard and
//! one of owners, a part for each. Everything is named by its right digest, so that the readers behind the digests are reached; then the map
//! is asked, and every delta laid over every other.
#![no_main]

use bundle::map::delta::Delta;
use bundle::map::kdf::Derived;
use bundle::map::manifest::{DeltaReference, Manifest, Reference};
use bundle::map::merkle;
use bundle::map::owners::Rows;
use bundle::map::record::Records;
use bundle::map::secret::CohortKey;
use bundle::map::update::Plan;
use fuzz::parts::parts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let parts = parts(input);
    let part = |name: &str| {
        let found = parts.iter().find(|(it, _)| *it == name);
        found.map_or([].as_slice(), |(_, bytes)| {
            bytes.strip_suffix(b"\n").unwrap_or(bytes)
        })
    };
    let (list, owners) = (part("list"), part("owners"));
    let (shard, rows) = (part("shard"), part("rows"));
    let deltas = [part("delta"), part("other")].map(Delta::read);
    if let [Ok(one), Ok(other)] = &deltas {
        let both = one.then(other);
        assert_eq!(Delta::read(&both.to_bytes()).as_ref(), Ok(&both));
    }
    let _ = Rows::read(rows).map(|read| assert_eq!(read.to_bytes(), rows));
    let _ = Records::read(shard);
    let Ok(mut manifest) = Manifest::read(part("manifest")) else {
        return;
    };
    manifest.base.shards = Reference::of(list);
    let is_listed = manifest.owners_list().is_some();
    manifest.base.owners = Reference::of(if is_listed { owners } else { rows });
    manifest.deltas = vec![DeltaReference {
        from: manifest.base.version,
        file: Reference::of(part("delta")),
    }];
    if let Ok(delta) = &deltas[0] {
        let (digests, _) = list.as_chunks::<32>();
        let mut digests = digests.to_vec();
        digests.truncate(64);
        if digests.len().is_power_of_two() {
            let mut tables = vec![merkle::digest(rows)];
            if is_listed {
                tables = owners.as_chunks::<32>().0.to_vec();
                tables.truncate(64);
            }
            if tables.len().is_power_of_two() {
                manifest.merkle_root = merkle::root(&digests, &tables, delta);
            }
        }
    }
    let Ok(plan) = Plan::new(manifest, None) else {
        return;
    };
    let all = [list, owners, part("delta")];
    let all = all.into_iter().enumerate();
    let all = all.filter(|(number, _)| is_listed || *number != 1);
    let fetched = all
        .map(|(_, bytes)| bytes.to_vec())
        .take(plan.wanted().len());
    let fetched = fetched.collect();
    let Ok((state, parts)) = plan.finish(fetched) else {
        return;
    };
    let again = Plan::new(state.manifest().clone(), Some((&state, &parts)));
    assert!(again.is_ok_and(|plan| plan.wanted().is_empty()));
    for person in 0..4 {
        let derived = Derived([person; 32]);
        let key = CohortKey([7; 32]);
        let _ = state.find(&key.opener(&derived, 1), Some(shard));
        let _ = state.owner(&key.row_opener(&derived, 1), Some(rows));
    }
});
