"""The addresses that the sample article cites, as a table: what each page says, how it answers, who has kept it.

The texts are made up for the demo; only the addresses and their kinds are those of the real pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.archive import Capture
from tests.web import Behaviour
from tests.web.behaviours import pages, platforms, redirects, statuses, walls
from tests.world.conduct import (
    Cited,
    as_,
    as_error,
    by_redirect,
    fine,
    months_before,
    moved_to,
    near,
    never,
    rewritten,
    seen_again,
    shaky,
)

REUTERS = "https://www.reuters.com/"
JOURNAL = "https://nationalsecurityjournal.org/"
INSTITUTE = "https://www.washingtoninstitute.org/policy-analysis/"


def row(
    uri: str,
    title: str,
    *text: str,
    answers: Callable[[Cited], Mapping[str, Behaviour]] = fine,
    kept: Callable[[Cited], tuple[Capture, ...]] = near,
    kept_by_second: Callable[[Cited], tuple[Capture, ...]] = never,
) -> Cited:
    """One line of the table: fine, and kept by the first archive, where nothing else is said."""
    return Cited(uri=uri, title=title, text=text, answers=answers, kept=kept, kept_by_second=kept_by_second)


CITED: tuple[Cited, ...] = (
    row(
        f"{REUTERS}world/middle-east/kremlin-rejects-charge-it-did-little-help-iran-2025-06-24/",
        "Kremlin rejects charge that it did little to help Iran",
        "The Kremlin's spokesman said that Moscow had taken a clear position and that Tehran understood it.",
        "He declined to say whether any military help had been asked for.",
        answers=as_(walls.datadome()),
    ),
    row(
        f"{REUTERS}world/middle-east/russia-says-israels-attack-iran-was-unprovoked-illegal-2025-06-13/",
        "Russia says Israel's attack on Iran was unprovoked and illegal",
        "The foreign ministry in Moscow called the strikes a breach of the Charter of the United Nations.",
        "It offered to mediate between the parties.",
        answers=as_(walls.datadome()),
    ),
    row(
        f"{JOURNAL}putin-might-finally-want-peace-with-ukraine/",
        "Putin Might Finally Want Peace with Ukraine",
        "After three years of war the costs at home are beginning to tell, from interest rates to recruitment.",
        "Whether that adds up to a readiness to negotiate is another question.",
    ),
    row(
        f"{JOURNAL}irans-military-isnt-waving-the-white-flag-just-yet/",
        "Iran's Military Isn't Waving the White Flag Just Yet",
        "Missile crews that survived the first nights of the campaign have gone on firing in smaller salvos.",
        "Stocks are lower than before, but far from empty.",
    ),
    row(
        "https://www.cnn.com/world/live-news/israel-iran-conflict-us-trump-06-26-25-intl-hnk",
        "June 26, 2025: Israel-Iran conflict, live",
        "Our live coverage of the day has ended. What follows is a summary of the main events.",
        answers=as_(walls.cloudflare()),
    ),
    row(
        "https://www.npr.org/2025/06/23/nx-s1-5441791/takeaways-us-airstrikes-iran-nuclear-trump",
        "Takeaways from the U.S. airstrikes on Iran's nuclear sites",
        "Three sites were struck in one night. What was destroyed, and what wasn't, will take weeks to establish.",
        "Officials in Washington spoke of success within hours, while inspectors said that nobody had been inside the "
        "halls since, and that satellite pictures show the entrances and not what lies behind them.",
        "In Tehran the parliament debated how to answer. Oil went up and came down again before the markets closed, "
        "and the allies in Europe, who had been told late, asked for talks to be taken up where they had been left.",
        answers=rewritten(
            "Where talks with Iran stand",
            "This page is kept up to date. A first meeting between the delegations ended without a text, but a date "
            "for the next one has been agreed, and both sides have left their experts in Geneva to prepare it.",
            "Inspectors are to return to two of the sites under rules that have yet to be written. How much enriched "
            "material was moved beforehand is what most of the questions are about, and who will pay for the search.",
            "Sanctions stay in force until then; banks have been told to expect no exceptions before the summer.",
        ),
    ),
    row(
        "https://www.bbc.com/news/world-europe-15047823",
        "Vladimir Putin: a profile",
        "He grew up in a communal flat in Leningrad, studied law and joined the security service.",
        "The circle that he made there has stayed with him in power.",
        kept=months_before,
    ),
    row(
        "https://x.com/tass_agency/status/1935461698342629713?t=BqjDy_GicvvL31pnGXyKBA&s=03",
        "TASS on X",
        answers=as_(platforms.x_shell()),
        kept=never,
    ),
    row(
        f"{REUTERS}business/aerospace-defense/iran-parliament-approves-strategic-pact-with-russia-2025-05-21/",
        "Iran's parliament approves strategic pact with Russia",
        answers=as_(walls.datadome()),
        kept=as_error(401, "reuters.com"),
    ),
    row(
        "https://www.nato.int/cps/en/natohq/topics_110496.htm",
        "NATO - Topic: Collective defence and Article 5",
        "An attack on one Ally is considered an attack on all. The principle is laid down in Article 5 of the treaty.",
        "It has been invoked once, in 2001.",
        answers=as_(redirects.home()),
    ),
    row(
        f"{JOURNAL}iran-seems-destined-to-have-icbms-tipped-with-nuclear-weapons/",
        "Iran Seems Destined to Have ICBMs Tipped with Nuclear Weapons",
        "A space programme and a missile programme share most of their parts.",
        "The step from one to the other is a matter of years, not of decades.",
        answers=moved_to("/2025/06/iran-seems-destined-to-have-icbms/"),
    ),
    row(
        f"{INSTITUTE}russias-strategic-success-syria-and-future-moscows-middle-east-policy",
        "Russia's Strategic Success in Syria and the Future of Moscow's Middle East Policy",
        "With a small force and few losses Moscow won bases, a client and a seat at every table.",
        answers=moved_to("/policy-analysis/russias-strategic-success-syria"),
        kept=by_redirect("/policy-analysis/russias-strategic-success-syria"),
    ),
    row(
        "https://www.understandingwar.org/report/assad-regime",
        "The Assad Regime",
        answers=as_(statuses.not_found()),
        kept=as_error(404, "Page not found | Institute for the Study of War"),
    ),
    row(
        f"{JOURNAL}u-s-ukraine-minerals-deal-dead-russia-captures-key-lithium-deposit/",
        "U.S.-Ukraine Minerals Deal Dead? Russia Captures Key Lithium Deposit",
        "The village of Shevchenko sits on one of the larger deposits of spodumene in Europe.",
        answers=as_(statuses.not_found()),
    ),
    row(
        f"{INSTITUTE}putins-war-syria-russian-foreign-policy-and-price-americas-absence",
        "Putin's War in Syria: Russian Foreign Policy and the Price of America's Absence",
        answers=as_(statuses.not_found()),
        kept=never,
    ),
    row(
        "https://www.theguardian.com/commentisfree/2024/dec/17/bashar-al-assad-syria-russia-moscow-putin-middle-east",
        "Moscow let Assad fall, and its plans for the Middle East with him",
        "For nine years Russia held up a regime that could not hold itself up. In a week it let go.",
    ),
    row(
        f"{JOURNAL}irans-irgc-how-powerful-is-it/",
        "Iran's IRGC: How Powerful Is It?",
        "The Guards are an army, a business group and a foreign service at the same time.",
        answers=as_(pages.soft_404()),
    ),
    row(
        f"{INSTITUTE}key-outside-actors-iran-israel-showdown-compilation-washington-institute",
        "Key Outside Actors in the Iran-Israel Showdown: A Compilation",
        "Our fellows on Russia, China, the Gulf states, Turkey and Europe, in one place.",
        kept=never,
        kept_by_second=near,
    ),
    row(
        "https://gulfiif.org/risks-and-rewards-for-russia-in-the-israel-iran-conflict/",
        "Risks and Rewards for Russia in the Israel-Iran Conflict",
        "Higher oil prices and a distracted West are rewards. A collapse in Tehran is the risk.",
    ),
    row(
        f"{JOURNAL}f-35i-adir-israel-has-a-stealth-fighter-jet-built-for-an-iran-war/",
        "F-35I Adir: Israel Has a Stealth Fighter Jet Built for an Iran War",
        "Longer legs and electronics of its own set the Israeli variant apart.",
        kept=never,
    ),
    row(
        f"{JOURNAL}iran-might-end-up-building-nuclear-weapons-afterall/",
        "Iran Might End Up Building Nuclear Weapons After All",
        "Those in Tehran who argued for a bomb say that they have been proved right.",
        kept_by_second=near,
    ),
    row(
        f"{JOURNAL}russias-su-57-felon-stealth-fighter-wont-save-iran/",
        "Russia's Su-57 Felon Stealth Fighter Won't Save Iran",
        "Even if the aircraft were for sale, too few have been built to change anything.",
    ),
    row(
        f"{JOURNAL}the-iran-nuclear-weapons-threat-is-far-from-obliterated/",
        "The Iran Nuclear Weapons Threat Is Far from Obliterated",
        "Knowledge can't be bombed, and some of the material was moved in time.",
    ),
    row(
        f"{JOURNAL}russia-is-averaging-over-1000-drone-launches-a-week-against-ukraine/",
        "Russia Is Averaging Over 1,000 Drone Launches a Week Against Ukraine",
        "Production has moved home, and so the weekly figure has doubled since the winter.",
        answers=as_(statuses.gone()),
    ),
    row(
        f"{JOURNAL}chinas-j-10ce-fighter-explained-in-1-word/",
        "China's J-10CE Fighter Explained in 1 Word",
        "The word is export. The type has found a first foreign user and hopes for more.",
        kept=seen_again,
    ),
    row(
        f"{JOURNAL}china-is-stealing-russias-battlefield-secrets-in-ukraine/",
        "China Is Stealing Russia's Battlefield Secrets in Ukraine",
        "Partners without limits, it turns out, read each other's mail.",
        answers=shaky,
    ),
    row(
        f"{JOURNAL}why-putin-wont-come-to-irans-rescue-against-israel/",
        "Why Putin Won't Come to Iran's Rescue Against Israel",
        "Moscow keeps its influence by never committing itself too much to any one partner.",
    ),
)
