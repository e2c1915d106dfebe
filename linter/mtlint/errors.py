"""Errors that mtlint explains to its user: one sentence that names the place and says what to do."""


class MtlintError(Exception):
    """Mtlint cannot do its work; the command line prints the message and exits with status 2."""


class CatalogueError(MtlintError):
    """A rule or lexicon is not as the schema wants it; the message names file, line and key."""


class ConfigError(MtlintError):
    """A configuration file or a flag has an unknown key or an impossible value."""


class UncheckedError(MtlintError):
    """A server did not answer, so that a text was not checked in full."""


class ReadError(MtlintError):
    """A file or a record cannot be read; other files go on."""
