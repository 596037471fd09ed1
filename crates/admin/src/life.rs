//! How long each role's metadata lives: `targets=35d`, `timestamp=12h`.

use bundle::builder::repository::Lives;

/// One override of a life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Life {
    role: Role,
    seconds: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Root,
    Targets,
    Snapshot,
    Timestamp,
}

impl std::str::FromStr for Life {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected = || format!("`{text}` is not a life like `targets=35d` (units s, m, h, d)");
        let (role, life) = text.split_once('=').ok_or_else(expected)?;
        let role = match role {
            "root" => Role::Root,
            "targets" => Role::Targets,
            "snapshot" => Role::Snapshot,
            "timestamp" => Role::Timestamp,
            _ => {
                return Err(format!(
                    "unknown role `{role}`: `root`, `targets`, `snapshot` or `timestamp`"
                ));
            }
        };
        let (number, unit) = life
            .split_at_checked(life.len().saturating_sub(1))
            .ok_or_else(expected)?;
        let unit = match unit {
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => return Err(expected()),
        };
        let seconds = number
            .parse::<i64>()
            .ok()
            .and_then(|number| number.checked_mul(unit));
        Ok(Self {
            role,
            seconds: seconds.ok_or_else(expected)?,
        })
    }
}

/// The default lives with these overrides.
pub(crate) fn lives(overrides: &[Life]) -> Lives {
    let mut lives = Lives::default();
    for life in overrides {
        match life.role {
            Role::Root => lives.root = life.seconds,
            Role::Targets => lives.targets = life.seconds,
            Role::Snapshot => lives.snapshot = life.seconds,
            Role::Timestamp => lives.timestamp = life.seconds,
        }
    }
    lives
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lives_in_every_unit() {
        let lives = lives(
            &["targets=2d", "snapshot=3h", "timestamp=-1h"]
                .map(|text| text.parse().expect("a life")),
        );
        assert_eq!(
            (lives.targets, lives.snapshot, lives.timestamp),
            (172_800, 10_800, -3_600)
        );
        assert_eq!(lives.root, Lives::default().root);
    }

    #[test]
    fn refuses_what_is_no_life() {
        for text in [
            "targets",
            "targets=",
            "targets=5",
            "targets=5w",
            "targets=ä",
            "owner=5d",
            "targets=9999999999999999999d",
        ] {
            assert!(text.parse::<Life>().is_err(), "{text}");
        }
    }
}
