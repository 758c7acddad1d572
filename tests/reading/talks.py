"""A gazetteer of four parties and eight issues for the reading tests, as a case on a ceasefire would give it."""

from __future__ import annotations

from goodoffices.reading.gazetteer import Gazetteer, IssueWords, KnownSpeaker, PartyNames, ProposalWords

__all__ = ["CEASEFIRE_TALKS"]

CEASEFIRE_TALKS = Gazetteer(
    parties=(
        PartyNames(
            "ukraine", "Ukraine", ("Kyiv", "Kiev"), (KnownSpeaker("Volodymyr Zelensky", "ukraine", "President"),)
        ),
        PartyNames(
            "russia",
            "Russia",
            ("Moscow", "Kremlin", "Russian Federation"),
            (
                KnownSpeaker("Vladimir Putin", "russia", "President"),
                KnownSpeaker("Alexander Grushko", "russia", "Deputy Foreign Minister"),
            ),
        ),
        PartyNames(
            "us",
            "United States",
            ("US", "U.S.", "Washington", "White House"),
            (
                KnownSpeaker("Donald Trump", "us", "President"),
                KnownSpeaker("Marco Rubio", "us", "Secretary of State"),
                KnownSpeaker("Mike Waltz", "us", "National Security Adviser"),
                KnownSpeaker("Steve Witkoff", "us", "envoy"),
            ),
        ),
        PartyNames(
            "europe",
            "Britain, France and allies",
            (
                "Britain",
                "France",
                "Europe",
                "European nations",
                "European allies",
                "Western allies",
                "Ukraine's allies",
            ),
            (
                KnownSpeaker("Emmanuel Macron", "europe", "French President"),
                KnownSpeaker("Keir Starmer", "europe", "British Prime Minister"),
            ),
        ),
    ),
    issues=(
        IssueWords(
            "truce",
            "Does the fighting stop?",
            ("Ce",),
            (("fighting", "It goes on"), ("thirty_days", "A 30-day ceasefire")),
        ),
        IssueWords(
            "alignment",
            "May Ukraine join NATO?",
            ("go:Neutrality",),
            (("open", "The path stays open"), ("neutral", "Ukraine stays neutral")),
        ),
        IssueWords(
            "army", "How large may Ukraine's army be?", ("SsrArm",), (("free", "No limit"), ("capped", "A ceiling"))
        ),
        IssueWords(
            "sanctions",
            "What becomes of the sanctions?",
            ("go:Sanctions",),
            (("kept", "They stay"), ("eased", "They are eased")),
        ),
        IssueWords(
            "election", "Is there an election in Ukraine?", ("Ele",), (("later", "After martial law"), ("now", "Now"))
        ),
        IssueWords(
            "territory",
            "Who holds the occupied territory?",
            ("StBor", "StGen"),
            (("returned", "Russia withdraws"), ("kept", "The line stays")),
        ),
        IssueWords(
            "peacekeepers", "Who watches the line?", ("ImPK",), (("none", "Nobody"), ("european", "European troops"))
        ),
        IssueWords(
            "support",
            "Do the allies go on supporting Ukraine?",
            ("go:ArmsSupply",),
            (("ends", "Support ends"), ("continues", "Robust support")),
        ),
    ),
    proposals=(ProposalWords("us_30_day", "us", (("truce", "thirty_days"),), "30-day ceasefire"),),
)
