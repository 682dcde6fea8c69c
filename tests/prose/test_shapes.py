"""Articles with other words in the shapes that conversion makes: every citation with its words and its sentence."""

from __future__ import annotations

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from tests.prose.shapes import article

SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_shape_gives_one_citation_with_its_words_and_its_sentence(seed: int) -> None:
    made = article(seed)
    document = read_document(Source(name="article.md", data=made.markdown.encode()))
    found = [(c.uri, c.text, c.context, c.repaired) for c in document.citations if c.number]
    assert found == [(t.uri, t.text, t.sentence, t.repaired) for t in made.truths]


def test_a_text_file_with_markdown_in_it_is_read_as_markdown() -> None:
    document = read_document(Source(name="article.txt", data=article(0).markdown.encode()))
    assert document.media_type == "text/markdown"


@pytest.mark.parametrize(
    ("markdown", "uris"),
    [
        ("[Moscow](#) (<https://a.org/x-y->) and [Russia](#) (<https://b.org/z>).", ["https://a.org/x-y-", "https://b.org/z"]),
        ("See (<https://a.org/germany-inc->).\n\n[Russia](#) (<https://b.org/z>) said so.",
         ["https://a.org/germany-inc-", "https://b.org/z"]),
        ("It is at https://a.org/list/\n\nThe next paragraph starts here.", ["https://a.org/list/"]),
        ("[one](https://a.org/1-2-)\n\n# Next-heading/part", ["https://a.org/1-2-"]),
    ],
    ids=["same line", "real anchor after a hyphen", "a sentence follows", "a heading follows"],
)  # fmt: skip
def test_what_must_stay_apart_stays_apart(markdown: str, uris: list[str]) -> None:
    document = read_document(Source(name="a.md", data=markdown.encode()))
    assert [c.uri for c in document.citations if c.number] == uris


def test_an_address_split_over_two_pages_is_rejoined_from_three_pieces() -> None:
    text = "See [the text](#) (<https://a.org/one-two->\n\n[three-four-](#)\n\n[five-six/](#)) for more."
    (citation,) = [c for c in read_document(Source(name="a.md", data=text.encode())).citations if c.number]
    assert citation.uri == "https://a.org/one-two-three-four-five-six/"
    assert citation.target == "https://a.org/one-two- three-four- five-six/"
    assert citation.context == "See the text for more."


def test_a_joined_hyphen_keeps_the_reading_without_it_as_an_alternative() -> None:
    text = "[x](#) (<https://a.org/one-two->\n\n[three-four/](#))."
    (citation,) = [c for c in read_document(Source(name="a.md", data=text.encode())).citations if c.number]
    assert citation.alternatives == ("https://a.org/one-twothree-four/",)
    assert citation.because is not None
    assert "2 pieces" in citation.because
