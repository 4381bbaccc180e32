"""A table of a TOML file becomes a model, or one message that says what is wrong with it and what to do.

A definition holds nothing about a child, so what was found may be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from xlperf.definitions.files import Document
from xlperf.errors import DefinitionError, did_you_mean

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[int | str, ...]

WHAT_BELONGS = {
    "string_type": "a text in quotes",
    "string_too_short": "a text that is not empty",
    "int_type": "a whole number without quotes",
    "int_from_float": "a whole number without quotes",
    "float_type": "a number without quotes",
    "finite_number": "a number",
    "bool_type": "true or false, without quotes,",
    "date_type": "a date without quotes, such as 2010-04-01,",
    "tuple_type": "a list in square brackets",
    "mapping_type": "a table of keys and values",
    "dict_type": "a table of keys and values",
    "model_type": "a table of keys and values",
    "model_attributes_type": "a table of keys and values",
}
LIMITS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}


def validated(model: type[Model], document: Document, required: Iterable[str] = ()) -> Model:
    """
    Return the model that a file defines; raise DefinitionError naming the file, the key and the remedy.

    `required` are keys that the model can do without but a file of the catalogue cannot.
    """
    try:
        made = model.model_validate({"id": document.id, **document.table}, strict=True)
    except ValidationError as problem:
        raise DefinitionError(_message(document.file, model, problem)) from None
    for key in required:
        if key not in document.table:
            raise DefinitionError(f"{document.file}: {_missing(key)}")
    return made


def _message(file: str, model: type[BaseModel], problem: ValidationError) -> str:
    """
    Return one line for each mistake, and no line for what only follows from another.

    A key that is misspelt is not said to be missing as well, nor a list whose entries are wrong to be empty.
    """
    details = problem.errors(include_url=False)
    meant = {
        (*detail["loc"][:-1], near)
        for detail in details
        if detail["type"] == "extra_forbidden"
        for near in _near(str(detail["loc"][-1]), _keys_at(model, detail["loc"][:-1]))
    }
    wrong_inside = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    follows = {"missing": meant, "too_short": wrong_inside}
    kept = [detail for detail in details if detail["loc"] not in follows.get(detail["type"], ())]
    return "\n".join(f"{file}{_sentence(model, detail)}" for detail in kept)


def _sentence(model: type[BaseModel], detail: ErrorDetails) -> str:
    location, kind = detail["loc"], detail["type"]
    if kind == "missing":
        container = place(model, location[:-1])
        return f"{', ' if container else ''}{container}: {_missing(str(location[-1]))}"
    where = place(model, location)
    return f"{', ' if where else ''}{where}: {_what_is_wrong(model, detail)}"


def _what_is_wrong(model: type[BaseModel], detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(str(detail["loc"][-1]), _keys_at(model, detail["loc"][:-1]))
    if kind == "value_error":
        text = str(context.get("error", detail["msg"]))
        return text if text.endswith((".", "?")) else f"{text}."
    found = found_text(detail["input"])
    if kind == "literal_error":
        allowed = [word for word in re.findall(r"'([^']*)'", str(context["expected"])) if word]
        listed = ", ".join(f'"{word}"' for word in allowed)
        return f"{found} was found; write one of {listed}.{did_you_mean(str(detail['input']), allowed)}"
    if kind in LIMITS:
        words, key = LIMITS[kind]
        return f"{found} was found; write a number of {words} {context[key]:g}."
    if kind == "too_short":
        return "the list is empty; give at least one entry."
    if kind in WHAT_BELONGS:
        return f"{found} was found where {WHAT_BELONGS[kind]} belongs."
    return f"{found} was found. {detail['msg']}."


def _unknown_key(key: str, known: list[str]) -> str:
    near = did_you_mean(key, known)
    return f"there is no such key.{near} " + (
        "Correct its spelling." if near else f"Take it out, or use one of {', '.join(known)}."
    )


def _missing(key: str) -> str:
    return f'the key "{key}" is missing. Add it.'


def _near(key: str, known: Iterable[str]) -> list[str]:
    return [name for name in known if f'"{name}"' in did_you_mean(key, known)]


def found_text(found: object) -> str:
    """Return what was found as a file writes it: texts in quotes, true, 2010-04-01; a list or table by that word."""
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, str):
        return f'"{found}"' if len(found) <= 60 else f'"{found[:57]}…"'
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, Mapping):
        return "a table"
    return "a list" if isinstance(found, (list, tuple)) else str(found)


def place(model: type[BaseModel], location: Location) -> str:
    """Return where a key stands: ``key "shown" of example, entry 2``, counting from 1; nothing for the whole file."""
    union_tags = {kind.__name__ for kind in _models_in(model, deep=True)}
    parts = [part for part in location if part not in union_tags]
    if not parts:
        return ""
    if isinstance(parts[-1], int):
        return f'key "{_path(parts[:-1])}", entry {parts[-1] + 1}'
    container = _path(parts[:-1])
    return f'key "{parts[-1]}"' + (f" of {container}" if container else "")


def _path(parts: list[int | str]) -> str:
    path = ""
    for part in parts:
        if isinstance(part, int):
            path += f", entry {part + 1}"
        else:
            path += ("." if path else "") + part
    return path


def _keys_at(model: type[BaseModel], location: Location) -> list[str]:
    """Return the keys that may stand at a place: walk the models along the location, as pydantic did."""
    models = [model]
    for part in location:
        fields = [kind.model_fields[name] for kind in models for name, key in _keys(kind).items() if key == part]
        within = [kind for field in fields for kind in _models_in(field.annotation)]
        tagged = [kind for kind in models if kind.__name__ == part]
        # What is neither a key nor a tag is a position in a list or a name in a table: the model stays as it is.
        models = within or tagged or models
    return sorted({key for kind in models for key in _keys(kind).values()} - {"id"})


def _keys(model: type[BaseModel]) -> dict[str, str]:
    """Return each field's name with the key that stands for it in a file."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


def _models_in(annotation: Any, deep: bool = False) -> list[type[BaseModel]]:
    """Return every model that an annotation speaks of; with `deep` those that the models' own fields speak of too."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        inner = [field.annotation for field in annotation.model_fields.values()] if deep else []
        return [annotation, *(kind for one in inner for kind in _models_in(one, deep))]
    return [kind for argument in get_args(annotation) for kind in _models_in(argument, deep)]
