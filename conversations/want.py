"""What a user may want: the names of everything that is answered."""

from __future__ import annotations

from enum import StrEnum

from nlu import IntentName, Question


class Want(StrEnum):
    """What is answered beside the intents and the questions that words put."""

    RESULT = "result"
    FREQUENT_QUESTION = "frequent_question"
    EXPENSES = "expenses"
    APART = "apart"
    CLAUSE = "clause"
    PASSAGE = "passage"
    PARTICULAR = "particular"
    IN_THE_TEXT = "in_the_text"
    NEAREST = "nearest"
    EARLIER = "earlier"
    WHO_DECIDES = "who_decides"
    SOMETHING_SAID = "something_said"
    WHICH_HOLDS = "which_holds"
    HELP_WITH_ROLES = "help_with_roles"
    WHICH_OPTION = "which_option"
    WHICH_FACT = "which_fact"
    WHAT_TO_CORRECT = "what_to_correct"
    RIGHT_VALUE = "right_value"
    WHETHER_SO = "whether_so"
    UNDO = "undo"
    WHETHER_TO_RESTART = "whether_to_restart"
    OTHER_WORDS = "other_words"


Wanted = IntentName | Question | Want
