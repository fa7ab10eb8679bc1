"""What a model writes is read for the facts in it, whatever it writes around them, and however it ends."""

from __future__ import annotations

import json
import time

import pytest

from ingest.extras.llm_answer import Proposal, Written, proposal, written
from ingest.extras.llm_prompt import CLASSES, EXAMPLES, LONGEST, RELATIONS, instructions, messages, passages, qualifiers
from ingest.text.cleaning import RawPage, clean

ONE = {"type": "FINANCES", "subject": "A", "object": "B", "quote": "A finance B {tout}"}
TWO = {**ONE, "subject": "C", "quote": "C finance « } » B"}
BOTH = json.dumps({"facts": [ONE, TWO]}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (BOTH, Written((ONE, TWO), True)),
        ('{"facts": []}', Written((), True)),
        ("[]", Written((), True)),
        ("```json\n[]\n```", Written((), True)),
        (f"Voici :\n```json\n{BOTH}\n```\nBonne lecture.", Written((ONE, TWO), True)),
        (json.dumps([ONE, TWO]), Written((ONE, TWO), True)),
        (f"{json.dumps(ONE)}\n{json.dumps(TWO)}", Written((ONE, TWO), True)),
        (f'{json.dumps({"facts": [ONE]})} {json.dumps({"facts": [TWO]})}', Written((ONE, TWO), True)),
        (f'<think>{{"facts": [{json.dumps(TWO)}]}} non…</think>{json.dumps({"facts": [ONE]})}', Written((ONE,), True)),
        (BOTH[:-2], Written((ONE, TWO), False)),
        (BOTH[:-5], Written((ONE,), False)),
        ('{"facts": [1, null, "x", {"quote": 3}]}', Written((1, None, "x", {"quote": 3}), True)),
    ],
)  # fmt: skip
def test_facts_are_found_in_fences_after_thoughts_in_several_objects_and_in_what_was_cut(
    answer: str, expected: Written
) -> None:
    assert written(answer) == expected


@pytest.mark.parametrize(
    "answer",
    [
        "Je ne peux pas vous aider.", "", "{", "{}", '{"facts": "aucun"}', '{"fait": []}', "{" * 200_000,
        '{"a":' * 200_000, "[" * 200_000, "<think>" * 50_000, '{"facts": ' + "9" * 100_000 + "}", '{"quote"', "null",
    ],
)  # fmt: skip
def test_what_is_no_json_that_we_asked_for_is_told_from_an_answer_without_facts_and_at_once(answer: str) -> None:
    begun = time.process_time()
    with pytest.raises(ValueError, match="no JSON"):
        written(answer)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "item",
    [
        None, 3, "x", [], {}, {**ONE, "quote": 3}, {**ONE, "subject": None}, {**ONE, "subject": ["A"]},
        {**ONE, "object": {"name": "B"}}, {**ONE, "type": 1}, {**ONE, "quote": ""}, {**ONE, "quote": "x" * 5001},
        {**ONE, "modality": True}, {**ONE, "subject": "x" * 201}, {"type": "FINANCES", "subject": "A", "object": "B"},
    ],
)  # fmt: skip
def test_an_item_of_another_shape_is_no_proposal(item: object) -> None:
    assert proposal(item) is None


def test_qualifiers_are_words_and_numbers_and_nothing_of_another_type_costs_the_fact() -> None:
    odd = {
        "when": 2019,
        "amount": "8 K€",
        "x": None,
        "y": [1],
        "z": {"a": 1},
        "t": True,
        "empty": " ",
        "long": "x" * 301,
    }
    assert proposal({**ONE, "qualifiers": odd}) == Proposal.model_validate(
        {**ONE, "qualifiers": {"when": "2019", "amount": "8 K€"}}
    )
    assert proposal({**ONE, "qualifiers": "aucun"}) == proposal(ONE)


def test_passages_cover_every_word_of_every_page_and_none_is_too_long() -> None:
    long = " ".join(f"Phrase numéro {number} d'un très long paragraphe." for number in range(200))
    endless = "mot" * 3000
    pages = clean([RawPage(1, "Titre\n\nUn paragraphe.\n\n" + long), RawPage(2, ""), RawPage(3, endless)], "txt")
    found = passages(pages)
    assert all(0 < one.end - one.start <= LONGEST for one in found)
    for rank, page in enumerate(pages):
        told = "".join(page.text[one.start : one.end] for one in found if one.page == rank)
        assert "".join(told.split()) == "".join(page.text.split())
    assert len(found) == 8


def test_short_paragraphs_that_follow_each_other_are_asked_about_together() -> None:
    (page,) = clean([RawPage(None, "\n\n".join(["Une phrase de quarante caractères, juste."] * 100))], "txt")
    assert [len(page.text[one.start : one.end]) for one in passages([page])] == [2492, 1804]


def test_the_instructions_name_every_class_and_relation_and_leave_room_for_the_answer() -> None:
    told = instructions()
    assert [name for name in (*CLASSES, *RELATIONS) if f"\n- {name} " not in told] == []
    assert [one for name in RELATIONS for one in qualifiers(name) if one not in told] == []
    assert len(told) + LONGEST < 7200, "about 2,200 tokens of the 4,096 that some servers give"
    assert "{" in told
    assert "{we}" not in told


def test_the_examples_of_the_prompt_are_what_we_ask_for() -> None:
    assert all(proposal(one) and one["quote"] in text for text, every in EXAMPLES for one in every)


def test_the_passage_is_data_between_marks_after_the_instructions() -> None:
    system, user = messages("Un passage.")
    assert (system["role"], system["content"]) == ("system", instructions())
    assert user == {"role": "user", "content": "Passage :\n<<<\nUn passage.\n>>>"}
