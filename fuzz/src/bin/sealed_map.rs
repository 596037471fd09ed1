//! A sealed map from somebody who can sign: manifest, list of shards, owners, two deltas and a shard, a part for
//! each. Everything is named by its right digest, so that the readers behind the digests are reached; then the map
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
    let (list, owners, shard) = (part("list"), part("owners"), part("shard"));
    let deltas = [part("delta"), part("other")].map(Delta::read);
    if let [Ok(one), Ok(other)] = &deltas {
        let both = one.then(other);
        assert_eq!(Delta::read(&both.to_bytes()).as_ref(), Ok(&both));
    }
    let _ = Rows::read(owners).map(|rows| assert_eq!(rows.to_bytes(), owners));
    let _ = Records::read(shard);
    let Ok(mut manifest) = Manifest::read(part("manifest")) else {
        return;
    };
    manifest.base.shards = Reference::of(list);
    manifest.base.owners = Reference::of(owners);
    manifest.deltas = vec![DeltaReference {
        from: manifest.base.version,
        file: Reference::of(part("delta")),
    }];
    if let Ok(delta) = &deltas[0] {
        let (digests, _) = list.as_chunks::<32>();
        let mut digests = digests.to_vec();
        digests.truncate(64);
        if digests.len().is_power_of_two() {
            let owners = merkle::digest(owners);
            manifest.merkle_root = merkle::root(&digests, &owners, delta);
        }
    }
    let Ok(plan) = Plan::new(manifest, None) else {
        return;
    };
    let all = [list, owners, part("delta")].map(<[u8]>::to_vec);
    let fetched = all.into_iter().take(plan.wanted().len()).collect();
    let Ok((state, parts)) = plan.finish(fetched) else {
        return;
    };
    let again = Plan::new(state.manifest().clone(), Some((&state, &parts)));
    assert!(again.is_ok_and(|plan| plan.wanted().is_empty()));
    for person in 0..4 {
        let derived = Derived([person; 32]);
        let key = CohortKey([7; 32]);
        let _ = state.find(&key.opener(&derived, 1), Some(shard));
        let _ = state.owner(&key.row_opener(&derived, 1));
    }
});
