"""Why a store must not be opened. The message is for the operator and says what to do."""

from __future__ import annotations


class StorageError(RuntimeError):
    """The storage cannot be used as it is."""


class UnsafeStorageError(StorageError):
    """Data would be lost, or others could read it."""


class NewerSchemaError(StorageError):
    """The database belongs to a newer release and must not be touched by this one."""


class KeyFileError(StorageError):
    """A key file is missing, malformed, or readable by others."""


class BackupError(StorageError):
    """A backup cannot be made, is not whole, or must not be restored there."""
