"""The errors that Peerline raises on purpose.

PeerlineError
    CannotBeSet (bot.typesetting)
    Lost (bot.adapters.teams.connector_errors)
    Malformed (bot.adapters.slack.limits)
        TooBig (bot.adapters.slack.limits)
    MissingWords (bot.wording)
    NotNow
        Conflict (bot.ports.records)
        KeysOutOfReach (bot.adapters.teams.keys)
        NotKnownYet (bot.adapters.slack.workspaces)
        OutOfReach (bot.ports.application)
        Unavailable (storage.transactions.writer_base)
    OperatorError
        AlreadyServed (storage.database.lock)
        BackupError (storage.backup.archive_file)
            NotKept (storage.backup.erasure_list)
        BadCertificate (bot.adapters.teams.certificate)
        BadDatabase (storage.database.connect)
        BadKeys (storage.encryption.keys)
        CannotBeDone (bot.runtime.persons)
        CannotListen (bot.process.running)
        CannotOpen (storage.backup.personal_file)
        CannotPackage (bot.adapters.teams.package)
        LaunchError (bot.documents.launch.links)
        NoAddress (bot.adapters.slack.manifest)
        NotConfigured (bot.adapters.teams.adapter)
        NothingToServe (bot.process.http_server)
        Refused (bot.cli.console)
        ReportError (bot.reporting.reading)
        RotationError (storage.rotation.master_key)
        Several
            PastError (bot.cli.past_counts)
            ProgrammeError (bot.programme)
            RosterError (bot.roster)
            SettingsError (bot.configuration.settings)
            WordingError (bot.wording)
        SheetError (bot.roster.sheet)
    Refusal (bot.adapters.slack.http_endpoint)
    SendError (bot.ports.platform)
        Ambiguous (bot.ports.platform)
        Blocked (bot.ports.platform)
        Permanent (bot.ports.platform)
            Refused (bot.adapters.slack.api)
        Temporary (bot.ports.platform)
            Unready (bot.ports.platform)
        Throttled (bot.ports.platform)
        TokenDead (bot.ports.platform)
        Unreachable (bot.ports.platform)
        Unseen (bot.ports.platform)
        Vanished (bot.ports.platform)
    Told (bot.adapters.egress)
        Status (bot.adapters.egress)
        Unlike (bot.adapters.egress)
    Unauthorised (bot.adapters.teams.auth)
    Undone (bot.adapters.slack.listeners)
    UnknownKey (bot.adapters.teams.keys)
    Unreadable (storage.encryption.sealed)
"""

from collections.abc import Sequence


class PeerlineError(Exception):
    """Base of them all. No text of any holds a name, an address or a word of a message (rule 12)."""


class OperatorError(PeerlineError, ValueError):
    """A sentence for whoever runs Peerline: what was wrong, where, and what was expected. A command ends with it."""


class Several(OperatorError):
    """Everything that is wrong with a file, or with the environment, at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Whole sentences."""
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class NotNow(PeerlineError):
    """Nothing was changed, and a later try may succeed."""
