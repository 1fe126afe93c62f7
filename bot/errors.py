"""The errors that Peerline raises on purpose.

PeerlineError
    Lost (bot.adapters.teams.connector_errors)
    Malformed (bot.adapters.slack.limits)
        TooBig (bot.adapters.slack.limits)
    MissingWords (bot.wording)
    NotDrawn (bot.illustrated)
    NotNow
        Conflict (bot.records)
        KeysOutOfReach (bot.adapters.teams.keys)
        NotKnownYet (bot.adapters.slack.workspaces)
        OutOfReach (bot.adapters.needs)
        Unavailable (storage.writing)
    OperatorError
        AlreadyServed (storage.lock)
        BackupError (storage.backup_file)
            NotKept (storage.erasure_list)
        BadCertificate (bot.adapters.teams.certificate)
        BadDatabase (storage.database)
        BadKeys (storage.keys)
        CannotBeDone (bot.persons)
        CannotListen (bot.running)
        CannotOpen (storage.personal)
        CannotPackage (bot.adapters.teams.package)
        LaunchError (bot.launch.links)
        NoAddress (bot.adapters.slack.manifest)
        NotConfigured (bot.adapters.teams.adapter)
        NothingToServe (bot.serving)
        ProgrammeError (bot.programme)
        Refused (bot.console)
        ReportError (bot.reporting.reading)
        RosterError (bot.roster)
        RotationError (storage.rotation)
        SettingsError (bot.settings)
        SheetError (bot.roster.sheet)
        WordingError (bot.wording)
    Refusal (bot.adapters.slack.http_endpoint)
    SendError (bot.adapters.port)
        Ambiguous (bot.adapters.port)
        Blocked (bot.adapters.port)
        Permanent (bot.adapters.port)
            Refused (bot.adapters.slack.api)
        Temporary (bot.adapters.port)
            Unready (bot.adapters.port)
        Throttled (bot.adapters.port)
        TokenDead (bot.adapters.port)
        Unreachable (bot.adapters.port)
        Unseen (bot.adapters.port)
        Vanished (bot.adapters.port)
    Told (bot.adapters.ways)
        Status (bot.adapters.ways)
        Unlike (bot.adapters.ways)
    Unauthorised (bot.adapters.teams.auth)
    Undone (bot.adapters.slack.listeners)
    UnknownKey (bot.adapters.teams.keys)
    Unreadable (storage.sealed)
"""


class PeerlineError(Exception):
    """Base of them all. No text of any holds a name, an address or a word of a message (rule 12)."""


class OperatorError(PeerlineError, ValueError):
    """A sentence for whoever runs Peerline: what was wrong, where, and what was expected. A command ends with it."""


class NotNow(PeerlineError):
    """Nothing was changed, and a later try may succeed."""
