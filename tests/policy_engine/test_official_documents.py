"""Official documents as issued, written as rules: nothing of them was left out or bent.

Those that answer stand with the packs of the package; of three more, `tests/documents/` holds
text, rules and cases.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine import check_grounding, installed_packs, load_policy

DOCUMENTS = [
    *sorted((Path(__file__).parents[1] / "documents").iterdir()),
    *installed_packs().values(),
]


@pytest.mark.parametrize("folder", DOCUMENTS, ids=lambda folder: folder.name)
def test_every_sentence_number_and_case_holds(folder: Path) -> None:
    report = check_grounding(load_policy(folder))
    found = {(finding.where, finding.problem) for finding in report.findings}
    assert found == set()
    assert report.scenarios >= 2
