//! What is said about the sites: it reaches the bundle for as long as it counts, and is warned of afterwards.

use bundle::content::Bundle;
use bundle::content::sites::Mended;
use policy::Site;

use crate::FINE;
use crate::company::Files;

fn files() -> Files {
    Files::new().with(
        "sites.toml",
        "[[selector]]\nname = \"x/author\"\ncss = \"[data-testid='User-Names']\"\nuntil = 2026-11-22\nreason = \"renamed\"\n\
         [[selector]]\nname = \"x/send\"\ncss = \"button\"\n\
         [[off]]\nplace = \"linkedin/message\"\nuntil = \"2026-11-30\"\n",
    )
}

#[test]
fn what_has_ended_is_warned_of_the_day_after() {
    assert_eq!(files().found_on("2026-11-22"), FINE);
    assert_eq!(
        files().found_on("2026-11-23"),
        ["override-ended sites.toml:4"]
    );
    assert_eq!(
        files().found_on("2026-12-01"),
        [
            "override-ended sites.toml:4",
            "override-ended sites.toml:11"
        ]
    );
}

#[test]
fn it_reaches_the_bundle_and_counts_up_to_its_last_day() {
    let targets = files().released();
    let bundle = Bundle::parse(&targets).unwrap();
    let mended = |site, day: &str| bundle.mended(site, day.parse().unwrap());
    let author = ("x/author", "[data-testid='User-Names']");
    let send = ("x/send", "button");
    let selectors = |all: &[(&str, &str)]| {
        let all = all.iter();
        all.map(|(name, css)| ((*name).to_owned(), (*css).to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        mended(Site::X, "2026-11-22").selectors,
        selectors(&[author, send])
    );
    assert_eq!(mended(Site::X, "2026-11-23").selectors, selectors(&[send]));
    assert_eq!(
        mended(Site::LinkedIn, "2026-11-30").off,
        ["linkedin/message"]
    );
    assert_eq!(mended(Site::LinkedIn, "2026-12-01"), Mended::default());
    let text = String::from_utf8_lossy(&targets["sites.json"]);
    assert!(!text.contains("renamed"), "{text}");
}

#[test]
fn where_nothing_is_said_there_is_no_file() {
    let targets = Files::new().released();
    assert!(!targets.contains_key("sites.json"));
    let bundle = Bundle::parse(&targets).unwrap();
    let today = "2026-11-22".parse().unwrap();
    assert_eq!(bundle.mended(Site::X, today), Mended::default());
}
