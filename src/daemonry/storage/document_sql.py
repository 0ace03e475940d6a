"""Looking into ``document`` columns with SQL, in both databases' ways.

For what is filtered rarely: no index helps here, so whatever lists must be fast by
has a column. Paths are constants of this package, values are bound parameters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Integer, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from daemonry.storage.column_types import SafeText

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.sql.compiler import SQLCompiler


class _Member(FunctionElement[Any]):
    inherit_cache = True

    def __init__(self, document: ColumnElement[str], *path: str) -> None:
        super().__init__(document, literal_column(f"'{'.'.join(path)}'"))


class DocumentText(_Member):
    """A member that is text or null."""

    name = "document_text"
    type = SafeText()
    inherit_cache = True


class DocumentFlag(_Member):
    """A member that is true, false or null."""

    name = "document_flag"
    type = Boolean()
    inherit_cache = True


class DocumentNumber(_Member):
    """A member that is an integer."""

    name = "document_number"
    type = Integer()
    inherit_cache = True


class DocumentItems(_Member):
    """A member that is a list of texts, as rows with the column ``value``."""

    name = "document_items"
    type = SafeText()
    inherit_cache = True


@compiles(DocumentText, "sqlite")
@compiles(DocumentFlag, "sqlite")
@compiles(DocumentNumber, "sqlite")
def _sqlite_member(element: _Member, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_extract({_sqlite_place(element, compiler, options)})"


@compiles(DocumentItems, "sqlite")
def _sqlite_items(element: _Member, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({_sqlite_place(element, compiler, options)})"


@compiles(DocumentText, "postgresql")
def _postgres_text(element: _Member, compiler: SQLCompiler, **options: Any) -> str:
    return f"({_postgres_place(element, compiler, options, '#>>')})"


@compiles(DocumentFlag, "postgresql")
def _postgres_flag(element: _Member, compiler: SQLCompiler, **options: Any) -> str:
    return f"({_postgres_place(element, compiler, options, '#>>')})::boolean"


@compiles(DocumentNumber, "postgresql")
def _postgres_number(element: _Member, compiler: SQLCompiler, **options: Any) -> str:
    return f"({_postgres_place(element, compiler, options, '#>>')})::integer"


@compiles(DocumentItems, "postgresql")
def _postgres_items(element: _Member, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text({_postgres_place(element, compiler, options, '#>')})"


def _sqlite_place(element: _Member, compiler: SQLCompiler, options: dict[str, Any]) -> str:
    document, path = element.clauses
    return f"{compiler.process(document, **options)}, '$.{_text(path)}'"


def _postgres_place(
    element: _Member, compiler: SQLCompiler, options: dict[str, Any], how: str
) -> str:
    document, path = element.clauses
    members = _text(path).replace(".", ",")
    return f"{compiler.process(document, **options)}::json {how} '{{{members}}}'"


def _text(path: Any) -> str:
    return str(path).strip("'")
