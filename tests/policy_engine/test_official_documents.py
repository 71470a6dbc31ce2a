"""Five official documents as issued, written as rules: nothing of them was left out or bent.

`tests/documents/` holds text, rules and cases of each.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine import check_grounding, load_policy

DOCUMENTS = Path(__file__).parents[1] / "documents"


@pytest.mark.parametrize("folder", sorted(DOCUMENTS.iterdir()), ids=lambda folder: folder.name)
def test_every_sentence_number_and_case_holds(folder: Path) -> None:
    report = check_grounding(load_policy(folder))
    found = {(finding.where, finding.problem) for finding in report.findings}
    assert found == set()
    assert report.scenarios >= 2
