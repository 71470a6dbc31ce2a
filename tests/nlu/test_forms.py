"""Forms of speech are found where their examples say."""

from __future__ import annotations

import pytest

from nlu.language.forms import form, form_examples


@pytest.mark.parametrize(("name", "text", "found"), list(form_examples()))
def test_a_form_is_found_in_its_examples_alone(name: str, text: str, found: bool) -> None:
    assert bool(form(name).search(text)) is found
