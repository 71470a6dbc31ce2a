"""What a pack's schema finds wrong, as one line that names the place and what is wanted."""

from __future__ import annotations

import re

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from . import pack_schema
from .errors import PackError, did_you_mean
from .located_yaml import LocatedYaml, Step
from .mistakes import in_words

Path = tuple[Step, ...]


def schema_error(located: LocatedYaml, error: ValidationError, inside: Path = ()) -> PackError:
    """One line for the first mistake; `inside` says where in the file the data was."""
    first = _telling(error)
    path = (*inside, *first["loc"])
    name = str(path[-1]) if path else ""
    if first["type"] == "missing":
        problem = f"缺“{name}”"
    elif first["type"] == "extra_forbidden":
        problem = f"不认识“{name}”{did_you_mean(name, _KEYS)}"
        if name.endswith((")", "）")):  # the second half of 个数(…, …) or 取小(…, …)
            problem += "；花括号里的规则带逗号时，逗号用全角“，”或给整条规则加引号"
    elif first["type"] == "literal_error":
        expected = re.findall("'(.+?)'", first["ctx"]["expected"])
        problem = f"“{first['input']}”不行，只能是 {'、'.join(expected)}"
    else:
        while path and path not in located.places:  # which of several forms was tried
            path = path[:-1]
        last = path[-1] if path else ""
        name = f"第 {last + 1} 项" if isinstance(last, int) else last
        problem = f"“{name}”写得不对：{in_words(first)}"
    return PackError(located.where(path), problem)


def _telling(error: ValidationError) -> ErrorDetails:
    """The first mistake; where several forms are allowed, that of the form that was tried."""
    errors = error.errors()
    is_other_form = errors[0]["type"] == "string_type" and isinstance(errors[0]["input"], dict)
    return errors[1] if is_other_form and len(errors) > 1 else errors[0]


_KEYS = sorted(
    {
        field.alias or name
        for section in vars(pack_schema).values()
        if isinstance(section, type) and issubclass(section, BaseModel)
        for name, field in section.model_fields.items()
    }
)
